"""The timeline of a selection: how much happened and when, single happenings by their value, spans to zoom and move by links."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.server import filters
from musnad.server.beside import as_data
from musnad.server.drawing.curve import QUADS
from musnad.server.drawing.scales import shortened
from musnad.server.drawing.timeline import timeline
from musnad.server.figures import HELPERS, as_numbers, plain
from musnad.server.forms import read_form, write_form
from musnad.server.headline import headline
from musnad.server.view import Asked
from musnad.server.windows import Window, last_days, window

router = APIRouter()
_POINTS = 80
"""Happenings drawn one by one; more would hide each other."""
_LABEL = 44
FILTERS = ("actor", "counterpart", "type", "place", "since", "until", "sources")


@router.get("/timeline")
def show(view: Asked) -> Response:
    """The timeline of a question; `since` and `until` are the span that is shown."""
    asked = read_form(view.request.url.query)
    selection = asked.selection
    form = filters.form_of(asked, FILTERS, view.request.url.path, view.lang)
    everything = msgspec.structs.replace(selection, since=None, until=None)
    counts = asking.timeline(view.store, everything)
    span = window(counts, selection.since, selection.until)
    if span is None:
        return view.render("timeline.html", picture=None, form=form, **HELPERS)
    chosen = bool(
        selection.since or selection.until
    )  # without a span most of what is best attested lies in it, and is found at once
    best = msgspec.structs.replace(everything, order="sources")
    if chosen:
        best = msgspec.structs.replace(best, since=span.first, until=span.last)
    page = asking.events(view.store, best, limit=_POINTS)
    titles = {event.id: plain(headline(event, view.lang)) for event in page.items}
    labelled = [(event, shortened(titles[event.id], _LABEL)) for event in page.items]
    picture = timeline(counts, labelled, span.first, span.last, mirrored=view.lang == "ar")
    return view.render(
        "timeline.html", picture=picture, titles=titles, span=span, form=form, shown=len(picture.dots), all=sum(b.events for b in picture.bins),
        spans=_spans(selection, span, counts), quads=QUADS, link=lambda first, last: _link(selection, Window(first, last)),
        list_of=lambda first, last: write_form(msgspec.structs.replace(selection, since=first, until=last)),
        beside=view.beside("/timeline"), **HELPERS,
    )  # fmt: skip


@router.get("/timeline.json")
def as_json(view: Asked) -> Response:
    """Days and how much happened on each, as JSON."""
    return as_data(view, lambda: asking.timeline(view.store, read_form(view.request.url.query).selection))


@router.get("/timeline.csv")
def as_csv(view: Asked) -> Response:
    """The same as CSV."""
    return as_numbers(
        view, "timeline", ("day", "events", *QUADS),
        lambda: (
            {"day": one.day, "events": one.events} | {quad: one.quads.get(quad, 0) for quad in QUADS}
            for one in asking.timeline(view.store, read_form(view.request.url.query).selection)
        ),
    )  # fmt: skip


def _spans(selection: asking.Selection, span: Window, counts: tuple[asking.DayCount, ...]) -> list[tuple[str, str]]:
    """Keys of texts and query strings of the spans that one may go to."""
    found = [
        ("timeline.zoom.in", span.scaled(0.5)), ("timeline.zoom.out", span.scaled(2)),
        ("timeline.earlier", span.moved(-0.5)), ("timeline.later", span.moved(0.5)),
        ("timeline.last.month", last_days(counts, 31)), ("timeline.last.year", last_days(counts, 365)),
    ]  # fmt: skip
    whole = write_form(msgspec.structs.replace(selection, since=None, until=None))
    return [*((key, _link(selection, one)) for key, one in found if one), ("timeline.whole", f"?{whole}")]


def _link(selection: asking.Selection, span: Window) -> str:
    return "?" + write_form(msgspec.structs.replace(selection, since=span.first, until=span.last))
