"""Simple questions to a database: an article's record, an item by its id, who carried a text. The rest is asked in `asking`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select

from musnad.errors import StoreError
from musnad.record import Record
from musnad.store import tables as t
from musnad.store.database import Store
from musnad.store.judgements import Judgement, judged, judgements_of
from musnad.store.keys import written
from musnad.store.rows import ids_of, record_of
from musnad.store.sql import chunks

_DIGITS = re.compile("[0-7][0-9a-fA-F]{15}")


class Held(NamedTuple):
    """An article's current record, as it was coded and as people judged it."""

    article: int
    version: int
    coded: Record
    record: Record
    verdicts: dict[int, str]
    """The last verdict on each judged item, by the item's id."""


class Carrier(NamedTuple):
    """One who published a text: the article, its outlet and date."""

    article: int
    name: str
    outlet: str | None
    published: str | None


class Counts(NamedTuple):
    """How much a database holds. `copy_groups` are the texts that differ: independent sources at most."""

    articles: int
    texts: int
    copy_groups: int
    versions: int
    events: int
    statements: int
    judgements: int


def held_many(connection: Connection, articles: Iterable[int]) -> dict[int, Held]:
    """The current records of some articles by the articles' ids; those that are not there are left out."""
    found = {}
    for some in chunks(articles):
        judgements: dict[int, list[Judgement]] = {}
        for judgement in judgements_of(connection, some):
            judgements.setdefault(judgement.article, []).append(judgement)
        query = (
            select(t.versions.c.article, t.versions.c.id, t.versions.c.record, t.texts.c.text)
            .join(t.texts, t.texts.c.id == t.versions.c.text)
            .where(t.versions.c.article.in_(some), t.versions.c.current)
        )
        for article, version, stored, text in connection.execute(query):
            coded = record_of(stored, text)
            record, verdicts = judged(coded, judgements.get(article, ()))
            found[article] = Held(article, version, coded, record, verdicts)
    return found


def held(connection: Connection, article: int) -> Held:
    """An article's current record. Raises `StoreError` where there is no such article."""
    found = held_many(connection, [article])
    if not found:
        raise StoreError(f"no article has the id {written(article)}")
    return found[article]


def records(store: Store) -> Iterator[Record]:
    """The current records of all articles as people judged them, in the order of publication."""
    with store.reading() as connection:
        order = connection.execute(select(t.articles.c.id).order_by(t.articles.c.moment, t.articles.c.id)).scalars().all()
        for some in chunks(order):
            found = held_many(connection, some)
            yield from (found[article].record for article in some)


def find_article(connection: Connection, name: str) -> int:
    """The article of a document's id, or of the 16 digits that name it. Raises `StoreError` for none, and for several."""
    wanted = [t.articles.c.name == name]
    number = _number(name)
    if number is not None:
        wanted.append(t.articles.c.id == number)
    rows = connection.execute(select(t.articles.c.id, t.articles.c.outlet).where(or_(*wanted)).order_by(t.articles.c.id)).all()
    if not rows:
        raise StoreError(f"no article is called «{name}»")
    if len(rows) > 1:
        which = "; ".join(f"{written(row.id)} ({row.outlet or 'no outlet'})" for row in rows[:5])
        raise StoreError(f"{len(rows)} articles are called «{name}»; say which: {which}")
    return int(rows[0].id)


def find_item(connection: Connection, name: str) -> tuple[Held, int]:
    """The article and id of an item that is called by its 16 digits, or as «ARTICLE#e2» by its id in the article's record.

    Raises `StoreError` where there is none.
    """
    number = _number(name)
    for table in (t.events, t.statements, t.entities):
        found = number is not None and connection.execute(select(table.c.article).where(table.c.id == number)).scalar()
        if found and number is not None:
            return held(connection, found), number
    article, sharp, local = name.rpartition("#")
    if not sharp or not article or not local:
        raise StoreError(f"no item is called «{name}»; write its 16 digits, or ARTICLE#e2 for the event e2 of an article")
    held_ = held(connection, find_article(connection, article))
    ids = ids_of(held_.coded)
    for kind in ("event", "statement", "entity"):
        if (kind, local) in ids:
            return held_, ids[kind, local]
    raise StoreError(f"the article «{article}» has no event, statement or entity «{local}»")


def carriers(connection: Connection, article: int) -> list[Carrier]:
    """Everybody who carried the text of an article or a copy of it, the earliest first; the article itself is one of them."""
    mine = select(t.texts.c.copies).join(t.articles, t.articles.c.text == t.texts.c.id).where(t.articles.c.id == article)
    query = (
        select(t.articles.c.id, t.articles.c.name, t.articles.c.outlet, t.articles.c.published)
        .join(t.texts, t.texts.c.id == t.articles.c.text)
        .where(t.texts.c.copies == mine.scalar_subquery())
        .order_by(t.articles.c.moment, t.articles.c.name, t.articles.c.id)
    )
    return [Carrier(*row) for row in connection.execute(query)]


def independent(connection: Connection, articles: set[int]) -> int:
    """How many independent sources some articles are: copies of one text are one."""
    query = select(func.count(t.texts.c.copies.distinct())).join(t.articles, t.articles.c.text == t.texts.c.id)
    return int(connection.execute(query.where(t.articles.c.id.in_(articles))).scalar_one())


def counts(store: Store) -> Counts:
    """How much the database holds."""
    with store.reading() as connection:

        def number(what: Any) -> int:
            return int(connection.execute(select(what)).scalar_one())

        tables = {name: number(func.count(t.metadata.tables[name].c.id)) for name in Counts._fields if name != "copy_groups"}
        return Counts(**tables, copy_groups=number(func.count(t.texts.c.copies.distinct())))


def _number(name: str) -> int | None:
    """The number that 16 hexadecimal digits write; None for anything else, and for what no id can be (ids have 63 bits)."""
    return int(name, 16) if _DIGITS.fullmatch(name) else None
