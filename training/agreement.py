"""How far two readers agree on the articles that both annotated: `python -m training.agreement`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from training.annotations import load
from training.evaluate import score
from training.gold import record


def main() -> None:
    """The scorer's measures with the first reading as gold and the second against it."""
    second = {a.document.id: a for a in load("second")}
    with tempfile.TemporaryDirectory() as folder:
        for article in load():
            if article.document.id in second:
                (Path(folder) / f"{article.document.id}.json").write_text(json.dumps(record(article), ensure_ascii=False), "utf-8")
        print(f"{len(second)} articles read twice")
        print(score(Path(folder), [record(a) for a in second.values()]), end="")


if __name__ == "__main__":
    main()
