"""The tables as values, and the questions that tagging and coding ask of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from musnad.knowledge.tables import cells, folder, rows


class State(NamedTuple):
    """A state: `code` ISO 3166-1 alpha-3 (user-assigned codes where ISO has none)."""

    code: str
    iso2: str
    wikidata: str
    status: str
    en: str
    en_adjective: str
    names: tuple[str, ...]
    nisba: tuple[str, ...]
    nisba_plurals: tuple[str, ...]
    capital: tuple[str, ...]
    seats: tuple[str, ...]


class Organisation(NamedTuple):
    """An international organisation or bloc of states."""

    id: str
    kind: str
    wikidata: str
    en: str
    names: tuple[str, ...]
    nisba: tuple[str, ...]
    members: tuple[str, ...]


class Group(NamedTuple):
    """A party, armed group or movement."""

    id: str
    category: str
    wikidata: str
    en: str
    country: str
    names: tuple[str, ...]
    nisba: tuple[str, ...]


class Office(NamedTuple):
    """An office and its wordings without a country."""

    id: str
    en: str
    scope: str
    names: tuple[str, ...]


class Body(NamedTuple):
    """An organ of a state; `country` empty where any state may have it."""

    id: str
    country: str
    en: str
    names: tuple[str, ...]


class Person(NamedTuple):
    """A person in public life; `country` is the state or organisation of the table that lists them."""

    id: str
    country: str
    wikidata: str
    en: str
    gender: str
    names: tuple[str, ...]
    family: tuple[str, ...]


class Term(NamedTuple):
    """A time in office; `start` and `end` as far as known, `end` empty: still in office at the last check."""

    country: str
    office: str
    person: str
    start: str
    end: str
    portfolio: str
    kind: str


class Outlet(NamedTuple):
    """A news agency, newspaper, channel or site."""

    id: str
    kind: str
    country: str
    wikidata: str
    en: str
    names: tuple[str, ...]


class Place(NamedTuple):
    """A region, site or city with its coordinates in decimal degrees."""

    id: str
    country: str
    en: str
    names: tuple[str, ...]
    lat: float
    lon: float


def _names(row: Mapping[str, str], *columns: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for column in columns for name in cells(row[column])))


@cache
def states() -> Mapping[str, State]:
    """States by code."""
    return {
        r["code"]: State(
            r["code"], r["iso2"], r["wikidata"], r["status"], r["en"], r["en_adjective"],
            _names(r, "ar", "ar_long", "ar_variants"), cells(r["nisba"]), cells(r["nisba_plurals"]),
            cells(r["capital"]), cells(r["seats"]),
        )
        for r in rows("states")
    }  # fmt: skip


@cache
def organisations() -> Mapping[str, Organisation]:
    """Organisations by id."""
    return {
        r["id"]: Organisation(
            r["id"], r["kind"], r["wikidata"], r["en"], _names(r, "ar", "ar_variants"), cells(r["nisba"]), cells(r["members"])
        )
        for r in rows("organisations")
    }


@cache
def groups() -> Mapping[str, Group]:
    """Parties, armed groups and movements by id."""
    return {
        r["id"]: Group(
            r["id"], r["category"], r["wikidata"], r["en"], r["country"], _names(r, "ar", "ar_variants"), cells(r["nisba"])
        )
        for r in rows("groups")
    }


@cache
def offices() -> Mapping[str, Office]:
    """Offices by id."""
    return {r["id"]: Office(r["id"], r["en"], r["scope"], cells(r["ar"])) for r in rows("offices")}


@cache
def bodies() -> Mapping[str, Body]:
    """Organs of states by id."""
    return {r["id"]: Body(r["id"], r["country"], r["en"], cells(r["ar"])) for r in rows("bodies")}


@cache
def people() -> Mapping[str, Person]:
    """People by id."""
    return {
        r["id"]: Person(r["id"], where, r["wikidata"], r["en"], r["gender"], _names(r, "ar", "ar_variants"), cells(r["family"]))
        for where, r in folder("people")
    }


@cache
def terms() -> tuple[Term, ...]:
    """All times in office."""
    return tuple(
        Term(where, r["office"], r["person"], r["start"], r["end"], r["portfolio"], r["kind"]) for where, r in folder("terms")
    )


@cache
def outlets() -> Mapping[str, Outlet]:
    """Outlets by id."""
    return {
        r["id"]: Outlet(r["id"], r["kind"], r["country"], r["wikidata"], r["en"], _names(r, "ar", "ar_variants"))
        for r in rows("outlets")
    }


@cache
def places() -> Mapping[str, Place]:
    """Regions and sites of our own table by id; cities come from `musnad.knowledge.cities`."""
    return {
        r["id"]: Place(r["id"], r["country"], r["en"], _names(r, "ar", "ar_variants"), float(r["lat"] or 0), float(r["lon"] or 0))
        for r in rows("places")
    }


NOBODY = frozenset({"vacant", "unknown"})
"""In place of a person: nobody held the office then; or somebody did whom the table does not know yet."""


@cache
def _terms_by_office() -> Mapping[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms():
        if term.kind != "rival" and term.person not in NOBODY:
            found[term.country, term.office].append(term)
    return {key: tuple(value) for key, value in found.items()}


@cache
def _terms_by_person() -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for term in terms():
        found[term.person].append(term)
    return {key: tuple(value) for key, value in found.items()}


def covers(term: Term, day: str) -> bool:
    """Whether a term covers a day (ISO date). A term known to the month or year covers all of it."""
    started = day[: len(term.start)] >= term.start
    return started and (not term.end or day[: len(term.end)] <= term.end)


@cache
def holder(country: str, office: str, day: str) -> Person | None:
    """Who held an office of a state or organisation on a day; the later one on a day of change; None if not known."""
    held = [t for t in _terms_by_office().get((country, office), ()) if covers(t, day)]
    return people().get(max(held, key=lambda t: t.start).person) if held else None


@cache
def offices_held(person: str, day: str) -> tuple[Term, ...]:
    """The terms a person served on a day, latest first."""
    return tuple(sorted((t for t in _terms_by_person().get(person, ()) if covers(t, day)), key=lambda t: t.start, reverse=True))
