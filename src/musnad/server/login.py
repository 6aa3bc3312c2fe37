"""Signing in with the server's token, where it is reached from elsewhere: a cookie says afterwards that one knows it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from musnad.server.security import COOKIE, LOGIN, same, session
from musnad.server.settings import Settings
from musnad.server.view import Asked

router = APIRouter()
_DAYS = 30


@router.get(LOGIN)
def show(view: Asked, back: str = "") -> Response:
    """The form that takes the token; where the server has none, nobody needs to sign in."""
    if _settings(view).token is None:
        return RedirectResponse(_local(back, view), 303)
    return view.render("login.html", back=_local(back, view), fault=None)


@router.post(LOGIN)
def enter(view: Asked, token: Annotated[str, Form(max_length=400)], back: Annotated[str, Form(max_length=2000)] = "") -> Response:
    """Take the token, give the cookie, and go back; or say that it isn't the right one."""
    settings = _settings(view)
    if settings.token is None or not same(token.strip(), settings.token):
        return view.render("login.html", 403, back=_local(back, view), fault=view.t("login.wrong"))
    response = RedirectResponse(_local(back, view), 303)
    response.set_cookie(
        COOKIE, session(settings.token), max_age=_DAYS * 86400, httponly=True, samesite="strict",
        secure=settings.secure_cookie or view.request.url.scheme == "https",
    )  # fmt: skip
    return response


def _settings(view: Asked) -> Settings:
    settings: Settings = view.request.app.state.settings
    return settings


def _local(back: str, view: Asked) -> str:
    """The way back, only to a page of this server."""
    fine = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if fine else f"/{view.lang}/"
