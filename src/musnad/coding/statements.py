"""Cues to statements: who speaks where only «وأضاف» stands, through whom it reached the article, and when."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.coding.cast import Cast
from musnad.record import Document, Span, SpeechMode, Statement, Time
from musnad.tagger.spans import Cue, Tagged


def make_statements(document: Document, tagged: Tagged, cast: Cast, times: Sequence[Time | None]) -> list[tuple[Cue, Statement]]:
    """Statements in text order, each with its cue."""
    out: list[tuple[Cue, Statement]] = []
    speaker: str | None = None
    chain: tuple[str, ...] = ()
    lasting = False
    for cue in sorted(tagged.cues, key=lambda c: (c.start, c.content)):
        who = _speaker(cue, tagged, cast)
        via = tuple(dict.fromkeys(e for a in cue.arcs if a.role == "via" for e in cast.of(a.target)))
        if who is None:
            if speaker is None or not _fits(cue, cast, speaker):
                continue
            who = speaker
            if not via:
                via = chain
        elif who == speaker and not via and (lasting or cue.continues):
            via = chain
        via = tuple(e for e in via if e != who and not cast.publishes(e))
        if not cue.source:
            lasting = via != () and (_heads(document, cue, tagged) or (lasting and via == chain and who == speaker))
            speaker, chain = who, via
        statement = Statement(
            id="", speaker=who, chain=via, cue=Span.of(document.text, cue.start, cue.end),
            content=Span.of(document.text, *cue.content), mode=SpeechMode(cue.mode), when=_when(cue, tagged, times), place=None,
            addressee=None, confidence=round(cue.score, 3),
        )  # fmt: skip
        out.append((cue, statement))
    return _distinct(out)


def _heads(document: Document, cue: Cue, tagged: Tagged) -> bool:
    """Whether a cue's source stands behind what it reports, at the end of the article's first paragraph: it then passes on all that the
    article quotes from the same speaker."""
    lead = _lead(document)
    return any(a.role == "via" and cue.content[1] <= tagged.mentions[a.target].start < lead for a in cue.arcs)


def _lead(document: Document) -> int:
    """Where the first paragraph of the body ends."""
    title = len(document.title.strip()) if document.title else 0
    start = title + len(document.text[title:]) - len(document.text[title:].lstrip())
    end = document.text.find("\n", start)
    return end if end >= 0 else len(document.text)


def _speaker(cue: Cue, tagged: Tagged, cast: Cast) -> str | None:
    targets = [a.target for a in cue.arcs if a.role == "speaker"]
    if not targets:
        return None
    mention = tagged.mentions[targets[0]]
    if len(targets) > 1 or mention.anaphor == "pair":
        last = tagged.mentions[targets[-1]]
        return cast.group_of((mention.start, last.end)).id if mention.start < last.end else None
    found = cast.of(targets[0])
    return found[0] if found else None


def _fits(cue: Cue, cast: Cast, speaker: str) -> bool:
    """Whether a dropped subject of this form may be the speaker so far."""
    draft = cast.draft(speaker)
    if draft.kind != "person" or draft.feminine is None or cue.person[:1] != "3":
        return True
    if cue.person[2:] in {"d", "p"}:
        return False
    return draft.feminine == (cue.person[1] == "f")


def _when(cue: Cue, tagged: Tagged, times: Sequence[Time | None]) -> str | None:
    bounds = next(((a, b) for a, b in tagged.sentences if a <= cue.start < b), None)
    if bounds is None:
        return None
    for time in times:
        if time and bounds[0] <= time.start < bounds[1] and not cue.content[0] <= time.start < cue.content[1]:
            return time.value
    return None


def _distinct(found: list[tuple[Cue, Statement]]) -> list[tuple[Cue, Statement]]:
    """One statement for each stretch of reported words: where two contents are nearly the same the surer cue stays."""
    out: list[tuple[Cue, Statement]] = []
    for cue, statement in found:
        twin = next((i for i, (_, s) in enumerate(out) if _overlap(s.content, statement.content) > 0.8), None)
        if twin is None:
            out.append((cue, statement))
        elif out[twin][0].score < cue.score:
            out[twin] = (cue, statement)
    out.sort(key=lambda pair: (pair[1].content.start, pair[1].cue.start))
    return out


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / max(a.end - a.start, b.end - b.start) if shared > 0 else 0.0
