"""Which happenings, or sayings, a question is about: a choice in the store's own terms, and the pages of what it chooses.

A page is cut by the key that things are sorted by (keyset), never by a number of rows to skip, so that rows that come or go
elsewhere shift nothing. Each alternative of a choice is read along one index in the order asked for, and the streams are
merged; only what has certain words or outlets, or may be open, is found by an index of its own and sorted.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from musnad.store import tables as t
from musnad.store.days import FIRST
from musnad.store.passages import Wanted, holding

UNDATED = "9999"
"""The moment of an article without a date."""
_MANY = 10_000
LATE = "~"
"""Sorts after every ISO day, so that what has no day comes last."""


class Match(NamedTuple):
    """Who, or where, is meant: one of these keys, or somebody who acts for, something that lies in, one of these states."""

    keys: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class Choice(NamedTuple):
    """What is chosen: every field that is set narrows, the values of one field are alternatives.

    `role` and `offices` (in English) are what `actor` takes part as. `first` and `last` are days between which time overlaps.
    `items` are ids among which is chosen. `known` is a day: what nobody had told up to it is left out. `open_on` leaves what
    may still be open on a day (a wide net: `merging.outcome` decides). `order` is day, -day, sources or published.
    """

    actor: Match | None = None
    role: str | None = None
    offices: tuple[str, ...] = ()
    counterpart: Match | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    place: Match | None = None
    lies_in: str | None = None
    """The state in which the place lies, where places of several share a key."""
    first: str | None = None
    last: str | None = None
    outlets: tuple[str, ...] = ()
    voice: Match | None = None
    stance: str | None = None
    sources: int = 0
    announced: int = 0
    """At least so many reports that tell it as planned, or called off."""
    items: tuple[int, ...] | None = None
    words: Wanted | None = None
    """What the own words of a report, or an utterance, must hold."""
    known: str | None = None
    open_on: tuple[str, str] | None = None
    """Days: last told since the one, or lasting at least until the other."""
    done: bool = False
    """What may have happened: more than one report, or one that says so."""
    on: str | None = None
    """The very day on which it is counted."""
    strict: bool = False
    """Only what is counted on a day between `first` and `last`, not all that overlaps them."""
    order: str = "-day"


class Key(NamedTuple):
    """What a row is sorted by, and its id."""

    by: tuple[Any, ...]
    id: int


class _Stream(NamedTuple):
    """Rows along one index: where they come from, under which conditions, their sorting columns, and their id."""

    source: FromClause
    where: tuple[ColumnElement[bool], ...]
    by: tuple[ColumnElement[Any], ...]
    id: ColumnElement[int]
    repeats: bool = False


h, r, s = t.happenings, t.roles, t.sayings


def chosen(connection: Connection, choice: Choice, after: Key | None, limit: int) -> list[Key]:
    """The next happenings of a choice after a key, in its order."""
    return _page(connection, _streams(choice), choice.order, after, limit)


def chosen_sayings(connection: Connection, choice: Choice, after: Key | None, limit: int) -> list[Key]:
    """The next sayings of a choice, of which `actor` is the speaker and `counterpart` the addressee."""
    return _page(connection, _saying_streams(choice), choice.order, after, limit)


def count(connection: Connection, choice: Choice) -> int:
    """How many happenings a choice holds."""
    return _count(connection, _streams(choice, split=False))


def count_sayings(connection: Connection, choice: Choice) -> int:
    """How many sayings a choice holds."""
    return _count(connection, _saying_streams(choice, split=False))


def ids_of_choice(choice: Choice) -> Select[Any]:
    """A query for the ids of the happenings of a choice (column `id`), and their days (`day`), to count and join with."""
    parts = [_ids(stream) for stream in _streams(choice._replace(order="-day"), split=False)]
    return parts[0] if len(parts) == 1 else select(union_all(*parts).subquery())


def rows_of_choice(choice: Choice, *columns: ColumnElement[Any]) -> list[Select[Any]]:
    """Queries for columns of the happenings of a choice, a row for each; no happening is in two of them."""
    parts: list[Select[Any]] = []
    for stream in _streams(choice._replace(order="-day"), split=False):
        if stream.source is h:
            parts.append(select(*columns).where(*stream.where))
        else:
            ids = _ids(stream).subquery()
            parts.append(select(*columns).join(ids, ids.c.id == h.c.id))
    return parts


def _ids(stream: _Stream) -> Select[Any]:
    query = select(stream.id.label("id"), stream.by[0].label("day")).select_from(stream.source).where(*stream.where)
    return query.distinct() if stream.repeats else query


def _count(connection: Connection, streams: Sequence[_Stream]) -> int:
    total = 0
    for stream in streams:
        ids = select(stream.id.label("id")).select_from(stream.source).where(*stream.where)
        counted = (ids.distinct() if stream.repeats else ids).subquery()
        total += int(connection.execute(select(func.count()).select_from(counted)).scalar_one())
    return total


def _page(connection: Connection, streams: Sequence[_Stream], order: str, after: Key | None, limit: int) -> list[Key]:
    found: list[Key] = []
    rising = order == "day"
    runs = [_run(connection, stream, rising, after, limit) for stream in streams]
    for key in heapq.merge(*runs, key=lambda k: _sorting(order, k), reverse=not rising):
        if not found or found[-1].id != key.id:
            found.append(key)
            if len(found) == limit:
                break
    return found


def _run(connection: Connection, stream: _Stream, rising: bool, after: Key | None, limit: int) -> list[Key]:
    columns = (*stream.by, stream.id)
    query = select(*columns).select_from(stream.source).where(*stream.where)
    if after is not None:
        place = tuple_(*columns)
        here = tuple_(*after.by, after.id)
        query = query.where(place > here if rising else place < here)
    if stream.repeats:
        query = query.group_by(*columns)
    query = query.order_by(*(c.asc() if rising else c.desc() for c in columns)).limit(limit)
    return [Key(tuple(row[:-1]), row[-1]) for row in connection.execute(query).all()]


def _sorting(order: str, key: Key) -> tuple[Any, ...]:
    """In the order of days what has none comes last; by publication, too."""
    if order == "day":
        return (key.by[0] or LATE, key.id)
    if order == "published":
        return (key.by[0] < UNDATED, *key.by, key.id)
    return (*key.by, key.id)


def _streams(choice: Choice, *, split: bool = True) -> list[_Stream]:
    """The streams of a choice; `split`: one for each alternative and segment, which may overlap; else disjoint ones."""
    rest = _conditions(choice)
    streams: list[_Stream] = []
    part = _takes_part(choice)
    by_role = choice.items is None and choice.order in ("day", "-day") and bool(choice.actor or choice.counterpart)
    if by_role:
        streams += _by_role(choice, rest, split=split)
    for when in [] if by_role else [_within(choice, h.c.day)]:
        streams.append(_Stream(h, (*part, *rest, *when), _sorted_by(choice.order), h.c.id))
    for when in _reaching(choice):
        streams.append(_Stream(h, (*part, *rest, *when), _sorted_by(choice.order), h.c.id))
    return [part for one in streams for part in _segments(one, choice.order)] if split else streams


def _segments(stream: _Stream, order: str) -> Iterator[_Stream]:
    """A stream cut where what has no date would not come last."""
    first = stream.by[0]
    if order == "day":
        yield stream._replace(where=(*stream.where, first > ""))
        yield stream._replace(where=(*stream.where, first == ""))
    elif order == "published":
        yield stream._replace(where=(*stream.where, first < UNDATED))
        yield stream._replace(where=(*stream.where, first >= UNDATED))
    else:
        yield stream


def _sorted_by(order: str) -> tuple[ColumnElement[Any], ...]:
    if order == "sources":
        return h.c.sources, h.c.day
    return (h.c.last_moment,) if order == "published" else (h.c.day,)


def _within(choice: Choice, day: ColumnElement[str]) -> tuple[ColumnElement[bool], ...]:
    """That the day of a happening lies in the range: the first day of its time, or the last where that has no beginning."""
    if choice.on:
        return (day == choice.on,)
    if not choice.first and not choice.last:
        return (day > "",) if choice.strict else ()
    first = day >= choice.first if choice.first else day > ""
    return (first, day <= choice.last) if choice.last else (first,)


def _reaching(choice: Choice) -> Iterator[tuple[ColumnElement[bool], ...]]:
    """What overlaps the range though its day lies outside: it began before, or has no beginning and ends after."""
    read = h.c.day.concat("")  # no index is sorted by this: these few are found by their ends
    if choice.strict or choice.on:
        return
    if choice.first:
        yield read > "", read < choice.first, h.c.latest >= choice.first
    if choice.last:
        yield h.c.earliest == FIRST, read > choice.last


def _by_role(choice: Choice, rest: tuple[ColumnElement[bool], ...], *, split: bool) -> Iterator[_Stream]:
    """Along the rows of who takes part."""
    lead, other = (choice.actor, choice.counterpart) if choice.actor else (choice.counterpart, None)
    assert lead is not None
    each = [*(r.c.key == key for key in lead.keys), *(r.c.country == country for country in lead.countries)]
    source = r.join(h, h.c.id == r.c.happening) if rest else r
    beside = () if other is None else (_beside(other, r),)
    where = (*(_as_what(choice) if choice.actor else ()), *_within(choice, r.c.day), *rest, *beside)
    for who in each if split else [or_(*each)]:
        yield _Stream(source, (who, *where), (r.c.day,), r.c.happening, repeats=True)


def _as_what(choice: Choice, table: Any = r) -> tuple[ColumnElement[bool], ...]:
    found: list[ColumnElement[bool]] = []
    if choice.role:
        found.append(table.c.role == choice.role)
    if choice.offices:
        found.append(table.c.office.in_(choice.offices))
    return tuple(found)


def match(who: Match, table: Any) -> ColumnElement[bool]:
    """Whether a row of a table with `key` and `country` is one of those meant."""
    sides = []
    if who.keys:
        sides.append(table.c.key.in_(who.keys))
    if who.countries:
        sides.append(table.c.country.in_(who.countries))
    return or_(*sides) if sides else false()


def among(column: ColumnElement[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column holds one of some ids; many are written into the statement, which takes 32 766 parameters at most."""
    if len(ids) <= _MANY:
        return column.in_(ids)
    return column.in_(bindparam("among", list(ids), expanding=True, literal_execute=True))


