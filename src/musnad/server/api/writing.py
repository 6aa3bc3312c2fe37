"""What is sent to the REST interface: a text to be read at once, and judgements to be added."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import StoreError
from musnad.pipeline import TAGGER, TAGGERS, code
from musnad.record import Document
from musnad.server.api.problems import problem
from musnad.server.api.streaming import JSON, as_json
from musnad.store import Store, Verdict, add_judgement, find_item, make_judgement, written
from musnad.version import VERSION

router = APIRouter()
LONGEST_TEXT = 100_000
"""Code points of a text that is read at once: the longest newspaper articles have a fifth of it."""
T = TypeVar("T")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article to be read. `tagger` is what reads it; of the trained network a long text takes seconds."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT)]
    title: Annotated[str, msgspec.Meta(max_length=1000)] | None = None
    outlet: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    published: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    url: Annotated[str, msgspec.Meta(max_length=2000)] | None = None
    id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)] = "text"
    tagger: str = TAGGER


class Judgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person's word on an item: its 16 digits, or ARTICLE#e2. `field` and `value` go with the verdict `corrected`."""

    item: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    verdict: Verdict
    by: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    reason: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    field: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    value: Any = None
    time: Annotated[str, msgspec.Meta(max_length=40)] | None = None


class Judged(msgspec.Struct, frozen=True):
    """A judgement as it was kept; `new` is False where the very same had been given before."""

    id: str
    item: str
    kind: str
    verdict: Verdict
    time: str
    new: bool


async def read(request: Request) -> Response:
    """Code a text; nothing is stored."""
    body = await request.body()
    return await run_in_threadpool(_read, request, body)


async def judge(request: Request) -> Response:
    """Add a judgement."""
    body = await request.body()
    return await run_in_threadpool(_judge, request, body)


def _read(request: Request, body: bytes) -> Response:
    given = _body(request, body, Text)
    if isinstance(given, Response):
        return given
    if given.tagger not in TAGGERS:
        return problem(422, f"tagger is one of {', '.join(TAGGERS)}", field="tagger")
    document = Document(given.id, given.text, given.outlet, given.published, given.url, given.title)
    return as_json(code(document, given.tagger), {"Cache-Control": "no-store", "Musnad-Version": VERSION})


def _judge(request: Request, body: bytes) -> Response:
    given = _body(request, body, Judgement)
    if isinstance(given, Response):
        return given
    if _holds_nul(msgspec.to_builtins(given)):
        return problem(422, "a judgement can't hold the character NUL")
    try:
        kept = keep_judgement(request.app.state.store, given)
    except LookupError as missing:
        return problem(404, str(missing), field="item")
    except StoreError as fault:
        return problem(422, str(fault))
    return as_json(kept, {"Cache-Control": "no-store"}, 201 if kept.new else 200)


def _holds_nul(value: Any) -> bool:
    """Whether a text in JSON values holds NUL, which PostgreSQL can't keep."""
    if isinstance(value, dict):
        return any(_holds_nul(one) for pair in value.items() for one in pair)
    return any(map(_holds_nul, value)) if isinstance(value, list) else isinstance(value, str) and "\0" in value


def keep_judgement(store: Store, given: Judgement) -> Judged:
    """Check a judgement and add it. Raises `LookupError` where there is no such item, `StoreError` where it doesn't fit."""
    with store.reading() as connection:
        try:
            held, item = find_item(connection, given.item)
        except StoreError as fault:
            raise LookupError(str(fault)) from fault
    judgement = make_judgement(
        held.coded, held.version, item, given.verdict, author=given.by, reason=given.reason, time=given.time,
        field=given.field, value=given.value,
    )  # fmt: skip
    new = add_judgement(store, judgement)
    return Judged(written(judgement.id), written(item), judgement.kind, given.verdict, judgement.time, new)


def _body(request: Request, body: bytes, kind: type[T]) -> T | Response:
    """The body as a value, or the problem that it is."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        return problem(415, f"send JSON, and say so: Content-Type: {JSON}")
    if request.url.query:
        return problem(400, "this address takes no parameters; all is said in the body")
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as fault:
        return problem(422, str(fault))
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        return problem(400, f"the body is not JSON in UTF-8: {fault}")


router.add_route("/api/v1/read", read, methods=["POST"])
router.add_route("/api/v1/judgements", judge, methods=["POST"])
