"""The lexicon tagger as a whole."""

from __future__ import annotations

from typing import NamedTuple

from musnad.record import Document
from musnad.tagger.lexicon.cues import find_cues
from musnad.tagger.lexicon.mentions import find_mentions
from musnad.tagger.lexicon.page import Page
from musnad.tagger.lexicon.reporting import Reporting, reporting
from musnad.tagger.lexicon.syntax import Syntax
from musnad.tagger.lexicon.times import find_times
from musnad.tagger.lexicon.triggers import TriggerFinder
from musnad.tagger.spans import Tagged


def tag(document: Document) -> Tagged:
    """Mentions, times, cues with contents, triggers with arguments."""
    return analyse(document).tagged


class Analysis(NamedTuple):
    """What the lexicons found in a page, its reporting words, and the finder of acts that knows its clauses."""

    tagged: Tagged
    reporting: Reporting
    triggers: TriggerFinder


def analyse(document: Document) -> Analysis:
    """What `tag` gives, with what it was found by."""
    page = Page(document.text)
    times = find_times(page)
    taken = [(t.start, t.end) for t in times]
    mentions = [m for m in find_mentions(page) if not any(a <= m.start and m.end <= b for a, b in taken)]
    syntax = Syntax(page, mentions, times)
    words = reporting(syntax)
    cues = find_cues(words, document.outlet)
    acts = TriggerFinder(syntax, cues)
    tagged = Tagged(tuple(mentions), tuple(times), tuple(acts.find()), tuple(cues), tuple(page.sentences))
    return Analysis(tagged, words, acts)
