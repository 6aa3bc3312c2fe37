"""Who an actor is in the codes of other data sets: PLOVER's actor and sector codes, Correlates of War, FIPS; where a place lies."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from musnad.asking.answers import Who
from musnad.exports.lines import lines
from musnad.knowledge import Place, bodies, groups, offices, offices_held, people, places, states
from musnad.knowledge.cities import cities
from musnad.language.folding import folded


class Coded(NamedTuple):
    """An actor in codes: `code` ISO alpha-3, or IGO or NGO; `sector` of PLOVER; `office` in English; empty where not known."""

    code: str
    sector: str
    office: str


@cache
def cow(country: str | None) -> str:
    """The Correlates of War number of a state by its ISO alpha-3 code; empty where it has none («PSE»)."""
    return _country(country).get("cow", "")


@cache
def fips(country: str | None) -> str:
    """The FIPS 10-4 code of a state (GeoNames' list), as GDELT writes places; empty where it has none."""
    return _country(country).get("fips", "")


@cache
def coded(who: Who, day: str | None) -> Coded:
    """PLOVER's code, sector and the office held on a day by what knowledge has of the actor; nothing is guessed.

    Armed groups get no sector: whether one is of rebels (REB) or stands with a government (PRM) the table doesn't say.
    """
    if who.kind == "igo":
        return Coded("IGO", "", "")
    if who.kind == "group":
        category = _categories().get(who.key, "")
        return Coded("NGO" if category == "ngo" else who.country or "", _sectors().get(("group", category), ""), "")
    if who.kind == "body":
        return Coded(who.country or "", _body(who.en or ""), "")
    if who.kind == "person":
        return _person(who, day)
    return Coded(who.country or "", _sectors().get(("kind", who.kind), ""), "")


@cache
def where(place: Who) -> Place | None:
    """A place with its coordinates (decimal degrees), as knowledge has it; None for a state and for what isn't known."""
    if place.kind != "place":
        return None
    for name in filter(None, (place.en, place.name)):
        found = _places().get((folded(name).strip(), place.country or "")) or (
            None if place.country else _anywhere().get(folded(name).strip())
        )
        if found and (found.lat or found.lon):
            return found
    return None


@cache
def state_name(country: str | None, language: str) -> str:
    """What a state is called; its code where knowledge doesn't have it, empty for None."""
    state = states().get(country or "")
    return (state.en if language == "en" else state.names[0]) if state else country or ""


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {line["code"]: line for line in lines("countries")}


def _country(code: str | None) -> dict[str, str]:
    return _countries().get(code or "", {})


@cache
def _sectors() -> dict[tuple[str, str], str]:
    return {(line["what"], line["id"]): line["sector"] for line in lines("sectors")}


@cache
def _categories() -> dict[str, str]:
    out: dict[str, str] = {}
    for group in groups().values():
        for key in (group.wikidata, f"group:{folded(group.en).strip()}"):
            if key:
                out.setdefault(key, group.category)
    return out


@cache
def _body(name: str) -> str:
    """The sector of a state's organ by its English name; one that the table doesn't list is of the government."""
    for body in bodies().values():
        before, _, after = body.en.partition("{country}")
        if name == body.en or (before and before != body.en and name.startswith(before) and name.endswith(after)):
            return _sectors().get(("body", body.id), "GOV")
    return "GOV" if name else ""


@cache
def _people() -> dict[str, str]:
    out: dict[str, str] = {}
    for person in people().values():
        for key in (person.wikidata, f"person:{folded(person.en).strip()}"):
            if key:
                out.setdefault(key, person.id)
    return out


def _person(who: Who, day: str | None) -> Coded:
    held = offices_held(_people().get(who.key, ""), day[:10]) if day else ()
    for term in held:
        office = offices().get(term.office)
        if office is None:
            continue
        if term.country not in states():
            return Coded("IGO", "", office.en)
        default = "GOV" if office.scope == "state" else ""
        return Coded(who.country or term.country, _sectors().get(("office", office.id), default), office.en)
    return Coded(who.country or "", "", "")


@cache
def _places() -> dict[tuple[str, str], Place]:
    out: dict[tuple[str, str], Place] = {}
    for place in (*places().values(), *cities()):
        for name in (place.en, *place.names):
            out.setdefault((folded(name).strip(), place.country), place)
    return out


@cache
def _anywhere() -> dict[str, Place]:
    out: dict[str, Place] = {}
    for (name, _), place in _places().items():
        out.setdefault(name, place)
    return out
