"""What a writer is given beside its answers, and the names that things have outside the collection."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from musnad.asking.answers import Event, Report
from musnad.errors import MusnadError
from musnad.exports import wording


class ExportError(MusnadError):
    """An export that can't be made: an unknown format or table, a missing library, a file that stands in the way."""


class Told(NamedTuple):
    """A happening with all its reports."""

    event: Event
    reports: tuple[Report, ...]


class Choice(NamedTuple):
    """How to write. Offsets, ids and days are the same whatever is chosen.

    `language` (ar, en) is that of labels and titles; `base` the address of a running server, from which links are made; `title` names a
    feed, calendar or package; `headline` makes an event's title (default: `wording.title`); `authority` stands in tag: URIs where there is no `base` (RFC 4151: a domain of whoever publishes).
    """

    language: str = "en"
    header: bool = True
    bom: bool = False
    base: str = ""
    title: str = ""
    authority: str = "musnad.invalid"
    headline: Callable[[Event, str], str] = wording.title

    def page(self, kind: str, id: str) -> str:
        """The address of a page («events», «articles», «statements», «actors»), empty without a base."""
        return f"{self.base.rstrip('/')}/{self.language}/{kind}/{quote(id, safe='')}" if self.base else ""

    def tag(self, kind: str, id: str) -> str:
        """A URI that names a thing for good (RFC 4151).

        >>> Choice(base="https://news.example").tag("events", "00000000000000ff")
        'tag:news.example,2025:events/00000000000000ff'
        """
        host = urlsplit(self.base).hostname or self.authority
        return f"tag:{host},2025:{kind}/{quote(id, safe='')}"


PLAIN = Choice()
"""How things are written if nobody says."""
