"""Read: an article that somebody pastes, or a file, and its record at once. Nothing is kept unless it is asked for."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from musnad.asking import settle
from musnad.errors import MusnadError, SourceError
from musnad.pipeline import code
from musnad.record import Document
from musnad.server.figures import HELPERS
from musnad.server.layered import LAYERS, Layered
from musnad.server.texts import number
from musnad.server.view import Asked
from musnad.sources import read_documents
from musnad.store import add, article_id, written

router = APIRouter()
LONGEST = 60_000
"""Code points that are read at once; the longest of 62 000 newspaper articles has a third of it."""
FILE_LIMIT = 1 << 20
"""Bytes of a file."""
_FIELD = 400
"""Letters of a title or an outlet's name."""
_ARABIC = re.compile("[\u0621-\u064a]")


class _Unread(Exception):
    """What was sent can't be read; the reason is in the reader's language."""


class _Sent:
    """What a form brings: the article's parts as they were written, a file's name and bytes, whether to keep it."""

    def __init__(self, form: FormData, name: str, data: bytes) -> None:
        self.parts = {part: _text(form, part) for part in ("title", "published", "outlet", "url")}
        self.text = _raw(form, "text")
        self.save = "save" in form
        self.name, self.data = name, data


async def _sent(request: Request) -> _Sent:
    async with request.form(max_fields=20, max_files=1) as form:
        file = form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            return _Sent(form, file.filename, await file.read(FILE_LIMIT + 1))
        return _Sent(form, "", b"")


@router.get("/read")
def ask(view: Asked) -> Response:
    """The empty form."""
    return _page(view, dict.fromkeys(("text", "title", "published", "outlet", "url"), ""))


@router.post("/read")
def read(view: Asked, sent: Annotated[_Sent, Depends(_sent)]) -> Response:
    """The record of what was sent; with the button that keeps it, the article's page afterwards."""
    given = {"text": sent.text, **sent.parts}
    try:
        document, several = _document(view, sent)
        given |= {"text": document.text, "title": document.title or "", "published": document.published or "",
                  "outlet": document.outlet or "", "url": document.url or ""}  # fmt: skip
        record = code(document)
        if sent.save:
            add(view.store, [record])
            settle(view.store)
            return RedirectResponse(f"/{view.lang}/articles/{quote(written(article_id(document)))}", 303)
    except (_Unread, MusnadError) as fault:
        return _page(view, given, fault=str(fault), status=422)
    return _page(view, given, layered=Layered(record), several=several)


def _page(
    view: Asked, given: dict[str, str], *, layered: Layered | None = None, several: bool = False, fault: str | None = None, status: int = 200
) -> Response:  # fmt: skip
    return view.render(
        "read.html", status, given=given, layered=layered, several=several, fault=fault, about_of=lambda kind, local: None, page=None, layers=LAYERS,
        longest=LONGEST, megabytes=FILE_LIMIT >> 20, **HELPERS,
    )  # fmt: skip


def _document(view: Asked, sent: _Sent) -> tuple[Document, bool]:
    """The article that was sent, and whether its file holds more of them. Raises `_Unread` in the reader's words."""
    several = False
    if sent.data and not sent.text.strip():
        found, several = _from_file(view, sent)
        text = found.text
        parts = {part: sent.parts[part] or getattr(found, part) or None for part in sent.parts}
    else:
        text, parts = sent.text.replace("\r\n", "\n"), {part: value or None for part, value in sent.parts.items()}
    if not text.strip():
        raise _Unread(str(view.t("read.empty")))
    if len(text) > LONGEST:
        raise _Unread(str(view.t("read.long", n=number(len(text)), limit=number(LONGEST))))
    if not _ARABIC.search(text):
        raise _Unread(str(view.t("read.latin")))
    published = parts["published"]
    if published is not None:
        _check(view, published)
    return Document(_name(text, parts["outlet"]), text, parts["outlet"], published, parts["url"], parts["title"]), several


def _from_file(view: Asked, sent: _Sent) -> tuple[Document, bool]:
    """The first article of a file, and whether there are more."""
    if len(sent.data) > FILE_LIMIT:
        raise _Unread(str(view.t("read.file.help", size=FILE_LIMIT >> 20)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("sent" + "".join(s for s in Path(sent.name).suffixes[-2:] if re.fullmatch(r"\.\w{1,8}", s)).lower())
        path.write_bytes(sent.data)
        try:
            documents = read_documents([path])
            first = next(documents, None)
            several = first is not None and next(documents, None) is not None
        except SourceError as fault:
            why = str(fault).replace(str(path), sent.name[:80])
            raise _Unread(view.t("read.unreadable", why=why).unescape()) from None
    if first is None:
        raise _Unread(str(view.t("read.empty")))
    return first, several


def _check(view: Asked, published: str) -> None:
    try:
        date.fromisoformat(published[:10])
    except ValueError:
        raise _Unread(view.t("read.date", value=published[:40]).unescape()) from None


def _name(text: str, outlet: str | None) -> str:
    """The document's id: the same text of the same outlet is the same article."""
    return "read-" + sha256(f"{outlet or ''}\n{text}".encode()).hexdigest()[:12]


def _raw(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _text(form: FormData, name: str) -> str:
    return _raw(form, name).strip()[:_FIELD]
