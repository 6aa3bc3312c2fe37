"""What unnamed sources and doers are called in English: «مصدر أمني مصري» is an Egyptian security source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from musnad.knowledge import states
from musnad.knowledge.names import nisba_forms
from musnad.knowledge.tables import cells, rows
from musnad.language.folding import folded

_FIRST = ("some", "one of the", "former", "senior", "well-placed", "well-informed", "unidentified", "masked")
"""Words that stand before a nationality in English, in this order; the others stand behind it."""


@cache
def _table(part: str) -> Mapping[str, str]:
    return {folded(form): row["en"] for row in rows("lexicon/unnamed") if row["part"] == part for form in cells(row["ar"])}


@cache
def _nationalities() -> Mapping[str, str]:
    found = {form: s.en_adjective for s in states().values() for nisba in s.nisba for form, _, _ in nisba_forms(nisba)}
    return found | {folded(plural): s.en_adjective for s in states().values() for plural in s.nisba_plurals}


def in_english(name: str) -> str | None:
    """The English name of somebody unnamed, by the Arabic words; None where a word of them is not in the tables.

    >>> in_english("مصدر أمني مصري"), in_english("مسؤول كوري جنوبي كبير"), in_english("قتل")
    ('Egyptian security source', 'senior South Korean official', None)
    """
    words = folded(name).split()
    first: list[str] = []
    count, rest = _taken(_table("count"), words)
    if count is not None:
        first.append(count)
    head, rest = _taken(_table("head"), rest)
    if head is None:
        return None
    nation: list[str] = []
    behind: list[str] = []
    while rest:
        found, left = _taken(_nationalities(), rest)
        if found is not None:
            nation.append(found)
        else:
            found, left = _taken(_table("quality"), rest)
            if found is None:
                return None
            (first if found in _FIRST else behind).append(found)
        rest = left
    return " ".join(dict.fromkeys((*sorted(first, key=_FIRST.index), *nation, *behind, head)))


def _taken(table: Mapping[str, str], words: list[str]) -> tuple[str | None, list[str]]:
    """What the first two words mean, or the first one, with «ال» or without; and the words left."""
    for n in (2, 1):
        phrase = " ".join(words[:n])
        for form in (phrase, phrase.removeprefix("ال")):
            if len(words) >= n and form in table:
                return table[form], words[n:]
    return None, words
