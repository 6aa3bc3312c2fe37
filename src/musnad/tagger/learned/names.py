"""Names that the lexicons do not know, as the network hears them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.labels import KINDS, TAG_HEADS
from musnad.tagger.spans import Mention, Tagged


def hear_mentions(hearing: Hearing, lexicon: Tagged) -> tuple[list[Mention], list[int]]:
    """All mentions in text order, and where each of the lexicons' now stands."""
    taken = [(m.start, m.end) for m in lexicon.mentions] + [(t.start, t.end) for t in lexicon.times]
    fresh = [Mention(a, b, kind, (a, b)) for a, b, kind in _names(hearing) if not any(x < b and a < y for x, y in taken)]
    order = sorted([*enumerate(lexicon.mentions), *((-1, m) for m in fresh)], key=lambda p: (p[1].start, p[1].end))
    moved = [0] * len(lexicon.mentions)
    for n, (was, _) in enumerate(order):
        if was >= 0:
            moved[was] = n
    return [m for _, m in order], moved


def _names(hearing: Hearing) -> Sequence[tuple[int, int, str]]:
    labels, p, reading = TAG_HEADS["entity"], hearing.probable["entity"], hearing.reading
    found, w = [], 0
    while w < len(p):
        if 1 - p[w, 0] < hearing.settings.mention:
            w += 1
            continue
        kind = KINDS[int(np.argmax([p[w, 1 + 2 * k] + p[w, 2 + 2 * k] for k in range(len(KINDS))]))]
        end = w + 1
        while end < len(p) and labels[int(p[end].argmax())] == f"I-{kind}" and reading.sentence_of[end] == reading.sentence_of[w]:
            end += 1
        start = reading.words[w][0]
        if any(c.isalnum() for c in hearing.text[start : reading.words[end - 1][1]]):
            found.append((after_and(hearing.text, *reading.words[w]), reading.words[end - 1][1], kind))
        w = end
    return found


def after_and(text: str, start: int, end: int) -> int:
    """Where a word begins behind a «و» that is no letter of its own.

    >>> after_and("وزيارته", 0, 7), after_and("وزير", 0, 4)
    (1, 0)
    """
    return start + (text[start] == "و" and end - start > 4)
