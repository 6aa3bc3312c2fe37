"""Atom feeds (RFC 4287) of happenings and of statements, with titles in Arabic or English that keep their order in any reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from musnad.asking.answers import Article, Event, Quote, Statement
from musnad.exports.choice import PLAIN, Choice
from musnad.exports.moments import utc
from musnad.exports.wording import LRM, RLM, clean, label, named, title
from musnad.version import VERSION

_EPOCH = "1970-01-01T00:00:00Z"
"""When a feed without a dated entry was updated; there is no clock in an export."""


def atom(
    events: Iterable[Event], choice: Choice = PLAIN, *, address: str = "", headline: Callable[[Event, str], str] = title
) -> Iterator[bytes]:
    """A feed of the events in their order. `address` is the feed's own URL, `headline` makes a title of an event and a language.

    Entries are called by tag: URIs that stay when the server moves only as long as its name stays.
    """
    entries = [_Entry("events", e.id, headline(e, choice.language), e.evidence.article, e.told, e.day, _told(e, choice), (e.type, *e.contexts), e.outlets) for e in events]  # fmt: skip
    return _feed("events", entries, choice, address)


def statements_atom(statements: Iterable[Statement], choice: Choice = PLAIN, *, address: str = "") -> Iterator[bytes]:
    """A feed of statements in their order: who said it as the title, and the reported words."""
    entries = [_Entry("statements", s.id, _said(s, choice.language), s.evidence.article, s.told, s.day, _quoted(choice, s.sources, (s.evidence.quote,)), (s.evidence.mode,), s.outlets) for s in statements]  # fmt: skip
    return _feed("statements", entries, choice, address)


class _Entry(NamedTuple):
    """One entry: whose page it has, its title, the article that brings it, when it was last told, its day, content as HTML, terms, authors."""

    kind: str
    id: str
    title: str
    article: Article
    told: str | None
    day: str | None
    content: str
    terms: tuple[str, ...]
    outlets: tuple[str, ...]

    @property
    def moment(self) -> str:
        """When it was updated: publication of the last report, else of the best, else its day."""
        return _stamp(self.told) or _stamp(self.article.published) or (f"{self.day}T00:00:00Z" if self.day else _EPOCH)


def _feed(kind: str, entries: Sequence[_Entry], choice: Choice, address: str) -> Iterator[bytes]:
    language = choice.language
    name = choice.title or label("label", kind, language)
    updated = max((entry.moment for entry in entries), default=_EPOCH)
    links = f"<link rel={_attr('self')} href={_attr(address)}/>\n" if address else ""
    if choice.base:
        links += f"<link href={_attr(choice.base.rstrip('/') + '/' + language + '/')}/>\n"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<id>{_text(choice.tag('feeds', address or kind))}</id>\n<title>{_text(name)}</title>\n<updated>{updated}</updated>\n"
        f'{links}<author><name>Musnad</name></author>\n<generator version="{VERSION}">Musnad</generator>\n'
    ).encode()
    for entry in entries:
        yield _written(entry, choice).encode()
    yield b"</feed>\n"


def _written(entry: _Entry, choice: Choice) -> str:
    page = choice.page(entry.kind, entry.id) or entry.article.url
    published = f"<published>{_stamp(entry.article.published)}</published>\n" if _stamp(entry.article.published) else ""
    return (
        f"<entry>\n<id>{_text(choice.tag(entry.kind, entry.id))}</id>\n<title>{_text(entry.title)}</title>\n"
        f"<updated>{entry.moment}</updated>\n{published}"
        + (f"<link href={_attr(page)}/>\n" if page else "")
        + "".join(f"<category term={_attr(term)}/>\n" for term in entry.terms)
        + "".join(f"<author><name>{_text(outlet)}</name></author>\n" for outlet in entry.outlets)
        + f'<content type="html">{escape(entry.content)}</content>\n</entry>\n'
    )


def _told(event: Event, choice: Choice) -> str:
    return _quoted(choice, event.sources, event.evidence.quotes, f"{label('status', event.status, choice.language)} · ")


def _quoted(choice: Choice, sources: int, quotes: Sequence[Quote], status: str = "") -> str:
    """The content of an entry: status, number of sources, the quoted words."""
    language = choice.language
    words = "".join(f'<blockquote dir="rtl" lang="ar">{_text(quote.text)}</blockquote>' for quote in quotes)
    counts = f"{status}{label('label', 'sources', language)}: {sources}"
    return f'<div dir="{"rtl" if language == "ar" else "ltr"}" lang="{language}"><p>{_text(counts)}</p>{words}</div>'


def _said(statement: Statement, language: str) -> str:
    """Who said it, and to whom: «سيرغي لافروف ← عباس عراقجي»."""
    people = filter(None, (statement.speaker, statement.evidence.addressee))
    text = (" ← " if language == "ar" else " → ").join(named(who, language) for who in people)
    return (RLM if language == "ar" else LRM) + text


def _stamp(published: str | None) -> str:
    """A publication date as RFC 3339 in UTC, empty where it is no date."""
    found = utc(published)
    return f"{found:%Y-%m-%dT%H:%M:%SZ}" if found else ""


def _text(value: str) -> str:
    return escape(clean(value))


def _attr(value: str) -> str:
    return quoteattr(clean(value))
