"""A search: articles page by page, with the words marked; before them who and what else the words name, and other spellings."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz, process

from musnad.asking import cursors
from musnad.asking.actors import found_actors
from musnad.asking.answers import Hit, Mark, Quote, SearchPage
from musnad.asking.desk import Desk, asked
from musnad.asking.happenings import article_of, shown
from musnad.asking.known import all_known_names, known
from musnad.asking.quotes import AROUND
from musnad.asking.searching import happenings_in, read_words, sayings_in
from musnad.asking.statements import said
from musnad.language.clitics import vocabulary
from musnad.language.folding import folded
from musnad.language.sentences import sentences
from musnad.language.terms import terms
from musnad.store import Found, Query, Store, hits
from musnad.store import search as search_articles
from musnad.store.questions import Key, looking
from musnad.store.searching import count_found

_BEST = 120
"""Articles in which happenings and statements are looked for, the best first, until there are `_FEW` of each."""
_FEW = 10
_BATCH = 20
_QUOTES = 3
"""Quotes of an article."""
_ALIKE = 75.0
"""Likeness of two words in per cent, from which one is offered for the other: «لافرف», «لافروف»."""
_SELDOM = 2
"""Articles; a word that so few hold, or none, may be misspelt."""


def search(store: Store, words: str, after: str | None = None, limit: int = 20) -> SearchPage:
    """What words find: all words must stand in an article, «phrases» as they are, and nothing that follows a minus.

    A word finds all its forms with clitics: «مفاوضات» also «والمفاوضات» and «لمفاوضاتهم». Articles come best first, `limit` after a
    cursor, `total` counts them; actors, happenings and statements stand on the first page only. Raises `AskingError` where the
    words name nothing to look for.
    """
    cursors.checked_limit(limit)
    with asked(store) as desk:
        query = read_words(words)
        start = cursors.read("search", words, after)
        place = Found(start.id, start.by[0]) if start else None
        articles = search_articles(desk.connection, query, max(limit + 1, _BEST) if place is None else limit + 1, place)
        more = None
        if len(articles) > limit:
            last = articles[limit - 1]
            more = cursors.write("search", words, Key((last.rank,), last.article))
        total = desk.remembered(("found", query), lambda: count_found(desk.connection, query))
        events, statements = _first(desk, query, [one.article for one in articles[:_BEST]]) if place is None else ([], [])
        return SearchPage(
            words=words, actors=found_actors(desk, words, 5) if place is None else (),
            events=tuple(shown(desk, events, desk.last_day)), statements=tuple(said(desk, statements)),
            articles=_hits(desk, query, articles[:limit]), suggestions=_suggestions(desk, words, query, total) if place is None else (),
            next=more, total=total,
        )  # fmt: skip


def _first(desk: Desk, query: Query, articles: list[int]) -> tuple[list[int], list[int]]:
    """The first few happenings and sayings whose own words hold the query."""
    events: dict[int, None] = {}
    statements: dict[int, None] = {}
    for n in range(0, len(articles), _BATCH):
        if len(events) < _FEW:
            events.update(dict.fromkeys(happenings_in(desk, articles[n : n + _BATCH], query)))
        if len(statements) < _FEW:
            statements.update(dict.fromkeys(sayings_in(desk, articles[n : n + _BATCH], query)))
        if len(events) >= _FEW and len(statements) >= _FEW:
            break
    return list(events)[:_FEW], list(statements)[:_FEW]


def _hits(desk: Desk, query: Query, found: list[Found]) -> tuple[Hit, ...]:
    rows = looking.articles(desk.connection, [one.article for one in found], words=True)
    return tuple(
        Hit(article=article_of(rows[one.article]), rank=one.rank, quotes=_quotes(rows[one.article]["words"], query))
        for one in found
        if one.article in rows
    )


def _quotes(text: str, query: Query) -> tuple[Quote, ...]:
    """The first sentences that hold hits, cut where they are long, each with its hits marked."""
    marks = list(hits(text, query))
    quotes: list[Quote] = []
    upto = 0
    for start, end in marks:
        if start < upto:
            continue
        if len(quotes) == _QUOTES:
            break
        begin, stop = _sentence(text, start, end)
        upto = stop
        inside = tuple(Mark(start=a, end=b, what="hit") for a, b in marks if begin <= a and b <= stop)
        quotes.append(Quote(start=begin, end=stop, text=text[begin:stop], marks=inside))
    return tuple(quotes)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a hit, at most `AROUND` letters of it on each side, cut between words."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    begin, stop = start, end
    for a, b in sentences(text[low:high]):
        if a + low <= start < b + low:
            begin = a + low
        if a + low < end <= b + low:
            stop = b + low
    if begin == low and low > 0:
        begin = min(start, low + 1 + text[low:start].find(" ")) if " " in text[low:start] else start
    if stop == high and high < len(text):
        stop = max(end, end + text[end:high].rfind(" ")) if " " in text[end:high] else end
    return begin, stop


# -- other spellings ----------------------------------------------------------------------------------------------------------


def _suggestions(desk: Desk, words: str, query: Query, total: int, most: int = 5) -> tuple[str, ...]:
    """The words with those that hardly any article holds replaced by near ones that some do, the nearest first."""
    if total > _SELDOM:
        return ()
    found: list[str] = []
    for form in dict.fromkeys(words.replace("«", " ").replace("»", " ").replace('"', " ").split()):
        if form.startswith("-") or not (own := terms(form)):
            continue
        phrase = tuple(t.term for t in own)
        if phrase in query.unwanted or count_found(desk.connection, Query((phrase,), ())) > _SELDOM:
            continue
        for near in _near(desk, form):
            other = tuple(t.term for t in terms(near))
            if other and other != phrase and count_found(desk.connection, Query((other,), ())):
                found.append(words.replace(form, near))
    return tuple(dict.fromkeys(found))[:most]


def _near(desk: Desk, form: str) -> list[str]:
    """Words near to one: of names first, then of the counted vocabulary."""
    spelt = desk.remembered("spelt", lambda: _spelt(desk))
    name = folded(form)
    near = process.extract(name, spelt.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=12, processor=None)
    return [spelt[word][0] for word, score, _ in sorted(near, key=lambda one: (-round(one[1], 3), -spelt[one[0]][1], one[0]))]


def _spelt(desk: Desk) -> dict[str, tuple[str, int]]:
    """Words by their folded forms, as they are written, and how much they weigh."""
    found = {form: (form, count) for form, count in vocabulary().items()}
    uses: Counter[str] = Counter()
    for name, _, n in looking.common_names(desk.connection, 2):
        for word in name.split():
            uses[word] += n
    found.update((word, (word, n)) for word, n in uses.items())
    for one in known().values():
        for name in one.names:
            for word in name.split():
                found[folded(word)] = (word, found.get(folded(word), ("", 0))[1])
    for name, _ in all_known_names():
        for word in name.split():
            found.setdefault(word, (word, 0))
    return found
