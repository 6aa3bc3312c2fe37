"""Questions about articles: lists, and one article with its record and where each item of it leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.asking import actors, cursors
from musnad.asking.answers import Article, ArticlePage, Page, Selection
from musnad.asking.desk import Desk, asked
from musnad.asking.happenings import article_of
from musnad.asking.searching import read_words
from musnad.asking.selections import days_of, for_events, outlets_of
from musnad.errors import AskingError, NotFound, StoreError
from musnad.store import Store, entity_key, find_article, held, ids_of, written
from musnad.store import search as search_articles
from musnad.store.questions import looking, printing
from musnad.store.questions.printing import Printed

_MANY = 400
_EVERYTHING = Selection()
_UNFIT = ("counterpart", "role", "office", "outcome", "place", "voice", "stance", "context", "sources", "announced")
_ORDERS = {"-day": "published", "published": "published", "day": "day"}
_MOST = 20_000
"""Articles found by words that are sorted by their dates."""


def articles(store: Store, selection: Selection = _EVERYTHING, after: str | None = None, limit: int = 50) -> Page[Article]:
    """Articles, the latest first (the earliest with the order day): by outlet, time of publication, words, whom they name
    (`actor`), and the type, mode or status of an event they tell. Raises `AskingError`, also for fields that articles don't have.
    """
    cursors.checked_limit(limit)
    with asked(store) as desk:
        chosen = _chosen(desk, selection)
        start = cursors.read("articles", selection, after)
        keys = printing.printed(desk.connection, chosen, start, limit + 1)
        more = cursors.write("articles", selection, keys[limit - 1]) if len(keys) > limit else None
        rows = looking.articles(desk.connection, [key.id for key in keys[:limit]])
        total = desk.remembered(("articles", chosen._replace(rising=False)), lambda: printing.count(desk.connection, chosen))
        return Page(items=tuple(article_of(rows[key.id]) for key in keys[:limit]), next=more, total=total)


def every_article(store: Store, selection: Selection = _EVERYTHING) -> Iterator[Article]:
    """All articles of a selection, in constant memory. Raises as `articles`."""
    after = None
    while True:
        with asked(store) as desk:
            keys = printing.printed(desk.connection, _chosen(desk, selection), after, _MANY)
            rows = looking.articles(desk.connection, [key.id for key in keys])
            items = [article_of(rows[key.id]) for key in keys]
        yield from items
        if len(keys) < _MANY:
            return
        after = keys[-1]


def _chosen(desk: Desk, selection: Selection) -> Printed:
    unfit = [name for name in _UNFIT if getattr(selection, name)]
    if unfit:
        raise AskingError(f"articles can't be chosen by {unfit[0]}; ask for events instead", unfit[0], reason="unfit")
    if selection.order not in _ORDERS:
        raise AskingError(f"articles are sorted by -day or day, not by {selection.order}", "order")
    first, last = days_of(selection)
    events = for_events(desk, Selection(type=selection.type, mode=selection.mode, status=selection.status)).choice
    found = None
    if selection.words.strip():
        query = read_words(selection.words)
        found = desk.remembered(
            ("articles with", query), lambda: tuple(one.article for one in search_articles(desk.connection, query, _MOST))
        )
    return Printed(
        outlets=tuple(outlets_of(desk, selection.outlet)), first=first, last=last, names=actors.match(desk, selection.actor, "actor"),
        types=events.types, modes=events.modes, statuses=events.statuses, items=found, rising=_ORDERS[selection.order] == "day",
    )  # fmt: skip


def article_page(store: Store, name_or_id: str) -> ArticlePage:
    """An article with its judged record, where its items lead, and who else carried its text; by its own id or 16 digits.

    Raises `NotFound`, and `AskingError` where several outlets call an article so.
    """
    with asked(store) as desk:
        one = find(desk, name_or_id)
        found = held(desk.connection, one)
        row = looking.articles(desk.connection, [one])[one]
        carriers = [article_of(other) for other in looking.carriers_of(desk.connection, row["copies"])]
        record: dict[str, Any] = msgspec.to_builtins(found.record)
        return ArticlePage(
            article=article_of(row), record=record, items=_items(desk, found),
            carriers=tuple(other for other in carriers if other.id != written(one)),
        )  # fmt: skip


def find(desk: Desk, name_or_id: str) -> int:
    """The article of a name or id. Raises `NotFound`, `AskingError`."""
    try:
        return find_article(desk.connection, name_or_id)
    except StoreError as fault:
        if str(fault).startswith("no article"):
            raise NotFound(str(fault), "id") from None
        raise AskingError(str(fault), "id", reason="several") from None


def _items(desk: Desk, found: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """Where each item of a record leads, by its kind and local id."""
    ids = ids_of(found.coded)
    keys = {entity.id: entity_key(entity) for entity in found.record.entities}
    homes = looking.homes(desk.connection, [one for (kind, _), one in ids.items() if kind == "event"])
    sayings = looking.sayings_of(desk.connection, [one for (kind, _), one in ids.items() if kind == "statement"])
    items: dict[str, dict[str, dict[str, Any]]] = {"event": {}, "statement": {}, "entity": {}}
    for (kind, local), one in ids.items():
        item: dict[str, Any] = {"id": written(one), "judged": found.verdicts.get(one)}
        if kind == "entity":
            item["key"] = keys.get(local)
        elif kind == "event":
            item["happening"] = written(homes[one]) if one in homes else None
        else:
            item["saying"] = written(sayings[one]) if one in sayings else None
        items[kind][local] = item
    return items
