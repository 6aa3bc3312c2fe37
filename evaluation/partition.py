"""Measures of coreference: how near a response's grouping of mentions is to the key's.

MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005, entity-based φ₄) and their mean as in the CoNLL
shared task of 2012 (Pradhan and others). A grouping is a list of disjoint sets of mentions.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

Groups = Sequence[frozenset[Hashable]]


def muc(key: Groups, response: Groups) -> tuple[float, float]:
    """Precision and recall by links: how many of the links that hold a group together the other side has too."""

    def side(these: Groups, those: Groups) -> float:
        home = {one: n for n, group in enumerate(those) for one in group}
        links = sum(len(group) - 1 for group in these)
        kept = sum(len(group) - len({home.get(one, (one,)) for one in group}) for group in these)
        return kept / links if links else 0.0

    return side(response, key), side(key, response)


def b_cubed(key: Groups, response: Groups) -> tuple[float, float]:
    """Precision and recall by mentions: the share of a mention's group that belongs with it."""

    def side(these: Groups, those: Groups) -> float:
        home = {one: group for group in those for one in group}
        shares = [len(group & home.get(one, frozenset())) / len(group) for group in these for one in group]
        return sum(shares) / len(shares) if shares else 0.0

    return side(response, key), side(key, response)


def ceaf_e(key: Groups, response: Groups) -> tuple[float, float]:
    """Precision and recall of the best one-to-one alignment of groups, by φ₄ = 2·|K∩R| / (|K|+|R|).

    Groups that share a mention, directly or over others, are aligned by themselves: the rest can add nothing.
    """
    best = sum(_best([key[i] for i in ours], [response[j] for j in theirs]) for ours, theirs in _touching(key, response))
    return best / len(response) if response else 0.0, best / len(key) if key else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def conll(key: Groups, response: Groups) -> dict[str, float]:
    """F1 of the three measures and their mean."""
    scores = {"MUC": f1(*muc(key, response)), "B3": f1(*b_cubed(key, response)), "CEAFe": f1(*ceaf_e(key, response))}
    return scores | {"CoNLL": sum(scores.values()) / 3}


def _touching(key: Groups, response: Groups) -> list[tuple[list[int], list[int]]]:
    """The groups of both sides in parts that share no mention with each other."""
    home = {one: j for j, group in enumerate(response) for one in group}
    meets = [sorted({home[one] for one in group if one in home}) for group in key]
    back: dict[int, list[int]] = {}
    for i, others in enumerate(meets):
        for j in others:
            back.setdefault(j, []).append(i)
    out, seen = [], set[int]()
    for start in range(len(key)):
        if start in seen:
            continue
        ours, theirs, edge = {start}, set[int](), [start]
        while edge:
            for j in meets[edge.pop()]:
                theirs.add(j)
                fresh = [i for i in back[j] if i not in ours]
                ours.update(fresh)
                edge += fresh
        seen |= ours
        out.append((sorted(ours), sorted(theirs)))
    return out


def _best(key: Groups, response: Groups) -> float:
    return _assigned([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]) if response else 0.0


def _assigned(likeness: list[list[float]]) -> float:
    """The greatest sum of one-to-one pairs (Hungarian method by shortest augmenting paths, on costs 1 − likeness)."""
    n = max(len(likeness), max(map(len, likeness), default=0))
    cost = [[1 - (likeness[i][j] if i < len(likeness) and j < len(likeness[i]) else 0.0) for j in range(n)] for i in range(n)]
    rows, columns, match = [0.0] * (n + 1), [0.0] * (n + 1), [0] * (n + 1)
    for i in range(1, n + 1):
        match[0], at = i, 0
        least, way, used = [float("inf")] * (n + 1), [0] * (n + 1), [False] * (n + 1)
        while match[at]:
            used[at], row, step, to = True, match[at], float("inf"), 0
            for j in range(1, n + 1):
                if not used[j]:
                    now = cost[row - 1][j - 1] - rows[row] - columns[j]
                    if now < least[j]:
                        least[j], way[j] = now, at
                    if least[j] < step:
                        step, to = least[j], j
            for j in range(n + 1):
                if used[j]:
                    rows[match[j]] += step
                    columns[j] -= step
                else:
                    least[j] -= step
            at = to
        while at:
            match[at], at = match[way[at]], way[at]
    return sum(1 - cost[match[j] - 1][j - 1] for j in range(1, n + 1))
