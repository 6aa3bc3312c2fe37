"""What a page is made with: the request, its language, the open collection, and the templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from musnad.asking import behind
from musnad.server.templating import page
from musnad.server.texts import Lang, Words, words
from musnad.store import Store

SCHEMES = ("light", "dark")


class Beside(NamedTuple):
    """Where a page stands as data: the address without its ending, the query string, and the endings."""

    path: str
    query: str
    formats: tuple[str, ...] = ("json", "csv")


@dataclass(frozen=True)
class View:
    """One request for a page."""

    request: Request

    @cached_property
    def lang(self) -> Lang:
        """The language of the interface: the first part of the path, Arabic where there is none."""
        return "en" if self.request.url.path.split("/")[1:2] == ["en"] else "ar"

    @property
    def path(self) -> str:
        """The path as it stands in an address, so that links to this page lead to it whatever letters a key holds."""
        return quote(self.request.scope["path"], safe="/:@!$()*,;=~-._")

    @property
    def store(self) -> Store:
        """The collection that the server shows."""
        store: Store = self.request.app.state.store
        return store

    @property
    def t(self) -> Words:
        """The interface's words."""
        return words(self.lang)

    @property
    def scheme(self) -> str | None:
        """The colour scheme that the reader chose by link, None where the system's own counts."""
        chosen = self.request.cookies.get("scheme")
        return chosen if chosen in SCHEMES else None

    def beside(self, path: str, *formats: str) -> Beside:
        """Links to this page as data, for `render(beside=…)`: `path` without language and ending, the page's own query string."""
        pairs = [(name, value) for name, value in parse_qsl(self.request.url.query) if name != "after"]
        return Beside(f"/{self.lang}{path}", urlencode(pairs), formats or ("json", "csv"))

    def render(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A page from a template; `context` is what the template shows."""
        context.setdefault("unmerged", behind(self.store) if status < 400 else 0)  # a refusal asks nothing of the store
        text = page(template, self.lang, self.path, self.request.url.query, self.scheme, context)
        return HTMLResponse(text, status)


def _view(request: Request) -> View:
    return View(request)


Asked = Annotated[View, Depends(_view)]
"""A page's first parameter: `def show(view: Asked, …) -> Response: return view.render("about.html", …)`."""
