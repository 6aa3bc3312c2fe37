"""The list of actors: those in most events, or those whose name is looked for."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.asking import Companion, Selection, Who
from musnad.server.beside import as_data, as_table
from musnad.server.forms import read_form
from musnad.server.view import Asked

router = APIRouter()
ACTORS = 150
FOUND = 30


@router.get("/actors")
def actors(view: Asked) -> Response:
    """Actors by how much they take part in; with `q` those of that name or office."""
    words = read_form(view.request.url.query, "q", fields=False).others.get("q", "")
    found = asking.find_actors(view.store, words, FOUND) if words else ()
    most = () if words else asking.top_actors(view.store, Selection(), ACTORS)
    return view.render("actors.html", words=words, found=found, most=most, beside=view.beside("/actors"))


@router.get("/actors.json")
def actors_json(view: Asked) -> Response:
    """The list as JSON."""

    def answer() -> tuple[Who, ...] | tuple[Companion, ...]:
        words = read_form(view.request.url.query, "q", fields=False).others.get("q", "")
        return asking.find_actors(view.store, words, FOUND) if words else asking.top_actors(view.store, Selection(), ACTORS)

    return as_data(view, answer)


@router.get("/actors.csv")
def actors_csv(view: Asked) -> Response:
    """The list as CSV."""

    def answer() -> Iterator[Who]:
        words = read_form(view.request.url.query, "q", fields=False).others.get("q", "")
        if words:
            return iter(asking.find_actors(view.store, words, FOUND))
        return (one.who for one in asking.top_actors(view.store, Selection(), ACTORS))

    return as_table(view, "actors", answer)
