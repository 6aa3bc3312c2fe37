"""A record as flat rows, ready for SQL: nothing is decided here, everything follows from the record and what was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from musnad.language.folding import folded
from musnad.record import Entity, Event, Record, Statement
from musnad.store.days import bounds
from musnad.store.keys import LONGEST, UNDATED, article_id, document_id, entity_key, ident, item_ids, moment, text_id

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by the name of their table."""

DERIVED = ("entities", "mentions", "events", "parties", "statements", "voices")
"""Tables whose rows belong to one article and are made anew with it."""
SAYS = "says"
"""The stance of a statement's voices."""


def version_row(record: Record) -> Row:
    """The row of a record among all versions; not yet the current one. The text stays out of the stored JSON."""
    whole = record.to_json()
    fields = msgspec.json.decode(whole, type=dict[str, msgspec.Raw])
    about = msgspec.json.decode(fields["document"], type=dict[str, msgspec.Raw])
    del about["text"]
    fields["document"] = msgspec.Raw(msgspec.json.encode(about))
    document = record.document
    return {
        "id": ident("version", whole.decode()), "article": article_id(document), "text": text_id(document.text),
        "document": document_id(document), "coder": record.coder, "format": record.format, "moment": moment(document.published),
        "record": msgspec.json.encode(fields).decode(), "current": False,
    }  # fmt: skip


def record_of(stored: str, text: str) -> Record:
    """The record of a stored version and its text. Raises `RecordError` where the two do not belong together."""
    fields = msgspec.json.decode(stored, type=dict[str, msgspec.Raw])
    about = msgspec.json.decode(fields["document"], type=dict[str, Any])
    fields["document"] = msgspec.Raw(msgspec.json.encode(about | {"text": text}))
    return Record.from_json(msgspec.json.encode(fields))


def article_row(record: Record, version: int) -> Row:
    """The row of the article that a record is about."""
    document = record.document
    return {
        "id": article_id(document), "name": document.id, "outlet": document.outlet, "published": document.published,
        "moment": moment(document.published), "url": document.url, "title": document.title, "text": text_id(document.text),
        "version": version,
    }  # fmt: skip


def derived_rows(record: Record, ids: Mapping[tuple[str, str], int], verdicts: Mapping[int, str]) -> Rows:
    """Rows of all `DERIVED` tables. `ids` come from the record as coded (`item_ids`), `verdicts` are the items' last ones."""
    article = article_id(record.document)
    cast = {e.id: e for e in record.entities}
    published = moment(record.document.published)
    today = "" if published == UNDATED else published[:10]
    rows: Rows = {name: [] for name in DERIVED}
    for entity in record.entities:
        one = ids["entity", entity.id]
        rows["entities"].append(_entity(entity, one, article))
        places = sorted({(m.start, m.end) for m in entity.mentions})
        rows["mentions"] += [{"entity": one, "start": a, "stop": b} for a, b in places]
    for event in record.events:
        one = ids["event", event.id]
        rows["events"].append(_event(event, one, article, cast, today) | {"judged": verdicts.get(one)})
        rows["parties"] += _parties(event, one, cast)
        for n, claim in enumerate(event.claims):
            rows["voices"] += _voices(one, n, claim.stance, claim.chain, cast)
    for statement in record.statements:
        one = ids["statement", statement.id]
        rows["statements"].append(_statement(statement, one, article, cast, today) | {"judged": verdicts.get(one)})
        rows["voices"] += _voices(one, 0, SAYS, (statement.speaker, *statement.chain), cast)
    return rows


def names_of(entities: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, str]]:
    """How often each folded name stands for each key, as (folded, key), in rows of the table `entities`."""
    return Counter(
        (name, row["key"])
        for row in entities
        for name in {folded(one).strip()[:LONGEST] for one in (row["name"], *msgspec.json.decode(row["aliases"]))}
        if name
    )


def ids_of(record: Record) -> dict[tuple[str, str], int]:
    """The ids of a record's items by kind and local id."""
    return item_ids(record, article_id(record.document))


def _entity(entity: Entity, one: int, article: int) -> Row:
    return {
        "id": one, "article": article, "local": entity.id, "key": entity_key(entity), "kind": str(entity.kind), "name": entity.name,
        "en": entity.en, "country": entity.country, "office": entity.office, "aliases": msgspec.json.encode(entity.aliases).decode(),
    }  # fmt: skip


def _time(edtf: str | None, today: str) -> Row:
    earliest, latest = bounds(edtf)
    since = earliest if earliest and earliest > "0001-01-01" else latest
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "day": since or today}


def _event(event: Event, one: int, article: int, cast: Mapping[str, Entity], today: str) -> Row:
    place = cast[event.place] if event.place else None
    return {
        "id": one, "article": article, "local": event.id, "type": str(event.type), "mode": event.mode, "status": str(event.status),
        "place": place and entity_key(place), "place_country": place and place.country, **_time(event.when, today),
        "contexts": " ".join(event.contexts), "trigger_start": event.trigger.start, "trigger_stop": event.trigger.end,
        "evidence": msgspec.json.encode([(e.start, e.end) for e in event.evidence]).decode(), "confidence": event.confidence,
    }  # fmt: skip


def _parties(event: Event, one: int, cast: Mapping[str, Entity]) -> list[Row]:
    roles = [("actor", a) for a in event.actors] + [("recipient", r) for r in event.recipients]
    roles += [(str(p.role), p.entity) for p in event.participants]
    return [{"event": one, "role": role, "position": n, **_who(cast[entity])} for n, (role, entity) in enumerate(roles)]


def _statement(statement: Statement, one: int, article: int, cast: Mapping[str, Entity], today: str) -> Row:
    return {
        "id": one, "article": article, "local": statement.id, "mode": str(statement.mode),
        "place": statement.place and entity_key(cast[statement.place]),
        "addressee": statement.addressee and entity_key(cast[statement.addressee]), **_time(statement.when, today),
        "cue_start": statement.cue.start, "cue_stop": statement.cue.end, "content_start": statement.content.start,
        "content_stop": statement.content.end, "confidence": statement.confidence,
    }  # fmt: skip


def _voices(one: int, n: int, stance: str, chain: Iterable[str], cast: Mapping[str, Entity]) -> list[Row]:
    return [{"item": one, "claim": n, "position": k, "stance": str(stance), **_who(cast[entity])} for k, entity in enumerate(chain)]


def _who(entity: Entity) -> Row:
    return {"key": entity_key(entity), "kind": str(entity.kind), "country": entity.country}
