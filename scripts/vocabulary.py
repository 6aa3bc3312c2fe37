"""Count the word forms of a corpus into `src/musnad/language/vocabulary.tsv` (folded form, times seen).

usage: python scripts/vocabulary.py CORPUS.jsonl[.xz] [AT_LEAST]

Only forms and counts are kept, alphabetically: statistics, no text.
"""

import json
import lzma
import sys
from collections import Counter
from pathlib import Path

from musnad.language.tokens import tokens

TARGET = Path(__file__).parent.parent / "src/musnad/language/vocabulary.tsv"


def main() -> None:
    path, at_least = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
    seen: Counter[str] = Counter()
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            seen.update(t.form for t in tokens(json.loads(line)["text"]))
    kept = sorted((w, n) for w, n in seen.items() if n >= at_least and "\u0621" <= w[0] <= "\u064a" and len(w) > 1)
    TARGET.write_text("form\tcount\n" + "".join(f"{w}\t{n}\n" for w, n in kept), encoding="utf-8")
    print(f"{len(kept)} forms of {sum(seen.values())} words -> {TARGET}")


if __name__ == "__main__":
    main()
