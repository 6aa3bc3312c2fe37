"""The network of a selection: who meets, or acts toward, whom; laid out on the server, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.server import filters
from musnad.server.beside import as_data
from musnad.server.drawing.forces import layout
from musnad.server.drawing.scales import shortened, width_of
from musnad.server.figures import HELPERS, as_numbers, keeping
from musnad.server.forms import read_form, whole_number, write_form
from musnad.server.names import name_of
from musnad.server.texts import Lang
from musnad.server.view import Asked

router = APIRouter()
WIDTH = 1080.0
SIZES = (20, 35, 60)
_TIES = 90
"""Ties that are drawn; more are a thicket. Of each actor the strongest is always there."""
_LABEL = 26
_LETTERS = 15.0
_LINE = 20.0
FILTERS = ("actor", "type", "outcome", "place", "since", "until", "sources")


class Ball(NamedTuple):
    """An actor: the middle and radius of its disc, the place of its label below, and the label in its language."""

    node: asking.Node
    x: float
    y: float
    radius: float
    label_y: float
    label: str
    lang: Lang


class Tie(NamedTuple):
    """What joins two actors: a line, its width, and its class by the mean value."""

    edge: asking.Edge
    one: Ball
    other: Ball
    width: float
    sort: str


@router.get("/network")
def show(view: Asked) -> Response:
    """The network of a question; `limit` is how many actors are drawn."""
    asked = read_form(view.request.url.query, "limit")
    limit = whole_number(asked.others, "limit", SIZES[1], 2, 80)
    found = asking.network(view.store, asked.selection, limit)
    balls = _balls(found, view.lang)
    selection = asked.selection
    return view.render(
        "network.html", form=keeping(filters.form_of(asked, FILTERS, view.request.url.path, view.lang), limit=asked.others.get("limit")),
        beside=view.beside("/network"), found=found, balls=balls, ties=_ties(found, balls), height=height(len(balls)), limit=limit,
        sizes=SIZES, link=lambda limit: "?" + write_form(selection, limit=limit),
        kinds=[("network.meetings.all", "?" + write_form(msgspec.structs.replace(selection, type=()), limit=limit), not selection.type),
               ("network.meetings", "?" + write_form(msgspec.structs.replace(selection, type=("CONSULT",)), limit=limit),
                selection.type == ("CONSULT",))],
        list_of=lambda edge: write_form(msgspec.structs.replace(selection, actor=(edge.one,), counterpart=(edge.other,))),
        **HELPERS,
    )  # fmt: skip


@router.get("/network.json")
def as_json(view: Asked) -> Response:
    """Actors and what joins them, as JSON."""
    return as_data(view, lambda: _asked(view))


@router.get("/network.csv")
def as_csv(view: Asked) -> Response:
    """What joins two actors, a row for each pair, as CSV."""
    return as_numbers(
        view, "network", ("one", "other", "events", "mean", "first", "last", "ids"),
        lambda: (
            {"one": e.one, "other": e.other, "events": e.events, "mean": e.mean, "first": e.first, "last": e.last, "ids": "|".join(e.ids)}
            for e in _asked(view).edges
        ),
    )  # fmt: skip


def _asked(view: Asked) -> asking.Network:
    asked = read_form(view.request.url.query, "limit")
    return asking.network(view.store, asked.selection, whole_number(asked.others, "limit", SIZES[1], 2, 80))


def height(count: int) -> float:
    """How high the picture of so many actors is."""
    return 420.0 if count <= 12 else 580.0 if count <= 25 else 720.0 if count <= 45 else 980.0


def _balls(found: asking.Network, lang: Lang) -> list[Ball]:
    most = max((node.events for node in found.nodes), default=1)
    names = [name_of(node.who, lang) for node in found.nodes]
    labels = [shortened(name, _LABEL) for name, _ in names]
    radii = [round(5 + 17 * sqrt(node.events / most), 1) for node in found.nodes]
    sizes = tuple((max(2 * r, width_of(label, _LETTERS)) + 6, 2 * r + _LINE) for r, label in zip(radii, labels, strict=True))
    number = {node.who.key: n for n, node in enumerate(found.nodes)}
    edges = tuple((number[e.one], number[e.other], float(e.events)) for e in found.edges)
    return [
        Ball(node, x, round(y - _LINE / 2, 1), r, round(y - _LINE / 2 + r + 14, 1), label, named)
        for node, (x, y), r, label, (_, named) in zip(found.nodes, _laid(sizes, edges), radii, labels, names, strict=True)
    ]


def strongest(edges: Sequence[asking.Edge]) -> list[asking.Edge]:
    """Of edges in the order of their strength the first `_TIES`, and the first of each actor."""
    seen: set[str] = set()
    out = []
    for n, edge in enumerate(edges):
        if n < _TIES or not {edge.one, edge.other} <= seen:
            out.append(edge)
        seen |= {edge.one, edge.other}
    return out


@lru_cache(maxsize=64)
def _laid(sizes: tuple[tuple[float, float], ...], edges: tuple[tuple[int, int, float], ...]) -> list[tuple[float, float]]:
    return layout(sizes, edges, WIDTH, height(len(sizes)))


def _ties(found: asking.Network, balls: list[Ball]) -> list[Tie]:
    """The strongest ties, thin ones first, so that thick ones lie above."""
    ball = {one.node.who.key: one for one in balls}
    out = [
        Tie(e, ball[e.one], ball[e.other], round(min(9.0, 0.7 + 0.6 * sqrt(e.events)), 1),
            "up" if e.mean > 0 else "down" if e.mean < 0 else "even")
        for e in strongest(found.edges)
    ]  # fmt: skip
    return sorted(out, key=lambda tie: tie.edge.events)
