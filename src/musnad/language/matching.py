"""Matching phrases of a lexicon in a token sequence: a trie over folded words that sees through proclitics.

The first word of a phrase may carry proclitics («وللوكالة الدولية» holds «الوكالة الدولية»); later words stand as listed.

>>> lexicon = Lexicon([("وزير الخارجيه", "fm")])
>>> [(m.value, m.proclitics) for m in lexicon.find(tokens("لوزير الخارجية"))]
[('fm', 'ل')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from musnad.language.clitics import proclitic_cuts, vocabulary
from musnad.language.tokens import Token, tokens

V = TypeVar("V")
_JOINS = re.compile(r"[\s\-‐–_/\"'«»“”()#.ـ&+]*")
"""What may stand between two words of one name: space, hyphens, quotation marks, hashtags' underscores."""
_SHORT = 3
"""Letters. A stem this short is taken out of a longer form only if the vocabulary knows it better than the form."""


class Match(NamedTuple, Generic[V]):
    """A phrase found: tokens `first` up to and without `last`; `start`, `end` are source offsets without proclitics."""

    first: int
    last: int
    start: int
    end: int
    proclitics: str
    value: V


class Lexicon(Generic[V]):
    """Phrases with values; several values may share a phrase."""

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        self._root: dict[str, _Node[V]] = {}
        self._heads: dict[str, tuple[tuple[int, str, _Node[V]], ...]] = {}
        for phrase, value in phrases:
            self._add(phrase, value)

    def _add(self, phrase: str, value: V) -> None:
        words = [t.form for t in tokens(phrase)]
        if not words:
            return
        node = self._root.setdefault(words[0], _Node())
        for word in words[1:]:
            node = node.next.setdefault(word, _Node())
        if value not in node.values:
            node.values.append(value)

    def find(self, words: Sequence[Token]) -> list[Match[V]]:
        """All matches, longest first at each token, values in the order they were added."""
        out: list[Match[V]] = []
        heads = self._heads
        for i, token in enumerate(words):
            starts = heads.get(token.form)
            if starts is None:
                starts = heads[token.form] = self._starts(token.form)
            if starts:
                self._from(words, i, starts, out)
        return out

    def _from(self, words: Sequence[Token], i: int, starts: tuple[tuple[int, str, _Node[V]], ...], out: list[Match[V]]) -> None:
        token = words[i]
        found: list[Match[V]] = []
        for cut, proclitics, node in starts:
            begin = token.offset(cut)
            at, j = node, i + 1
            found += [Match(i, j, begin, words[j - 1].end, proclitics, v) for v in at.values]
            while j < len(words) and at.next and _JOINS.fullmatch(words[j].gap):
                step = at.next.get(words[j].form)
                if step is None:
                    break
                at, j = step, j + 1
                found += [Match(i, j, begin, words[j - 1].end, proclitics, v) for v in at.values]
        found.sort(key=lambda m: (-m.last, len(m.proclitics)))
        out += found

    def _starts(self, form: str) -> tuple[tuple[int, str, _Node[V]], ...]:
        found = []
        known = vocabulary()
        for cut in proclitic_cuts(form):
            node = self._root.get(cut.stem)
            if node is None:
                continue
            if cut.proclitics and len(cut.stem) <= _SHORT and known.get(form, 0) > known.get(cut.stem, 0):
                continue
            found.append((cut.at, cut.proclitics, node))
            if not cut.proclitics:
                break
        return tuple(found)


class _Node(Generic[V]):
    __slots__ = ("next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[V]] = {}
        self.values: list[V] = []
