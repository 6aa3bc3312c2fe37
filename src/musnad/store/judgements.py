"""What people say about a record: right, wrong, or a field corrected. Judgements are added, never changed, and win in answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from musnad.errors import RecordError, StoreError
from musnad.record import Record
from musnad.store import tables as t
from musnad.store.database import Store
from musnad.store.keys import article_id, ident, written
from musnad.store.rows import Row, ids_of, record_of
from musnad.store.storable import check_record


class Verdict(StrEnum):
    """What a judgement says of an item."""

    RIGHT = "right"
    WRONG = "wrong"
    CORRECTED = "corrected"


FIELDS: Mapping[str, tuple[str, ...]] = {
    "event": ("type", "mode", "actors", "recipients", "participants", "place", "when", "status", "claims", "contexts"),
    "statement": ("speaker", "chain", "mode", "when", "place", "addressee"),
    "entity": ("kind", "name", "en", "country", "office", "wikidata"),
}
"""Fields that a judgement may correct; the words of the text stay what they are."""
_LISTS = {"event": "events", "statement": "statements", "entity": "entities"}


class Judgement(msgspec.Struct, frozen=True):
    """One person's word on one item. `item` is its id; `value` the right value of `field`; `time` is in UTC, with a fraction of the
    second where one is known, so that the later of two in one second wins."""

    item: int
    kind: str
    article: int
    version: int
    verdict: Verdict
    author: str
    time: str
    reason: str = ""
    field: str | None = None
    value: Any = None

    @property
    def id(self) -> int:
        """Made from all that it says: the same judgement given twice is one."""
        return ident("judgement", msgspec.json.encode(self).decode())


def make_judgement(
    record: Record, version: int, item: int, verdict: Verdict, *, author: str, reason: str = "", time: str | None = None,
    field: str | None = None, value: object = None,
) -> Judgement:  # fmt: skip
    """A judgement on an item of a record, checked: a corrected record must keep the laws of records.

    `time` is ISO 8601 (default: now). Raises `StoreError` where something is missing or does not fit.
    """
    ids = {one: kind for (kind, _), one in ids_of(record).items()}
    if item not in ids:
        raise StoreError(f"the article has no item {written(item)}")
    if not author.strip():
        raise StoreError("a judgement needs its author")
    if (verdict == Verdict.CORRECTED) != (field is not None):
        raise StoreError("a correction names a field and its right value; right and wrong name none")
    kind = ids[item]
    if field is not None and field not in FIELDS[kind]:
        raise StoreError(f"the field «{field}» of an {kind} can't be corrected; these can: {', '.join(FIELDS[kind])}")
    judgement = Judgement(
        item, kind, article_id(record.document), version, verdict, author.strip(), _utc(time), reason.strip(), field, value
    )
    if field is not None:
        try:
            check_record(_corrected(record, judgement))
        except (RecordError, StoreError) as fault:
            raise StoreError(f"«{field}» can't be {msgspec.json.encode(value).decode()}: {fault}") from fault
    return judgement


def judged(record: Record, judgements: Iterable[Judgement]) -> tuple[Record, dict[int, str]]:
    """The record as people corrected it, and each judged item's last verdict by its id.

    Later judgements win over earlier ones. One that no longer fits (its item was not found again when the article was
    re-coded, or it names an entity that is gone) changes nothing and stays on file.
    """
    verdicts: dict[int, str] = {}
    said = sorted(judgements, key=lambda j: (j.time, j.id))
    items = set(ids_of(record).values()) if said else set()
    result = record
    for judgement in said:
        if judgement.item not in items:
            continue
        if judgement.field is not None:
            try:
                result = _corrected(result, judgement, record)
            except RecordError:
                continue
        verdicts[judgement.item] = str(judgement.verdict)
    return result, verdicts


def _corrected(record: Record, judgement: Judgement, coded: Record | None = None) -> Record:
    """The record with one field set. Items are found by their ids in the record as coded. Raises `RecordError`."""
    locals_ = {one: local for (_, local), one in ids_of(coded or record).items()}
    whole = msgspec.to_builtins(record)
    for item in whole[_LISTS[judgement.kind]]:
        if item["id"] == locals_[judgement.item]:
            item[judgement.field] = judgement.value
    return Record.from_json(msgspec.json.encode(whole))


def _utc(time: str | None) -> str:
    try:
        given = datetime.fromisoformat(time.strip()) if time else datetime.now(UTC)
        return (given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)).isoformat()
    except (ValueError, OverflowError):
        raise StoreError(f"the time «{time}» is not in ISO form (2025-04-18T09:30:00+03:00)") from None


def judgement_row(judgement: Judgement) -> Row:
    """The row of a judgement."""
    row = msgspec.structs.asdict(judgement)
    value = None if judgement.field is None else msgspec.json.encode(judgement.value).decode()
    return row | {"id": judgement.id, "verdict": str(judgement.verdict), "value": value}


def judgements_of(connection: Connection, articles: Iterable[int] | None = None) -> Iterator[Judgement]:
    """The judgements on some articles (default: on all), in the order they were given."""
    wanted = select(t.judgements).order_by(t.judgements.c.time, t.judgements.c.id)
    if articles is not None:
        wanted = wanted.where(t.judgements.c.article.in_(list(articles)))
    for row in connection.execute(wanted).mappings():
        fields = {name: value for name, value in row.items() if name != "id"}
        fields["verdict"] = Verdict(fields["verdict"])
        fields["value"] = None if fields["value"] is None else msgspec.json.decode(fields["value"])
        yield Judgement(**fields)


def export_judgements(store: Store) -> Iterator[dict[str, Any]]:
    """Every judgement as training data: what was said, the article, the item as it was coded and as it should be.

    Spans are code points of the document's text; `corrected` is null where the judgement says wrong.
    """
    with store.reading() as connection:
        for judgement in judgements_of(connection):
            stored, text = connection.execute(
                select(t.versions.c.record, t.texts.c.text)
                .join(t.texts, t.texts.c.id == t.versions.c.text)
                .where(t.versions.c.id == judgement.version)
            ).one()
            record = record_of(stored, text)
            shown = msgspec.to_builtins(judgement) | {n: written(getattr(judgement, n)) for n in ("item", "article", "version")}
            should = _corrected(record, judgement) if judgement.field else record
            yield shown | {
                "id": written(judgement.id), "coder": record.coder, "document": msgspec.to_builtins(record.document),
                "coded": _item(record, record, judgement),
                "corrected": None if judgement.verdict == Verdict.WRONG else _item(should, record, judgement),
            }  # fmt: skip


def _item(record: Record, coded: Record, judgement: Judgement) -> dict[str, Any]:
    local = {one: local for (_, local), one in ids_of(coded).items()}[judgement.item]
    found: dict[str, Any] = next(msgspec.to_builtins(i) for i in getattr(record, _LISTS[judgement.kind]) if i.id == local)
    return found
