"""Rows that answers are made of, by ids: happenings and sayings, their reports, parties, words, articles and texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, select, text

from musnad.store import tables as t
from musnad.store.passages import Wanted
from musnad.store.passages import holding as items_holding
from musnad.store.sql import chunks

Row = RowMapping
"""Columns by name."""


def happenings(connection: Connection, ids: Iterable[int]) -> dict[int, Row]:
    """Rows of happenings by their ids."""
    return _by_id(connection, t.happenings, ids)


def standings(connection: Connection, ids: Iterable[int]) -> Iterator[Any]:
    """What says how happenings stand: id, reports, announced, status, stance, their time, and when it was told."""
    h = t.happenings.c
    for some in chunks(ids):
        yield from connection.execute(
            select(h.id, h.reports, h.announced, h.status, h.stance, h.earliest, h.latest, h.first_moment, h.last_moment).where(
                h.id.in_(some)
            )
        )


def sayings(connection: Connection, ids: Iterable[int]) -> dict[int, Row]:
    """Rows of sayings by their ids."""
    return _by_id(connection, t.sayings, ids)


def _by_id(connection: Connection, table: Any, ids: Iterable[int]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for some in chunks(ids):
        for row in connection.execute(select(table).where(table.c.id.in_(some))).mappings().all():
            found[row["id"]] = row
    return found


def roles(connection: Connection, ids: Iterable[int]) -> dict[int, list[Row]]:
    """Who takes part in some happenings, those first that most sources name."""
    found: dict[int, list[Row]] = defaultdict(list)
    for some in chunks(ids):
        query = select(t.roles).where(t.roles.c.happening.in_(some)).order_by(t.roles.c.happening, t.roles.c.position)
        for row in connection.execute(query).mappings().all():
            found[row["happening"]].append(row)
    return found


def told(connection: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    """What is kept of the reports of some happenings, as JSON, by happening."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in chunks(ids):
        query = select(t.members.c.happening, t.reports.c.data).join(t.reports, t.reports.c.event == t.members.c.event)
        for happening, data in connection.execute(query.where(t.members.c.happening.in_(some))).all():
            found[happening].append(data)
    return found


