"""Hand-made annotations: strings copied verbatim from a sample article, turned into spans.

One file an article, `gold/annotations/<id>.json`; fields as in `docs/coding.md`. An annotation whose words do not stand in
its article is refused with the fault named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.record import MODES, EventType, Status

HERE = Path(__file__).parent
ANNOTATIONS = HERE / "gold" / "annotations"
ARTICLES = HERE.parent / "samples" / "articles"


class GoldError(Exception):
    """An annotation that does not fit its article."""


def gold_records() -> Iterator[dict[str, Any]]:
    """The annotated articles as records with offsets, in the order of their ids."""
    for path in sorted(ANNOTATIONS.glob("*.json")):
        article = json.loads((ARTICLES / path.name).read_text("utf-8"))
        yield to_record(article, json.loads(path.read_text("utf-8")))


def to_record(article: dict[str, Any], annotation: dict[str, Any]) -> dict[str, Any]:
    """An annotation with its strings as spans. Raises `GoldError`."""
    text, where = article["text"], article["id"]
    ids = {e["id"] for e in annotation["entities"]}

    def span(words: str, after: int = 0) -> dict[str, Any]:
        at = text.find(words, after)
        at = at if at >= 0 else text.find(words)
        if at < 0:
            raise GoldError(f"{where}: not in the text: «{words}»")
        return {"start": at, "end": at + len(words), "text": words}

    for event in annotation["events"]:
        parties = [*event["actors"], *event["recipients"], *(c for claim in event["claims"] for c in claim["chain"])]
        unknown = {*parties, event["place"]} - ids - {None}
        if unknown or not event["actors"]:
            raise GoldError(f"{where}: {event['trigger']}: entities {sorted(unknown)} or no actor")
        if event["mode"] and event["mode"] not in MODES[EventType(event["type"])]:
            raise GoldError(f"{where}: {event['type']} has no mode {event['mode']}")
        Status(event["status"])
    times, at = [], 0
    for time in annotation["times"]:
        found = span(time["text"], at)
        at = found["end"]
        times.append(found | {"value": time["value"]})
    events = []
    for event in annotation["events"]:
        evidence = [span(words) for words in event["evidence"]]
        events.append(event | {"evidence": evidence, "trigger": span(event["trigger"], evidence[0]["start"])})
    statements = []
    for statement in annotation["statements"]:
        if {statement["speaker"], *statement["chain"]} - ids:
            raise GoldError(f"{where}: «{statement['cue']}»: an unknown speaker or source")
        statements.append(statement | {"content": span(statement["content"])})
    return {"document": article, "entities": annotation["entities"], "times": times, "events": events, "statements": statements}
