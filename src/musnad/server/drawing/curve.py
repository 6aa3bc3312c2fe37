"""The curve of a relation: for each week or month how much was done, by quad class, and where its mean stands between −10 and +10.

Nothing is smoothed and no gap is bridged: a period without events has no point.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from musnad.asking import Period
from musnad.server.drawing.scales import Tick, TimeAxis, apart, nice_steps

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""PLOVER's quad classes in the order in which bars are stacked, from the axis outward."""
WIDTH = 880.0
LEFT, RIGHT = 46.0, 866.0
TOP, MIDDLE, FOOT = 16.0, 216.0, 336.0
"""Upper edge of the means, lower edge of the means, foot of the bars."""
HEIGHT = 364.0
_GAP = 26.0
_MOST = 10.0
"""Goldstein's scale runs from −10 to +10."""


class Piece(NamedTuple):
    """A part of a stacked bar: its quad class, upper edge, height and number of events."""

    quad: str
    y: float
    height: float
    events: int


class Column(NamedTuple):
    """One period: its bar's left edge and width, the parts of the bar, and the mean's point (None without events)."""

    period: Period
    x: float
    width: float
    pieces: tuple[Piece, ...]
    point: tuple[float, float] | None
    radius: float


class Curve(NamedTuple):
    """The whole picture; `shifts` are the places at which the level of the totals shifts, with the first day after."""

    columns: tuple[Column, ...]
    shifts: tuple[tuple[float, str], ...]
    ticks: tuple[Tick, ...]
    means: tuple[tuple[float, int], ...]
    counts: tuple[tuple[float, int], ...]
    mirrored: bool


def curve(series: Sequence[Period], *, mirrored: bool = False) -> Curve | None:
    """The picture of a series; None for a series without events."""
    if not any(p.events for p in series):
        return None
    axis = TimeAxis.over(series[0].first, series[-1].last, LEFT, RIGHT, mirrored=mirrored)
    axis = axis._replace(last=axis.last + 1)
    steps = nice_steps(max(p.events for p in series), 3)
    columns = tuple(_column(p, axis, steps[-1]) for p in series)
    return Curve(
        columns, tuple((axis.at(p.first), p.first) for p in series if p.changed),
        tuple(t for t in axis.ticks(apart(mirrored)) if LEFT - 1 <= t.x <= RIGHT + 1),
        tuple((_mean_at(value), value) for value in (10, 5, 0, -5, -10)),
        tuple((_count_at(step, steps[-1]), int(step)) for step in steps), mirrored,
    )  # fmt: skip


def _column(period: Period, axis: TimeAxis, most: float) -> Column:
    left, wide = axis.stretch(period.first, period.last)
    gap = min(2.0, wide * 0.2)
    pieces, below = [], 0
    for quad in QUADS:
        count = period.quads.get(quad, 0)
        if count:
            top, foot = _count_at(below + count, most), _count_at(below, most)
            pieces.append(Piece(quad, top, round(foot - top, 1), count))
            below += count
    point = None if period.mean is None else (round(left + wide / 2, 1), _mean_at(period.mean))
    return Column(period, round(left + gap / 2, 1), round(max(wide - gap, 0.5), 1), tuple(pieces), point, _radius(period.events))


def _mean_at(value: float) -> float:
    return round(TOP + (_MOST - value) / (2 * _MOST) * (MIDDLE - TOP), 1)


def _count_at(count: float, most: float) -> float:
    return round(FOOT - count / most * (FOOT - MIDDLE - _GAP), 1)


def _radius(events: int) -> float:
    """The area of a point grows with the number of events, up to a bound at which points would hide each other."""
    return round(min(9.0, 2.6 + 1.1 * sqrt(max(0, events - 1))), 1)
