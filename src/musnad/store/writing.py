"""Putting records into a database: one transaction for each batch, the same content whatever the order of arrival.

Of an article's versions the current one is the one published last, then the one of the best coder (`_rank`); the rows that
answers are made from follow from the current versions and the judgements on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from musnad.language import terms
from musnad.record import Document, Record
from musnad.store import rows as r
from musnad.store import tables as t
from musnad.store.database import Store
from musnad.store.grouping import add_texts, name_groups, regroup
from musnad.store.judgements import Judgement, judged, judgement_row, judgements_of
from musnad.store.keys import UNDATED, article_id, document_id
from musnad.store.merged import forget_merged, mark_stale
from musnad.store.passages import add_passages, empty_passages, held_passages, passages_of, take_passages
from musnad.store.searching import add_to_index, empty_index, take_from_index
from musnad.store.sql import chunks, insert_rows, rows_where
from musnad.store.storable import check_record

_TAGGERS = ("lexicon", "learned")
"""Taggers of one version of Musnad, the better one last."""
_RULES = f"rows 1, terms {terms.VERSION}"
"""The rules by which rows are made from records; whoever changes what `rows`, `keys`, `days` or `copies` give counts on."""


def add(store: Store, records: Iterable[Record]) -> int:
    """Store records in one transaction; how many were new. When it returns they are safe on disk.

    Raises `StoreError` where a record can't be kept (see `check_record`); then none of them is.
    """
    new: dict[int, tuple[r.Row, Record]] = {}
    for record in records:
        check_record(record)
        row = r.version_row(record)
        new[row["id"]] = row, record
    with store.writing() as connection:
        for held in rows_where(connection, t.versions, t.versions.c.id, list(new)):
            del new[held["id"]]
        texts = {row["text"]: record.document.text for row, record in new.values()}
        for held in rows_where(connection, t.texts, t.texts.c.id, list(texts)):
            del texts[held["id"]]
        insert_rows(connection, t.texts, [{"id": one, "text": words, "copies": one} for one, words in texts.items()])
        insert_rows(connection, t.versions, [row for row, _ in new.values()])
        moved = add_texts(connection, texts)
        _settle(connection, {row["article"] for row, _ in new.values()}, moved)
    return len(new)


def add_judgement(store: Store, judgement: Judgement) -> bool:
    """Keep a judgement, and let it win in answers; False where the very same one was kept before."""
    with store.writing() as connection:
        if connection.execute(select(t.judgements.c.id).where(t.judgements.c.id == judgement.id)).first():
            return False
        insert_rows(connection, t.judgements, [judgement_row(judgement)])
        _settle(connection, {judgement.article})
    return True


def held_documents(store: Store, documents: Sequence[Document], coder: str) -> frozenset[int]:
    """The `document_id`s of those documents that were stored with this very content by this coder."""
    wanted = {document_id(d): article_id(d) for d in documents}
    found: set[int] = set()
    with store.reading() as connection:
        for some in chunks(set(wanted.values())):
            query = select(t.versions.c.document).where(t.versions.c.article.in_(some), t.versions.c.coder == coder)
            found.update(connection.execute(query).scalars())
    return frozenset(found) & wanted.keys()


def refresh(store: Store) -> None:
    """Rebuild a database whose rows were made by other rules than this version's."""
    with store.reading() as connection:
        if _rules(connection) == _RULES:
            return
    rebuild(store)


def rebuild(store: Store) -> None:
    """Make all derived rows, the search and passages indexes and the copy groups anew from versions and judgements, in one transaction.

    Merged rows are taken out: every article is to be merged anew.
    """
    with store.writing() as connection:
        connection.execute(delete(t.names))
        empty_index(connection)
        empty_passages(connection)
        regroup(connection)
        ids = connection.execute(select(t.versions.c.article).distinct().order_by(t.versions.c.article)).scalars().all()
        for some in chunks(ids):
            _settle(connection, set(some), known=False)
        forget_merged(connection)
        connection.execute(delete(t.facts).where(t.facts.c.name == "rules"))
        connection.execute(insert(t.facts).values(name="rules", value=_RULES))


def _rules(connection: Connection) -> str | None:
    return connection.execute(select(t.facts.c.value).where(t.facts.c.name == "rules")).scalar()


