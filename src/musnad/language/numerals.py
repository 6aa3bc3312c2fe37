"""Numerals in words and digits: «الخامس والعشرين» is 25, «ثلاثة آلاف» 3000, «١٢» 12.

Source of the words: `numerals.tsv`, the cardinal and ordinal forms of the standard language in all cases; `ordinals.tsv`,
ordinals as adjectives of both genders.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from musnad.language.folding import folded


@cache
def numerals() -> dict[str, int]:
    """Folded numeral word (or phrase) → value."""
    lines = resources.files(__package__).joinpath("numerals.tsv").read_text("utf-8").splitlines()[1:]
    out: dict[str, int] = {}
    for line in lines:
        value, words = line.split("\t")
        for word in words.split("|"):
            out.setdefault(folded(word), int(value))
    return out


@cache
def _ordinals() -> dict[str, int]:
    lines = resources.files(__package__).joinpath("ordinals.tsv").read_text("utf-8").splitlines()[1:]
    return {folded(word): int(value) for value, words in (line.split("\t") for line in lines) for word in words.split("|")}


def ordinal(forms: Sequence[str]) -> int | None:
    """The value of the ordinal that a list of folded words begins with, with ال or without; None where there is none.

    >>> ordinal(["الرابعه", "من"]), ordinal(["حاديه", "عشره"]), ordinal(["اولي"]), ordinal(["اربع"])
    (4, 11, 1, None)
    """
    words = [form.removeprefix("ال") if len(form) > 4 else form for form in forms[:2]]
    known = _ordinals()
    return known.get(" ".join(words), known.get(words[0]) if words else None)


_PLURALS = {"الاف": 1000, "ملايين": 1_000_000, "مليارات": 1_000_000_000, "الفا": 1000, "مليونا": 1_000_000}


@lru_cache(2**16)
def number(phrase: str) -> int | None:
    """The value of a numeral in digits or words, or None where the phrase is not one.

    >>> number("الخامس والعشرين")
    25
    >>> number("ثلاثة آلاف")
    3000
    """
    text = folded(phrase).strip()
    if text.isdigit():
        return int(text)
    known = numerals()
    if text in known:
        return known[text]
    total = current = 0
    words = text.split()
    found: int | None
    i = 0
    while i < len(words):
        pair = " ".join(words[i : i + 2])
        word = words[i]
        if i + 1 < len(words) and pair in known:
            found, step = known[pair], 2
        else:
            found, step = _word(word), 1
        if found is None:
            return None
        value = found
        if value >= 1000 and current:
            total += current * value
            current = 0
        elif value == 100 and 0 < current < 10:
            current *= 100
        else:
            current += value
        i += step
    return total + current if words else None


def _word(word: str) -> int | None:
    known = numerals()
    for form in (word, word[1:] if word.startswith("و") else word):
        if form.isdigit():
            return int(form)
        if form in known:
            return known[form]
        if form in _PLURALS:
            return _PLURALS[form]
        for hundred in ("مايه", "ميه"):  # ثلاثمائة
            if form.endswith(hundred) and form[: -len(hundred)] in {"ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"}:
                return known[form[: -len(hundred)]] * 100
    return None
