"""Feeds: Atom of the happenings or statements that a question finds, and the calendar of planned meetings, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from musnad import asking
from musnad.asking.answers import Event, Selection
from musnad.exports.atom import atom, statements_atom
from musnad.exports.choice import Choice
from musnad.exports.formats import export
from musnad.exports.wording import FSI, PDI
from musnad.server.api.streaming import caching, held_already, stream, tag_of
from musnad.server.forms import read_form, write_form
from musnad.server.headline import headline
from musnad.server.links import base_of
from musnad.server.texts import LANGS, Lang

ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
_OPENED, _CLOSED = re.compile("<bdi[^>]*>"), re.compile("</bdi>")
ENTRIES = 100
"""Entries of a feed; readers come often enough to miss none."""
router = APIRouter()


def newest(selection: Selection) -> Selection:
    """The selection as a feed orders it: what was published last comes first, unless another order was asked for."""
    return msgspec.structs.replace(selection, order="published") if selection.order == Selection().order else selection


def _feed(lang: Lang, kind: str) -> Callable[[Request], Response]:
    def feed(request: Request) -> Response:
        asked = read_form(request.url.query)
        tag = tag_of(request, base_of(request))
        if unchanged := held_already(request, tag):
            return unchanged
        choice, address = _choice(request, lang), _address(request, asked.selection)
        store, selection = request.app.state.store, newest(asked.selection)
        if kind == "events":
            found = asking.events(store, selection, None, ENTRIES).items
            return stream(atom(found, choice, address=address, headline=choice.headline), ATOM, caching(tag))
        said = asking.statements(store, selection, None, ENTRIES).items
        return stream(statements_atom(said, choice, address=address), ATOM, caching(tag))

    return feed


def headline_of(event: Event, language: str) -> str:
    """The pages' headline as plain text; names keep their own direction."""
    marked = str(headline(event, "ar" if language == "ar" else "en"))
    return Markup(_CLOSED.sub(PDI, _OPENED.sub(FSI, marked))).striptags()


def _calendar(lang: Lang) -> Callable[[Request], Response]:
    def calendar(request: Request) -> Response:
        asked = read_form(request.url.query, "month")
        month = asked.others.get("month")
        selection = msgspec.structs.replace(asked.selection, since=month, until=month) if month else asked.selection
        tag = tag_of(request, base_of(request))
        if unchanged := held_already(request, tag):
            return unchanged
        pieces = export(request.app.state.store, "ics", selection, choice=_choice(request, lang))
        return stream(pieces, CALENDAR, caching(tag), "musnad.ics")

    return calendar


def _choice(request: Request, lang: Lang) -> Choice:
    return Choice(language=lang, base=base_of(request), headline=headline_of)


def _address(request: Request, selection: Selection) -> str:
    query = write_form(selection)
    return base_of(request) + request.url.path + (f"?{query}" if query else "")


for _lang in LANGS:
    for _kind in ("events", "statements"):
        router.add_route(f"/{_lang}/{_kind}.atom", _feed(_lang, _kind), methods=["GET"])
    router.add_route(f"/{_lang}/calendar.ics", _calendar(_lang), methods=["GET"])
