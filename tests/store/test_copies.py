"""Agency copy in many papers is one text with many carriers, whatever order they come in."""

import random

import pytest
from sqlalchemy import select

from musnad.store import add, carriers, counts, find_article, independent
from musnad.store import tables as t
from musnad.store.copies import alike, bands, shingles
from musnad.store.grouping import regroup
from tests.store.articles import AGENCY, VISIT, record, samples

HEADED = "خاص ـ " + AGENCY + " وتأتي هذه الجولة بعد أسابيع من الرسائل المتبادلة بين الجانبين عبر سلطنة عمان."
SHORTENED = AGENCY[: AGENCY.index("ولم يصدر")].strip()
MARKED = AGENCY.replace("المحادثات", "المُحادثاتِ").replace("إيران", "ايران").replace("، ", " ، ")
OTHER = samples()[0].document.text
CARRIERS = (
    record("p1", AGENCY, "وكالة", "2025-04-12T09:00:00+04:00"), record("p2", AGENCY, "صحيفة", "2025-04-12T10:00:00+04:00"),
    record("p3", HEADED, "موقع", "2025-04-13"), record("p4", SHORTENED, "قناة", "2025-04-12T11:00:00+04:00"),
    record("p5", MARKED, "إذاعة", None), record("q1", OTHER, "جريدة", "2025-04-12"),
)  # fmt: skip


@pytest.mark.parametrize("copy", [AGENCY, HEADED, SHORTENED, MARKED])
def test_copies_are_alike_and_meet_in_a_band(copy):
    one, other = shingles(AGENCY), shingles(copy)
    assert alike(one, other) and alike(other, one)
    assert set(bands(one)) & set(bands(other))


def test_two_reports_of_one_event_are_no_copies():
    texts = [shingles(r.document.text) for r in samples()[:3]]
    assert not any(alike(a, b) for a in texts for b in texts if a is not b)


def test_a_round_up_copies_none_of_its_reports():
    assert not alike(shingles(AGENCY), shingles(" ".join([AGENCY, *(r.document.text for r in samples()[:4])])))


def test_a_short_text_is_a_copy_only_of_itself():
    assert not bands(shingles("عاجل: انتهاء الجولة الأولى من المحادثات في مسقط"))


def test_signatures_do_not_change():
    """They are stored: another version of rensa that computes others would need all bands made anew."""
    assert bands(shingles(AGENCY))[:2] == EXPECTED


EXPECTED = [8037930641761420974, 7518841689655580713]


def groups(store):
    with store.reading() as connection:
        query = select(t.articles.c.name, t.texts.c.copies).join(t.texts, t.texts.c.id == t.articles.c.text)
        return dict(connection.execute(query).all())


@pytest.mark.parametrize("seed", range(4))
def test_one_group_in_any_order_named_after_its_first_carrier(store, seed):
    order = random.Random(seed).sample(CARRIERS, len(CARRIERS))
    for one in order:
        add(store, [one])
    found = groups(store)
    with store.reading() as connection:
        first = find_article(connection, "p1")
        assert [c.name for c in carriers(connection, find_article(connection, "p3"))] == ["p1", "p2", "p4", "p3", "p5"]
        articles = {find_article(connection, name) for name in found}
        assert independent(connection, articles) == 2
    assert {found[f"p{n}"] for n in range(1, 6)} == {first}
    assert found["q1"] != first


def test_two_groups_become_one_when_what_ties_them_comes(store):
    words = [f"كلمة{n}" for n in range(160)]
    texts = [" ".join(words[a:b]) for a, b in ((0, 110), (50, 160), (20, 140))]
    assert not alike(shingles(texts[0]), shingles(texts[1]))
    add(store, [record("a", texts[0], published="2025-01-02"), record("b", texts[1], published="2025-01-01")])
    assert counts(store).copy_groups == 2
    add(store, [record("c", texts[2], published="2025-01-03")])
    assert counts(store).copy_groups == 1
    assert len(set(groups(store).values())) == 1


def test_an_article_that_changes_its_text_leaves_its_group(store):
    add(store, [record("a", AGENCY, published="2025-04-12"), record("b", HEADED, published="2025-04-13")])
    add(store, [record("a", VISIT, published="2025-04-14")])
    found = groups(store)
    with store.reading() as connection:
        assert found["b"] == find_article(connection, "b")
        assert found["a"] == find_article(connection, "a")


def test_grouping_anew_gives_the_same(store):
    add(store, CARRIERS)
    before = groups(store)
    with store.writing() as connection:
        regroup(connection)
    assert groups(store) == before
