"""`/api/v1/export/{format}`: a selection in any form of `musnad.exports`, streamed as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import NotFound
from musnad.exports.choice import Choice, ExportError
from musnad.exports.formats import FORMATS, TABLES, export, find_format
from musnad.server.api.feeds import headline_of
from musnad.server.api.parameters import SELECTION, Parameter, text
from musnad.server.api.streaming import as_json, caching, held_already, stream, tag_of
from musnad.server.forms import one_of, read_form
from musnad.server.links import base_of
from musnad.server.texts import LANGS

EXPORT = "/export/{format}"
OWN: tuple[Parameter, ...] = (
    text("table", "What the rows are of, in forms that are tables (csv, tsv, jsonl, parquet).", choices=TABLES),
    text("language", "The language of titles and labels.", choices=("en", "ar")),
)
router = APIRouter()


def _formats(_: Request) -> Response:
    """The forms by name."""
    shown = [{"name": one.name, "media": one.media, "ending": one.ending, "en": one.en, "ar": one.ar, "tabular": one.tabular} for one in FORMATS.values()]  # fmt: skip
    return as_json(shown)


def _export(request: Request) -> Response:
    try:
        form = find_format(request.path_params["format"])
    except ExportError as fault:
        raise NotFound(str(fault), "format") from None
    asked = read_form(request.url.query, *(one.name for one in OWN))
    table = one_of(asked.others, "table", TABLES)
    language = one_of(asked.others, "language", ("en", *(one for one in LANGS if one != "en")))
    base = base_of(request)
    choice = Choice(language=language, base=base, headline=headline_of)
    tag = tag_of(request, base)
    if unchanged := held_already(request, tag):
        return unchanged
    pieces = export(request.app.state.store, form.name, asked.selection, table=table, choice=choice)
    name = f"musnad-{table}{form.ending}" if form.tabular else f"musnad{form.ending}"
    return stream(pieces, form.media, caching(tag), name)


def exports_described(
    operation: Callable[..., dict[str, Any]], parameter: Callable[[Parameter, str], dict[str, Any]]
) -> dict[str, Any]:
    """What OpenAPI says of the exports; `operation` and `parameter` write an operation and a parameter of it."""
    meaning = "Streams a whole selection as a file, without a cap. Forms: " + "; ".join(
        f"{one.name}: {one.en}" for one in FORMATS.values()
    )
    path = text("format", "The form.", "csv")._replace(schema={"type": "string", "enum": list(FORMATS)})
    media: Mapping[str, Any] = {one.media.partition(";")[0]: {"schema": {}} for one in FORMATS.values()}
    parameters = [parameter(path, "path"), *(parameter(one, "query") for one in (*SELECTION, *OWN))]
    found = {
        "200": {"description": "The file.", "content": dict(media)},
        "304": {"description": "Nothing has changed since the ETag of If-None-Match."},
    }
    return operation("export", "A selection as a file", meaning, found, parameters)


router.add_route("/api/v1/export", _formats, methods=["GET"])
router.add_route(f"/api/v1{EXPORT}", _export, methods=["GET"])
