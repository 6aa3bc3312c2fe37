"""Which reports tell one happening. Adding reports one by one, in any order and in any pieces, gives what one call gives.

>>> from musnad.merging.coreference import NOTHING, add
>>> add(NOTHING, []).groups
{}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from musnad.merging.blocks import blocks
from musnad.merging.clusters import Tie, cluster, parts
from musnad.merging.likeness import Likeness, Profile, likeness
from musnad.merging.reports import Report


class Merge(NamedTuple):
    """Two reports that were brought together, and why."""

    one: int
    other: int
    why: Likeness


class Merging(NamedTuple):
    """Reports and their groups. A value: `add` and `without` make another one.

    `groups` leads from a group's id, which is the id of its earliest report, to its reports, the earliest first; `merges`
    from a group's id to the merges that made it.
    """

    reports: Mapping[int, Report]
    groups: Mapping[int, tuple[int, ...]]
    merges: Mapping[int, tuple[Merge, ...]]
    group_of: Mapping[int, int]
    near: Mapping[int, Mapping[int, Likeness]]
    filed: Mapping[str, frozenset[int]]


NOTHING = Merging({}, {}, {}, {}, {}, {})


def add(merging: Merging, reports: Iterable[Report]) -> Merging:
    """The merging with some reports more; one that was there under the same id is replaced.

    Only the connected parts that the new reports touch are worked out again.
    """
    new = {report.id: report for report in reports}
    merging = without(merging, [one for one, report in new.items() if merging.reports.get(one, report) != report])
    new = {one: report for one, report in new.items() if one not in merging.reports}
    near = {one: dict(ties) for one, ties in merging.near.items()}
    known = {**merging.reports, **new}
    profiles = {one: Profile(report) for one, report in new.items()}
    fresh: dict[str, set[int]] = defaultdict(set)
    for one in sorted(new):
        names = blocks(profiles[one])
        for other in {n for name in names for held in (merging.filed.get(name, ()), fresh.get(name, ())) for n in held}:
            if other not in profiles:
                profiles[other] = Profile(known[other])
            found = likeness(profiles[one], profiles[other])
            if found.tied:
                near.setdefault(one, {})[other] = near.setdefault(other, {})[one] = found
        for name in names:
            fresh[name].add(one)
    filed = {**merging.filed, **{name: merging.filed.get(name, frozenset()) | held for name, held in fresh.items()}}
    return _settled(merging._replace(reports=known, near=near, filed=filed), new)


def without(merging: Merging, ids: Iterable[int]) -> Merging:
    """The merging as if these reports had never come; ids that are not there change nothing."""
    gone = {one for one in ids if one in merging.reports}
    if not gone:
        return merging
    touched = {n for one in gone for n in merging.groups[merging.group_of[one]]} | {
        n for one in gone for n in merging.near.get(one, ())
    }
    near = {one: {n: why for n, why in ties.items() if n not in gone} for one, ties in merging.near.items() if one not in gone}
    named = {name for one in gone for name in blocks(Profile(merging.reports[one]))}
    filed = {name: held - gone if name in named else held for name, held in merging.filed.items()}
    kept = {one: report for one, report in merging.reports.items() if one not in gone}
    left = Merging(
        kept, merging.groups, merging.merges, merging.group_of,
        {one: ties for one, ties in near.items() if ties}, {name: held for name, held in filed.items() if held},
    )  # fmt: skip
    return _settled(left, touched - gone, gone)


def _settled(merging: Merging, touched: Iterable[int], gone: Iterable[int] = ()) -> Merging:
    """The merging with the groups of all parts that hold `touched` members worked out again."""
    reports, near = merging.reports, merging.near
    groups, merges, group_of = dict(merging.groups), dict(merging.merges), dict(merging.group_of)
    anew = parts(touched, near)
    for one in {*gone, *(n for part in anew for n in part)}:
        name = group_of.pop(one, None)
        if name is not None:
            groups.pop(name, None)
            merges.pop(name, None)
    for part in anew:
        for group, made in grouped(part, reports, near):
            groups[group[0]], merges[group[0]] = group, made
            group_of.update((one, group[0]) for one in group)
    return merging._replace(groups=groups, merges=merges, group_of=group_of)


def grouped(
    part: frozenset[int], reports: Mapping[int, Report], near: Mapping[int, Mapping[int, Likeness]]
) -> list[tuple[tuple[int, ...], tuple[Merge, ...]]]:
    """The groups of one connected part of the ties, each with the merges that made it; `near` leads from both ends of each tie."""
    profiles = {one: Profile(reports[one]) for one in part}
    known: dict[tuple[int, int], float | None] = {}

    def score(one: int, other: int) -> float | None:
        pair = (min(one, other), max(one, other))
        if pair not in known:
            found = near.get(one, {}).get(other) or likeness(profiles[one], profiles[other])
            known[pair] = None if found.bar else found.score
        return known[pair]

    order = {one: reports[one].order for one in part}
    pairs = [Tie(one, other, why.score) for one in part for other, why in near.get(one, {}).items() if order[one] < order[other]]
    groups, made = cluster(order, pairs, score)
    home = {one: group[0] for group in groups for one in group}
    merges: dict[int, list[Merge]] = defaultdict(list)
    for tie in made:
        merges[home[tie.one]].append(Merge(tie.one, tie.other, near[tie.one][tie.other]))
    return [(group, tuple(merges[group[0]])) for group in groups]
