"""An article: its text in layers, the record beside it, who else carried it, and what readers judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple
from urllib.parse import quote, unquote

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from musnad import asking
from musnad.errors import NotFound, StoreError
from musnad.record import Record
from musnad.server.beside import as_data, as_table
from musnad.server.correction import NotADate, correction, fields_of
from musnad.server.dates import when
from musnad.server.figures import HELPERS
from musnad.server.layered import LAYERS, Layered, who_name
from musnad.server.names import bdi, name_of
from musnad.server.showing import label
from musnad.server.view import Asked
from musnad.store import Judgement, Verdict, add_judgement, find_item, held, ids_of, judgements_of, make_judgement, written

router = APIRouter()
AUTHOR = "author"
_YEAR = 365 * 24 * 3600
_LONGEST_NAME = 120


async def _form(request: Request) -> FormData:
    return await request.form(max_fields=400, max_files=0)


Sent = Annotated[FormData, Depends(_form)]


@router.get("/articles/{name}.json")
def as_json(view: Asked, name: str) -> Response:
    """The article with its record as JSON."""
    return as_data(view, lambda: asking.article_page(view.store, name))


@router.get("/articles/{name}.csv")
def as_csv(view: Asked, name: str) -> Response:
    """The happenings that the article tells, as CSV."""
    return as_table(view, "events", lambda: _told(view, name))


@router.get("/articles/{name}")
def show(view: Asked, name: str) -> Response:
    """The article of a document's id or of 16 digits."""
    return _page(view, asking.article_page(view.store, name))


@router.post("/articles/{name}/judgements")
def judge(view: Asked, name: str, form: Sent) -> Response:
    """Add one reader's word on one item, and go back to it; a browser without scripts sends the same form."""
    author = _text(form, "author")[:_LONGEST_NAME]
    back = f"/{view.lang}/articles/{quote(name, safe='')}"
    if "remember" in form:
        return _remembering(RedirectResponse(back + "#judge", 303), view, author)
    page = asking.article_page(view.store, name)
    try:
        judgement, local = _judgement(view, page, form, author)
        if add_judgement(view.store, judgement):
            asking.settle(view.store)
    except NotADate as fault:
        return _refused(view, page, form, view.t("article.correct.edtf.bad", value=fault))
    except StoreError as fault:
        return _refused(view, page, form, view.t("article.judge.refused", why=bdi(str(fault), "en")))
    return _remembering(RedirectResponse(f"{back}#{quote(local, safe='')}", 303), view, author)


@router.get("/articles/{name}/items/{item}")
def correct(view: Asked, name: str, item: str) -> Response:
    """The form that corrects one item, field by field."""
    return _correcting(view, asking.article_page(view.store, name), item)


def _told(view: Asked, name: str) -> Iterator[asking.Event]:
    page = asking.article_page(view.store, name)
    ids = dict.fromkeys(about["happening"] for about in page.items["event"].values() if about["happening"])
    return (asking.event_page(view.store, one).event for one in ids)


def _judgement(view: Asked, page: asking.ArticlePage, form: FormData, author: str) -> tuple[Judgement, str]:
    """The judgement that a form asks for and the item's name on the page. Raises `StoreError`."""
    if not author:
        raise StoreError(str(view.t("article.judge.who")))
    verdict = next((v for v in (Verdict.RIGHT, Verdict.WRONG) if v in form), Verdict.CORRECTED)
    item = _text(form, str(verdict)) if verdict != Verdict.CORRECTED else _text(form, "item")
    with view.store.reading() as connection:
        found, one = find_item(connection, item)
    if written(found.article) != page.article.id:
        raise StoreError(f"the article has no item {item}")
    kind, local = next(at for at, number in ids_of(found.coded).items() if number == one)
    field = value = None
    if verdict == Verdict.CORRECTED:
        field = _text(form, "field")
        value = correction(kind, field, form)
    judgement = make_judgement(
        found.coded, found.version, one, verdict, author=author, reason=_text(form, "reason"), field=field, value=value
    )
    return judgement, local if kind != "entity" else who_name(local)


