"""Is a confidence a probability? Reliability of events and statements: `python -m training.calibration WEIGHTS_DIR [--on dev|held|unseen]`.

An event is right where the gold has one of its type that shares its evidence, a statement where the gold has one of mostly its words.
The expected calibration error is the mean distance, weighted by size, between confidence and share of right ones in ten bins
(Guo et al. 2017).
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from training.evaluate import PARTS, part, records
from training.thresholds import outcomes

BINS = 10


def reliability(found: Sequence[tuple[float, bool]]) -> tuple[float, list[tuple[int, float, float]]]:
    """The expected calibration error, and for each bin that holds any: how many, mean confidence, share of right ones.

    >>> reliability([(0.8, True)] * 8 + [(0.8, False)] * 2)[1]
    [(10, 0.8, 0.8)]
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for sure, right in found:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    rows = [(len(b), round(sum(s for s, _ in b) / len(b), 3), round(sum(r for _, r in b) / len(b), 3)) for b in bins if b]
    return sum(n * abs(sure - right) for n, sure, right in rows) / max(1, len(found)), rows


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    p.add_argument("--on", choices=PARTS, default="dev")
    a = p.parse_args()
    os.environ["MUSNAD_WEIGHTS"] = str(a.weights)
    with tempfile.TemporaryDirectory() as folder:
        gold, documents = part(a.on, Path(folder))
        golds = {d.id: json.loads((gold / f"{d.id}.json").read_text("utf-8")) for d in documents}
        pairs = [(golds[d.id], r) for d, r in zip(documents, records(documents, "learned"), strict=True)]
    for name, found in zip(("events", "statements"), outcomes(pairs), strict=True):
        error, rows = reliability(found)
        print(f"{name}: expected calibration error {error:.3f} over {len(found)}\n  count  confidence  right")
        for n, sure, right in rows:
            print(f"  {n:>5}  {sure:>10.2f}  {right:>5.2f}  {'█' * round(right * 30)}")


if __name__ == "__main__":
    main()
