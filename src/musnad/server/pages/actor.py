"""An actor: names, offices over time, what they did and what was done to them, what they said, with whom, what is ahead."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.knowledge import offices as known_offices
from musnad.server.beside import as_data, as_table
from musnad.server.drawing.offices import offices
from musnad.server.figures import HELPERS
from musnad.server.texts import Lang
from musnad.server.view import Asked

router = APIRouter()


@router.get("/actors/{key}.json")
def as_json(view: Asked, key: str) -> Response:
    """All of the page as JSON."""
    return as_data(view, lambda: asking.actor_page(view.store, key))


@router.get("/actors/{key}.csv")
def as_csv(view: Asked, key: str) -> Response:
    """All events in which the actor has a part, as CSV."""
    return as_table(view, "events", lambda: asking.every_event(view.store, asking.Selection(actor=(key,))))


@router.get("/actors/{key}")
def show(view: Asked, key: str) -> Response:
    """The page of an actor by key, or by a name that means one."""
    page = asking.actor_page(view.store, key)
    return view.render(
        "actor.html", page=page, who=page.who, picture=offices(page.offices, _today(view), mirrored=view.lang == "ar"),
        beside=view.beside(f"/actors/{quote(page.who.key, safe='')}"), office_name=lambda office: office_name(office, view.lang), **HELPERS,
    )  # fmt: skip


def office_name(office: asking.Office, lang: Lang) -> str:
    """What an office is called: by the tables where they know it by its id or English name, else as it was written."""
    known = known_offices().get(office.office) or next((o for o in known_offices().values() if o.en == office.office), None)
    if known is None:
        return office.office
    return known.names[0] if lang == "ar" and known.names else known.en


def _today(view: Asked) -> str:
    return asking.collection(view.store).last or "1970-01-01"
