"""`make eval`: score the coder with either tagger, and merging, print the errors worth reading, and fail below the floors of `floors.json`.

The gold of our own samples is always scored; the larger development gold and the clusters of news beside the checkout where
these are there.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from typing import Any

from evaluation.coreference import Measured, measured, parts
from evaluation.gold import HERE, gold_records
from evaluation.scoring import Pair, score
from musnad.pipeline import TAGGER, TAGGERS, code
from musnad.record import Document

FLOORS = HERE / "floors.json"
SHARED = HERE.parents[1] / "shared" / "gold"
WORTH_READING = 12
SHARES = ("mode", "status", "when", "place", "claims")
"""Measures that are shares of the events found."""


def main() -> int:
    """Exit status 1 where a measure lies below its floor."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    golds = list(gold_records())
    failed = False
    for tagger in TAGGERS:
        pairs = [(gold, _coded(gold["document"], tagger)) for gold in golds]
        failed |= _gate(f"samples, {tagger}", _whole(score(pairs)), floors[f"samples, {tagger}"])
        if tagger == TAGGER:
            _errors(pairs)
        if (SHARED / "score").is_file():
            failed |= _gate(f"development gold, {tagger}", _whole(_shared(tagger)), floors[f"development, {tagger}"])
    if not (SHARED / "score").is_file():
        print("\nThe development gold is not beside this checkout; only the samples were scored.")
    for part, clusters in parts():
        failed |= _gate(f"merging: {part}", _merging(measured(clusters)), floors[f"merging: {part}"])
    return int(failed)


def _whole(measured: dict[str, float]) -> dict[str, float]:
    """The measures with F1 of events found whose mode, status, … is right, too: shares of what is found fall where more is found."""
    return measured | {f"found with {name}": measured["events found"] * measured[name] for name in SHARES}


def _merging(found: Measured) -> dict[str, float]:
    return {"mentions given": found.given["CoNLL"], "mentions found": found.found["CoNLL"]}


def _coded(document: dict[str, Any], tagger: str) -> dict[str, Any]:
    fields = {k: document.get(k) for k in ("id", "text", "outlet", "published", "url", "title")}
    record: dict[str, Any] = json.loads(code(Document(**fields), tagger).to_json())
    return record


def _gate(name: str, measured: dict[str, float], floors: dict[str, float]) -> bool:
    print(f"\n{name}")
    failed = False
    for measure, value in measured.items():
        floor = floors.get(measure)
        below = floor is not None and value < floor
        failed |= below
        print(
            f"  {measure:<22} {value:.3f}" + (f"   floor {floor:.3f}" if floor is not None else "") + ("   BELOW" if below else "")
        )
    return failed


def _errors(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    print("\nErrors worth reading")
    shown = 0
    for gold, ours in pairs:
        pair = Pair(gold, ours)
        found = {id(g) for g, _ in pair.events()}
        for event in gold["events"]:
            if id(event) not in found and shown < WORTH_READING:
                shown += 1
                print(f"  {gold['document']['id']}: missed {event['type']} {event['mode'] or ''} «{event['trigger']['text']}»")
        for g, p in pair.events():
            if not pair.coded(g, p) and shown < WORTH_READING:
                shown += 1
                print(f"  {gold['document']['id']}: {g['type']} «{g['trigger']['text']}»: {p['actors']} → {p['recipients']}")


def _shared(tagger: str) -> dict[str, float]:
    """The development gold's own scorer, run on our records."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for line in (SHARED / "dev.jsonl").read_text("utf-8").splitlines():
            out.write(json.dumps(_coded(json.loads(line), tagger), ensure_ascii=False) + "\n")
        out.flush()
        command = [sys.executable, str(SHARED / "score"), str(SHARED / "dev"), out.name, "--json"]
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    names = ("events found", "events coded", "statements found", "statements attributed", "times")
    return {name: result[name]["f1"] for name in names} | result["of events found"]


if __name__ == "__main__":
    sys.exit(main())
