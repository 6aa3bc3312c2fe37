"""Hand annotations, written as verbatim strings, to offsets and labels: `python -m training.annotate FOLDER [articles|second|unseen]`.

FOLDER holds `texts/<n>.json` (an article with `id, outlet, published, title, text`) and `done/<n>.json` (what a reader wrote of it, in
the form of `../shared/gold/ANNOTATING.md`, every entity with its `mentions`, and `reader`). `--check FILE…` only says what is
wrong with some of them. What is sound is added to `training/annotations/<name>.jsonl`; an article that stands there already is left.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from musnad.record import MODES, EntityKind, EventType, Role, SpeechMode, Stance, Status
from training.annotations import HERE, digest, text_of

_PART = r"(\d{4}|XXXX)(-(\d\d|XX)(-(\d\d|XX))?)?[~?%]?"
_EDTF = re.compile(rf"({_PART}|\.\.)(/({_PART}|\.\.))?")
_SPEECH_ROLES = ("speaker", "addressee", "place")
_LONGEST_GAP = 400
"""Characters between a cue and its content beyond which the reader copied the wrong words."""


class Places:
    """Where verbatim strings stand in a text; white space may be folded."""

    def __init__(self, text: str) -> None:
        self.text = text

    def all(self, words: str) -> list[tuple[int, int]]:
        pattern = r"\s+".join(map(re.escape, words.split()))
        return [m.span() for m in re.finditer(pattern, self.text)] if pattern else []

    def whole(self, words: str) -> list[tuple[int, int]]:
        """Places that end with a word and begin with one, or after a proclitic; all places where there is none such."""
        found = self.all(words)
        whole = [s for s in found if not self.text[s[1] : s[1] + 1].isalpha() and self._begins(s[0])]
        return whole or found

    def _begins(self, at: int) -> bool:
        before = re.search(r"\w*\Z", self.text[max(0, at - 8) : at])
        return before is None or before[0] in {
            "",
            "و",
            "ف",
            "ب",
            "ل",
            "ك",
            "س",
            "وب",
            "ول",
            "فل",
            "وس",
            "لل",
            "ولل",
            "ال",
            "وال",
            "بال",
            "فس",
        }

    def near(self, words: str, around: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """The place inside one of `around`, or the one closest to them."""
        found = self.whole(words)
        return min(
            found, key=lambda s: min((max(a - s[1], s[0] - b, 0) + (not a <= s[0] < b) for a, b in around), default=0), default=None
        )


def faults(article: Mapping[str, Any], a: Mapping[str, Any]) -> list[str]:
    """All that breaks the coding guide or does not stand in the text."""
    try:
        return _faults(Places(text_of(article)), a)
    except (KeyError, TypeError, AttributeError) as fault:
        return [f"a field is missing or of the wrong form: {fault!r}"]


def _faults(places: Places, a: Mapping[str, Any]) -> list[str]:
    bad: list[str] = []
    kinds = {e["id"]: e["kind"] for e in a["entities"]}
    if len(kinds) != len(a["entities"]):
        bad.append("an entity id stands twice")

    def stands(owner: str, words: str) -> None:
        if not places.all(words):
            bad.append(f"{owner}: not in the text: {words[:80]}")

    def refer(owner: str, *ids: str | None) -> None:
        bad.extend(f"{owner}: no entity {x!r}" for x in ids if x is not None and x not in kinds)

    def one_of(owner: str, value: Any, allowed: Any) -> None:
        if value not in {str(x) for x in allowed}:
            bad.append(f"{owner}: {value!r} is none of {', '.join(sorted(map(str, allowed)))}")

    def dated(owner: str, value: str | None) -> None:
        if value is not None and not _EDTF.fullmatch(value):
            bad.append(f"{owner}: not EDTF: {value}")

    for e in a["entities"]:
        one_of(e["id"], e["kind"], EntityKind)
        if e.get("country") and not re.fullmatch("[A-Z]{3}", e["country"]):
            bad.append(f"{e['id']}: country {e['country']}")
        if not (e.get("office") or "").isascii():
            bad.append(f"{e['id']}: an office is named in English: {e['office']}")
        for words in [e["name"], *e["mentions"]]:
            stands(e["id"], words)
    for t in a["times"]:
        stands("time", t["text"])
        dated(f"time {t['text']}", t["value"])
    for n, v in enumerate(a["events"], 1):
        owner = f"event {n} {v['type']}"
        one_of(owner, v["type"], EventType)
        one_of(owner, v["status"], Status)
        if v.get("mode"):
            one_of(owner, v["mode"], MODES.get(v["type"], ()))
        if not v["actors"]:
            bad.append(f"{owner}: no actor")
        refer(owner, *v["actors"], *v["recipients"], v.get("place"), *(p["entity"] for p in v.get("participants", [])))
        for p in v.get("participants", []):
            one_of(owner, p["role"], Role)
        for c in v.get("claims", []):
            one_of(owner, c["stance"], Stance)
            refer(owner, *c["chain"])
            if not c["chain"]:
                bad.append(f"{owner}: a claim of nobody")
        dated(owner, v.get("when"))
        if v.get("when") and not any(t["value"] == v["when"] for t in a["times"]):
            bad.append(f"{owner}: when {v['when']} is the value of none of the times listed")
        around = [s for words in v["evidence"] for s in places.all(words)]
        for words in v["evidence"]:
            stands(f"{owner}: evidence", words)
        for words in _triggers(v):
            if around and not any(x <= p and q <= y for p, q in places.all(words) for x, y in around):
                bad.append(f"{owner}: no trigger inside the evidence: {words}")
        if not around or not _triggers(v):
            bad.append(f"{owner}: no evidence or no trigger")
    for n, s in enumerate(a["statements"], 1):
        owner = f"statement {n}"
        refer(owner, s["speaker"], *s["chain"], s.get("addressee"), s.get("place"))
        one_of(owner, s["mode"], SpeechMode)
        stands(owner, s["content"])
        stands(f"{owner}: cue", s["cue"])
        dated(owner, s.get("when"))
        content = places.all(s["content"])
        cue = places.near(s["cue"], content)
        if cue and content and min(max(x - cue[1], cue[0] - y, 0) for x, y in content) > _LONGEST_GAP:
            bad.append(f"{owner}: the cue stands far from the words it reports: {s['cue']}")
    return bad


def _triggers(event: Mapping[str, Any]) -> list[str]:
    return list(event.get("triggers") or [event["trigger"]])


def offsets(article: Mapping[str, Any], a: Mapping[str, Any], reader: str) -> dict[str, Any]:
    """A sound annotation as offsets and labels, without a word of the text."""
    text = text_of(article)
    places = Places(text)
    times, last = [], 0
    for t in a["times"]:
        free = [s for s in places.all(t["text"]) if not any(s[0] < y and x < s[1] for x, y, _ in times)]
        found = next((s for s in free if s[0] >= last), free[0] if free else None)
        if found and t["value"]:
            times.append([*found, t["value"]])
            last = found[1]
    mentions = _mentions(places, a["entities"])
    entities = [
        {"id": e["id"], "kind": e["kind"], "country": e.get("country"), "office": e.get("office"), "name": list(places.whole(e["name"])[0]),
         "mentions": mentions[e["id"]]}
        for e in a["entities"]
    ]  # fmt: skip
    events = [
        {
            k: v[k]
            for k in ("type", "mode", "actors", "recipients", "participants", "place", "when", "status", "claims", "contexts")
            if v.get(k)
        }
        | {"actors": v["actors"], "recipients": v["recipients"], "triggers": _told(places, v)}
        for v in a["events"]
    ]
    statements = []
    for s in a["statements"]:
        content = places.all(s["content"])[0]
        cue = places.near(s["cue"], [content])
        statements.append(
            {k: s[k] for k in ("speaker", "chain", "mode", "when", "place", "addressee") if s.get(k)}
            | {"cue": list(cue or ()), "content": list(content)}
        )
    return {
        "id": article["id"],
        "sha256": digest(text),
        "reader": reader,
        "entities": entities,
        "times": sorted(times),
        "events": events,
        "statements": statements,
    }


def _mentions(places: Places, entities: Sequence[Mapping[str, Any]]) -> dict[str, list[list[int]]]:
    """Where each entity is named; of two that claim the same words, the longer phrase has them."""
    claims = sorted(
        ((s, e["id"]) for e in entities for words in {e["name"], *e["mentions"]} for s in places.whole(words)),
        key=lambda c: (c[0][0] - c[0][1], c[0], c[1]),
    )
    out: dict[str, list[list[int]]] = {e["id"]: [] for e in entities}
    taken: list[tuple[int, int]] = []
    for (x, y), owner in claims:
        if not any(x < q and p < y for p, q in taken):
            taken.append((x, y))
            out[owner].append([x, y])
    return {owner: sorted(found) for owner, found in out.items()}


def _told(places: Places, event: Mapping[str, Any]) -> list[list[int]]:
    found = set()
    for words in event["evidence"]:
        for x, y in places.all(words):
            inside = [s for t in _triggers(event) for s in places.all(t) if x <= s[0] and s[1] <= y]
            found.update(inside[:1])
    return [list(s) for s in sorted(found)]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=Path)
    p.add_argument("name", nargs="?", default="articles")
    p.add_argument("--check", nargs="+", metavar="FILE", help="say what is wrong with these, add nothing")
    a = p.parse_args()
    wrong = 0
    target = HERE / f"{a.name}.jsonl"
    rows = {(r["id"], r["reader"]): r for r in map(json.loads, target.read_text("utf-8").splitlines() if target.exists() else ())}
    for path in map(Path, a.check) if a.check else sorted((a.folder / "done").glob("*.json")):
        article = json.loads((a.folder / "texts" / path.name).read_text("utf-8"))
        try:
            annotation = json.loads(path.read_text("utf-8"))
            bad = faults(article, annotation)
        except json.JSONDecodeError as fault:
            annotation, bad = {}, [f"not JSON: {fault}"]
        wrong += bool(bad)
        for fault in bad:
            print(f"{path.name}: {fault}")
        if not bad and a.check:
            print(
                f"{path.name}: sound: "
                + ", ".join(f"{len(annotation[k])} {k}" for k in ("entities", "times", "events", "statements"))
            )
        elif not bad and not any(article["id"] == known for known, _ in rows):
            rows[article["id"], annotation["reader"]] = offsets(article, annotation, annotation["reader"])
    if not a.check:
        target.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows.values()), "utf-8")
        print(f"{target.name}: {len(rows)} articles")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
