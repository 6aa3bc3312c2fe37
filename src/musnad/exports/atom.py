"""An Atom feed (RFC 4287) of happenings, with titles in Arabic or English that keep their order in any reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from musnad.asking.answers import Event
from musnad.exports.choice import PLAIN, Choice
from musnad.exports.moments import utc
from musnad.exports.wording import clean, label, title
from musnad.version import VERSION

_EPOCH = "1970-01-01T00:00:00Z"
"""When a feed without a dated entry was updated; there is no clock in an export."""


def atom(
    events: Iterable[Event], choice: Choice = PLAIN, *, address: str = "", headline: Callable[[Event, str], str] = title
) -> Iterator[bytes]:
    """A feed of the events in their order. `address` is the feed's own URL, `headline` makes a title of an event and a language.

    Entries are called by tag: URIs that stay when the server moves only as long as its name stays.
    """
    entries = list(events)
    language, direction = choice.language, "rtl" if choice.language == "ar" else "ltr"
    name = choice.title or label("label", "events", language)
    updated = max((_moment(event) for event in entries), default=_EPOCH)
    links = f"<link rel={_attr('self')} href={_attr(address)}/>\n" if address else ""
    if choice.base:
        links += f"<link href={_attr(choice.base.rstrip('/') + '/' + language + '/')}/>\n"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<id>{_text(choice.tag('feeds', address or 'events'))}</id>\n<title>{_text(name)}</title>\n<updated>{updated}</updated>\n"
        f'{links}<author><name>Musnad</name></author>\n<generator version="{VERSION}">Musnad</generator>\n'
    ).encode()
    for event in entries:
        yield _entry(event, choice, headline(event, language), direction).encode()
    yield b"</feed>\n"


def _entry(event: Event, choice: Choice, name: str, direction: str) -> str:
    article, language = event.evidence.article, choice.language
    page = choice.page("events", event.id) or article.url
    counts = f"{label('status', event.status, language)} · {label('label', 'sources', language)}: {event.sources}"
    quotes = "".join(f'<blockquote dir="rtl" lang="ar">{_text(quote.text)}</blockquote>' for quote in event.evidence.quotes)
    content = f'<div dir="{direction}" lang="{language}"><p>{_text(counts)}</p>{quotes}</div>'
    published = f"<published>{_stamp(article.published)}</published>\n" if _stamp(article.published) else ""
    return (
        f"<entry>\n<id>{_text(choice.tag('events', event.id))}</id>\n<title>{_text(name)}</title>\n"
        f"<updated>{_moment(event)}</updated>\n{published}"
        + (f"<link href={_attr(page)}/>\n" if page else "")
        + "".join(f"<category term={_attr(term)}/>\n" for term in (event.type, *event.contexts))
        + "".join(f"<author><name>{_text(outlet)}</name></author>\n" for outlet in event.outlets)
        + f'<content type="html">{escape(content)}</content>\n</entry>\n'
    )


def _moment(event: Event) -> str:
    return _stamp(event.evidence.article.published) or (f"{event.day}T00:00:00Z" if event.day else _EPOCH)


def _stamp(published: str | None) -> str:
    """A publication date as RFC 3339 in UTC, empty where it is no date."""
    found = utc(published)
    return f"{found:%Y-%m-%dT%H:%M:%SZ}" if found else ""


def _text(value: str) -> str:
    return escape(clean(value))


def _attr(value: str) -> str:
    return quoteattr(clean(value))
