"""Scales: days and counts to places on a picture, marks along an axis, and how wide words will be.

>>> line = TimeAxis.over("2025-01-01", "2025-01-31", 0, 300)
>>> line.at("2025-01-16")
150.0
>>> line.flipped().at("2025-01-01")
300.0
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor, log10
from typing import NamedTuple
from unicodedata import combining, east_asian_width

ARABIC_LETTER = 0.5
"""Width of an Arabic letter in ems: of 443 names of the tables nine in ten are narrower, in Vazirmatn and in Noto Naskh Arabic
(measured in Chromium)."""
LATIN_LETTER = 0.6
"""Width of a Latin letter in ems: nine English names in ten are narrower in Source Serif and Vazirmatn, likewise."""


class Tick(NamedTuple):
    """A mark on a time axis: its place, the day it stands for, and what its label should name (`year`, `month` or `day`)."""

    x: float
    day: str
    names: str


class TimeAxis(NamedTuple):
    """Days laid along a line from `left` to `right`; `mirrored` runs from right to left. `first` and `last` are ordinals of days."""

    first: int
    last: int
    left: float
    right: float
    mirrored: bool = False

    @classmethod
    def over(cls, first: str, last: str, left: float, right: float, *, mirrored: bool = False) -> TimeAxis:
        """The axis of two ISO days; a single day is given a day of width. Raises ValueError for what is no ISO day."""
        begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
        return cls(begin, max(end, begin + 1), left, right, mirrored)

    def at(self, day: str) -> float:
        """Where a day begins, rounded to a tenth; days outside fall outside."""
        return self.place(date.fromisoformat(day).toordinal())

    def place(self, ordinal: float) -> float:
        """Where an ordinal (also a fraction of a day) stands."""
        share = (ordinal - self.first) / (self.last - self.first)
        along = self.right - share * (self.right - self.left) if self.mirrored else self.left + share * (self.right - self.left)
        return round(along, 1)

    def stretch(self, first: str, last: str) -> tuple[float, float]:
        """The left edge and the width of the days from `first` to the end of `last`, cut to the axis."""
        begin = min(max(date.fromisoformat(first).toordinal(), self.first), self.last)
        end = min(max(date.fromisoformat(last).toordinal() + 1, self.first), self.last)
        one, other = sorted((self.place(begin), self.place(end)))
        return one, round(other - one, 1)

    def flipped(self) -> TimeAxis:
        """The same days, running the other way."""
        return self._replace(mirrored=not self.mirrored)

    def ticks(self, apart: float = 56) -> list[Tick]:
        """Marks at the beginnings of years, months or days, at least `apart` units from each other, the finest that fit."""
        per_day = (self.right - self.left) / (self.last - self.first)
        for step in (1, 2, 7):
            if step * per_day >= apart:
                return self._days(step)
        for months in (1, 2, 3, 6, 12, 24, 60, 120, 300, 600):
            if months * 30.4 * per_day >= apart:
                return self._months(months)
        return self._months(1200)

    def _days(self, step: int) -> list[Tick]:
        begin = self.first if step < 7 else self.first + (1 - date.fromordinal(self.first).isoweekday()) % 7
        days = (date.fromordinal(n) for n in range(begin, self.last + 1, step))
        return [Tick(self.at(d.isoformat()), d.isoformat(), "day") for d in days]

    def _months(self, step: int) -> list[Tick]:
        begin = date.fromordinal(self.first)
        count = begin.year * 12 + begin.month - 1
        count = ceil((count + (begin.day > 1)) / step) * step
        found = []
        while count // 12 <= date.max.year and (day := date(count // 12, count % 12 + 1, 1)).toordinal() <= self.last:
            found.append(Tick(self.at(day.isoformat()), day.isoformat(), "year" if step >= 12 or day.month == 1 else "month"))
            count += step
        return found


def apart(mirrored: bool) -> float:
    """How far labels of months stand apart at least: «تشرين الأول/أكتوبر» takes 112 units in letters of 13."""
    return 118.0 if mirrored else 62.0


def padded(first: str, last: str, share: float = 0.03) -> tuple[str, str]:
    """Two ISO days moved apart by a share of what lies between them, at least a day each."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    more = timedelta(days=max(1, round((end - begin).days * share)))
    return (begin - more).isoformat(), (end + more).isoformat()


def nice_steps(most: float, wanted: int = 4) -> list[float]:
    """Round values from 0 up to the first that is not below `most`, about `wanted` of them.

    >>> nice_steps(37)
    [0, 10, 20, 30, 40]
    """
    if most <= 0:
        return [0, 1]
    rough = most / wanted
    power = 10 ** floor(log10(rough))
    step = max(1, next(power * n for n in (1, 2, 5, 10) if power * n >= rough))
    return [round(n * step) for n in range(ceil(most / step) + 1)]


def width_of(text: str, size: float) -> float:
    """About how wide words are when set in letters of `size` units; vowel signs and bidi controls take no room."""
    wide = 0.0
    for letter in text:
        if combining(letter) or letter in "\u061c\u200e\u200f\u2066\u2067\u2068\u2069":
            continue
        if "\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff":
            wide += ARABIC_LETTER
        elif letter == " ":
            wide += 0.27
        else:
            wide += 1.0 if east_asian_width(letter) in "WF" else LATIN_LETTER
    return wide * size


def shortened(text: str, letters: int) -> str:
    """A label of at most so many letters, cut at a word where one ends near, with an ellipsis.

    >>> shortened("المتحدثة باسم وزارة الخارجية الأميركية", 24)
    'المتحدثة باسم وزارة…'
    """
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    word = cut.rsplit(" ", 1)[0]
    return (word if len(word) >= letters * 0.6 else cut).rstrip(" ،,") + "…"
