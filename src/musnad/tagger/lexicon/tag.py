"""The lexicon tagger as a whole."""

from __future__ import annotations

from musnad.record import Document
from musnad.tagger.lexicon.cues import find_cues
from musnad.tagger.lexicon.mentions import find_mentions
from musnad.tagger.lexicon.page import Page
from musnad.tagger.lexicon.syntax import Syntax
from musnad.tagger.lexicon.times import find_times
from musnad.tagger.lexicon.triggers import TriggerFinder
from musnad.tagger.spans import Tagged


def tag(document: Document) -> Tagged:
    """Mentions, times, cues with contents, triggers with arguments."""
    return analyse(document)[0]


def analyse(document: Document) -> tuple[Tagged, TriggerFinder]:
    """What `tag` gives, and the finder that knows the page's clauses."""
    page = Page(document.text)
    times = find_times(page)
    day = document.published[:10] if document.published else None
    taken = [(t.start, t.end) for t in times]
    mentions = [m for m in find_mentions(page, day) if not any(a <= m.start and m.end <= b for a, b in taken)]
    syntax = Syntax(page, mentions, times)
    cues = find_cues(syntax, document.outlet)
    finder = TriggerFinder(syntax, cues)
    triggers = finder.find()
    return Tagged(tuple(mentions), tuple(times), tuple(triggers), tuple(cues), tuple(page.sentences)), finder
