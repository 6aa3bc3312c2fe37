"""How well reports of one happening are brought together: `python -m evaluation.coreference [--tagger learned] [--errors]`.

The gold, `gold/coreference.json`, was made by reading the 36 samples: happenings with their type and mentions (article,
start, end: the stretch of text that names the act). The samples are coded as a user's would be, so a mention that the coder
does not find stands alone; an event that the gold does not list counts, as one that stands alone, wherever it was merged
with one that it lists.

Measures: MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005, entity-based φ₄) and their mean as in
the CoNLL shared task of 2012 (Pradhan and others). Weights were set while looking at this whole gold: it has no part that
was not tuned to, and a measure of merging on unseen articles needs another.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Hashable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation.gold import ARTICLES, HERE
from musnad.merging import NOTHING, Carrier, Merging, Report, add, reports_of
from musnad.pipeline import code
from musnad.record import Document, Event, Record
from musnad.store import article_id, entity_key, ids_of
from musnad.store.days import bounds
from musnad.store.keys import moment, text_id

GOLD = HERE / "gold" / "coreference.json"
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
    """Precision and recall of the best one-to-one alignment of groups, by φ₄ = 2·|K∩R| / (|K|+|R|)."""
    likeness = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    best = _assigned(likeness)
    return best / len(response) if response else 0.0, best / len(key) if key else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def conll(key: Groups, response: Groups) -> dict[str, float]:
    """F1 of the three measures and their mean."""
    scores = {"MUC": f1(*muc(key, response)), "B3": f1(*b_cubed(key, response)), "CEAFe": f1(*ceaf_e(key, response))}
    return scores | {"CoNLL": sum(scores.values()) / 3}


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


def coded(tagger: str) -> list[Record]:
    """The records of the samples."""
    articles = [json.loads(path.read_text("utf-8")) for path in sorted(Path(ARTICLES).glob("*.json"))]
    return [code(Document(**article), tagger) for article in articles]


def reports(records: Iterable[Record]) -> dict[int, tuple[str, Event, Report]]:
    """The reports of records by id, each with its article's name and event."""
    out = {}
    for record in records:
        document = record.document
        carrier = Carrier(article_id(document), document.outlet, moment(document.published), text_id(document.text))
        found = reports_of(record, carrier, ids_of(record), entity_key, bounds)
        out.update((report.id, (document.id, event, report)) for report, event in zip(found, record.events, strict=True))
    return out


def aligned(gold: list[dict[str, Any]], found: dict[int, tuple[str, Event, Report]]) -> dict[tuple[str, str], int]:
    """Gold mentions, as (happening, article), with the events that tell them: of the type, their trigger in the stretch."""
    out: dict[tuple[str, str], int] = {}
    for happening in gold:
        for article, start, end in happening["mentions"]:
            fit = [
                (event.trigger.start, one)
                for one, (name, event, report) in found.items()
                if name == article and report.type == happening["type"] and _shared(event, start, end) and one not in out.values()
            ]
            if fit:
                out[happening["id"], article] = min(fit)[1]
    return out


def _shared(event: Event, start: int, end: int) -> int:
    return max(0, min(end, event.trigger.end) - max(start, event.trigger.start))


def compared(gold: list[dict[str, Any]], ties: dict[tuple[str, str], int], merging: Merging) -> tuple[Groups, Groups]:
    """Key and response over the gold's mentions and whatever these were merged with."""
    name = {one: mention for mention, one in ties.items()}
    mentions = {(h["id"], article) for h in gold for article, _, _ in h["mentions"]}
    key = [frozenset((h["id"], article) for article, _, _ in h["mentions"]) for h in gold]
    response: list[frozenset[Hashable]] = [
        group for ids in merging.groups.values() if (group := frozenset(name.get(one, one) for one in ids)) & mentions
    ]
    held = {one for group in response for one in group}
    response += [frozenset({one}) for one in sorted(mentions - held)]
    return [*key, *(frozenset({one}) for one in sorted(held - mentions, key=str))], response


def main() -> None:
    """Print the measures over all mentions and over those found, and with --errors what was split and what was thrown together."""
    options = argparse.ArgumentParser(description="Measures of merging over the samples.")
    options.add_argument("--tagger", default="lexicon", choices=("lexicon", "learned"))
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    gold = json.loads(GOLD.read_text("utf-8"))
    found = reports(coded(chosen.tagger))
    ties = aligned(gold, found)
    merging = add(NOTHING, [report for _, _, report in found.values()])
    print(
        f"{sum(len(h['mentions']) for h in gold)} mentions of {len(gold)} happenings; the coder ({chosen.tagger}) finds {len(ties)}"
    )
    _print("all mentions", conll(*compared(gold, ties, merging)))
    _print("mentions found", conll(*compared(_told(gold, ties), ties, merging)))
    if chosen.errors:
        _errors(ties, found, merging)


def _told(gold: list[dict[str, Any]], ties: Collection[tuple[str, str]]) -> list[dict[str, Any]]:
    """The gold without the mentions that the coder did not find: what merging alone answers for."""
    kept = [h | {"mentions": [m for m in h["mentions"] if (h["id"], m[0]) in ties]} for h in gold]
    return [h for h in kept if h["mentions"]]


def _print(title: str, scores: dict[str, float]) -> None:
    print(f"  {title:<22}" + "".join(f"{name} {value:.3f}   " for name, value in scores.items()))


def _errors(ties: dict[tuple[str, str], int], found: dict[int, tuple[str, Event, Report]], merging: Merging) -> None:
    for (a, one), (b, other) in combinations(ties.items(), 2):
        together = merging.group_of[one] == merging.group_of[other]
        if (a[0] == b[0]) != together:
            print(f"\n{'thrown together' if together else 'split'}: {a} {b}")
            for report in (found[one][2], found[other][2]):
                print("   ", report.mode, report.status, report.earliest, report.latest, report.round, report.place)
                print("    ", [(p.role, p.key) for p in report.parties])


if __name__ == "__main__":
    main()
