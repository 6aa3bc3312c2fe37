"""Questions about happenings: lists page by page, and streams of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.asking import cursors
from musnad.asking.answers import Event, Page, Selection
from musnad.asking.desk import Desk, asked
from musnad.asking.happenings import outcomes, shown
from musnad.asking.selections import Chosen, for_events
from musnad.store import Store
from musnad.store.questions import Key, choosing

_MANY = 400
"""Happenings read at once where each is to be looked at, and in a stream."""
_EVERYTHING = Selection()


def events(store: Store, selection: Selection = _EVERYTHING, after: str | None = None, limit: int = 50) -> Page[Event]:
    """The happenings of a selection, `limit` (1 to 500) of them after a cursor.

    `total` counts all. Raises `AskingError` for a selection that can't be understood, and for a cursor of another one.
    """
    cursors.checked_limit(limit)
    with asked(store) as desk:
        chosen = for_events(desk, selection)
        start = cursors.read("events", selection, after)
        keys = next_keys(desk, chosen, start, limit + 1)
        more = cursors.write("events", selection, keys[limit - 1]) if len(keys) > limit else None
        items = shown(desk, [key.id for key in keys[:limit]], chosen.today)
        return Page(items=tuple(items), next=more, total=total(desk, chosen))


def every_event(store: Store, selection: Selection = _EVERYTHING) -> Iterator[Event]:
    """All happenings of a selection, one after the other, in constant memory. Raises as `events`.

    Each few hundred are read from one state of the database, so the stream may run while articles are added.
    """
    after: Key | None = None
    while True:
        with asked(store) as desk:
            chosen = for_events(desk, selection)
            keys = next_keys(desk, chosen, after, _MANY)
            items = shown(desk, [key.id for key in keys], chosen.today)
        yield from items
        if len(keys) < _MANY:
            return
        after = keys[-1]


def next_keys(desk: Desk, chosen: Chosen, after: Key | None, limit: int) -> list[Key]:
    """The next happenings of a choice, of the outcomes that are wanted."""
    if not chosen.outcomes:
        return choosing.chosen(desk.connection, chosen.choice, after, limit)
    if after is None and limit <= _MANY:  # what is ahead stands beside every day
        return desk.remembered(("first of an outcome", chosen, limit), lambda: _of_outcomes(desk, chosen, None, limit))
    return _of_outcomes(desk, chosen, after, limit)


def _of_outcomes(desk: Desk, chosen: Chosen, after: Key | None, limit: int) -> list[Key]:
    found: list[Key] = []
    many = _MANY if limit <= _MANY else 50 * _MANY
    while len(found) < limit:
        keys = choosing.chosen(desk.connection, chosen.choice, after, many)
        stands = outcomes(desk, [key.id for key in keys], chosen.today)
        found += [key for key in keys if stands.get(key.id) in chosen.outcomes]
        if len(keys) < many:
            break
        after = keys[-1]
    return found[:limit]


def total(desk: Desk, chosen: Chosen) -> int:
    """How many happenings a choice holds."""

    def counted() -> int:
        if not chosen.outcomes:
            return choosing.count(desk.connection, chosen.choice)
        return len(next_keys(desk, chosen, None, 1 << 60))

    return desk.remembered(("total", chosen._replace(choice=chosen.choice._replace(order="-day"))), counted)
