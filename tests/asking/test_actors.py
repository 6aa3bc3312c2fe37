"""Names, codes, keys, offices and misspellings lead to who is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import asking
from musnad.asking import Selection
from musnad.asking.actors import office_holders
from musnad.asking.known import key_of, known, named
from musnad.asking.quotes import quote
from musnad.errors import NotFound
from musnad.knowledge import bodies, people, states
from musnad.record import Entity, EntityKind
from musnad.store import entity_key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("لافروف", "Q58217"), ("سيرغي لافروف", "Q58217"), ("سيرغي لافرف", "Q58217"), ("لافرف", "Q58217"), ("ولافروف", "Q58217"),
        ("Lavrov", "Q58217"), ("sergey lavrov", "Q58217"), ("Q58217", "Q58217"), ("وزير الخارجية الروسي", "Q58217"),
        ("لوزير الخارجية الروسي", "Q58217"), ("Russian foreign minister", "Q58217"), ("foreign minister of Russia", "Q58217"),
        ("إيران", "IRN"), ("ايران", "IRN"), ("لإيران", "IRN"), ("irn", "IRN"), ("IR", "IRN"), ("Iran", "IRN"), ("Q794", "IRN"), ("طهران", "IRN"),
        ("عُمان", "OMN"), ("الأمم المتحدة", "Q1065"), ("رويترز", "outlet:reuters"),
    ],
)  # fmt: skip
def test_who_is_meant(collection, words, key):
    assert asking.find_actors(collection, words)[0].key == key
    assert asking.actor_page(collection, words).who.key == key


def test_names_are_knowledges_in_both_languages(collection):
    (who,) = asking.find_actors(collection, "وزير الخارجية الإيراني", limit=1)
    assert (who.name, who.en, who.country, who.kind) == ("عباس عراقجي", "Abbas Araghchi", "IRN", "person")


def test_an_unknown_name_is_refused_with_suggestions(collection):
    with pytest.raises(NotFound) as caught:
        asking.events(collection, Selection(actor=("لافروفسكي",)))
    assert "سيرغي لافروف" in caught.value.suggestions and "سيرغي لافروف" in str(caught.value)
    with pytest.raises(NotFound) as caught:
        asking.actor_page(collection, "zzzzqqqq")
    assert caught.value.suggestions == ()
    assert asking.find_actors(collection, "zzzzqqqq") == ()


def test_an_office_is_whoever_holds_it_on_the_day():
    assert list(office_holders("وزير الخارجية الإيراني", "2023-05-01")) == [
        key_of("person", people()["hossein_amir_abdollahian"].wikidata, people()["hossein_amir_abdollahian"].en)
    ]
    assert list(office_holders("وزير الخارجية الإيراني", "2025-05-01")) == ["Q14866042"]
    assert list(office_holders("وزير", "2025-05-01")) == []


def test_keys_of_knowledge_are_the_stores():
    for one in known().values():
        kind = EntityKind(one.kind)
        wikidata = one.key if one.key.startswith("Q") else None
        entity = Entity("x", kind, one.names[0] if one.names else one.en, one.en, one.country, wikidata=wikidata)
        assert entity_key(entity) == one.key
    assert len([one for one in known().values() if one.kind == "state"]) == len(states())
    assert bodies() and any(one.kind == "body" for one in known().values())


def test_a_name_in_any_spelling_that_folding_unites():
    assert {one.key for one in named("الإمارات")} == {one.key for one in named("الامارات")} == {"ARE"}


@given(st.text(alphabet="ابتن .؟!«»\n", max_size=500), st.data())
def test_a_quote_and_what_surrounds_it_stand_in_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = quote(text, start, end, [(start, end, "trigger"), (0, len(text), "cue")])
    assert text[start - len(found.before) : end + len(found.after)] == found.before + found.text + found.after
    assert found.text == text[start:end] and "\n" not in found.before.strip() and len(found.before) <= 200 >= len(found.after)
    assert all(start <= mark.start < mark.end <= end for mark in found.marks)
