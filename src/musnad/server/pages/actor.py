"""An actor: names, offices over time, what they did and what was done to them, what they said, with whom, what is ahead."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.errors import NotFound
from musnad.server.beside import as_data, as_table
from musnad.server.drawing.offices import offices
from musnad.server.figures import HELPERS
from musnad.server.view import Asked

router = APIRouter()


@router.get("/actors/{key}.json")
def as_json(view: Asked, key: str) -> Response:
    """All of the page as JSON."""
    return as_data(view, lambda: asking.actor_page(view.store, key))


@router.get("/actors/{key}.csv")
def as_csv(view: Asked, key: str) -> Response:
    """All events in which the actor has a part, as CSV."""
    try:
        return as_table(view, "events", lambda: asking.every_event(view.store, asking.Selection(actor=(key,))))
    except NotFound as fault:
        raise NotFound(str(fault), "key", fault.suggestions) from None


@router.get("/actors/{key}")
def show(view: Asked, key: str) -> Response:
    """The page of an actor by key, or by a name that means one."""
    page = asking.actor_page(view.store, key)
    return view.render(
        "actor.html", page=page, who=page.who, picture=offices(page.offices, _today(view), mirrored=view.lang == "ar"),
        beside=view.beside(f"/actors/{quote(page.who.key, safe='')}"),  **HELPERS,
    )  # fmt: skip


def _today(view: Asked) -> str:
    return asking.collection(view.store).last or "1970-01-01"
