"""Search across actors, events, statements and articles, with the words that hold what was looked for."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.asking import Selection
from musnad.server.beside import as_data, as_table
from musnad.server.forms import read_form
from musnad.server.highlight import marker
from musnad.server.view import Asked

router = APIRouter()
HITS = 20


@router.get("/search")
def search(view: Asked) -> Response:
    """The results for `q`; without it the field alone."""
    others = read_form(view.request.url.query, "q", "after", fields=False).others
    words = others.get("q", "")
    if not words:
        return view.render("search.html", words="", page=None)
    page = asking.search(view.store, words, others.get("after"), HITS)
    return view.render("search.html", words=words, page=page, marked=marker(words), beside=view.beside("/search"))


@router.get("/search.json")
def search_json(view: Asked) -> Response:
    """The results as JSON."""
    others = read_form(view.request.url.query, "q", "after", fields=False).others
    return as_data(view, lambda: asking.search(view.store, others.get("q", ""), others.get("after"), HITS))


@router.get("/search.csv")
def search_csv(view: Asked) -> Response:
    """The events whose words hold what was looked for, as CSV."""
    words = read_form(view.request.url.query, "q", fields=False).others.get("q", "")
    return as_table(view, "events", lambda: asking.every_event(view.store, Selection(words=words)))
