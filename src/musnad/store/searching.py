"""The search index: FTS5 in SQLite, tsvector in PostgreSQL, over terms that our own language room computes.

>>> query = parse("مفاوضات «البرنامج النووي» -قصف")
>>> query.wanted, query.unwanted
((('مفاوضات',), ('برنامج', 'نووي')), (('قصف',),))
>>> [(a, b) for a, b in hits("بدأت والمفاوضات جارية", query)]
[(5, 14)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from musnad.errors import StoreError
from musnad.language.terms import bare_terms, terms
from musnad.language.tokens import tokens

Phrase = tuple[str, ...]
"""Terms that stand one after the other."""
_PART = re.compile(r"(-?)(?:\"([^\"]*)\"?|«([^»]*)»?|“([^”]*)”?|([^\s\"«“]+))")
_APART = 1000
"""Words between a title and its text, so that no phrase runs over."""
_FAR, _OFTEN, _LONG = 16_383, 256, 500
"""What a tsvector can hold: the last position, positions of one term, letters of a term (2 KB, at most 4 bytes each)."""


class Query(NamedTuple):
    """What is looked for: phrases (of one term or several) that must stand in an article, and phrases that must not."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]


class Found(NamedTuple):
    """An article that answers a query; the higher the rank the better. Ranks compare within one answer only."""

    article: int
    rank: float


def parse(words: str) -> Query:
    """A query as people type it: all words, «phrases» in any quotation marks, and what follows a minus is left out.

    Raises `StoreError` where nothing is left to look for.
    """
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for minus, *parts in _PART.findall(words):
        phrase = tuple(t.term for t in terms("".join(parts)))
        if phrase and phrase not in (side := unwanted if minus else wanted):
            side.append(phrase)
    if not wanted:
        raise StoreError(f"«{words}» names no word to look for")
    return Query(tuple(wanted), tuple(unwanted))


def hits(source: str, query: Query) -> Iterator[tuple[int, int]]:
    """Where the wanted words and phrases stand in a text, in order: code points."""
    found = bare_terms(source)
    places = sorted({place for phrase in query.wanted for place in _standing(phrase, found)})
    words = tokens(source) if places else []
    yield from dict.fromkeys((words[first].start, words[last].end) for first, last in places)


def _standing(phrase: Phrase, found: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last word of every place where a phrase stands."""
    for i, one in enumerate(found):
        if one == phrase[0] and tuple(found[i : i + len(phrase)]) == phrase:
            yield i, i + len(phrase) - 1


def search(connection: Connection, query: Query, limit: int | None = None, after: Found | None = None) -> list[Found]:
    """The articles that answer a query, best first, equals in the order of their ids; those after one that was found before."""
    sqlite = connection.dialect.name == "sqlite"
    find = _FIND_SQLITE if sqlite else _FIND_POSTGRESQL
    given: dict[str, object] = {"query": fts5(query) if sqlite else tsquery(query), "limit": limit}
    if after is not None:
        find = find.replace("ORDER BY", "WHERE rank < :rank OR (rank = :rank AND article > :article) ORDER BY")
        given |= {"rank": after.rank, "article": after.article}
    return [Found(article, rank) for article, rank in connection.execute(text(find), given)]


def count_found(connection: Connection, query: Query) -> int:
    """How many articles answer a query."""
    sqlite = connection.dialect.name == "sqlite"
    found = connection.execute(
        text(_COUNT_SQLITE if sqlite else _COUNT_POSTGRESQL), {"query": fts5(query) if sqlite else tsquery(query)}
    )
    return int(found.scalar_one())


def add_to_index(connection: Connection, articles: Iterable[tuple[int, str | None, str]]) -> None:
    """Index articles, given as (id, title, text), that are not in the index."""
    if connection.dialect.name == "sqlite":
        _change_fts5(connection, "INSERT INTO search (rowid, title, body) VALUES (:article, :title, :body)", articles)
        return
    rows = [{"article": a, "terms": tsvector(bare_terms(title or ""), bare_terms(body))} for a, title, body in articles]
    if rows:
        connection.execute(text("INSERT INTO search VALUES (:article, CAST(:terms AS tsvector))"), rows)


def take_from_index(connection: Connection, articles: Iterable[tuple[int, str | None, str]]) -> None:
    """Take articles out of the index; title and text are those they were indexed with."""
    if connection.dialect.name == "sqlite":
        _change_fts5(
            connection, "INSERT INTO search (search, rowid, title, body) VALUES ('delete', :article, :title, :body)", articles
        )
        return
    rows = [{"article": a} for a, _, _ in articles]
    if rows:
        connection.execute(text("DELETE FROM search WHERE article = :article"), rows)


def empty_index(connection: Connection) -> None:
    """Take everything out of the index."""
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(text("INSERT INTO search (search) VALUES ('delete-all')" if sqlite else "DELETE FROM search"))


_FIND_SQLITE = """SELECT article, rank FROM
(SELECT rowid AS article, -bm25(search, 4.0, 1.0) AS rank FROM search WHERE search MATCH :query) AS found
ORDER BY rank DESC, article LIMIT coalesce(:limit, -1)"""
_FIND_POSTGRESQL = """SELECT article, rank FROM
(SELECT article, CAST(ts_rank(terms, CAST(:query AS tsquery), 1) AS double precision) AS rank FROM search
WHERE terms @@ CAST(:query AS tsquery)) AS found
ORDER BY rank DESC, article LIMIT CAST(:limit AS bigint)"""
_COUNT_SQLITE = "SELECT count(*) FROM search WHERE search MATCH :query"
_COUNT_POSTGRESQL = "SELECT count(*) FROM search WHERE terms @@ CAST(:query AS tsquery)"


def _change_fts5(connection: Connection, statement: str, articles: Iterable[tuple[int, str | None, str]]) -> None:
    rows = [{"article": a, "title": _joined(title or ""), "body": _joined(body)} for a, title, body in articles]
    if rows:
        connection.execute(text(statement), rows)


def _joined(source: str) -> str:
    return " ".join(bare_terms(source))


def fts5(query: Query) -> str:
    """A query in the language of FTS5."""
    wanted = " AND ".join(_fts5_phrase(p) for p in query.wanted)
    return " NOT ".join((f"({wanted})", *(_fts5_phrase(p) for p in query.unwanted)))


def _fts5_phrase(phrase: Phrase) -> str:
    return '"' + " ".join(phrase) + '"'


def tsquery(query: Query) -> str:
    """A query in the language of PostgreSQL."""
    parts = [_ts_phrase(p) for p in query.wanted] + ["!" + _ts_phrase(p) for p in query.unwanted]
    return " & ".join(parts)


def _ts_phrase(phrase: Phrase) -> str:
    return "(" + " <-> ".join(_lexeme(term) for term in phrase) + ")"


def tsvector(title: Sequence[str], body: Sequence[str]) -> str:
    """A tsvector in PostgreSQL's own writing, so that no parser of the server's locale takes our terms apart."""
    places: dict[str, list[str]] = {}
    numbered = [(n, term, "A") for n, term in enumerate(title, 1)]
    numbered += [(n, term, "") for n, term in enumerate(body, len(title) + _APART)]
    for n, term, weight in numbered:
        at = places.setdefault(term, [])
        if n <= _FAR and len(at) < _OFTEN:
            at.append(f"{n}{weight}")
    return " ".join(f"{_lexeme(term)}:{','.join(at)}" if at else _lexeme(term) for term, at in places.items())


def _lexeme(term: str) -> str:
    return "'" + term[:_LONG] + "'"
