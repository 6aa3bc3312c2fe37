"""The span of days that a picture shows: chosen in the URL, or where most of what was chosen lies; and the spans beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from musnad.asking import DayCount
from musnad.errors import AskingError
from musnad.store.days import FIRST, LAST, bounds

_EARLY, _LATE = 0.05, 0.02
"""Shares of all happenings that may lie before and after the span shown at first: mentions of 1979 must not squeeze all the rest."""
_SHORTEST = 7
_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)


class Window(NamedTuple):
    """Days from `first` to `last`, ISO, both shown."""

    first: str
    last: str

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1

    def scaled(self, factor: float) -> Window:
        """The span of so many times the days around the same middle, a week at least."""
        length = max(_SHORTEST, round(self.days * factor))
        middle = date.fromisoformat(self.first) + timedelta(days=self.days // 2)
        return _window(middle - timedelta(days=length // 2), length)

    def moved(self, share: float) -> Window:
        """The span that many of its lengths later (earlier below 0)."""
        return _window(
            date.fromisoformat(self.first) + timedelta(days=round(self.days * share) or (1 if share > 0 else -1)), self.days
        )


def window(counts: Sequence[DayCount], since: str | None, until: str | None) -> Window | None:
    """What is shown: between `since` and `until` (EDTF) where they are given, else where most happenings lie; None for no happenings.

    Raises `AskingError` for what is no EDTF value of a known year.
    """
    first, last = _bound(since, 0, "since"), _bound(until, 1, "until")
    if not counts and (first is None or last is None):
        return None
    if first is None or last is None:
        low, high = _most(counts)
        first, last = first or min(low, last or low), last or max(high, first or high)
    return Window(*sorted((first, last)))


def last_days(counts: Sequence[DayCount], days: int) -> Window | None:
    """The span of so many days up to the last day on which much happened."""
    if not counts:
        return None
    last = date.fromisoformat(_most(counts)[1])
    return _window(last - timedelta(days=days - 1), days)


def _most(counts: Sequence[DayCount]) -> tuple[str, str]:
    """The days between which all but strays lie."""
    total = sum(count.events for count in counts)
    seen, first, last = 0, counts[0].day, counts[-1].day
    for count in counts:
        if seen <= total * _EARLY:
            first = count.day
        seen += count.events
        if seen <= total * (1 - _LATE):
            last = count.day
    later = [count.day for count in counts if count.day > last]
    return first, later[0] if later else last


def _bound(value: str | None, side: int, field: str) -> str | None:
    found = bounds(value)[side]
    if value and found is None:
        raise AskingError(f"«{value}» is no date; write 2025, 2025-04 or 2025-04-12", field)
    return None if found in (FIRST, LAST) else found


def _window(first: date, length: int) -> Window:
    first = min(max(first, _EARLIEST), _LATEST)
    return Window(first.isoformat(), min(first + timedelta(days=length - 1), _LATEST).isoformat())
