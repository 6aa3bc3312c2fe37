"""Blocks: names under which reports are filed, so that only those are compared that share one.

Two reports that share no block can't be tied: they differ in type, or in all parties, or in the months of their time. A
store can keep blocks in a table and look up the neighbours of new reports there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from musnad.merging.likeness import Profile
from musnad.merging.reports import Utterance


def blocks(profile: Profile) -> frozenset[str]:
    """The blocks of a report: its type with each party in each month, and with each two parties for a counted round.

    A visit of «عراقجي» to Moscow in April: `CONSULT IRN 2025-04`, `CONSULT RUS 2025-04`.
    """
    return frozenset(_blocks(profile))


def _blocks(profile: Profile) -> Iterator[str]:
    report, window = profile.report, profile.window
    months = list(_months(window.first - 1, window.last + 1)) if window else ["?"]
    for pole in profile.poles:
        for month in months:
            yield f"{report.type} {pole} {month}"
    if report.round:
        for one, other in combinations(sorted(profile.poles | profile.around), 2):
            yield f"{report.type} {one} {other} #{report.round}"


def utterance_blocks(utterance: Utterance) -> frozenset[str]:
    """The blocks of an utterance: who speaks, in the month of its publication, and the month before."""
    if utterance.carrier.moment >= "9999":
        return frozenset({f"says {utterance.speaker} ?"})
    day = date.fromisoformat(utterance.carrier.moment[:10]).toordinal()
    return frozenset(f"says {utterance.speaker} {month}" for month in _months(day - 3, day + 3))


def _months(first: int, last: int) -> Iterator[str]:
    day = date.fromordinal(max(first, 1))
    while day.toordinal() <= last:
        yield f"{day.year:04}-{day.month:02}"
        if (day.year, day.month) == (9999, 12):
            return
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
