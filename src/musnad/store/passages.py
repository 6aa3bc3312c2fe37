"""The passages index: the words that carry an event or a statement, so that a question finds items by their own words.

A table beside the search index: FTS5 in SQLite, tsvector in PostgreSQL, over the same terms; its rows are those of `events` (their
evidence) and `statements` (their content), by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import BindParameter, Connection, RowMapping, bindparam, cast, column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from musnad.language.terms import bare_terms
from musnad.store import tables as t
from musnad.store.searching import Query, fts5, tsquery, tsvector
from musnad.store.sql import chunks

Passage = tuple[int, tuple[str, ...]]
"""An event's or statement's id, and the stretches of text that carry it."""
Line = Mapping[str, Any] | RowMapping
"""A row of `events` or `statements`."""
_CARRYING = ((t.events, ("id", "article", "evidence")), (t.statements, ("id", "article", "content_start", "content_stop")))
"""Where passages come from, by name: the migration that fills the index reads tables that know no later columns."""
_BETWEEN = "ـ"
"""A term that no text has: it parts the stretches, so that no phrase runs over."""

SQLITE = "CREATE VIRTUAL TABLE passages USING fts5(terms, content='', tokenize=\"unicode61 remove_diacritics 0\")"
POSTGRESQL = (
    "CREATE TABLE passages (item BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL)",
    "CREATE INDEX passages_terms ON passages USING gin (terms)",
)


class Wanted(NamedTuple):
    """What passages must hold, in the language of the database that is asked."""

    match: str
    sqlite: bool


def wanted(connection: Connection, query: Query) -> Wanted:
    """A query for `holding`."""
    sqlite = connection.dialect.name == "sqlite"
    return Wanted(fts5(query) if sqlite else tsquery(query), sqlite)


def holding(what: Wanted) -> Any:
    """A query for the ids of the items whose passages hold what is wanted: all its words and phrases, none that is unwanted."""
    match: BindParameter[str] = bindparam("match", what.match, unique=True)
    if what.sqlite:
        index = table("passages", column("rowid"), column("passages"))
        return select(index.c.rowid).where(index.c.passages.op("MATCH")(match))
    index = table("passages", column("item"), column("terms"))
    return select(index.c.item).where(index.c.terms.op("@@")(cast(match, TSQUERY)))


def passages_of(events: Iterable[Line], statements: Iterable[Line], words: Mapping[int, str]) -> Iterator[Passage]:
    """The passages of rows of `events` and `statements`; `words` are the texts of their articles."""
    for row in events:
        spans = msgspec.json.decode(row["evidence"], type=list[tuple[int, int]])
        yield row["id"], tuple(words[row["article"]][a:b] for a, b in spans)
    for row in statements:
        yield row["id"], (words[row["article"]][row["content_start"] : row["content_stop"]],)


def held_passages(connection: Connection, words: Mapping[int, str]) -> Iterator[Passage]:
    """The passages that some articles, given with their texts, have in the database."""
    for some in chunks(words):
        events, statements = (
            connection.execute(select(*(items.c[name] for name in names)).where(items.c.article.in_(some))).mappings().all()
            for items, names in _CARRYING
        )
        yield from passages_of(events, statements, words)


def add_passages(connection: Connection, passages: Iterable[Passage]) -> None:
    """Index passages that are not in the index."""
    sqlite = connection.dialect.name == "sqlite"
    rows = [{"item": item, "terms": _written(spans, sqlite)} for item, spans in passages]
    if rows:
        connection.execute(text(_ADD_SQLITE if sqlite else _ADD_POSTGRESQL), rows)


def take_passages(connection: Connection, passages: Iterable[Passage]) -> None:
    """Take passages out of the index; they are those that were indexed."""
    sqlite = connection.dialect.name == "sqlite"
    rows = [{"item": item} | ({"terms": _written(spans, True)} if sqlite else {}) for item, spans in passages]
    if rows:
        connection.execute(text(_TAKE_SQLITE if sqlite else _TAKE_POSTGRESQL), rows)


def empty_passages(connection: Connection) -> None:
    """Take everything out of the index."""
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(text("INSERT INTO passages (passages) VALUES ('delete-all')" if sqlite else "DELETE FROM passages"))


_ADD_SQLITE = "INSERT INTO passages (rowid, terms) VALUES (:item, :terms)"
_ADD_POSTGRESQL = "INSERT INTO passages VALUES (:item, CAST(:terms AS tsvector))"
_TAKE_SQLITE = "INSERT INTO passages (passages, rowid, terms) VALUES ('delete', :item, :terms)"
_TAKE_POSTGRESQL = "DELETE FROM passages WHERE item = :item"


def _written(spans: Iterable[str], sqlite: bool) -> str:
    terms: list[str] = []
    for span in spans:
        terms += [_BETWEEN, *bare_terms(span)] if terms else bare_terms(span)
    return " ".join(terms) if sqlite else tsvector((), terms)
