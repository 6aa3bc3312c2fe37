"""What a tagger hands to the coding stage: spans of the text with labels, and arcs between them.

Every tagger, the one that works from lexicons and the trained one, gives this and nothing else. Indices in arcs point into
`Tagged.mentions`; offsets are code points of the document's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names an actor or place.

    `kind` is an entity kind. `key` is the knowledge id («IRN», «sergey_lavrov») where the name is known. `start:end` is the
    whole phrase with titles, `name` the naming part of it. `anaphor` tells that the phrase points back: `office` («الوزير»),
    `pair` («الجانبان»), `own` («بلاده»), `latter` («الأخير»), `counterpart` («نظيره»), `outlet` («الصحيفة»), `group` («الحركة»),
    `kingdom` («المملكة»).
    """

    start: int
    end: int
    kind: str
    name: tuple[int, int]
    key: str | None = None
    country: str | None = None
    office: str | None = None
    former: bool = False
    plural: bool = False
    dual: bool = False
    feminine: bool | None = None
    anaphor: str | None = None
    weak: bool = False
    """A bare adjective of nationality: «الإيرانية» in «المفاوضات الإيرانية الأميركية»."""
    sure: bool = True
    """False for a family name that needs the rest of the article to vouch for it."""
    candidates: tuple[str, ...] = ()
    """Other people of the same name."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie from a trigger or cue to a mention (or, for role `when`, to a time)."""

    role: str
    target: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an act, with the clause that tells it and what is known of the act."""

    start: int
    end: int
    type: str
    mode: str | None
    status: str
    evidence: tuple[int, int]
    contexts: tuple[str, ...] = ()
    arcs: tuple[Arc, ...] = ()
    stance: str = "asserts"
    anaphoric: bool = False
    background: bool = False
    """Named only to place another act («بعد زيارة…», «ردا على طرد…»): taken for granted, even inside reported words."""
    sure: bool = False
    """The status is said by a finite verb or by a word of status, not just taken as the usual one."""
    """A bare definite noun that points back to an act told before: «خلال اللقاء»."""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words with the content they report; arcs: `speaker`, `via` (in the order of passing on), `addressee`."""

    start: int
    end: int
    content: tuple[int, int]
    mode: str
    arcs: tuple[Arc, ...] = ()
    stance: str = "asserts"
    continues: bool = False
    """«وأضاف», «وتابع»: the speaker and the chain of the statement before carry on."""
    person: str = ""
    score: float = 1.0
    source: bool = False
    """A source phrase («وفقا لما نقلته وكالة…») that reports by itself; the speech it interrupts goes on after it."""
    performs: bool = False
    """Saying it is doing it: «أعلنت السعودية قطع علاقاتها»."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """All spans and arcs of one document, each list in text order."""

    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    cues: tuple[Cue, ...] = ()
    sentences: tuple[tuple[int, int], ...] = field(default=())
