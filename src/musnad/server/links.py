"""The server's own address, as it was called."""

from __future__ import annotations

from starlette.requests import Request


def base_of(request: Request) -> str:
    """The address without a slash at its end: `http://127.0.0.1:8321`. The Host in it was checked before (`security`).

    Where a proxy takes https for us (`secure_cookie`), links say https.
    """
    settings = getattr(request.app.state, "settings", None)
    scheme = "https" if settings is not None and settings.secure_cookie else request.url.scheme
    return f"{scheme}://{request.url.netloc}"
