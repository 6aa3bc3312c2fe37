"""What a refused caller is answered: a problem for programs, a page in the reader's language for browsers."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from musnad.server.api.problems import is_api, problem
from musnad.server.view import View


def refuse(scope: Scope, status: int, detail: str, headers: Mapping[str, str]) -> Response:
    """The answer to a request that was refused before any page saw it.

    `detail` says in English what was wrong; pages say it in their language, from the texts `refused.413` and so on.
    """
    if is_api(scope["path"]):
        return problem(status, detail, headers=headers)
    view = View(Request(scope))
    key = f"refused.{status}"
    why = view.t(key) if key in view.t else detail
    if status == 401:
        back = scope["path"] if scope["method"] == "GET" else f"/{view.lang}/"
        response: Response = view.render("login.html", status, back=back, fault=why)
    else:
        response = view.render("error.html", status, code=status, fault=why, suggestions=())
    response.headers.update(headers)
    response.headers["Cache-Control"] = "no-store"
    return response
