"""A text as the network reads it: words, their pieces, windows of whole sentences, and what the lexicons found in them.

Words are runs of letters and digits or single signs, so that labels of words are labels of stretches of the text. A window
holds whole sentences up to `LONGEST` pieces; a longer sentence is cut between words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from musnad.tagger.learned.labels import CHANNELS
from musnad.tagger.learned.senses import sense
from musnad.tagger.spans import Tagged

LONGEST = 510
"""Pieces in a window beside its two edges, as many as e5 has positions for: some 320 words, most articles of news whole."""
FIRST, PAD, LAST, UNKNOWN = 0, 1, 2, 3
"""Ids of the edges, the filler and the unknown piece in XLM-R's vocabulary, which e5 took over."""

_WORD = re.compile("[\\w\u064b-\u0652\u0670\u0640]+|\\S")
_UNSPOKEN = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST = 12
"""Pieces kept of one word; longer ones are addresses and garbage."""
_CHANNEL = {name: {label: n for n, label in enumerate(labels)} for name, labels in CHANNELS.items()}


class Splitter(Protocol):
    """Splits a word into piece ids."""

    def pieces(self, word: str, spaced: bool) -> tuple[int, ...]:
        """Ids of a word's pieces; `spaced` tells whether white space stands before it."""
        ...


def plain(word: str) -> str:
    """A word without vowel signs, stretching and marks of direction, in compatibility form.

    >>> plain("مُسنَد")
    'مسند'
    """
    return unicodedata.normalize("NFKC", _UNSPOKEN.sub("", word)) or "-"


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word and sign.

    >>> [("قال: نعم.")[a:b] for a, b in words("قال: نعم.")]
    ['قال', ':', 'نعم', '.']
    """
    return [m.span() for m in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first:stop` of a page with the ids of their pieces; `heads[i]` is where the first piece of word `first + i` stands."""

    first: int
    stop: int
    ids: tuple[int, ...]
    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text laid out for the network: its words, the sentence of each, the lexicons' labels (one row a word), its windows."""

    words: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]
    windows: tuple[Window, ...]
    starts: tuple[int, ...]
    """Where each word starts, for look-up."""


def read(text: str, tagged: Tagged, splitter: Splitter) -> Reading:
    """Lay out a text of which the lexicon tagger's findings are known."""
    found = words(text)
    sentence_of = _sentences(found, tagged.sentences)
    return Reading(
        tuple(found), tuple(sentence_of), lexicon_labels(text, found, tagged), tuple(_windows(text, found, sentence_of, splitter)),
        tuple(a for a, _ in found),
    )  # fmt: skip


def _sentences(found: Sequence[tuple[int, int]], bounds: Sequence[tuple[int, int]]) -> list[int]:
    out, n = [], 0
    for start, _ in found:
        while n + 1 < len(bounds) and start >= bounds[n + 1][0]:
            n += 1
        out.append(n)
    return out


def _windows(text: str, found: Sequence[tuple[int, int]], sentence_of: Sequence[int], splitter: Splitter) -> list[Window]:
    pieces = [splitter.pieces(plain(text[a:b]), a == 0 or text[a - 1].isspace())[:_MOST] for a, b in found]
    cuts: list[tuple[int, int]] = []
    first, size, i = 0, 0, 0
    while i < len(found):
        stop, length = i, 0
        while stop < len(found) and sentence_of[stop] == sentence_of[i]:
            length += len(pieces[stop])
            stop += 1
        if size and size + length > LONGEST:
            cuts.append((first, i))
            first, size = i, 0
        if length > LONGEST:
            for k in range(i, stop):
                if size + len(pieces[k]) > LONGEST:
                    cuts.append((first, k))
                    first, size = k, 0
                size += len(pieces[k])
        else:
            size += length
        i = stop
    if first < len(found):
        cuts.append((first, len(found)))
    out = []
    for a, b in cuts:
        ids, heads = [FIRST], []
        for k in range(a, b):
            heads.append(len(ids))
            ids += pieces[k]
        out.append(Window(a, b, (*ids, LAST), tuple(heads)))
    return out


def lexicon_labels(text: str, found: Sequence[tuple[int, int]], tagged: Tagged) -> tuple[tuple[int, ...], ...]:
    """For each word one label of every channel (see `labels.CHANNELS`)."""
    grid = [[0] * len(CHANNELS) for _ in found]
    starts = [a for a, _ in found]
    channel = {name: n for n, name in enumerate(CHANNELS)}
    for row, (a, b) in zip(grid, found, strict=True):
        row[channel["sense"]] = sense(text[a:b])

    def paint(name: str, start: int, end: int, label: str) -> None:
        table, column = _CHANNEL[name], channel[name]
        for n, k in enumerate(covered(found, starts, start, end)):
            if not grid[k][column]:
                grid[k][column] = table[("I-" if n else "B-") + label]

    for m in tagged.mentions:
        paint("mention", m.start, m.end, "weak" if m.weak else "anaphor" if m.anaphor else m.kind)
    for t in tagged.triggers:
        paint("trigger", t.start, t.end, t.type)
    for c in tagged.cues:
        paint("cue", c.start, c.end, "source" if c.source else "cue")
        paint("content", *c.content, "content")
    for time in tagged.times:
        paint("time", time.start, time.end, "time")
    return tuple(map(tuple, grid))


def covered(found: Sequence[tuple[int, int]], starts: Sequence[int], start: int, end: int) -> range:
    """The words that a stretch of the text touches."""
    a = max(0, bisect_right(starts, start) - 1)
    if a < len(found) and found[a][1] <= start:
        a += 1
    return range(a, max(a, bisect_left(starts, end)))
