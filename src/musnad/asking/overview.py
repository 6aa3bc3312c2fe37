"""A collection, or a selection of it, from above: how much it holds, by day, on the map, who stands beside whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from musnad.asking import cursors
from musnad.asking.answers import Collection, Companion, Day, DayCount, Edge, Map, Network, Node, Page, Selection, Spot
from musnad.asking.desk import AT_ONCE, Desk, asked
from musnad.asking.events import next_keys, total
from musnad.asking.happenings import shown
from musnad.asking.known import spot, spots
from musnad.asking.selections import Chosen, for_events
from musnad.asking.who import whos
from musnad.knowledge import scale
from musnad.store import Store
from musnad.store.questions import Choice, Key, Match, choosing, counting, looking
from musnad.upkeep import waiting

_EVERYTHING = Selection()
_IDS = 20
"""Happenings that are named for an edge or a place."""
_NAMED_SPOTS = 8
"""Places, those of most happenings, for which these are named."""
_DRAWN = 3_000
"""Happenings that a network is drawn from, the latest ones; more tell no more to the eye."""
_MET = 12
"""Parties of one happening that are joined with each other; a summit of forty would drown all else."""


def collection(store: Store) -> Collection:
    """What the database holds, and between which days."""
    with asked(store) as desk:
        held = desk.remembered("totals", lambda: looking.totals(desk.connection))
        return Collection(
            articles=held["articles"], texts=held["texts"], independent=held["independent"], events=held["happenings"],
            reports=held["members"], statements=held["sayings"], judgements=held["judgements"],
            unmerged=waiting(store),
            first=held["first"][:10] if held["first"] else None, last=held["last"][:10] if held["last"] else None,
            outlets=tuple(held["outlets"]),
        )  # fmt: skip


def behind(store: Store) -> int:
    """How many articles questions leave out, because so many wait to be merged that a question doesn't do it; mostly none."""
    there = waiting(store)
    return there if there > AT_ONCE else 0


def settled(desk: Desk, chosen: Chosen) -> Choice:
    """A choice for counting: where outcomes are wanted, the ids of those that have them."""
    if not chosen.outcomes:
        return chosen.choice

    def all_of_them() -> tuple[int, ...]:
        return tuple(key.id for key in next_keys(desk, chosen, None, 1 << 60))

    return Choice(items=desk.remembered(("settled", chosen), all_of_them))


def days(store: Store, selection: Selection = _EVERYTHING, after: str | None = None, limit: int = 14, each: int = 12) -> Page[Day]:
    """The days of a selection with their happenings, the latest first (the earliest where the order is day).

    `limit` days, and of each the `each` happenings that most sources tell; `total` counts days. A happening stands on the day it
    is counted on, and those without a day nowhere. Raises `AskingError`.
    """
    cursors.checked_limit(limit)
    with asked(store) as desk:
        chosen = for_events(desk, selection)
        choice = settled(desk, chosen)._replace(strict=True)
        held = desk.remembered(("days", choice), lambda: counting.days(desk.connection, choice))
        rising = selection.order == "day"
        held = held[::-1] if rising else held
        start = cursors.read("days", selection, after)
        if start is not None:
            held_after = [one for one in held if (one[0] > start.by[0] if rising else one[0] < start.by[0])]
        else:
            held_after = held
        now = held_after[:limit]
        foremost = {day: counting.foremost(desk.connection, choice._replace(on=day), each) for day, _ in now}
        every = {e.id: e for e in shown(desk, [one for some in foremost.values() for one in some], chosen.today)}
        items = tuple(
            Day(day=day, events=tuple(every[f"{one:016x}"] for one in foremost[day] if f"{one:016x}" in every), total=n)
            for day, n in now
        )
        more = cursors.write("days", selection, Key((now[-1][0],), 0)) if len(held_after) > limit else None
        return Page(items=items, next=more, total=len(held))


def timeline(store: Store, selection: Selection = _EVERYTHING) -> tuple[DayCount, ...]:
    """How much happened on each day of a selection, by quad class, in the order of days; days without anything are left out."""
    with asked(store) as desk:
        choice = settled(desk, for_events(desk, selection))._replace(strict=True)
        rows = desk.remembered(("by day", choice), lambda: counting.by_day(desk.connection, choice))
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for day, type, n in rows:
            found[day][scale(type).quad] += n
        return tuple(DayCount(day=day, events=quads.total(), quads=dict(sorted(quads.items()))) for day, quads in found.items())


