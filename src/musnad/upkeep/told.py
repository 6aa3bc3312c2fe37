"""What is kept of each report and utterance: what merging compares, and what its merged row needs beside it, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from musnad.merging import Carrier, Report, Utterance, reports_of, utterances_of
from musnad.record import Entity, Event
from musnad.store import bounds, entity_key, ids_of
from musnad.store.merged import Stale

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
    carrier = Carrier(held.article, record.document.outlet, article.moment, article.copies)
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
