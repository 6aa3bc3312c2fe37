"""`make bench`: articles and words a second, by stage, on one and two processes, and peak memory.

These machines are noisy: read ratios of one run, not seconds of two.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from musnad.coding import make_record
from musnad.engines import code_many
from musnad.pipeline import CODER, code
from musnad.sources import read_documents
from musnad.tagger.lexicon import tag


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How fast articles are coded.")
    parser.add_argument("corpus", nargs="+", help="files or folders of articles")
    parser.add_argument("--limit", type=int, default=2000, help="articles to time (default 2000)")
    options = parser.parse_args()
    started = time.perf_counter()
    documents = list(islice(read_documents(options.corpus, on_reject=lambda r: None), options.limit))
    reading = time.perf_counter() - started
    words = sum(len(d.text.split()) for d in documents)
    print(f"{len(documents)} articles, {words} words\n")
    code(documents[0])  # tables are read once, before the clock starts
    print(f"{'stage':<22}{'seconds':>9}{'articles/s':>12}{'words/s':>11}{'share':>8}")

    def row(name: str, seconds: float, whole: float) -> None:
        print(f"{name:<22}{seconds:>9.2f}{len(documents) / seconds:>12.1f}{words / seconds:>11.0f}{seconds / whole:>8.0%}")

    tagged, tagging = _timed(lambda: [tag(d) for d in documents])
    records, coding = _timed(lambda: [make_record(d, t, CODER) for d, t in zip(documents, tagged, strict=True)])
    _, writing = _timed(lambda: [r.to_json() for r in records])
    whole = reading + tagging + coding + writing
    for name, seconds in (("read", reading), ("tag", tagging), ("code", coding), ("write", writing)):
        row(name, seconds, whole)
    row("one process, in all", whole, whole)
    _, alone = _timed(lambda: list(code_many(documents, 1)))
    _, two = _timed(lambda: list(code_many(documents, 2)))
    row("two processes", two, alone)
    print(f"\ntwo processes are {alone / two:.2f} times as fast as one")
    print(f"peak memory of one process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def _timed(work: Callable[[], Sequence[Any]]) -> tuple[Sequence[Any], float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


if __name__ == "__main__":
    main()
