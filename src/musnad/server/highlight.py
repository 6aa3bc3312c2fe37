"""The words of a search shown where they stand in quoted words."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from markupsafe import Markup

from musnad.asking import Mark, Quote
from musnad.errors import StoreError
from musnad.server.templating import marked
from musnad.store import hits, parse


def marker(words: str) -> Callable[[Quote], Markup]:
    """What templates call `marked`, for a page that answers `words`: what was looked for stands out in every quotation.

    Without words, or with words that name nothing to look for, quotations are marked as always.
    """
    try:
        query = parse(words) if words.strip() else None
    except StoreError:
        query = None
    if query is None:
        return marked

    def found(quote: Quote) -> Markup:
        here = [Mark(start=quote.start + start, end=quote.start + end, what="hit") for start, end in hits(quote.text, query)]
        kept = [one for one in quote.marks if all(one.end <= mark.start or mark.end <= one.start for mark in here)]
        return marked(msgspec.structs.replace(quote, marks=(*here, *kept)))

    return found
