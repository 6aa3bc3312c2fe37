"""The world's outlines in the Equal Earth projection (Šavrič, Patterson and Jenny 2018), for the whole world or a part of it.

Outlines come from Natural Earth through the npm package `world-atlas`, written by `web/world.mjs` into one JSON file at set-up.
Without the file there is no land, and the graticule and the places still stand where they belong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
OUTLINES = Path(__file__).parent.parent / "static" / "dist" / "world.json"
WIDTH = 1080.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""Coefficients of Equal Earth, from the paper (International Journal of Geographical Information Science 33:3)."""
_FINE = 1.1
"""Units of the picture: of the points of an outline in one square of this side, one is drawn."""
_SPECK = 2.0
"""Units: islands smaller than this are not drawn."""


class Region(NamedTuple):
    """A part of the world between two meridians and two parallels, in degrees."""

    name: str
    west: float
    east: float
    south: float
    north: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a place lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


REGIONS = {
    region.name: region
    for region in (
        Region("levant", 26, 50, 27, 40),
        Region("gulf", 35, 67, 18, 37),
        Region("middle-east", 17, 71, 11, 43),
        Region("arab", -19, 65, -3, 42),
        Region("europe", -18, 52, 32, 62),
        Region("asia", 40, 150, -11, 54),
        Region("world", -169, 179, -56, 78),
    )
}
"""Parts that can be chosen, narrower ones before wider ones."""


class View(NamedTuple):
    """A region on a picture: projected, scaled to `WIDTH` units, `height` units high."""

    region: Region
    middle: float
    scale: float
    left: float
    top: float
    height: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place stands, rounded to tenths."""
        x, y = _project(np.array([lon - self.middle]), np.array([lat]))
        return round(float((x[0] - self.left) * self.scale), 1), round(float((self.top - y[0]) * self.scale), 1)

    def path(self, lines: Iterable[Floats], *, closed: bool) -> str:
        """SVG path data of lines of longitudes and latitudes, in tenths of a unit: to be drawn under `scale(.1)`."""
        out = []
        for line in lines:
            x, y = _project(line[:, 0] - self.middle, line[:, 1])
            points = np.stack([(x - self.left) * self.scale, (self.top - y) * self.scale], axis=1)
            if closed and (np.ptp(points, axis=0) < _SPECK).all():
                continue
            points = (_thinned(points) * 10).round().astype(np.int64)
            if len(points) >= (3 if closed else 2):
                first, steps = points[0].tolist(), np.diff(points, axis=0).ravel().tolist()
                out.append(f"M{first[0]} {first[1]}l" + " ".join(map(str, steps)).replace(" -", "-") + ("z" if closed else ""))
        return "".join(out)


def view(region: Region) -> View:
    """The picture's measure for a region; the middle meridian stands upright."""
    middle = (region.west + region.east) / 2
    steps = np.linspace(0, 1, 25)
    lons = region.west + steps * (region.east - region.west) - middle
    lats = region.south + steps * (region.north - region.south)
    edge_lon = np.concatenate([lons, lons, np.full(25, lons[0]), np.full(25, lons[-1])])
    edge_lat = np.concatenate([np.full(25, lats[0]), np.full(25, lats[-1]), lats, lats])
    x, y = _project(edge_lon, edge_lat)
    scale = WIDTH / float(x.max() - x.min())
    return View(region, middle, scale, float(x.min()), float(y.max()), round(float(y.max() - y.min()) * scale, 1))


class Outlines(NamedTuple):
    """Land and borders of a view as SVG path data; `land` is None where the file of outlines is missing."""

    land: str | None
    borders: str
    graticule: str


@lru_cache(maxsize=16)
def outlines(region: Region, file: Path = OUTLINES) -> Outlines:
    """The outlines of a region."""
    seen = view(region)
    grid = seen.path(_graticule(region), closed=False)
    held = _load(file)
    if held is None:
        return Outlines(None, "", grid)
    frame = _frame(region)
    land = [ring for line in held["land"] if (ring := _clipped(line, frame)) is not None]
    borders = [piece for line in held["borders"] for piece in _pieces(line, frame)]
    return Outlines(seen.path(land, closed=True), seen.path(borders, closed=False), grid)


def arc(one: tuple[float, float], other: tuple[float, float], bend: float = 0.16) -> str:
    """SVG path data of a bow from one point of a picture to another; it bends upwards, and there and back are two bows."""
    (ax, ay), (bx, by) = one, other
    mx, my = (ax + bx) / 2, (ay + by) / 2
    side = -1 if bx >= ax else 1
    return f"M{ax:g},{ay:g}Q{round(mx - (by - ay) * bend * side, 1):g},{round(my + (bx - ax) * bend * side, 1):g} {bx:g},{by:g}"