def where(store: Store, selection: Selection = _EVERYTHING) -> Map:
    """Where the happenings of a selection took place, by the coordinates that knowledge has; the places of most first.

    The 8 places of most happenings name the latest 20 of these; those of the others are the events at that place.
    """
    with asked(store) as desk:
        choice = settled(desk, for_events(desk, selection))
        counted: Counter[tuple[str, str | None]] = Counter()
        unplaced = 0
        shared = [key for key, those in spots().items() if len(those) > 1]
        for place, country, n in desk.remembered(("by place", choice), lambda: counting.by_place(desk.connection, choice, shared)):
            if place and spot(place, country):
                counted[place, country] += n
            else:
                unplaced += n
        found = sorted(counted, key=lambda one: (-counted[one], one[0], one[1] or ""))
        ids = {
            (place, country): choosing.chosen(
                desk.connection, choice._replace(place=Match((place,)), lies_in=country, order="-day"), None, _IDS
            )
            for place, country in found[:_NAMED_SPOTS]
        }
        who = whos(desk, [place for place, _ in found])
        drawn = []
        for place, country in found:
            there = spot(place, country)
            assert there is not None
            named = tuple(f"{key.id:016x}" for key in ids.get((place, country), ()))
            drawn.append(Spot(place=who[place], lat=there.lat, lon=there.lon, events=counted[place, country], ids=named))
        return Map(spots=tuple(drawn), unplaced=unplaced)


def warm(store: Store) -> None:
    """Read ahead what the first map waits for: all known places, and where things happened. Raises `StoreError`."""
    where(store)


def top_actors(store: Store, selection: Selection = _EVERYTHING, limit: int = 50) -> tuple[Companion, ...]:
    """Who takes part in most happenings of a selection, and when last; unnamed sources are left out."""
    with asked(store) as desk:
        choice = settled(desk, for_events(desk, selection))
        rows = desk.remembered(("top", choice, limit), lambda: counting.by_actor(desk.connection, choice, limit))
        who = whos(desk, [key for key, _, _ in rows])
        return tuple(Companion(who=who[key], events=n, last=last or None) for key, n, last in rows)


def network(store: Store, selection: Selection = _EVERYTHING, limit: int = 60) -> Network:
    """Who meets, or acts toward, whom: the `limit` actors with most happenings among the latest 3 000 chosen, and what joins them.

    Unnamed sources are left out. An edge's mean is of Goldstein values, its ids are of the latest 20.
    """
    with asked(store) as desk:
        chosen = for_events(desk, selection)
        choice = settled(desk, chosen)
        rows = counting.parties(desk.connection, choice, _DRAWN)
        cast: dict[int, dict[str, None]] = {}
        about: dict[int, tuple[str, str, str | None]] = {}
        for happening, key, kind, day, type, mode in rows:
            if kind != "anon":
                cast.setdefault(happening, {})[key] = None
                about[happening] = day, type, mode
        counted = Counter(key for keys in cast.values() for key in keys)
        top = sorted(counted, key=lambda key: (-counted[key], key))[:limit]
        joined: dict[tuple[str, str], list[int]] = defaultdict(list)
        drawn = frozenset(top)
        for happening, keys in cast.items():
            for one, other in combinations(sorted(drawn.intersection(list(keys)[:_MET])), 2):
                joined[one, other].append(happening)
        who = whos(desk, top)
        edges = tuple(_edge(pair, joined[pair], about) for pair in sorted(joined, key=lambda p: (-len(joined[p]), p)))
        nodes = tuple(Node(who=who[key], events=counted[key]) for key in top)
        everything = total(desk, chosen)
        return Network(nodes=nodes, edges=edges, left_out=len(counted) - len(top), events=min(_DRAWN, everything), total=everything)


def _edge(pair: tuple[str, str], ids: list[int], about: dict[int, tuple[str, str, str | None]]) -> Edge:
    """What joins two; `ids` in the order of days."""
    values = [scale(about[one][1], about[one][2]).goldstein for one in ids]
    dated = [about[one][0] for one in ids if about[one][0]]
    return Edge(
        one=pair[0], other=pair[1], events=len(ids), mean=round(sum(values) / len(values), 3), first=dated[0] if dated else None,
        last=dated[-1] if dated else None, ids=tuple(f"{one:016x}" for one in ids[: -_IDS - 1 : -1]),
    )  # fmt: skip
