"""Names as the network hears them: those that the lexicons do not know, and where the unknown names that they guess really end.

A lexicon guesses an unknown name behind a title word by word («الرئيس أبو مازن استعداده»); the network, which reads the sentence,
says which of the words belong to it. A title that the lexicons know and a name that only the network knows are one mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.labels import KINDS, TAG_HEADS
from musnad.tagger.learned.windows import covered
from musnad.tagger.spans import Mention, Tagged

DROPPED = -1
"""Where a mention of the lexicons stands that the network hears no name in."""
_LABELS = TAG_HEADS["entity"]
_PERSON = [_LABELS.index("B-person"), _LABELS.index("I-person")]
_ON = _LABELS.index("I-person")
_APPOSED = frozenset({"", "،", ",", "-", "–", "ـ", "(", "«", '"', ":"})
"""What may stand between a title and the name of its bearer."""


def hear_mentions(hearing: Hearing, lexicon: Tagged) -> tuple[list[Mention], list[int]]:
    """All mentions in text order, and where each of the lexicons' now stands (`DROPPED`: nowhere)."""
    kept = [_revised(hearing, m) for m in lexicon.mentions]
    taken = [(m.start, m.end) for m in kept if m] + [(t.start, t.end) for t in lexicon.times]
    fresh = [Mention(a, b, kind, (a, b)) for a, b, kind in _names(hearing) if not any(x < b and a < y for x, y in taken)]
    order = sorted(
        [*((n, m) for n, m in enumerate(kept) if m), *((DROPPED, m) for m in fresh)], key=lambda p: (p[1].start, p[1].end)
    )
    moved, out = [DROPPED] * len(kept), list[Mention]()
    for was, m in order:
        if out and was == DROPPED and (whole := _entitled(hearing.text, out[-1], m)):
            out[-1] = whole
            continue
        if was != DROPPED:
            moved[was] = len(out)
        out.append(m)
    return out, moved


def _revised(hearing: Hearing, m: Mention) -> Mention | None:
    """A person's mention of the lexicons with its name cut or lengthened to the words that the network hears in it."""
    if m.kind != "person" or m.anaphor or (m.office and m.name == (m.start, m.end)):
        return m
    reading, p = hearing.reading, hearing.probable["entity"]
    name = covered(reading.words, reading.starts, *m.name)
    if not name:
        return m
    stop = name.stop
    if m.key is None:
        while stop > name.start and float(p[stop - 1, _PERSON].sum()) < hearing.settings.name:
            stop -= 1
    if stop == name.start:
        return _title_of(hearing, m, name.start)
    while stop < len(p) and reading.sentence_of[stop] == reading.sentence_of[name.start] and _goes_on(hearing, stop):
        stop += 1
    end = reading.words[stop - 1][1]
    if end <= m.name[1] and stop == name.stop:
        return m
    if end > m.name[1] and m.key is not None:
        if m.sure:
            return m
        m = replace(m, key=None, candidates=(), country=m.country if m.office else None, sure=True)
    return replace(m, end=end if m.end == m.name[1] else max(m.end, end), name=(m.name[0], end))


def _goes_on(hearing: Hearing, w: int) -> bool:
    """Whether a name runs on into word `w`: a word, or a sign between two of its words («جونغ-إن»)."""
    p, words = hearing.probable["entity"], hearing.reading.words
    if int(p[w].argmax()) != _ON or float(p[w, _ON]) < hearing.settings.name_on:
        return False
    a, b = words[w]
    if any(c.isalpha() for c in hearing.text[a:b]):
        return True
    return w + 1 < len(p) and words[w + 1][0] == b and int(p[w + 1].argmax()) == _ON


def _title_of(hearing: Hearing, m: Mention, w: int) -> Mention | None:
    """A title without the words that were taken for its bearer's name; None where there is none."""
    if not m.office or w == 0 or m.start >= m.name[0]:
        return None
    end = hearing.reading.words[w - 1][1]
    if end <= m.start:
        return None
    key = f"{m.office}@{m.country}" if m.country else None
    return replace(m, end=end, name=(m.start, end), key=key, sure=True, anaphor=None if m.country else "office")


def _entitled(text: str, title: Mention, name: Mention) -> Mention | None:
    """A title of the lexicons with the name right behind it that only the network knows, as one mention."""
    if name.kind != "person" or title.kind != "person" or not title.office or title.name != (title.start, title.end):
        return None
    between = text[title.end : name.start]
    if title.plural or len(between) > 3 or between.strip() not in _APPOSED or (between.strip() and not title.country):
        return None
    return replace(title, end=name.end, name=name.name, key=None, anaphor=None, sure=True)


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
