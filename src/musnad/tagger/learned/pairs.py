"""What is known of two places in a text that an arc may join, beyond the words themselves.

The same code lays out pairs for training and for the run time, so both see the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.language.folding import folded
from musnad.tagger.learned.labels import DISTANCES, PAIR_FEATURES, PREPOSITIONS, RANKS
from musnad.tagger.learned.windows import Reading, covered
from musnad.tagger.spans import Arc, Cue, Mention, TimeMention, Trigger

_FEATURE = {name: n for n, name in enumerate(PAIR_FEATURES)}
_FAR = 2
"""Sentences from which on one is far."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an arc may point at: the mention, time or trigger `index`, at word `word`."""

    word: int
    kind: str
    index: int
    weak: bool = False
    anaphor: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What an arc may start from: a trigger of a type, or a cue, at word `word`; `arcs` are those the lexicons drew."""

    word: int
    type: str
    arcs: tuple[Arc, ...] = ()


def word_at(reading: Reading, start: int, end: int) -> int:
    """The first word of a stretch of the text."""
    found = covered(reading.words, reading.starts, start, end)
    return found[0] if found else min(len(reading.words) - 1, bisect_left(reading.starts, start))


def mention_targets(reading: Reading, mentions: Sequence[Mention]) -> list[Target]:
    """Mentions stand where their name begins."""
    return [
        Target(word_at(reading, *m.name), m.kind, n, m.weak, m.anaphor is not None, m.key is not None)
        for n, m in enumerate(mentions)
    ]


def time_targets(reading: Reading, times: Sequence[TimeMention]) -> list[Target]:
    """Time expressions stand where they begin."""
    return [Target(word_at(reading, t.start, t.end), "time", n) for n, t in enumerate(times)]


class PairReader:
    """Features of the pairs of one text."""

    def __init__(self, text: str, reading: Reading, cues: Sequence[Cue], mentions: Sequence[Mention]) -> None:
        self._reading = reading
        self._contents = [(word_at(reading, *c.content), covered(reading.words, reading.starts, *c.content), c) for c in cues]
        self._parties = sorted({word_at(reading, *m.name) for m in mentions if m.kind != "place" and not m.weak})
        self._before = [_words_before(text, reading, m) for m in mentions]
        self._phrases = [covered(reading.words, reading.starts, m.start, m.end) for m in mentions]

    def features(self, head: Head, target: Target) -> list[int]:
        """Ids of all features that hold of a pair."""
        r = self._reading
        away = target.word - head.word
        names = [f"distance {bisect_left(DISTANCES, away)}", f"target {target.kind}", f"head {head.type}"]
        lines = r.sentence_of[target.word] - r.sentence_of[head.word]
        if lines == 0:
            names.append("sentences same")
        else:
            names.append(f"sentences {'far ' if abs(lines) >= _FAR else ''}{'before' if lines < 0 else 'after'}")
        names += [
            f"target {x}" for x, holds in (("weak", target.weak), ("anaphor", target.anaphor), ("known", target.known)) if holds
        ]
        if target.kind not in {"time", "trigger"}:
            names += self._before[target.index]
            names.append(f"party {self._rank(head, target)} {'after' if away > 0 else 'before'}")
            if head.word in self._phrases[target.index]:
                names.append("head inside the name")
        if target.kind != "trigger":
            timed = target.kind == "time"
            names += sorted({f"lexicon {a.role}" for a in head.arcs if a.target == target.index and (a.role == "when") == timed})
        around = [(len(span), cue) for _, span, cue in self._contents if head.word in span]
        if around and head.type != "cue":
            _, cue = min(around, key=lambda pair: pair[0])
            names.append("in the words around")
            if target.kind not in {"time", "trigger"}:
                names += sorted(
                    {f"{a.role} of the words around" for a in cue.arcs if a.target == target.index and a.role in {"speaker", "via"}}
                )
        a, b = sorted((head.word, target.word))
        if bisect_left(self._parties, b) - bisect_left(self._parties, a + 1) > 0:
            names.append("between them another party")
        return [_FEATURE[n] for n in names]

    def _rank(self, head: Head, target: Target) -> int:
        """How many parties from the head on the target is, on its side."""
        here, there = bisect_left(self._parties, head.word), bisect_left(self._parties, target.word)
        return min(RANKS, max(1, there - here + 1 if target.word > head.word else here - there))

    def same(self, head: Head, target: Target, target_type: str) -> list[int]:
        """Features of two triggers."""
        return self.features(head, target) + ([_FEATURE["same type"]] if head.type == target_type else [])


def _words_before(text: str, reading: Reading, mention: Mention) -> list[str]:
    """What stands before a name: its preposition, as a word of its own or welded to it, and «و»."""
    w = word_at(reading, mention.start, mention.end)
    welded = folded(text[reading.words[w][0] : mention.start])
    found = ["joined by and"] if welded.startswith("و") else []
    before = welded.lstrip("وف")[:1]
    if not before and w and reading.sentence_of[w - 1] == reading.sentence_of[w]:
        word = folded(text[slice(*reading.words[w - 1])])
        before = word if word in PREPOSITIONS else word.lstrip("وف")
        if welded == "" and word in {"و", "و "}:
            found.append("joined by and")
    return [*found, f"after {before}" if before in PREPOSITIONS else "after no preposition"]


def trigger_heads(reading: Reading, triggers: Sequence[Trigger]) -> dict[int, Trigger]:
    """The lexicons' triggers by their first word."""
    out: dict[int, Trigger] = {}
    for t in triggers:
        out.setdefault(word_at(reading, t.start, t.end), t)
    return out


def cue_heads(reading: Reading, cues: Sequence[Cue]) -> dict[int, list[Cue]]:
    """The lexicons' cues by their first word."""
    out: dict[int, list[Cue]] = defaultdict(list)
    for c in cues:
        out[word_at(reading, c.start, c.end)].append(c)
    return dict(out)
