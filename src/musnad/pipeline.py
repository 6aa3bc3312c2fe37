"""The order of the stages: a document is tagged, the spans are coded, a record comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from musnad.coding import make_record
from musnad.record import Document, Record
from musnad.tagger.lexicon import tag as tag_with_lexicons
from musnad.tagger.spans import Tagged
from musnad.version import VERSION

Tagger = Callable[[Document], Tagged]

CODER = f"musnad {VERSION} lexicon"
"""Name and version of the coder, as it stands in every record."""


def code(document: Document, tagger: Tagger = tag_with_lexicons) -> Record:
    """The record of one document.

    >>> record = code(Document("a1", "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو."))
    >>> record.events[0].type
    <EventType.CONSULT: 'CONSULT'>
    """
    return make_record(document, tagger(document), CODER)


def code_all(documents: Iterable[Document]) -> Iterator[Record]:
    """Records of many documents, one by one, in their order. For many processes see `musnad.engines`."""
    for document in documents:
        yield code(document)
