"""Quotation marks of all kinds, paired inside their paragraph.

Arabic pages open and close with «», “”, "", ‘’, and often the wrong way round (”…“, “…“); a mark of the curly or straight
double kind therefore closes what an earlier one of its kind opened. An unpaired mark quotes nothing.

>>> [(q.start, q.end) for q in quotations("قال «نعم» ومضى")]
[(4, 9)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile("[«»“”„‟\"‹›❝❞＂]|''")
_OPEN = {"«": "»", "‹": "›"}
_CLOSE = {close: opening for opening, close in _OPEN.items()}
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `start:end` with its marks, `inner_start:inner_end` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def quotations(text: str) -> list[Quotation]:
    """All outermost quotations, in text order. Marks never pair across a line break.

    Nested quotations stay inside the outer one.
    """
    found: list[Quotation] = []
    offset = 0
    for line in text.split("\n"):
        found.extend(_in_line(line, offset))
        offset += len(line) + 1
    return found


def _in_line(line: str, offset: int) -> list[Quotation]:
    pairs: list[tuple[int, int, int, int]] = []
    guillemets: list[re.Match[str]] = []
    double: re.Match[str] | None = None
    for mark in _MARK.finditer(line):
        sign = mark[0]
        if sign in _OPEN:
            guillemets.append(mark)
        elif sign in _CLOSE:
            if guillemets:
                opening = guillemets.pop()
                pairs.append((opening.start(), mark.end(), opening.end(), mark.start()))
        elif double is None:
            if _WORD.search(line, mark.end()):
                double = mark
        else:
            if _WORD.search(line[double.end() : mark.start()]):
                pairs.append((double.start(), mark.end(), double.end(), mark.start()))
            double = None
    pairs.sort()
    outer: list[Quotation] = []
    for start, end, inner_start, inner_end in pairs:
        if not outer or start + offset >= outer[-1].end:
            outer.append(Quotation(start + offset, end + offset, inner_start + offset, inner_end + offset))
    return outer