def _beside(who: Match, lead: FromClause) -> ColumnElement[bool]:
    """Somebody else takes part beside the one of a row of `roles`. The day, always the same, leads into the indexes by actor."""
    c = r.alias("c")
    here = (c.c.day == lead.c.day, c.c.happening == lead.c.happening, c.c.position != lead.c.position)
    return exists(select(1).where(*here, match(who, c)))


def _takes_part(choice: Choice) -> tuple[ColumnElement[bool], ...]:
    """Who takes part, as a condition on a happening."""
    a = r.alias("a")
    if choice.actor is None and choice.counterpart is None and not choice.offices:
        return ()
    lead = choice.actor or (None if choice.offices else choice.counterpart)
    conditions: list[ColumnElement[bool]] = [*_as_what(choice, a)]
    if lead is not None:
        conditions.append(match(lead, a))
    if choice.counterpart is not None and lead is not choice.counterpart:
        conditions.append(_beside(choice.counterpart, a))
    if lead is not None and choice.order in ("sources", "published") and choice.items is None:
        return (h.c.id.in_(select(a.c.happening).where(*conditions)),)
    return (exists(select(1).where(a.c.day == h.c.day, a.c.happening == h.c.id, *conditions)),)


def _conditions(choice: Choice) -> tuple[ColumnElement[bool], ...]:
    """All but who takes part, and when."""
    found: list[ColumnElement[bool]] = []
    for column, values in ((h.c.type, choice.types), (h.c.mode, choice.modes), (h.c.status, choice.statuses)):
        if values:
            found.append(column.in_(values))
    if choice.contexts:
        padded = literal(" ").concat(h.c.contexts).concat(" ")
        found.append(or_(*(padded.contains(f" {one} ", autoescape=True) for one in choice.contexts)))
    if choice.place:
        places = choice.place
        found.append(or_(h.c.place.in_(places.keys), h.c.place_country.in_(places.countries)))
    if choice.lies_in:
        found.append(h.c.place_country == choice.lies_in)
    if choice.outlets:
        found.append(_printed_by(choice, h))
    if choice.voice:
        told = select(t.members.c.happening).join(t.voices, t.voices.c.item == t.members.c.event)
        found.append(h.c.id.in_(told.where(match(choice.voice, t.voices))))
    if choice.stance:
        found.append(h.c.stance == choice.stance)
    if choice.sources > 1:
        found.append(h.c.sources >= choice.sources)
    if choice.announced > 0:
        found.append(h.c.announced >= choice.announced)
    if choice.items is not None:
        found.append(among(h.c.id, choice.items))
    if choice.words:
        found.append(h.c.id.in_(select(t.members.c.happening).where(t.members.c.event.in_(holding(choice.words)))))
    if choice.known:
        found.append(or_(h.c.first_moment <= choice.known + "T99", h.c.first_moment >= UNDATED))
    if choice.open_on:
        found.append(h.c.id.in_(_maybe_open(*choice.open_on)))
    if choice.done:
        found.append(or_(h.c.reports > 1, and_(h.c.status.in_(("occurred", "ongoing")), h.c.stance != "denied")))
    return tuple(found)


