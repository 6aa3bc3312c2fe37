"""Statements as the network hears them: the reported words, the reporting word that goes with them, who speaks and who passed it on.

The network says where reported words stand. Each is given the reporting word beside it; where the lexicons know that word they tell
its stance and form, and where they found the same statement, their reporting word, speaker and chain stand unless the network doubts
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musnad.tagger.learned.decide import calibrated
from musnad.tagger.learned.decode import stretches
from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.judge import Scores
from musnad.tagger.learned.labels import ROLES
from musnad.tagger.learned.pairs import Head, Target, cue_heads, word_at
from musnad.tagger.lexicon.contents import mode, trim
from musnad.tagger.lexicon.reporting import Reporting
from musnad.tagger.spans import Arc, Cue

_ROLE = {name: n for n, name in enumerate(ROLES)}
_SHORTEST = 14
"""Letters of a statement; what is shorter is the object of an act of speech («أدان الهجوم»). Chosen on the held articles; 6 to 24 lie within .004 there."""
_REACH = 45
"""Words between a reporting word and the words it reports; the lexicons look as far."""
_AFTER = 3
"""What it costs a reporting word, in words of distance, to stand after the words it reports."""


def hear_cues(hearing: Hearing, cues: Sequence[Cue], words: Reporting) -> list[Cue]:
    """The statements of a text; `cues` are those of the lexicons, `words` the reporting words that they know."""
    known = cue_heads(hearing.reading, cues)
    found: list[Cue] = []
    contents = _contents(hearing)
    for n, (first, stop) in enumerate(contents):
        start, end = trim(words.page, hearing.reading.words[first][0], hearing.reading.words[stop - 1][1])
        if end - start < _SHORTEST:
            continue
        drawn = _drawn(cues, start, end)
        w = _reporting(hearing, contents, n, known)
        if w is None and drawn is None:
            continue
        if drawn is not None:
            cue = replace(drawn, content=(start, end), mode=mode(words.page, start, end))
        else:
            assert w is not None
            cue = _fresh(hearing, w, start, end, words)
        sure = float(hearing.probable["content"][first:stop, 1:].sum(1).mean())
        found.append(_spoken(hearing, cue, calibrated(sure, hearing.settings.statement)))
    return sorted(found, key=lambda c: (c.start, c.content))


def _contents(hearing: Hearing) -> list[tuple[int, int]]:
    """Stretches of words that are reported."""
    windows = hearing.heard.window
    breaks = [w == 0 or windows[w] != windows[w - 1] for w in range(len(windows))]
    return stretches(hearing.probable["content"], breaks, hearing.settings.silence)


def _drawn(cues: Sequence[Cue], start: int, end: int) -> Cue | None:
    """The lexicons' cue that reports about the same words; before a source («وفقا لما ذكرته وكالة…») in their midst the one that begins them."""
    best, most = None, 0.5
    for cue in cues:
        a, b = cue.content
        shared = min(b, end) - max(a, start)
        if shared > most * (max(b, end) - min(a, start)):
            best, most = cue, shared / (max(b, end) - min(a, start))
    if best is not None and best.source and best.content[0] > start:
        return next((c for c in cues if c.content[0] == start and not c.source), best)
    return best


def _reporting(hearing: Hearing, contents: Sequence[tuple[int, int]], n: int, known: dict[int, list[Cue]]) -> int | None:
    """The word that reports the `n`-th stretch: the nearest likely one that no other stretch parts from it."""
    first, stop = contents[n]
    chances = hearing.probable["cue"]
    least = contents[n - 1][1] if n else 0
    most = contents[n + 1][0] if n + 1 < len(contents) else len(chances)
    options = []
    for w in range(max(least, first - _REACH), min(most, stop + _REACH)):
        if hearing.heard.window[w] != hearing.heard.window[first] or first <= w < stop:
            continue
        sure = float(chances[w, 1])
        if sure < (hearing.settings.cue if w in known else hearing.settings.new_cue):
            continue
        away = first - w if w < first else w - stop + 1 + _AFTER
        options.append((away / max(sure, 0.05), w))
    return min(options)[1] if options else None


def _fresh(hearing: Hearing, w: int, start: int, end: int, known: Reporting) -> Cue:
    """A statement that the lexicons did not find."""
    reading = hearing.reading
    token = known.page.token_in(reading.words[w][0])
    head = known.heads.get(token)
    stance, person = (head.verb.stance, head.person) if head else ("asserts", "")
    continues = bool(head and (head.verb.kind == "continue" or head.form != "verb"))
    stop = w + 1
    while stop < len(reading.words) and int(hearing.probable["cue"][stop].argmax()) == 2 and reading.words[stop][0] < start:
        stop += 1
    a, b = reading.words[w][0], reading.words[stop - 1][1]
    return Cue(a, b, (start, end), mode(known.page, start, end), (), stance, continues, person)


def _spoken(hearing: Hearing, cue: Cue, sure: float) -> Cue:
    """A cue with its speaker and sources: the lexicons' where the network does not contradict them."""
    w = word_at(hearing.reading, cue.start, cue.end)
    near = hearing.beside(w, hearing.targets)
    if not near:
        return replace(cue, score=sure)
    s, chances = hearing.settings, hearing.chances(Head(w, "cue", cue.arcs), near)
    place = {t.index: n for n, t in enumerate(near)}
    speaks, passes = chances[:, _ROLE["speaker"]], chances[:, _ROLE["via"]]
    arcs = list(cue.arcs)
    drawn = [a for a in arcs if a.role == "speaker"]
    best = int(speaks.argmax())
    doubted = all(a.target in place and speaks[place[a.target]] < s.doubt for a in drawn)
    if speaks[best] >= s.speaker and doubted:
        arcs = [a for a in arcs if a.role != "speaker"] + [Arc("speaker", near[best].index, float(speaks[best]))]
    kept = [a for a in arcs if a.role != "via" or a.target not in place or passes[place[a.target]] >= s.least_via]
    return replace(cue, arcs=(*kept, *_passed(near, passes, {a.target for a in kept}, s.via)), score=sure)


def _passed(near: Sequence[Target], passes: Scores, known: set[int], least: float) -> list[Arc]:
    return [Arc("via", t.index, float(p)) for t, p in zip(near, passes, strict=True) if p >= least and t.index not in known]
