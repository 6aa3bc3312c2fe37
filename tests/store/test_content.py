"""The same articles give the same content: twice, in any order, in any pieces, on either database."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from musnad import StoreError
from musnad.record import Record
from musnad.store import add, counts, digest, dump, open_store, rebuild, records
from musnad.store import tables as t
from tests.store.articles import AGENCY, record, samples

ORDERS = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def recoded(one, coder):
    """The record as another version of the coder would sign it."""
    return msgspec.structs.replace(one, coder=coder)


POOL = (
    *(record(f"a{n}", AGENCY.replace("السبت", day), outlet=f"صحيفة {n}", published=date) for n, (day, date) in enumerate(
        [("السبت", "2025-04-12"), ("الأحد", "2025-04-13"), ("الاثنين", None), ("السبت", "2025-04-12T08:00:00+04:00")]
    )),
    *(record(f"b{n}") for n in range(3)),
    recoded(record("b1"), "musnad 0.1.0 learned"), recoded(record("b1"), "musnad 0.10.0 lexicon"),
    record("b2", AGENCY, published="2025-05-01"), *samples()[:4],
)  # fmt: skip
"""Copies, the same text under several ids, re-coded articles, an article that changed its text, some samples."""


@ORDERS
@given(st.permutations(range(len(POOL))), st.integers(1, 7), st.data())
def test_order_pieces_and_repetition_do_not_matter(new_place, order, size, data):
    with open_store(new_place()) as whole, open_store(new_place()) as parts:
        add(whole, POOL)
        for i in range(0, len(order), size):
            add(parts, [POOL[k] for k in order[i : i + size]])
            if data.draw(st.booleans()):
                add(parts, [POOL[k] for k in order[: i + 1]])
        assert sorted(dump(parts)) == sorted(dump(whole))
        assert digest(parts) == digest(whole)


def test_both_databases_hold_the_same(postgresql, tmp_path, new_place):
    with open_store(str(tmp_path / "a.db")) as one, open_store(new_place()) as other:
        add(one, samples())
        add(other, samples())
        assert digest(one) == digest(other)


def test_rebuilding_changes_nothing(store):
    add(store, POOL)
    before = sorted(dump(store))
    rebuild(store)
    assert sorted(dump(store)) == before


def test_records_come_back_as_they_were(store):
    add(store, samples())
    assert {r.to_json() for r in records(store)} == {r.to_json() for r in samples()}


def test_a_recoded_article_adds_a_version_and_keeps_the_old(store):
    first = record("a1")
    better, newer = recoded(first, "musnad 0.1.0 learned"), recoded(first, "musnad 0.10.0 lexicon")
    for one, current in ((better, better), (first, better), (newer, newer)):
        add(store, [one])
        assert [r.coder for r in records(store)] == [current.coder]
    assert counts(store).versions == 3 and counts(store).articles == 1


def test_two_outlets_may_use_one_id(store):
    add(store, [record("17", outlet="جريدة المرسى"), record("17", AGENCY, outlet="وكالة النورس")])
    assert counts(store).articles == 2


def test_a_batch_is_kept_whole_or_not_at_all(store):
    with pytest.raises(StoreError, match="zero character"):
        add(store, [record("a1"), record("a2", "قال \0 الوزير.")])
    assert counts(store).versions == 0


def test_long_ids_are_refused_with_clear_words(store):
    with pytest.raises(StoreError, match="shorter"):
        add(store, [record("x" * 3000)])


def test_writers_wait_for_each_other(place):
    with open_store(place) as one, open_store(place) as two, ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: add(*pair), [(one, POOL[:7]), (two, POOL[5:])]))
        with one.reading() as connection:
            assert connection.execute(select(func.count()).select_from(t.versions)).scalar() == len(POOL)


def test_every_current_row_has_its_article_and_text(store):
    add(store, POOL)
    with store.reading() as connection:

        def ids(column):
            return set(connection.execute(select(column)).scalars())

        articles = ids(t.articles.c.id)
        assert ids(t.events.c.article) | ids(t.statements.c.article) | ids(t.entities.c.article) <= articles
        assert ids(t.articles.c.text) <= ids(t.texts.c.id)
        assert ids(t.parties.c.event) == ids(t.events.c.id)
        assert ids(t.voices.c.item) <= ids(t.events.c.id) | ids(t.statements.c.id)
        assert ids(t.mentions.c.entity) <= ids(t.entities.c.id)
        current = connection.execute(select(t.versions.c.article).where(t.versions.c.current)).scalars().all()
        assert sorted(current) == sorted(articles)


@pytest.mark.parametrize("one", POOL[:3])
def test_a_stored_record_keeps_its_laws(store, one):
    add(store, [one])
    assert all(isinstance(r, Record) and r.document.text == one.document.text for r in records(store))
