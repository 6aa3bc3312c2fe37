"""Merged rows in the database: what is to be merged, what is compared, and what comes out. Who merges gives and takes plain rows.

Everything runs inside the connection's transaction, which is to be `Store.writing`: merging writes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from musnad.store import tables as t
from musnad.store.database import Store
from musnad.store.reading import Held, held_many
from musnad.store.rows import Row
from musnad.store.sql import chunks, insert_rows

_FACT = "merging"
"""The name of the fact by which rules merged rows were made."""
_MADE = (t.reports, t.utterances, t.blocks, t.ties, t.members, t.happenings, t.roles, t.sayings, t.spoken)


class Stale(NamedTuple):
    """An article to be merged: its current record with what people judged, its moment (UTC, sorts as text) and copy group."""

    held: Held
    moment: str
    copies: int


def unmerged(store: Store, rules: str) -> int:
    """How many articles are to be merged before merged rows tell what the articles do; all of them if other rules merged them."""
    with store.reading() as connection:
        if _rules(connection) != rules:
            return int(connection.execute(select(func.count()).select_from(t.articles)).scalar_one())
        return int(connection.execute(select(func.count()).select_from(t.stale)).scalar_one())


def begin_merging(connection: Connection, rules: str) -> None:
    """Take out all merged rows if they were made by other rules than these; then every article is to be merged."""
    if _rules(connection) != rules:
        forget_merged(connection)
        connection.execute(delete(t.facts).where(t.facts.c.name == _FACT))
        connection.execute(insert(t.facts).values(name=_FACT, value=rules))


def forget_merged(connection: Connection) -> None:
    """Take out all merged rows; every article is to be merged anew."""
    for table in (*_MADE, t.stale):
        connection.execute(delete(table))
    connection.execute(insert(t.stale).from_select(["article"], select(t.articles.c.id)))


def stale_articles(connection: Connection, limit: int | None = None) -> list[Stale]:
    """The articles to be merged, the earliest first."""
    columns = (t.articles.c.id, t.articles.c.moment, t.texts.c.copies)
    found = connection.execute(
        select(*columns)
        .join(t.stale, t.stale.c.article == t.articles.c.id)
        .join(t.texts, t.texts.c.id == t.articles.c.text)
        .order_by(t.articles.c.moment, t.articles.c.id)
        .limit(limit)
    ).all()
    held = held_many(connection, [article for article, _, _ in found])
    return [Stale(held[article], moment, copies) for article, moment, copies in found]


def mark_stale(connection: Connection, articles: Iterable[int]) -> None:
    """Note that these articles are to be merged."""
    wanted = set(articles)
    for some in chunks(sorted(wanted)):
        wanted.difference_update(connection.execute(select(t.stale.c.article).where(t.stale.c.article.in_(some))).scalars())
    insert_rows(connection, t.stale, [{"article": article} for article in sorted(wanted)])


def mark_merged(connection: Connection, articles: Iterable[int]) -> None:
    """Note that these articles are merged."""
    for some in chunks(articles):
        connection.execute(delete(t.stale).where(t.stale.c.article.in_(some)))


def write_merged(connection: Connection, rows: Mapping[str, list[Row]]) -> None:
    """Write rows, given by the names of their tables."""
    for name, made in rows.items():
        insert_rows(connection, t.metadata.tables[name], made)


def _rules(connection: Connection) -> str | None:
    return connection.execute(select(t.facts.c.value).where(t.facts.c.name == _FACT)).scalar()
