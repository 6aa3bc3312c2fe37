"""An article's text under the layers of its record, and the record's entries beside it: what a page shows of both.

Items go by their names on the page: `e1` an event, `s2` a statement, `who-iran` an entity, `time3` the third time expression. (An
entity may well be called «e3», as the three European states are.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from musnad.asking import Who
from musnad.knowledge import scale
from musnad.record import Entity, Event, Record, Span, Statement, Time
from musnad.server.drawing.layers import Mark, Segment, paragraphs
from musnad.store import entity_key

LAYERS = ("events", "statements", "entities", "times")
_FIRST = ("events", "entities", "times", "statements")


@dataclass(frozen=True)
class Piece:
    """A segment as it is written into the page: its classes, where a click on it leads, and the items over it."""

    text: str
    start: int
    classes: str
    to: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Layered:
    """A record as it is read: its text in pieces, its entries. `shown` are the layers that are switched on."""

    record: Record
    shown: tuple[str, ...] = LAYERS
    picked: str | None = None
    """The item whose marks stand out."""

    @cached_property
    def cast(self) -> Mapping[str, Who]:
        """Everybody in the record by local id."""
        return {entity.id: who_of(entity) for entity in self.record.entities}

    @cached_property
    def quads(self) -> Mapping[str, str]:
        """The quad class of each event."""
        return {e.id: scale(e.type, e.mode, e.contexts).quad for e in self.record.events}

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks of all layers."""
        return tuple(_marks(self.record))

    @cached_property
    def paragraphs(self) -> tuple[tuple[Piece, ...], ...]:
        """The text, paragraph by paragraph, in pieces; joined with the line ends it is the text."""
        return tuple(tuple(self._piece(one) for one in line) for line in paragraphs(self.record.document.text, self.marks))

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """By its name on the page, where each item's marks begin, in the order of the text; the telling words of an event or statement first."""
        first: dict[str, list[int]] = {}
        rank = {"trigger": 0, "cue": 0}
        for mark in sorted(self.marks, key=lambda m: (rank.get(m.kind, 1), m.start)):
            if mark.start not in first.setdefault(mark.item, []):
                first[mark.item].append(mark.start)
        return {item: tuple(starts) for item, starts in first.items()}

    @cached_property
    def acts_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each entity the events and statements in which it has a part."""
        found: dict[str, dict[str, None]] = {}
        for event in self.record.events:
            for one in (*event.actors, *event.recipients, *(p.entity for p in event.participants), event.place):
                found.setdefault(one or "", {})[event.id] = None
        for statement in self.record.statements:
            for one in (statement.speaker, *statement.chain, statement.place, statement.addressee):
                found.setdefault(one or "", {})[statement.id] = None
        return {entity: tuple(items) for entity, items in found.items() if entity}

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, those with a part in most events and statements first."""
        return tuple(sorted(self.record.entities, key=lambda e: -len(self.acts_of.get(e.id, ()))))

    def times(self) -> list[tuple[str, Time]]:
        """The time expressions with their local ids."""
        return [(f"time{n}", time) for n, time in enumerate(self.record.times, 1)]

    def _piece(self, segment: Segment) -> Piece:
        items = tuple(dict.fromkeys(mark.item for mark in segment.marks))
        on = [mark for mark in segment.marks if mark.layer in self.shown]
        return Piece(segment.text, segment.start, self._classes(segment.marks), min(on, key=_rank).item if on else "", items)

    def _classes(self, marks: Sequence[Mark]) -> str:
        """The classes that style a piece: its layers, the inner event's quad class, kinds, and whether the picked item is there."""
        names: dict[str, None] = {}
        for mark in marks:
            names[f"in-{mark.layer}"] = None
            if mark.kind:
                names[f"is-{mark.kind}"] = None
        inner = next((mark for mark in reversed(marks) if mark.layer == "events"), None)
        if inner:
            names[quad_class(self.quads[inner.item])] = None
        if self.picked and any(mark.item == self.picked for mark in marks):
            names["picked"] = None
        return " ".join(names)


def _rank(mark: Mark) -> tuple[int, int]:
    """What a click asks about: the narrowest mark; of two on the same words the act, then the one who acts."""
    return mark.end - mark.start, _FIRST.index(mark.layer)


def who_name(entity: str) -> str:
    """The name of an entity's entry on the page."""
    return f"who-{entity}"


def who_of(entity: Entity) -> Who:
    """An entity of a record as answers name actors."""
    return Who(key=entity_key(entity), kind=str(entity.kind), name=entity.name, en=entity.en, country=entity.country)


def quad_class(quad: str) -> str:
    """The class that gives a quad class its colour in pages.

    >>> quad_class("verbal conflict"), quad_class("material cooperation")
    ('quad-vx', 'quad-mc')
    """
    means, end = quad.split()
    return f"quad-{means[0]}{'c' if end == 'cooperation' else 'x'}"


def _marks(record: Record) -> Iterator[Mark]:
    for entity in record.entities:
        yield from (_mark(m, "entities", who_name(entity.id), str(entity.kind)) for m in entity.mentions)
    for n, time in enumerate(record.times, 1):
        yield Mark(time.start, time.end, "times", f"time{n}")
    for event in record.events:
        yield from _marks_of_event(event)
    for statement in record.statements:
        yield from _marks_of_statement(statement)


def _marks_of_event(event: Event) -> Iterator[Mark]:
    yield _mark(event.trigger, "events", event.id, "trigger")
    yield from (_mark(e, "events", event.id, "evidence") for e in event.evidence)


def _marks_of_statement(statement: Statement) -> Iterator[Mark]:
    yield _mark(statement.cue, "statements", statement.id, "cue")
    yield _mark(statement.content, "statements", statement.id, "content")


def _mark(span: Span, layer: str, item: str, kind: str) -> Mark:
    return Mark(span.start, span.end, layer, item, kind)
