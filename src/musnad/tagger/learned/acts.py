"""Acts as the network hears them: which words tell one, of which type, in which status, on whose word, and its parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from musnad.tagger.learned.decide import calibrated
from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.judge import Scores
from musnad.tagger.learned.labels import MODES_BY_TYPE, ROLES, SPAN_HEADS, STATUSES, TYPES
from musnad.tagger.learned.names import after_and
from musnad.tagger.learned.network import network
from musnad.tagger.learned.pairs import Head, Target, trigger_heads
from musnad.tagger.learned.parties import ACTOR, RECIPIENT, Party, foremost, grouped, judged
from musnad.tagger.lexicon.triggers import TriggerFinder
from musnad.tagger.spans import Arc, Trigger

_ROLE = {name: n for n, name in enumerate(ROLES)}
_CONTEXT = {
    "MOBILIZE": ("military",), "ASSAULT": ("military",), "PROTEST": ("human_rights",), "AID": ("human_security",), "COERCE": ("legal",),
}  # fmt: skip
"""Contexts of an act whose words the lexicons do not know."""


def hear_triggers(hearing: Hearing, lexicon: Sequence[Trigger], finder: TriggerFinder) -> list[Trigger]:
    """The triggers of a text in order; `lexicon` are those of the lexicons, `finder` the one that found them."""
    known = trigger_heads(hearing.reading, lexicon)
    found: list[tuple[Head, Trigger]] = []
    w = 0
    while w < len(hearing.reading.words):
        heard = _at(hearing, w, known)
        if heard is None:
            w += 1
            continue
        end, kind, sure = heard
        drawn = known.get(w)
        drawn = drawn if drawn and drawn.type == kind else None
        head = Head(w, kind, drawn.arcs if drawn else ())
        trigger = _trigger(hearing, head, end, sure, drawn, finder)
        found.append((head, _told_again(hearing, head, trigger, found)))
        w = end
    return [trigger for _, trigger in found]


def _at(hearing: Hearing, w: int, known: dict[int, Trigger]) -> tuple[int, str, float] | None:
    """Whether a trigger begins at a word: where it ends, its type and probability."""
    p, reading, s = hearing.probable["trigger"], hearing.reading, hearing.settings
    drawn = known.get(w)
    sure = float(1 - p[w, 0])
    if sure < (s.known_trigger if drawn else s.trigger) or not any(c.isalpha() for c in hearing.text[slice(*reading.words[w])]):
        return None
    chances = p[w, 1::2] + p[w, 2::2]
    best = int(np.argmax(chances))
    if drawn and chances[TYPES.index(drawn.type)] >= s.known_type * sure:
        best = TYPES.index(drawn.type)
    end = w + 1
    while (
        end < len(p) and end not in known and int(p[end].argmax()) == 2 + 2 * best
        and reading.sentence_of[end] == reading.sentence_of[w]
    ):  # fmt: skip
        end += 1
    return end, TYPES[best], sure


def _trusted(lexicon: Trigger, near: Sequence[Target], parties: Sequence[Party], sure: Scores, distrust: float) -> list[Arc]:
    """The parties that the lexicons drew, where none of them is less likely than `distrust`; else none."""
    home = {near[n].index: k for k, p in enumerate(parties) for n in p.members}
    drawn = [a for a in lexicon.arcs if a.role in _PARTIES]
    for arc in drawn:
        k = home.get(arc.target)
        chance = (
            0.0 if k is None else sure[k, ACTOR] + sure[k, RECIPIENT] if lexicon.type in _MUTUAL else sure[k, _PARTIES[arc.role]]
        )
        if chance < distrust:
            return []
    return drawn if any(a.role == "actor" for a in drawn) else []


_PARTIES = {"actor": ACTOR, "recipient": RECIPIENT}
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})


def _single(parties: Sequence[Party], chosen: set[int], sure: Scores) -> None:
    """Leave of the parties of one state the likeliest: «الوزير» and «موسكو» are one side."""
    best: dict[str, int] = {}
    for n in sorted(chosen, key=lambda n: float(sure[n])):
        best[parties[n].country] = n
    chosen.intersection_update(best.values())


def _other_side(parties: Sequence[Party], chosen: set[int], sure: Scores, least: float) -> set[int]:
    """The likeliest party of another state than the one chosen, where it takes part with at least this probability: «بعد لقائه لافروف»."""
    own = {parties[n].country for n in chosen}
    others = [n for n, p in enumerate(parties) if p.country not in own]
    best = max(others, key=lambda n: float(sure[n]), default=None)
    return {best} if best is not None and sure[best] >= least else set()


def _told_again(hearing: Hearing, head: Head, trigger: Trigger, earlier: Sequence[tuple[Head, Trigger]]) -> Trigger:
    """A trigger with an arc to the earlier one that tells the same act, if any does."""
    window = hearing.heard.window
    near = [
        (n, Target(h.word, "trigger", n)) for n, (h, _) in enumerate(earlier)
        if h.type == head.type and window[h.word] == window[head.word]
    ]  # fmt: skip
    if not near:
        return trigger
    features = [hearing.pairs.same(head, t, head.type) for _, t in near]
    chances = network().arcs(hearing.heard, [(head.word, t.word) for _, t in near], features)[:, _ROLE["same"]]
    best = int(chances.argmax())
    if chances[best] < hearing.settings.same:
        return trigger
    return replace(trigger, arcs=(*trigger.arcs, Arc("same", near[best][0], float(chances[best]))))


def _trigger(hearing: Hearing, head: Head, end: int, sure: float, lexicon: Trigger | None, finder: TriggerFinder) -> Trigger:
    w, kind, reading, s = head.word, head.type, hearing.reading, hearing.settings
    start, stop = after_and(hearing.text, *reading.words[w]), reading.words[end - 1][1]
    evidence = lexicon.evidence if lexicon else finder.evidence(finder.page.token_in(reading.words[w][0]))
    modes = {m: float(hearing.spans["mode"][w, SPAN_HEADS["mode"].index(m)]) for m in ("-", *MODES_BY_TYPE[kind])}
    statuses = dict(zip(STATUSES, map(float, hearing.spans["status"][w]), strict=True))
    drawn_mode = (lexicon.mode or "-") if lexicon else None
    mode = _likeliest(modes, drawn_mode, s.known_mode * sum(modes.values()))
    status = _likeliest(statuses, lexicon.status if lexicon and lexicon.sure else None, s.known_status)
    stances = dict(zip(SPAN_HEADS["stance"], map(float, hearing.spans["stance"][w]), strict=True))
    return Trigger(
        start, stop, kind, None if mode == "-" else mode, status, evidence,
        lexicon.contexts if lexicon else _CONTEXT.get(kind, ("diplomatic",)), _arcs(hearing, head, lexicon),
        stance="denies" if stances["denies"] > s.denies else "asserts", anaphoric=bool(lexicon and lexicon.anaphoric),
        background=stances["told"] > s.told, sure=True, score=calibrated(sure, s.event),
    )  # fmt: skip


def _likeliest(chances: Mapping[str, float], drawn: str | None, least: float) -> str:
    """The likeliest label; that of the lexicons from `least` on."""
    if drawn is not None and chances.get(drawn, 0.0) >= least:
        return drawn
    return max(chances, key=lambda label: chances[label])


def _arcs(hearing: Hearing, head: Head, lexicon: Trigger | None) -> tuple[Arc, ...]:
    s = hearing.settings
    near = hearing.beside(head.word, hearing.targets)
    chances = hearing.chances(head, near)
    column = {role: chances[:, _ROLE[role]] for role in ROLES}
    out = _parties(hearing, head, lexicon, near, chances)
    parties = {a.target for a in out if a.role in {"actor", "recipient"}}
    for role in ("mediator", "envoy"):
        out += [
            Arc(role, t.index, float(column[role][n]))
            for n, t in enumerate(near)
            if column[role][n] >= s.other and t.index not in parties
        ]
    for role, least in (("place", s.place), ("source", s.source)):
        if near and column[role].max() >= least:
            n = int(column[role].argmax())
            out.append(Arc(role, near[n].index, float(column[role][n])))
    moments = hearing.beside(head.word, hearing.moments)
    if moments:
        when = hearing.chances(head, moments)[:, _ROLE["when"]]
        if when.max() >= s.when:
            out.append(Arc("when", moments[int(when.argmax())].index, float(when.max())))
    return tuple(out)


def _parties(hearing: Hearing, head: Head, lexicon: Trigger | None, near: Sequence[Target], chances: Scores) -> list[Arc]:
    """Actors and recipients; the likeliest actor is taken from `least_actor` on where none is sure."""
    s, parties = hearing.settings, grouped(near, hearing.mentions, hearing.text)
    if not parties:
        return []
    sure = judged(network().judge, hearing, head, lexicon, near, chances, parties)
    if lexicon and (drawn := _trusted(lexicon, near, parties, sure, s.distrust)):
        return drawn
    acts, gets = sure[:, ACTOR], sure[:, RECIPIENT]
    actors = {n for n in range(len(parties)) if acts[n] >= s.actor and acts[n] >= gets[n]}
    recipients = {n for n in range(len(parties)) if gets[n] >= s.recipient and gets[n] > acts[n]}
    if not actors and acts.max() >= s.least_actor:
        actors = {int(acts.argmax())}
    _single(parties, actors, acts)
    _single(parties, recipients, gets)
    if head.type in _MUTUAL and len(actors | recipients) == 1:
        recipients |= _other_side(parties, actors | recipients, acts + gets, s.least_other)
    target = [near[foremost(head, p, near, chances)].index for p in parties]
    return [Arc("actor", target[n], float(acts[n])) for n in sorted(actors)] + [
        Arc("recipient", target[n], float(gets[n])) for n in sorted(recipients - actors)
    ]
