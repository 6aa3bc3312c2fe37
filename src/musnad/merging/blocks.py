"""Blocks: names under which reports are filed, so that only those are compared that share one.

Reports share one if they are of one type, tell of near weeks or were published in near weeks, and have a party in common or one
of the rarest words of their evidence. A store can keep blocks in a table and look up the neighbours of new reports there.
In a week of 1,300 articles (3,972 reports) this leaves 2 pairs of 100 to compare, and 1 tie of 1,700 is lost against comparing
all that name one party anywhere in their evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from musnad.merging.likeness import FRESH, Profile
from musnad.merging.rarity import rarity
from musnad.merging.reports import Utterance

_RARE = 3
"""How many of the rarest words of the evidence, and of those at the trigger, a report is filed under: the same news may be told
without a name."""


def blocks(profile: Profile) -> frozenset[str]:
    """The blocks of a report: its type with each party and with its rarest words, in each week; a counted round's with each two.

    A visit of «عراقجي» to Moscow on 17 April: `CONSULT IRN w105648`, `CONSULT RUS w105648`, `CONSULT ~عراقجي w105648` and so on.
    """
    return frozenset(_blocks(profile))


def _blocks(profile: Profile) -> Iterator[str]:
    report, window = profile.report, profile.window
    fresh = set() if profile.published is None else set(_weeks(profile.published - FRESH, profile.published))
    weeks = fresh | (set(_weeks(window.first - 1, window.last + 1)) if window else {"?"})
    for pole in profile.poles:
        for week in weeks:
            yield f"{report.type} {pole} {week}"
    for word in {*_rarest(report.core), *_rarest(report.words)}:
        for week in fresh:
            yield f"{report.type} ~{word} {week}"
    if report.round:
        for one, other in combinations(sorted(profile.poles | profile.around), 2):
            yield f"{report.type} {one} {other} #{report.round}"


def _rarest(words: frozenset[str]) -> list[str]:
    return sorted(words, key=lambda one: (-rarity(one), one))[:_RARE]


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
