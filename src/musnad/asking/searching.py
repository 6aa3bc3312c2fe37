"""What words find: happenings and statements whose own words hold what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.asking.desk import Desk
from musnad.errors import AskingError, StoreError
from musnad.store import Query, parse
from musnad.store.passages import Wanted, wanted
from musnad.store.questions import looking


def read_words(words: str) -> Query:
    """What words ask for. Raises `AskingError` where they name no word."""
    try:
        return parse(words)
    except StoreError as fault:
        raise AskingError(str(fault), "words") from None


def own_words(desk: Desk, words: str) -> Wanted | None:
    """What the own words of an item must hold, for `Choice.words`; nothing where there are no words. Raises `AskingError`."""
    return wanted(desk.connection, read_words(words)) if words.strip() else None


def happenings_in(desk: Desk, articles: Sequence[int], query: Query) -> list[int]:
    """The happenings of some articles whose evidence there holds what is wanted, in the order of the articles."""
    events = looking.holding(desk.connection, "events", articles, wanted(desk.connection, query))
    homes = looking.homes(desk.connection, events)
    return list(dict.fromkeys(homes[one] for one in events if one in homes))


def sayings_in(desk: Desk, articles: Sequence[int], query: Query) -> list[int]:
    """As `happenings_in`, of sayings."""
    statements = looking.holding(desk.connection, "statements", articles, wanted(desk.connection, query))
    homes = looking.sayings_of(desk.connection, statements)
    return list(dict.fromkeys(homes[one] for one in statements if one in homes))
