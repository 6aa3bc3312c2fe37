"""Groups out of ties: what belongs together is tied, and nothing that is barred from each other shares a group.

Ties are taken from the strongest to the weakest; one joins two groups if no member of the one is barred from a member of
the other and the two groups are alike on the whole (`HOLD`). So two visits in two weeks are not chained into one by a report
that could be of either. The result depends on the members and ties alone, and each connected part of the ties can be
worked out by itself: new reports change nothing but the parts that they touch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

Order = tuple[str, int, int]
HOLD = 2.0
"""The least mean likeness of all pairs across two groups that are joined."""


class Tie(NamedTuple):
    """Two members that belong together, the earlier first, and how strongly."""

    one: int
    other: int
    score: float


def parts(touched: Iterable[int], near: Mapping[int, Collection[int]]) -> list[frozenset[int]]:
    """The connected parts of the ties that hold these members; `near` leads from each member to those tied to it."""
    found: list[frozenset[int]] = []
    seen: set[int] = set()
    for start in sorted(touched):
        if start in seen:
            continue
        part, edge = {start}, [start]
        while edge:
            fresh = [n for n in near.get(edge.pop(), ()) if n not in part]
            part.update(fresh)
            edge += fresh
        seen |= part
        found.append(frozenset(part))
    return found


def cluster(
    members: Mapping[int, Order], ties: Iterable[Tie], likeness: Callable[[int, int], float | None]
) -> tuple[list[tuple[int, ...]], list[Tie]]:
    """The groups of some members, and the ties that made them.

    `members` leads to what they are sorted by; `likeness` gives the score of any two, None where they are barred. Each
    group's members stand in order, and so do the groups by their first members.
    """
    group: dict[int, list[int]] = {one: [one] for one in members}
    made: list[Tie] = []
    for tie in sorted(ties, key=lambda t: (-t.score, members[t.one], members[t.other])):
        ours, theirs = group[tie.one], group[tie.other]
        if ours is not theirs and _fit(ours, theirs, likeness):
            ours += theirs
            for one in theirs:
                group[one] = ours
            made.append(tie)
    groups = {id(one): one for one in group.values()}.values()
    return sorted((tuple(sorted(one, key=members.__getitem__)) for one in groups), key=lambda g: members[g[0]]), made


def _fit(ours: list[int], theirs: list[int], likeness: Callable[[int, int], float | None]) -> bool:
    total = 0.0
    for one in sorted(ours):
        for other in sorted(theirs):
            score = likeness(one, other)
            if score is None:
                return False
            total += score
    return total >= HOLD * len(ours) * len(theirs)
