"""The list of articles."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.server import filters
from musnad.server.beside import as_data, as_table
from musnad.server.forms import read_form
from musnad.server.view import Asked

router = APIRouter()
ARTICLES = 60


@router.get("/articles")
def articles(view: Asked) -> Response:
    """A page of the list, the latest first."""
    asked = read_form(view.request.url.query, "after")
    page = asking.articles(view.store, asked.selection, asked.others.get("after"), ARTICLES)
    form = filters.form_of(asked, filters.ARTICLES, view.request.url.path, view.lang)
    return view.render("articles.html", page=page, form=form, beside=view.beside("/articles"))


@router.get("/articles.json")
def articles_json(view: Asked) -> Response:
    """A page of the list as JSON."""
    asked = read_form(view.request.url.query, "after")
    return as_data(view, lambda: asking.articles(view.store, asked.selection, asked.others.get("after"), ARTICLES))


@router.get("/articles.csv")
def articles_csv(view: Asked) -> Response:
    """The whole list as CSV."""
    asked = read_form(view.request.url.query)
    return as_table(view, "articles", lambda: asking.every_article(view.store, asked.selection))
