"""Answers on their way out: JSON, JSON Lines, and files of any length, with the tag by which a reader knows what it has."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from musnad.asking import settle
from musnad.server.forms import one_of
from musnad.store.revision import revision
from musnad.version import VERSION

JSON, LINES, CSV = "application/json", "application/jsonl", "text/csv; charset=utf-8"
FORMATS: Mapping[str, str] = {"json": JSON, "jsonl": LINES, "csv": CSV}
_PIECE = 64 * 1024
"""Bytes that are sent at once: large enough to be packed well, small enough to begin soon."""


def tag_of(request: Request, *more: str) -> str:
    """The ETag of what an address gives now: it changes with the database, the program, the address and the form.

    It is weak, because the same answer is sent packed or not. A little that waits to be merged is merged first, as questions do.
    """
    settle(request.app.state.store)
    state = revision(request.app.state.store)
    parts = (VERSION, state, request.url.path, request.url.query, *more)
    return f'W/"{sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"'


def held_already(request: Request, tag: str) -> Response | None:
    """304 where the reader's copy is what we would send (If-None-Match), else None."""
    given = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    known = {part.removeprefix("W/") for part in given}
    if tag.removeprefix("W/") in known or "*" in known:
        return Response(status_code=304, headers=caching(tag))
    return None


def caching(tag: str) -> dict[str, str]:
    """Header fields of an answer that may be kept, and has to be asked about before it is used again."""
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept"}


def as_json(value: Any, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """Any answer as JSON."""
    return Response(msgspec.json.encode(value), status, headers, JSON)


def as_lines(items: Iterable[Any]) -> Iterator[bytes]:
    """Answers as JSON Lines, one each."""
    encoder = msgspec.json.Encoder()
    return (encoder.encode(item) + b"\n" for item in items)


def stream(pieces: Iterator[bytes], media: str, headers: Mapping[str, str] | None = None, name: str | None = None) -> Response:
    """Bytes of any number as they are made; with `name` the browser saves them as a file.

    The first piece is made before the answer begins, so that a question that can't be answered is told as an error. Later
    the connection breaks instead: half a file never looks like a whole one.
    """
    whole = _gathered(pieces)
    first = next(whole, b"")
    fields = dict(headers or {})
    if name:
        fields["Content-Disposition"] = f'attachment; filename="{name}"'
    return StreamingResponse(_sent(chain((first,), whole), whole), 200, fields, media)


def chosen_format(request: Request, others: Mapping[str, str]) -> str:
    """json, jsonl or csv: as `format` says, else the first that Accept names, else json. Raises `AskingError`."""
    if "format" in others:
        return one_of(dict(others), "format", tuple(FORMATS))
    for part in request.headers.get("accept", "").split(","):
        kind = part.partition(";")[0].strip().lower()
        if kind in {"text/csv"}:
            return "csv"
        if kind in {LINES, "application/x-ndjson", "application/json-lines"}:
            return "jsonl"
        if kind in {JSON, "*/*", "application/*"}:
            break
    return "json"


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


_END = object()


async def _sent(pieces: Iterator[bytes], source: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces, each made in a thread; whatever they are made from is given back even if the reader goes away."""
    try:
        while (piece := await run_in_threadpool(next, pieces, _END)) is not _END:
            assert isinstance(piece, bytes)
            yield piece
    finally:
        close = getattr(source, "close", None)
        if close is not None:
            close()
