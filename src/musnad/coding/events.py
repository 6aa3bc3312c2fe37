"""Triggers to events: parties from arcs, modes from who travelled where, acts told twice brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from musnad.coding.cast import Cast
from musnad.coding.subject import is_sport
from musnad.language.folding import folded
from musnad.record import MUTUAL, Document, EventType, Time
from musnad.tagger.spans import Tagged, Trigger

_POLITICAL = frozenset({"state", "igo", "body", "group"})
_MAX_EVIDENCE = 5
"""Spans kept for one event, in text order; the rest repeat it (most in the development gold: 5)."""


@dataclass(slots=True)
class Act:
    """An event in the making."""

    type: EventType
    mode: str | None
    actors: list[str]
    recipients: list[str]
    participants: list[tuple[str, str]]
    place: str | None
    when: str | None
    status: str
    contexts: list[str]
    triggers: list[Trigger]
    evidence: list[tuple[int, int]] = field(default_factory=list)
    score: float = 0.5
    sure: bool = False

    @property
    def parties(self) -> list[str]:
        """Actors and recipients."""
        return self.actors + self.recipients


def make_acts(document: Document, tagged: Tagged, cast: Cast, times: Sequence[Time | None]) -> list[Act]:
    """The article's acts in order of their first telling; a report on sport tells none."""
    acts: list[Act] = []
    if is_sport(document.text):
        return acts
    for trigger in tagged.triggers:
        act = _act(trigger, tagged, cast, times)
        if act is not None:
            _look_ahead(act, document.published)
        told = _told(trigger, tagged, acts)
        if told is not None:
            if act is not None and _compatible(told, act, cast):
                _retell(told, act, cast)
                continue
            if act is None:
                _add_evidence(told, trigger)
                continue
        if trigger.anaphoric or act is None:
            earlier = next((a for a in reversed(acts) if a.type == trigger.type), None)
            if trigger.anaphoric and earlier is not None:
                _add_evidence(earlier, trigger)
                continue
            if act is None or act.type in _NEEDS_MORE:
                continue
        for stop in _stops(act, cast):
            _place(stop, acts, cast)
    for act in acts:
        _settle_mode(act, acts, cast)
        _settle_place(act, cast)
        _look_ahead(act, document.published)  # a retelling («أول زيارة منذ 2018») may have made it sound done
    return acts


def _told(trigger: Trigger, tagged: Tagged, acts: Sequence[Act]) -> Act | None:
    """The act that the tagger says this trigger tells again."""
    for arc in trigger.arcs:
        if arc.role == "same":
            return next((a for a in acts if a.type == trigger.type and tagged.triggers[arc.target] in a.triggers), None)
    return None


def _compatible(told: Act, act: Act, cast: Cast) -> bool:
    """Whether nothing said of the two tellings sets the acts apart: one may name fewer parties, not others."""
    if told.status != act.status and {told.status, act.status} & {"cancelled", "not_occurred", "hypothetical"}:
        return False
    if told.when and act.when and not (told.when.startswith(act.when) or act.when.startswith(told.when)):
        return False
    mine, other = _countries(told.parties, cast), _countries(act.parties, cast)
    return mine <= other or other <= mine


def _retell(told: Act, act: Act, cast: Cast) -> None:
    """Add a telling to an act; the telling that names parties of more states says who they are."""
    fuller = act if _countries(told.parties, cast) < _countries(act.parties, cast) else told
    actors, recipients = list(fuller.actors), list(fuller.recipients)
    _merge(told, act, cast)
    told.actors, told.recipients = actors, recipients


def _place(act: Act, acts: list[Act], cast: Cast) -> None:
    """Add an act to those told before, or to the one of them that it tells again."""
    if act.type == EventType.SANCTION and not act.recipients:
        before = next((a for a in reversed(acts) if a.type == act.type and a.recipients and a.actors == act.actors), None)
        act.recipients = list(before.recipients) if before else []
    twin = next((a for a in reversed(acts) if _same(a, act, cast)), None)
    if twin is not None:
        _merge(twin, act, cast)
    else:
        acts.append(act)


def _stops(act: Act, cast: Cast) -> list[Act]:
    """A tour is one visit for each country: «زيارتين إلى السعودية وتركيا»."""
    if act.mode != "visit" or len(act.recipients) < 2 or any(cast.draft(e).kind != "state" for e in act.recipients):
        return [act]
    return [
        replace(
            act,
            recipients=[e],
            place=e,
            actors=list(act.actors),
            participants=list(act.participants),
            contexts=list(act.contexts),
            triggers=list(act.triggers),
            evidence=list(act.evidence),
        )
        for e in act.recipients
    ]


