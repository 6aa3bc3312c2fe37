"""What questions are answered with: plain values that every face shows, writes as JSON, or puts into a table.

Ids are the store's, as 16 hexadecimal digits. Days are ISO dates, moments are in UTC, `when` is EDTF. Offsets are code points
of the article's text, and `text[start:end]` is the quoted text.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The root of all answers; `msgspec.json.encode` writes any of them."""


class Who(Answer, frozen=True, kw_only=True):
    """An actor or place: `key` names it in all articles; `name` is Arabic, `en` English where known, `country` ISO alpha-3."""

    key: str
    kind: str
    name: str
    en: str | None = None
    country: str | None = None


class Article(Answer, frozen=True, kw_only=True):
    """An article as the bearer of a report. `name` is the document's own id; `copies` names its group of copies."""

    id: str
    name: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    copies: str


class Mark(Answer, frozen=True, kw_only=True):
    """A stretch of text that stands out, and why: trigger, cue, content, hit."""

    start: int
    end: int
    what: str


class Quote(Answer, frozen=True, kw_only=True):
    """Words of an article: `text` stands at `start`; `before` and `after` are what surrounds them; `marks` lie inside."""

    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    marks: tuple[Mark, ...] = ()


class Claim(Answer, frozen=True, kw_only=True):
    """On whose word: from the first to speak to the last to pass it on; `stance` asserts or denies."""

    stance: str
    chain: tuple[Who, ...]


class Part(Answer, frozen=True, kw_only=True):
    """One who takes part in another role than actor or recipient."""

    role: str
    who: Who


class Report(Answer, frozen=True, kw_only=True):
    """One event as one article tells it. `local` is its id in the article's record, `judged` the last verdict on it."""

    id: str
    local: str
    article: Article
    type: str
    mode: str | None
    status: str
    when: str | None
    place: Who | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    participants: tuple[Part, ...]
    claims: tuple[Claim, ...]
    contexts: tuple[str, ...]
    quotes: tuple[Quote, ...]
    confidence: float
    judged: str | None = None


class Event(Answer, frozen=True, kw_only=True):
    """A happening, as lists show it: what its reports hold together, and the words of the one that tells it best.

    `id` leads to it for good: every report's id does. `day` is the day it is counted on, `first` and `last` bound its time;
    `outcome` is how it stands on the day the question is asked for (`merging.Outcome`). `sources` counts independent sources,
    `reports` articles. `contradicted` names the fields on which reports can't both be true; `stance` is asserted, denied or
    both. `goldstein` is −10 to +10. `told` is when its last report was published (UTC), None where that isn't dated.
    """

    id: str
    type: str
    mode: str | None
    status: str
    outcome: str
    stance: str
    day: str | None
    first: str | None
    last: str | None
    place: Who | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    participants: tuple[Part, ...]
    contexts: tuple[str, ...]
    sources: int
    reports: int
    outlets: tuple[str, ...]
    contradicted: tuple[str, ...]
    cameo: str
    goldstein: float
    quad: str
    confidence: float
    told: str | None = None
    evidence: Report


class Variant(Answer, frozen=True, kw_only=True):
    """One value of a field, who it is where it is somebody, the reports that give it, and how many independent sources."""

    value: str
    who: tuple[Who, ...]
    reports: tuple[str, ...]
    sources: int


class Field(Answer, frozen=True, kw_only=True):
    """What reports say about one thing, the best attested first; `agreed` is False where two can't both be true."""

    name: str
    variants: tuple[Variant, ...]
    agreed: bool


class Step(Answer, frozen=True, kw_only=True):
    """A change in a happening's status: told when, by whom (outlets have kind outlet), in which reports, for which days."""

    status: str
    moment: str
    by: tuple[Who, ...]
    reports: tuple[str, ...]
    first: str | None
    last: str | None


class Branch(Answer, frozen=True, kw_only=True):
    """A node of the tree of attribution, from who speaks first to the outlets: who, asserting or denying, in which reports.

    The root's children are first speakers, or outlets that tell the act as fact; leaves are the outlets that print it.
    """

    who: Who
    stance: str
    reports: tuple[str, ...]
    children: tuple[Branch, ...] = ()


