"""Feeds: Atom of the happenings that a question finds, and the calendar of planned meetings, in either language."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from musnad import asking
from musnad.asking.answers import Selection
from musnad.exports.atom import atom
from musnad.exports.choice import Choice
from musnad.server.api.streaming import caching, held_already, stream, tag_of
from musnad.server.forms import read_form, write_form
from musnad.server.texts import LANGS, Lang

ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
ENTRIES = 100
"""Entries of a feed; readers come often enough to miss none."""
router = APIRouter()


def base_of(request: Request) -> str:
    """The address of the server as it was called, without a slash at its end."""
    parts = urlsplit(str(request.base_url))
    return f"{parts.scheme}://{parts.netloc}"


def newest(selection: Selection) -> Selection:
    """The selection as a feed orders it: what was published last comes first, unless another order was asked for."""
    return msgspec.structs.replace(selection, order="published") if selection.order == Selection().order else selection


def _events(lang: Lang) -> Callable[[Request], Response]:
    def feed(request: Request) -> Response:
        asked = read_form(request.url.query)
        tag = tag_of(request, base_of(request))
        if unchanged := held_already(request, tag):
            return unchanged
        page = asking.events(request.app.state.store, newest(asked.selection), None, ENTRIES)
        query = write_form(asked.selection)
        address = base_of(request) + request.url.path + (f"?{query}" if query else "")
        return stream(atom(page.items, Choice(language=lang, base=base_of(request)), address=address), ATOM, caching(tag))

    return feed


for _lang in LANGS:
    router.add_route(f"/{_lang}/events.atom", _events(_lang), methods=["GET"])
