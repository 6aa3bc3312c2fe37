"""A table like GDELT's events (Event Database Data Format Codebook v2.0, 61 columns), tab-separated, in its order.

CAMEO knows an act of one upon one: a happening of several parties gives a line for each actor and recipient, and, without a recipient,
for each two who acted together. All lines of a happening share its counts. Acts that were not done (planned, proposed, supposed, called
off, denied by all) are left out, for GDELT has no column that could say so; planned cooperation comes as CAMEO 03 (intend to cooperate).
Tone, the geography of actors, religious and ethnic codes are not in the record and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from itertools import combinations

from musnad.asking.answers import Event, Who
from musnad.exports.actors import coded, fips, state_name, where
from musnad.exports.choice import PLAIN, Choice
from musnad.exports.delimited import Cell, flat
from musnad.exports.moments import utc
from musnad.exports.plover import AHEAD, QUADS, fold, stands


def _actor_columns(n: int) -> list[str]:
    parts = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    return [f"Actor{n}{part}" for part in parts.split()]


def _place_columns(whose: str) -> list[str]:
    return [
        f"{whose}Geo_{part}" for part in ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
    ]


COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *_actor_columns(1), *_actor_columns(2),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles",
    "AvgTone", *_place_columns("Actor1"), *_place_columns("Actor2"), *_place_columns("Action"), "DATEADDED", "SOURCEURL",
)  # fmt: skip
DONE = frozenset({"occurred", "ongoing"})
COUNTRY, CITY = 1, 4
"""GDELT's ActionGeo_Type of a country and of a city outside the United States; 3 is a city inside them."""
_US_CITY = 3


def gdelt(events: Iterable[Event], choice: Choice = PLAIN) -> Iterator[bytes]:
    """Lines of GDELT's columns for happenings that took place, or that were announced as cooperation."""
    return flat(COLUMNS, (row for event in events for row in _rows(event)), header=choice.header)


def _rows(event: Event) -> Iterator[dict[str, Cell]]:
    act = fold(event)
    status = stands(event)
    if event.stance == "denied" or not (status in DONE or (status in AHEAD and act.type == "AGREE")):
        return
    shared = _shared(event, act.cameo) | {"QuadClass": QUADS[act.quad], "GoldsteinScale": act.goldstein}
    for n, (one, other) in enumerate(_pairs(event)):
        row: dict[str, Cell] = dict.fromkeys(COLUMNS)
        row |= shared | _actor(1, one, event.day) | _actor(2, other, event.day)
        row["GLOBALEVENTID"] = _number(event.id, n)
        yield row


def _pairs(event: Event) -> list[tuple[Who, Who | None]]:
    if event.recipients:
        return [(one, other) for one in event.actors for other in event.recipients]
    return [*combinations(event.actors, 2)] or [(one, None) for one in event.actors]


def _shared(event: Event, cameo: str) -> dict[str, Cell]:
    article = event.evidence.article
    published = utc(article.published)
    return {
        **_days(event.day), "EventCode": cameo, "EventBaseCode": cameo[:3], "EventRootCode": cameo[:2],
        "NumMentions": event.reports, "NumSources": event.sources, "NumArticles": event.reports, **_place(event.place),
        "DATEADDED": f"{published:%Y%m%d%H%M%S}" if published else None, "SOURCEURL": article.url,
    }  # fmt: skip


def _days(day: str | None) -> dict[str, Cell]:
    if not day:
        return {}
    when = date.fromisoformat(day)
    passed = (when.month * 30 + when.day) / 365
    return {
        "SQLDATE": f"{when:%Y%m%d}", "MonthYear": f"{when:%Y%m}", "Year": f"{when:%Y}",
        "FractionDate": round(when.year + min(passed, 0.9999), 4),
    }  # fmt: skip


def _actor(n: int, who: Who | None, day: str | None) -> dict[str, Cell]:
    if who is None:
        return {}
    codes = coded(who, day)
    return {
        f"Actor{n}Code": codes.code + codes.sector or None, f"Actor{n}Name": (who.en or who.name).upper(),
        f"Actor{n}CountryCode": who.country, f"Actor{n}Type1Code": codes.sector or ("IGO" if codes.code == "IGO" else None),
    }  # fmt: skip


def _place(place: Who | None) -> dict[str, Cell]:
    if place is None:
        return {}
    found, country = where(place), state_name(place.country, "en")
    name = place.en or place.name
    kind = COUNTRY if place.kind == "state" else (_US_CITY if place.country == "USA" else CITY) if found else None
    return {
        "ActionGeo_Type": kind, "ActionGeo_FullName": name if name == country or not country else f"{name}, {country}",
        "ActionGeo_CountryCode": fips(place.country), "ActionGeo_Lat": found and found.lat, "ActionGeo_Long": found and found.lon,
    }  # fmt: skip


def _number(id: str, n: int) -> str:
    """The happening's own number for its first line; for further ones a number made from it, positive and of 63 bits."""
    if n == 0:
        return str(int(id, 16))
    return str(int.from_bytes(blake2b(f"{id} {n}".encode(), digest_size=8).digest(), "big") >> 1)
