"""Where a question is answered: one state of the database, and what this process remembers of it.

What is remembered (totals, names) belongs to a state of the database and is forgotten when that changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from musnad.asking.answers import Who
from musnad.store import Store
from musnad.store.questions import Connection, looking
from musnad.upkeep import merge, waiting

T = TypeVar("T")
AT_ONCE = 500
"""Articles that a question merges before it answers, a second's work; more is left to who ingests, or to the next start."""
_REMEMBERED = 2_000
"""Answers kept: totals and lists of ids, a few hundred bytes each."""
_NAMED = 50_000
"""Names kept; some 20 MB."""


@dataclass
class Memory:
    """What is remembered of one database. `who` outlives its changes: a name once found serves."""

    stamp: tuple[int, ...] = ()
    answers: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    who: dict[str, Who] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_memories: WeakKeyDictionary[Store, Memory] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True)
class Desk:
    """A question's connection, and what is remembered."""

    store: Store
    connection: Connection
    memory: Memory

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """A value that belongs to this state of the database; made if nobody asked before."""
        memory = self.memory
        with memory.lock:
            if key in memory.answers:
                memory.answers.move_to_end(key)
                found: T = memory.answers[key]
                return found
            stamp = memory.stamp
        made = make()
        with memory.lock:
            if memory.stamp == stamp:
                memory.answers[key] = made
                while len(memory.answers) > _REMEMBERED:
                    memory.answers.popitem(last=False)
        return made

    @property
    def last_day(self) -> str:
        """The last day on which an article was published; the first there is where none has a date."""
        moment = self.remembered("last moment", lambda: looking.last_moment(self.connection))
        return moment[:10] if moment else "0001-01-01"


def settle(store: Store) -> None:
    """Merge what waits, where that is a second's work. Raises `StoreError`."""
    if 0 < waiting(store) <= AT_ONCE:
        merge(store)


@contextmanager
def asked(store: Store) -> Iterator[Desk]:
    """A desk for one question. A little that is to be merged is merged first; where it is much, the answer is of what is merged.

    Raises `StoreError` where the database fails.
    """
    settle(store)
    with _lock:
        memory = _memories.get(store)
        if memory is None:
            memory = _memories[store] = Memory()
    with store.reading() as connection:
        stamp = looking.stamp(connection)
        with memory.lock:
            if memory.stamp != stamp:
                memory.stamp = stamp
                memory.answers.clear()
            if len(memory.who) > _NAMED:
                memory.who.clear()
        yield Desk(store, connection, memory)
