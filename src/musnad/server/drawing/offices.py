"""Terms of office as bars along a line of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from musnad.asking import Office
from musnad.server.drawing.scales import Tick, TimeAxis, apart, padded
from musnad.store.days import FIRST, LAST, bounds

WIDTH = 880.0
LEFT, RIGHT = 8.0, 872.0
ROW = 40.0
_HEAD = 30.0


class Bar(NamedTuple):
    """One term: its left edge and width, its row's upper edge, and which ends are open (not known, or still in office)."""

    office: Office
    x: float
    width: float
    y: float
    open_start: bool
    open_end: bool


class Offices(NamedTuple):
    """The picture of all terms, as high as their number asks for."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: float
    mirrored: bool


def offices(terms: Sequence[Office], today: str, *, mirrored: bool = False) -> Offices | None:
    """The picture of terms up to a day (ISO); None where no term has a day."""
    known = [(term, *_days(term, today)) for term in terms]
    dated = [(term, first, last) for term, first, last in known if first and last]
    if not dated:
        return None
    first, last = padded(min(first for _, first, _ in dated), max(last for _, _, last in dated))
    axis = TimeAxis.over(first, last, LEFT, RIGHT, mirrored=mirrored)
    bars = []
    for n, (term, begin, end) in enumerate(dated):
        x, width = axis.stretch(begin, end)
        bars.append(Bar(term, x, max(width, 2.0), _HEAD + n * ROW, term.start is None, term.end is None))
    return Offices(tuple(bars), tuple(axis.ticks(apart(mirrored))), _HEAD + len(dated) * ROW + 6, mirrored)


def _days(term: Office, today: str) -> tuple[str | None, str | None]:
    """From the first to the last day of a term; a start that isn't known is the end, an end that isn't known is today."""
    first, last = bounds(term.start)[0], bounds(term.end)[1]
    first = None if first == FIRST else first
    last = None if last == LAST else last
    if term.end is None and first:
        return first, max(first, today)
    return first or last, last or first
