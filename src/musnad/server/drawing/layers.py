"""A text under many marks that overlap: cut into pieces, each of which knows every mark that lies over it.

>>> [(p.text, [m.item for m in p.marks]) for p in segments("زار عراقجي موسكو.", [Mark(0, 16, "event", "e1"), Mark(4, 10, "entity", "x")])]
[('زار ', ['e1']), ('عراقجي', ['e1', 'x']), (' موسكو', ['e1']), ('.', [])]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch of the text (code points) in a layer, and the local id of the record's item that it belongs to.

    `kind` says more where the layer has kinds: trigger or evidence, cue or content, an entity's kind.
    """

    start: int
    end: int
    layer: str
    item: str
    kind: str = ""


class Segment(NamedTuple):
    """A piece of text with the marks over it, the widest first."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def inner(self) -> Mark | None:
        """The narrowest mark over the piece: what a click on it asks about."""
        return self.marks[-1] if self.marks else None


def segments(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Segment]:
    """The text cut wherever a mark begins or ends (and at `cuts`); joined, the pieces are the text.

    Marks are cut to the text; what is empty then is left out. The order of `marks` does not matter.
    """
    whole = len(text)
    held = [m for m in {mark._replace(start=max(0, mark.start), end=min(whole, mark.end)) for mark in marks} if m.start < m.end]
    held.sort(key=lambda m: (m.start - m.end, m.start, m.layer, m.item, m.kind))
    places = sorted({0, whole, *(m.start for m in held), *(m.end for m in held), *(c for c in cuts if 0 < c < whole)})
    starting: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for n, mark in enumerate(held):
        starting.setdefault(mark.start, []).append(n)
        ending.setdefault(mark.end, []).append(n)
    out, over = [], set[int]()
    for begin, end in pairwise(places):
        over.difference_update(ending.get(begin, ()))
        over.update(starting.get(begin, ()))
        out.append(Segment(begin, end, text[begin:end], tuple(held[n] for n in sorted(over))))
    return out


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[list[Segment]]:
    """The segments of each paragraph in order, without the line ends between them; empty lines give none."""
    breaks = [n for n, letter in enumerate(text) if letter in "\n\r\u2028\u2029"]
    line: list[Segment] = []
    for piece in segments(text, marks, [cut for n in breaks for cut in (n, n + 1)]):
        if piece.end - piece.start == 1 and piece.text in "\n\r\u2028\u2029":
            if any(one.text.strip() for one in line):
                yield line
            line = []
        else:
            line.append(piece)
    if any(one.text.strip() for one in line):
        yield line
