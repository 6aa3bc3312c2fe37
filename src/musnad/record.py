"""The record: what one article says, in types.

The definition of every field is the project's coding guide (`docs/coding.md`). All values are frozen; offsets are
Unicode code points into `Document.text`, and the law `document.text[span.start:span.end] == span.text` holds for every
span of every record that exists: it is checked when a record is made and when one is read.

>>> text = "التقى لافروف نظيره الإيراني."
>>> Span.of(text, 6, 12).text
'لافروف'
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from musnad.errors import RecordError

FORMAT = 1
"""Version of the record's shape. It rises whenever a field changes its name, place or meaning."""


class EntityKind(StrEnum):
    """What an actor or place is."""

    STATE = "state"
    PERSON = "person"
    BODY = "body"
    IGO = "igo"
    GROUP = "group"
    OUTLET = "outlet"
    ANON = "anon"
    PLACE = "place"


class EventType(StrEnum):
    """PLOVER's sixteen event types (Open Event Data Alliance, codebook of 2021)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """The state of becoming of an event, as the article tells it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    HYPOTHETICAL = "hypothetical"
    CANCELLED = "cancelled"
    NOT_OCCURRED = "not_occurred"


class Stance(StrEnum):
    """Whether the voices of a claim's chain assert the event or deny it."""

    ASSERTS = "asserts"
    DENIES = "denies"


class SpeechMode(StrEnum):
    """How much of a statement's content stands inside quotation marks: all, part, nothing."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Role(StrEnum):
    """The part of an event's participant who is neither actor nor recipient."""

    MEDIATOR = "mediator"
    HOST = "host"
    ENVOY = "envoy"
    COMPANION = "companion"
    BENEFICIARY = "beneficiary"


MODES: dict[EventType, frozenset[str]] = {
    EventType.AGREE: frozenset(),
    EventType.CONSULT: frozenset({"visit", "meet", "phone", "message", "multilateral", "third-party"}),
    EventType.SUPPORT: frozenset(),
    EventType.CONCEDE: frozenset(),
    EventType.COOPERATE: frozenset(),
    EventType.AID: frozenset(),
    EventType.RETREAT: frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign", "return"}),
    EventType.REQUEST: frozenset({"assist", "change", "yield", "meet"}),
    EventType.ACCUSE: frozenset({"disapprove", "investigate", "allege"}),
    EventType.REJECT: frozenset({"assist", "change", "yield", "meet"}),
    EventType.THREATEN: frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
    EventType.PROTEST: frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct"}),
    EventType.SANCTION: frozenset({"convict", "expel", "withdraw", "discontinue"}),
    EventType.MOBILIZE: frozenset({"troops", "weapons", "police", "militia"}),
    EventType.COERCE: frozenset(
        {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"}
    ),
    EventType.ASSAULT: frozenset(
        {
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
            "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
        }
    ),
}  # fmt: skip
"""The modes each type may carry (PLOVER 2021; `return` for refugees and detainees who come back)."""

MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE, EventType.SUPPORT})
"""Types whose two sides may act alike: both are actors then, and there is no recipient."""


class Span(msgspec.Struct, frozen=True):
    """A piece of the article's text: offsets in code points, and the words that stand there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` up to `end`."""
        return cls(start, end, text[start:end])


class Document(msgspec.Struct, frozen=True):
    """An article as it was read; its text is never changed afterwards.

    `published` is an ISO 8601 date or date-time, as the source gives it, or None.
    """

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None


class Entity(msgspec.Struct, frozen=True):
    """An actor or place of the article. `name` is the fullest name as written; `mentions` are all its places."""

    id: str
    kind: EntityKind
    name: str
    en: str | None = None
    country: str | None = None
    office: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


class Time(msgspec.Struct, frozen=True):
    """A time expression and its EDTF value; `weekday` (English) where nothing but the weekday is known."""

    start: int
    end: int
    text: str
    value: str
    weekday: str | None = None


