"""Names that stay: ids made from content, and keys that are the same for one actor in all articles.

>>> ident("article", "", "a1") == ident("article", "", "a1")
True
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b

import msgspec

from musnad.language.folding import folded
from musnad.record import Document, Entity, EntityKind, Event, Record, Statement

UNDATED = "9999"
"""The moment of an article that brings no date: it comes after all that do."""


LONGEST = 200
"""Letters of a name in a key; a database can't index texts of any length."""


def ident(*parts: object) -> int:
    """A positive 63-bit integer that stands for these parts and no others, on every machine."""
    digest = blake2b(digest_size=8)
    for part in parts:
        data = str(part).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return int.from_bytes(digest.digest(), "big") >> 1


def written(number: int) -> str:
    """An id as people and JSON see it: 16 hexadecimal digits.

    >>> written(255)
    '00000000000000ff'
    """
    return f"{number:016x}"


def article_id(document: Document) -> int:
    """The id of an article: two outlets may both call one of theirs «17»."""
    return ident("article", document.outlet or "", document.id)


def text_id(text: str) -> int:
    """The id of a wording."""
    return ident("text", text)


def document_id(document: Document) -> int:
    """The id of everything that an article says of itself, its text included."""
    return ident("document", msgspec.json.encode(document).decode())


def moment(published: str | None) -> str:
    """A publication date as a text that sorts: UTC where the hour is known, the bare day where it is not.

    >>> moment("2018-02-18T21:35:43+04:00"), moment("2018-02-18"), moment(None)
    ('2018-02-18T17:35:43', '2018-02-18', '9999')
    """
    if not published:
        return UNDATED
    try:
        read = datetime.fromisoformat(published.strip())
        whole = read.astimezone(UTC) if read.tzinfo else read
    except (ValueError, OverflowError):
        return UNDATED
    return whole.date().isoformat() if len(published.strip()) <= len("2018-02-18") else whole.strftime("%Y-%m-%dT%H:%M:%S")


def entity_key(entity: Entity) -> str:
    """What names an actor in all articles: a state's code, a Wikidata id, an English name that knowledge gave, or its name.

    An unnamed source's key («anon:مسوول اميركي») names a kind of source, not one man.
    """
    if entity.kind == EntityKind.STATE and entity.country:
        return entity.country
    if entity.wikidata:
        return entity.wikidata[:LONGEST]
    return f"{entity.kind}:{folded(entity.en or entity.name).strip()}"[:LONGEST]


def item_ids(record: Record, article: int) -> dict[tuple[str, str], int]:
    """The ids of a record's entities, events and statements by kind and local id.

    They are made from where an item stands in the text, so that a re-coded article keeps the ids of what was found again.
    """
    seen: dict[tuple[object, ...], int] = {}

    def take(*parts: object) -> int:
        seen[parts] = seen.get(parts, 0) + 1
        return ident(article, *parts, seen[parts])

    ids: dict[tuple[str, str], int] = {}
    for entity in record.entities:
        ids["entity", entity.id] = take("entity", entity.id)
    for event in record.events:
        ids["event", event.id] = take("event", *_place(event))
    for statement in record.statements:
        ids["statement", statement.id] = take("statement", *_place(statement))
    return ids


def _place(item: Event | Statement) -> tuple[object, ...]:
    if isinstance(item, Event):
        return item.type, item.trigger.start, item.trigger.end, item.trigger.text
    return item.cue.start, item.content.start, item.content.end, item.content.text
