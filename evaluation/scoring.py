"""Records against gold: the measures of `docs/coding.md`, each as precision, recall and F1 over all articles.

An event is *found* where a predicted one of the same type shares evidence, *coded* where the states of both sides agree
too (both together for mutual types), *named* where the very persons, bodies and states do. A statement is found where half its words overlap, *attributed* where speaker and
chain agree. Of the events found, the share whose mode, status, time, place and claims agree.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from musnad.language.folding import folded
from musnad.record import MUTUAL

Record = dict[str, Any]
_SIDES = ("actors", "recipients")
PER_EVENT = ("mode", "status", "when", "place", "claims")


def score(pairs: Iterable[tuple[Record, Record]]) -> dict[str, float]:
    """Measures by name for pairs of (gold, predicted) records; the share of agreement is 0 where nothing was found."""
    c: Counter[str] = Counter()
    for gold, predicted in pairs:
        pair = Pair(gold, predicted)
        for kind in ("events", "statements", "times"):
            c[f"gold {kind}"] += len(gold[kind])
            c[f"our {kind}"] += len(predicted[kind])
        c["times"] += sum(pair.same_time(t) for t in gold["times"])
        for g, p in pair.events():
            c["events found"] += 1
            c["events coded"] += pair.coded(g, p)
            c["events named"] += pair.named(g, p)
            for measure in PER_EVENT:
                c[measure] += pair.agrees(measure, g, p)
        for g, p in pair.statements():
            c["statements found"] += 1
            c["statements attributed"] += pair.attributed(g, p)
    out = {name: _f1(c[name], c[f"our {kind}"], c[f"gold {kind}"]) for name, kind in _F1.items()}
    return out | {name: c[name] / max(c["events found"], 1) for name in PER_EVENT}


_F1 = {
    "events found": "events", "events coded": "events", "events named": "events", "statements found": "statements",
    "statements attributed": "statements", "times": "times",
}  # fmt: skip


def _f1(right: int, ours: int, gold: int) -> float:
    return 2 * right / (ours + gold) if ours + gold else 0.0


class Pair:
    """One article: its gold record, the predicted one, and which predicted entity is which gold one."""

    def __init__(self, gold: Record, predicted: Record) -> None:
        self.gold, self.predicted = gold, predicted
        self.gold_entities = {e["id"]: e for e in gold["entities"]}
        self.entities = {e["id"]: e for e in predicted["entities"]}
        self.tie: dict[str, str] = {}
        for e in predicted["entities"]:
            best = max(((_likeness(g, e), _alike(g, e), g["id"]) for g in gold["entities"]), default=(0.0, 0, ""))
            if best[0] >= 0.5:
                self.tie[e["id"]] = best[-1]

    def events(self) -> list[tuple[Record, Record]]:
        """Gold events with the predicted ones that tell them, the likest first, each used once."""
        found = []
        for gi, g in enumerate(self.gold["events"]):
            for pi, p in enumerate(self.predicted["events"]):
                if g["type"] == p["type"] and any(_overlap(a, b) for a in g["evidence"] for b in p["evidence"]):
                    ours, theirs = self._sides(p), self._gold_sides(g)
                    same = len((ours[0] | ours[1]) & (theirs[0] | theirs[1]))
                    found.append((-same - bool(_overlap(g["trigger"], p["trigger"])), gi, pi))
        return _one_to_one(found, self.gold["events"], self.predicted["events"])

    def statements(self) -> list[tuple[Record, Record]]:
        """Gold statements with the predicted ones that report the same words."""
        found = []
        for gi, g in enumerate(self.gold["statements"]):
            for pi, p in enumerate(self.predicted["statements"]):
                shared = _overlap(g["content"], p["content"])
                union = max(g["content"]["end"], p["content"]["end"]) - min(g["content"]["start"], p["content"]["start"])
                if shared and shared / union >= 0.5:
                    found.append((-shared / union, gi, pi))
        return _one_to_one(found, self.gold["statements"], self.predicted["statements"])

    def coded(self, g: Record, p: Record) -> bool:
        """Whether the states of both sides are the gold's."""
        (a, b), (x, y) = self._gold_sides(g), self._sides(p)
        return a | b == x | y if g["type"] in MUTUAL else (a, b) == (x, y)

    def named(self, g: Record, p: Record) -> bool:
        """Whether the parties of both sides are the gold's."""
        (a, b), (x, y) = ([set(g[s]) for s in _SIDES], [{self.tie.get(i, f"?{i}") for i in p[s]} for s in _SIDES])
        return a | b == x | y if g["type"] in MUTUAL else (a, b) == (x, y)

    def attributed(self, g: Record, p: Record) -> bool:
        """Whether speaker and chain are the gold's."""
        return [self.tie.get(i) for i in (p["speaker"], *p["chain"])] == [g["speaker"], *g["chain"]]

    def agrees(self, measure: str, g: Record, p: Record) -> bool:
        """Whether one field of a found event is the gold's."""
        if measure == "claims":
            ours = {(c["stance"], tuple(self.tie.get(i) for i in c["chain"])) for c in p["claims"]}
            return ours == {(c["stance"], tuple(c["chain"])) for c in g["claims"]}
        if measure == "place":
            return (self.tie.get(p["place"]) if p["place"] else None) == g["place"]
        if measure == "when":
            return _bare(g["when"]) == _bare(p["when"])
        return bool(g[measure] == p[measure])

    def same_time(self, time: Record) -> bool:
        """Whether a gold time was found at its place with its value."""
        return any(_overlap(time, t) and _bare(t["value"]) == _bare(time["value"]) for t in self.predicted["times"])

    def _gold_sides(self, event: Record) -> tuple[set[str], set[str]]:
        sides = [{self.gold_entities[i].get("country") or f"@{i}" for i in event[s]} for s in _SIDES]
        return sides[0], sides[1]

    def _sides(self, event: Record) -> tuple[set[str], set[str]]:
        sides = [{self.entities[i].get("country") or f"@{self.tie.get(i, '?')}" for i in event[s]} for s in _SIDES]
        return sides[0], sides[1]


