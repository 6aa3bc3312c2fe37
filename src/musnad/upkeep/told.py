"""What is kept of each report and utterance: what merging compares, and what its merged row needs beside it, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from musnad.merging import Carrier, Report, Utterance, reports_of, utterances_of
from musnad.record import Entity
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


def told_in(article: Stale) -> Iterator[Told]:
    """The events of an article that nobody judged wrong."""
    held, carrier = article.held, _carrier(article)
    events = held.record.events
    cast = {entity.id: entity for entity in held.record.entities}
    reports = reports_of(held.record, carrier, ids_of(held.coded), entity_key, bounds)
    for event, report in zip(events, reports, strict=True):
        if held.verdicts.get(report.id) != _WRONG:
            parties = [cast[one] for one in (*event.actors, *event.recipients, *(p.entity for p in event.participants))]
            length = sum(span.end - span.start for span in event.evidence)
            yield Told(report, event.contexts, event.confidence, length, _offices(parties))


def said_in(article: Stale) -> Iterator[Said]:
    """The statements of an article that nobody judged wrong."""
    held, carrier = article.held, _carrier(article)
    cast = {entity.id: entity for entity in held.record.entities}
    utterances = utterances_of(held.record, carrier, ids_of(held.coded), entity_key, bounds)
    for statement, utterance in zip(held.record.statements, utterances, strict=True):
        if held.verdicts.get(utterance.id) != _WRONG:
            yield Said(utterance, cast[statement.speaker].country, statement.content.end - statement.content.start)


def _carrier(article: Stale) -> Carrier:
    return Carrier(article.held.article, article.held.record.document.outlet, article.moment, article.copies)


def _offices(parties: list[Entity]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(entity_key(entity), entity.office) for entity in parties if entity.office}))


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
