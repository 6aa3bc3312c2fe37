"""What the tables know of the actors of an answer: their usual name, their title on a day, the adjectives of their state.

>>> from musnad.asking import Who
>>> araghchi = Who(key="person:abbas araghchi", kind="person", name="عراقجي", en="Abbas Araghchi", country="IRN")
>>> title_of(araghchi, "2025-04-17", "ar")
'وزير الخارجية الإيراني'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from musnad.asking import Who
from musnad.knowledge import Person, offices, offices_held, people, states
from musnad.server.texts import Lang, words


@cache
def _by_name() -> Mapping[str, Person]:
    """People by Wikidata id and by English name."""
    found: dict[str, Person] = {}
    for person in people().values():
        found.setdefault(person.en, person)
        if person.wikidata:
            found[person.wikidata] = person
    return found


def known_person(who: Who) -> Person | None:
    """The person of the tables who somebody is, None for all others."""
    if who.kind != "person":
        return None
    return _by_name().get(who.key) or _by_name().get(who.en or "")


@cache
def _ranks() -> Mapping[str, int]:
    """Offices in the order of their table, which begins with the highest."""
    return {office: n for n, office in enumerate(offices())}


def title_of(who: Who, day: str | None, lang: Lang) -> str | None:
    """The office that somebody held on a day, with the state's adjective; None where it isn't known or has no usual wording."""
    person = known_person(who)
    if person is None or not day:
        return None
    t = words(lang)
    for term in sorted(offices_held(person.id, day), key=lambda term: _ranks().get(term.office, 99)):
        state = states().get(term.country)
        key = f"title.{term.office}"
        if state is None or key not in t or not state.nisba:
            continue
        if f"{key}.{state.code}" in t:
            key = f"{key}.{state.code}"
        if person.gender == "f" and f"{key}.f" in t:
            key += ".f"
        nisba = "ال" + state.nisba[0]
        country = state.names[0] if lang == "ar" else state.en
        return str(
            t(
                key,
                nisba=nisba,
                nisba_f=nisba + "ة",
                adjective=t.say(f"adjective.{state.code}", state.en_adjective) if lang == "en" else "",
                country=country,
            )
        )
    return None


def adjectives(actors: tuple[Who, ...], feminine: bool) -> str | None:
    """One or two states as adjectives of an indefinite noun, «أميركي إسرائيلي»; None where others act too.

    >>> adjectives((Who(key="ISR", kind="state", name="إسرائيل", country="ISR"),), True)
    'إسرائيلية'
    """
    found = [states().get(who.country or who.key) for who in actors if who.kind == "state"]
    if not 1 <= len(actors) <= 2 or len(found) < len(actors):
        return None
    nisbas = [state.nisba[0] + ("ة" if feminine else "") for state in found if state is not None and state.nisba]
    return " ".join(nisbas) if len(nisbas) == len(actors) else None
