"""Merged statements: the same words of the same speaker, and everybody who carried them.

Two utterances are one where the speaker is the same, the words nearly so, and both were published within a few days. An
unnamed source's key names a kind of source, not a man: its words must be the very same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from musnad.merging.blocks import utterance_blocks
from musnad.merging.clusters import Tie, cluster
from musnad.merging.rarity import alike, weight
from musnad.merging.reports import UNDATED, Utterance
from musnad.merging.sources import independent
from musnad.merging.windows import day_number
from musnad.record import EntityKind

NEAR = 0.6
"""Share of the words' weight (`rarity.alike`) from which two reports of one speaker's words are one statement."""
HELD = 0.85
"""Or the share of the shorter one's weight that the longer one holds: a quotation cut short is the same statement."""
_SAME = 0.9
"""For unnamed sources."""
_FEW = 25.0
"""Weight of words below which nothing but the same words will do: «المحادثات كانت إيجابية» is said every week."""
_DAYS = 3
"""Days between publications."""


class MergedStatement(NamedTuple):
    """One thing said. `id` is its earliest utterance's; `carriers` are outlets with the chain by which each has it."""

    id: int
    speaker: str
    utterances: tuple[Utterance, ...]
    carriers: tuple[tuple[str, tuple[str, ...]], ...]
    sources: int


def merged_statements(utterances: Iterable[Utterance]) -> list[MergedStatement]:
    """The statements of some utterances in the order of their first ones, whatever order these come in."""
    known = {one.id: one for one in utterances}
    filed: dict[str, set[int]] = defaultdict(set)
    for one in known.values():
        for name in utterance_blocks(one):
            filed[name].add(one.id)
    order = {one.id: one.order for one in known.values()}
    pairs = {(a, b) for held in filed.values() for a in held for b in held if order[a] < order[b]}
    ties = [Tie(a, b, score) for a, b in sorted(pairs) if (score := likeness(known[a], known[b]))]
    return grouped(known, ties)


def grouped(known: Mapping[int, Utterance], ties: Iterable[Tie]) -> list[MergedStatement]:
    """The statements of some utterances, given by their ids, and all ties between them, the earlier first."""
    groups, _ = cluster({one.id: one.order for one in known.values()}, ties, lambda a, b: likeness(known[a], known[b]))
    return [_merged(tuple(known[one] for one in group)) for group in groups]


def likeness(one: Utterance, other: Utterance) -> float | None:
    """How near two utterances are, on the scale of `clusters.HOLD`; None where they can't be one statement."""
    if one.speaker != other.speaker or one.carrier.article == other.carrier.article:
        return None
    moments = (one.carrier.moment, other.carrier.moment)
    dated = [moment for moment in moments if moment < UNDATED]
    if len(dated) == 1 or (dated and abs(day_number(dated[0][:10]) - day_number(dated[1][:10])) > _DAYS):
        return None
    share = alike(one.words, other.words)
    short = min(weight(one.words), weight(other.words))
    held = weight(one.words & other.words) / short if short else 0.0
    strict = one.kind == EntityKind.ANON or short < _FEW
    enough = share >= _SAME if strict else share >= NEAR or held >= HELD
    return 2.0 + share if enough else None


def _merged(utterances: tuple[Utterance, ...]) -> MergedStatement:
    first = utterances[0]
    carriers = dict.fromkeys((one.carrier.outlet or "", one.chain) for one in utterances)
    return MergedStatement(first.id, first.speaker, utterances, tuple(carriers), independent(one.carrier for one in utterances))
