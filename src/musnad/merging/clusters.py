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
    group = {one: one for one in members}
    held = {one: [one] for one in members}
    across: dict[int, dict[int, float | None]] = {one: {} for one in members}
    made: list[Tie] = []
    for tie in sorted(ties, key=lambda t: (-t.score, members[t.one], members[t.other])):
        ours, theirs = group[tie.one], group[tie.other]
        if ours == theirs:
            continue
        if theirs not in across[ours]:
            across[ours][theirs] = across[theirs][ours] = _across(held[ours], held[theirs], likeness)
        total = across[ours][theirs]
        if total is not None and total >= HOLD * len(held[ours]) * len(held[theirs]):
            for one in held[theirs]:
                group[one] = ours
            held[ours] += held.pop(theirs)
            _join(across, ours, theirs)
            made.append(tie)
    groups = (tuple(sorted(one, key=members.__getitem__)) for one in held.values())
    return sorted(groups, key=lambda g: members[g[0]]), made


def _across(ours: list[int], theirs: list[int], likeness: Callable[[int, int], float | None]) -> float | None:
    """The likeness of all pairs across two groups together; None where one of them is barred."""
    total = 0.0
    for one in sorted(ours):
        for other in sorted(theirs):
            score = likeness(one, other)
            if score is None:
                return None
            total += score
    return total


def _join(across: dict[int, dict[int, float | None]], ours: int, theirs: int) -> None:
    """What two groups have in common with others, once they are one; where it is known of one alone it is forgotten.

    So a group of hundreds is not compared pair by pair again at each of its ties.
    """
    mine, other = across[ours], across.pop(theirs)
    for third in (mine.keys() | other.keys()) - {ours, theirs}:
        both = (mine.get(third, 0.0), other.get(third, 0.0))
        across[third].pop(theirs, None)
        if None in both:
            mine[third] = across[third][ours] = None
        elif third in mine and third in other:
            mine[third] = across[third][ours] = sum(one for one in both if one is not None)
        else:
            mine.pop(third, None)
            across[third].pop(ours, None)
    mine.pop(theirs, None)
