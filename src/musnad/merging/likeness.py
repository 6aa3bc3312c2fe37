"""Whether two reports tell one happening: a sum of reasons, each with its weight, or a bar that nothing outweighs.

What is compared depends on the two reports alone, never on what else is known, so that the answer stays the same whenever
either arrives. The weights and `ENOUGH` were set by hand, looking at the pairs of `evaluation/gold/coreference.json`;
`python -m evaluation.coreference` measures them on that same gold, so it shows no more than that they fit it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from musnad.merging.rarity import alike
from musnad.merging.reports import Report
from musnad.merging.windows import gap, window
from musnad.record import MUTUAL, EntityKind, EventType, Status

ENOUGH = 3.0
"""The sum from which two reports are tied."""

_NAMED = {EntityKind.PERSON, EntityKind.BODY, EntityKind.GROUP}
_SPEECH = {
    EventType.AGREE,
    EventType.SUPPORT,
    EventType.CONCEDE,
    EventType.REQUEST,
    EventType.ACCUSE,
    EventType.REJECT,
    EventType.THREATEN,
}
"""Acts of speech: the same two may do several of them on one day, about different things."""
_PUT_OFF = 60
"""Days by which a counted round may be put off; a first round a year later opens other talks."""
_APART = {"phone", "message"}
"""Modes of CONSULT that no meeting in one place can be."""


class Reason(NamedTuple):
    """Why two reports are, or are not, one happening: a name, a weight, and what it rests on."""

    name: str
    weight: float
    on: str = ""


class Likeness(NamedTuple):
    """Two reports compared: the sum of the reasons' weights, or a `bar`: why they can't be one happening."""

    score: float
    reasons: tuple[Reason, ...]
    bar: str | None = None

    @property
    def tied(self) -> bool:
        """Whether this is enough to take the two for one happening."""
        return self.bar is None and self.score >= ENOUGH


class Profile:
    """A report with what comparing it needs, worked out once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.window = window(report)
        main = [p for p in report.parties if p.role in ("actor", "recipient")]
        self.poles = frozenset(p.pole for p in main if p.pole)
        self.sides = tuple(frozenset(p.pole for p in main if p.role == role and p.pole) for role in ("actor", "recipient"))
        self.around = report.around
        self.named = frozenset(p.key for p in main if p.kind in _NAMED)

    @cached_property
    def people(self) -> dict[str, frozenset[str]]:
        """The persons who act, by the state they act for."""
        found: dict[str, set[str]] = {}
        for p in self.report.parties:
            if p.kind == EntityKind.PERSON and p.pole and p.role in ("actor", "recipient"):
                found.setdefault(p.pole, set()).add(p.key)
        return {pole: frozenset(keys) for pole, keys in found.items()}


def likeness(a: Profile, b: Profile) -> Likeness:
    """Two reports compared, in whichever order.

    «أجرت إيران والولايات المتحدة، السبت، محادثات» and «انتهت أمس السبت الجولة الأولى بين إيران والولايات المتحدة» are tied
    by type, day, parties and place.
    """
    reasons: list[Reason] = []
    for aspect in _ASPECTS:
        for found in aspect(a, b):
            if isinstance(found, str):
                return Likeness(0.0, (), found)
            reasons.append(found)
    return Likeness(round(sum(reason.weight for reason in reasons), 3), tuple(reasons))


Found = Iterator[Reason | str]


def _kind(a: Profile, b: Profile) -> Found:
    one, other = a.report, b.report
    if one.type != other.type:
        yield "another type of act"
    if one.carrier.article == other.carrier.article:
        yield "one article tells both"
    if one.round and other.round:
        if one.round != other.round:
            yield f"rounds {min(one.round, other.round)} and {max(one.round, other.round)}"
        yield Reason("same round", 2.0, str(one.round))
    if one.mode and other.mode:
        if one.mode == other.mode:
            yield Reason("same mode", 0.6, one.mode)
        elif one.type == EventType.CONSULT and _APART & {one.mode, other.mode}:
            yield f"{min(one.mode, other.mode)} and {max(one.mode, other.mode)}"
        else:
            yield Reason("other mode", -0.5, f"{min(one.mode, other.mode)}, {max(one.mode, other.mode)}")
    if one.type in _SPEECH:
        yield Reason("speech", -0.5, one.type)
    if one.carrier.copies == other.carrier.copies:
        yield Reason("copies of one text", 1.5)


def _time(a: Profile, b: Profile) -> Found:
    one, other = a.window, b.window
    if one is None or other is None:
        if (one is None) != (other is None) and (a.report.round is None or b.report.round is None):
            yield "one without a date"
        return
    apart = gap(one, other)
    if apart == 0 and one.day and other.day:
        yield Reason("same day", 2.0, a.report.earliest or "")
    elif apart == 0:
        yield Reason("days overlap", 1.0 if one.said or other.said else 0.8)
    elif a.report.round and a.report.round == b.report.round and apart <= _PUT_OFF:
        yield Reason("other day", -0.5, f"{apart} days apart")
    elif apart == 1:
        yield Reason("next day", -1.0)
    else:
        yield f"{apart} days apart"


def _who(a: Profile, b: Profile) -> Found:
    shared = a.poles & b.poles
    if a.report.round and a.report.round == b.report.round and len((a.poles | a.around) & (b.poles | b.around)) > 1:
        yield Reason("round of the same parties", 2.0, " ".join(sorted((a.poles | a.around) & (b.poles | b.around))))
        return
    if not shared:
        yield "no party in common"
        return
    for pole in sorted(shared):
        ours, theirs = a.people.get(pole), b.people.get(pole)
        if ours and theirs and not ours & theirs:
            yield f"other people of {pole}"
    share = len(shared) / len(a.poles | b.poles)
    if not (a.poles <= b.poles or b.poles <= a.poles) and share < 0.5:
        yield "other parties"
    if EventType(a.report.type) not in MUTUAL:
        for name, ours, theirs in zip(("actor", "recipient"), a.sides, b.sides, strict=True):
            if ours and theirs and not ours & theirs:
                yield f"another {name}"
    yield Reason(
        "same parties" if share == 1 else "some parties",
        round(1.5 * share - (0.5 if len(shared) == 1 else 0), 3),
        " ".join(sorted(shared)),
    )
    both = a.named & b.named
    if both:
        yield Reason("same people or bodies", min(2.0, 0.5 + 0.5 * len(both)), " ".join(sorted(both)))


def _where(a: Profile, b: Profile) -> Found:
    one, other = a.report, b.report
    if not one.place or not other.place:
        return
    if one.place == other.place:
        yield Reason("same place", 1.0, one.place)
    elif one.place_country and one.place_country == other.place_country:
        yield Reason("same country", 0.5, one.place_country)
    else:
        yield Reason("other place", -1.5, f"{min(one.place, other.place)}, {max(one.place, other.place)}")


def _status(a: Profile, b: Profile) -> Found:
    pair = {a.report.status, b.report.status}
    if len(pair) > 1 and Status.HYPOTHETICAL in pair:
        yield Reason("only supposed by one", -1.0)
    elif len(pair) > 1 and Status.ONGOING in pair:
        yield Reason("going on by one", -0.5)


def _words(a: Profile, b: Profile) -> Found:
    share = alike(a.report.words, b.report.words)
    if share:
        both = sorted(a.report.words & b.report.words)
        yield Reason("shared words", round(3 * share, 3), " ".join(both[:8]))


_ASPECTS: tuple[Callable[[Profile, Profile], Found], ...] = (_kind, _time, _who, _where, _status, _words)
