"""What words find: in every form, marked where they stand, and by other spellings."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from musnad import asking
from musnad.asking import Selection
from musnad.errors import AskingError, StoreError
from musnad.store import Query, hits, parse, written
from musnad.store import tables as t
from tests.store.articles import samples

TEXTS = {one.document.id: one.document.text for one in samples()}
WORDS = sorted({word for text in TEXTS.values() for word in text.split() if word.isalpha()})


@pytest.mark.parametrize(("words", "forms"), [("مفاوضات", {"المفاوضات", "والمفاوضات"}), ("جولة", {"الجولة", "جولة"})])
def test_hits_are_marked_in_the_original_text(collection, words, forms):
    page = asking.search(collection, words)
    assert page.total >= len(page.articles) > 1
    marked = set()
    for hit in page.articles:
        text = TEXTS[hit.article.name]
        for quote in hit.quotes:
            assert text[quote.start : quote.end] == quote.text
            assert quote.marks
            marked |= {text[m.start : m.end] for m in quote.marks}
    assert marked & forms
    assert all(words in mark for mark in marked)


def test_phrases_and_exclusion(collection):
    both = {hit.article.name for hit in asking.search(collection, "الجولة الرابعة", limit=40).articles}
    phrase = {hit.article.name for hit in asking.search(collection, "«الجولة الرابعة»", limit=40).articles}
    without = {hit.article.name for hit in asking.search(collection, "«الجولة الرابعة» -سهيل -مطلع", limit=40).articles}
    assert phrase and phrase <= both and without < phrase


@pytest.mark.parametrize(("written", "meant"), [("لافرف", "لافروف"), ("عراقجى", None), ("زيارة لافرف", "زيارة لافروف")])
def test_a_misspelling_is_offered_rightly_spelt(collection, written, meant):
    page = asking.search(collection, written)
    assert (meant in page.suggestions) if meant else not page.suggestions


def test_happenings_and_statements_hold_the_words_themselves(collection):
    page = asking.search(collection, "مسقط")
    query = parse("مسقط")
    assert page.events and page.statements
    assert all(list(hits(one.evidence.quote.text, query)) for one in page.statements)
    assert all(any(list(hits(q.text, query)) for q in one.evidence.quotes) for one in page.events if one.reports == 1)


def test_pages_of_a_search_follow_each_other(collection):
    found, after = [], None
    while True:
        page = asking.search(collection, "إيران", after, limit=5)
        found += [hit.article.id for hit in page.articles]
        if page.next is None:
            break
        assert len(page.articles) == 5
        after = page.next
    assert len(found) == len(set(found)) == page.total
    assert found == [hit.article.id for hit in asking.search(collection, "إيران", limit=100).articles]
    with pytest.raises(AskingError):
        asking.search(collection, "مسقط", asking.search(collection, "إيران", limit=5).next)


@pytest.mark.parametrize("words", ["", "-قصف", "«»", "؟!"])
def test_words_that_name_nothing_are_refused(collection, words):
    with pytest.raises(AskingError) as caught:
        asking.search(collection, words)
    assert caught.value.field == "words"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2))
def test_by_words_one_finds_what_holds_them_in_its_own_words(collection, words):
    try:
        query = parse(" ".join(words))
    except StoreError:
        return
    selection = Selection(words=" ".join(words))

    def hold(spans):
        """All the words stand in the stretches of one report."""
        return all(any(list(hits(text, Query((phrase,), ()))) for text in spans) for phrase in query.wanted)

    with collection.reading() as connection:
        for ask, table, groups, item, group in (
            (asking.every_event, t.events, t.members, t.members.c.event, t.members.c.happening),
            (asking.every_statement, t.statements, t.spoken, t.spoken.c.statement, t.spoken.c.saying),
        ):
            source = table.join(groups, item == table.c.id).join(t.articles, t.articles.c.id == table.c.article)
            rows = connection.execute(
                select(table, group.label("home"), t.articles.c.name.label("named")).select_from(source)
            ).mappings()
            wanted = set()
            for row in rows:
                spans = json.loads(row["evidence"]) if "evidence" in row else [(row["content_start"], row["content_stop"])]
                if hold([TEXTS[row["named"]][a:b] for a, b in spans]):
                    wanted.add(written(row["home"]))
            assert {one.id for one in ask(collection, selection)} == wanted


def test_articles_by_words_and_by_whom_they_name(collection):
    with_words = {a.id for a in asking.every_article(collection, Selection(words="مسقط"))}
    assert with_words and len(with_words) < len(TEXTS)
    named = {a.name for a in asking.every_article(collection, Selection(actor=("لافروف",)))}
    assert named and all("لافروف" in TEXTS[name] for name in named)
    dated = [a.published for a in asking.every_article(collection) if a.published]
    assert dated == sorted(dated, reverse=True)
    with pytest.raises(AskingError):
        asking.articles(collection, Selection(place=("IRN",)))