class Reason(Answer, frozen=True, kw_only=True):
    """Why two reports are one happening: a name, a weight, and what it rests on."""

    name: str
    weight: float
    on: str


class Merge(Answer, frozen=True, kw_only=True):
    """Two reports that were brought together, and why."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


class EventPage(Answer, frozen=True, kw_only=True):
    """All that is held about one happening."""

    event: Event
    reports: tuple[Report, ...]
    fields: tuple[Field, ...]
    attribution: tuple[Branch, ...]
    history: tuple[Step, ...]
    merges: tuple[Merge, ...]
    before: tuple[Event, ...]
    """Earlier happenings between the same parties, the nearest first."""
    after: tuple[Event, ...]


class Utterance(Answer, frozen=True, kw_only=True):
    """One statement as one article brings it; `quote` is the reported content with its cue marked or before it."""

    id: str
    local: str
    article: Article
    speaker: Who
    chain: tuple[Who, ...]
    cue: str
    mode: str
    when: str | None
    place: Who | None
    addressee: Who | None
    quote: Quote
    confidence: float
    judged: str | None = None


class Statement(Answer, frozen=True, kw_only=True):
    """Something said, by whom, when, and everybody who carried it; `evidence` is the utterance that brings it best.

    `told` is when the last article that brings it was published (UTC), None where that isn't dated.
    """

    id: str
    speaker: Who
    day: str | None
    sources: int
    reports: int
    outlets: tuple[str, ...]
    told: str | None = None
    evidence: Utterance


class StatementPage(Answer, frozen=True, kw_only=True):
    """All that is held about one statement."""

    statement: Statement
    utterances: tuple[Utterance, ...]


class ArticlePage(Answer, frozen=True, kw_only=True):
    """An article with its record (`musnad.Record` as builtins, judged), where its items lead, and who else carried its text.

    `items` has for each kind (`event`, `statement`, `entity`, because an event and an entity may both be called e3) the local ids of
    the record with where they lead: `id` (16 digits), `judged`, and `happening` (of an event: the merged event's id), `saying` (of a
    statement: the merged one's), or `key` (of an entity: the actor's).
    """

    article: Article
    record: dict[str, Any]
    items: dict[str, dict[str, dict[str, Any]]]
    carriers: tuple[Article, ...]


class Office(Answer, frozen=True, kw_only=True):
    """A time in office, as knowledge has it (`source` knowledge) or as articles give it (`source` articles, with days seen)."""

    office: str
    country: str
    start: str | None
    end: str | None
    source: str


class Companion(Answer, frozen=True, kw_only=True):
    """Somebody with whom, or toward whom, another acts: how often, and when last."""

    who: Who
    events: int
    last: str | None


class ActorPage(Answer, frozen=True, kw_only=True):
    """An actor: a person, state, bloc, body, group, outlet, or a place."""

    who: Who
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    did: tuple[Event, ...]
    received: tuple[Event, ...]
    said: tuple[Statement, ...]
    companions: tuple[Companion, ...]
    last_seen: Event | None
    """The last happening that took place in person at a known place."""
    ahead: tuple[Event, ...]
    events: int
    statements: int


class Period(Answer, frozen=True, kw_only=True):
    """What happened between two in one week or month; `total` and `mean` are of Goldstein values, `mean` None without events."""

    first: str
    last: str
    events: int
    types: dict[str, int]
    quads: dict[str, int]
    total: float
    mean: float | None
    changed: bool = False
    """The level of the series shifts here (`merging.changes`)."""


class Accusation(Answer, frozen=True, kw_only=True):
    """An accusation that nothing was conceded to since; `rejected` are denials of it."""

    event: Event
    accuser: Who
    accused: Who
    rejected: tuple[str, ...]


class PairPage(Answer, frozen=True, kw_only=True):
    """The relation of two: its series, visits each way, last meeting, open accusations, what is planned, latest events."""

    one: Who
    other: Who
    step: str
    series: tuple[Period, ...]
    visits_there: tuple[Event, ...]
    """Paid by the one to the other."""
    visits_back: tuple[Event, ...]
    last_meeting: Event | None
    accusations: tuple[Accusation, ...]
    ahead: tuple[Event, ...]
    events: tuple[Event, ...]
    total: int


class Page(Answer, Generic[T], frozen=True, kw_only=True):
    """Some answers of a list, where the next ones begin (a cursor to pass on; None at the end), and how many there are."""

    items: tuple[T, ...]
    next: str | None
    total: int


class Hit(Answer, frozen=True, kw_only=True):
    """An article found by words, with the quotes that hold them (marks of kind hit)."""

    article: Article
    rank: float
    quotes: tuple[Quote, ...]


class SearchPage(Answer, frozen=True, kw_only=True):
    """What words find: happenings and statements whose own words hold them, articles, actors of that name, and other spellings."""

    words: str
    actors: tuple[Who, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    articles: tuple[Hit, ...]
    suggestions: tuple[str, ...]
    next: str | None
    total: int


class Node(Answer, frozen=True, kw_only=True):
    """An actor in a network, with the number of happenings it has in the chosen ones."""

    who: Who
    events: int


class Edge(Answer, frozen=True, kw_only=True):
    """Two actors of a network: how many happenings join them, mean Goldstein value, first and last day, up to 20 event ids."""

    one: str
    other: str
    events: int
    mean: float
    first: str | None
    last: str | None
    ids: tuple[str, ...]


class Network(Answer, frozen=True, kw_only=True):
    """Who meets, or acts toward, whom in the chosen happenings. `left_out` counts actors beyond the limit.

    Drawn from the latest `events` of the `total` that were chosen.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    events: int = 0
    total: int = 0


