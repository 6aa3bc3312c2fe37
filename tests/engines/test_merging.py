"""Merging on several processes gives what one gives, whatever changes under way."""

from musnad import code
from musnad.engines import merge_many
from musnad.record import Document
from musnad.store import add, digest
from musnad.upkeep import merge, prepare
from tests.store.articles import AGENCY, record, samples
from tests.store.test_content import POOL


def test_many_processes_give_what_one_gives(store, other, monkeypatch):
    monkeypatch.setattr("musnad.engines.merging._MANY", 5)
    monkeypatch.setattr("musnad.upkeep.merging._BATCH", 8)
    records = (*POOL, *samples())
    add(store, records)
    add(other, records)
    seen = []
    assert merge_many(store, lambda done, of: seen.append(done), 2) == merge(other)
    assert digest(store) == digest(other)
    assert len(seen) > 5 and seen == sorted(seen)
    assert merge_many(store) == 0


def test_what_changed_since_it_was_read_is_read_again(store, other):
    first, second = record("a1"), record("a2", AGENCY)
    later = code(Document("a1", first.document.text, outlet=first.document.outlet, published="2025-04-20"), "lexicon")
    add(store, [first, second])

    def ahead(batches):
        for batch in batches:
            read = prepare(store.address, batch)
            add(store, [later])
            yield read

    merge(store, ahead=ahead)
    add(other, [first, later, second])
    merge(other)
    assert digest(store) == digest(other)
