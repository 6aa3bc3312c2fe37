"""Merging much at once: other processes read the articles while this one compares and writes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from musnad.engines.processes import Workers, cores, forbid_in_preparation, quiet
from musnad.errors import MusnadError
from musnad.store import Store, unmerged
from musnad.upkeep import RULES, Prepared, merge, prepare

_MANY = 1_000
"""Articles from which other processes are worth their start."""
_WAITING = 2
"""Batches read, or under way, for each process."""


def merge_many(store: Store, progress: Callable[[int, int], None] = lambda done, of: None, jobs: int | None = None) -> int:
    """As `upkeep.merge`, on `jobs` processes (default: all cores) where much is to be merged.

    Raises `MusnadError` where a process is killed from outside; what was merged stands, and merging goes on when run again.
    """
    jobs = jobs or cores()
    if jobs == 1 or unmerged(store, RULES) < _MANY:
        return merge(store, progress)
    forbid_in_preparation()
    workers = Workers()
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    with ProcessPoolExecutor(jobs - 1, mp_context=context, initializer=quiet) as pool:

        def ahead(batches: list[list[int]]) -> Iterator[Iterable[Prepared]]:
            waiting: deque[Future[list[Prepared]]] = deque()
            for n in range(len(batches)):
                while len(waiting) < (jobs - 1) * _WAITING and n + len(waiting) < len(batches):
                    waiting.append(pool.submit(prepare, store.address, batches[n + len(waiting)]))
                workers.noted()
                yield waiting.popleft().result()

        try:
            return merge(store, progress, ahead)
        except BrokenProcessPool:
            raise MusnadError(workers.end("run the same command again to go on")) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
