"""The days within which an act lies, as far as one report tells: as it says itself, or from the day it was published.

Days are counted as integers (`datetime.date.toordinal`), so that gaps are differences.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from musnad.merging.reports import Report
from musnad.record import Status

LONGEST = 62
"""Days. A longer time («2016», «منذ 2021») says too little to tell one act from another."""
_BEFORE = 3
"""Days before publication in which an act lies that is told without its time: news is told fresh."""
_AHEAD = 45
"""Days after publication in which a planned act lies that is announced without its time; it may start the day before."""
_DONE = {Status.OCCURRED, Status.ONGOING}
"""What is told as done can't lie after its publication: such a time was misread, and says nothing."""
_UNDONE = {Status.PLANNED, Status.PROPOSED, Status.HYPOTHETICAL, Status.CANCELLED}


class Window(NamedTuple):
    """The first and last day, and whether the report names them itself."""

    first: int
    last: int
    said: bool

    @property
    def day(self) -> bool:
        """Whether the report names the very day."""
        return self.said and self.first == self.last


def window(report: Report) -> Window | None:
    """The days of a report; None where neither the act nor the article has a date. «2016» told in 2025 is no date of news."""
    day = day_number(report.published) if report.published else None
    if report.earliest and report.latest:
        first, last = day_number(report.earliest), day_number(report.latest)
        if day is None or first <= day + 1 or report.status not in _DONE:
            return Window(first, last, True) if last - first <= LONGEST else None
    if day is None:
        return None
    return Window(day - 1, day + _AHEAD, False) if report.status in _UNDONE else Window(day - _BEFORE, day, False)


def gap(one: Window, other: Window) -> int:
    """Days between two windows; 0 where they overlap."""
    return max(0, one.first - other.last, other.first - one.last)


def day_number(day: str) -> int:
    """The number of an ISO day; numbers follow each other as days do."""
    return date.fromisoformat(day).toordinal()


def iso(number: int) -> str:
    """The ISO day of a number."""
    return date.fromordinal(number).isoformat()
