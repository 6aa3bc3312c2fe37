"""People's word: appended, never overwriting, winning in answers, kept for training."""

import pytest
from sqlalchemy import delete, select, update

from musnad import StoreError
from musnad.store import (
    Verdict,
    add,
    add_judgement,
    digest,
    export_judgements,
    find_item,
    held,
    make_judgement,
    open_store,
    rebuild,
)
from musnad.store import tables as t
from tests.store.articles import VISIT, record
from tests.store.test_content import recoded


@pytest.fixture
def filled(store):
    add(store, [record("a1"), record("a2", outlet=None)])
    return store


def judge(store, item, verdict, **said):
    with store.reading() as connection:
        found, one = find_item(connection, item)
    said = {"author": "ليلى", "time": "2025-05-01T10:00:00Z"} | said
    judgement = make_judgement(found.coded, found.version, one, Verdict(verdict), **said)
    return judgement, add_judgement(store, judgement)


def event(store, item="a1#e1"):
    with store.reading() as connection:
        _, one = find_item(connection, item)
        return connection.execute(select(t.events).where(t.events.c.id == one)).mappings().one()


def test_a_correction_wins_in_answers_and_the_record_stays(filled):
    judge(filled, "a1#e1", "corrected", field="status", value="cancelled", reason="أُجلت الزيارة")
    assert event(filled)["status"] == "cancelled" and event(filled)["judged"] == "corrected"
    with filled.reading() as connection:
        found = held(connection, event(filled)["article"])
    assert found.coded.events[0].status == "occurred"
    assert found.record.events[0].status == "cancelled"
    assert event(filled, "a2#e1")["judged"] is None


def test_the_last_word_wins_whatever_order_it_comes_in(filled, other):
    add(other, [record("a1"), record("a2", outlet=None)])
    said = [
        ("corrected", {"field": "status", "value": "planned", "time": "2025-05-01T10:00:00+03:00"}),
        ("corrected", {"field": "status", "value": "ongoing", "time": "2025-05-01T09:00:00Z"}),
        ("right", {"time": "2025-05-02"}),
    ]
    for verdict, about in said:
        judge(filled, "a1#e1", verdict, **about)
    for verdict, about in reversed(said):
        judge(other, "a1#e1", verdict, **about)
    assert event(filled)["status"] == "ongoing" and event(filled)["judged"] == "right"
    assert digest(filled) == digest(other)
    rebuild(other)
    assert digest(filled) == digest(other)


def test_of_two_judgements_in_one_second_the_later_wins(filled):
    for status in ["cancelled", "ongoing", "planned", "ongoing", "cancelled"]:
        judge(filled, "a1#e1", "corrected", field="status", value=status, time=None)
        assert event(filled)["status"] == status


def test_a_correction_at_the_full_second_comes_before_one_in_it(filled):
    judge(filled, "a1#e1", "corrected", field="status", value="cancelled", time="2025-05-01T10:00:00.25Z")
    judge(filled, "a1#e1", "corrected", field="status", value="ongoing", time="2025-05-01T13:00:00+03:00")
    assert event(filled)["status"] == "cancelled"


def test_a_corrected_party_is_found_by_its_new_key(filled):
    judge(filled, "a1#abbas_araghchi", "corrected", field="wikidata", value="Q1")
    with filled.reading() as connection:
        assert connection.execute(select(t.parties.c.event).where(t.parties.c.key == "Q1")).scalars().all() == [event(filled)["id"]]


def test_a_statement_is_judged_by_its_digits(filled):
    with filled.reading() as connection:
        _, one = find_item(connection, "a1#s1")
    judge(filled, f"{one:016x}", "wrong")
    with filled.reading() as connection:
        assert connection.execute(select(t.statements.c.judged).where(t.statements.c.id == one)).scalar() == "wrong"


def test_saying_the_same_twice_is_saying_it_once(filled):
    assert judge(filled, "a1#e1", "wrong")[1] is True
    assert judge(filled, "a1#e1", "wrong")[1] is False


def test_a_judgement_outlives_recoding(filled):
    judge(filled, "a1#e1", "wrong")
    add(filled, [recoded(record("a1"), "musnad 9.0 learned")])
    assert event(filled)["judged"] == "wrong"


@pytest.mark.parametrize("change", [update(t.judgements).values(author="غيرها"), delete(t.judgements)])
def test_the_database_itself_refuses_to_change_judgements(filled, change):
    judge(filled, "a1#e1", "wrong")
    with pytest.raises(StoreError, match="never"), filled.writing() as connection:
        connection.execute(change)


@pytest.mark.parametrize(
    ("item", "verdict", "said", "message"),
    [
        ("a1#e99", "wrong", {}, "no event"),
        ("zz#e1", "wrong", {}, "no article"),
        ("a1", "wrong", {}, "16 digits"),
        ("a1#e1", "corrected", {}, "names a field"),
        ("a1#e1", "wrong", {"field": "status", "value": "planned"}, "names a field"),
        ("a1#e1", "corrected", {"field": "evidence", "value": []}, "can't be corrected"),
        ("a1#e1", "corrected", {"field": "actors", "value": ["nobody"]}, "no entity"),
        ("a1#e1", "corrected", {"field": "status", "value": "soon"}, "status"),
        ("a1#e1", "wrong", {"author": " "}, "author"),
        ("a1#e1", "wrong", {"time": "yesterday"}, "ISO"),
    ],
)
def test_what_does_not_fit_is_refused_with_clear_words(filled, item, verdict, said, message):
    with pytest.raises(StoreError, match=message):
        judge(filled, item, verdict, **said)


def test_a_name_that_two_articles_share_must_be_made_clear(filled):
    add(filled, [record("a1", outlet="جريدة المرسى")])
    with pytest.raises(StoreError, match="say which"):
        judge(filled, "a1#e1", "wrong")


def test_the_export_is_training_data(filled):
    judge(filled, "a1#e1", "corrected", field="mode", value=None, reason="لا صيغة")
    judge(filled, "a2#s1", "wrong", time="2025-05-03")
    first, second = export_judgements(filled)
    assert first["document"]["text"] == VISIT and first["reason"] == "لا صيغة"
    assert first["coded"]["mode"] == "visit" and first["corrected"]["mode"] is None
    trigger = first["coded"]["trigger"]
    assert VISIT[trigger["start"] : trigger["end"]] == trigger["text"]
    assert second["verdict"] == "wrong" and second["corrected"] is None and second["kind"] == "statement"


def test_judgements_are_there_when_the_store_is_opened_again(filled, place):
    judge(filled, "a1#e1", "wrong")
    with open_store(place, create=False) as again:
        assert event(again)["judged"] == "wrong"
