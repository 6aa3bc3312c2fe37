"""Annotated articles as records, for the scorer of `../shared/gold`: `python -m training.gold OUT [articles|second]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from training.annotations import Annotated, load


def record(article: Annotated) -> dict[str, Any]:
    """The annotation in the record's form. An event's evidence is the sentence part around each trigger."""
    text, a = article.document.text, article.annotation

    def span(start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": text[start:end]}

    def sentence(start: int, end: int) -> dict[str, Any]:
        left = max(text.rfind(c, 0, start) for c in "\n.؟!") + 1
        right = min((i for i in (text.find(c, end) for c in "\n.؟!") if i >= 0), default=len(text))
        return span(max(left, start - 200), min(right, end + 200))

    entities = [
        {
            "id": e["id"],
            "kind": e["kind"],
            "name": text[slice(*e["name"])],
            "en": None,
            "country": e["country"],
            "office": e["office"],
        }
        for e in a["entities"]
    ]
    events = [
        {"id": f"e{n}", "type": v["type"], "mode": v.get("mode"), "actors": v["actors"], "recipients": v.get("recipients", []),
         "participants": v.get("participants", []), "place": v.get("place"), "when": v.get("when"), "status": v["status"],
         "claims": v.get("claims", []), "contexts": v.get("contexts", []), "trigger": span(*v["triggers"][0]),
         "evidence": [sentence(*t) for t in v["triggers"]]}
        for n, v in enumerate(a["events"], 1)
    ]  # fmt: skip
    statements = [
        {"id": f"s{n}", "speaker": s["speaker"], "chain": s.get("chain", []), "cue": span(*s["cue"]), "content": span(*s["content"]),
         "mode": s["mode"], "when": s.get("when"), "place": s.get("place"), "addressee": s.get("addressee")}
        for n, s in enumerate(a["statements"], 1)
    ]  # fmt: skip
    times = [span(x, y) | {"value": value} for x, y, value in a["times"]]
    d = article.document
    return {"document": {"id": d.id, "outlet": d.outlet, "published": d.published, "url": d.url, "title": d.title},
            "entities": entities, "times": times, "events": events, "statements": statements}  # fmt: skip


def main(out: Path, name: str = "articles", wanted: set[str] | None = None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for article in load(name):
        if wanted is None or article.document.id in wanted:
            (out / f"{article.document.id}.json").write_text(json.dumps(record(article), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
