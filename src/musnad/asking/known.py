"""Everybody whom knowledge knows, by the keys that the store gives them, and by their names.

>>> known()["RUS"].en, [one.key for one in named("لافروف")]
('Russia', ['Q58217'])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from musnad.knowledge import bodies, groups, organisations, outlets, people, places, states
from musnad.knowledge.cities import cities
from musnad.language.folding import folded
from musnad.store.keys import LONGEST


class Known(NamedTuple):
    """Somebody known: key, kind, Arabic names (the usual one first), English name, state, id in the tables.

    `family` are names that a person shares with others: «بوتين».
    """

    key: str
    kind: str
    names: tuple[str, ...]
    en: str
    country: str | None
    id: str
    family: tuple[str, ...] = ()


def key_of(kind: str, wikidata: str, en: str) -> str:
    """The key that the store gives an actor of these tables (`store.keys.entity_key`)."""
    return wikidata or f"{kind}:{folded(en).strip()}"[:LONGEST]


@cache
def known() -> Mapping[str, Known]:
    """All actors of the tables by key; of two with one key the first of the tables."""
    found: dict[str, Known] = {}
    for one in _actors():
        found.setdefault(one.key, one)
    return found


def _actors() -> Iterator[Known]:
    for s in states().values():
        yield Known(s.code, "state", s.names, s.en, s.code, s.code, (*s.capital, *s.seats))
    for o in organisations().values():
        kind = "group" if o.kind == "group" else "igo"
        yield Known(key_of(kind, o.wikidata, o.en), kind, o.names, o.en, None, o.id)
    for g in groups().values():
        yield Known(key_of("group", g.wikidata, g.en), "group", g.names, g.en, g.country or None, g.id)
    for p in people().values():
        country = p.country if p.country in states() else None
        last = p.en.split()[-1:]
        yield Known(key_of("person", p.wikidata, p.en), "person", p.names, p.en, country, p.id, (*p.family, *last))
    for outlet in outlets().values():
        yield Known(
            key_of("outlet", outlet.wikidata, outlet.en), "outlet", outlet.names, outlet.en, outlet.country or None, outlet.id
        )
    for body in bodies().values():
        if "{" not in body.en:
            yield Known(key_of("body", "", body.en), "body", body.names, body.en, body.country or None, body.id)
            continue
        for s in states().values():
            en = body.en.format(adj=s.en_adjective, country=s.en)
            yield Known(key_of("body", "", en), "body", (), en, s.code, body.id)


class Spot(NamedTuple):
    """A known place: its key, names, state, and coordinates in decimal degrees."""

    key: str
    names: tuple[str, ...]
    en: str
    country: str | None
    lat: float
    lon: float


@cache
def spots() -> Mapping[str, tuple[Spot, ...]]:
    """Known places by key; several share one («طرابلس» is in Libya and in Lebanon). Reading them takes a second."""
    found: dict[str, list[Spot]] = defaultdict(list)
    for place in (*places().values(), *cities()):
        key = key_of("place", "", place.en)
        found[key].append(Spot(key, place.names, place.en, place.country or None, place.lat, place.lon))
    return {key: tuple(value) for key, value in found.items()}


def spot(key: str, country: str | None) -> Spot | None:
    """The known place of a key, in a state if one is given."""
    there = spots().get(key, ())
    return next((one for one in there if country in (None, one.country)), None)


@cache
def _names() -> Mapping[str, tuple[Known, ...]]:
    found: dict[str, dict[str, Known]] = defaultdict(dict)
    for one in known().values():
        for name in (*one.names, one.en, *one.family):
            found[folded(name).strip()].setdefault(one.key, one)
    for s in states().values():
        for code in (s.code, s.iso2):
            if code:
                found[folded(code)].setdefault(s.code, known()[s.code])
    return {name: tuple(ones.values()) for name, ones in found.items()}


def named(name: str) -> tuple[Known, ...]:
    """Everybody known by a name, in Arabic or English, in any spelling that folding unites; of people the family's too."""
    return _names().get(folded(name).strip(), ())


def all_known_names() -> Iterator[tuple[str, Known]]:
    """All folded names with those who have them."""
    for name, ones in _names().items():
        for one in ones:
            yield name, one


@cache
def by_wikidata() -> Mapping[str, str]:
    """States' codes by their Wikidata ids, under which the store doesn't keep them."""
    return {s.wikidata: s.code for s in states().values() if s.wikidata}
