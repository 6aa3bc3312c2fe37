"""What an export is made of: the streams of a collection, chosen by a `Selection`, counted as they pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from musnad import asking
from musnad.asking.answers import Article, Event, Report, Selection, Statement, Utterance
from musnad.asking.telling import every_told
from musnad.exports.choice import Told
from musnad.store import Store

T = TypeVar("T")
_OF_EVENTS = ("role", "type", "mode", "status", "outcome", "context", "stance", "announced")
"""Fields that only events have; a selection with one of them holds no statements."""
_MEETINGS = {"type": ("CONSULT",), "announced": 1, "order": "day"}
"""What a calendar holds unless the selection says otherwise: meetings that were announced, whatever became of them."""
_NO_MEETINGS = ("message",)


def _nothing(_: int) -> None:
    return None


class Source(NamedTuple):
    """The answers of a selection as streams, each read when it is asked for. `passed` is told how many more answers have passed."""

    store: Store
    selection: Selection = Selection()
    passed: Callable[[int], None] = _nothing

    def events(self) -> Iterator[Event]:
        """The happenings."""
        return self._counted(asking.every_event(self.store, self.selection))

    def told(self) -> Iterator[Told]:
        """The happenings with all their reports."""
        return self._counted(Told(event, reports) for event, reports in every_told(self.store, self.selection))

    def reports(self) -> Iterator[tuple[str, Report]]:
        """Every report of the happenings with its happening's id."""
        return ((event.id, report) for event, reports in self.told() for report in reports)

    def meetings(self) -> Iterator[Told]:
        """Announced meetings; what the selection says of type and order wins over what is usual."""
        usual = {name: value for name, value in _MEETINGS.items() if getattr(self.selection, name) == getattr(Selection(), name)}
        chosen = self._replace(selection=msgspec.structs.replace(self.selection, **usual))
        return (told for told in chosen.told() if told.event.mode not in _NO_MEETINGS)

    def statements(self) -> Iterator[Statement]:
        """The statements; none where the selection speaks of what only events have (a type, a status …)."""
        return iter(()) if self._only_events() else self._counted(asking.every_statement(self.store, self.selection))

    def utterances(self) -> Iterator[Utterance]:
        """Of every statement the utterance that brings it best."""
        return (statement.evidence for statement in self.statements())

    def articles(self) -> Iterator[Article]:
        """The articles."""
        return self._counted(asking.every_article(self.store, self.selection))

    def texts(self) -> Iterator[tuple[Article, str]]:
        """The articles with their whole texts."""
        return ((article, asking.article_page(self.store, article.id).record["document"]["text"]) for article in self.articles())

    def table(self, name: str) -> Iterator[Any]:
        """The answers that make the rows of a table: events, reports, statements, articles, texts."""
        streams: dict[str, Callable[[], Iterator[Any]]] = {
            "events": self.events, "reports": self.reports, "statements": self.statements, "articles": self.articles,
            "texts": self.texts,
        }  # fmt: skip
        return streams[name]()

    def total(self, streams: Iterable[str]) -> int:
        """How many answers some of the streams events, statements, articles hold together. Raises `AskingError`."""
        found = 0
        for name in streams:
            if name == "events":
                found += asking.events(self.store, self.selection, limit=1).total
            elif name == "articles":
                found += asking.articles(self.store, self.selection, limit=1).total
            elif not self._only_events():
                found += asking.statements(self.store, self.selection, limit=1).total
        return found

    def _only_events(self) -> bool:
        return any(getattr(self.selection, name) for name in _OF_EVENTS)

    def _counted(self, answers: Iterator[T]) -> Iterator[T]:
        for answer in answers:
            self.passed(1)
            yield answer
