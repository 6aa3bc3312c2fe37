"""Tokens: words and numbers of a text with their place, folded for look-up.

>>> [t.form for t in tokens("وصَلَ الوزيرُ أمس.")]
['وصل', 'الوزير', 'امس']
"""

from __future__ import annotations

import re
from typing import NamedTuple

from musnad.language.folding import Folded, fold, folded, folded_but

_WORD = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """A word: offsets of the source text, and its folded form.

    `gap` is the folded text between it and the word before; `origin` holds the source offset of each folded letter where
    the word carries marks, else None.
    """

    start: int
    end: int
    form: str
    gap: str
    origin: tuple[int, ...] | None = None

    def offset(self, letter: int) -> int:
        """Source offset of the folded letter `letter` of the form (its length: the token's end)."""
        if self.origin is None:
            return self.start + letter
        return self.origin[letter] if letter < len(self.origin) else self.end


def tokens(text: str | Folded) -> list[Token]:
    """The words of a text in order. Everything between two words is white space, marks or punctuation."""
    source = fold(text) if isinstance(text, str) else text
    out: list[Token] = []
    last = 0
    for word in _WORD.finditer(source.text):
        start, end = word.span()
        a, b = source.span(start, end)
        marked = b - a != end - start
        origin = tuple(source.origin[start:end]) if marked else None
        out.append(Token(a, b, word[0], source.text[last:start], origin))
        last = end
    return out


def forms(text: str, kept: str = "") -> list[str]:
    """The folded forms of a text's words alone, where their places don't matter: several times faster than `tokens`.

    The letters of `kept` are not folded.

    >>> forms("وصَلَ الوزيرُ أمس.")
    ['وصل', 'الوزير', 'امس']
    """
    return _WORD.findall(folded_but(text, kept) if kept else folded(text))
