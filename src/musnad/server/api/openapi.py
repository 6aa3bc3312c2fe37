"""The OpenAPI 3.1 description of the REST interface, made from the same table that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from musnad.asking.answers import Page
from musnad.record import Record, Status
from musnad.server.api.endpoints import ENDPOINTS, Endpoint
from musnad.server.api.exporting import EXPORT, exports_described
from musnad.server.api.parameters import SELECTION, Parameter
from musnad.server.api.streaming import FORMATS, JSON, LINES
from musnad.server.api.writing import Judged, Judgement, Text
from musnad.version import VERSION

_REF = "#/components/schemas/{name}"
_ABOUT = """Questions to a collection of Arabic news about relations between states: who did what to whom, where, when, in which state
of becoming, and on whose word, each fact with the words that carry it.

Lists come in pages: follow `next` (also in the Link header) to the end. Lists with a parameter `format` also stream whole, as CSV or
JSON Lines. Answers carry an ETag; ask with If-None-Match and get 304 while nothing has changed. Errors are
`application/problem+json` (RFC 9457). Offsets are Unicode code points of an article's text. Where the server can be reached from
elsewhere, POST needs the token."""


@cache
def openapi() -> dict[str, Any]:
    """The whole description."""
    types = [one.answer for one in ENDPOINTS] + [Record, Text, Judgement, Judged]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    schemas, components = _without_tuples(schemas), _without_tuples(components)
    answers = dict(zip((one.path for one in ENDPOINTS), schemas, strict=False))
    paths = {_plain(one.path): {"get": _question(one, answers[one.path])} for one in ENDPOINTS}
    paths["/export"] = {
        "get": _operation("formats", "Forms of export", "What `export/{format}` can write.", {"200": _json("The forms.", _FORMATS)})
    }
    paths["/schema"] = {"get": _operation("schema", "The JSON Schema of a record", "What `read` gives and `articles/{id}` holds.",
                                          {"200": _json("A JSON Schema (2020-12).", {"type": "object"})})}  # fmt: skip
    paths[EXPORT] = {"get": exports_described(_operation, _parameter)}
    paths["/read"] = {"post": _reading(schemas[-4])}
    paths["/judgements"] = {"post": _judging()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Musnad", "version": VERSION, "description": _ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": components | {"Problem": _PROBLEM}, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }  # fmt: skip


@cache
def examples() -> Mapping[str, Any]:
    """Answers of a server that holds the sample articles, by path; `scripts/examples` made them."""
    found: dict[str, Any] = msgspec.json.decode(resources.files(__package__).joinpath("examples.json").read_bytes())
    return found


def _question(one: Endpoint, schema: dict[str, Any]) -> dict[str, Any]:
    schema = schema | _with_pages(one)
    example = examples().get(_plain(one.path))
    answer = _json("The answer.", schema, example)
    answer["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Changes whenever the answer may."}}
    if one.every:
        answer["content"][LINES] = {"schema": {"type": "string"}}
        answer["content"][FORMATS["csv"].partition(";")[0]] = {"schema": {"type": "string"}}
    found = {
        "200": answer,
        "304": {"description": "Nothing has changed since the ETag of If-None-Match."},
        "400": _problem("The question can't be answered as it was put."),
    }
    if one.path_parameters:
        found["404"] = _problem("Nothing has this id or name.")
    parameters = [_parameter(each, "path") for each in one.path_parameters]
    parameters += [_parameter(each, "query") for each in (*(SELECTION if one.fields else ()), *one.query_parameters)]
    return _operation(_name(one.path), one.summary, one.meaning, found, parameters)


def _with_pages(one: Endpoint) -> dict[str, Any]:
    if getattr(one.answer, "__origin__", None) is Page:
        return {"description": "`next` is the address of the page that follows, null at the end; `total` counts the whole list."}
    return {}


def _reading(_: Any) -> dict[str, Any]:
    given = {
        "text": "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو أمس.",
        "published": "2025-04-19", "outlet": "صحيفة المشرق",
    }  # fmt: skip
    found = {
        "200": _json("The record.", {"$ref": _REF.format(name="Record")}, examples().get("/read")),
        "400": _problem("The body is not JSON."), "413": _problem("The body is too long."), "415": _problem("The body doesn't say that it is JSON."),
        "422": _problem("The body is not such a text."),
    }  # fmt: skip
    return _operation("read", "Read a text", "Codes a text into a record at once; nothing is stored.", found) | _takes(
        "Text", given
    )


def _judging() -> dict[str, Any]:
    given = {
        "item": "s14-fourth-round-postponed#e1", "verdict": "corrected", "field": "status", "value": str(Status.CANCELLED), "by": "ليلى",
        "reason": "أُعلن التأجيل في اليوم نفسه",
    }  # fmt: skip
    kept = {"$ref": _REF.format(name="Judged")}
    found = {
        "201": _json("It was added.", kept), "200": _json("The very same had been given before.", kept),
        "400": _problem("The body is not JSON."), "401": _problem("The token is missing."), "404": _problem("There is no such item."),
        "413": _problem("The body is too long."), "415": _problem("The body doesn't say that it is JSON."), "422": _problem("The judgement doesn't fit."),
    }  # fmt: skip
    meaning = "Says that an item is right, wrong, or should have another value in one field. Judgements are only ever added; the latest wins."
    return _operation("judge", "Add a judgement", meaning, found) | _takes("Judgement", given) | {"security": [{}, {"token": []}]}


def _takes(name: str, example: Any) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {JSON: {"schema": {"$ref": _REF.format(name=name)}, "example": example}}}}


def _operation(
    name: str, summary: str, meaning: str, found: Mapping[str, Any], parameters: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    made = {"operationId": name, "summary": summary, "description": meaning, "parameters": list(parameters)}
    return made | {"responses": {**found, "429": _problem("Too many requests; Retry-After says for how long."), "default": _problem("Any other error.")}}  # fmt: skip


def _parameter(one: Parameter, where: str) -> dict[str, Any]:
    made: dict[str, Any] = {"name": one.name, "in": where, "description": one.meaning, "schema": dict(one.schema)}
    if where == "path":
        made["required"] = True
    if one.example is not None:
        made["example"] = one.example
    return made


def _json(meaning: str, schema: Mapping[str, Any], example: Any = None) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": dict(schema)}
    if example is not None:
        content["example"] = example
    return {"description": meaning, "content": {JSON: content}}


def _problem(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "content": {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}}}


_FORMATS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object", "required": ["name", "media", "ending", "en", "ar", "tabular"],
        "properties": {name: {"type": "string"} for name in ("name", "media", "ending", "en", "ar")} | {"tabular": {"type": "boolean"}},
    },
}  # fmt: skip
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What was wrong and what to do (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
        "field": {"type": ["string", "null"], "description": "The parameter at fault."},
        "suggestions": {"type": "array", "items": {"type": "string"}, "description": "What may have been meant."},
    },
}  # fmt: skip


def _without_tuples(schema: Any) -> Any:
    """A schema whose lists of a fixed length are told by `items` alone: many readers of OpenAPI don't know `prefixItems`."""
    if isinstance(schema, list | tuple):
        return [_without_tuples(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "prefixItems" in schema:
        parts = {"anyOf": _without_tuples(schema["prefixItems"])}
        return {name: one for name, one in schema.items() if name != "prefixItems"} | {"items": parts}
    return {name: _without_tuples(one) for name, one in schema.items()}


def _plain(path: str) -> str:
    return path.replace(":path}", "}")


def _name(path: str) -> str:
    """/pairs/{one}/{other} → pair; /events → events."""
    first, *rest = path.strip("/").split("/")
    return first if not rest else {"statements": "statement", "story": "story"}.get(first, first.removesuffix("s"))