def fitting(places: Sequence[tuple[float, float, int]], share: float = 0.9) -> Region:
    """The narrowest region that holds this share of all happenings; `places` are latitude, longitude and a number of happenings."""
    total = sum(count for _, _, count in places)
    for region in REGIONS.values():
        inside = sum(count for lat, lon, count in places if region.holds(lat, lon))
        if total and inside >= share * total:
            return region
    return REGIONS["world"]


def _project(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Equal Earth on the unit sphere; degrees in, x to the east and y to the north out."""
    a1, a2, a3, a4 = _A
    root3 = sqrt(3)
    theta = np.arcsin(root3 / 2 * np.sin(np.radians(lat)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = 2 * root3 * np.radians(lon) * np.cos(theta) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    return x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


@cache
def _load(file: Path) -> dict[str, list[Floats]] | None:
    """Lines of (longitude, latitude) from the file: whole hundredths of a degree, each as the step from the one before."""
    try:
        held = msgspec.json.decode(file.read_bytes(), type=dict[str, list[list[int]]])
    except FileNotFoundError:
        return None
    return {name: [np.array(line, dtype=np.float64).reshape(-1, 2).cumsum(axis=0) / 100 for line in held[name]] for name in held}


def _frame(region: Region) -> tuple[float, float, float, float]:
    """What is cut out: more than is seen, since meridians lean, so that the cuts lie outside."""
    middle = (region.west + region.east) / 2
    wide = min((region.east - region.west) * 0.8, 180.0)
    high = (region.north - region.south) * 0.12 + 2
    return middle - wide, region.south - high, middle + wide, region.north + high


def _clipped(ring: Floats, frame: tuple[float, float, float, float]) -> Floats | None:
    """The part of a ring in a frame (Sutherland and Hodgman 1974); None where nothing is left."""
    west, south, east, north = frame
    low, high = ring.min(axis=0), ring.max(axis=0)
    if high[0] < west or low[0] > east or high[1] < south or low[1] > north:
        return None
    points = ring
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        points = _half(points, axis, bound, sign)
        if len(points) < 3:
            return None
    return points


def _half(points: Floats, axis: int, bound: float, sign: int) -> Floats:
    """The part of a ring on one side of a meridian or parallel."""
    inside = (points[:, axis] - bound) * sign >= 0
    if inside.all():
        return points
    after = np.roll(points, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    step = np.where(crosses, after[:, axis] - points[:, axis], 1.0)
    share = np.where(crosses, (bound - points[:, axis]) / step, 0.0)
    cuts = points + (after - points) * share[:, None]
    both = np.empty((len(points) * 2, 2))
    both[0::2], both[1::2] = points, cuts
    keep = np.empty(len(points) * 2, dtype=bool)
    keep[0::2], keep[1::2] = inside, crosses
    return both[keep]


def _pieces(line: Floats, frame: tuple[float, float, float, float]) -> Iterable[Floats]:
    """The pieces of a line whose points lie in a frame."""
    west, south, east, north = frame
    inside = (line[:, 0] >= west) & (line[:, 0] <= east) & (line[:, 1] >= south) & (line[:, 1] <= north)
    for piece in np.split(np.arange(len(line)), np.flatnonzero(np.diff(inside.astype(np.int8))) + 1):
        if inside[piece[0]] and len(piece) > 1:
            yield line[piece]


def _thinned(points: Floats) -> Floats:
    """Of neighbours in one small square the first is kept, and always the last point."""
    cells = np.floor(points / _FINE)
    keep = np.ones(len(points), dtype=bool)
    keep[1:] = (np.diff(cells, axis=0) != 0).any(axis=1)
    keep[-1] = True
    return points[keep]


def _graticule(region: Region) -> list[Floats]:
    """Meridians and parallels, every 5, 10 or 30 degrees."""
    span = region.east - region.west
    step = 5 if span <= 30 else 10 if span <= 90 else 30
    west, south, east, north = _frame(region)
    west, east, south, north = max(west, -180), min(east, 180), max(south, -85), min(north, 85)
    lats, lons = np.linspace(south, north, 40), np.linspace(west, east, 60)
    out = [np.stack([np.full(40, lon), lats], axis=1) for lon in np.arange(-180, 181, step) if west <= lon <= east]
    return out + [np.stack([lons, np.full(60, lat)], axis=1) for lat in np.arange(-90, 91, step) if south <= lat <= north]
