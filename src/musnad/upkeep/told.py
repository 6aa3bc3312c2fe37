"""What is kept of each report and utterance: what merging compares, and what its merged row needs beside it, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from musnad.merging import Carrier, Report, Utterance, reports_of, utterances_of
from musnad.record import Entity, Event
from musnad.store import bounds, entity_key, ids_of, open_store
from musnad.store.merged import Head, Stale, stale_articles

_WRONG = "wrong"


class Told(NamedTuple):
    """An event as one article tells it. `length` is that of its evidence in letters; `offices` are (key, office) of parties."""

    report: Report
    contexts: tuple[str, ...]
    confidence: float
    length: int
    offices: tuple[tuple[str, str], ...]


class Said(NamedTuple):
    """A statement as one article brings it. `length` is that of its content."""

    utterance: Utterance
    country: str | None
    length: int


def items_in(article: Stale) -> tuple[list[Told], list[Said]]:
    """The events and statements of an article that nobody judged wrong."""
    held = article.held
    record, wrong = held.record, {one for one, verdict in held.verdicts.items() if verdict == _WRONG}
    cast = {entity.id: entity for entity in record.entities}
    keys = {entity.id: entity_key(entity) for entity in record.entities}
    carrier = Carrier(held.article, record.document.outlet, article.head.moment, article.head.copies)
    about = (record, carrier, ids_of(held.coded), lambda entity: keys[entity.id], bounds)
    told = [
        Told(report, event.contexts, event.confidence, sum(s.end - s.start for s in event.evidence), _offices(event, cast, keys))
        for event, report in zip(record.events, reports_of(*about), strict=True)
        if report.id not in wrong
    ]
    said = [
        Said(utterance, cast[statement.speaker].country, statement.content.end - statement.content.start)
        for statement, utterance in zip(record.statements, utterances_of(*about), strict=True)
        if utterance.id not in wrong
    ]
    return told, said


def _offices(event: Event, cast: Mapping[str, Entity], keys: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    parties = (*event.actors, *event.recipients, *(one.entity for one in event.participants))
    return tuple(sorted({(keys[one], office) for one in parties if (office := cast[one].office)}))


_encoder = msgspec.json.Encoder(order="deterministic")
_told, _said = msgspec.json.Decoder(Told), msgspec.json.Decoder(Said)


def written_down(one: Told | Said) -> str:
    """As JSON; the same always gives the same."""
    return _encoder.encode(one).decode()


def told(data: str) -> Told:
    """Read back what `written_down` wrote."""
    return _told.decode(data)


def said(data: str) -> Said:
    """Read back what `written_down` wrote."""
    return _said.decode(data)


class Prepared(NamedTuple):
    """What an article tells, written down, and the state of the article in which it did."""

    head: Head
    told: list[str]
    said: list[str]


def prepare(place: str, articles: list[int]) -> list[Prepared]:
    """What some articles of a database tell, those that are to be tied: for another process, so that this one may compare."""
    with open_store(place, create=False) as store, store.reading() as connection:
        found = [(article.head, *items_in(article)) for article in stale_articles(connection, articles)]
    return [Prepared(head, [written_down(one) for one in told], [written_down(one) for one in said]) for head, told, said in found]