def _refused(view: Asked, page: asking.ArticlePage, form: FormData, fault: str) -> Response:
    item = _text(form, "item")
    return _correcting(view, page, item, fault) if item else _page(view, page, fault, 422)


class Item(NamedTuple):
    """An item of the record: its kind and local id there, its 16 digits, its name on the page, and the last verdict on it."""

    kind: str
    local: str
    id: str
    name: str
    judged: str | None


def _items(view: Asked, page: asking.ArticlePage) -> dict[tuple[str, str], Item]:
    """All items by kind and local id: an event and an entity may both be «e3»."""
    with view.store.reading() as connection:
        found = held(connection, int(page.article.id, 16))
    return {
        (kind, local): Item(kind, local, written(one), local if kind != "entity" else who_name(local), found.verdicts.get(one))
        for (kind, local), one in ids_of(found.coded).items()
    }


def _page(view: Asked, page: asking.ArticlePage, fault: str | None = None, status: int = 200) -> Response:
    record = msgspec.convert(page.record, Record)
    asked = view.request.query_params
    shown = tuple(layer for layer in LAYERS if layer in asked.getlist("layer")) or LAYERS
    layered = Layered(record, shown, asked.get("mark"))
    items = _items(view, page)
    return view.render(
        "article.html", status, page=page, layered=layered, fault=fault, judgements=_judgements(view, page, items, layered),
        about_of=lambda kind, local: items.get((kind, local)), author=_author(view), layers=LAYERS,
        beside=view.beside(f"/articles/{page.article.id}"), **HELPERS,
    )  # fmt: skip


def _correcting(view: Asked, page: asking.ArticlePage, id: str, fault: str | None = None) -> Response:
    item = next((one for one in _items(view, page).values() if one.id == id), None)
    if item is None:
        raise NotFound(str(view.t("article.gone")), "item")
    layered = Layered(msgspec.convert(page.record, Record), LAYERS, item.name)
    return view.render(
        "correct.html", 422 if fault else 200, page=page, layered=layered, item=item.id, name=item.name, kind=item.kind, local=item.local,
        fields=fields_of(item.kind, item.local, layered, view.lang), fault=fault, author=_author(view), **HELPERS,
    )  # fmt: skip


def _judgements(
    view: Asked, page: asking.ArticlePage, items: Mapping[tuple[str, str], Item], layered: Layered
) -> list[dict[str, Any]]:
    """All that was judged on the article, the latest first, each with its item as it is now (None where it is gone)."""
    now = {item.id: item for item in items.values()}
    with view.store.reading() as connection:
        found = list(judgements_of(connection, [int(page.article.id, 16)]))
    return [
        {
            "time": one.time, "author": one.author, "item": now.get(written(one.item)), "verdict": str(one.verdict),
            "field": one.field, "value": _shown(one.field, one.value, layered, view), "reason": one.reason,
        }
        for one in reversed(found)
    ]  # fmt: skip


def _shown(field: str | None, value: Any, layered: Layered, view: Asked) -> str:
    """A corrected value in words: what it is called, the names of whom it means; else as it stands."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ("، " if view.lang == "ar" else ", ").join(_shown(field, one, layered, view) for one in value)
    if not isinstance(value, str):
        return "" if value is None else msgspec.json.encode(value).decode()
    if value in layered.cast:
        return name_of(layered.cast[value], view.lang)[0]
    group = {"contexts": "context", "type": "type", "status": "status", "kind": "kind"}.get(field or "")
    return label(group, value, view.lang) if group else when(value, view.lang) if field == "when" else value


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _author(view: Asked) -> str:
    return unquote(view.request.cookies.get(AUTHOR, ""))[:_LONGEST_NAME]


def _remembering(response: Response, view: Asked, author: str) -> Response:
    """Keep the reader's name in a cookie for the next judgement."""
    if author:
        response.set_cookie(AUTHOR, quote(author), max_age=_YEAR, samesite="strict", httponly=True)
    return response
