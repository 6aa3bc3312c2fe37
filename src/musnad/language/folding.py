"""Folding: the same word in all its spellings becomes one string, and every folded character knows where it came from.

What is folded (and why it is safe for comparing news Arabic):

- marks go: short vowels and tanwin, superscript alef, Quranic signs, tatweel, bidi and zero-width controls;
- one letter for its carriers: أ إ آ ٱ → ا · ؤ → و · ئ ى ی → ي · ة → ه · ک گ → ك;
- ligatures and presentation forms open up (ﻻ → لا), digits become 0–9 (٣ ۳ → 3), NFD folds like NFC.

Sources: Unicode 15 blocks Arabic, Arabic Supplement, Presentation Forms A and B; the equivalences are those that Arabic
search engines agree on (Lucene's ArabicNormalizer, plus hamza carriers and Persian letters).

>>> fold("الإيرانيّة").text
'الايرانيه'
>>> fold("وقـــال").span(0, 4)
(0, 7)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ؤ": "و", "ۆ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ې": "ي",
    "ة": "ه", "ہ": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "گ": "ك", "ڪ": "ك", "ھ": "ه",
}  # fmt: skip
_CONTROLS = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_TATWEEL = "\u0640"


def _is_mark(code: int) -> bool:
    return unicodedata.category(chr(code)) == "Mn"


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in (*range(0x300, 0x370), *range(0x610, 0x700), *range(0x8D3, 0x900)):
        if _is_mark(code):
            table[code] = None
    for char in _CONTROLS + _TATWEEL:
        table[ord(char)] = None
    for source, target in _LETTERS.items():
        table[ord(source)] = target
    for zero in (0x660, 0x6F0):
        for value in range(10):
            table[zero + value] = str(value)
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and not plain.isspace():
            table[code] = "".join(_fold_char(c, table) for c in plain if not c.isspace()) or None
    for code in range(0xC0, 0x250):  # Latin letters with accents: é → e
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base.lower()
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = chr(code).lower()
    return table


def _fold_char(char: str, table: dict[int, str | None]) -> str:
    return table.get(ord(char), char) or ""


_TABLE = _table()
_IRREGULAR = frozenset(chr(code) for code, to in _TABLE.items() if to is None or len(to) != 1)
"""Characters that folding deletes or opens into several; texts without them fold one to one."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its way back: character `i` of `text` came from character `origin[i]` of the source."""

    text: str
    origin: Sequence[int]
    length: int
    """Length of the source in code points."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the folded stretch `start:end`, marks that sit on its last letter included."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else self.length
            return at, at
        last = self.origin[end - 1]
        upto = end
        while upto < len(self.origin) and self.origin[upto] == last:
            upto += 1
        return self.origin[start], self.origin[upto] if upto < len(self.origin) else self.length


def fold(text: str) -> Folded:
    """Fold a text, keeping the way back.

    Deleted characters belong to the character before them, so a span of folded text covers its own diacritics.
    """
    folded = text.translate(_TABLE)
    if len(folded) == len(text) and not _IRREGULAR.intersection(text):
        return Folded(folded, range(len(text)), len(text))
    origin: list[int] = []
    for i, char in enumerate(text):
        if char in _IRREGULAR:
            origin.extend([i] * len(_TABLE[ord(char)] or ""))
        else:
            origin.append(i)
    return Folded(folded, origin, len(text))


def folded(text: str) -> str:
    """Only the folded string, for names and keys: `folded("جمهوريّة") == "جمهوريه"`. Folding twice changes nothing."""
    return text.translate(_TABLE)


def folded_but(text: str, kept: str) -> str:
    """As `folded`, but the characters of `kept` stay what they are: `folded_but("جمهوريّة", "ة") == "جمهورية"`."""
    return text.translate(_table_but(kept))


@cache
def _table_but(kept: str) -> dict[int, str | None]:
    return {code: to for code, to in _TABLE.items() if chr(code) not in kept}
