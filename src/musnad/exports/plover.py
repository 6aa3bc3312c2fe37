"""PLOVER's data exchange: one happening a line of JSON, in the fields of the PLOVER manual (Open Event Data Alliance, 2021).

The manual counts cooperative acts that are told in the future tense as AGREE, since they state an intention («All cooperative
actions reported in future tense are also taken to imply intentions»). The record keeps them apart by status; `fold` does that
fold for this export and for POLECAT's columns, and the fields `musnad_type`, `musnad_mode`, `musnad_status` and `musnad_outcome` keep what was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from musnad.asking.answers import Event, Who
from musnad.exports.actors import coded, where
from musnad.exports.choice import PLAIN, Choice
from musnad.knowledge import scale, states
from musnad.version import VERSION

CODEBOOK = "plover-2021"
QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
"""PLOVER's and GDELT's numbers of the quad classes."""
AHEAD = frozenset({"planned", "proposed"})
"""Statuses of acts that are told in the future tense. A hypothetical act is not an intention and keeps its type."""
_CONTEXTS = {"territory": "resource"}
"""Contexts of the record that PLOVER calls otherwise («territory and natural resources»)."""
_TENSES = {
    "planned": "future", "proposed": "future", "hypothetical": "hypothetical", "not_occurred": "negation", "cancelled": "negation",
}  # fmt: skip


_BECAME = {"happened": "occurred", "ongoing": "ongoing", "did not happen": "not_occurred", "cancelled": "cancelled"}


class Folded(NamedTuple):
    """An act as PLOVER files it: type, mode, quad class, CAMEO code, Goldstein's value."""

    type: str
    mode: str | None
    quad: str
    cameo: str
    goldstein: float


def stands(event: Event) -> str:
    """The status of an act as it turned out: a plan that happened is `occurred`; where nothing is known of it, what was told."""
    return _BECAME.get(event.outcome, event.status)


def fold(event: Event) -> Folded:
    """The act with cooperative types (quad classes 1 and 2) that are planned or proposed, and not known to have happened, turned into AGREE.

    These are CONSULT, SUPPORT, CONCEDE, COOPERATE, AID and RETREAT; AGREE stays what it is and conflict stays conflict.
    """
    if stands(event) in AHEAD and QUADS[event.quad] <= 2 and event.type != "AGREE":
        found = scale("AGREE", None, event.contexts)
        return Folded("AGREE", None, found.quad, found.cameo, found.goldstein)
    return Folded(event.type, event.mode, event.quad, event.cameo, event.goldstein)


def contexts(event: Event) -> list[str]:
    """PLOVER's contexts: those of the record, and future, hypothetical or negation where the status says so."""
    found = [_CONTEXTS.get(context, context) for context in event.contexts]
    tense = _TENSES.get(stands(event))
    return [*found, tense] if tense else found


def plover(events: Iterable[Event], choice: Choice = PLAIN) -> Iterator[bytes]:
    """A line of JSON for each happening. What isn't known has no field; `date` is missing only where no day is known at all."""
    for event in events:
        yield msgspec.json.encode(_record(event, choice)) + b"\n"


def _record(event: Event, choice: Choice) -> dict[str, Any]:
    act, article = fold(event), event.evidence.article
    end = event.last if event.last and event.last < "9999" and event.last != event.day else None
    quote = event.evidence.quotes[0] if event.evidence.quotes else None
    record = {
        "id": event.id,
        "has_event": True,
        "date": event.day,
        "enddate": end,
        "source": [_actor(who, event.day) for who in event.actors],
        "recipient": [_actor(who, event.day) for who in event.recipients],
        "event": [act.type],
        "mode": [act.mode] if act.mode else [],
        "context": contexts(event),
        "event_loc": _location(event.place),
        "event_text": [quote.text for quote in event.evidence.quotes],
        "quad_code": QUADS[act.quad],
        "event_scale": act.goldstein,
        "text_info": {"start": quote.start, "end": quote.end} if quote else None,
        "cite_info": _filled(
            corpus="musnad", citation=article.name, url=article.url, title=article.title, language="ar",
            publication=article.outlet, coder=f"musnad-{VERSION}", codebook=CODEBOOK,
        ),
        "coder": f"musnad-{VERSION}",
        "link": choice.page("events", event.id),
        "musnad_type": event.type,
        "musnad_mode": event.mode,
        "musnad_status": event.status,
        "musnad_outcome": event.outcome,
        "musnad_stance": event.stance,
        "musnad_sources": event.sources,
    }  # fmt: skip
    return _filled(**record)


def _actor(who: Who, day: str | None) -> dict[str, Any]:
    """An actor object; `identifer_id` and `identifer_text` are spelled as in the manual's table."""
    codes = coded(who, day)
    wikidata = states()[who.key].wikidata if who.key in states() else who.key if who.key[:1] == "Q" else ""
    return _filled(
        code=codes.code, sector=codes.sector, actor_text=who.name, identifer_id=wikidata, identifer_text=who.en, office=codes.office
    )


def _location(place: Who | None) -> dict[str, Any] | None:
    if place is None:
        return None
    found, state = where(place), states().get(place.country or "")
    number = found.id.removeprefix("geonames_") if found and found.id.startswith("geonames_") else ""
    return _filled(**{
        "geonameid": int(number) if number else None, "name": place.en or place.name, "alternatenames": place.name,
        "latitude": found and found.lat, "longitude": found and found.lon, "country code": state and state.iso2, "cc3": place.country,
    })  # fmt: skip


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
