"""Change points: where the level of a series shifts, by binary segmentation of its means.

The method, all of it: the series is cut where two constant levels fit best (least squares); the cut is kept if it lowers the
sum of squares by more than `STRICT · noise² · ln(n)`, a penalty as in Schwarz's criterion (1978); then each side is treated
likewise (Scott and Knott 1974). The noise is taken from the differences of neighbouring values, by their median absolute
value, so that the shifts themselves do not swell it; never less than `QUIET`. The medians of both sides must differ by the
noise too: one odd month is no new era. Nothing is smoothed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

STRICT = 3.0
"""Parameters that a cut costs, its place and level, on the safe side of Schwarz's 2."""
SHORTEST = 3
"""Periods on each side of a cut, at least."""
QUIET = 1.0
"""The least noise, in points of Goldstein's scale: that of a series that hardly moves must not make a cut of every event."""
_NORMAL = 0.6745 * 2**0.5
"""Median absolute difference of two neighbours, in standard deviations of normal noise."""


class Change(NamedTuple):
    """A shift of level: the number of the first value after it, and the mean values on both sides up to the next shifts."""

    at: int
    before: float
    after: float


def changes(values: Sequence[float]) -> list[Change]:
    """The change points of a series in order.

    >>> changes([1, 2, 1, 2, 1, -9, -8, -9, -8, -9])
    [Change(at=5, before=1.4, after=-8.6)]
    """
    if len(values) < 2 * SHORTEST:
        return []
    noise = max(QUIET, median(abs(b - a) for a, b in pairwise(values)) / _NORMAL)
    cuts = [0, *sorted(_cuts(values, 0, len(values), noise)), len(values)]
    means = [round(sum(values[a:b]) / (b - a), 3) for a, b in pairwise(cuts)]
    return [Change(at, means[n], means[n + 1]) for n, at in enumerate(cuts[1:-1])]


def _cuts(values: Sequence[float], begin: int, end: int, noise: float) -> list[int]:
    """The cuts between two places, in no order; `noise` is the whole series'."""
    gains = [
        (_gain(values, begin, at, end), -at)
        for at in range(begin + SHORTEST, end - SHORTEST + 1)
        if abs(median(values[begin:at]) - median(values[at:end])) >= noise
    ]
    gain, at = max(gains, default=(0.0, 0))
    if gain <= STRICT * noise**2 * log(len(values)):
        return []
    return [*_cuts(values, begin, -at, noise), -at, *_cuts(values, -at, end, noise)]


def _gain(values: Sequence[float], begin: int, at: int, end: int) -> float:
    """By how much two levels lower the sum of squares against one."""
    left, right = values[begin:at], values[at:end]
    apart = sum(left) / len(left) - sum(right) / len(right)
    return apart * apart * len(left) * len(right) / (end - begin)
