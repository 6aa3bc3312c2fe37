"""Errors as programs read them: `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.responses import Response

from musnad.errors import AskingError, MusnadError, NotFound, RecordError, SourceError, StoreError
from musnad.exports.choice import ExportError
from musnad.server.forms import FIELDS

PROBLEM = "application/problem+json"
_STATUS: Mapping[type[MusnadError], int] = {
    NotFound: 404, AskingError: 400, StoreError: 503, RecordError: 422, SourceError: 422, ExportError: 501,
}  # fmt: skip
"""What an error means to the caller; the first class that fits counts."""
_CHOOSING = frozenset(one.field for one in FIELDS.values())
"""The fields by which lists are chosen."""


def problem(
    status: int,
    detail: str,
    *,
    field: str | None = None,
    suggestions: tuple[str, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A response that says what was wrong and what to do: `title`, `status`, `detail`, and where known `field` and `suggestions`."""
    body: dict[str, object] = {"type": "about:blank", "title": phrase(status), "status": status, "detail": detail}
    if field is not None:
        body["field"] = field
    if suggestions:
        body["suggestions"] = list(suggestions)
    return Response(msgspec.json.encode(body), status, headers, PROBLEM)


def problem_of(fault: MusnadError) -> Response:
    """The problem that an error of ours is to the caller."""
    headers = {"Retry-After": "5"} if status_of(fault) == 503 else None
    if isinstance(fault, AskingError):
        return problem(status_of(fault), str(fault), field=fault.field, suggestions=fault.suggestions)
    return problem(status_of(fault), str(fault), headers=headers)


def status_of(fault: MusnadError) -> int:
    """The HTTP status of an error of ours. A list chosen by a name that nobody has is there all the same: the question is at fault."""
    if isinstance(fault, NotFound) and fault.field in _CHOOSING:
        return 400
    return next((status for kind, status in _STATUS.items() if isinstance(fault, kind)), 400)


def phrase(status: int) -> str:
    """The name of a status: 404 → Not Found."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def is_api(path: str) -> bool:
    """Whether a path belongs to the interface for programs, which answers errors with problems."""
    return path == "/api" or path.startswith("/api/")
