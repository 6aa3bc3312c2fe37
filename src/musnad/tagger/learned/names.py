"""Names as the network hears them: those that the lexicons do not know, and where the unknown names that they guess really end.

A lexicon guesses an unknown name behind a title word by word («الرئيس أبو مازن استعداده»); the network, which reads the sentence,
says which of the words belong to it. A title that the lexicons know and a name that only the network knows are one mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np

from musnad.knowledge import people
from musnad.language.clitics import vocabulary
from musnad.language.folding import folded
from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.labels import KINDS, TAG_HEADS
from musnad.tagger.learned.windows import covered
from musnad.tagger.lexicon.names import words
from musnad.tagger.lexicon.titles import STYLES
from musnad.tagger.spans import Cue, Mention, Tagged

DROPPED = -1
"""Where a mention of the lexicons stands that the network hears no name in."""
_LABELS = TAG_HEADS["entity"]
_PERSON = [_LABELS.index("B-person"), _LABELS.index("I-person")]
_ON = _LABELS.index("I-person")
_APPOSED = frozenset({"", "،", ",", "-", "–", "ـ", "(", "«", '"', ":"})
"""What may stand between a title and the name of its bearer."""
_ALIKE = 0.6
"""How alike two spellings of a given name are («ريكس», «ركس»), of 1."""
_COMMAS = frozenset({"", "،", ",", "-", "–", "ـ"})
"""What may stand between a name and its bearer's title."""


def hear_mentions(hearing: Hearing, lexicon: Tagged) -> tuple[list[Mention], list[int]]:
    """All mentions in text order, and where each of the lexicons' now stands (`DROPPED`: nowhere)."""
    kept = _apart([_revised(hearing, m) for m in lexicon.mentions])
    taken = [(m.start, m.end) for m in kept if m] + [(t.start, t.end) for t in lexicon.times]
    fresh = [Mention(a, b, kind, (a, b)) for a, b, kind in _names(hearing) if not any(x < b and a < y for x, y in taken)]
    order = sorted(
        [*((n, m) for n, m in enumerate(kept) if m), *((DROPPED, m) for m in fresh)], key=lambda p: (p[1].start, p[1].end)
    )
    moved, out = [DROPPED] * len(kept), list[Mention]()
    for was, m in order:
        whole = _united(hearing.text, out[-1], m, was == DROPPED, lexicon.cues) if out else None
        if whole:
            out[-1] = whole
        else:
            out.append(m)
        if was != DROPPED:
            moved[was] = len(out) - 1
    return out, moved


def _apart(mentions: list[Mention | None]) -> list[Mention | None]:
    """The mentions without what a name that grew now holds: «تركي الفلاني» is no Turk."""
    names = [m.name for m in mentions if m and m.kind == "person"]
    return [
        m if m is None or m.kind == "person" or not any(a <= m.start and m.end <= b for a, b in names) else None for m in mentions
    ]


def _united(text: str, before: Mention, m: Mention, fresh: bool, cues: Sequence[Cue]) -> Mention | None:
    """Two neighbours as one mention, where one of them only tells who the other is; `fresh` tells that the lexicons don't know the second."""
    if fresh:
        return _entitled(text, before, m) or _described(text, before, m)
    return _apposed(text, before, m, cues)


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
    first = name.start
    if m.start == m.name[0] and not (m.key and m.sure):
        while first and reading.sentence_of[first - 1] == reading.sentence_of[first] and _begins_before(hearing, first):
            first -= 1
    if first < name.start:
        start = after_and(hearing.text, *reading.words[first])
        m = replace(m, start=start, name=(start, m.name[1]))
        if m.key and not _called(m, hearing.text[start : reading.words[name.start - 1][1]]):
            m = replace(m, key=None, candidates=(), country=None, sure=True)
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


def _begins_before(hearing: Hearing, w: int) -> bool:
    """Whether the name that word `w` seems to begin has the word before in it."""
    p, (a, b) = hearing.probable["entity"], hearing.reading.words[w - 1]
    return int(p[w].argmax()) == _ON and float(p[w - 1, _PERSON].sum()) >= hearing.settings.name_on and hearing.text[a:b].isalpha()


def _called(m: Mention, given: str) -> bool:
    """Whether a known person of that family name may be called so, however it is spelt."""
    wanted = folded(given)
    names = {t for key in {m.key or "", *m.candidates} & people().keys() for n in people()[key].names for t in folded(n).split()}
    return any(SequenceMatcher(None, wanted, n).ratio() >= _ALIKE for n in names)


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


def _described(text: str, before: Mention, name: Mention) -> Mention | None:
    """An unknown name with the nationality before it («الخبير الروسي فلان»), as one mention."""
    if name.kind != "person" or before.kind != "state" or not before.weak or text[before.end : name.start].strip():
        return None
    return replace(name, start=before.start, country=before.country)


def _apposed(text: str, name: Mention, title: Mention, cues: Sequence[Cue]) -> Mention | None:
    """A name with the title behind it («وانغ دي سفير الصين»), as one mention. Without a comma two people may stand side by side
    («استقبل فلان وزير الخارجية المصري»), but not behind a reporting word or a style."""
    if {name.kind, title.kind} != {"person"} or name.office not in STYLES or not title.office or not title.key or title.plural:
        return None
    if title.name != (title.start, title.end) or (name.country and title.country not in {None, name.country}):
        return None
    between = text[name.end : title.start]
    if len(between) > 3 or between.strip() not in _COMMAS:
        return None
    if not between.strip() and name.office is None and not any(0 <= name.start - c.end <= 2 for c in cues):
        return None
    return replace(name, end=title.end, office=title.office, country=name.country or title.country, former=title.former, sure=True)


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
        name = hearing.text[start : reading.words[end - 1][1]]
        style = folded(name) in words()["honorific"] and end < len(p) and float(p[end, _PERSON].sum()) >= hearing.settings.name
        if any(c.isalnum() for c in name) and not style:
            found.append((after_and(hearing.text, *reading.words[w]), reading.words[end - 1][1], kind))
        w = end
    return found


def after_and(text: str, start: int, end: int) -> int:
    """Where a word begins behind a «و» that is no letter of its own: the rest is seen more often than the whole, or neither is.

    >>> after_and("وزيارته", 0, 7), after_and("وكالة", 0, 5)
    (1, 0)
    """
    word = folded(text[start:end])
    return start + (word[:1] == "و" and len(word) > 4 and vocabulary().get(word[1:], 0) >= vocabulary().get(word, 0))
