"""The record of one document from its tagged spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from musnad.coding.claims import make_claims
from musnad.coding.entities import entities, make_cast
from musnad.coding.events import Act, make_acts
from musnad.coding.statements import make_statements
from musnad.coding.times import resolve_times
from musnad.record import MODES, Claim, Document, Event, Participant, Record, Role, Span, Statement, Status
from musnad.tagger.spans import Tagged


@dataclass(frozen=True, slots=True)
class _Told:
    act: Act
    claims: tuple[Claim, ...]


def make_record(document: Document, tagged: Tagged, coder: str) -> Record:
    """Entities, times, statements and events of a document; `coder` names the version that made them."""
    times = resolve_times(document, tagged.times)
    cast = make_cast(document, tagged.mentions)
    spoken = make_statements(document, tagged, cast, times)
    headings = _headings(document, tagged.sentences)
    acts = make_acts(document, tagged, cast, times)
    events = tuple(
        _event(n, document, told) for n, told in enumerate((_Told(a, make_claims(a, spoken, headings, cast)) for a in acts), 1)
    )
    statements = tuple(msgspec.structs.replace(s, id=f"s{n}") for n, (_, s) in enumerate(spoken, 1))
    used = _used(events, statements)
    return Record(document, entities(cast, used), tuple(t for t in times if t), events, statements, coder)


def _headings(document: Document, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the text's heading stands: a first line without a full stop, and every sentence that repeats the title."""
    text, title = document.text, (document.title or "").strip()
    out = [(a, b) for a, b in sentences if len(title) > _TITLE and title in text[a:b]]
    if len(sentences) > 1 and text[sentences[0][1] - 1] not in '.؟!»"':
        out.append(sentences[0])
    return out


_TITLE = 15
"""Letters; a shorter title may stand in a sentence by chance."""


def _event(n: int, document: Document, told: _Told) -> Event:
    act = told.act
    first = act.triggers[0]
    evidence = sorted(set(act.evidence))
    return Event(
        id=f"e{n}", type=act.type, mode=act.mode if act.mode in MODES[act.type] else None, actors=tuple(act.actors),
        recipients=tuple(act.recipients), participants=tuple(Participant(e, Role(r)) for e, r in act.participants), place=act.place,
        when=act.when, status=Status(act.status), claims=told.claims, contexts=tuple(act.contexts),
        trigger=Span.of(document.text, first.start, first.end), evidence=tuple(Span.of(document.text, a, b) for a, b in evidence),
        confidence=round(act.score, 3),
    )  # fmt: skip


def _used(events: tuple[Event, ...], statements: tuple[Statement, ...]) -> set[str]:
    used: set[str] = set()
    for e in events:
        used.update(e.actors, e.recipients, (p.entity for p in e.participants), (x for c in e.claims for x in c.chain))
        if e.place:
            used.add(e.place)
    for s in statements:
        used.update((s.speaker, *s.chain))
    return used