def _settle(connection: Connection, touched: set[int], moved: Iterable[int] = (), *, known: bool = True) -> None:
    """Bring the rows of these articles in line with their versions and judgements, and note that they are to be merged.

    `moved` are texts whose copy group changed: their carriers are to be merged, too. `known=False`: the articles' names,
    search terms and passages were taken out before.
    """
    before = list(rows_where(connection, t.articles, t.articles.c.id, touched))
    current = _choose(connection, touched)
    texts = {row["text"] for row in before} | {row["text"] for row in current}
    words = {row["id"]: row["text"] for row in rows_where(connection, t.texts, t.texts.c.id, texts)}
    if known:
        take_from_index(connection, ((row["id"], row["title"], words[row["text"]]) for row in before))
        take_passages(connection, held_passages(connection, {row["id"]: words[row["text"]] for row in before}))
    _count(connection, rows_where(connection, t.entities, t.entities.c.article, touched if known else ()), -1)
    _take_out(connection, touched)
    judgements: dict[int, list[Judgement]] = {}
    for some in chunks(touched):
        for judgement in judgements_of(connection, some):
            judgements.setdefault(judgement.article, []).append(judgement)
    made: r.Rows = {name: [] for name in ("articles", *r.DERIVED)}
    for version in current:
        coded = r.record_of(version["record"], words[version["text"]])
        record, verdicts = judged(coded, judgements.get(version["article"], ()))
        made["articles"].append(r.article_row(record, version["id"]))
        for name, found in r.derived_rows(record, r.ids_of(coded), verdicts).items():
            made[name] += found
    for name, found in made.items():
        insert_rows(connection, t.metadata.tables[name], found)
    _count(connection, made["entities"], 1)
    add_to_index(connection, ((row["id"], row["title"], words[row["text"]]) for row in made["articles"]))
    printed = {row["id"]: words[row["text"]] for row in made["articles"]}
    add_passages(connection, passages_of(made["events"], made["statements"], printed))
    renamed = name_groups(connection, texts) | set(moved)
    mark_stale(connection, touched | {row["id"] for row in rows_where(connection, t.articles, t.articles.c.text, renamed)})


def _choose(connection: Connection, touched: set[int]) -> list[Mapping[str, Any]]:
    """The current version of each article, marked as such."""
    best: dict[int, Mapping[str, Any]] = {}
    marked: set[int] = set()
    for row in rows_where(connection, t.versions, t.versions.c.article, touched):
        marked |= {row["id"]} if row["current"] else set()
        if row["article"] not in best or _rank(row) > _rank(best[row["article"]]):
            best[row["article"]] = row
    chosen = {row["id"] for row in best.values()}
    for ids, current in ((marked - chosen, False), (chosen - marked, True)):
        for some in chunks(ids):
            connection.execute(update(t.versions).where(t.versions.c.id.in_(some)).values(current=current))
    return list(best.values())


def _rank(version: Mapping[str, Any]) -> tuple[object, ...]:
    """Later versions of an article are greater: by publication, by the coder's version and tagger, at last by id."""
    moment = "" if version["moment"] == UNDATED else version["moment"]
    numbers = tuple(int(n) for n in re.findall(r"\d+", version["coder"]))
    tagger = version["coder"].rpartition(" ")[2]
    return moment, numbers, _TAGGERS.index(tagger) if tagger in _TAGGERS else -1, version["coder"], version["id"]


def _take_out(connection: Connection, touched: set[int]) -> None:
    for some in chunks(touched):
        entities, events, statements = (select(c.c.id).where(c.c.article.in_(some)) for c in (t.entities, t.events, t.statements))
        connection.execute(delete(t.mentions).where(t.mentions.c.entity.in_(entities)))
        connection.execute(delete(t.parties).where(t.parties.c.event.in_(events)))
        for items in (events, statements):
            connection.execute(delete(t.voices).where(t.voices.c.item.in_(items)))
        for table in (t.entities, t.events, t.statements):
            connection.execute(delete(table).where(table.c.article.in_(some)))
        connection.execute(delete(t.articles).where(t.articles.c.id.in_(some)))


def _count(connection: Connection, entities: Iterable[Mapping[str, Any]], by: int) -> None:
    """Count the names of entities in (1) or out (-1)."""
    counted: Counter[tuple[str, str]] = r.names_of(entities)
    if counted:
        rows = [{"folded": name, "key": key, "uses": by * n} for (name, key), n in counted.items()]
        connection.execute(text(_COUNT), rows)
        if by < 0:
            connection.execute(delete(t.names).where(t.names.c.uses <= 0))


_COUNT = """INSERT INTO names (folded, key, uses) VALUES (:folded, :key, :uses)
ON CONFLICT (folded, key) DO UPDATE SET uses = names.uses + excluded.uses"""
