"""Whether two reports tell one happening: a sum of reasons, each with its weight, or a bar that nothing outweighs.

What is compared depends on the two reports alone, never on what else is known, so that the answer stays the same whenever
either arrives. A coder errs in parties and days more than in words: where two reports of near days tell an act in nearly the
same words, a difference in these counts against them but is no bar. The weights and thresholds were set by hand on the samples
and on the `tuned` part of the gold (`python -m evaluation.coreference`); the `held` part measures them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from musnad.merging.rarity import alike
from musnad.merging.reports import Report
from musnad.merging.windows import day_number, gap, window
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
_CLOSE = 0.4
"""Share of the words' weight (`rarity.alike`) from which two reports tell an act in nearly the same words."""
_SOME = 0.15
"""Share of the words' weight without which two reports that name other parties besides a common one are not one happening."""
FRESH = 3
"""Days between publications up to which the same words are the same news."""
_DOUBT = -1.0
"""What a difference weighs that would be a bar if the words were not nearly the same."""
_SHARED, _FAIR = 6.0, 0.5
"""What the same words weigh."""
_CORE, _CORE_FAIR = 3.0, 0.1
"""What the same words right at the trigger weigh, and the share of them from which they speak for one act rather than against."""


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
        self.published = day_number(report.published) if report.published else None
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


class _Pair:
    """Two profiles compared; what is costly is worked out when it is asked for."""

    def __init__(self, a: Profile, b: Profile) -> None:
        self.a, self.b = a, b

    @cached_property
    def share(self) -> float:
        """The share of their words."""
        return alike(self.a.report.words, self.b.report.words)

    @property
    def fresh(self) -> bool:
        """Whether both were published within a few days."""
        ours, theirs = self.a.published, self.b.published
        return ours is not None and theirs is not None and abs(ours - theirs) <= FRESH

    @property
    def close(self) -> bool:
        """Whether both tell the same news in nearly the same words."""
        return self.fresh and self.share >= _CLOSE

    def doubt(self, name: str, weight: float = _DOUBT) -> Reason | str:
        """A bar, or what it weighs where the words are nearly the same."""
        return Reason(name, weight) if self.close else name


def likeness(a: Profile, b: Profile) -> Likeness:
    """Two reports compared, in whichever order.

    «أجرت إيران والولايات المتحدة، السبت، محادثات» and «انتهت أمس السبت الجولة الأولى بين إيران والولايات المتحدة» are tied
    by type, day, parties and place.
    """
    bar = _never(a.report, b.report)
    if bar:
        return Likeness(0.0, (), bar)
    pair = _Pair(a, b)
    reasons: list[Reason] = []
    for aspect in _ASPECTS:
        for found in aspect(pair):
            if isinstance(found, str):
                return Likeness(0.0, (), found)
            reasons.append(found)
    return Likeness(round(sum(reason.weight for reason in reasons), 3), tuple(reasons))


def _never(one: Report, other: Report) -> str | None:
    """What no words outweigh."""
    if one.type != other.type:
        return "another type of act"
    if one.carrier.article == other.carrier.article:
        return "one article tells both"
    if one.round and other.round and one.round != other.round:
        return f"rounds {min(one.round, other.round)} and {max(one.round, other.round)}"
    return None


Found = Iterator[Reason | str]


def _kind(pair: _Pair) -> Found:
    one, other = pair.a.report, pair.b.report
    if one.round and other.round:
        yield Reason("same round", 2.0, str(one.round))
    if one.mode and other.mode:
        if one.mode == other.mode:
            yield Reason("same mode", 0.6, one.mode)
        elif one.type == EventType.CONSULT and _APART & {one.mode, other.mode}:
            yield f"{min(one.mode, other.mode)} and {max(one.mode, other.mode)}"
        else:
            yield Reason("other mode", -0.5, f"{min(one.mode, other.mode)}, {max(one.mode, other.mode)}")
    if one.type in _SPEECH:
        yield Reason("speech", -1.0, one.type)
    if one.carrier.copies == other.carrier.copies:
        yield Reason("copies of one text", 1.5)


def _time(pair: _Pair) -> Found:
    a, b = pair.a, pair.b
    one, other = a.window, b.window
    if one is None or other is None:
        if (one is None) != (other is None) and (a.report.round is None or b.report.round is None):
            yield Reason("one without a date", -0.5) if pair.fresh and pair.share >= _SOME else "one without a date"
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
        yield pair.doubt(f"{apart} days apart")


