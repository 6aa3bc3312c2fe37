"""The columns of POLECAT's yearly files (Harvard Dataverse, doi:10.7910/DVN/AJGVIT), tab-separated, in their order.

Filled is what the record holds; columns that it can't fill truthfully stay empty: `Intensity` (POLECAT's own scale, of which no
public table was found), district and province, GeoNames' feature type, names of Wikipedia articles, the story's people and places.
Lists are joined by «; ». Future cooperative acts are AGREE (`plover.fold`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from musnad.asking.answers import Event, Who
from musnad.exports.actors import coded, cow, where
from musnad.exports.choice import PLAIN, Choice
from musnad.exports.delimited import Cell, flat
from musnad.exports.plover import contexts, fold
from musnad.version import VERSION

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def polecat(events: Iterable[Event], choice: Choice = PLAIN) -> Iterator[bytes]:
    """A line for each happening under POLECAT's column names."""
    return flat(COLUMNS, map(_row, events), header=choice.header)


def _row(event: Event) -> dict[str, Cell]:
    act, article = fold(event), event.evidence.article
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "Event ID": event.id, "Event Date": event.day, "Event Type": act.type, "Event Mode": act.mode,
        "Quad Code": act.quad.upper(), "Contexts": "; ".join(contexts(event)), "Source": article.outlet,
        "Publication Date": (article.published or "")[:10], "Language": "ar", "Version": f"musnad-{VERSION}",
    }  # fmt: skip
    return row | _party("Actor", event.actors, event.day) | _party("Recipient", event.recipients, event.day) | _place(event.place)


def _party(side: str, people: Sequence[Who], day: str | None) -> dict[str, Cell]:
    codes = [coded(who, day) for who in people]
    return {
        f"{side} Name": _joined(who.en or who.name for who in people),
        f"{side} Country": _joined(dict.fromkeys(code.code for code in codes)),
        f"{side} COW": _joined(dict.fromkeys(cow(who.country) for who in people)),
        f"Primary {side} Sector": codes[0].sector if codes else None,
        f"{side} Sectors": _joined(dict.fromkeys(code.sector for code in codes)),
        f"{side} Title": _joined(code.office for code in codes),
        f"{side} Name Raw": _joined(who.name for who in people),
    }


def _place(place: Who | None) -> dict[str, Cell]:
    if place is None:
        return {}
    found = where(place)
    city = found is not None and found.id.startswith("geonames_")
    return {
        "Placename": place.en or place.name, "City": (place.en or place.name) if city else None, "Country": place.country,
        "Latitude": found and found.lat, "Longitude": found and found.lon,
        "GeoNames ID": found.id.removeprefix("geonames_") if found and city else None, "Raw Placename": place.name,
    }  # fmt: skip


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)
