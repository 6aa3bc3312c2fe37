"""Two actors: the course of their relation, visits, the last meeting, open accusations, what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.server.beside import as_data
from musnad.server.drawing.curve import QUADS, curve
from musnad.server.figures import HELPERS, as_numbers
from musnad.server.forms import one_of, read_form
from musnad.server.view import Asked

router = APIRouter()
STEPS = ("month", "week")


class Shift(NamedTuple):
    """A shift of level: the first day after it, and the mean totals of the periods on both sides up to the next shifts."""

    day: str
    before: float
    after: float


@router.get("/pairs/{one}/{other}.json")
def as_json(view: Asked, one: str, other: str) -> Response:
    """All of the page as JSON."""
    return as_data(view, lambda: _asked(view, one, other)[0])


@router.get("/pairs/{one}/{other}.csv")
def as_csv(view: Asked, one: str, other: str) -> Response:
    """The series, a row for each period, as CSV."""
    return as_numbers(
        view, "pair", ("first", "last", "events", *QUADS, "total", "mean", "changed"),
        lambda: (
            {"first": p.first, "last": p.last, "events": p.events, "total": p.total, "mean": p.mean, "changed": p.changed}
            | {quad: p.quads.get(quad, 0) for quad in QUADS}
            for p in _asked(view, one, other)[0].series
        ),
    )  # fmt: skip


@router.get("/pairs/{one}/{other}")
def show(view: Asked, one: str, other: str) -> Response:
    """The page of two actors by keys or names; `step` is week or month."""
    page, step = _asked(view, one, other)
    picture = curve(page.series, mirrored=view.lang == "ar")
    address = f"/pairs/{quote(page.one.key, safe='')}/{quote(page.other.key, safe='')}"
    return view.render(
        "pair.html", page=page, one=page.one, other=page.other, step=step, steps=STEPS, picture=picture, quads=QUADS,
        shifts=shifts(page.series), filled=[p for p in page.series if p.events], beside=view.beside(address), **HELPERS,
    )  # fmt: skip


def _asked(view: Asked, one: str, other: str) -> tuple[asking.PairPage, str]:
    asked = read_form(view.request.url.query, "step", fields=False)
    step = one_of(asked.others, "step", STEPS)
    return asking.pair_page(view.store, one, other, step=step), step


def shifts(series: Sequence[asking.Period]) -> list[Shift]:
    """The shifts of a series in order."""
    cuts = [0, *(n for n, period in enumerate(series) if period.changed), len(series)]
    means = [fmean(period.total for period in series[begin:end]) for begin, end in pairwise(cuts) if begin < end]
    return [Shift(series[at].first, before, after) for at, (before, after) in zip(cuts[1:-1], pairwise(means), strict=True)]
