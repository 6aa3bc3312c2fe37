"""iCalendar (RFC 5545) of meetings that were announced: all-day events with UIDs that stay, so that a calendar updates and doesn't double.

A meeting on one known day that is announced, or was held, is CONFIRMED; one that is only proposed, postponed, or set for some day between two, is
TENTATIVE; one that was called off is CANCELLED. A meeting of which no day is known has no place in a calendar and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from musnad.asking.answers import Event
from musnad.exports.choice import PLAIN, Choice, Told
from musnad.exports.moments import utc
from musnad.exports.wording import label, named
from musnad.version import VERSION

_OFF = frozenset({"cancelled", "did not happen"})
_OCTETS = 75
"""The longest line of RFC 5545, 3.1, without its end."""
_EPOCH = "19700101T000000Z"
"""The stamp of a meeting that only undated articles tell; there is no clock in an export."""


def ical(told: Iterable[Told], choice: Choice = PLAIN) -> Iterator[bytes]:
    """A calendar of happenings with their reports; the caller chooses which (`source.meetings`). Streams."""
    name = choice.title or label("label", "meetings", choice.language)
    yield _lines(
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Musnad//Musnad {VERSION}//{choice.language.upper()}", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"NAME:{_escaped(name)}", f"X-WR-CALNAME:{_escaped(name)}",
    )  # fmt: skip
    for one in told:
        days = _days(one.event)
        if days:
            yield _lines(*_meeting(one, days, choice))
    yield _lines("END:VCALENDAR")


def _meeting(told: Told, days: tuple[date, date], choice: Choice) -> Iterator[str]:
    event = told.event
    first, last = days
    page = choice.page("events", event.id)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@musnad"
    yield f"DTSTAMP:{_stamp(told)}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={choice.language}:{_escaped(choice.headline(event, choice.language))}"
    yield f"DESCRIPTION;LANGUAGE={choice.language}:{_escaped(_description(event, days, choice.language))}"
    if event.place:
        yield f"LOCATION;LANGUAGE={choice.language}:{_escaped(named(event.place, choice.language))}"
    if page or event.evidence.article.url:
        yield f"URL:{page or event.evidence.article.url}"
    yield f"STATUS:{_status(event, days)}"
    yield f"CATEGORIES:{_escaped(event.type)}"
    yield "CLASS:PUBLIC"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(event: Event) -> tuple[date, date] | None:
    """First and last day of a window that is closed on both sides."""
    if not event.first or not event.last or event.first < "0002" or event.last > "9999":
        return None
    return date.fromisoformat(event.first), date.fromisoformat(event.last)


def _status(event: Event, days: tuple[date, date]) -> str:
    if event.outcome in _OFF:
        return "CANCELLED"
    fixed = days[0] == days[1] and event.outcome != "postponed" and event.status not in ("proposed", "hypothetical")
    return "CONFIRMED" if fixed else "TENTATIVE"


def _description(event: Event, days: tuple[date, date], language: str) -> str:
    words = [f"«{quote.text}»" for quote in event.evidence.quotes]
    facts = [
        label("outcome", event.outcome, language),
        f"{label('label', 'sources', language)}: {event.sources}",
        f"{label('label', 'outlets', language)}: {('، ' if language == 'ar' else ', ').join(event.outlets)}",
    ]
    if days[0] != days[1]:
        facts.insert(1, label("label", "undated", language))
    return "\n".join((*facts, *words))


def _stamp(told: Told) -> str:
    """The moment of the last report, in UTC; midnight where only its day is known."""
    moments = [found for found in (utc(report.article.published) for report in told.reports) if found]
    return f"{max(moments):%Y%m%dT%H%M%SZ}" if moments else _EPOCH


def _escaped(text: str) -> str:
    text = "".join(letter for letter in text if letter in "\n\t" or letter >= " ")
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(*lines: str) -> bytes:
    return b"".join(folded(line.replace("\r", " ").replace("\n", " ")) for line in lines)


def folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, cut between code points (RFC 5545, 3.1).

    >>> folded("SUMMARY:" + "ل" * 40).count(b"\\r\\n ")
    1
    """
    out, length = bytearray(), 0
    for letter in line:
        octets = letter.encode()
        if length + len(octets) > _OCTETS:
            out += b"\r\n "
            length = 1
        out += octets
        length += len(octets)
    return bytes(out) + b"\r\n"
