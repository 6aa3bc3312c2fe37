"""Happenings with all their reports, as a stream: what exports of evidence and attribution are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from musnad.asking.answers import Event, Report, Selection
from musnad.asking.desk import Desk, asked
from musnad.asking.events import every_event
from musnad.asking.happenings import kept_reports, keys_of, report_of
from musnad.asking.who import whos
from musnad.store import Store
from musnad.store.questions import looking

_MANY = 200
"""Happenings whose reports are read at once."""


def every_told(store: Store, selection: Selection | None = None) -> Iterator[tuple[Event, tuple[Report, ...]]]:
    """All happenings of a selection, each with its reports, the earliest first; in constant memory. Raises as `every_event`.

    A happening that articles added meanwhile have changed keeps at least the report that told it best.
    """
    stream = every_event(store, selection or Selection())
    while some := list(islice(stream, _MANY)):
        with asked(store) as desk:
            found = reports_of(desk, [int(event.id, 16) for event in some])
        yield from ((event, found.get(int(event.id, 16)) or (event.evidence,)) for event in some)


def reports_of(desk: Desk, ids: Sequence[int]) -> dict[int, tuple[Report, ...]]:
    """The reports of some happenings, the earliest first; a happening that isn't there is left out."""
    kept = kept_reports(desk, ids)
    rows = looking.events(desk.connection, [k.report.id for some in kept.values() for k in some])
    keys = {key for some in kept.values() for k in some for key in keys_of(k.report)}
    who = whos(desk, {*keys, *(row["place"] for row in rows.values())})
    return {one: tuple(report_of(rows[k.report.id], k, who) for k in some if k.report.id in rows) for one, some in kept.items()}