def _who(pair: _Pair) -> Found:
    a, b = pair.a, pair.b
    if a.report.round and a.report.round == b.report.round and len((a.poles | a.around) & (b.poles | b.around)) > 1:
        yield Reason("round of the same parties", 2.0, " ".join(sorted((a.poles | a.around) & (b.poles | b.around))))
        return
    shared = a.poles & b.poles
    if not shared:
        beside = (a.poles & b.around) | (a.around & b.poles)
        yield pair.doubt("no party in common", 0.0) if beside else pair.doubt("no party in common")
        return
    for pole in sorted(shared):
        ours, theirs = a.people.get(pole), b.people.get(pole)
        if ours and theirs and not ours & theirs:
            known = all(_known(key) for key in ours | theirs)
            yield pair.doubt(f"other people of {pole}") if known else Reason(f"other people of {pole}", -0.5)
    share = len(shared) / len(a.poles | b.poles)
    if not (a.poles <= b.poles or b.poles <= a.poles) and share < 0.5:
        yield Reason("other parties", -0.5) if pair.share >= _SOME else "other parties"
    if EventType(a.report.type) not in MUTUAL:
        if a.sides[0] & b.sides[1] and a.sides[1] & b.sides[0] and not a.sides[0] & b.sides[0]:
            yield "the other way round"
        for name, ours, theirs in zip(("actor", "recipient"), a.sides, b.sides, strict=True):
            if ours and theirs and not ours & theirs:
                yield pair.doubt(f"another {name}")
    yield Reason(
        "same parties" if share == 1 else "some parties",
        round(1.5 * share - (0.5 if len(shared) == 1 else 0), 3),
        " ".join(sorted(shared)),
    )
    both = (a.named & b.named) - shared
    if both:
        yield Reason("same people or bodies", min(2.0, 0.5 + 0.5 * len(both)), " ".join(sorted(both)))


def _known(key: str) -> bool:
    """Whether a person's key is one of Wikidata, the same for every spelling of the name."""
    return key[:1] == "Q" and key[1:].isdigit()


def _where(pair: _Pair) -> Found:
    one, other = pair.a.report, pair.b.report
    if not one.place or not other.place:
        return
    if one.place == other.place:
        yield Reason("same place", 1.0, one.place)
    elif one.place_country and one.place_country == other.place_country:
        yield Reason("same country", 0.5, one.place_country)
    else:
        yield Reason("other place", -1.5, f"{min(one.place, other.place)}, {max(one.place, other.place)}")


def _status(pair: _Pair) -> Found:
    statuses = {pair.a.report.status, pair.b.report.status}
    if len(statuses) > 1 and Status.HYPOTHETICAL in statuses:
        yield Reason("only supposed by one", -1.0)
    elif len(statuses) > 1 and Status.ONGOING in statuses:
        yield Reason("going on by one", -0.5)
    if pair.a.report.status == Status.PLANNED and pair.b.report.status == Status.OCCURRED:
        yield from _carried_out(pair.a, pair.b)
    elif pair.b.report.status == Status.PLANNED and pair.a.report.status == Status.OCCURRED:
        yield from _carried_out(pair.b, pair.a)


def _carried_out(plan: Profile, act: Profile) -> Found:
    """A plan and an act that came later within its days."""
    if plan.window and act.window and act.window.said and gap(plan.window, act.window) == 0:
        if plan.published is not None and plan.published <= act.window.last:
            yield Reason("planned, then done", 0.5)


def _words(pair: _Pair) -> Found:
    """Two who write for themselves share few words: where both sides of an act are the same, that alone counts little against it."""
    one, other = pair.a.report, pair.b.report
    least = 0.0 if len(pair.a.poles & pair.b.poles) > 1 else -1.0
    if one.words and other.words:
        weight = max(least, _SHARED * pair.share - _FAIR)
        yield Reason("shared words", round(weight, 3), _some(one.words & other.words) if weight > 0 else "")
    if one.core and other.core:
        weight = max(least, _CORE * (alike(one.core, other.core) - _CORE_FAIR))
        yield Reason("words at the act", round(weight, 3), _some(one.core & other.core) if weight > 0 else "")


def _some(words: frozenset[str]) -> str:
    return " ".join(sorted(words)[:8])


_ASPECTS: tuple[Callable[[_Pair], Found], ...] = (_time, _who, _kind, _where, _status, _words)
"""Those first that bar most often."""
