"""Blocks: names under which reports are filed, so that only those are compared that share one.

Two reports that share no block can't be tied: they differ in type, or in all who are named, or both in the weeks of their time
and in those of their publication. A store can keep blocks in a table and look up the neighbours of new reports there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from musnad.merging.likeness import FRESH, Profile
from musnad.merging.rarity import rarity
from musnad.merging.reports import Utterance

_RARE = 3
"""The rarest words at a trigger under which a report is filed too: the same news may be told without a name."""


def blocks(profile: Profile) -> frozenset[str]:
    """The blocks of a report: its type with each who is named, in each week; with each two of them for a counted round.

    A visit of «عراقجي» to Moscow on 17 April: `CONSULT IRN w105648`, `CONSULT RUS w105648` (weeks are counted).
    """
    return frozenset(_blocks(profile))


def _blocks(profile: Profile) -> Iterator[str]:
    report, window = profile.report, profile.window
    weeks = set(_weeks(window.first - 1, window.last + 1)) if window else {"?"}
    if profile.published is not None:
        weeks.update(_weeks(profile.published - FRESH, profile.published))
    poles = profile.poles | profile.around
    for pole in poles:
        for week in weeks:
            yield f"{report.type} {pole} {week}"
    if profile.published is not None:
        for term in sorted(report.core, key=lambda one: (-rarity(one), one))[:_RARE]:
            for week in set(_weeks(profile.published - FRESH, profile.published)):
                yield f"{report.type} ~{term} {week}"
    if report.round:
        for one, other in combinations(sorted(poles), 2):
            yield f"{report.type} {one} {other} #{report.round}"


def utterance_blocks(utterance: Utterance) -> frozenset[str]:
    """The blocks of an utterance: who speaks, in the month of its publication, and the month before."""
    if utterance.carrier.moment >= "9999":
        return frozenset({f"says {utterance.speaker} ?"})
    day = date.fromisoformat(utterance.carrier.moment[:10]).toordinal()
    return frozenset(f"says {utterance.speaker} {month}" for month in _months(day - 3, day + 3))


def _weeks(first: int, last: int) -> Iterator[str]:
    for monday in range((first - 1) // 7, (last - 1) // 7 + 1):
        yield f"w{monday}"


def _months(first: int, last: int) -> Iterator[str]:
    day = date.fromordinal(max(first, 1))
    while day.toordinal() <= last:
        yield f"{day.year:04}-{day.month:02}"
        if (day.year, day.month) == (9999, 12):
            return
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