def _one_to_one(found: list[tuple[float, int, int]], gold: list[Record], ours: list[Record]) -> list[tuple[Record, Record]]:
    taken_gold: set[int] = set()
    taken: set[int] = set()
    out = []
    for _, gi, pi in sorted(found):
        if gi not in taken_gold and pi not in taken:
            taken_gold.add(gi)
            taken.add(pi)
            out.append((gold[gi], ours[pi]))
    return out


def _likeness(gold: Record, ours: Record) -> float:
    if gold["kind"] == "state" or ours["kind"] == "state":
        return float(gold["kind"] == ours["kind"] and gold.get("country") == ours.get("country"))
    if "person" in {gold["kind"], ours["kind"]} and gold["kind"] != ours["kind"]:
        return 0.0
    wanted = set(folded(gold["name"]).split())
    names = [set(folded(n).split()) for n in (ours["name"], *ours.get("aliases", ()))]
    best = max((len(wanted & n) / min(len(wanted), len(n)) for n in names if n), default=0.0)
    english = difflib.SequenceMatcher(None, (gold.get("en") or "").lower(), (ours.get("en") or "-").lower()).ratio()
    return max(best if best > 0.6 else 0.0, english if english > 0.85 else 0.0)


def _alike(gold: Record, ours: Record) -> int:
    """Whether kind and id agree: decides between two gold entities that are alike by name."""
    return int(gold["kind"] == ours["kind"]) + int(gold["id"] == ours["id"])


def _overlap(a: Record, b: Record) -> int:
    return max(0, int(min(a["end"], b["end"]) - max(a["start"], b["start"])))


def _bare(value: str | None) -> str | None:
    return value.rstrip("~?%") if value else None
