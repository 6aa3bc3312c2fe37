"""The server: one application over one open collection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from musnad import asking
from musnad.errors import MusnadError
from musnad.server import faults, login, pages
from musnad.server.api import reference
from musnad.server.api.problems import problem, problem_of, status_of
from musnad.server.api.routers import ROUTERS
from musnad.server.refusals import refuse
from musnad.server.security import Security
from musnad.server.settings import Settings
from musnad.server.templating import STATIC
from musnad.server.texts import LANGS
from musnad.server.view import SCHEMES, View
from musnad.store import Store, open_store
from musnad.version import VERSION

_YEAR = 365 * 24 * 3600
_PATIENCE = 5.0
"""Seconds that closing waits for what is read ahead."""


def make_app(place: str, settings: Settings | None = None) -> FastAPI:
    """The application that shows the collection at a path or URL. Raises `StoreError` where it can't be opened."""
    settings = settings or Settings()
    store = open_store(place, create=False)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        warming = Thread(target=_warm, args=(store,), daemon=True)
        warming.start()
        yield
        warming.join(_PATIENCE)
        store.close()

    app = FastAPI(title="Musnad", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    app.state.store, app.state.settings = store, settings
    app.mount("/static", _Kept(directory=STATIC, check_dir=False), name="static")
    for lang in LANGS:
        for router in (*pages.ROUTERS, login.router, reference.router):
            app.include_router(router, prefix=f"/{lang}", include_in_schema=False)
        app.add_api_route(f"/{lang}/scheme/{{scheme}}", _scheme, include_in_schema=False)
        app.add_api_route(f"/{lang}", _slash, include_in_schema=False)
    app.add_api_route("/", _first, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(MusnadError, _unanswered)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    app.add_middleware(Security, settings=settings, refuse=refuse)
    return app


def _warm(store: Store) -> None:
    """Make the first map quick; a database that fails here says so when it is asked."""
    with suppress(MusnadError):
        asking.warm(store)


class _Kept(StaticFiles):
    """Files whose names hold a hash of their content never change."""

    def file_response(self, full_path: Any, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(full_path, *args, **kwargs)
        hashed = "/dist/" in str(full_path)
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if hashed else "public, max-age=3600"
        return response


def _first(request: Request) -> Response:
    """The day in the language that the browser prefers, Arabic where it asks for neither."""
    wanted = request.headers.get("accept-language", "").lower()
    ranked = [(_weight(part), part.strip()[:2]) for part in wanted.split(",")]
    best = max((r for r in ranked if r[1] in LANGS), key=lambda r: r[0], default=(0.0, "ar"))
    return RedirectResponse(f"/{best[1]}/", 302, headers={"Vary": "Accept-Language"})


def _weight(part: str) -> float:
    try:
        return float(part.partition(";q=")[2] or 1)
    except ValueError:
        return 0.0


def _slash(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/" + (f"?{request.url.query}" if request.url.query else ""), 308)


def _scheme(request: Request, scheme: str, back: str = "/") -> Response:
    """Keep the colours that the reader chose in a cookie, and go back; only to a page of this server."""
    local = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    response = RedirectResponse(back if local else "/", 303)
    if scheme in SCHEMES:
        response.set_cookie("scheme", scheme, max_age=_YEAR, samesite="lax", httponly=True)
    else:
        response.delete_cookie("scheme")
    return response


def _unanswered(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, MusnadError)
    if faults.wants_data(request.url.path):
        return problem_of(fault)
    return _error(request, status_of(fault), fault)


def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if faults.wants_data(request.url.path):
        return problem(fault.status_code, str(fault.detail), headers=fault.headers)
    return _error(request, fault.status_code, fault)


def _malformed(request: Request, fault: Exception) -> Response:
    if faults.wants_data(request.url.path):
        return problem(422, str(fault))
    return _error(request, 422, fault)


def _error(request: Request, status: int, fault: Exception) -> Response:
    """A page that says in the reader's language what was wrong and what to do."""
    return faults.page(View(request), status, fault)
