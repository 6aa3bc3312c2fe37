"""From what people type to who is meant: keys, codes, names in Arabic and English, offices at a date, misspellings.

A name that several have means the one whom the collection names most. A misspelling is taken for the one known name that is a
letter or two away from it («لافرف» → «لافروف»); what is farther off is offered as a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from musnad.asking.answers import Who
from musnad.asking.desk import Desk, asked
from musnad.asking.known import all_known_names, by_wikidata, key_of, known, named, spots
from musnad.asking.who import whos
from musnad.errors import AskingError, NotFound
from musnad.knowledge import holder, nisba_forms, offices, organisations, states
from musnad.language.clitics import proclitic_cuts
from musnad.language.folding import folded
from musnad.store import Store
from musnad.store.questions import Match, looking

LONGEST = 200
"""Letters of a name that are read."""
_NEAR, _LIKELY = 72.0, 88.0
"""Likeness of two names (per cent of letters in common, in order) from which one is offered for the other; or taken for it."""
_SHORT = 5
"""Letters; a shorter name has too many neighbours to be taken for one of them («عمان», «عمار»)."""
_COMMON = 2
"""Names used in fewer entities are no suggestions: they may be misspellings themselves."""
_ARABIC = re.compile("[\u0621-\u064a]")


class _Index(NamedTuple):
    """Names to be near to, the keys that each stands for, and how often."""

    names: list[str]
    keys: list[tuple[str, int]]


def find_actors(store: Store, words: str, limit: int = 10) -> tuple[Who, ...]:
    """Who may be meant by some words, the likeliest first: those of that very name, of names that begin so, of names near it.

    «ولافروف», «Lavrov», «وزير الخارجية الروسي», «لافرف» and Q58217 all find Sergey Lavrov. Nobody found: an empty tuple.
    """
    with asked(store) as desk:
        return found_actors(desk, words, limit)


def found_actors(desk: Desk, words: str, limit: int) -> tuple[Who, ...]:
    """As `find_actors`, at a desk."""
    keys: dict[str, None] = {}
    for stage in (_exact, _cut, _office, _beginning, _near_names):
        if stage is _near_names and keys:
            break
        keys.update(dict.fromkeys(stage(desk, words)))
        if len(keys) >= limit:
            break
    wanted = list(keys)[:limit]
    found = whos(desk, wanted)
    return tuple(found[key] for key in wanted)


def resolve(desk: Desk, words: str, field: str) -> str:
    """The key of the actor that some words mean.

    Raises `NotFound` with suggestions where nobody is, and `AskingError` for nothing at all; `field` is the part of the
    question to blame.
    """
    return _resolved(desk, words, field, places=False)


def match(desk: Desk, names: Iterable[str], field: str) -> Match | None:
    """Everybody whom some names mean; None for no names. A state stands for all who act for it. Raises as `resolve`."""
    keys = list(dict.fromkeys(resolve(desk, name, field) for name in names))
    return side(keys) if keys else None


def side(keys: Iterable[str]) -> Match:
    """Some keys to choose by: states with all who act for them."""
    wanted = list(keys)
    return Match(tuple(k for k in wanted if k not in states()), tuple(k for k in wanted if k in states()))


def places(desk: Desk, names: Iterable[str], field: str) -> Match | None:
    """The places that some names mean; a state is everywhere in it. Raises as `resolve`."""
    keys = list(dict.fromkeys(_resolved(desk, name, field, places=True) for name in names))
    return side(keys) if keys else None


def _resolved(desk: Desk, words: str, field: str, *, places: bool) -> str:
    if not words.strip():
        raise AskingError(f"{field} names nobody; give a name, a code or a key", field)
    if len(words) > LONGEST:
        raise AskingError(f"{field} is {len(words)} letters long; a name has up to {LONGEST}", field, reason="long")
    key = desk.remembered(("who", words, places), lambda: _first(desk, words, places=places))
    if key is None:
        near = suggestions(desk, words)
        hint = f"; did you mean {' or '.join(near[:3])}?" if near else ""
        what = "place" if places else "actor"
        raise NotFound(f"no {what} of this collection is called «{words}»{hint}", field, near)
    return key


def _first(desk: Desk, words: str, *, places: bool) -> str | None:
    for stage in (_exact, _cut, _office, _misspelt):
        found = list(stage(desk, words))
        kinds = [(key, kind_of(key)) for key in found]
        fitting = [key for key, kind in kinds if (kind == "place") == places]
        if places and not fitting:
            fitting = [key for key, kind in kinds if kind == "state"]
        elif places and _is_state_name(words):
            fitting = [key for key, kind in kinds if kind == "state"] or fitting
        if fitting or (found and not places):
            return (fitting or found)[0]
    return None


def _is_state_name(words: str) -> bool:
    name = folded(words).strip()
    return any(one.kind == "state" and name in {folded(n) for n in (*one.names, one.en, one.key)} for one in named(words))


def kind_of(key: str) -> str:
    """What a key names: an entity kind; of a Wikidata id that no table has, person."""
    one = known().get(key)
    return one.kind if one else key.partition(":")[0] if ":" in key else "person"


def suggestions(desk: Desk, words: str, most: int = 5) -> tuple[str, ...]:
    """Names near to some words, in the script of these."""
    keys = list(dict.fromkeys((*_beginning(desk, words), *_near_names(desk, words))))[: 2 * most]
    found = whos(desk, keys)
    arabic = bool(_ARABIC.search(words))
    shown = (found[key].name if arabic else found[key].en or found[key].name for key in keys)
    return tuple(dict.fromkeys(shown))[:most]


# -- the stages: each gives keys, the likeliest first -----------------------------------------------------------------------


def _exact(desk: Desk, words: str) -> Iterator[str]:
    """The very key, or somebody of the very name."""
    key = words.strip()
    if key in known() or key.upper() in states():
        yield key if key in known() else key.upper()
        return
    if key in by_wikidata():
        yield by_wikidata()[key]
        return
    if ":" in key or re.fullmatch(r"Q\d+", key):
        if looking.names_of_keys(desk.connection, [key], 1)[key]:
            yield key
            return
    yield from _called(desk, [folded(key).strip()])


def _called(desk: Desk, names: list[str]) -> list[str]:
    """Those who have one of these folded names, the most named first."""
    uses: dict[str, int] = {one.key: 0 for name in names for one in named(name)}
    for _, key, n in looking.keys_named(desk.connection, names):
        uses[key] = uses.get(key, 0) + n
    for name in names if not uses else ():  # reading all known places takes a second: only where nothing else is called so
        for key in _place_names().get(name, ()):
            uses.setdefault(key, 0)
    return sorted(uses, key=lambda k: (-uses[k], k not in known(), not _proper(k, names), k))


def _proper(key: str, names: Collection[str]) -> bool:
    """Whether somebody known has one of these names for its own: «عمان» is Oman's, and the capital of another."""
    return key in known() and any(
        folded(name) in names or f" {folded(name)}".endswith(tuple(f" {n}" for n in names)) for name in known()[key].names
    )


