"""Statements of anyone about anything, by date; and one statement with every article that brings it."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from musnad import asking
from musnad.asking import Statement
from musnad.server import filters
from musnad.server.beside import as_data, as_table
from musnad.server.forms import read_form
from musnad.server.highlight import marker
from musnad.server.view import Asked

router = APIRouter()
STATEMENTS = 30
"""Statements on a page."""
_LABELS = {"actor": "filter.speaker", "counterpart": "filter.addressee"}


@router.get("/statements")
def statements(view: Asked) -> Response:
    """A page of the list."""
    asked = read_form(view.request.url.query, "after")
    page = asking.statements(view.store, asked.selection, asked.others.get("after"), STATEMENTS)
    form = filters.form_of(asked, filters.STATEMENTS, view.request.url.path, view.lang, _LABELS)
    return view.render(
        "statements.html",
        page=page,
        form=form,
        marked=marker(asked.selection.words),
        beside=view.beside("/statements", "json", "csv", "atom"),
    )


@router.get("/statements.json")
def statements_json(view: Asked) -> Response:
    """A page of the list as JSON."""
    asked = read_form(view.request.url.query, "after")
    return as_data(view, lambda: asking.statements(view.store, asked.selection, asked.others.get("after"), STATEMENTS))


@router.get("/statements.csv")
def statements_csv(view: Asked) -> Response:
    """The whole list as CSV."""
    asked = read_form(view.request.url.query)
    return as_table(view, "statements", lambda: asking.every_statement(view.store, asked.selection))


@router.get("/statements/{id}.json")
def statement_json(view: Asked, id: str) -> Response:
    """All that is held about a statement, as JSON."""
    return as_data(view, lambda: asking.statement_page(view.store, id))


@router.get("/statements/{id}.csv")
def statement_csv(view: Asked, id: str) -> Response:
    """The statement's row of the table."""

    def one() -> Iterator[Statement]:
        return iter((asking.statement_page(view.store, id).statement,))

    return as_table(view, "statements", one)


@router.get("/statements/{id}")
def statement(view: Asked, id: str) -> Response:
    """The page of a statement; an utterance's id leads to it."""
    page = asking.statement_page(view.store, id)
    if page.statement.id != id:
        return RedirectResponse(f"/{view.lang}/statements/{page.statement.id}", 302)
    return view.render("statement.html", page=page, beside=view.beside(f"/statements/{id}"))
