"""Score weights: `python -m training.evaluate WEIGHTS_DIR [--on dev|held|unseen] [--tagger lexicon]`; JSON with `--json`.

`dev` is the gold in `../shared/gold/dev`, which training never sees; `held` the annotated articles that training leaves
out and thresholds are chosen on, `unseen` those that nothing was fitted, chosen or written beside.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from musnad.record import Document
from training import SHARED

GOLD = SHARED / "gold"
PARTS = ("dev", "held", "unseen")


def records(documents: list[Document], tagger: str) -> list[dict[str, Any]]:
    from musnad.pipeline import code

    return [json.loads(code(d, tagger).to_json()) for d in documents]


def score(gold: Path, coded: list[dict[str, Any]], *options: str) -> str:
    """What `../shared/gold/score` prints."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for record in coded:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
        out.flush()
        command = [sys.executable, str(GOLD / "score"), str(gold), out.name, *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def dev() -> tuple[Path, list[Document]]:
    rows = [json.loads(line) for line in (GOLD / "dev.jsonl").read_text("utf-8").splitlines()]
    return GOLD / "dev", [Document(r["id"], r["text"], r["outlet"], r["published"], r["url"], r["title"]) for r in rows]


def part(name: str, folder: Path) -> tuple[Path, list[Document]]:
    """The gold and the documents of `dev`, or of a part of the annotated articles, whose gold is written into a folder."""
    from training.annotations import load, split
    from training.gold import record

    if name == "dev":
        return dev()
    articles = load("unseen") if name == "unseen" else split(load())[1]
    for article in articles:
        (folder / f"{article.document.id}.json").write_text(json.dumps(record(article), ensure_ascii=False), encoding="utf-8")
    return folder, [a.document for a in articles]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    p.add_argument("--on", choices=PARTS, default="dev")
    p.add_argument("--tagger", default="learned")
    p.add_argument("--json", action="store_true")
    a = p.parse_args()
    os.environ["MUSNAD_WEIGHTS"] = str(a.weights)
    with tempfile.TemporaryDirectory() as folder:
        gold, documents = part(a.on, Path(folder))
        print(score(gold, records(documents, a.tagger), *(["--json"] if a.json else [])), end="")


if __name__ == "__main__":
    main()