@cache
def _place_names() -> Mapping[str, tuple[str, ...]]:
    """Keys of known places by their folded names in Arabic and English."""
    found: dict[str, dict[str, None]] = {}
    for key, ones in spots().items():
        for one in ones:
            for name in (*one.names, one.en):
                found.setdefault(folded(name).strip(), {})[key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def _cut(desk: Desk, words: str) -> list[str]:
    """Names without what Arabic writes together with them: «ولافروف», «لإيران»."""
    return _called(desk, [name for name in _forms(words) if name != folded(words).strip()])


def _forms(words: str) -> list[str]:
    """A name as it is, and with proclitics taken off its first word."""
    first, space, rest = folded(words).strip().partition(" ")
    return list(dict.fromkeys(cut.stem + space + rest for cut in proclitic_cuts(first))) if first else []


def _office(desk: Desk, words: str) -> list[str]:
    """Who holds an office on the last day of the collection: «وزير الخارجية الروسي», «Russian foreign minister»."""
    return [key for form in _forms(words) for key in office_holders(form, desk.last_day)]


def office_holders(words: str, day: str) -> Iterator[str]:
    """The keys of those whom an office with its state names on a day; where the holder isn't known, the key of the office."""
    name = folded(words).strip()
    for office, where in _office_and_state(name):
        person = holder(where, office, day)
        if person is not None:
            yield key_of("person", person.wikidata, person.en)
        elif where in states():
            yield key_of("person", "", f"{states()[where].en_adjective} {offices()[office].en}")


def _office_and_state(name: str) -> Iterator[tuple[str, str]]:
    for phrase, office in _office_names():
        rest = ""
        if name.startswith(phrase + " "):
            rest = name[len(phrase) + 1 :].removeprefix("of ")
        elif name.endswith(" " + phrase):
            rest = name[: -len(phrase) - 1]
        for form in _forms(rest):
            where = _belonging().get(form)
            if where:
                yield office, where
                return


@cache
def _office_names() -> list[tuple[str, str]]:
    """Folded names of offices, the longest first."""
    found = {folded(name): o.id for o in offices().values() for name in (*o.names, o.en)}
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))


