"""What the lexicons find in articles that nobody annotated, as examples that hide from the network that they found it.

Learning it teaches the network what a reporting verb, an object or a visit looks like in general; the annotated articles then teach it
better.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from musnad.record import Document
from musnad.tagger.learned.labels import LABELS_OF_SPANS, ROLES
from musnad.tagger.learned.pairs import Head, PairReader, Target, mention_targets, time_targets, word_at
from musnad.tagger.learned.vocabulary import Vocabulary
from musnad.tagger.learned.windows import Window, read
from musnad.tagger.lexicon import tag
from musnad.tagger.spans import Arc, Tagged
from training.annotations import articles_beside, text_of
from training.examples import UNKNOWN, Example, Pair, blank, paint

_KNOWN = ("entity", "time", "trigger", "cue", "content")
_REACH = 50
"""Words; what lies farther is never drawn by the lexicons, and says nothing."""
_ROLE = {name: n for n, name in enumerate(ROLES)}
_OF_TRIGGERS = ("actor", "recipient", "place", "mediator", "envoy")
_OF_CUES = ("speaker", "via")


def documents(count: int, seed: int = 3) -> Iterator[Document]:
    """Articles on diplomacy that are neither annotated nor in the development gold."""
    found = list(articles_beside("diplomacy"))
    random.Random(seed).shuffle(found)
    for article in found[:count]:
        yield Document(article["id"], text_of(article), article["outlet"], article["published"], title=article["title"])


def of_document(document: Document, vocabulary: Vocabulary) -> list[Example]:
    """The windows of a document with what the lexicons say of them."""
    tagged = tag(document)
    reading = read(document.text, tagged, vocabulary)
    pairs = PairReader(document.text, reading, tagged.cues, tagged.mentions)
    mentions, moments = mention_targets(reading, tagged.mentions), time_targets(reading, tagged.times)
    out = []
    for window in reading.windows:
        example = blank(reading, window, _KNOWN)
        example.told[:] = 0
        _tags(example, reading, window, tagged)
        heads = [(word_at(reading, t.start, t.end), t.type, t.arcs, _OF_TRIGGERS) for t in tagged.triggers]
        heads += [(word_at(reading, c.start, c.end), "cue", c.arcs, _OF_CUES) for c in tagged.cues]
        for w, kind, arcs, roles in heads:
            if not window.first <= w < window.stop:
                continue
            head = Head(w, kind)
            for target in mentions:
                _pair(
                    example,
                    window,
                    pairs,
                    head,
                    target,
                    {a.role for a in arcs if a.role != "when" and a.target == target.index},
                    roles,
                )
            for target in moments if kind != "cue" else ():
                _pair(example, window, pairs, head, target, {a.role for a in arcs if _is(a, target)}, ("when",))
        for t in tagged.triggers:
            w = word_at(reading, t.start, t.end)
            if window.first <= w < window.stop:
                at = window.heads[w - window.first]
                example.spans.append((at, "mode", LABELS_OF_SPANS["mode"].get(t.mode or "-", 0)))
                if t.sure:
                    example.spans.append((at, "status", LABELS_OF_SPANS["status"][t.status]))
        out.append(example)
    return out


def _is(arc: Arc, moment: Target) -> bool:
    return arc.role == "when" and arc.target == moment.index


def _tags(example: Example, reading: object, window: Window, tagged: Tagged) -> None:
    for m in tagged.mentions:
        if not m.weak and not m.anaphor:
            paint(example, reading, window, "entity", *m.name, m.kind)
    for t in tagged.times:
        paint(example, reading, window, "time", t.start, t.end, "time")
    for c in tagged.cues:
        paint(example, reading, window, "cue", c.start, c.end, "cue")
        paint(example, reading, window, "content", *c.content, "content")
    for trigger in tagged.triggers:
        paint(example, reading, window, "trigger", trigger.start, trigger.end, trigger.type)


def _pair(
    example: Example, window: Window, pairs: PairReader, head: Head, target: Target, drawn: set[str], roles: tuple[str, ...]
) -> None:  # fmt: skip
    if window.first <= target.word < window.stop and abs(target.word - head.word) <= _REACH:
        label = [UNKNOWN] * len(ROLES)
        for role in roles:
            label[_ROLE[role]] = int(role in drawn)
        at, to = window.heads[head.word - window.first], window.heads[target.word - window.first]
        example.pairs.append(Pair(at, to, pairs.features(head, target), label))
