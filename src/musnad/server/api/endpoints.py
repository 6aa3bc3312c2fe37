"""The questions of the REST interface, one line each: address, what it asks, what it answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from musnad import asking
from musnad.asking import answers as a
from musnad.server.api.parameters import AFTER, FORMAT, MOST_ITEMS, TODAY, Parameter, number, text
from musnad.server.forms import one_of, whole_number
from musnad.store import Store

ID = text("id", "16 hexadecimal digits, of the item itself or of any report of it; or ARTICLE#e2.", "s14-fourth-round-postponed#e1")
NAME = text("id", "The article's own id, or its 16 hexadecimal digits.", "s14-fourth-round-postponed")


class Call(NamedTuple):
    """One question as it was put: the selection, the other parameters, the parts of the path."""

    selection: a.Selection
    others: dict[str, str]
    path: Mapping[str, Any]

    def limit(self, default: int) -> int:
        """How many items a page holds. Raises `AskingError`."""
        return whole_number(self.others, "limit", default, 1, MOST_ITEMS)

    @property
    def after(self) -> str | None:
        """The cursor, None at the beginning."""
        return self.others.get("after")


class Endpoint(NamedTuple):
    """One question. `every` gives the whole list for a stream, `table` is what its rows are called in files."""

    path: str
    summary: str
    meaning: str
    answer: Any
    ask: Callable[[Store, Call], Any]
    fields: bool = False
    own: tuple[Parameter, ...] = ()
    every: Callable[[Store, a.Selection], Iterator[Any]] | None = None
    table: str = ""

    @property
    def path_parameters(self) -> tuple[Parameter, ...]:
        """Those of its parameters that stand in the path."""
        return tuple(one for one in self.own if f"{{{one.name}" in self.path)

    @property
    def query_parameters(self) -> tuple[Parameter, ...]:
        """Those of its own parameters that stand in the query string."""
        return tuple(one for one in self.own if one not in self.path_parameters)


def _limit(default: int) -> Parameter:
    return number("limit", "Items of a page.", default, MOST_ITEMS)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "/collection", "What the collection holds", "How many articles, texts, events and statements, from when to when, of which outlets.",
        a.Collection, lambda s, _: asking.collection(s),
    ),
    Endpoint(
        "/events", "Happenings", "Merged events that fit all that is asked, each with the words of the report that tells it best.",
        a.Page[a.Event], lambda s, c: asking.events(s, c.selection, c.after, c.limit(50)),
        fields=True, own=(AFTER, _limit(50), FORMAT), every=lambda s, q: asking.every_event(s, q), table="events",
    ),
    Endpoint(
        "/events/{id}", "One happening", "All reports of it, what they agree and disagree on, its history and chain of attribution, and why they were merged.",
        a.EventPage, lambda s, c: asking.event_page(s, c.path["id"], c.others.get("today")), own=(ID, TODAY),
    ),
    Endpoint(
        "/statements", "Statements", "Who said what, on any subject: `actor` is the speaker, `voice` who passed it on, `counterpart` the addressee, and `q` stands in the content.",
        a.Page[a.Statement], lambda s, c: asking.statements(s, c.selection, c.after, c.limit(50)),
        fields=True, own=(AFTER, _limit(50), FORMAT), every=lambda s, q: asking.every_statement(s, q), table="statements",
    ),
    Endpoint(
        "/statements/{id}", "One statement", "Every article that brings it, through whom, in which words.",
        a.StatementPage, lambda s, c: asking.statement_page(s, c.path["id"]), own=(ID._replace(example="s14-fourth-round-postponed#s1"),),
    ),
    Endpoint(
        "/articles", "Articles", "Articles whose events fit all that is asked.",
        a.Page[a.Article], lambda s, c: asking.articles(s, c.selection, c.after, c.limit(50)),
        fields=True, own=(AFTER, _limit(50), FORMAT), every=lambda s, q: asking.every_article(s, q), table="articles",
    ),
    Endpoint(
        "/articles/{id}", "One article with its record", "The text, its record as judged, where its items lead, and who else carried the text.",
        a.ArticlePage, lambda s, c: asking.article_page(s, c.path["id"]), own=(NAME,),
    ),
    Endpoint(
        "/actors", "Find actors", "Persons, states, bodies, groups and places by a name in Arabic or English; the likeliest first.",
        tuple[a.Who, ...], lambda s, c: asking.find_actors(s, c.others.get("q", ""), c.limit(10)),
        own=(text("q", "A name, or part of one.", "عراقجي"), _limit(10)),
    ),
    Endpoint(
        "/parties", "Who takes part most", "The actors of the chosen happenings, those in most of them first.",
        tuple[a.Companion, ...], lambda s, c: asking.top_actors(s, c.selection, c.limit(50)), fields=True, own=(_limit(50),),
    ),
    Endpoint(
        "/actors/{key}", "One actor", "Offices over time, what it did and what was done to it, what it said, with whom it deals, what lies ahead.",
        a.ActorPage, lambda s, c: asking.actor_page(s, c.path["key"], c.others.get("today")),
        own=(text("key", "An actor's key, ISO code, or name in Arabic or English.", "عراقجي"), TODAY),
    ),
    Endpoint(
        "/pairs/{one}/{other}", "The relation of two", "Its curve of cooperation and conflict, visits each way, the last meeting, open accusations, what is planned.",
        a.PairPage, lambda s, c: asking.pair_page(s, c.path["one"], c.path["other"], step=_step(c), today=c.others.get("today")),
        own=(text("one", "An actor: key, ISO code or name.", "إيران"), text("other", "Another actor.", "السعودية"),
             text("step", "What a period of the curve is.", choices=("month", "week")), TODAY),
    ),
    Endpoint(
        "/search", "Search", "Words in happenings, statements and articles, with the words that hold them, and actors of that name.",
        a.SearchPage, lambda s, c: asking.search(s, c.others.get("q", ""), c.after, c.limit(20)),
        own=(text("q", "What to look for, as typed; «…» holds words together.", "مفاوضات مسقط"), AFTER, _limit(20)),
    ),
    Endpoint(
        "/days", "Day by day", "The happenings of each day, the latest first; `limit` counts days.",
        a.Page[a.Day], lambda s, c: asking.days(s, c.selection, c.after, c.limit(14)), fields=True, own=(AFTER, _limit(14)),
    ),
    Endpoint(
        "/timeline", "How much happened when", "Each day's number of happenings, by quad class.",
        tuple[a.DayCount, ...], lambda s, c: asking.timeline(s, c.selection), fields=True,
    ),
    Endpoint(
        "/network", "Who deals with whom", "The actors of the chosen happenings, and what joins them.",
        a.Network, lambda s, c: asking.network(s, c.selection, c.limit(60)), fields=True, own=(number("limit", "Actors.", 60, MOST_ITEMS),),
    ),
    Endpoint(
        "/map", "Where", "Places of the chosen happenings; what has no known place is counted, never placed.",
        a.Map, lambda s, c: asking.where(s, c.selection), fields=True,
    ),
    Endpoint(
        "/story/{id}", "The thread a happening belongs to", "Happenings of the same parties that lead to it and follow from it, in time.",
        tuple[a.Event, ...], lambda s, c: asking.story(s, c.path["id"]), own=(ID,),
    ),
)  # fmt: skip


def _step(call: Call) -> Any:
    return one_of(call.others, "step", ("month", "week"))
