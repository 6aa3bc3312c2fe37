"""Merged events and statements as rows of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from musnad.merging import MergedEvent, MergedStatement, Report
from musnad.merging.reports import UNDATED
from musnad.record import Stance, Status
from musnad.upkeep.told import Said, Told

Row = dict[str, Any]
_ASSERTED, _DENIED, _BOTH = "asserted", "denied", "both"
_HAPPENED = {Status.OCCURRED, Status.ONGOING}
_ANNOUNCED = {Status.PLANNED, Status.CANCELLED}
_OPEN_START = "0001-01-01"
"""The first day of an interval without one (`store.days.FIRST`): nothing is counted on it."""
_ENOUGH = 400
"""Letters of evidence beyond which a report tells it no better."""


def happening_rows(event: MergedEvent, known: Mapping[int, Told]) -> tuple[Row, list[Row]]:
    """The row of a happening and those of its parties. `known` are its reports by their ids."""
    told = [known[report.id] for report in event.reports]
    first, last = days(event.reports)
    day = _day(first, last, event.reports[0].carrier.moment)
    place, country = _place(event)
    row = {
        "id": event.id, "type": event.type, "mode": event.fields["mode"].value, "status": event.status, "stance": stance(event.reports),
        "day": day, "earliest": first, "latest": last, "place": place, "place_country": country,
        "contexts": " ".join(sorted({context for one in told for context in one.contexts})), "sources": event.sources,
        "reports": len(event.reports), "announced": sum(r.status in _ANNOUNCED for r in event.reports), "outlets": _json(event.outlets), "first_moment": event.reports[0].carrier.moment,
        "last_moment": event.reports[-1].carrier.moment, "contradicted": " ".join(event.contradicted),
        "confidence": max(one.confidence for one in told), "lead": lead(event, told), "merges": _json(_merges(event)),
    }  # fmt: skip
    return row, [
        {"happening": event.id, "role": p.role, "position": n, "key": p.key, "kind": p.kind, "country": p.country,
         "office": _office(p.key, told), "day": day}
        for n, p in enumerate(event.parties)
    ]  # fmt: skip


def member_rows(event: MergedEvent) -> list[Row]:
    """To which happening each of its reports belongs."""
    return [{"event": report.id, "happening": event.id} for report in event.reports]


def saying_row(statement: MergedStatement, known: Mapping[int, Said]) -> Row:
    """The row of a merged statement. `known` are its utterances by their ids."""
    said = [known[one.id] for one in statement.utterances]
    first = said[0].utterance
    dated = [one.utterance for one in said if one.utterance.earliest]
    outlets = dict.fromkeys(one.carrier.outlet for one in statement.utterances if one.carrier.outlet)
    return {
        "id": statement.id, "speaker": statement.speaker, "kind": first.kind,
        "country": _most(one.country for one in said if one.country),
        "day": _day(dated[0].earliest, dated[0].latest, first.carrier.moment) if dated else _day(None, None, first.carrier.moment),
        "sources": statement.sources, "reports": len(said), "outlets": _json(list(outlets)), "first_moment": first.carrier.moment,
        "last_moment": statement.utterances[-1].carrier.moment,
        "lead": max(said, key=lambda one: min(one.length, _ENOUGH)).utterance.id,
    }  # fmt: skip


def spoken_rows(statement: MergedStatement) -> list[Row]:
    """Which saying each of its utterances brings."""
    return [{"statement": one.id, "saying": statement.id} for one in statement.utterances]


def days(reports: Sequence[Report]) -> tuple[str | None, str | None]:
    """The first and last day of a happening: what all reports of the act leave where they agree, else the best attested time.

    Reports that tell the act count before those that plan it: «سيزور» for Monday, and «زار» on Tuesday, is Tuesday.
    """
    dated = [r for r in reports if r.earliest and r.latest]
    pool = [r for r in dated if r.status in _HAPPENED and _stances(r) != {str(Stance.DENIES)}] or dated
    spans = [(r.earliest or "", r.latest or "") for r in pool]
    if not spans:
        return None, None
    first, last = max(first for first, _ in spans), min(last for _, last in spans)
    if first <= last:
        return first, last
    most = Counter(spans)
    return min(most, key=lambda span: (-most[span], span))


def stance(reports: Iterable[Report]) -> str:
    """Whether the reports assert the act, deny it, or both; an outlet that tells it as fact asserts it."""
    stances = {one for report in reports for one in _stances(report)}
    return _BOTH if len(stances) > 1 else _DENIED if stances == {str(Stance.DENIES)} else _ASSERTED


def lead(event: MergedEvent, told: Sequence[Told]) -> int:
    """The report that tells it best: in its own status and stance, with most parties and evidence, the earliest of equals."""

    def worth(one: Told) -> tuple[bool, bool, int, int]:
        report = one.report
        return (
            report.status == event.status,
            Stance.ASSERTS in _stances(report),
            min(len(report.parties), 3),
            min(one.length, _ENOUGH),
        )

    return max(told, key=worth).report.id


def _stances(report: Report) -> set[str]:
    return {voice.stance for voice in report.voices} or {str(Stance.ASSERTS)}


def _day(first: str | None, last: str | None, moment: str) -> str:
    since = first if first and first > _OPEN_START else last
    return since or ("" if moment >= UNDATED else moment[:10])


def _place(event: MergedEvent) -> tuple[str | None, str | None]:
    """The best attested place and its country; a city goes before the country that it is in."""
    field = event.fields["place"]
    if not field.variants:
        return None, None
    countries = {r.place: r.place_country for r in event.reports if r.place}
    names = [variant.value for variant in field.variants]
    place = next((one for one in names if countries[one] != one), names[0]) if field.agreed else names[0]
    return place, countries[place]


def _merges(event: MergedEvent) -> list[list[object]]:
    return [[m.one, m.other, m.why.score, [list(reason) for reason in m.why.reasons]] for m in event.merges]


def _office(key: str, told: Iterable[Told]) -> str | None:
    return _most(office for one in told for who, office in one.offices if who == key)


def _most(values: Iterable[str]) -> str | None:
    """The commonest value; of equals the one that sorts first."""
    counted = Counter(values)
    return min(counted, key=lambda one: (-counted[one], one)) if counted else None


def _json(value: Collection[object]) -> str:
    return msgspec.json.encode(value).decode()
