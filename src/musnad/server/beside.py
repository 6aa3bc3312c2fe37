"""Every page as data: the same address with `.json` or `.csv` at its end, and the same query string."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from starlette.responses import Response

from musnad.exports.tables import csv
from musnad.server.api.streaming import CSV, as_json, caching, held_already, stream, tag_of
from musnad.server.view import View

T = TypeVar("T")


def as_data(view: View, answer: Callable[[], Any]) -> Response:
    """An answer as JSON."""
    tag = tag_of(view.request, "json")
    if unchanged := held_already(view.request, tag):
        return unchanged
    return as_json(answer(), caching(tag))


def as_table(view: View, name: str, answers: Callable[[], Iterable[Any]]) -> Response:
    """Answers as CSV: the columns of table `name` («events», «statements», «articles», …), formulas made harmless; a stream."""
    tag = tag_of(view.request, "csv")
    if unchanged := held_already(view.request, tag):
        return unchanged
    return stream(csv(name, iter(answers())), f"{CSV}; header=present", caching(tag), f"musnad-{name}.csv")
