"""Questions to a collection, the same for every face: what happened, who said what, who is who, how two stand to each other.

Each answer carries its evidence. Answers are the values of `answers`; a `Selection` says what is asked for.
"""

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

__all__ = [
    "Accusation", "ActorPage", "Answer", "Article", "ArticlePage", "Branch", "Claim", "Collection", "Companion", "Day", "DayCount", "Edge",
    "Event", "EventPage", "Field", "Hit", "Map", "Mark", "Merge", "Network", "Node", "Office", "Page", "PairPage", "Part", "Period", "Quote",
    "Reason", "Report", "SearchPage", "Selection", "Spot", "Statement", "StatementPage", "Step", "Utterance", "Variant", "Who",
]  # fmt: skip
