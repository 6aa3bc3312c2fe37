"""Which articles a question is about, page by page in the order of publication."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from musnad.store import tables as t
from musnad.store.questions.choosing import UNDATED, Key, Match, among, match

a, e = t.articles, t.events


class Printed(NamedTuple):
    """What is chosen: by outlets, days of publication, whom articles name, the events they tell, or from among some."""

    outlets: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    names: Match | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    items: tuple[int, ...] | None = None
    rising: bool = False


def printed(connection: Connection, chosen: Printed, after: Key | None, limit: int) -> list[Key]:
    """The next articles after a key, the latest first; those without a date come last, whatever the order."""
    found: list[Key] = []
    for dated in (True, False):
        if after is not None and dated != (after.by[0] < UNDATED) and dated:
            continue
        query = select(a.c.moment, a.c.id).where(*_conditions(chosen), a.c.moment < UNDATED if dated else a.c.moment >= UNDATED)
        if after is not None and dated == (after.by[0] < UNDATED):
            place, here = tuple_(a.c.moment, a.c.id), tuple_(*after.by, after.id)
            query = query.where(place > here if chosen.rising else place < here)
        order = (a.c.moment, a.c.id) if chosen.rising else (a.c.moment.desc(), a.c.id.desc())
        rows = connection.execute(query.order_by(*order).limit(limit - len(found)))
        found += [Key((moment,), one) for moment, one in rows]
        if len(found) >= limit:
            break
    return found


def count(connection: Connection, chosen: Printed) -> int:
    """How many articles are chosen."""
    return int(connection.execute(select(func.count()).select_from(a).where(*_conditions(chosen))).scalar_one())


def _conditions(chosen: Printed) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.outlets:
        found.append(a.c.outlet.in_(chosen.outlets))
    if chosen.first:
        found.append(a.c.moment >= chosen.first)
    if chosen.last:
        found.append(a.c.moment < chosen.last + "U")
    if chosen.first or chosen.last:
        found.append(a.c.moment < UNDATED)
    if chosen.names:
        found.append(a.c.id.in_(select(t.entities.c.article).where(match(chosen.names, t.entities))))
    told = [column.in_(values) for column, values in ((e.c.type, chosen.types), (e.c.mode, chosen.modes), (e.c.status, chosen.statuses)) if values]  # fmt: skip
    if told:
        found.append(select(e.c.id).where(e.c.article == a.c.id, *told).exists())
    if chosen.items is not None:
        found.append(among(a.c.id, chosen.items))
    return found
