"""What a database can keep: checked before anything is written, so that one bad item does not take its batch with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.errors import StoreError
from musnad.record import Document, Record
from musnad.store.keys import LONGEST

_BYTES = 2_000
"""UTF-8 bytes of an article's id or outlet; PostgreSQL can't index more than 2 700."""
_SHORT = ("country", "office")
"""Fields of an entity that are indexed and that a record may fill with anything."""
_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""A zero character in JSON."""


def check_storable(document: Document) -> None:
    """Raises `StoreError` for what some database can't keep: broken or zero characters, an id or outlet that no index takes."""
    for field in document.__struct_fields__:
        value = getattr(document, field) or ""
        if not value.isascii() and value.encode("utf-8", "ignore") != value.encode("utf-8", "surrogatepass"):
            raise StoreError(f"the article's {field} holds half a character (a lone surrogate); read it in its right encoding")
        if "\0" in value:
            raise StoreError(f"the article's {field} holds a zero character, which databases don't keep; take it out")
        if field in {"id", "outlet"} and len(value.encode()) > _BYTES:
            raise StoreError(f"the article's {field} is longer than {_BYTES:,} bytes; give it a shorter one")


def check_record(record: Record) -> None:
    """Raises `StoreError` for a record that some database can't keep; its document is checked, too.

    Our own coder makes no such records; files may hold them.
    """
    check_storable(record.document)
    for entity in record.entities:
        for field in _SHORT:
            if len(getattr(entity, field) or "") > LONGEST:
                raise StoreError(f"the {field} of the entity {entity.id[:LONGEST]} is longer than {LONGEST} letters")
    for name, words in _texts(record):
        if not words.isascii() and words.encode("utf-8", "ignore") != words.encode("utf-8", "surrogatepass"):
            raise StoreError(f"{name} holds half a character (a lone surrogate)")
    if _ZERO.search(record.to_json()):
        raise StoreError("the record holds a zero character, which databases don't keep; take it out")


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """What is free text in a record and not in its document, with where it stands."""
    yield "the coder", record.coder
    for entity in record.entities:
        for words in (entity.id, entity.name, *entity.aliases, entity.en, entity.country, entity.office, entity.wikidata):
            yield f"the entity {entity.id!r}", words or ""
