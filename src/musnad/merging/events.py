"""A merged event: all reports of one happening, field by field what they agree on and where they contradict each other.

Sources are counted, not copies: carriers of one text are one source, however many outlets print it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from musnad.merging.coreference import Merge, Merging
from musnad.merging.numbers import clash
from musnad.merging.reports import Party, Report
from musnad.merging.sources import independent
from musnad.merging.windows import day_number
from musnad.record import EntityKind, Stance, Status

_HAPPENED = {Status.OCCURRED, Status.ONGOING}
_IN_PERSON = {"visit", "meet", "multilateral", "third-party"}
_FAILED = {Status.CANCELLED, Status.NOT_OCCURRED}


class Variant(NamedTuple):
    """One value of a field: the reports that give it, and how many independent sources these are."""

    value: str
    reports: tuple[int, ...]
    sources: int


class Field(NamedTuple):
    """What the reports say about one thing, the best attested first; `agreed` is False where two of them can't both be true.

    Reports that say nothing about it are left out.
    """

    name: str
    variants: tuple[Variant, ...]
    agreed: bool

    @property
    def value(self) -> str | None:
        """The value that most independent sources give, of equals the one told first; of times and statuses, those of the act as done first."""
        return self.variants[0].value if self.variants else None


class Word(NamedTuple):
    """Somebody's word on an event: who speaks, through whom, asserting or denying it, and in which reports."""

    speaker: str
    through: tuple[str, ...]
    stance: str
    reports: tuple[int, ...]


