"""Articles into a store: acknowledged when safe, passed over when there, set aside when they can't be kept."""

import pytest

from musnad import Document, StoreError, code
from musnad.engines import ingest, ingest_records
from musnad.store import counts, digest, records
from tests.store.articles import VISIT

DOCUMENTS = [Document(f"d{n}", f"{VISIT} الخبر {n}.", outlet="وكالة", published="2025-04-18") for n in range(150)]


def test_every_article_is_acknowledged_once_and_kept(store):
    batches = list(ingest(store, DOCUMENTS, jobs=2))
    assert sorted(i for b in batches for i in b.ids) == sorted(d.id for d in DOCUMENTS)
    assert sum(b.new for b in batches) == counts(store).articles == len(DOCUMENTS)
    assert {r.to_json() for r in records(store)} == {code(d).to_json() for d in DOCUMENTS}


def test_what_is_there_is_acknowledged_without_being_coded_again(store, monkeypatch):
    list(ingest(store, DOCUMENTS[:100], jobs=1))
    before, coded = digest(store), []
    monkeypatch.setattr("musnad.engines.processes.code", lambda d, t: coded.append(d.id) or code(d, t))
    batches = list(ingest(store, DOCUMENTS[:101], jobs=1))
    assert coded == ["d100"]
    assert sorted(i for b in batches for i in b.ids) == sorted(d.id for d in DOCUMENTS[:101])
    assert next(ingest(store, DOCUMENTS[:100], jobs=1)).new == 0
    assert digest(store) != before and counts(store).articles == 101


def test_a_batch_is_safe_before_it_is_acknowledged(store):
    running = ingest(store, DOCUMENTS, jobs=1)
    first = next(running)
    running.close()
    assert {r.document.id for r in records(store)} == set(first.ids)


def test_records_give_what_their_articles_give(store, other):
    list(ingest(store, DOCUMENTS[:5], jobs=1))
    list(ingest_records(other, [code(d) for d in DOCUMENTS[:5]]))
    assert digest(store) == digest(other)


def test_what_cannot_be_kept_is_set_aside_and_the_rest_goes_on(store):
    bad = Document("bad", "قال \0 الوزير.")
    failures = []
    list(ingest(store, [DOCUMENTS[0], bad, DOCUMENTS[1]], 1, on_failure=failures.append))
    list(ingest_records(store, [code(bad), code(DOCUMENTS[2])], failures.append))
    assert [f.document.id for f in failures] == ["bad", "bad"] and "zero character" in failures[0].reason
    assert counts(store).articles == 3
    with pytest.raises(StoreError, match="zero character"):
        list(ingest(store, [bad], 1))