def _maybe_open(told: str, lasting: str) -> Any:
    """Ids of what was announced, and was last told since a day, or lasts until a day at least, or is told of unclear times.

    What nobody plans or calls off is never ahead or postponed (`merging.outcome`).
    """
    late = or_(h.c.last_moment >= told, h.c.latest >= lasting)
    return select(h.c.id).where(h.c.announced > 0, or_(late, h.c.contradicted.contains("when")))


def _printed_by(choice: Choice, table: FromClause) -> ColumnElement[bool]:
    """That an outlet of the choice is among those of a row. In SQLite an index holds these lists in order."""
    lists = table.alias("lists")
    named = (lists.c.outlets.contains(quoted, autoescape=True) for quoted in choice.outlets)
    return table.c.outlets.in_(select(lists.c.outlets).distinct().where(or_(*named)))


def _saying_streams(choice: Choice, *, split: bool = True) -> list[_Stream]:
    by = {"sources": (s.c.sources, s.c.day), "published": (s.c.last_moment,)}.get(choice.order, (s.c.day,))
    rest = _saying_conditions(choice)
    who = choice.actor
    each: list[ColumnElement[bool]] = []
    if who is not None:
        each = [*(s.c.speaker == key for key in who.keys), *(s.c.country == country for country in who.countries)]
    if each and not split:
        each = [or_(*each)]
    streams = [_Stream(s, (one, *rest), by, s.c.id) for one in each] if each else [_Stream(s, rest, by, s.c.id)]
    return [part for one in streams for part in _segments(one, choice.order)] if split else streams