@cache
def _belonging() -> dict[str, str]:
    """Words that say of which state or organisation an office is: «الروسي», «روسيا», Russian, «الأمم المتحدة»."""
    found: dict[str, str] = {}
    for s in states().values():
        for nisba in s.nisba:
            for form, _, plural in nisba_forms(nisba):
                if not plural:
                    found.setdefault(form, s.code)
        for name in (*s.names, s.en, s.en_adjective, s.code):
            found.setdefault(folded(name), s.code)
    for o in organisations().values():
        for name in (*o.names, o.en, o.id):
            found.setdefault(folded(name), o.id)
    return found


def _beginning(desk: Desk, words: str) -> list[str]:
    """Names that begin so, or one of whose words does, the most used first."""
    name = folded(words).strip()
    if len(name) < 2:
        return []
    uses: dict[str, int] = {}
    for _, key, n in looking.keys_beginning(desk.connection, name, 30):
        uses[key] = uses.get(key, 0) + n
    for full, one in all_known_names():
        if full.startswith(name) or f" {name}" in full:
            uses.setdefault(one.key, 0)
    uses = {key: n for key, n in uses.items() if not key.startswith("anon:")}
    counted = looking.uses_of_keys(desk.connection, uses)
    return sorted(uses, key=lambda k: (-counted.get(k, 0), k))[:20]


def _near_names(desk: Desk, words: str) -> list[str]:
    return list(dict.fromkeys(key for _, key, _ in _near(desk, words, _NEAR)))


def _misspelt(desk: Desk, words: str) -> list[str]:
    """The one that a misspelt name means, if it is near enough."""
    if len(folded(words).strip()) < _SHORT:
        return []
    found = _near(desk, words, _LIKELY)
    return [key for score, key, _ in found if score == found[0][0]][:1]


def _near(desk: Desk, words: str, least: float) -> list[tuple[float, str, int]]:
    """Keys with names near to some words, the nearest first, of equals the most used: (likeness, key, uses)."""
    index = desk.remembered("names", lambda: _index(desk))
    name = folded(words).strip()[:LONGEST]
    found = process.extract(name, index.names, scorer=fuzz.ratio, score_cutoff=least, limit=40, processor=None)
    near = [(round(score, 3), *index.keys[n]) for _, score, n in found]
    return sorted(near, key=lambda one: (-one[0], -one[2], one[1]))


def _index(desk: Desk) -> _Index:
    held: dict[tuple[str, str], int] = {(name, one.key): 0 for name, one in all_known_names() if len(name) > 2 and one.names}
    for name, key, uses in looking.common_names(desk.connection, _COMMON):
        if not key.startswith("anon:"):
            held[name, key] = uses
    return _Index([name for name, _ in held], [(key, uses) for (_, key), uses in held.items()])
