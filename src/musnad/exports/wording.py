"""Names, labels and titles in Arabic and English, safe where both directions meet in one line.

>>> label("mode", "CONSULT/visit", "ar")
'زيارة'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from musnad.asking.answers import Event, Who
from musnad.exports.lines import lines

FSI, PDI, RLM, LRM = "\u2068", "\u2069", "\u200f", "\u200e"
"""First-strong isolate and its end, right-to-left and left-to-right mark (Unicode Standard Annex 9)."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 can't hold."""
_OUTCOMES_TOLD = ("cancelled", "postponed", "did not happen", "denied", "never reported")
_NAMES_SHOWN = 3


@cache
def _words() -> dict[tuple[str, str], dict[str, str]]:
    return {(line["group"], line["value"]): line for line in lines("words")}


def label(group: str, value: str, language: str) -> str:
    """What a value is called in a language (ar, en); the value itself where no word is known."""
    return _words().get((group, value), {}).get(language) or value


def values(group: str) -> list[tuple[str, str, str]]:
    """All values of a group with their English and Arabic words; mode's values are written TYPE/mode."""
    return [(line["value"], line["en"], line["ar"]) for line in lines("words") if line["group"] == group]


def what(event: Event, language: str) -> str:
    """The act in words: its mode, else its type.

    >>> from musnad.exports.wording import label; label("type", "AID", "en")
    'aid'
    """
    if event.mode and ("mode", f"{event.type}/{event.mode}") in _words():
        return label("mode", f"{event.type}/{event.mode}", language)
    return label("type", event.type, language)


def named(who: Who, language: str) -> str:
    """An actor's name in a language; where only the other script has one it is isolated, so that a line keeps its order."""
    name = (who.en or who.name) if language == "en" else who.name
    return isolated(name, language)


def isolated(text: str, language: str) -> str:
    """Text wrapped in isolates where its first strong letter runs against the language's direction."""
    return text if _direction(text) in ("", "R" if language == "ar" else "L") else f"{FSI}{text}{PDI}"


def title(event: Event, language: str = "en") -> str:
    """A line that says what happened: the act, who, toward whom, where; the outcome where it is not what one would think.

    Arabic lines begin right-to-left whatever name comes first. A list of more than three names ends with «+n».
    """
    who, whom = _names(event.actors, language), _names(event.recipients, language)
    arrow = "←" if language == "ar" else "→"
    text = f"{what(event, language)}: {who}" + (f" {arrow} {whom}" if whom else "")
    if event.place and event.place.key not in {who.key for who in event.recipients}:
        text += f"، {label('label', 'at', 'ar')} " if language == "ar" else ", in "
        text += named(event.place, language)
    if event.outcome in _OUTCOMES_TOLD:
        text += f" ({label('outcome', event.outcome, language)})"
    wanted = "R" if language == "ar" else "L"
    return text if _direction(text) == wanted else (RLM if wanted == "R" else LRM) + text


def clean(text: str) -> str:
    """Text without the characters that XML can't hold."""
    return _UNFIT.sub("", text)


def _names(people: Sequence[Who], language: str) -> str:
    shown = [named(who, language) for who in people[:_NAMES_SHOWN]]
    more = len(people) - len(shown)
    return ("، " if language == "ar" else ", ").join(shown) + (f" +{more}" if more else "")


def _direction(text: str) -> str:
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "R"
        if kind == "L":
            return "L"
    return ""