def _saying_conditions(choice: Choice) -> tuple[ColumnElement[bool], ...]:
    found: list[ColumnElement[bool]] = []
    if choice.first:
        found.append(s.c.day >= choice.first)
    if choice.last:
        found += [s.c.day <= choice.last, s.c.day > ""]
    if choice.outlets:
        found.append(_printed_by(choice, s))
    if choice.sources > 1:
        found.append(s.c.sources >= choice.sources)
    if choice.items is not None:
        found.append(among(s.c.id, choice.items))
    if choice.words:
        found.append(s.c.id.in_(select(t.spoken.c.saying).where(t.spoken.c.statement.in_(holding(choice.words)))))
    if choice.known:
        found.append(or_(s.c.first_moment <= choice.known + "T99", s.c.first_moment >= UNDATED))
    if choice.voice:
        said = select(t.spoken.c.saying).join(t.voices, t.voices.c.item == t.spoken.c.statement)
        found.append(s.c.id.in_(said.where(match(choice.voice, t.voices), t.voices.c.position > 0)))
    said = select(t.spoken.c.saying).join(t.statements, t.statements.c.id == t.spoken.c.statement)
    if choice.counterpart:
        heard = choice.counterpart
        found.append(s.c.id.in_(said.where(t.statements.c.addressee.in_((*heard.keys, *heard.countries)))))
    if choice.modes:
        found.append(s.c.id.in_(said.where(t.statements.c.mode.in_(choice.modes))))
    if choice.place:
        found.append(s.c.id.in_(said.where(t.statements.c.place.in_((*choice.place.keys, *choice.place.countries)))))
    if choice.offices:
        speaker = t.entities
        held = said.join(speaker, speaker.c.article == t.statements.c.article)
        found.append(
            exists(held.where(t.spoken.c.saying == s.c.id, speaker.c.key == s.c.speaker, speaker.c.office.in_(choice.offices)))
        )
    return tuple(found)
