"""What happened day by day, and what is ahead: the first page, and the list of events under every filter."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.asking import Event, Selection
from musnad.server import filters
from musnad.server.beside import as_data, as_table
from musnad.server.forms import read_form
from musnad.server.highlight import marker
from musnad.server.view import Asked, View

router = APIRouter()
EVENTS = 40
"""Events on a page: two screens, some 60 kB."""
AHEAD = 10
"""Planned events beside them, the nearest first."""
_RECENT = 200
"""Days back in which announced events that were not heard of again are looked for: what was due longer ago is forgotten."""
UNHEARD = 6
"""Events that were announced and not heard of again, the latest first."""


@router.get("/")
def day(view: Asked) -> Response:
    """The days up to the collection's last and, from there on, what is announced."""
    return _listed(view, up_to_last=True)


@router.get("/events")
def events(view: Asked) -> Response:
    """All events, those ahead and those without a day too, under the address that their data has."""
    return _listed(view, up_to_last=False)


def _listed(view: View, up_to_last: bool) -> Response:
    asked = read_form(view.request.url.query, "after")
    last = asking.collection(view.store).last
    selection = asked.selection
    if up_to_last and last and not selection.until and not selection.outcome:
        selection = msgspec.structs.replace(selection, until=last)
    page = asking.events(view.store, selection, asked.others.get("after"), EVENTS)
    items = [event for event in page.items if not (up_to_last and last and (event.day or "") > last)]
    return view.render(
        "day.html",
        groups=[(day, list(events)) for day, events in groupby(items, key=lambda event: event.day)],
        page=page,
        marked=marker(asked.selection.words),
        ahead=_announced(view, asked.selection, last, "ahead"),
        unheard=_announced(view, asked.selection, last, "never reported"),
        form=filters.form_of(asked, filters.DAY, view.request.url.path, view.lang),
        beside=view.beside("/events", "json", "csv", "atom"),
    )


@router.get("/events.json")
def events_json(view: Asked) -> Response:
    """A page of the list as JSON."""
    asked = read_form(view.request.url.query, "after")
    return as_data(view, lambda: asking.events(view.store, asked.selection, asked.others.get("after"), EVENTS))


@router.get("/events.csv")
def events_csv(view: Asked) -> Response:
    """The whole list as CSV."""
    asked = read_form(view.request.url.query)
    return as_table(view, "events", lambda: asking.every_event(view.store, asked.selection))


def _before(day: str) -> str:
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - _RECENT)).isoformat()


def _announced(view: View, selection: Selection, last: str | None, outcome: str) -> tuple[Event, ...]:
    """What was announced and is ahead on the collection's last day, or was never heard of again; of the same parties and places.

    What may have happened before that day is not ahead of it: «in 2018», told in October.
    """
    if not last:
        return ()
    ahead = outcome == "ahead"
    wanted = msgspec.structs.replace(
        selection, outcome=(outcome,), since=last if ahead else _before(last), until=None, status=("planned",), sources=0, words="", outlet=(),
        order="day" if ahead else "-day",
    )  # fmt: skip
    found = asking.events(view.store, wanted, None, 5 * AHEAD if ahead else UNHEARD).items
    return tuple(event for event in found if not ahead or (event.first or "") >= last)[:AHEAD]
