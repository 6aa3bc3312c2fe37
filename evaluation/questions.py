"""How fast questions are answered: `python -m evaluation.questions DB [--times 30] [--seed 1]`.

Every question that a page or a program puts is put some thirty times, each time with other real parameters drawn from the database
(actors, pairs, places, days, words, ids), so that nothing is answered from what was asked before but what the process remembers
anyway. Printed are the median and the 99th percentile in milliseconds, the median of the processor's time (what a machine that does nothing
else would take, the database's own process left out), and at last the peak of resident memory. The first answer to each question,
with what is read once for a process, is measured apart («first»).
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from typing import Any

import musnad
from musnad import asking
from musnad.asking import Selection
from musnad.store import Store

MEDIAN, WORST, MEMORY = 100.0, 500.0, 400.0
"""What is promised: milliseconds at the median and the 99th percentile, MiB."""
_TYPES = ("CONSULT", "ASSAULT", "ACCUSE", "SUPPORT", "SANCTION", "AGREE", "THREATEN")
WORDS = (
    "مفاوضات",
    "«البرنامج النووي»",
    "زيارة",
    "العقوبات الأميركية",
    "لافروف",
    "هدنة -غزة",
    "اتفاق",
    "الرئيس",
    "قصف",
    "لافرف",
    "الانتخابات",
)


class Draw:
    """Real parameters, drawn with a seed: the same ones for the same database."""

    def __init__(self, store: Store, seed: int) -> None:
        self._dice = random.Random(seed)
        held = asking.collection(store)
        self.outlets = [name for name, _ in held.outlets]
        top = asking.top_actors(store, limit=200)
        self.actors = [one.who.key for one in top]
        self.names = [one.who.name for one in top]
        self.days = [day.day for day in asking.timeline(store) if day.day >= "1990"]
        self.places = [spot.place.key for spot in asking.where(store).spots[:60]]
        some = asking.events(store, Selection(order="sources"), limit=200).items + asking.events(store, limit=200).items
        self.events = [event.id for event in some]
        self.statements = [one.id for one in asking.statements(store, limit=200).items]
        self.articles = [one.id for one in asking.articles(store, limit=200).items]

    def one(self, values: Any) -> Any:
        """One of some values, the first ones oftener: readers ask for the USA more than for others."""
        return values[
            min(int(self._dice.paretovariate(0.6)) - 1, len(values) - 1)
            if self._dice.random() < 0.5
            else self._dice.randrange(len(values))
        ]

    def two(self) -> tuple[str, str]:
        """Two actors."""
        one = self.one(self.actors)
        return one, next(other for other in iter(lambda: self.one(self.actors), None) if other != one)


def questions(store: Store, draw: Draw) -> dict[str, Callable[[], Any]]:
    """Every question by name; each call draws other parameters."""
    one = draw.one

    def month(day: str) -> dict[str, str]:
        return {"since": day[:7], "until": day[:7]}

    def second_page() -> Any:
        selection = Selection(actor=(one(draw.actors),))
        return asking.events(store, selection, asking.events(store, selection).next)

    return {
        "events": lambda: asking.events(store, Selection(type=(one(_TYPES),))),
        "events of an actor": lambda: asking.events(store, Selection(actor=(one(draw.actors),))),
        "events of two": lambda: asking.events(store, Selection(actor=(draw.two()[0],), counterpart=(draw.two()[1],))),
        "events, second page": second_page,
        "events of a month": lambda: asking.events(store, Selection(**month(one(draw.days)))),
        "events at a place": lambda: asking.events(store, Selection(place=(one(draw.places),), type=(one(_TYPES),))),
        "events by status": lambda: asking.events(store, Selection(status=(one(("planned", "cancelled", "ongoing", "occurred")),))),
        "events ahead": lambda: asking.events(store, Selection(outcome=("ahead", "postponed"), today=one(draw.days))),
        "events that happened": lambda: asking.events(store, Selection(outcome=("happened",), actor=(one(draw.actors),))),
        "events by words": lambda: asking.events(store, Selection(words=one(WORDS))),
        "events by voice": lambda: asking.events(store, Selection(voice=(one(draw.actors),))),
        "events by outlet": lambda: asking.events(store, Selection(outlet=(one(draw.outlets),))),
        "events of many sources": lambda: asking.events(store, Selection(sources=2, order="sources", actor=(one(draw.actors),))),
        "events, latest told": lambda: asking.events(store, Selection(order="published", type=(one(_TYPES),))),
        "event page": lambda: asking.event_page(store, one(draw.events)),
        "story": lambda: asking.story(store, one(draw.events)),
        "statements": lambda: asking.statements(store, Selection(actor=(one(draw.actors),))),
        "statements by words": lambda: asking.statements(store, Selection(words=one(WORDS))),
        "statement page": lambda: asking.statement_page(store, one(draw.statements)),
        "articles": lambda: asking.articles(store, Selection(outlet=(one(draw.outlets),))),
        "articles on an actor": lambda: asking.articles(store, Selection(actor=(one(draw.actors),))),
        "article page": lambda: asking.article_page(store, one(draw.articles)),
        "find actors": lambda: asking.find_actors(store, one(draw.names)[:5]),
        "find misspelt": lambda: asking.find_actors(store, one(draw.names)[:3] + one(draw.names)[4:]),
        "actor page": lambda: asking.actor_page(store, one(draw.actors)),
        "pair page": lambda: asking.pair_page(store, *draw.two()),
        "search": lambda: asking.search(store, one(WORDS)),
        "search two words": lambda: asking.search(store, f"{one(draw.names)} {one(WORDS)}"),
        "days": lambda: asking.days(store, Selection(until=one(draw.days))),
        "days of an actor": lambda: asking.days(store, Selection(actor=(one(draw.actors),))),
        "timeline": lambda: asking.timeline(store, Selection(type=(one(_TYPES),))),
        "timeline of an actor": lambda: asking.timeline(store, Selection(actor=(one(draw.actors),))),
        "network": lambda: asking.network(store, Selection(since=one(draw.days)[:7])),
        "network of everything": lambda: asking.network(store, Selection(sources=one((0, 1)))),
        "map": lambda: asking.where(store, Selection(since=one(draw.days)[:7])),
        "map of an actor": lambda: asking.where(store, Selection(actor=(one(draw.actors),))),
        "top actors": lambda: asking.top_actors(store, Selection(type=(one(_TYPES),))),
        "collection": lambda: asking.collection(store),
    }


def measured(store: Store, times: int, seed: int) -> Iterator[tuple[str, float, list[float], list[float]]]:
    """Each question's name, its first answer's milliseconds, those of the others, and the processor's."""
    for name, ask in questions(store, Draw(store, seed)).items():
        taken, worked = [], []
        for _ in range(times + 1):
            started, begun = time.perf_counter(), time.process_time()
            ask()
            taken.append(1000 * (time.perf_counter() - started))
            worked.append(1000 * (time.process_time() - begun))
        yield name, taken[0], taken[1:], worked[1:]


