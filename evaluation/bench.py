"""`make bench`: articles and words a second, by stage, on one and two processes, and peak memory.

These machines are noisy: read ratios of one run, not seconds of two. The whole pipeline is also held against the bare pass of the
network over the same windows: what reading, lexicons and coding cost beside it.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any

from musnad.coding import make_record
from musnad.engines import code_many
from musnad.pipeline import TAGGER, TAGGERS, code, coder
from musnad.record import Document
from musnad.sources import read_documents
from musnad.tagger.learned.network import network
from musnad.tagger.learned.tag import decide, hear
from musnad.tagger.lexicon.tag import analyse


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How fast articles are coded.")
    parser.add_argument("corpus", nargs="+", help="files or folders of articles")
    parser.add_argument("--limit", type=int, default=400, help="articles to time (default 400)")
    parser.add_argument("--tagger", choices=list(TAGGERS), default=TAGGER)
    options = parser.parse_args()
    started = time.perf_counter()
    documents = list(islice(read_documents(options.corpus, on_reject=lambda r: None), options.limit))
    reading = time.perf_counter() - started
    words = sum(len(d.text.split()) for d in documents)
    print(f"{len(documents)} articles, {words} words, {options.tagger} tagger\n")
    code(documents[0], options.tagger)  # tables and weights are read once, before the clock starts
    print(f"{'stage':<26}{'seconds':>9}{'articles/s':>12}{'words/s':>11}{'share':>8}")

    def row(name: str, seconds: float, whole: float) -> None:
        a_second = f"{len(documents) / seconds:>12.1f}{words / seconds:>11.0f}" if seconds else f"{'—':>12}{'—':>11}"
        print(f"{name:<26}{seconds:>9.2f}{a_second}{seconds / whole:>8.0%}")

    stages, tagged = _tagging(documents, options.tagger)
    records, coding = _timed(lambda: [make_record(d, t, coder(options.tagger)) for d, t in zip(documents, tagged, strict=True)])
    _, writing = _timed(lambda: [r.to_json() for r in records])
    stages = {"read": reading} | stages | {"code": coding, "write": writing}
    whole = sum(stages.values())
    for name, seconds in stages.items():
        row(name, seconds, whole)
    row("one process, in all", whole, whole)
    _, alone = _timed(lambda: list(code_many(documents, 1, options.tagger)))
    _, two = _timed(lambda: list(code_many(documents, 2, options.tagger)))
    row("two processes", two, alone)
    print(f"\ntwo processes are {alone / two:.2f} times as fast as one")
    if "network" in stages:
        print(f"the whole takes {whole / stages['network']:.2f} times the network's bare pass over the same windows")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:  # this one holds every stage's results at once
        print(f"peak memory of one process: {fresh.submit(_peak, documents, options.tagger).result():.0f} MiB")


def _peak(documents: list[Document], tagger: str) -> float:
    """MiB that this process held at most when it coded the articles one by one."""
    for document in documents:
        code(document, tagger)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tagging(documents: Sequence[Document], tagger: str) -> tuple[dict[str, float], Sequence[Any]]:
    """Seconds of the parts of tagging, and what was tagged."""
    if tagger != "learned":
        tagged, seconds = _timed(lambda: [TAGGERS[tagger](d) for d in documents])
        return {"tag": seconds}, tagged
    net = network()
    _, lexicons = _timed(lambda: [analyse(d) for d in documents])
    pages, hearing = _timed(lambda: [hear(d) for d in documents])
    _, bare = _timed(lambda: [net.hear(p.reading) for p in pages])
    tagged, deciding = _timed(lambda: [decide(d, p, net.settings) for d, p in zip(documents, pages, strict=True)])
    layout = max(0.0, hearing - lexicons - bare)
    return {"lexicons": lexicons, "words to pieces": layout, "network": bare, "decide": deciding}, tagged


def _timed(work: Callable[[], Sequence[Any]]) -> tuple[Sequence[Any], float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


if __name__ == "__main__":
    main()