class Spot(Answer, frozen=True, kw_only=True):
    """A place on the map: decimal degrees from knowledge, and the happenings there; never invented."""

    place: Who
    lat: float
    lon: float
    events: int
    ids: tuple[str, ...]


class Map(Answer, frozen=True, kw_only=True):
    """Where the chosen happenings took place; `unplaced` counts those whose place is unknown or has no coordinates."""

    spots: tuple[Spot, ...]
    unplaced: int


class Day(Answer, frozen=True, kw_only=True):
    """One day of a timeline and its happenings, those first that most sources tell; `total` counts all that the day holds."""

    day: str
    events: tuple[Event, ...]
    total: int = 0


class DayCount(Answer, frozen=True, kw_only=True):
    """How much happened on a day, by quad class."""

    day: str
    events: int
    quads: dict[str, int]


class Collection(Answer, frozen=True, kw_only=True):
    """What a database holds, and between which days; `unmerged` articles aren't brought together with the others yet."""

    articles: int
    texts: int
    independent: int
    events: int
    reports: int
    statements: int
    judgements: int
    unmerged: int = 0
    first: str | None
    last: str | None
    outlets: tuple[tuple[str, int], ...]


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which happenings, or statements, are asked for; every field narrows, and the values of one field are alternatives.

    Actors, counterparts, places, voices are keys, ISO codes, or names in Arabic or English («لافروف», IRN, Lavrov); a state stands for all
    who act for it. `since` and `until` are EDTF (2025, 2025-04, 2025-04-12). `role` says as what `actor` takes part. `office` is an
    office's id (foreign_minister), of `actor`'s state if one is given. `stance`: asserted, denied, both. `outcome`: a `merging.Outcome`
    as of `today` (an ISO day; default: the last day of the collection). `words` as typed into a search. For statements `actor` is the speaker, `voice`
    who passed it on, `counterpart` the addressee, and `words` stand in the content.
    """

    actor: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    role: str | None = None
    office: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    outlet: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    stance: str | None = None
    sources: int = 0
    """At least so many independent sources."""
    announced: int = 0
    """At least so many reports that tell it as planned, or called off, whatever became of it."""
    words: str = ""
    order: str = "-day"
    """day, -day, sources (most first), published (latest first)."""
    today: str | None = None