def uttered(connection: Connection, ids: Iterable[int]) -> dict[int, list[int]]:
    """The statements of some sayings."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in chunks(ids):
        query = select(t.spoken.c.saying, t.spoken.c.statement).where(t.spoken.c.saying.in_(some))
        for saying, statement in connection.execute(query).all():
            found[saying].append(statement)
    return found


_ARTICLE = (
    t.articles.c.id.label("article_id"), t.articles.c.name.label("article_name"), t.articles.c.outlet, t.articles.c.published,
    t.articles.c.title, t.articles.c.url, t.articles.c.moment, t.articles.c.text.label("text_id"), t.texts.c.copies,
)  # fmt: skip


def events(connection: Connection, ids: Iterable[int]) -> dict[int, Row]:
    """Events of records by their ids, each with its article and whole text (`words`)."""
    return _items(connection, t.events, ids)


def statements(connection: Connection, ids: Iterable[int]) -> dict[int, Row]:
    """Statements of records by their ids, each with its article and whole text (`words`)."""
    return _items(connection, t.statements, ids)


def _items(connection: Connection, table: Any, ids: Iterable[int]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for some in chunks(ids):
        query = (
            select(table, *_ARTICLE, t.texts.c.text.label("words"))
            .join(t.articles, t.articles.c.id == table.c.article)
            .join(t.texts, t.texts.c.id == t.articles.c.text)
            .where(table.c.id.in_(some))
        )
        for row in connection.execute(query).mappings().all():
            found[row["id"]] = row
    return found


def parties(connection: Connection, events: Iterable[int]) -> dict[int, list[Row]]:
    """Who takes part in events of records, in the order of the record."""
    return _beneath(connection, t.parties, t.parties.c.event, events, t.parties.c.position)


def voices(connection: Connection, items: Iterable[int]) -> dict[int, list[Row]]:
    """On whose word events and statements stand: claim by claim, from the first to speak to the last."""
    return _beneath(connection, t.voices, t.voices.c.item, items, t.voices.c.claim, t.voices.c.position)


def _beneath(connection: Connection, table: Any, column: Any, ids: Iterable[int], *order: Any) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for some in chunks(ids):
        for row in connection.execute(select(table).where(column.in_(some)).order_by(column, *order)).mappings().all():
            found[row[column.name]].append(row)
    return found


def articles(connection: Connection, ids: Iterable[int], *, words: bool = False) -> dict[int, Row]:
    """Articles by their ids, with their whole text as `words` if wished."""
    found: dict[int, Row] = {}
    columns = (*_ARTICLE, t.texts.c.text.label("words")) if words else _ARTICLE
    for some in chunks(ids):
        query = select(*columns).join(t.texts, t.texts.c.id == t.articles.c.text).where(t.articles.c.id.in_(some))
        for row in connection.execute(query).mappings().all():
            found[row["article_id"]] = row
    return found


def happening_of(connection: Connection, item: int) -> int | None:
    """The happening that an id leads to: its own, or that of any of its reports."""
    return connection.execute(select(t.members.c.happening).where(t.members.c.event == item)).scalar()


def saying_of(connection: Connection, item: int) -> int | None:
    """The saying that an id leads to."""
    return connection.execute(select(t.spoken.c.saying).where(t.spoken.c.statement == item)).scalar()


def homes(connection: Connection, events: Iterable[int]) -> dict[int, int]:
    """The happenings that events of records belong to."""
    found: dict[int, int] = {}
    for some in chunks(events):
        rows = connection.execute(select(t.members.c.event, t.members.c.happening).where(t.members.c.event.in_(some)))
        found.update((event, happening) for event, happening in rows)
    return found


def sayings_of(connection: Connection, statements: Iterable[int]) -> dict[int, int]:
    """The sayings that statements of records belong to."""
    found: dict[int, int] = {}
    for some in chunks(statements):
        rows = connection.execute(select(t.spoken.c.statement, t.spoken.c.saying).where(t.spoken.c.statement.in_(some)))
        found.update((statement, saying) for statement, saying in rows)
    return found


def holding(connection: Connection, table: str, articles: Sequence[int], what: Wanted) -> list[int]:
    """The rows of `events` or `statements` of some articles whose own words hold something, in the order of the articles."""
    source = t.metadata.tables[table]
    found: dict[int, list[int]] = defaultdict(list)
    for some in chunks(articles):
        query = select(source.c.article, source.c.id).where(source.c.article.in_(some), source.c.id.in_(items_holding(what)))
        for article, one in connection.execute(query.order_by(source.c.id)).all():
            found[article].append(one)
    return [one for article in articles for one in found.get(article, ())]


def carriers_of(connection: Connection, copies: int) -> list[Row]:
    """The articles of a copy group, the earliest first."""
    query = (
        select(*_ARTICLE)
        .join(t.texts, t.texts.c.id == t.articles.c.text)
        .where(t.texts.c.copies == copies)
        .order_by(t.articles.c.moment, t.articles.c.name, t.articles.c.id)
    )
    return list(connection.execute(query).mappings())


def stamp(connection: Connection) -> tuple[int, ...]:
    """Numbers that change whenever what the database holds does: rows that are only ever added, and what is to be merged."""
    counted = [
        connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (t.versions, t.judgements, t.stale)
    ]
    return tuple(int(n) for n in counted)


def last_moment(connection: Connection) -> str | None:
    """The latest moment of publication."""
    return connection.execute(select(func.max(t.articles.c.moment)).where(t.articles.c.moment < "9999")).scalar()


def totals(connection: Connection) -> dict[str, Any]:
    """How much a collection holds: rows by table, copy groups, first and last moment, articles by outlet (most first)."""
    found: dict[str, Any] = {}
    for name in ("articles", "texts", "happenings", "members", "sayings", "judgements"):
        found[name] = int(connection.execute(select(func.count()).select_from(t.metadata.tables[name])).scalar_one())
    found["independent"] = int(connection.execute(select(func.count(t.texts.c.copies.distinct()))).scalar_one())
    dated = select(func.min(t.articles.c.moment), func.max(t.articles.c.moment)).where(t.articles.c.moment < "9999")
    found["first"], found["last"] = connection.execute(dated).one()
    n = func.count().label("n")
    query = select(t.articles.c.outlet, n).where(t.articles.c.outlet.is_not(None)).group_by(t.articles.c.outlet)
    found["outlets"] = [tuple(row) for row in connection.execute(query.order_by(n.desc(), t.articles.c.outlet)).all()]
    return found


def names_of_keys(connection: Connection, keys: Iterable[str], sample: int) -> dict[str, list[Row]]:
    """Up to `sample` entities of each key (name, en, kind, country, office, aliases), the same ones each time."""
    query = text("SELECT name, en, kind, country, office, aliases FROM entities WHERE key = :key ORDER BY id LIMIT :limit")
    return {key: list(connection.execute(query, {"key": key, "limit": sample}).mappings()) for key in keys}


def keys_named(connection: Connection, folded: Iterable[str]) -> list[tuple[str, str, int]]:
    """Names that are these, folded, with the keys that they stand for and how often: (folded, key, uses)."""
    found: list[tuple[str, str, int]] = []
    for some in chunks(folded):
        found += [tuple(row) for row in connection.execute(select(t.names).where(t.names.c.folded.in_(some))).all()]
    return found


def keys_beginning(connection: Connection, folded: str, limit: int) -> list[tuple[str, str, int]]:
    """Names that begin with some letters, folded; the most used first."""
    n = t.names
    if connection.dialect.name == "sqlite":
        begins = and_(n.c.folded >= folded, n.c.folded < folded + "\U0010ffff")
    else:
        begins = n.c.folded.startswith(folded, autoescape=True)
    query = select(n).where(begins)
    return [tuple(row) for row in connection.execute(query.order_by(n.c.uses.desc(), n.c.folded, n.c.key).limit(limit)).all()]


def uses_of_keys(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """In how many entities' names each key is used."""
    found: dict[str, int] = {}
    for some in chunks(keys):
        query = select(t.names.c.key, func.sum(t.names.c.uses)).where(t.names.c.key.in_(some)).group_by(t.names.c.key)
        found.update((key, int(uses)) for key, uses in connection.execute(query).all())
    return found


def common_names(connection: Connection, least: int) -> list[tuple[str, str, int]]:
    """All names used at least so often."""
    return [tuple(row) for row in connection.execute(select(t.names).where(t.names.c.uses >= least)).all()]