class Participant(msgspec.Struct, frozen=True):
    """A party to an event that is neither actor nor recipient."""

    entity: str
    role: Role


class Claim(msgspec.Struct, frozen=True):
    """On whose word: entity ids from the first to speak to the last to pass it on."""

    stance: Stance
    chain: tuple[str, ...]


class Event(msgspec.Struct, frozen=True):
    """One act: who did what to whom, where, when, in which state of becoming, on whose word."""

    id: str
    type: EventType
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    participants: tuple[Participant, ...]
    place: str | None
    when: str | None
    status: Status
    claims: tuple[Claim, ...]
    contexts: tuple[str, ...]
    trigger: Span
    evidence: tuple[Span, ...]
    confidence: float


class Statement(msgspec.Struct, frozen=True):
    """Something said or written that the article attributes to somebody."""

    id: str
    speaker: str
    chain: tuple[str, ...]
    cue: Span
    content: Span
    mode: SpeechMode
    when: str | None
    place: str | None
    addressee: str | None
    confidence: float


class Record(msgspec.Struct, frozen=True):
    """What one article says. Making one with a span or a reference that does not hold raises `RecordError`."""

    document: Document
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    coder: str
    format: int = FORMAT

    def __post_init__(self) -> None:
        check(self)

    def to_json(self) -> bytes:
        """The record as one line of UTF-8 JSON; the same record gives the same bytes."""
        return _encoder.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Record:
        """Read a record back. Raises `RecordError` where it is not one, or where a span does not hold."""
        try:
            return _decoder.decode(data)
        except msgspec.DecodeError as fault:  # ValidationError, raised by check() too, is one of these
            raise RecordError(str(fault)) from fault


_encoder = msgspec.json.Encoder()


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(Record)


def spans(record: Record) -> Iterator[tuple[str, Span | Time]]:
    """Every span of a record with the name of its owner."""
    for entity in record.entities:
        for mention in entity.mentions:
            yield f"entity {entity.id}", mention
    for n, time in enumerate(record.times):
        yield f"time {n}", time
    for event in record.events:
        yield f"event {event.id}", event.trigger
        for evidence in event.evidence:
            yield f"event {event.id}", evidence
    for statement in record.statements:
        yield f"statement {statement.id}", statement.cue
        yield f"statement {statement.id}", statement.content


def check(record: Record) -> None:
    """Hold a record against its laws. Raises `RecordError` naming the first part that breaks one."""
    if record.format != FORMAT:
        raise RecordError(f"record of format {record.format}; this version of Musnad reads format {FORMAT}")
    text = record.document.text
    for owner, span in spans(record):
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            raise RecordError(f"{owner}: «{span.text}» does not stand at {span.start}–{span.end} of the text")
    ids = [entity.id for entity in record.entities]
    known = frozenset(ids)
    if len(known) != len(ids):
        raise RecordError("an entity id stands twice")

    def refer(owner: str, *wanted: str | None) -> None:
        for one in wanted:
            if one is not None and one not in known:
                raise RecordError(f"{owner}: no entity has the id {one!r}")

    for event in record.events:
        owner = f"event {event.id}"
        refer(owner, *event.actors, *event.recipients, event.place, *(p.entity for p in event.participants))
        if not event.actors or not event.evidence:
            raise RecordError(f"{owner}: needs an actor and evidence")
        if event.mode is not None and event.mode not in MODES[event.type]:
            raise RecordError(f"{owner}: {event.type} has no mode {event.mode!r}")
        if not any(e.start <= event.trigger.start and event.trigger.end <= e.end for e in event.evidence):
            raise RecordError(f"{owner}: the trigger lies outside the evidence")
        for claim in event.claims:
            if not claim.chain:
                raise RecordError(f"{owner}: a claim needs somebody who makes it")
            refer(owner, *claim.chain)
    for statement in record.statements:
        refer(f"statement {statement.id}", statement.speaker, *statement.chain, statement.place, statement.addressee)


_decoder = msgspec.json.Decoder(Record)