class MergedEvent(NamedTuple):
    """One happening. `id` is its earliest report's; `merges` say why the reports belong together."""

    id: int
    reports: tuple[Report, ...]
    merges: tuple[Merge, ...]
    fields: Mapping[str, Field]
    parties: tuple[Party, ...]
    words: tuple[Word, ...]
    sources: int
    outlets: tuple[str, ...]

    @property
    def type(self) -> str:
        """Reports of one happening share its type."""
        return self.reports[0].type

    @property
    def status(self) -> str:
        """The status: `occurred` or `ongoing` where any report tells the act as done, else what most independent sources give.

        For what became of it by a day see `history.outcome`.
        """
        return self.fields["status"].value or ""

    @property
    def contradicted(self) -> tuple[str, ...]:
        """The names of fields that reports contradict each other about."""
        return tuple(name for name, field in self.fields.items() if not field.agreed)

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and last day of the best attested time; None where no report gives one."""
        when = self.fields["when"].value
        return (when[:10], when[-10:]) if when else None


def merged_events(merging: Merging) -> list[MergedEvent]:
    """All merged events in the order of their first reports."""
    names = sorted(merging.groups, key=lambda name: merging.reports[name].order)
    return [merged_event(merging, name) for name in names]


def merged_event(merging: Merging, name: int) -> MergedEvent:
    """The merged event of an id. Raises KeyError where no group has it."""
    reports = tuple(merging.reports[one] for one in merging.groups[name])
    outlets = dict.fromkeys(r.carrier.outlet for r in reports if r.carrier.outlet)
    return MergedEvent(
        name, reports, merging.merges[name], _fields(reports), _parties(reports), _words(reports), sources(reports), tuple(outlets)
    )


def sources(reports: Iterable[Report]) -> int:
    """How many independent sources some reports are."""
    return independent(report.carrier for report in reports)


def _fields(reports: tuple[Report, ...]) -> dict[str, Field]:
    return {
        "when": _done_first(_field("when", reports, _when, _same, _days_agree(reports)), reports),
        "place": _field("place", reports, lambda r: r.place, _same, _places_meet(reports)),
        "mode": _field("mode", reports, lambda r: r.mode, _modes_meet),
        "status": _done_first(_field("status", reports, lambda r: r.status, _same, _statuses_meet(reports)), reports),
        "actors": _field("actors", reports, lambda r: _side(r, "actor"), _same, _sides_meet(reports, "actor")),
        "recipients": _field("recipients", reports, lambda r: _side(r, "recipient"), _same, _sides_meet(reports, "recipient")),
        "stance": _field("stance", reports, _stance, _same),
        "numbers": _numbers(reports),
    }


def _field(
    name: str, reports: tuple[Report, ...], value: Callable[[Report], str | None], meet: Callable[[str, str], bool],
    whole: bool | None = None,
) -> Field:  # fmt: skip
    """A field by what each report says of it; `meet` tells of two values whether both may be true, `whole` of all at once."""
    held: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        said = value(report)
        if said:
            held[said].append(report)
    variants = [Variant(said, tuple(r.id for r in those), sources(those)) for said, those in held.items()]
    agreed = all(meet(a, b) for a in held for b in held) if whole is None else whole
    return Field(name, tuple(sorted(variants, key=lambda v: -v.sources)), agreed)


def _numbers(reports: tuple[Report, ...]) -> Field:
    """What reports count, each count a variant («قتيل 12», «≥ قتيل 30»); two that give one thing numbers apart contradict each other."""
    held: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        for thing, value in report.numbers:
            held[f"{thing} {value}"].append(report)
    variants = [Variant(told, tuple(r.id for r in those), sources(those)) for told, those in held.items()]
    clashing = any(clash(a.numbers, b.numbers) for a, b in combinations(reports, 2))
    return Field("numbers", tuple(sorted(variants, key=lambda v: -v.sources)), not clashing)


def _when(report: Report) -> str | None:
    if not report.earliest or not report.latest:
        return None
    return report.earliest if report.earliest == report.latest else f"{report.earliest}/{report.latest}"


def _days_meet(one: str, other: str) -> bool:
    return one[:10] <= other[-10:] and other[:10] <= one[-10:]


def _done_first(field: Field, reports: tuple[Report, ...]) -> Field:
    """The field with what reports say that tell the act as done before what others planned or feared."""
    done = {report.id for report in reports if report.status in _HAPPENED and not _denied(report)}
    return field._replace(variants=tuple(sorted(field.variants, key=lambda v: done.isdisjoint(v.reports))))


def _days_agree(reports: tuple[Report, ...]) -> bool:
    """Reports that tell the act as done must leave it a common day; those that announce it, only if they came within a day.

    That a plan was moved, and the act done on another day than planned, is history.
    """
    told = [(r, when) for r in reports if (when := _when(r))]
    return all(_days_meet(one, other) for (a, one), (b, other) in combinations(told, 2) if _of_one_time(a, b))


def _of_one_time(a: Report, b: Report) -> bool:
    done = {r.status in _HAPPENED for r in (a, b)}
    if done != {False}:
        return done == {True}
    return a.status == b.status and bool(a.published and b.published) and _apart(a, b) <= 1


def _apart(a: Report, b: Report) -> int:
    return abs(day_number(a.published or "") - day_number(b.published or ""))


def _modes_meet(one: str, other: str) -> bool:
    """A visit with talks is a meeting too; a phone call is none."""
    return one == other or {one, other} <= _IN_PERSON


def _same(one: str, other: str) -> bool:
    return one == other


def _places_meet(reports: tuple[Report, ...]) -> bool:
    """A city and its country are no contradiction; two cities are, and two countries."""
    named = {(r.place, r.place_country) for r in reports if r.place}
    cities = {place for place, country in named if place != country}
    return len(cities) <= 1 and len({country for _, country in named if country}) <= 1


def _statuses_meet(reports: tuple[Report, ...]) -> bool:
    """That what was planned then happens or fails is its history; that it happened and did not is a contradiction.

    A report of failure that was followed by one of the act is history too: it was postponed.
    """
    happened = [r.carrier.moment for r in reports if r.status in _HAPPENED and not _denied(r)]
    failed = [r.carrier.moment for r in reports if r.status in _FAILED]
    return not happened or not failed or max(failed) < min(happened)


def _side(report: Report, role: str) -> str | None:
    return " ".join(sorted({p.key.replace(" ", "_") for p in report.parties if p.role == role})) or None


def _sides_meet(reports: tuple[Report, ...], role: str) -> bool:
    """One report may name fewer than another, or a state where that names its minister; «إيران وعمان» is not «إيران وأميركا».

    Who else stands in the evidence counts: «استضافت مسقط الجولة الرابعة بين إيران والولايات المتحدة» doesn't make Oman alone an actor.
    """
    sides = [(frozenset(p.pole for p in r.parties if p.role == role and p.pole), r.around) for r in reports]
    named = [(side, side | around) for side, around in sides if side]
    return all(a <= wide or b <= broad for (a, broad), (b, wide) in combinations(named, 2))


def _stance(report: Report) -> str | None:
    stances = {voice.stance for voice in report.voices} or {str(Stance.ASSERTS)}
    return "both" if len(stances) > 1 else stances.pop()


def _denied(report: Report) -> bool:
    return any(v.stance == Stance.DENIES for v in report.voices) and not any(v.stance == Stance.ASSERTS for v in report.voices)


def _parties(reports: tuple[Report, ...]) -> tuple[Party, ...]:
    """All parties that any report names, those first that most sources name.

    A state is left out in a role that one of its people or bodies has.
    """
    held: dict[Party, list[Report]] = defaultdict(list)
    for report in reports:
        for party in report.parties:
            held[party].append(report)
    named = {(p.role, p.country) for p in held if p.kind != EntityKind.STATE}
    kept = [p for p in held if p.kind != EntityKind.STATE or (p.role, p.country) not in named]
    return tuple(sorted(kept, key=lambda p: -sources(held[p])))


def _words(reports: tuple[Report, ...]) -> tuple[Word, ...]:
    """Who vouches for the event and who denies it; an outlet that tells it as fact speaks for itself."""
    held: dict[tuple[str, tuple[str, ...], str], list[int]] = defaultdict(list)
    for report in reports:
        for voice in report.voices:
            held[voice.chain[0], voice.chain[1:], voice.stance].append(report.id)
        if not report.voices:
            held[report.carrier.outlet or "", (), str(Stance.ASSERTS)].append(report.id)
    return tuple(Word(*who, tuple(dict.fromkeys(ids))) for who, ids in held.items())
