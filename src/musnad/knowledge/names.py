"""Every name that the tables know, as folded phrases with what they mean: the gazetteer's raw material."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from musnad.knowledge.cities import cities, homonyms
from musnad.knowledge.facts import bodies, groups, offices, organisations, outlets, people, places, states
from musnad.language.folding import folded


class Name(NamedTuple):
    """A phrase that names something.

    `kind` is an entity kind or `office`; `form` tells how: `name`, `nisba` (adjective: «الإيراني»), `people` (the nation's
    people: «الإيرانيون»), `capital`, `seat`, `family` (a person's name alone), `homonym` (a city whose name mostly means something else: «حصار»,
    «ميدان», «هولاند»).
    """

    phrase: str
    kind: str
    id: str
    country: str
    form: str
    feminine: bool = False
    plural: bool = False


def nisba_forms(nisba: str) -> list[tuple[str, bool, bool]]:
    """The written forms of a nisba, folded, with (feminine, plural): إيراني → ايراني ايرانيه ايرانيون ايرانيين …

    Of a nisba in two words (كوري جنوبي) both words agree.
    """
    words = folded(nisba).split()
    endings = [("", False, False), ("ه", True, False), ("ون", False, True), ("ين", False, True), ("ان", False, True),
               ("تان", True, True), ("تين", True, True), ("ات", True, True), ("ا", False, False)]  # fmt: skip
    out = []
    for ending, feminine, plural in endings:
        for article in ("", "ال"):
            out.append((" ".join(article + word + ending for word in words), feminine, plural))
    return out


def all_names() -> Iterator[Name]:
    """Names of states, organisations, groups, people, outlets, bodies, offices and places, most trusted first."""
    yield from _states()
    for o in organisations().values():
        kind = "group" if o.kind == "group" else "igo"
        for name in o.names:
            yield Name(folded(name), kind, o.id, "", "name")
        for nisba in o.nisba:
            for form, feminine, plural in nisba_forms(nisba):
                yield Name(form, kind, o.id, "", "nisba", feminine, plural)
    for g in groups().values():
        for name in g.names:
            yield Name(folded(name), "group", g.id, g.country, "name")
        for nisba in g.nisba:
            for form, feminine, plural in nisba_forms(nisba):
                yield Name(form, "group", g.id, g.country, "people" if plural else "nisba", feminine, plural)
    for p in people().values():
        country = p.country if p.country in states() else ""
        for name in p.names:
            yield Name(folded(name), "person", p.id, country, "name", p.gender == "f")
        for name in p.family:
            yield Name(folded(name), "person", p.id, country, "family", p.gender == "f")
    for outlet in outlets().values():
        for name in outlet.names:
            yield Name(folded(name), "outlet", outlet.id, outlet.country, "name")
    for body in bodies().values():
        for name in body.names:
            yield Name(folded(name), "body", body.id, body.country, "name")
    for office in offices().values():
        for name in office.names:
            yield Name(folded(name), "office", office.id, "", "name")
    for place in (*places().values(), *cities()):
        for name in place.names:
            form = "homonym" if folded(name) in homonyms() else "name"
            yield Name(folded(name), "place", place.id, place.country, form)


def _states() -> Iterator[Name]:
    for s in states().values():
        for name in s.names:
            yield Name(folded(name), "state", s.code, s.code, "name")
        for name in s.capital:
            yield Name(folded(name), "state", s.code, s.code, "capital")
        for name in s.seats:
            yield Name(folded(name), "state", s.code, s.code, "seat")
        for nisba in s.nisba:
            for form, feminine, plural in nisba_forms(nisba):
                yield Name(form, "state", s.code, s.code, "people" if plural else "nisba", feminine, plural)
        for name in s.nisba_plurals:
            for article in ("", "ال"):
                yield Name(article + folded(name), "state", s.code, s.code, "people", False, True)
