"""A collection that a command asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from musnad import asking
from musnad.cli.output import say
from musnad.engines import merge_many
from musnad.store import Store, open_store


@contextmanager
def answering(db: str) -> Iterator[Store]:
    """The collection at a path or URL, open for questions, with all of its articles merged.

    A few that aren't yet are merged by the question itself; many are merged here, on all cores, and it is said. Raises `StoreError`.
    """
    with open_store(db, create=False) as store:
        waiting = asking.behind(store)
        if waiting:
            say(f"{waiting:,} articles were not brought together with the others yet; this is done once, now")
            merge_many(store)
        yield store
