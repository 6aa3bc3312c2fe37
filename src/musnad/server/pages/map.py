"""The map of a selection: where it happened, and between which states; only places whose coordinates the tables know."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response

from musnad import asking
from musnad.knowledge.cities import capital
from musnad.server import filters
from musnad.server.beside import as_data
from musnad.server.drawing import world
from musnad.server.drawing.labels import Box, Placed, Wanted, place_labels
from musnad.server.drawing.scales import width_of
from musnad.server.figures import HELPERS, as_numbers, keeping
from musnad.server.forms import one_of, read_form, write_form
from musnad.server.names import name_of, place_name
from musnad.server.texts import Lang
from musnad.server.view import Asked

router = APIRouter()
_ARCS = 40
"""Bows drawn; more would cover the map."""
_DOTS = 160
"""Places drawn and listed in the table, those of most events; all stand in the CSV."""
_LABELS = 90
"""Dots that may have a label: by then no room is left."""
_SIZE, _SMALL = 15.0, 12.5
FILTERS = ("actor", "counterpart", "type", "outcome", "since", "until", "sources")


class Dot(NamedTuple):
    """A place with its happenings: where it stands, how large, and its label where there is room."""

    spot: asking.Spot
    name: str
    lang: Lang
    x: float
    y: float
    radius: float
    placed: Placed | None


class End(NamedTuple):
    """The capital of a state that bows lead to, labelled with the state's name where there is room."""

    name: str
    x: float
    y: float
    placed: Placed | None


class Bow(NamedTuple):
    """What joins two states: the path between their capitals, its width and its class by the mean value."""

    edge: asking.Edge
    one: asking.Who
    other: asking.Who
    path: str
    width: float
    sort: str


@router.get("/map")
def show(view: Asked) -> Response:
    """The map of a question; `region` is a part of the world, `arcs` (on, off) whether states are joined."""
    asked = read_form(view.request.url.query, "region", "arcs")
    selection = asked.selection
    found = asking.where(view.store, selection)
    joined = one_of(asked.others, "arcs", ("on", "off")) == "on"
    fitting = world.fitting([(spot.lat, spot.lon, spot.events) for spot in found.spots])
    region = world.REGIONS[one_of(asked.others, "region", (fitting.name, *world.REGIONS))]
    seen = world.view(region)
    inside = [spot for spot in found.spots if region.holds(spot.lat, spot.lon)]
    outside = sum(s.events for s in found.spots) - sum(s.events for s in inside)
    inside = inside[:_DOTS]
    bows = _bows(asking.network(view.store, selection), seen) if joined else []
    dots, ends = _dots(inside, bows, seen, view.lang)
    others = {name: asked.others.get(name) for name in ("region", "arcs")}
    form = filters.form_of(asked, FILTERS, view.request.url.path, view.lang)
    return view.render(
        "map.html", form=keeping(form, **others), found=found, seen=seen, region=region, regions=tuple(world.REGIONS), joined=joined,
        outlines=world.outlines(region), dots=dots, ends=ends, bows=bows, outside=outside, lesser=max(0, len(found.spots) - _DOTS), listed=found.spots[:_DOTS],
        link=lambda **other: "?" + write_form(selection, **(others | other)), beside=view.beside("/map"),
        list_of=lambda spot: write_form(msgspec.structs.replace(selection, place=(spot.place.key,))), **HELPERS,
    )  # fmt: skip


@router.get("/map.json")
def as_json(view: Asked) -> Response:
    """Places with their happenings as JSON."""
    return as_data(view, lambda: asking.where(view.store, read_form(view.request.url.query, "region", "arcs").selection))


@router.get("/map.csv")
def as_csv(view: Asked) -> Response:
    """The same as CSV; `events` are counts, `ids` happenings."""
    return as_numbers(
        view, "map", ("key", "name", "name_en", "country", "lat", "lon", "events", "ids"),
        lambda: (
            {"key": s.place.key, "name": s.place.name, "name_en": s.place.en, "country": s.place.country, "lat": s.lat, "lon": s.lon,
             "events": s.events, "ids": "|".join(s.ids)}
            for s in asking.where(view.store, read_form(view.request.url.query, "region", "arcs").selection).spots
        ),
    )  # fmt: skip


def _dots(spots: list[asking.Spot], bows: list[Bow], seen: world.View, lang: Lang) -> tuple[list[Dot], list[End]]:
    """Places in their order, those with most happenings first, then the ends of bows; labels choose their room in this order."""
    places = [(spot, *place_name(spot.place, lang), *seen.at(spot.lat, spot.lon), _radius(spot.events)) for spot in spots]
    states = list(dict.fromkeys(who for bow in bows for who in (bow.one, bow.other)))
    ends = [(name_of(who, lang)[0], *seen.at(*there)) for who in states if (there := capital(who.key))]
    ends = [(name, x, y) for name, x, y in ends if 0 <= x <= world.WIDTH and 0 <= y <= seen.height]
    wanted = [Wanted(x, y, r, width_of(name, _SIZE) + 3, 18) for _, name, _, x, y, r in places[:_LABELS]]
    wanted += [Wanted(x, y, 2.2, width_of(name, _SMALL) + 3, 15) for name, x, y in ends]
    placed = place_labels(wanted, Box(2, 2, world.WIDTH - 2, seen.height - 2), over_lesser=True)
    named = min(len(places), _LABELS)
    dots = [Dot(*one, where) for one, where in zip(places, [*placed[:named], *[None] * (len(places) - named)], strict=True)]
    return dots, [End(*one, where) for one, where in zip(ends, placed[named:], strict=True)]


def _bows(network: asking.Network, seen: world.View) -> list[Bow]:
    """Bows between the capitals of states that are parties as such, the strongest first, as far as capitals are known."""
    who = {node.who.key: node.who for node in network.nodes if node.who.kind == "state"}
    out = []
    for edge in network.edges:
        ends = [capital(key) for key in (edge.one, edge.other)]
        if edge.one in who and edge.other in who and ends[0] and ends[1]:
            path = world.arc(seen.at(*ends[0]), seen.at(*ends[1]))
            sort = "up" if edge.mean > 0 else "down" if edge.mean < 0 else "even"
            out.append(Bow(edge, who[edge.one], who[edge.other], path, _width(edge.events), sort))
    return out[:_ARCS]


def _radius(events: int) -> float:
    return round(min(18.0, 2.4 + 1.1 * sqrt(events)), 1)


def _width(events: int) -> float:
    return round(min(7.0, 0.8 + 0.55 * sqrt(events)), 1)
