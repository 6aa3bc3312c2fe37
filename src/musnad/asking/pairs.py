"""The relation of two: its series, visits, meetings and accusations, by the rules of `merging.relations`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from musnad.asking.actors import resolve, side
from musnad.asking.answers import Accusation, Event, PairPage, Period
from musnad.asking.desk import Desk, asked
from musnad.asking.happenings import kept_reports, shown
from musnad.asking.selections import day_of, next_day
from musnad.asking.who import whos
from musnad.errors import AskingError
from musnad.merging import MergedEvent, Merging, Variant, merged_event, relations
from musnad.merging import Report as Told
from musnad.merging.changes import changes
from musnad.merging.events import Field
from musnad.record import EventType
from musnad.store import Store, written
from musnad.store.questions import counting

_LATEST = 20
_VISITS = 50
_YEAR = 370
"""Days, some more than those for which an accusation is open."""


class _Relation(NamedTuple):
    """What is worked out of all happenings between two, in ids."""

    series: tuple[Period, ...]
    visits_there: tuple[int, ...]
    visits_back: tuple[int, ...]
    last_meeting: int | None
    accusations: tuple[relations.Accusation, ...]
    ahead: tuple[int, ...]
    latest: tuple[int, ...]
    total: int


def pair_page(store: Store, one: str, other: str, step: str = "month", today: str | None = None) -> PairPage:
    """How two stand to each other, by names, codes or keys: «إيران» and USA, or two persons; a state is all who act for it.

    `series` runs from the first happening between them to `today` (default: the last day of the collection), week by week or month
    by month (`step`); `changed` marks where the level of its totals shifts. Visits are the latest 50 each way, `events` the latest
    20. Raises `NotFound`, and `AskingError` for one and the same, or another step.
    """
    if step not in (*relations.Step,):
        raise AskingError(f"step is week or month, not «{step}»", "step", ("week", "month"))
    with asked(store) as desk:
        keys = (resolve(desk, one, "one"), resolve(desk, other, "other"))
        if keys[0] == keys[1]:
            raise AskingError(f"«{one}» and «{other}» are one and the same; name two", "other", reason="same")
        day = day_of(desk, today)
        found = desk.remembered(("pair", *keys, step, day), lambda: _relation(desk, *keys, relations.Step(step), day))
        named = {a for accusation in found.accusations for a in (accusation.accuser, accusation.accused)}
        who = whos(desk, {*keys, *named})
        wanted = dict.fromkeys(
            (
                *found.visits_there, *found.visits_back, *found.ahead, *found.latest, *(a.event for a in found.accusations),
                *((found.last_meeting,) if found.last_meeting is not None else ()),
            )
        )  # fmt: skip
        events = {int(event.id, 16): event for event in shown(desk, list(wanted), day)}

        def of(ids: Iterable[int]) -> tuple[Event, ...]:
            return tuple(events[each] for each in ids if each in events)

        return PairPage(
            one=who[keys[0]], other=who[keys[1]], step=step, series=found.series,
            visits_there=of(found.visits_there), visits_back=of(found.visits_back),
            last_meeting=events.get(found.last_meeting) if found.last_meeting is not None else None,
            accusations=tuple(
                Accusation(
                    event=events[a.event], accuser=who[a.accuser], accused=who[a.accused], rejected=tuple(map(written, a.rejected))
                )
                for a in found.accusations
            ),
            ahead=of(found.ahead), events=of(found.latest), total=found.total,
        )  # fmt: skip


def _relation(desk: Desk, one: str, other: str, step: relations.Step, day: str) -> _Relation:
    ids = counting.between(desk.connection, side([one]), side([other]))
    found = relations.between(map(light, _reports(desk, ids)), one, other)
    met = [e for e in found if e.type == EventType.CONSULT]
    fresh = [e for e in found if (relations.day(e) or "") >= next_day(day, -_YEAR)]
    visited = [e for e in met if e.fields["mode"].value == "visit"]
    last = relations.last_meeting(met, one, other, day)
    newest = sorted(found, key=lambda e: (relations.day(e) or "", e.id), reverse=True)
    return _Relation(
        tuple(_periods(relations.series(found, one, other, step, day))),
        _ids(relations.visits(visited, one, other, day)[::-1][:_VISITS]), _ids(relations.visits(visited, other, one, day)[::-1][:_VISITS]),
        last.id if last else None, tuple(relations.open_accusations(fresh, one, other, day)),
        _ids(relations.meetings_ahead(met, one, other, day)), _ids(newest[:_LATEST]), len(found),
    )  # fmt: skip


def _reports(desk: Desk, ids: Sequence[int]) -> Iterable[tuple[int, tuple[Told, ...]]]:
    for one, kept in kept_reports(desk, ids).items():
        yield one, tuple(k.report for k in kept)


def light(happening: tuple[int, tuple[Told, ...]]) -> MergedEvent:
    """A merged event as far as relations look at it; of one report nothing needs to be weighed."""
    one, reports = happening
    if len(reports) > 1:
        group = tuple(r.id for r in reports)
        return merged_event(Merging({r.id: r for r in reports}, {one: group}, {one: ()}, dict.fromkeys(group, one), {}, {}), one)
    (report,) = reports
    when = None
    if report.earliest and report.latest:
        when = report.earliest if report.earliest == report.latest else f"{report.earliest}/{report.latest}"
    fields = {"mode": _sole("mode", report.mode, one), "when": _sole("when", when, one)}
    return MergedEvent(one, reports, (), fields, report.parties, (), 1, ())


def _sole(name: str, value: str | None, report: int) -> Field:
    return Field(name, (Variant(value, (report,), 1),) if value else (), True)


def _periods(series: Sequence[relations.Period]) -> Iterable[Period]:
    shifts = {change.at for change in changes([period.total for period in series])}
    for n, p in enumerate(series):
        yield Period(
            first=p.first, last=p.last, events=len(p.events), types=dict(p.types), quads=dict(p.quads), total=p.total, mean=p.mean,
            changed=n in shifts,
        )  # fmt: skip


def _ids(events: Iterable[MergedEvent]) -> tuple[int, ...]:
    return tuple(event.id for event in events)
