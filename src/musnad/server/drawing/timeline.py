"""The timeline: how much happened, as bars by quad class, and single happenings above and below a line, by Goldstein's value.

What is drawn covers the days of a window; a bar stands for a day, a week, a month or a year, whichever keeps bars readable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import NamedTuple

from musnad.asking import DayCount, Event
from musnad.server.drawing.curve import QUADS, Piece
from musnad.server.drawing.labels import Box, Placed, Wanted, place_labels
from musnad.server.drawing.scales import Tick, TimeAxis, apart, nice_steps, width_of

WIDTH = 1080.0
LEFT, RIGHT = 44.0, 1064.0
VALUES = (10, 5, 0, -5, -10)
"""Goldstein values that are written at the left, each at its line."""
BARS_TOP, BARS_FOOT = 12.0, 112.0
DOTS_TOP, DOTS_FOOT = 150.0, 470.0
HEIGHT = 486.0
_MOST_BARS = 190
_STEP = 7.0
"""Units between two happenings of one day and one value."""


class Bin(NamedTuple):
    """A bar: the days it stands for, its left edge and width, its parts, and how many happenings."""

    first: str
    last: str
    x: float
    width: float
    pieces: tuple[Piece, ...]
    events: int


class Dot(NamedTuple):
    """A happening: its place and radius, its label and where that stands (None where there was no room)."""

    event: Event
    x: float
    y: float
    radius: float
    label: str
    placed: Placed | None


class Timeline(NamedTuple):
    """The whole picture; `step` is what a bar stands for: day, week, month or year."""

    first: str
    last: str
    step: str
    bins: tuple[Bin, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    counts: tuple[tuple[float, int], ...]
    values: tuple[tuple[float, int], ...]
    mirrored: bool


def timeline(
    counts: Sequence[DayCount], events: Sequence[tuple[Event, str]], first: str, last: str, *, mirrored: bool = False
) -> Timeline:
    """The picture of the days from `first` to `last` (ISO). `events` are the happenings to show one by one, each with its label."""
    axis = TimeAxis.over(first, (date.fromisoformat(last) + timedelta(days=1)).isoformat(), LEFT, RIGHT, mirrored=mirrored)
    step = step_for((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
    grouped = list(_grouped((c for c in counts if first <= c.day <= last), step))
    steps = nice_steps(max((sum(quads.values()) for _, _, quads in grouped), default=0), 3)
    return Timeline(
        first, last, step, tuple(_bin(axis, one, steps[-1]) for one in grouped), tuple(_dots(axis, events, first, last)),
        tuple(t for t in axis.ticks(apart(mirrored)) if LEFT - 1 <= t.x <= RIGHT + 1),
        tuple((_bar_at(count, steps[-1]), int(count)) for count in steps),
        tuple((_value_at(value), value) for value in VALUES), mirrored,
    )  # fmt: skip


def step_for(days: int) -> str:
    """What a bar stands for in a window of so many days."""
    for step, length in (("day", 1), ("week", 7), ("month", 30)):
        if days / length <= _MOST_BARS:
            return step
    return "year"


def period_of(day: str, step: str) -> tuple[str, str]:
    """The first and last day of the day, week (from Monday), month or year in which a day lies."""
    at = date.fromisoformat(day)
    if step == "week":
        begin = at - timedelta(days=at.weekday())
        return begin.isoformat(), (begin + timedelta(days=6)).isoformat()
    if step == "month":
        begin = at.replace(day=1)
        return begin.isoformat(), ((begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)).isoformat()
    if step == "year":
        return f"{at.year:04}-01-01", f"{at.year:04}-12-31"
    return day, day


def _grouped(counts: Iterable[DayCount], step: str) -> Iterable[tuple[str, str, dict[str, int]]]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for count in counts:
        quads = found.setdefault(period_of(count.day, step), {})
        for quad, events in count.quads.items():
            quads[quad] = quads.get(quad, 0) + events
    for (first, last), quads in sorted(found.items()):
        yield first, last, quads


def _bin(axis: TimeAxis, group: tuple[str, str, dict[str, int]], most: float) -> Bin:
    first, last, quads = group
    left, wide = axis.stretch(first, last)
    pieces, below = [], 0
    for quad in QUADS:
        if count := quads.get(quad, 0):
            top, foot = _bar_at(below + count, most), _bar_at(below, most)
            pieces.append(Piece(quad, top, round(foot - top, 1), count))
            below += count
    gap = min(1.5, wide * 0.2)
    return Bin(first, last, round(left + gap / 2, 1), round(max(wide - gap, 0.8), 1), tuple(pieces), below)


def _dots(axis: TimeAxis, events: Sequence[tuple[Event, str]], first: str, last: str) -> list[Dot]:
    """Happenings of one day and one value stand side by side; labels go to those with the most sources first."""
    shown = [(event, label) for event, label in events if event.day and first <= event.day <= last]
    shown.sort(key=lambda one: (-one[0].sources, one[0].day or "", one[0].id))
    half_day = (axis.right - axis.left) / (axis.last - axis.first) / 2
    crowd: dict[tuple[int, int], int] = {}
    places = []
    for event, label in shown:
        x = axis.at(event.day or first) + (-half_day if axis.mirrored else half_day)
        y = _value_at(event.goldstein)
        cell = (round(x / _STEP), round(y / _STEP))
        n = crowd[cell] = crowd.get(cell, 0) + 1
        aside = (n // 2) * _STEP * (1 if n % 2 else -1)
        places.append((event, label, round(x, 1), round(min(max(y + aside, DOTS_TOP), DOTS_FOOT), 1), _radius(event.sources)))
    wanted = [Wanted(x, y, r, width_of(label, 12.5) + 4, 17) for _, label, x, y, r in places]
    scale = [Box(0, _value_at(value) - 9, LEFT - 4, _value_at(value) + 9) for value in VALUES]
    placed = place_labels(wanted, Box(2, DOTS_TOP - 14, WIDTH - 2, DOTS_FOOT + 14), scale)
    return [Dot(*one[:1], *one[2:], one[1], where) for one, where in zip(places, placed, strict=True)]


def _bar_at(count: float, most: float) -> float:
    return round(BARS_FOOT - count / most * (BARS_FOOT - BARS_TOP), 1)


def _value_at(value: float) -> float:
    return round(DOTS_TOP + (10 - value) / 20 * (DOTS_FOOT - DOTS_TOP), 1)


def _radius(sources: int) -> float:
    return round(min(8.5, 3.2 + 1.3 * sqrt(max(0, sources - 1))), 1)
