"""The order of the stages: a document is tagged, the spans are coded, a record comes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping

from musnad.coding import make_record
from musnad.record import Document, Record
from musnad.tagger import learned, lexicon
from musnad.tagger.spans import Tagged
from musnad.version import VERSION

TAGGERS: Mapping[str, Callable[[Document], Tagged]] = {"learned": learned.tag, "lexicon": lexicon.tag}
"""`learned`: the trained network, told what the lexicons found; `lexicon`: the lexicons alone, twenty times as fast, which miss more."""
TAGGER = os.environ.get("MUSNAD_TAGGER") or "learned"
"""The tagger where none is named; the environment may name another (the coder's name in each record tells which it was)."""


def coder(tagger: str = TAGGER) -> str:
    """Name and version of a coder, as it stands in every record.

    >>> coder("lexicon").split()[0]
    'musnad'
    """
    return f"musnad {VERSION} {tagger}"


def code(document: Document, tagger: str = TAGGER) -> Record:
    """The record of one document. Raises KeyError for a tagger that is not in `TAGGERS`.

    >>> record = code(Document("a1", "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو."))
    >>> record.events[0].type
    <EventType.CONSULT: 'CONSULT'>
    """
    return make_record(document, TAGGERS[tagger](document), coder(tagger))


def code_all(documents: Iterable[Document], tagger: str = TAGGER) -> Iterator[Record]:
    """Records of many documents, one by one, in their order. For many processes see `musnad.engines`."""
    for document in documents:
        yield code(document, tagger)
