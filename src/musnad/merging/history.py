"""What became of an event: announced by whom and when, and then held, put off, called off, or never heard of again.

The day from which one looks back is always passed in; nothing here asks a clock.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from musnad.merging.events import MergedEvent
from musnad.merging.reports import Report
from musnad.merging.windows import day_number, window
from musnad.record import Stance, Status


class Outcome(StrEnum):
    """How an event stands on a day."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    AHEAD = "ahead"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DID_NOT_HAPPEN = "did not happen"
    NEVER_REPORTED = "never reported"
    SUPPOSED = "supposed"
    DENIED = "denied"


class StatusStep(NamedTuple):
    """A change in an event's status: which, told when (moment of publication), by whom, in which reports, for which days.

    `by` are the first speakers of the reports' voices, or the outlets that tell it as fact.
    """

    status: str
    moment: str
    by: tuple[str, ...]
    reports: tuple[int, ...]
    days: tuple[str, str] | None


_WISHED = {Status.PROPOSED, Status.HYPOTHETICAL}
_OPEN = {Status.PLANNED, *_WISHED}
_DONE = {Status.OCCURRED, Status.ONGOING}
_GRACE = 3
"""Days after a planned act's last day in which a report of it may still come before it counts as never reported."""


def steps(event: MergedEvent) -> list[StatusStep]:
    """The status history of an event, from the first report to the last; equal reports in a row are one step.

    A plan for other days is a step of its own: it was moved.
    """
    found: list[StatusStep] = []
    for report in event.reports:
        days = (report.earliest, report.latest) if report.earliest and report.latest else None
        last = found[-1] if found else None
        moved = last is not None and report.status in _OPEN and days and last.days and not _meet(days, last.days)
        if last is not None and last.status == report.status and not moved:
            by = tuple(dict.fromkeys((*last.by, *_tellers(report))))
            narrow = min((d for d in (last.days, days) if d), key=_length, default=None)
            found[-1] = StatusStep(last.status, last.moment, by, (*last.reports, report.id), narrow)
        else:
            found.append(StatusStep(report.status, report.carrier.moment, _tellers(report), (report.id,), days))
    return found


def outcome(event: MergedEvent, day: str) -> Outcome:
    """How an event stands on a day (ISO), by the reports published up to it. Raises ValueError where there was none yet.

    «تأجيل الجولة الرابعة» is `cancelled` until a later day is announced or the round is held: then it was `postponed`.
    """
    told = [r for r in event.reports if (r.published or "") <= day]
    if not told:
        raise ValueError(f"no report of event {event.id} was published up to {day}")
    done = [r for r in told if r.status in _DONE and not _only_denied(r)]
    failed = [r for r in told if r.status == Status.CANCELLED]
    if done and (not failed or max(f.order for f in failed) < done[-1].order):
        return Outcome.ONGOING if all(r.status == Status.ONGOING for r in done) else Outcome.HAPPENED
    last = told[-1]
    if any(r.status == Status.NOT_OCCURRED for r in told):
        return Outcome.DID_NOT_HAPPEN
    if failed and last.status not in _OPEN:
        return Outcome.CANCELLED
    if all(map(_only_denied, told)):
        return Outcome.DENIED
    if all(r.status in _WISHED or _only_denied(r) for r in told):
        return Outcome.SUPPOSED
    if _over(told, day):
        return Outcome.NEVER_REPORTED
    if failed:
        return Outcome.POSTPONED
    return Outcome.AHEAD


def was_postponed(event: MergedEvent) -> bool:
    """Whether an event was called off or moved, and then announced again or held."""
    statuses = [step.status for step in steps(event)]
    off = statuses.index(Status.CANCELLED) if Status.CANCELLED in statuses else len(statuses)
    moved = sum(step.status == Status.PLANNED for step in steps(event)) > 1
    return moved or any(status in _OPEN | _DONE for status in statuses[off + 1 :])


def _over(told: list[Report], day: str) -> bool:
    """Whether the last day that the reports name, or let expect, is past by more than the grace."""
    windows = [found for found in map(window, told) if found]
    return bool(windows) and max(w.last for w in windows) + _GRACE < day_number(day)


def _tellers(report: Report) -> tuple[str, ...]:
    asserted = tuple(dict.fromkeys(voice.chain[0] for voice in report.voices if voice.stance == Stance.ASSERTS))
    return asserted or ((report.carrier.outlet,) if report.carrier.outlet and not report.voices else ())


def _only_denied(report: Report) -> bool:
    return bool(report.voices) and all(voice.stance == Stance.DENIES for voice in report.voices)


def _meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _length(days: tuple[str, str]) -> tuple[int, str]:
    return day_number(days[1]) - day_number(days[0]), days[0]
