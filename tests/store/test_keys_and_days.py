"""Ids and keys that stay, and days that bound an EDTF value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import Document, Entity, EntityKind
from musnad.store.days import bounds
from musnad.store.keys import article_id, document_id, entity_key, ident, moment
from musnad.store.rows import ids_of
from tests.store.articles import samples


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-03-29", "2023-03-29", "2023-03-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2026-23", "2026-09-01", "2026-11-30"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2025-02~", "2025-02-01", "2025-02-28"),
        ("2023-04/2023-05", "2023-04-01", "2023-05-31"),
        ("2022-09/..", "2022-09-01", "9999-12-31"),
        ("../2018-02-28", "0001-01-01", "2018-02-28"),
        ("1970~/1973~", "1970-01-01", "1973-12-31"),
        ("XXXX-04-08", None, None),
        ("XXXX-XX-XX/XXXX-XX-XX", None, None),
        ("2025-02-30", None, None),
        ("2025-05/2025-04", None, None),
        ("9999-24", None, None),
        ("soon", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_bounds(value, first, last):
    assert bounds(value) == (first, last)


@given(st.text(alphabet="0123456789-/.~X", max_size=24))
def test_bounds_of_anything_are_days_in_order_or_none(value):
    first, last = bounds(value)
    assert (first is None) == (last is None)
    assert first is None or (len(first) == len(last) == 10 and first <= last)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_ids_stand_for_their_parts_and_no_others(one, other):
    assert (ident(*one) == ident(*other)) == (one == other)
    assert 0 <= ident(*one) < 1 << 63


def test_items_of_all_samples_have_ids_of_their_own():
    ids = [one for r in samples() for one in ids_of(r).values()]
    assert len(set(ids)) == len(ids)


def test_an_article_is_its_outlet_and_id():
    one, other = Document("17", "نص", outlet="أ"), Document("17", "نص", outlet="ب")
    assert article_id(one) != article_id(other)
    assert article_id(one) == article_id(Document("17", "نص آخر", outlet="أ"))
    assert document_id(one) != document_id(Document("17", "نص آخر", outlet="أ"))


@pytest.mark.parametrize(
    ("entity", "key"),
    [
        (Entity("iran", EntityKind.STATE, "طهران", "Iran", "IRN", wikidata="Q794"), "IRN"),
        (Entity("x", EntityKind.PERSON, "لافروف", "Sergey Lavrov", "RUS", wikidata="Q58217"), "Q58217"),
        (Entity("x", EntityKind.PERSON, "علييف", "Ilham Aliyev", "AZE"), "person:ilham aliyev"),
        (Entity("x", EntityKind.PERSON, "أحمد الفلاني"), "person:احمد الفلاني"),
        (Entity("x", EntityKind.ANON, "مسؤول أميركي", country="USA"), "anon:مسوول اميركي"),
    ],
)
def test_an_actor_has_one_key_in_all_articles(entity, key):
    assert entity_key(entity) == key


@pytest.mark.parametrize(
    ("published", "sorted_as"),
    [
        ("2025-04-18", "2025-04-18"),
        ("2025-04-18T01:00:00+03:00", "2025-04-17T22:00:00"),
        ("2025-04-18T01:00", "2025-04-18T01:00:00"),
        ("2025-04-18T01:00:00Z", "2025-04-18T01:00:00"),
        ("0001-01-01T00:00:00+14:00", "9999"),
        ("yesterday", "9999"),
        (None, "9999"),
    ],
)
def test_moments_sort(published, sorted_as):
    assert moment(published) == sorted_as