_NEEDS_MORE = frozenset(EventType) - {EventType.CONSULT, EventType.ASSAULT}
"""Types of which a bare noun («التعاون», «العقوبات») without any party of its own tells no act."""
_DOERLESS = frozenset({EventType.ASSAULT, EventType.PROTEST})
"""Acts that are told even where nobody is named as their doer: the doer is then called by the act («الاعتداء على السفارة»)."""
_NOT_PARTIES = frozenset({"source", "same"})
"""Arcs that tell on whose word an act is told, and that it was told before."""
_NEXT = re.compile(r"\b(ال)?(مقبل|قادم|غد|مقبلين|قادمين)(ه|ين|تين)?\b|\bغدا\b")


def _act(trigger: Trigger, tagged: Tagged, cast: Cast, times: Sequence[Time | None]) -> Act | None:
    actors: list[str] = []
    recipients: list[str] = []
    participants: list[tuple[str, str]] = []
    place = when = None
    for arc in trigger.arcs:
        if arc.role in _NOT_PARTIES:
            continue
        if arc.role == "when":
            time = times[arc.target]
            when = time.value if time else None
        elif arc.role == "place":
            place = cast.place_of(arc.target)
        else:
            for entity in cast.of(arc.target):
                if cast.draft(entity).kind == "place":
                    country = cast.draft(entity).country
                    if country is None or arc.role not in {"actor", "recipient"}:
                        continue
                    place = place or entity
                    entity = cast.state(country).id
                if arc.role == "actor":
                    actors.append(entity)
                elif arc.role == "recipient":
                    recipients.append(entity)
                else:
                    participants.append((entity, arc.role))
    kind = EventType(trigger.type)
    status = trigger.status
    if status == "occurred" and any(a.role == "when" and _ahead(times[a.target]) for a in trigger.arcs):
        status = "planned"
    if kind in MUTUAL and sum(bool(cast.draft(e).country) for e in actors) > 1:  # a side that nobody can name adds nothing
        recipients = [e for e in recipients if cast.draft(e).country or cast.draft(e).kind in {"igo", "group"}]
    actors = list(dict.fromkeys(actors))
    recipients = [r for r in dict.fromkeys(recipients) if r not in actors]
    if kind in MUTUAL and not actors and recipients:
        actors, recipients = recipients, []
    if not actors and recipients and kind in _DOERLESS:
        actors = [cast.doer_of(trigger.start, trigger.end)]
    if not actors or not _political(actors + recipients, cast):
        return None
    if (
        kind in MUTUAL
        and len(actors) == 1
        and not recipients
        and trigger.mode in {"meet", "third-party"}
        and trigger.status == "occurred"
    ):
        if cast.draft(actors[0]).kind not in {"igo", "group"}:
            return None
    mode = trigger.mode
    if kind == EventType.COOPERATE and "military" in trigger.contexts and len(_countries(actors + recipients, cast)) == 1:
        kind, mode = EventType.MOBILIZE, "troops"  # a drill held alone
    return Act(
        kind, mode, actors, recipients, participants, place, when, status, list(trigger.contexts), [trigger],
        [trigger.evidence], trigger.score, trigger.sure or status != trigger.status,
    )  # fmt: skip


_SPOKEN = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
"""Acts of speech: a day ahead is a day of what they speak of, not theirs."""
_DAY = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")


def _look_ahead(act: Act, published: str | None) -> None:
    """What is told for a day after its article's is planned: «يزور الوزير موسكو في 18 نيسان/أبريل», published on the 15th.

    In the annotated articles 107 of 108 meetings told as real or to come with such a day are planned.
    """
    first = (act.when or "").partition("/")[0].rstrip("~?%")
    if not published or not _DAY.fullmatch(first) or first <= published[: len(first)]:
        return
    if act.type in _SPOKEN:
        act.when = None if act.status == "occurred" else act.when
    elif act.status in {"occurred", "ongoing"}:
        act.status, act.sure = "planned", True


def _ahead(time: Time | None) -> bool:
    """Whether a time expression itself says that it lies ahead («الأسبوع المقبل»)."""
    return time is not None and bool(_NEXT.search(folded(time.text)))


def _political(parties: list[str], cast: Cast) -> bool:
    for entity in parties:
        draft = cast.draft(entity)
        if draft.kind in _POLITICAL or (draft.kind in {"person", "anon"} and (draft.person or draft.office or draft.country)):
            return True
    return False


def _countries(parties: Sequence[str], cast: Cast) -> frozenset[str]:
    return frozenset(cast.draft(e).country or e for e in parties)


def _persons(parties: Sequence[str], cast: Cast) -> dict[str, str]:
    return {cast.draft(e).country or e: e for e in parties if cast.draft(e).kind == "person"}


