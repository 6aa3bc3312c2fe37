"""What merging takes in: one event, or one statement, as one article tells it, in plain values that no database is needed for.

The keys of actors, the days of EDTF values and the ids come from whoever keeps the records (the store), so that this room
and that one never name the same thing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from musnad.knowledge import sessions
from musnad.language.numerals import ordinal
from musnad.language.terms import bare_terms, term
from musnad.language.tokens import tokens
from musnad.merging.numbers import counts
from musnad.record import Entity, EntityKind, Event, Record

UNDATED = "9999"
"""The moment of an article that brings no date; it sorts after all that do."""
_BEFORE, _AFTER, _REACH = 2, 6, 90
"""Words before and after a trigger that tell the act, and the letters among which they are looked for: verbs come first."""
_NEAR = 5
"""Words after a trigger among which the number of a round is looked for: «انتهت في مسقط أمس السبت الجولة الأولى»."""


class Carrier(NamedTuple):
    """The article that brings a report. `copies` is the same number for all copies of one text; `moment` sorts as text."""

    article: int
    outlet: str | None
    moment: str
    copies: int


class Party(NamedTuple):
    """One who takes part: `role` is actor, recipient, or a participant's role; `key` the same in all articles."""

    role: str
    key: str
    kind: str
    country: str | None

    @property
    def pole(self) -> str | None:
        """The state, else the actor itself, that an act counts for; None for an unnamed source of no state."""
        return self.country or (None if self.kind == EntityKind.ANON else self.key)


class Voice(NamedTuple):
    """On whose word: keys from the first to speak to the last to pass it on; `stance` asserts or denies."""

    stance: str
    chain: tuple[str, ...]


class Report(NamedTuple):
    """One event as one article tells it. `id` is the event's own, `round` its number in «الجولة الرابعة», else None.

    `earliest` and `latest` are ISO days that bound the act's time as told; `words` the search terms of its evidence, `core` those
    at its trigger, `around` the poles of all who are named there: «استضافت مسقط الجولة الرابعة بين إيران والولايات المتحدة» has them all.
    `numbers` is what the evidence counts (`numbers.counts`): («قتيل», 12), or with a sign («≥ قتيل», 12) at least twelve.
    """

    id: int
    carrier: Carrier
    type: str
    mode: str | None
    status: str
    parties: tuple[Party, ...]
    place: str | None
    place_country: str | None
    earliest: str | None
    latest: str | None
    voices: tuple[Voice, ...]
    words: frozenset[str]
    round: int | None = None
    around: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, int], ...] = ()

    @property
    def order(self) -> tuple[str, int, int]:
        """Sorts reports by moment of publication, then article, then event: the first of a group names it."""
        return self.carrier.moment, self.carrier.article, self.id

    @property
    def published(self) -> str | None:
        """The day of publication."""
        return None if self.carrier.moment >= UNDATED else self.carrier.moment[:10]


class Utterance(NamedTuple):
    """One statement as one article brings it: who speaks, who passed it on, the terms of what was said."""

    id: int
    carrier: Carrier
    speaker: str
    kind: str
    chain: tuple[str, ...]
    words: frozenset[str]
    earliest: str | None = None
    latest: str | None = None

    @property
    def order(self) -> tuple[str, int, int]:
        """As of a report."""
        return self.carrier.moment, self.carrier.article, self.id


Key = Callable[[Entity], str]
Bounds = Callable[[str | None], tuple[str | None, str | None]]
Ids = Mapping[tuple[str, str], int]


def reports_of(record: Record, carrier: Carrier, ids: Ids, key: Key, bounds: Bounds) -> Iterator[Report]:
    """The events of a record as reports. `ids` by («event», local id); `key` and `bounds` as the store's."""
    cast = {entity.id: entity for entity in record.entities}
    for event in record.events:
        place = cast[event.place] if event.place else None
        earliest, latest = bounds(event.when)
        yield Report(
            ids["event", event.id], carrier, str(event.type), event.mode, str(event.status),
            tuple(_parties(event, cast, key)), key(place) if place else None, place.country if place else None, earliest, latest,
            tuple(Voice(str(claim.stance), tuple(key(cast[one]) for one in claim.chain)) for claim in event.claims),
            words(e.text for e in event.evidence), round_of(event), frozenset(_around(event, record.entities, key)),
            core_of(record.document.text, event.trigger.start, event.trigger.end),
            tuple(dict.fromkeys(count for e in event.evidence for count in counts(e.text))),
        )  # fmt: skip


def utterances_of(record: Record, carrier: Carrier, ids: Ids, key: Key, bounds: Bounds) -> Iterator[Utterance]:
    """The statements of a record as utterances; arguments as of `reports_of`."""
    cast = {entity.id: entity for entity in record.entities}
    for one in record.statements:
        speaker, chain = cast[one.speaker], tuple(key(cast[link]) for link in one.chain)
        said = words([one.content.text])
        yield Utterance(ids["statement", one.id], carrier, key(speaker), str(speaker.kind), chain, said, *bounds(one.when))


def _around(event: Event, entities: Iterable[Entity], key: Key) -> Iterator[str]:
    for entity in entities:
        pole = Party("", key(entity), str(entity.kind), entity.country).pole
        if pole and entity.kind not in (EntityKind.PLACE, EntityKind.OUTLET):
            if any(e.start <= m.start and m.end <= e.end for e in event.evidence for m in entity.mentions):
                yield pole


def words(texts: Iterable[str]) -> frozenset[str]:
    """The search terms of some texts: «والمفاوضات» and «مفاوضات» are one."""
    return frozenset(term for text in texts for term in bare_terms(text))


def core_of(text: str, start: int, end: int) -> frozenset[str]:
    """The search terms of a stretch of text and of the words right before and after it: which act it is, told shortest."""
    before = [found.start for found in tokens(text[max(0, start - _REACH) : start])]
    after = [found.end for found in tokens(text[end : end + _REACH])]
    first = max(0, start - _REACH) + before[-_BEFORE] if len(before) >= _BEFORE else max(0, start - _REACH)
    last = end + after[_AFTER - 1] if len(after) >= _AFTER else end + _REACH
    return words([text[first:last]])


def round_of(event: Event) -> int | None:
    """The number of the meeting an event is: 4 for «تأجيل الجولة الرابعة». None where none is given, or several are.

    The first number soon after the trigger counts; else the only one in the stretch of evidence that holds the trigger.
    """
    for evidence in event.evidence:
        begin = event.trigger.start - evidence.start
        if begin >= 0 and event.trigger.end <= evidence.end:
            found = list(_rounds(evidence.text))
            for at, number in found:
                if begin <= at and len(tokens(evidence.text[begin:at])) <= _NEAR:
                    return number
            return found[0][1] if len(found) == 1 else None
    return None


def _rounds(text: str) -> Iterator[tuple[int, int]]:
    """Where counted meetings stand in a text, each with its number."""
    forms = tokens(text)
    for n, one in enumerate(forms):
        if term(one.form, text[one.end - 1] in "ةۃ") in sessions():
            number = ordinal([after.form for after in forms[n + 1 : n + 3]])
            if number:
                yield one.start, number


def _parties(event: Event, cast: Mapping[str, Entity], key: Key) -> Iterator[Party]:
    roles = [("actor", a) for a in event.actors] + [("recipient", r) for r in event.recipients]
    for role, one in (*roles, *((str(p.role), p.entity) for p in event.participants)):
        yield Party(role, key(cast[one]), str(cast[one].kind), cast[one].country)
