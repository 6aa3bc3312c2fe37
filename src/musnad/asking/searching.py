"""What words find: articles by the index, and of these the happenings and statements whose own words hold what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from musnad.asking.desk import Desk
from musnad.errors import AskingError, StoreError
from musnad.language import terms
from musnad.language.folding import folded
from musnad.store import Query, parse
from musnad.store import search as search_articles
from musnad.store.questions import looking

BEST = 300
"""Articles, the best first, in which happenings and statements are looked for; a stream takes all."""
_BATCH = 50


def read_words(words: str) -> Query:
    """What words ask for. Raises `AskingError` where they name no word."""
    try:
        return parse(words)
    except StoreError as fault:
        raise AskingError(str(fault), "words") from None


def holds(text: str, query: Query) -> bool:
    """Whether a stretch of text holds all words and phrases that are wanted.

    A term differs from the word that it stands for by its ends only, so most texts are passed over at once.
    """
    letters = folded(text)
    if not all(term[1:-1] in letters for phrase in query.wanted for term in phrase):
        return False
    line = f" {' '.join(t.term for t in terms.terms(text))} "
    return all(f" {' '.join(phrase)} " in line for phrase in query.wanted)


def happenings_with(desk: Desk, words: str, *, every: bool = False) -> tuple[int, ...]:
    """The happenings some of whose evidence holds the words, those in the best articles first."""
    query = read_words(words)

    def find() -> tuple[int, ...]:
        found: dict[int, None] = {}
        for articles in _batches(desk, query, every):
            found.update(dict.fromkeys(happenings_in(desk, articles, query)))
        return tuple(found)

    return find() if every else desk.remembered(("happenings with", query), find)


def sayings_with(desk: Desk, words: str, *, every: bool = False) -> tuple[int, ...]:
    """The sayings whose content holds the words, those in the best articles first."""
    query = read_words(words)

    def find() -> tuple[int, ...]:
        found: dict[int, None] = {}
        for articles in _batches(desk, query, every):
            found.update(dict.fromkeys(sayings_in(desk, articles, query)))
        return tuple(found)

    return find() if every else desk.remembered(("sayings with", query), find)


def _batches(desk: Desk, query: Query, every: bool) -> Iterator[list[int]]:
    articles = [one.article for one in search_articles(desk.connection, query, None if every else BEST)]
    for n in range(0, len(articles), _BATCH):
        yield articles[n : n + _BATCH]


def happenings_in(desk: Desk, articles: list[int], query: Query) -> list[int]:
    """The happenings of some articles whose evidence there holds what is wanted, in the order of the articles."""
    events = _holding(desk, "events", articles, query, _evidence)
    homes = looking.homes(desk.connection, events)
    return list(dict.fromkeys(homes[one] for one in events if one in homes))


def sayings_in(desk: Desk, articles: list[int], query: Query) -> list[int]:
    """As `happenings_in`, of sayings."""
    statements = _holding(desk, "statements", articles, query, _content)
    homes = looking.sayings_of(desk.connection, statements)
    return list(dict.fromkeys(homes[one] for one in statements if one in homes))


def _holding(
    desk: Desk, table: str, articles: list[int], query: Query, spans: Callable[[looking.Row], list[tuple[int, int]]]
) -> list[int]:
    texts = looking.articles(desk.connection, articles, words=True)
    rows = looking.of_articles(desk.connection, table, articles)
    return [
        row["id"]
        for article in articles
        for row in rows.get(article, ())
        if holds("\n".join(texts[article]["words"][a:b] for a, b in spans(row)), query)
    ]


def _evidence(row: looking.Row) -> list[tuple[int, int]]:
    return msgspec.json.decode(row["evidence"], type=list[tuple[int, int]])


def _content(row: looking.Row) -> list[tuple[int, int]]:
    return [(row["content_start"], row["content_stop"])]
