"""What was announced, on the days of a month, with what became of it; the same as `.ics` for the reader's own calendar."""

from __future__ import annotations

import calendar as months
from collections import defaultdict
from datetime import date
from functools import partial
from typing import NamedTuple

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.asking import Event, Selection
from musnad.errors import AskingError
from musnad.server import filters
from musnad.server.beside import as_data, as_table
from musnad.server.forms import Asked as Question
from musnad.server.forms import read_form, write_form
from musnad.server.view import Asked, View

router = APIRouter()
MEETINGS = 200
"""Announced events that a month shows."""
FILTERS = ("actor", "counterpart", "place", "type")
WEEK_BEGINS = {"ar": months.SATURDAY, "en": months.MONDAY}
"""The first day of a week by the language of the pages: CLDR's weekData for 001 (Monday), and for the territory it takes for Arabic, EG."""
_EARLIEST, _LATEST = "1000-01", "9998-12"


class Cell(NamedTuple):
    """A day of the sheet, and what was announced for it; the day is empty before the first and after the last of the month."""

    day: str
    events: tuple[Event, ...]


class Sheet(NamedTuple):
    """A month: the days in weeks, and what was announced for no certain day of it."""

    month: str
    before: str
    after: str
    weekdays: tuple[int, ...]
    """The days of a week in their order, 0 (Monday) to 6."""
    cells: tuple[Cell, ...]
    vague: tuple[Event, ...]


@router.get("/calendar")
def calendar(view: Asked) -> Response:
    """A month's sheet: the one asked for by `month`, else the first that has something ahead, else the collection's last."""
    asked = read_form(view.request.url.query, "month")
    month = _month(view, asked)
    announced = asking.events(view.store, _announced(asked.selection, month), None, MEETINGS).items
    form = filters.form_of(asked, FILTERS, view.request.url.path, view.lang)
    return view.render(
        "calendar.html",
        sheet=sheet(month, announced, WEEK_BEGINS[view.lang]),
        nearest=() if announced else _nearest(view, asked.selection, month),
        form=form,
        month_url=partial(_address, view),
        beside=view.beside("/calendar", "json", "csv", "ics"),
    )


@router.get("/calendar.json")
def calendar_json(view: Asked) -> Response:
    """The month's announced events as JSON."""

    def announced() -> object:
        asked = read_form(view.request.url.query, "month")
        return asking.events(view.store, _announced(asked.selection, _month(view, asked)), None, MEETINGS)

    return as_data(view, announced)


@router.get("/calendar.csv")
def calendar_csv(view: Asked) -> Response:
    """The month's announced events as CSV."""
    asked = read_form(view.request.url.query, "month")
    return as_table(view, "events", lambda: asking.every_event(view.store, _announced(asked.selection, _month(view, asked))))


def sheet(month: str, announced: tuple[Event, ...], begins: int = months.MONDAY) -> Sheet:
    """The sheet of a month (`2025-04`) with what was announced for it; an event of several days, or of the whole month, is vague.

    `begins` is the day that weeks begin on, 0 (Monday) to 6.
    """
    year, number = int(month[:4]), int(month[5:])
    by_day: defaultdict[str, list[Event]] = defaultdict(list)
    vague = []
    for event in announced:
        if event.first and event.first == event.last:
            by_day[event.first].append(event)
        else:
            vague.append(event)
    cells = []
    week = months.Calendar(begins)
    for n in week.itermonthdays(year, number):
        day = f"{month}-{n:02}" if n else ""
        cells.append(Cell(day, tuple(by_day.get(day, ())) if day else ()))
    return Sheet(month, _next(month, -1), _next(month, 1), tuple(week.iterweekdays()), tuple(cells), tuple(vague))


def _address(view: View, month: str) -> str:
    """The sheet of another month, with the same filters."""
    asked = read_form(view.request.url.query, "month")
    return f"{view.request.url.path}?{write_form(asked.selection, month=month)}"


def _announced(selection: Selection, month: str) -> Selection:
    """The meetings announced for a month, and whatever became of them; other acts where the selection names their type."""
    types = selection.type or ("CONSULT",)
    return msgspec.structs.replace(selection, type=types, announced=1, since=month, until=month, order="day")


def _nearest(view: View, selection: Selection, month: str) -> tuple[str, ...]:
    """The months before and after an empty one that have something."""
    found = []
    for since, until, order in ((None, _next(month, -1), "-day"), (_next(month, 1), None, "day")):
        wanted = msgspec.structs.replace(_announced(selection, month), since=since, until=until, order=order)
        found += [event.day[:7] for event in asking.events(view.store, wanted, None, 1).items if event.day]
    return tuple(one for one in dict.fromkeys(found) if _EARLIEST <= one <= _LATEST and one != month)


def _month(view: View, asked: Question) -> str:
    given = asked.others.get("month")
    if given:
        try:
            date.fromisoformat(f"{given}-01")
        except ValueError:
            raise AskingError(f"a month is written 2025-04; «{given[:20]}» is none", "month") from None
        if not _EARLIEST <= given <= _LATEST:
            raise AskingError(f"the calendar knows the months {_EARLIEST} to {_LATEST}", "month")
        return given
    last = asking.collection(view.store).last
    wanted = msgspec.structs.replace(
        asked.selection, outcome=("ahead",), type=asked.selection.type or ("CONSULT",), status=("planned",), since=last, order="day"
    )
    ahead = asking.events(view.store, wanted, None, 1).items if last else ()
    first = ahead[0].day if ahead else last
    return (first or "2025-01")[:7]


def _next(month: str, step: int) -> str:
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{count // 12:04}-{count % 12 + 1:02}"
