"""Finding time expressions: the calendar's grammar over the page's folded text."""

from __future__ import annotations

from musnad import calendar
from musnad.language.folding import fold
from musnad.tagger.lexicon.page import Page
from musnad.tagger.spans import TimeMention


def find_times(page: Page) -> list[TimeMention]:
    """Time expressions in text order."""
    source = fold(page.text)
    return [TimeMention(*source.span(found.start, found.end)) for found in calendar.find(source.text)]
