"""`/api/v1`: every question of `endpoints` as an address, exports as files, a text read at once, and judgements added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from musnad.asking.answers import Page, SearchPage
from musnad.errors import AskingError, NotFound
from musnad.exports.tables import csv
from musnad.record import schema
from musnad.server.api.endpoints import ENDPOINTS, Call, Endpoint
from musnad.server.api.openapi import openapi
from musnad.server.api.streaming import LINES, as_json, as_lines, caching, chosen_format, held_already, stream, tag_of
from musnad.server.forms import read_form, write_form

ROOT = "/api/v1"
router = APIRouter()


def _answering(endpoint: Endpoint) -> Callable[[Request], Response]:
    """The handler of a question. It runs in a thread, because databases are waited for."""
    own = tuple(one.name for one in endpoint.query_parameters)

    def answer(request: Request) -> Response:
        asked = read_form(request.url.query, *own, fields=endpoint.fields)
        call = Call(asked.selection, asked.others, _parts(request))
        form = chosen_format(request, call.others) if endpoint.every else "json"
        tag = tag_of(request, form)
        if unchanged := held_already(request, tag):
            return unchanged
        if endpoint.every and form != "json":
            return _file(request, endpoint, call, form, tag)
        value = endpoint.ask(request.app.state.store, call)
        following = _following(request, endpoint, call, value)
        links = f'<{following}>; rel="next"' if following else ""
        return as_json(_with_link(value, following), caching(tag) | ({"Link": links} if links else {}))

    return answer


def _parts(request: Request) -> dict[str, str]:
    """The parts of the path. Raises `NotFound` for one that no id or name can be."""
    for name, value in request.path_params.items():
        if not value.strip() or not value.isprintable() or len(value) > 400:
            raise NotFound(f"no {name} is written like this", name)
    return {name: value.strip() for name, value in request.path_params.items()}


def _file(request: Request, endpoint: Endpoint, call: Call, form: str, tag: str) -> Response:
    """The whole list as JSON Lines or CSV."""
    assert endpoint.every is not None
    if taken := {"after", "limit"} & call.others.keys():
        raise AskingError(
            f"a stream gives the whole list; leave out {' and '.join(sorted(taken))}, or ask for format=json", min(taken)
        )
    items = endpoint.every(request.app.state.store, call.selection)
    name = f"musnad-{endpoint.table}.{form}"
    if form == "jsonl":
        return stream(as_lines(items), LINES, caching(tag), name)
    return stream(csv(endpoint.table, items), "text/csv; charset=utf-8; header=present", caching(tag), name)


def _following(request: Request, endpoint: Endpoint, call: Call, value: Any) -> str | None:
    """The address of the page that follows, None at the end and for what has no pages."""
    if not isinstance(value, Page | SearchPage) or not value.next:
        return None
    rest: dict[str, str | int | None] = {k: v for k, v in call.others.items() if k != "after"}
    query = write_form(call.selection, **rest, after=value.next) if endpoint.fields else urlencode({**rest, "after": value.next})
    return f"{request.url.path}?{query}"


def _with_link(value: Any, following: str | None) -> Any:
    """A page as it is sent: `next` is an address, not a bare cursor."""
    if isinstance(value, Page | SearchPage):
        return msgspec.structs.replace(value, next=following)
    return value


def _schema(_: Request) -> Response:
    return as_json(schema())


def _openapi(request: Request) -> Response:
    return as_json(openapi(), {"Cache-Control": "private, max-age=300"})


for _one in ENDPOINTS:
    router.add_route(ROOT + _one.path.replace("{key}", "{key:path}"), _answering(_one), methods=["GET"])
router.add_route(f"{ROOT}/schema", _schema, methods=["GET"])
router.add_route(f"{ROOT}/openapi.json", _openapi, methods=["GET"])
