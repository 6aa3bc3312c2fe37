"""Questions to a collection, the same for every face: what happened, who said what, who is who, how two stand to each other.

Each answer carries its evidence. Answers are the values of `answers`; a `Selection` says what is asked for.
"""

from musnad.asking.actor_pages import actor_page
from musnad.asking.actors import find_actors
from musnad.asking.answers import (
    Accusation,
    ActorPage,
    Answer,
    Article,
    ArticlePage,
    Branch,
    Claim,
    Collection,
    Companion,
    Day,
    DayCount,
    Edge,
    Event,
    EventPage,
    Field,
    Hit,
    Map,
    Mark,
    Merge,
    Network,
    Node,
    Office,
    Page,
    PairPage,
    Part,
    Period,
    Quote,
    Reason,
    Report,
    SearchPage,
    Selection,
    Spot,
    Statement,
    StatementPage,
    Step,
    Utterance,
    Variant,
    Who,
)
from musnad.asking.articles import article_page, articles, every_article
from musnad.asking.desk import settle
from musnad.asking.event_pages import event_page, story
from musnad.asking.events import events, every_event
from musnad.asking.found import search
from musnad.asking.overview import behind, collection, days, network, timeline, top_actors, warm, where
from musnad.asking.pairs import pair_page
from musnad.asking.statements import every_statement, statement_page, statements

__all__ = [
    "Accusation", "ActorPage", "Answer", "Article", "ArticlePage", "Branch", "Claim", "Collection", "Companion", "Day",
    "DayCount", "Edge", "Event", "EventPage", "Field", "Hit", "Map", "Mark", "Merge", "Network", "Node", "Office", "Page",
    "PairPage", "Part", "Period", "Quote", "Reason", "Report", "SearchPage", "Selection", "Spot", "Statement", "StatementPage",
    "Step", "Utterance", "Variant", "Who", "actor_page", "article_page", "articles", "behind", "collection", "days", "event_page", "events",
    "every_article", "every_event", "every_statement", "find_actors", "network", "pair_page", "search", "settle", "statement_page",
    "statements", "story", "timeline", "top_actors", "warm", "where",
]  # fmt: skip
