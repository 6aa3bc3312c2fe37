"""Names in either language, isolated from the text around them, and the addresses that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, urlencode

from markupsafe import Markup

from musnad.asking import Who
from musnad.knowledge import State, organisations, states
from musnad.server.people import known_person
from musnad.server.texts import Lang, words

_OTHER_LANG: dict[Lang, Lang] = {"ar": "en", "en": "ar"}
_ENDINGS_WITH_ARTICLE = (" Nations", " Union", " League", " Council", " Agency", " Organisation", " Organization")
"""English names of organisations that end so take «the» in a sentence; of states, those of the texts `the.…` do."""
_FLAGS = {"UN": "un", "EU": "eu", "LAS": "arab"}
"""The organisations whose flags are built (`web/build.mjs`), by their ids in the tables, with the files' names."""


def name_of(who: Who, lang: Lang) -> tuple[str, Lang]:
    """What an actor or place is called, and the language of that name: Arabic where no English one is known.

    States and people go by the usual name of the tables, whatever an article calls them: «طهران» as an actor is «إيران».
    """
    state = state_of(who)
    if state is not None:
        return (state.names[0], "ar") if lang == "ar" else (state.en, "en")
    if lang == "en" and who.en:
        return who.en, "en"
    person = known_person(who)
    return (person.names[0] if person is not None else who.name), "ar"


def state_of(who: Who) -> State | None:
    """The state that an actor is, None for all others."""
    return states().get(who.country or who.key) if who.kind == "state" else None


def in_sentence(who: Who, lang: Lang) -> tuple[str, Lang]:
    """The name as a sentence takes it: «the United States», and places by `place_name`."""
    name, spoken = place_name(who, lang) if who.kind == "place" else name_of(who, lang)
    if spoken == "en":
        state = state_of(who) or states().get(who.key)
        if state is not None and f"the.{state.code}" in words("en"):
            return str(words("en")(f"the.{state.code}")), spoken
        if name.endswith(_ENDINGS_WITH_ARTICLE):
            return f"the {name}", spoken
    return name, spoken


def bdi(text: str, lang: Lang) -> Markup:
    """Words of a language isolated from text of any direction around them."""
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(lang, "rtl" if lang == "ar" else "ltr", text)


def named(who: Who, lang: Lang) -> Markup:
    """A name, isolated."""
    return bdi(*name_of(who, lang))


def flag_of(who: Who) -> str | None:
    """How a flag's file is called: the two letters of the state that somebody acts for, «un» and the like of organisations.

    None for places, outlets, and organisations without a flag.
    """
    if who.key in _flags():
        return _flags()[who.key]
    state = states().get(who.country or "") if who.kind not in ("place", "outlet") else None
    return state.iso2.lower() if state is not None and state.iso2 else None


@cache
def _flags() -> Mapping[str, str]:
    """The flags of organisations by their keys."""
    return {organisations()[id].wikidata: flag for id, flag in _FLAGS.items()}


def country_name(code: str | None, lang: Lang) -> str | None:
    """The usual name of a state by its code; None where the tables don't know it."""
    state = states().get(code or "")
    return None if state is None else state.names[0] if lang == "ar" else state.en


def place_name(who: Who, lang: Lang) -> tuple[str, Lang]:
    """The name of a place; a capital by its own name, «مسقط», where an article only calls it «العاصمة العمانية»."""
    state = states().get(who.country or "")
    if lang == "ar" and state is not None and state.capital and who.name.startswith("العاصمة"):
        return state.capital[0], "ar"
    return name_of(who, lang)


def actor_url(who: Who, lang: Lang) -> str:
    """The page of an actor or place."""
    return f"/{lang}/actors/{quote(who.key, safe='')}"


def pair_url(one: Who, other: Who, lang: Lang) -> str:
    """The page of the relation of two."""
    return f"/{lang}/pairs/{quote(one.key, safe='')}/{quote(other.key, safe='')}"


def event_url(id: str, lang: Lang) -> str:
    """The page of a happening."""
    return f"/{lang}/events/{quote(id, safe='')}"


def article_url(id: str, lang: Lang, mark: str | None = None) -> str:
    """The page of an article, at one of its record's items (`e1`, `s2`) where one is named."""
    return f"/{lang}/articles/{quote(id, safe='')}" + (f"#{quote(mark, safe='')}" if mark else "")


def other_language(path: str, query: str, lang: Lang) -> str:
    """The same page in the other language."""
    rest = path.removeprefix(f"/{lang}") if path == f"/{lang}" or path.startswith(f"/{lang}/") else "/"
    return f"/{_OTHER_LANG[lang]}{rest or '/'}" + (f"?{query}" if query else "")


def with_query(path: str, **query: str | int | None) -> str:
    """An address with a query string; what is None or empty is left out."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return path + (f"?{urlencode(given)}" if given else "")
