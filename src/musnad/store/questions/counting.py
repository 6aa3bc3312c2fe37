"""What is counted from the happenings of a choice: by day, by place, by who takes part, by who stands beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, or_, select, tuple_

from musnad.store import tables as t
from musnad.store.questions.choosing import Choice, Match, ids_of_choice, match, rows_of_choice
from musnad.store.sql import chunks

h, r = t.happenings, t.roles


def free(choice: Choice) -> bool:
    """Whether a choice is all there is."""
    return choice._replace(order="-day") == Choice()


def by_day(connection: Connection, choice: Choice) -> list[tuple[str, str, int]]:
    """How many happenings each day holds, by type: (day, type, number), in the order of days; without those of no day."""
    found = _counted(connection, rows_of_choice(choice, h.c.type, h.c.day))
    return sorted((day, type, n) for (type, day), n in found.items() if day)


def days(connection: Connection, choice: Choice) -> list[tuple[str, int]]:
    """The days of a choice with the number of their happenings, the latest first."""
    found = _counted(connection, rows_of_choice(choice, h.c.day))
    return sorted(((day, n) for (day,), n in found.items() if day), reverse=True)


def by_place(connection: Connection, choice: Choice, shared: Collection[str]) -> list[tuple[str | None, str | None, int]]:
    """How many happenings of a choice each place has: (place, its country, number); the country only of keys in `shared`, which
    are those of several places."""
    alone = _counted(connection, rows_of_choice(choice, h.c.place))
    found: list[tuple[str | None, str | None, int]] = [(place, None, n) for (place,), n in alone.items() if place not in shared]
    for some in chunks(sorted(shared)):
        parts = [part.where(h.c.place.in_(some)) for part in rows_of_choice(choice, h.c.place, h.c.place_country)]
        found += [(place, country, n) for (place, country), n in _counted(connection, parts).items()]
    return found


def _counted(connection: Connection, parts: Iterable[Select[Any]]) -> Counter[tuple[Any, ...]]:
    """How many rows of all queries share their values. Each is counted by itself, mostly along an index alone."""
    found: Counter[tuple[Any, ...]] = Counter()
    for part in parts:
        rows = part.subquery()
        for *values, n in connection.execute(select(*rows.c, func.count()).group_by(*rows.c)).all():
            found[tuple(values)] += int(n)
    return found


def foremost(connection: Connection, choice: Choice, limit: int) -> list[int]:
    """The happenings of a choice that most sources tell, of equals those told most surely."""
    ids = ids_of_choice(choice).subquery()
    query = (
        select(h.c.id).join(ids, ids.c.id == h.c.id).order_by(h.c.sources.desc(), h.c.reports.desc(), h.c.confidence.desc(), h.c.id)
    )
    return list(connection.execute(query.limit(limit)).scalars())


def by_actor(connection: Connection, choice: Choice, limit: int, kinds: Sequence[str] = ()) -> list[tuple[str, int, str]]:
    """Who takes part in most happenings of a choice: (key, number, last day), most first."""
    source = select(r.c.key, r.c.day, r.c.happening)
    if not free(choice):
        ids = ids_of_choice(choice).subquery()
        source = source.join(ids, ids.c.id == r.c.happening)
    if kinds:
        source = source.where(r.c.kind.in_(kinds))
    each = source.distinct().subquery()
    n = func.count().label("n")
    query = select(each.c.key, n, func.max(each.c.day)).group_by(each.c.key).order_by(n.desc(), each.c.key).limit(limit)
    return [(key, int(number), last) for key, number, last in connection.execute(query).all()]


def beside(connection: Connection, who: Match, limit: int) -> list[tuple[str, int, str]]:
    """Who takes part in most happenings beside somebody: (key, number, last day); of a state also those who act for it not."""
    mine = select(r.c.happening, r.c.day).where(match(who, r)).distinct().subquery()
    other = r.alias("other")
    not_them: list[ColumnElement[bool]] = [other.c.key.not_in(who.keys)] if who.keys else []
    if who.countries:
        not_them.append(or_(other.c.country.is_(None), other.c.country.not_in(who.countries)))
    each = (
        select(other.c.key, other.c.day, other.c.happening)
        .join(mine, mine.c.happening == other.c.happening)
        .where(and_(*not_them))
        .distinct()
        .subquery()
    )
    n = func.count().label("n")
    query = select(each.c.key, n, func.max(each.c.day)).group_by(each.c.key).order_by(n.desc(), each.c.key).limit(limit)
    return [(key, int(number), last) for key, number, last in connection.execute(query).all()]


def parties(connection: Connection, choice: Choice, limit: int) -> list[tuple[int, str, str, str, str, str | None]]:
    """Who takes part in the latest `limit` happenings of a choice, in the order of days: (happening, key, kind, day, type, mode)."""
    ids = ids_of_choice(choice).subquery()
    latest = select(ids.c.id, ids.c.day).order_by(ids.c.day.desc(), ids.c.id.desc()).limit(limit).subquery()
    query = (
        select(r.c.happening, r.c.key, r.c.kind, r.c.day, h.c.type, h.c.mode)
        .select_from(latest.join(h, h.c.id == latest.c.id).join(r, r.c.happening == latest.c.id))
        .order_by(r.c.day, r.c.happening, r.c.position)
    )
    return [tuple(row) for row in connection.execute(query).all()]


def between(connection: Connection, one: Match, other: Match) -> list[int]:
    """The happenings in which both take part, the latest first."""
    there = r.alias("there")
    query = (
        select(r.c.happening, r.c.day)
        .join(there, and_(there.c.day == r.c.day, there.c.happening == r.c.happening, there.c.position != r.c.position))
        .where(match(one, r), match(other, there))
        .distinct()
        .order_by(r.c.day.desc(), r.c.happening.desc())
    )
    return [happening for happening, _ in connection.execute(query).all()]


def near(connection: Connection, sides: Sequence[Match], first: str, last: str, limit: int) -> list[tuple[int, str]]:
    """Happenings between two days in which all of these take part: (id, day), in the order of days."""
    query = _all_of(sides).where(r.c.day >= first, r.c.day <= last)
    rows = connection.execute(query.group_by(r.c.day, r.c.happening).order_by(r.c.day, r.c.happening).limit(limit))
    return [(happening, day) for happening, day in rows]


def _all_of(sides: Sequence[Match]) -> Select[Any]:
    """Happenings in which all of these take part. Not a join: SQLite would read all days between the bounds for each row."""
    query: Select[Any] = select(r.c.happening, r.c.day).where(match(sides[0], r))
    for n, other in enumerate(sides[1:]):
        there = r.alias(f"there{n}")
        here = (there.c.day == r.c.day, there.c.happening == r.c.happening)
        query = query.where(exists(select(1).where(*here, match(other, there))))
    return query


def around(
    connection: Connection, sides: Sequence[Match], day: str, item: int, limit: int, first: str, last: str
) -> tuple[list[int], list[int]]:
    """The happenings of all these sides nearest before and after one (by day, then id), between two days."""
    here = tuple_(r.c.day, r.c.happening)
    there = tuple_(literal(day), literal(item, t.ID))
    found: list[list[int]] = []
    for earlier in (True, False):
        query = _all_of(sides)
        query = query.where(r.c.day >= first, here < there) if earlier else query.where(r.c.day <= last, here > there)
        order = (r.c.day.desc(), r.c.happening.desc()) if earlier else (r.c.day, r.c.happening)
        rows = connection.execute(query.group_by(r.c.day, r.c.happening).order_by(*order).limit(limit))
        found.append([happening for happening, _ in rows])
    return found[0], found[1]


def offices_seen(connection: Connection, keys: Sequence[str]) -> list[tuple[str, str | None, str, str]]:
    """Offices in which articles name somebody: (office in English, country, first and last day of publication)."""
    e, a = t.entities, t.articles
    query = (
        select(e.c.office, e.c.country, func.min(a.c.moment), func.max(a.c.moment))
        .join(a, a.c.id == e.c.article)
        .where(e.c.key.in_(keys), e.c.office.is_not(None), a.c.moment < "9999")
        .group_by(e.c.office, e.c.country)
        .order_by(func.max(a.c.moment).desc(), e.c.office)
    )
    return [(office, country, first[:10], last[:10]) for office, country, first, last in connection.execute(query).all()]
