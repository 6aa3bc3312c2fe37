"""Copy groups in the database: every text belongs to one, named after the first article that carried one of its texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from sqlalchemy import Connection, delete, select, update

from musnad.store import tables as t
from musnad.store.copies import bands, shingles, tie
from musnad.store.sql import chunks, insert_rows, rows_where

_KEPT = 256
"""Texts whose shingles are kept at hand while a batch is compared with what is there."""


def add_texts(connection: Connection, texts: Mapping[int, str]) -> set[int]:
    """Tie texts that are new in the table `texts`, given by id, to those that they are copies of; the texts whose group changed."""
    new = {one: shingles(text) for one, text in texts.items()}
    bands_of = {one: bands(runs) for one, runs in new.items()}
    insert_rows(connection, t.bands, [{"band": band, "text": one} for one, own in bands_of.items() for band in sorted(set(own))])
    in_band: dict[int, list[int]] = {}
    for row in rows_where(connection, t.bands, t.bands.c.band, {band for own in bands_of.values() for band in own}):
        in_band.setdefault(row["band"], []).append(row["text"])
    meets = {one: {other for band in own for other in in_band[band]} - {one} for one, own in bands_of.items()}
    group_of = {one: one for one in new}
    for row in rows_where(connection, t.texts, t.texts.c.id, {other for others in meets.values() for other in others}):
        group_of[row["id"]] = row["copies"]

    @lru_cache(_KEPT)
    def shingles_of(one: int) -> frozenset[str]:
        return shingles(connection.execute(select(t.texts.c.text).where(t.texts.c.id == one)).scalar_one())

    moved: set[int] = set()
    for groups in tie(new, group_of, meets, shingles_of):
        joining = t.texts.c.copies.in_(groups - {min(groups)})
        moved.update(connection.execute(select(t.texts.c.id).where(joining)).scalars())
        connection.execute(update(t.texts).where(joining).values(copies=min(groups)))
    return moved


def name_groups(connection: Connection, moved: Collection[int]) -> set[int]:
    """Name the groups of texts whose carriers have changed: after the earliest carrier, then the one whose name sorts first.

    Gives the texts whose group has another name now.
    """
    renamed: set[int] = set()
    labels = {row["copies"] for row in rows_where(connection, t.texts, t.texts.c.id, moved)}
    members: dict[int, list[int]] = {}
    first: dict[int, tuple[str, str, int]] = {}
    columns = (t.texts.c.copies, t.texts.c.id, t.articles.c.moment, t.articles.c.name, t.articles.c.id)
    for some in chunks(labels):
        wanted = (
            select(*columns)
            .outerjoin_from(t.texts, t.articles, t.articles.c.text == t.texts.c.id)
            .where(t.texts.c.copies.in_(some))
        )
        for label, text, moment, name, article in connection.execute(wanted):
            members.setdefault(label, []).append(text)
            if article is not None:
                first[label] = min(first.get(label, (moment, name, article)), (moment, name, article))
    for label, texts in members.items():
        name = first[label][2] if label in first else min(texts)
        if name != label:
            renamed.update(texts)
            for some in chunks(texts):
                connection.execute(update(t.texts).where(t.texts.c.id.in_(some)).values(copies=name))
    return renamed


def regroup(connection: Connection) -> None:
    """Forget all groups and bands and find them anew."""
    connection.execute(delete(t.bands))
    connection.execute(update(t.texts).values(copies=t.texts.c.id))
    ids = list(connection.execute(select(t.texts.c.id).order_by(t.texts.c.id)).scalars())
    for some in chunks(ids):
        add_texts(connection, {row["id"]: row["text"] for row in rows_where(connection, t.texts, t.texts.c.id, some)})
    for some in chunks(ids):
        name_groups(connection, some)