def main() -> int:
    """Print the table; 1 where something takes longer, or more memory, than is promised."""
    parser = argparse.ArgumentParser(description="How fast questions are answered.")
    parser.add_argument("db", help="a database with articles: a file, or a URL")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    everything: list[float] = []
    with musnad.open_store(options.db, create=False) as store:
        held = asking.collection(store)
        print(f"{held.articles} articles, {held.events} events, {held.statements} statements in {store.place}\n")
        print(f"{'question':<26}{'first':>9}{'median':>9}{'p99':>9}{'worked':>9}   ms")
        slow = []
        for name, first, taken, worked in measured(store, options.times, options.seed):
            middle, worst = median(taken), quantiles(taken, n=100, method="inclusive")[98]
            everything += taken
            mark = "" if middle <= MEDIAN and worst <= WORST else "   ←"
            slow += [name] if mark else []
            print(f"{name:<26}{first:>9.1f}{middle:>9.1f}{worst:>9.1f}{median(worked):>9.1f}{mark}", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{'all':<26}{'':>9}{median(everything):>9.1f}{quantiles(everything, n=100, method='inclusive')[98]:>9.1f}")
    print(f"peak of resident memory: {memory:.0f} MiB (promised: {MEMORY:.0f})")
    return 1 if slow or memory > MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
