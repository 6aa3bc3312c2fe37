"""The list of addresses for programs as a page of ours: no documentation tool is fetched from anywhere."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from musnad.server.api.endpoints import ENDPOINTS
from musnad.server.api.openapi import openapi
from musnad.server.view import Asked

ROOT = "/api/v1"
router = APIRouter()


class Operation(NamedTuple):
    """One address: its method and path, its name in the description, and a link where it can be followed as it is."""

    method: str
    path: str
    name: str
    link: str | None


def operations() -> tuple[Operation, ...]:
    """All addresses, as the description has them."""
    asking = {one.path: f"?{urlencode({q.name: q.example})}" for one in ENDPOINTS for q in one.query_parameters if q.name == "q"}
    return tuple(
        Operation(
            method.upper(), ROOT + path, one["operationId"],
            ROOT + path + asking.get(path, "") if method == "get" and "{" not in path else None,
        )
        for path, methods in openapi()["paths"].items()
        for method, one in methods.items()
    )  # fmt: skip


@router.get("/api")
def reference(view: Asked) -> Response:
    """The page."""
    return view.render("api.html", operations=operations())
