"""About: what the collection holds, how to cite it, and what its words mean."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from musnad import asking
from musnad.knowledge import scale
from musnad.record import MODES, EventType, Status
from musnad.server.beside import as_data
from musnad.server.view import Asked

router = APIRouter()


@router.get("/about")
def about(view: Asked) -> Response:
    """The page about the collection."""
    types = [(type.value, scale(type.value).quad, sorted(MODES[type])) for type in EventType]
    return view.render(
        "about.html",
        collection=asking.collection(view.store),
        types=types,
        statuses=[status.value for status in Status],
        api_link=Markup('<a href="/{}/api">{}</a>').format(view.lang, view.t("about.data.api")),
        beside=view.beside("/about", "json"),
    )


@router.get("/about.json")
def about_json(view: Asked) -> Response:
    """What the collection holds, as JSON."""
    return as_data(view, lambda: asking.collection(view.store))
