"""Merging what the store holds, piece by piece: each piece is one transaction, so it may be cut off anywhere and goes on.

First articles are tied: their events and statements are compared with those that share a block with them, and what is alike
is noted. Then the groups of all parts of the ties that changed are worked out anew. Both depend on the articles alone, so the
rows come out the same whatever the order, the pieces and the interruptions; two processes that merge at once take turns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import islice, repeat

from musnad.language import terms
from musnad.merging.clusters import parts
from musnad.merging.version import VERSION
from musnad.store import Connection, Store, unmerged
from musnad.store import merged as m
from musnad.upkeep.kinds import EVENTS, STATEMENTS, Kind, P, T, item
from musnad.upkeep.told import Prepared, items_in, said, told

RULES = f"merging {VERSION}, rows 1, terms {terms.VERSION}"
"""By which rules merged rows are made; rows that others made are made anew."""
Progress = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""
Ahead = Callable[[list[list[int]]], Iterable[Iterable[Prepared]]]
"""Gives for each batch of articles, in order, what they tell as far as somebody has read it."""
_BATCH = 512
"""Articles in one transaction: neighbours are read once for all of them, and another writer waits a few seconds."""


def waiting(store: Store) -> int:
    """How many articles are to be merged. Raises `StoreError`."""
    return unmerged(store, RULES)


def merge(store: Store, progress: Progress = lambda done, of: None, ahead: Ahead = lambda batches: repeat(())) -> int:
    """Bring the merged rows up to date with the articles; how many articles had to be merged.

    Nothing is done where nothing changed. `ahead` may have others read the articles of each batch in time (`told.prepare`);
    what changed since is read again. Raises `StoreError` where the database fails.
    """
    waiting = unmerged(store, RULES)
    if not waiting:
        return 0
    with store.writing() as connection:
        m.begin_merging(connection, RULES)
    done = 0
    grouped: set[bytes] = set()
    while True:
        with store.reading() as connection:
            untied, loose = m.untied(connection), m.loose(connection)
        if not untied and not loose:
            break
        batches = list(_batches(untied or loose))
        for batch, prepared in zip(batches, ahead(batches) if untied else repeat(())):  # noqa: B905 - there is enough of both
            with store.writing() as connection:
                _tie(connection, batch, prepared) if untied else _group(connection, batch, grouped)
            done += len(batch)
            progress(min(done // 2, waiting), waiting)
    progress(waiting, waiting)
    return waiting


def _tie(connection: Connection, articles: list[int], prepared: Iterable[Prepared] = ()) -> None:
    """Compare these articles' items with their neighbours, and keep what is alike."""
    heads = m.stale_heads(connection, articles)
    ready = [one for one in prepared if heads.get(one.head.article) == one.head]
    told_there = [told(data) for one in ready for data in one.told]
    said_there = [said(data) for one in ready for data in one.said]
    for article in m.stale_articles(connection, heads.keys() - {one.head.article for one in ready}):
        events, statements = items_in(article)
        told_there += events
        said_there += statements
    touched = _tie_kind(connection, EVENTS, list(heads), told_there) | _tie_kind(connection, STATEMENTS, list(heads), said_there)
    m.mark_tied(connection, heads)
    m.mark_loose(connection, touched)


def _tie_kind(connection: Connection, kind: Kind[T, P], articles: list[int], told_there: list[T]) -> set[int]:
    """Tie the items of a kind that are told in some articles; the other articles whose groups that may change."""
    found = {kept.id: (one, kept) for one in told_there for kept in [item(one)]}
    held = {one.id: one for one in m.items_of(connection, kind.name, articles)}
    gone = [one for one in held.values() if one.id not in found or found[one.id][1] != one]
    loosened = m.drop_items(connection, kind.name, {one.id: kind.blocks(kind.profile(kind.read(one.data))) for one in gone})
    new = {one: kind.profile(told) for one, (told, kept) in found.items() if held.get(one) != kept}
    blocks = {one: kind.blocks(profile) for one, profile in new.items()}
    m.keep_items(connection, kind.name, [found[one][1] for one in new], blocks, _bonds(connection, kind, new, blocks))
    return {one.article for one in m.items(connection, kind.name, loosened)}


def _bonds(connection: Connection, kind: Kind[T, P], new: dict[int, P], blocks: dict[int, frozenset[str]]) -> list[m.Bond]:
    """The bonds of new items among each other and with those that are kept."""
    filed: dict[str, list[int]] = defaultdict(list, m.filed(connection, {name for names in blocks.values() for name in names}))
    others = {one for held in filed.values() for one in held}
    profiles = new | {one.id: kind.profile(kind.read(one.data)) for one in m.items(connection, kind.name, others)}
    bonds = []
    for one, names in blocks.items():
        for other in {other for name in names for other in filed[name]}:
            alike = kind.compare(profiles[one], profiles[other])
            if alike:
                first, second = sorted((one, other), key=lambda n: kind.order(profiles[n]))
                bonds.append(m.Bond(first, second, *alike))
        for name in names:
            filed[name].append(one)
    return bonds


def _group(connection: Connection, articles: list[int], done: set[bytes]) -> None:
    """Work out the groups of all parts that hold items of these articles; other articles may be done with these.

    `done` holds the digests of the parts that this very merging has grouped: what several articles share is worked out once.
    """
    wanted = m.loose(connection, articles)
    events, statements = _group_kind(connection, EVENTS, wanted, done), _group_kind(connection, STATEMENTS, wanted, done)
    others = m.loose(connection, sorted({*events.values(), *statements.values()} - set(wanted)))
    left = {
        one.article
        for kind, grouped in ((EVENTS, events), (STATEMENTS, statements))
        for one in m.items_of(connection, kind.name, others)
        if one.id not in grouped
    }
    m.mark_merged(connection, {*wanted, *others} - left)


def _group_kind(connection: Connection, kind: Kind[T, P], articles: list[int], done: set[bytes]) -> dict[int, int]:
    """Work out the groups of a kind; all items that are in them, each with its article."""
    own = [one.id for one in m.items_of(connection, kind.name, articles)]
    ids, bonds = m.connected(connection, own)
    kept = {one.id: one for one in m.items(connection, kind.name, ids)}
    of_item: dict[int, list[m.Bond]] = defaultdict(list)
    near: dict[int, set[int]] = defaultdict(set)
    for bond in sorted(bonds):
        of_item[bond.one].append(bond)
        near[bond.one].add(bond.other)
        near[bond.other].add(bond.one)
    fresh: list[int] = []
    for part in parts(kept, near):
        digest = _digest([(kept[one], of_item[one]) for one in sorted(part)])
        if digest not in done:
            done.add(digest)
            fresh += part
    rows = kind.merged({one: kind.read(kept[one].data) for one in fresh}, [bond for one in fresh for bond in of_item[one]])
    m.replace_groups(connection, kind.name, m.groups_of(connection, kind.name, fresh).values(), rows)
    return {one.id: one.article for one in kept.values()}


def _digest(part: list[tuple[m.Item, list[m.Bond]]]) -> bytes:
    """What a part's groups follow from, in few bytes."""
    return blake2b(repr(part).encode(), digest_size=16).digest()


def _batches(articles: Iterable[int]) -> Iterable[list[int]]:
    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
