"""What the network can say, in the order of its outputs, and what it is told.

`training/` builds the network from these lists and the run time reads its outputs by them; both take them from here.
"""

from __future__ import annotations

from musnad.record import MODES, EntityKind, EventType, Status

TYPES: tuple[str, ...] = tuple(t.value for t in EventType)
KINDS: tuple[str, ...] = tuple(k.value for k in EntityKind)
STATUSES: tuple[str, ...] = tuple(s.value for s in Status)
MODES_BY_TYPE: dict[str, tuple[str, ...]] = {t.value: tuple(sorted(MODES[t])) for t in EventType}
MODE_NAMES: tuple[str, ...] = tuple(sorted({m for modes in MODES_BY_TYPE.values() for m in modes}))
NAME_CLASSES = ("PERS", "LOC", "ORG", "MISC")
"""Classes of ANERcorp (Benajiba et al. 2007), the head for names."""


def bio(names: tuple[str, ...]) -> tuple[str, ...]:
    """`O`, then begin and inside of every name."""
    return ("O", *(f"{edge}-{name}" for name in names for edge in "BI"))


TAG_HEADS: dict[str, tuple[str, ...]] = {
    "name": bio(NAME_CLASSES),
    "entity": bio(KINDS),
    "time": bio(("time",)),
    "trigger": bio(TYPES),
    "cue": bio(("cue",)),
    "content": bio(("content",)),
}
"""One label for each word."""
SPAN_HEADS: dict[str, tuple[str, ...]] = {
    "mode": ("-", *MODE_NAMES),
    "status": STATUSES,
    "stance": ("told", "asserts", "denies"),
    "speech": ("direct", "mixed", "indirect"),
}
"""One label for each trigger (mode, status, stance) or cue (speech), read at its first word."""
LABELS_OF_SPANS = {head: {label: n for n, label in enumerate(labels)} for head, labels in SPAN_HEADS.items()}
ROLES: tuple[str, ...] = (
    "actor",
    "recipient",
    "place",
    "when",
    "mediator",
    "envoy",
    "source",
    "speaker",
    "via",
    "addressee",
    "same",
)
"""Arcs: from a trigger to a mention, time or earlier trigger (`same`), and from a cue to a mention (`speaker`, `via`, `addressee`)."""

# What the lexicon tagger found, told to the network word by word: one label from every channel; and what a word may
# tell by itself (`senses`: s strongly, w weakly).
CHANNELS: dict[str, tuple[str, ...]] = {
    "mention": ("O", *(f"{edge}-{k}" for k in KINDS for edge in "BI"), *(f"{edge}-weak" for edge in "BI"), *(f"{edge}-anaphor" for edge in "BI")),
    "trigger": bio(TYPES),
    "cue": bio(("cue", "source")),
    "content": bio(("content",)),
    "time": bio(("time",)),
    "sense": ("O", *(f"{strength}-{t}" for strength in "sw" for t in TYPES)),
}  # fmt: skip

DISTANCES = (-60, -30, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 30, 60)
"""Edges of the classes of distance in words, from the head of an arc to its target."""
LEXICON_ROLES = ("actor", "recipient", "place", "when", "mediator", "host", "envoy", "speaker", "via", "addressee")
"""Arcs that the lexicon tagger may have drawn between the same two."""
TARGETS: tuple[str, ...] = (*KINDS, "time", "trigger")
PREPOSITIONS = ("ل", "ب", "الي", "من", "في", "مع", "علي", "عن", "بين", "ضد", "لدي", "باسم", "نحو", "كل")
"""Words and proclitics before a name that tell its part in the clause, folded."""
RANKS = 4
"""How many parties before and after a head are told apart by their order; those farther are alike."""
PAIR_FEATURES: tuple[str, ...] = (
    *(f"distance {n}" for n in range(len(DISTANCES) + 1)),
    *(f"sentences {n}" for n in ("same", "before", "after", "far before", "far after")),
    *(f"lexicon {r}" for r in LEXICON_ROLES),
    *(f"target {k}" for k in TARGETS),
    *(f"target {k}" for k in ("weak", "anaphor", "known")),
    *(f"head {t}" for t in (*TYPES, "cue")),
    *(f"party {n} {side}" for side in ("before", "after") for n in range(1, RANKS + 1)),
    *(f"after {p}" for p in (*PREPOSITIONS, "no preposition")),
    "joined by and",
    "head inside the name",
    "speaker of the words around",
    "via of the words around",
    "in the words around",
    "between them another party",
    "same type",
)  # fmt: skip
"""What is known of a pair beyond its two words."""