def _same(a: Act, b: Act, cast: Cast) -> bool:
    """Whether two tellings are of one act: same type and parties, nothing that sets them apart."""
    if a.type != b.type or (a.mode != b.mode and not {a.mode, b.mode} <= {"visit", "meet", None}):
        return False
    if a.status != b.status and {a.status, b.status} & {"cancelled", "not_occurred", "hypothetical"}:
        return False
    if a.when and b.when and a.when != b.when and not (a.when.startswith(b.when) or b.when.startswith(a.when)):
        return False
    if a.place and b.place and cast.draft(a.place).country != cast.draft(b.place).country:
        return False
    mine, other = _countries(a.parties, cast), _countries(b.parties, cast)
    if a.type not in MUTUAL and _countries(a.actors, cast) != _countries(b.actors, cast):
        return False
    if mine != other:
        loose = a.type in {EventType.CONSULT} and (mine < other or other < mine) and len(mine & other) >= 1
        one_sided = a.type in {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN} and (
            not a.recipients or not b.recipients
        )
        if not (loose or one_sided):
            return False
        if one_sided and abs(a.evidence[-1][0] - b.evidence[0][0]) > 400:
            return False
    x, y = _persons(a.parties, cast), _persons(b.parties, cast)
    return all(x[c] == y[c] for c in x.keys() & y.keys())


def _merge(act: Act, more: Act, cast: Cast) -> None:
    for mine, others in ((act.actors, more.actors), (act.recipients, more.recipients)):
        for entity in others:
            if entity in act.parties:
                continue
            country = cast.draft(entity).country
            twin = next((i for i, e in enumerate(mine) if country and cast.draft(e).country == country), None)
            if twin is not None:
                if cast.draft(mine[twin]).kind == "state" and cast.draft(entity).kind in {"person", "body"}:
                    mine[twin] = entity
            elif not any(country and cast.draft(e).country == country for e in act.parties):
                mine.append(entity)
    act.place = act.place or more.place
    act.when = act.when or more.when
    act.mode = act.mode or more.mode
    if act.mode == "meet" and more.mode == "visit":
        act.mode = "visit"
    if more.sure and (not act.sure or (act.status in {"planned", "proposed"} and more.status in {"occurred", "ongoing"})):
        act.status, act.sure = more.status, True
    act.score = max(act.score, more.score)
    act.participants += [p for p in more.participants if p not in act.participants]
    act.contexts += [c for c in more.contexts if c not in act.contexts]
    for trigger in more.triggers:
        _add_evidence(act, trigger)


def _add_evidence(act: Act, trigger: Trigger) -> None:
    act.triggers.append(trigger)
    if len(act.evidence) < _MAX_EVIDENCE and trigger.evidence not in act.evidence:
        act.evidence.append(trigger.evidence)


def _settle_place(act: Act, cast: Cast) -> None:
    """A visit takes place in its host's state, if the article names that and no place.

    In the annotated articles 940 of 1 096 visits with a host have a place in the host's state, 91 have none.
    """
    if act.type != EventType.CONSULT or act.mode != "visit" or act.place:
        return
    hosts = {cast.draft(e).country for e in act.recipients}
    if None not in hosts:
        act.place = next((d.id for d in cast.drafts.values() if d.kind == "state" and {d.country} == hosts), None)


def _settle_mode(act: Act, acts: Sequence[Act], cast: Cast) -> None:
    """Who travelled to whom: a meeting in one side's country is a visit by the other; more than two sides are multilateral."""
    if act.type != EventType.CONSULT:
        return
    sides = _countries(act.parties, cast)
    if act.mode in {"meet", None} and len(sides) > 2 and act.mode == "meet":
        act.mode = "multilateral"
    if act.mode in {"meet", "visit"} and len(act.parties) >= 2 and act.place:
        where = cast.draft(act.place).country
        if where in sides and len(sides) == 2:
            hosts = [e for e in act.parties if cast.draft(e).country == where]
            visitors = [e for e in act.parties if e not in hosts]
            if visitors and hosts:
                act.mode, act.actors, act.recipients = "visit", visitors, hosts
        elif act.mode == "meet" and act.recipients:
            act.actors, act.recipients = act.parties, []
    elif act.mode == "meet" and act.recipients and len(act.actors) == 1:
        trip = next((a for a in acts if a.mode == "visit" and a.actors == act.actors and a is not act), None)
        if trip and _countries(trip.recipients, cast) == _countries(act.recipients, cast):
            act.mode, act.place = "visit", act.place or trip.place
        else:
            act.actors, act.recipients = act.parties, []
