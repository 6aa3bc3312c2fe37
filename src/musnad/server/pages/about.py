"""About: what the collection holds, how to cite it, and what its words mean."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from musnad.server.view import Asked

router = APIRouter()


@router.get("/about")
def about(view: Asked) -> Response:
    """The page about the collection."""
    return view.render("about.html")
