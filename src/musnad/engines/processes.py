"""The pipeline on several processes; records come back as JSON lines, in the order of the documents."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from musnad.errors import MusnadError
from musnad.pipeline import TAGGER, code
from musnad.record import Document

_BATCH = 16
"""Documents handed over at once: large enough that handing over costs under 1 % of coding, small enough for a smooth bar."""
_WAITING = 3
"""Batches under way for each process; this bounds memory whatever the size of the input."""


_UNGUARDED = 86
"""The exit status of a process that ran its parent's script and was to start processes itself."""


class Coded(NamedTuple):
    """A document's record as one line of JSON (without the line's end)."""

    id: str
    line: bytes


class Failure(NamedTuple):
    """A document whose coding failed; the fault is ours, and the document is kept for the report."""

    document: Document
    reason: str


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code_many(documents: Iterable[Document], jobs: int | None = None, tagger: str = TAGGER) -> Iterator[Coded | Failure]:
    """Code documents on `jobs` processes (default: all cores), in order, with the tagger of that name (see `pipeline.TAGGERS`).

    A collection of no more than one batch is coded in this process. Raises `MusnadError` where a worker process is
    killed from outside (out of memory, mostly), and where a script calls this outside `if __name__ == "__main__":`; what came before
    stands.
    """
    jobs = jobs or cores()
    remaining = iter(documents)
    first = list(islice(remaining, _BATCH + 1))
    if jobs == 1 or len(first) <= _BATCH:
        for document in first:
            yield _code(document, tagger)
        for document in remaining:
            yield _code(document, tagger)
        return
    yield from _spread(first, remaining, jobs, tagger)


class Workers:
    """The processes that work for this one, kept so that their end can be told from another."""

    def __init__(self) -> None:
        self._there: set[BaseProcess] = set()

    def noted(self) -> None:
        """Keep those that run now."""
        self._there.update(multiprocessing.active_children())

    def end(self, advice: str) -> str:
        """Why a process ended before its work was done, and what to do: `advice` where it was killed from outside."""
        if any(worker.exitcode == _UNGUARDED for worker in self._there):
            return (
                "each process that is started runs the calling script anew, and the script starts processes again; "
                'put its work under `if __name__ == "__main__":`, or use one process (jobs=1)'
            )
        return f"a worker process was killed, probably for lack of memory; {advice}"


def forbid_in_preparation() -> None:
    """End this process if it is one that is being started and runs the script of its parent, which can't start others yet."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        os._exit(_UNGUARDED)  # a fork server drops the status of SystemExit


def _spread(first: list[Document], remaining: Iterator[Document], jobs: int, tagger: str) -> Iterator[Coded | Failure]:
    forbid_in_preparation()
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["musnad.engines.warm"])
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=quiet) as pool:
        under_way: deque[Future[list[Coded | Failure]]] = deque([pool.submit(_code_batch, first, tagger)])
        workers = Workers()
        try:
            while under_way:
                while len(under_way) < jobs * _WAITING and (batch := list(islice(remaining, _BATCH))):
                    under_way.append(pool.submit(_code_batch, batch, tagger))
                workers.noted()
                yield from under_way.popleft().result()
        except BrokenProcessPool:
            raise MusnadError(workers.end("go on with --resume and fewer --jobs")) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def quiet() -> None:
    """Workers leave Ctrl-C to the main process, and end when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _code_batch(batch: list[Document], tagger: str) -> list[Coded | Failure]:
    return [_code(document, tagger) for document in batch]


def _code(document: Document, tagger: str) -> Coded | Failure:
    try:
        return Coded(document.id, code(document, tagger).to_json())
    except Exception as fault:
        return Failure(document, f"coding failed ({type(fault).__name__}: {fault}); please report this article to us")
