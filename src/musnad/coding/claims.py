"""On whose word an act is told: nobody's where the article tells it as fact, else the chains of those who assert or deny it."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.coding.cast import Cast
from musnad.coding.events import Act
from musnad.record import Claim, EventType, Stance, Statement
from musnad.tagger.spans import Cue, Trigger

SPEECH_ACTS = frozenset(
    {
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
    }
)
"""Types that may be an act of speaking itself (coding guide, section 3)."""

DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.CONSULT, EventType.AID, EventType.COOPERATE})
"""Types of what is done with the hands: announcing it («أعلن الجيش اعتقال…») is one's word on it, not the act itself."""


def make_claims(
    act: Act, spoken: Sequence[tuple[Cue, Statement]], headings: Sequence[tuple[int, int]], cast: Cast
) -> tuple[Claim, ...]:
    """The claims of an act, in text order, each once; `headings` are the stretches of the text that only head it.

    What the article tells as fact anywhere needs nobody's word, but a heading leaves the word out for brevity.
    """
    out: list[Claim] = []
    for trigger in act.triggers:
        found = _claim(act, trigger, spoken, cast)
        if found is None:
            if len(act.triggers) > 1 and any(a <= trigger.start < b for a, b in headings):
                continue
            return ()
        if found.chain and found not in out:
            out.append(found)
    return tuple(out)


def _claim(act: Act, trigger: Trigger, spoken: Sequence[tuple[Cue, Statement]], cast: Cast) -> Claim | None:
    """The claim of one telling; None where the article itself tells it."""
    inside = [(c, s) for c, s in spoken if s.content.start <= trigger.start < s.content.end]
    if not inside:
        beside = [(c, s) for c, s in spoken if c.start <= trigger.start < max(c.end, c.content[0] + 1)]
        if beside and beside[0][1].chain and act.type in SPEECH_ACTS:
            return Claim(Stance.ASSERTS, beside[0][1].chain)
        return None
    cue, statement = min(inside, key=lambda pair: pair[1].content.end - pair[1].content.start)
    if trigger.background:
        return None
    own = statement.speaker in act.actors or (
        act.type in SPEECH_ACTS and len(act.actors) == 1 and cast.speaks_for(statement.speaker, act.actors)
    )
    done = act.status in {"occurred", "ongoing"}  # what somebody says they will do is their word still
    if own and done and (act.type in SPEECH_ACTS or (cue.performs and act.type not in DEEDS)):
        return Claim(Stance.ASSERTS, statement.chain) if statement.chain else None
    return Claim(Stance(cue.stance), (statement.speaker, *statement.chain))
