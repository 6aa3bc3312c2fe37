"""Happenings as lists show them, made of rows: who, when, how it stands on a day, and the words of the report that tells it best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from musnad.asking.answers import Article, Claim, Event, Part, Report, Who
from musnad.asking.desk import Desk
from musnad.asking.quotes import quote
from musnad.asking.who import whos
from musnad.knowledge import scale
from musnad.merging import Carrier, MergedEvent, Outcome, Voice, outcome
from musnad.merging.reports import UNDATED
from musnad.merging.reports import Report as Told
from musnad.record import Stance, Status
from musnad.store import written
from musnad.store.questions import looking
from musnad.upkeep.told import Told as Kept
from musnad.upkeep.told import told as read_told

_SIDES = ("actor", "recipient")


def kept_reports(desk: Desk, ids: Sequence[int]) -> dict[int, list[Kept]]:
    """What is kept of the reports of some happenings, the earliest report first."""
    data = looking.told(desk.connection, ids)
    return {one: sorted(map(read_told, data[one]), key=lambda k: k.report.order) for one in ids if one in data}


def standing(reports: Sequence[Told], day: str) -> Outcome | None:
    """How a happening stands on a day by its reports; None where nobody had told of it yet."""
    event = MergedEvent(reports[0].id, tuple(reports), (), {}, (), (), 0, ())
    return outcome(event, day) if any((r.published or "") <= day for r in reports) else None


def outcomes(desk: Desk, ids: Sequence[int], day: str) -> dict[int, Outcome | None]:
    """How some happenings stand on a day. Of one that a single report tells its row says enough, and of one that nobody announced
    or denies, and that took place, once all reports are there."""
    found: dict[int, Outcome | None] = {}
    several = []
    for row in looking.standings(desk.connection, ids):
        if row.reports == 1:
            denied = row.stance == "denied"
            found[row.id] = _told_once(row.status, denied, row.earliest, row.latest, row.first_moment[:10], day)
        elif (row.status, row.stance, row.announced) == (Status.OCCURRED, "asserted", 0) and row.last_moment[:10] <= day:
            found[row.id] = Outcome.HAPPENED
        else:
            several.append(row.id)
    found.update((one, standing([k.report for k in kept], day)) for one, kept in kept_reports(desk, several).items())
    return found


@lru_cache(100_000)
def _told_once(status: str, denied: bool, earliest: str | None, latest: str | None, published: str, day: str) -> Outcome | None:
    """How a happening of one report stands on a day; the other fields of a report don't matter."""
    voices = (Voice(str(Stance.DENIES), ("",)),) if denied else ()
    carrier = Carrier(0, None, published, 0)
    return standing([Told(0, carrier, "", None, status, (), None, None, earliest, latest, voices, frozenset())], day)


def shown(desk: Desk, ids: Sequence[int], today: str) -> list[Event]:
    """Happenings as answers, in the order of the ids; an id without a happening is left out."""
    rows = looking.happenings(desk.connection, ids)
    parties = looking.roles(desk.connection, ids)
    kept = kept_reports(desk, ids)
    leads = looking.events(desk.connection, {row["lead"] for row in rows.values()})
    best = {one: next((k for k in kept.get(one, ()) if k.report.id == row["lead"]), None) for one, row in rows.items()}
    who = whos(
        desk,
        {
            *(party["key"] for some in parties.values() for party in some),
            *(row["place"] for row in rows.values()),
            *(key for one in best.values() if one for key in keys_of(one.report)),
            *(row["place"] for row in leads.values()),
        },
    )
    found = []
    for one in ids:
        row, told = rows.get(one), best.get(one)
        if row is not None and told is not None and row["lead"] in leads:
            evidence = report_of(leads[row["lead"]], told, who)
            found.append(_event(row, parties.get(one, []), kept[one], evidence, who, today))
    return found


def keys_of(report: Told) -> Iterable[str]:
    """Everybody whom a report names as a party or a voice."""
    yield from (party.key for party in report.parties)
    yield from (key for voice in report.voices for key in voice.chain)


def _event(
    row: looking.Row, parties: Sequence[looking.Row], kept: Sequence[Kept], evidence: Report, who: Mapping[str, Who], today: str
) -> Event:
    contexts = tuple(row["contexts"].split())
    scales = scale(row["type"], row["mode"], contexts)
    stands = standing([k.report for k in kept], today)
    return Event(
        id=written(row["id"]), type=row["type"], mode=row["mode"], status=row["status"],
        outcome=str(stands or standing([k.report for k in kept], "9999-12-31")), stance=row["stance"], day=row["day"] or None,
        first=row["earliest"], last=row["latest"], place=who[row["place"]] if row["place"] else None,
        actors=_side(parties, "actor", who), recipients=_side(parties, "recipient", who),
        participants=tuple(Part(role=p["role"], who=who[p["key"]]) for p in parties if p["role"] not in _SIDES), contexts=contexts,
        sources=row["sources"], reports=row["reports"], outlets=tuple(msgspec.json.decode(row["outlets"], type=list[str])),
        contradicted=tuple(row["contradicted"].split()), cameo=scales.cameo, goldstein=scales.goldstein, quad=scales.quad,
        confidence=row["confidence"], told=told_last(row["last_moment"]), evidence=evidence,
    )  # fmt: skip


def told_last(moment: str) -> str | None:
    """The moment of the last report as answers give it; None where that isn't dated."""
    return moment if moment < UNDATED else None


def _side(parties: Sequence[looking.Row], role: str, who: Mapping[str, Who]) -> tuple[Who, ...]:
    return tuple(who[key] for key in dict.fromkeys(p["key"] for p in parties if p["role"] == role))


def report_of(row: looking.Row, kept: Kept, who: Mapping[str, Who]) -> Report:
    """A report as an answer: `row` as `looking.events` gives it, `who` everybody in it."""
    told, text = kept.report, row["words"]
    trigger = (row["trigger_start"], row["trigger_stop"], "trigger")
    spans = msgspec.json.decode(row["evidence"], type=list[tuple[int, int]])
    return Report(
        id=written(row["id"]), local=row["local"], article=article_of(row), type=row["type"], mode=row["mode"], status=row["status"],
        when=row["edtf"], place=who[row["place"]] if row["place"] else None,
        actors=tuple(who[p.key] for p in told.parties if p.role == "actor"),
        recipients=tuple(who[p.key] for p in told.parties if p.role == "recipient"),
        participants=tuple(Part(role=p.role, who=who[p.key]) for p in told.parties if p.role not in _SIDES),
        claims=tuple(Claim(stance=v.stance, chain=tuple(who[key] for key in v.chain)) for v in told.voices),
        contexts=tuple(kept.contexts), quotes=tuple(quote(text, a, b, [trigger]) for a, b in spans), confidence=row["confidence"],
        judged=row["judged"],
    )  # fmt: skip


def article_of(row: looking.Row) -> Article:
    """The article of a row that brings its columns along."""
    return Article(
        id=written(row["article_id"]), name=row["article_name"], outlet=row["outlet"], published=row["published"],
        title=row["title"], url=row["url"], copies=written(row["copies"]),
    )  # fmt: skip
