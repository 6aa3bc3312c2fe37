"""The trained tagger as a whole: what the lexicons found is told to the network, and the network decides.

The lexicons give mentions with their knowledge, times, cues with contents, and the clause around a word. The network says which
words tell an act and of which type, who did it to whom, where and when, in which status and on whose word, and which words are
reported; and it finds the mentions and the speakers that the lexicons missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from musnad.record import Document
from musnad.tagger.learned.acts import hear_triggers
from musnad.tagger.learned.decide import Settings
from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.names import DROPPED, hear_mentions
from musnad.tagger.learned.network import Heard, network
from musnad.tagger.learned.speech import hear_cues
from musnad.tagger.learned.windows import Reading, read
from musnad.tagger.lexicon.tag import Analysis, analyse
from musnad.tagger.spans import Arc, Tagged


class Page(NamedTuple):
    """A document as the lexicons and the network read it."""

    analysis: Analysis
    reading: Reading
    heard: Heard


def tag(document: Document) -> Tagged:
    """Mentions, times, cues with contents, triggers with arguments.

    >>> [t.type for t in tag(Document("a1", "استدعت الخارجية العراقية السفير التركي في بغداد.")).triggers]
    ['ACCUSE']
    """
    return decide(document, hear(document), network().settings)


def hear(document: Document) -> Page:
    """Let both read a document."""
    analysis, net = analyse(document), network()
    reading = read(document.text, analysis.tagged, net.vocabulary)
    return Page(analysis, reading, net.hear(reading))


def decide(document: Document, page: Page, settings: Settings) -> Tagged:
    """What is held true of what they read."""
    analysis = page.analysis
    lexicon = analysis.tagged
    if not page.reading.words:
        return lexicon
    hearing = Hearing(document.text, page.reading, page.heard, settings)
    mentions, moved = hear_mentions(hearing, lexicon)
    cues = [replace(c, arcs=move(c.arcs, moved)) for c in lexicon.cues]
    triggers = [replace(t, arcs=move(t.arcs, moved)) for t in lexicon.triggers]
    hearing.meet(mentions, lexicon.times, cues, analysis.triggers, moved)
    return Tagged(
        tuple(mentions), lexicon.times, tuple(hear_triggers(hearing, triggers, analysis.triggers)),
        tuple(hear_cues(hearing, cues, analysis.reporting)), lexicon.sentences,
    )  # fmt: skip


def move(arcs: Sequence[Arc], moved: Sequence[int]) -> tuple[Arc, ...]:
    return tuple(
        a if a.role == "when" else replace(a, target=moved[a.target])
        for a in arcs
        if a.role == "when" or moved[a.target] != DROPPED
    )
