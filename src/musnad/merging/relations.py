"""Relations of two: what states, or persons, did to and with each other, week by week or month by month.

Everything is counted from merged events as they are. Nothing is smoothed, no gap is filled: a period without events has no
mean. A state's name stands for all who act for it; a person's key for that person alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from musnad.knowledge import scale
from musnad.merging.events import MergedEvent
from musnad.merging.history import Outcome, outcome
from musnad.merging.reports import Party, Report
from musnad.merging.windows import day_number
from musnad.record import MUTUAL, EventType

_DONE = {Outcome.HAPPENED, Outcome.ONGOING}
_VAGUE = 31
"""Days from which a time is too long to count an event in one week or month."""
_OPEN_FOR = 365
"""Days after which an accusation that nothing followed is no longer listed as open."""


class Step(StrEnum):
    """The length of a period: Monday to Sunday, or a calendar month."""

    WEEK = "week"
    MONTH = "month"


class Period(NamedTuple):
    """What happened between two in one week or month.

    `types` and `quads` count events by PLOVER's types and quad classes; `total` is the sum of their Goldstein values
    (by type and mode), `mean` their mean, None without events. Plans and mere suppositions do not count.
    """

    first: str
    last: str
    events: tuple[int, ...]
    types: Mapping[str, int]
    quads: Mapping[str, int]
    total: float
    mean: float | None


class Accusation(NamedTuple):
    """An accusation of the one against the other that is open: nothing was conceded since. `rejected` are denials of it."""

    event: int
    day: str
    accuser: str
    accused: str
    rejected: tuple[int, ...]


def between(events: Iterable[MergedEvent], one: str, other: str) -> list[MergedEvent]:
    """The events in which one acts toward the other, or both as partners, in the order of their days."""
    found = [e for e in events if one != other and _sides(e, one, other)]
    return sorted(found, key=lambda e: (day(e) or "9999", e.id))


def day(event: MergedEvent) -> str | None:
    """The day an event is counted on: the first day of its best attested time, else the day of the first report.

    None where that time is longer than a month: «في 2016» must not make a peak of January.
    """
    if not event.days:
        return event.reports[0].published
    first, last = event.days
    return first if day_number(last) - day_number(first) < _VAGUE else None


def series(events: Iterable[MergedEvent], one: str, other: str, step: Step, until: str) -> list[Period]:
    """All periods from the first event between the two up to the day `until`, those without events too.

    An event counts where it happened by what was published up to `until`, once, however many reports tell it.
    """
    found = [(start, e) for e in happened(events, one, other, until) if (start := day(e)) and start <= until]
    if not found:
        return []
    held: dict[date, list[MergedEvent]] = defaultdict(list)
    for start, event in found:
        held[_begin(start, step)].append(event)
    out, begin = [], _begin(found[0][0], step)
    last = date.fromisoformat(until)
    while begin <= last:
        end = _next(begin, step) - timedelta(days=1)
        out.append(_period(begin, end, held.get(begin, [])))
        begin = end + timedelta(days=1)
    return out


def happened(events: Iterable[MergedEvent], one: str, other: str, until: str) -> list[MergedEvent]:
    """The events between two that took place or go on, by what was published up to a day."""
    return [e for e in between(events, one, other) if _known(e, until) and outcome(e, until) in _DONE]


def visits(events: Iterable[MergedEvent], guest: str, host: str, until: str) -> list[MergedEvent]:
    """The visits that the one paid to the other: «زار عراقجي موسكو» is a visit of IRN to RUS."""
    paid = happened(events, guest, host, until)
    return [e for e in paid if e.type == EventType.CONSULT and e.fields["mode"].value == "visit" and _does(e, guest, host)]


def last_meeting(events: Iterable[MergedEvent], one: str, other: str, until: str) -> MergedEvent | None:
    """The last time the two met in person up to a day; None where no meeting is known. Calls and letters are no meetings."""
    met = [e for e in happened(events, one, other, until) if e.type == EventType.CONSULT and _in_person(e)]
    return max((e for e in met if (day(e) or "9999") <= until), key=lambda e: (day(e) or "", e.id), default=None)


def meetings_ahead(events: Iterable[MergedEvent], one: str, other: str, today: str) -> list[MergedEvent]:
    """Meetings, visits and calls of the two that are announced and whose day is not past."""
    found = [e for e in between(events, one, other) if e.type == EventType.CONSULT and _known(e, today)]
    return [e for e in found if outcome(e, today) in (Outcome.AHEAD, Outcome.POSTPONED)]


def open_accusations(events: Iterable[MergedEvent], one: str, other: str, today: str) -> list[Accusation]:
    """Accusations between the two in the last year after which the accused neither conceded nor retreated toward the accuser.

    This says nothing about who is right. A denial (REJECT by the accused, on that day or later) is noted beside.
    """
    found = happened(events, one, other, today)
    sides = ((one, other), (other, one))
    acts = {side: [(day(e) or "", e) for e in found if _does(e, *side)] for side in sides}
    toward = {side: {e.id for _, e in those} for side, those in acts.items()}
    out = []
    for event in found:
        said = day(event)
        if event.type != EventType.ACCUSE or not said or not 0 <= day_number(today) - day_number(said) <= _OPEN_FOR:
            continue
        for accuser, accused in sides:
            if event.id in toward[accuser, accused]:
                answers = [e for when, e in acts[accused, accuser] if when >= said]
                if not any(e.type in (EventType.CONCEDE, EventType.RETREAT) for e in answers):
                    rejected = tuple(e.id for e in answers if e.type == EventType.REJECT)
                    out.append(Accusation(event.id, said, accuser, accused, rejected))
    return out


def is_of(party: Party, name: str) -> bool:
    """Whether a party is the one named by its key, or acts for the state of that code."""
    return name in (party.key, party.country)


def _sides(event: MergedEvent, one: str, other: str) -> bool:
    """Whether one acts toward the other, or both act alike in a mutual act: «أدانت السعودية وتركيا الهجوم» relates no two."""
    if _does(event, one, other) or _does(event, other, one):
        return True
    return EventType(event.type) in MUTUAL and any(_together(report, one, other) for report in event.reports)


def _together(report: Report, one: str, other: str) -> bool:
    actors = [p for p in report.parties if p.role == "actor"]
    alike = all(p.role != "recipient" for p in report.parties)
    return alike and any(is_of(a, one) and is_of(b, other) for a in actors for b in actors if a != b)


def _does(event: MergedEvent, doer: str, target: str) -> bool:
    """Whether the one acts and the other receives, in at least as many reports as the other way round."""
    there = sum(_toward(report, doer, target) for report in event.reports)
    return there > 0 and there >= sum(_toward(report, target, doer) for report in event.reports)


def _toward(report: Report, doer: str, target: str) -> bool:
    actor = any(p.role == "actor" and is_of(p, doer) for p in report.parties)
    return actor and any(p.role == "recipient" and is_of(p, target) for p in report.parties)


def _in_person(event: MergedEvent) -> bool:
    return event.fields["mode"].value not in ("phone", "message")


def _known(event: MergedEvent, until: str) -> bool:
    return any((r.published or "") <= until for r in event.reports)


def _period(begin: date, end: date, events: list[MergedEvent]) -> Period:
    scales = [scale(e.type, e.fields["mode"].value) for e in events]
    values, quads = [found.goldstein for found in scales], Counter(found.quad for found in scales)
    types = Counter(e.type for e in events)
    mean = round(sum(values) / len(values), 3) if values else None
    return Period(
        begin.isoformat(), end.isoformat(), tuple(e.id for e in events), dict(sorted(types.items())), dict(sorted(quads.items())),
        round(sum(values), 3), mean,
    )  # fmt: skip


def _begin(start: str, step: Step) -> date:
    at = date.fromisoformat(start)
    return at - timedelta(days=at.weekday()) if step == Step.WEEK else at.replace(day=1)


def _next(begin: date, step: Step) -> date:
    if step == Step.WEEK:
        return begin + timedelta(days=7)
    return date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)
