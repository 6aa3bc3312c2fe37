"""Merged rows in the database: what is to be merged, what is compared, and what comes out. Who merges gives and takes plain rows.

Merging has two steps, each article by itself or many at once: it is tied (its reports and utterances are compared with those
they share a block with), and the groups of its ties are worked out. An article stands in `stale` until both are done, and in
`loose` once it is tied. What is merged is an event or a statement; both are called items here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Table, bindparam, delete, func, insert, select

from musnad.store import tables as t
from musnad.store.database import Store
from musnad.store.keys import ident
from musnad.store.reading import Held, held_many
from musnad.store.rows import Row
from musnad.store.sql import chunks, insert_rows

_FACT = "merging"
"""The name of the fact by which rules merged rows were made."""
_MADE = (t.reports, t.utterances, t.blocks, t.ties, t.members, t.happenings, t.roles, t.sayings, t.spoken)


class Head(NamedTuple):
    """All that what is told of an article hangs on: its current version, moment (UTC, sorts as text), copy group, and how many
    judgements there are on it (none is ever taken back)."""

    article: int
    version: int
    moment: str
    copies: int
    judgements: int


class Stale(NamedTuple):
    """An article to be merged: its head, and its current record with what people judged."""

    head: Head
    held: Held


class Item(NamedTuple):
    """What is kept of a report or an utterance: its id, its article, and whatever who merges wrote down about it."""

    id: int
    article: int
    data: str


class Bond(NamedTuple):
    """Two items that are alike enough, the earlier first, how much, and why, as whoever merges wrote it down."""

    one: int
    other: int
    score: float
    reasons: str


class _Kind(NamedTuple):
    """Where items of a kind are kept, to which group each belongs, and what belongs to a group: the row that has its name first."""

    items: Table
    item: Column[Any]
    groups: Table
    member: Column[Any]
    group: Column[Any]
    of_group: tuple[Column[Any], ...]


_KINDS = {
    "event": _Kind(
        t.reports, t.reports.c.event, t.members, t.members.c.event, t.members.c.happening,
        (t.happenings.c.id, t.roles.c.happening, t.members.c.happening),
    ),
    "statement": _Kind(
        t.utterances, t.utterances.c.statement, t.spoken, t.spoken.c.statement, t.spoken.c.saying, (t.sayings.c.id, t.spoken.c.saying)
    ),
}  # fmt: skip


def unmerged(store: Store, rules: str) -> int:
    """How many articles are to be merged before merged rows tell what the articles do; all of them if other rules merged them."""
    with store.reading() as connection:
        table = t.stale if _rules(connection) == rules else t.articles
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def begin_merging(connection: Connection, rules: str) -> None:
    """Take out all merged rows if they were made by other rules than these; then every article is to be merged."""
    if _rules(connection) != rules:
        forget_merged(connection)
        connection.execute(delete(t.facts).where(t.facts.c.name == _FACT))
        connection.execute(insert(t.facts).values(name=_FACT, value=rules))


def forget_merged(connection: Connection) -> None:
    """Take out all merged rows; every article is to be merged anew."""
    for table in (*_MADE, t.stale, t.loose):
        connection.execute(delete(table))
    connection.execute(insert(t.stale).from_select(["article"], select(t.articles.c.id)))


def mark_stale(connection: Connection, articles: Iterable[int]) -> None:
    """Note that these articles changed and are to be merged."""
    wanted = set(articles)
    for some in chunks(sorted(wanted)):
        connection.execute(delete(t.loose).where(t.loose.c.article.in_(some)))
    _note(connection, t.stale, wanted)


def mark_loose(connection: Connection, articles: Iterable[int]) -> None:
    """Note that these articles are tied, and their groups still to be worked out; those to be tied anew are left as they are."""
    wanted = set(articles)
    waiting = {article for some in chunks(sorted(wanted)) for article in _of(connection, _untied(), some)}
    _note(connection, t.loose, wanted - waiting)
    _note(connection, t.stale, wanted - waiting)


def mark_tied(connection: Connection, articles: Iterable[int]) -> None:
    """Note that these articles, which are to be merged, are tied."""
    _note(connection, t.loose, set(articles))


def mark_merged(connection: Connection, articles: Iterable[int]) -> None:
    """Note that these articles are merged."""
    for some in chunks(articles):
        for table in (t.stale, t.loose):
            connection.execute(delete(table).where(table.c.article.in_(some)))


def untied(connection: Connection) -> list[int]:
    """The articles that are to be tied, the earliest first."""
    return _in_time(connection, _untied())


def loose(connection: Connection, articles: Collection[int] | None = None) -> list[int]:
    """The articles that are tied, and whose groups are to be worked out (all, or those of some), the earliest first."""
    if articles is None:
        return _in_time(connection, select(t.loose.c.article))
    return [one for some in chunks(articles) for one in _of(connection, select(t.loose.c.article), some, t.loose.c.article)]


def stale_heads(connection: Connection, articles: Iterable[int]) -> dict[int, Head]:
    """The heads of those of these articles that are to be tied."""
    found: dict[int, Head] = {}
    judged = select(func.count()).where(t.judgements.c.article == t.articles.c.id).scalar_subquery()
    for some in chunks(articles):
        rows = connection.execute(
            select(t.articles.c.id, t.articles.c.version, t.articles.c.moment, t.texts.c.copies, judged)
            .join(t.texts, t.texts.c.id == t.articles.c.text)
            .where(t.articles.c.id.in_(some), t.articles.c.id.in_(_untied()))
        )
        found.update({row[0]: Head(*row) for row in rows})
    return found


def stale_articles(connection: Connection, articles: Iterable[int]) -> list[Stale]:
    """Those of these articles that are to be tied, with their records."""
    heads = stale_heads(connection, articles)
    held = held_many(connection, heads)
    return [Stale(head, held[article]) for article, head in heads.items()]


def items_of(connection: Connection, kind: str, articles: Iterable[int]) -> list[Item]:
    """The items of some articles. `kind` is «event» or «statement», here and below."""
    return _items(connection, kind, _KINDS[kind].items.c.article, articles)


def items(connection: Connection, kind: str, ids: Iterable[int]) -> list[Item]:
    """The items of these ids; those that are not there are left out."""
    return _items(connection, kind, _KINDS[kind].item, ids)


def filed(connection: Connection, names: Collection[str]) -> dict[str, list[int]]:
    """The items that are filed under the names of some blocks."""
    name_of = {block_id(name): name for name in names}
    found: dict[str, list[int]] = {}
    for some in chunks(name_of):
        for block, item in connection.execute(select(t.blocks.c.block, t.blocks.c.item).where(t.blocks.c.block.in_(some))).all():
            found.setdefault(name_of[block], []).append(item)
    return found


def keep_items(
    connection: Connection, kind: str, new: Iterable[Item], blocks: Mapping[int, Iterable[str]], bonds: Iterable[Bond]
) -> None:
    """Keep items, the names of the blocks that each is filed under, and their bonds."""
    where = _KINDS[kind]
    insert_rows(connection, where.items, [{where.item.name: one.id, "article": one.article, "data": one.data} for one in new])
    insert_rows(connection, t.blocks, [{"block": block_id(name), "item": one} for one, names in blocks.items() for name in names])
    insert_rows(connection, t.ties, [bond._asdict() for bond in bonds])


def drop_items(connection: Connection, kind: str, blocks: Mapping[int, Iterable[str]]) -> set[int]:
    """Take out items, given by id with the names of their blocks; the other items whose groups that may change."""
    gone = set(blocks)
    where = _KINDS[kind]
    groups = set(groups_of(connection, kind, gone).values())
    touched = {one for some in chunks(groups) for one in _of(connection, select(where.member), some, where.group)}
    touched |= {one for bond in bonds_of(connection, gone) for one in (bond.one, bond.other)}
    for some in chunks(sorted(gone)):
        for column in (where.item, where.member, t.ties.c.one, t.ties.c.other):
            connection.execute(delete(column.table).where(column.in_(some)))
    pairs = [{"of_block": block_id(name), "of_item": one} for one, names in blocks.items() for name in names]
    if pairs:
        this = (t.blocks.c.block == bindparam("of_block")) & (t.blocks.c.item == bindparam("of_item"))
        connection.execute(delete(t.blocks).where(this), pairs)
    left = {group for some in chunks(groups) for group in _of(connection, select(where.group), some)}
    _drop_groups(connection, where, groups - left)
    return touched - gone


def bonds_of(connection: Connection, ids: Iterable[int]) -> set[Bond]:
    """The bonds of some items."""
    wanted = sorted(set(ids))
    return {
        Bond(*row)
        for column in (t.ties.c.one, t.ties.c.other)
        for some in chunks(wanted)
        for row in connection.execute(select(t.ties).where(column.in_(some))).all()
    }


def connected(connection: Connection, ids: Iterable[int]) -> tuple[set[int], set[Bond]]:
    """All items that bonds lead to from some items, these included, and all their bonds."""
    seen: set[int] = set()
    bonds: set[Bond] = set()
    edge = set(ids)
    while edge:
        seen |= edge
        found = bonds_of(connection, edge)
        bonds |= found
        edge = {one for bond in found for one in (bond.one, bond.other)} - seen
    return seen, bonds


def groups_of(connection: Connection, kind: str, ids: Iterable[int]) -> dict[int, int]:
    """The happening (or saying) to which each of some items belongs."""
    where = _KINDS[kind]
    return {
        item: group
        for some in chunks(ids)
        for item, group in connection.execute(select(where.groups).where(where.member.in_(some))).all()
    }


def replace_groups(connection: Connection, kind: str, gone: Iterable[int], rows: Mapping[str, list[Row]]) -> None:
    """Put rows, given by the names of their tables, in the place of those of some happenings (or sayings)."""
    where = _KINDS[kind]
    names = {row["id"] for row in rows[str(where.of_group[0].table)]}
    _drop_groups(connection, where, {*gone, *names})
    for name, made in rows.items():
        insert_rows(connection, t.metadata.tables[name], made)


def block_id(name: str) -> int:
    """The number of a block in the database."""
    return ident("block", name)


def _items(connection: Connection, kind: str, column: Column[Any], values: Iterable[int]) -> list[Item]:
    table = _KINDS[kind].items
    return [Item(*row) for some in chunks(values) for row in connection.execute(select(table).where(column.in_(some))).all()]


def _drop_groups(connection: Connection, where: _Kind, groups: Iterable[int]) -> None:
    for some in chunks(sorted(groups)):
        for column in where.of_group:
            connection.execute(delete(column.table).where(column.in_(some)))


def _rules(connection: Connection) -> str | None:
    found: str | None = connection.execute(select(t.facts.c.value).where(t.facts.c.name == _FACT)).scalar()
    return found


def _untied() -> Any:
    return select(t.stale.c.article).where(t.stale.c.article.not_in(select(t.loose.c.article)))


def _in_time(connection: Connection, wanted: Any) -> list[int]:
    order = select(t.articles.c.id).where(t.articles.c.id.in_(wanted)).order_by(t.articles.c.moment, t.articles.c.id)
    return list(connection.execute(order).scalars())


def _of(connection: Connection, query: Any, values: list[int], column: Column[Any] | None = None) -> list[int]:
    """What a query for one column gives where that (or another) column has one of the values."""
    column = query.selected_columns[0] if column is None else column
    return list(connection.execute(query.where(column.in_(values))).scalars())


def _note(connection: Connection, table: Table, articles: set[int]) -> None:
    """Put articles into a table of nothing but articles, unless they stand there."""
    new = set(articles)
    for some in chunks(sorted(articles)):
        new.difference_update(connection.execute(select(table.c.article).where(table.c.article.in_(some))).scalars())
    insert_rows(connection, table, [{"article": article} for article in sorted(new)])
