"""What words find: in every form, marked where they stand, and by other spellings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import asking
from musnad.asking import Selection
from musnad.asking.searching import holds
from musnad.errors import AskingError, StoreError
from musnad.store import hits, parse
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


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(WORDS), st.sampled_from(sorted(TEXTS.values())), st.integers(0, 400))
def test_a_text_holds_what_hits_find_in_it(word, text, start):
    piece = text[start : start + 200]
    try:
        query = parse(word)
    except StoreError:
        return
    assert holds(piece, query) == bool(list(hits(piece, query)))


def test_articles_by_words_and_by_whom_they_name(collection):
    with_words = {a.id for a in asking.every_article(collection, Selection(words="مسقط"))}
    assert with_words and len(with_words) < len(TEXTS)
    named = {a.name for a in asking.every_article(collection, Selection(actor=("لافروف",)))}
    assert named and all("لافروف" in TEXTS[name] for name in named)
    dated = [a.published for a in asking.every_article(collection) if a.published]
    assert dated == sorted(dated, reverse=True)
    with pytest.raises(AskingError):
        asking.articles(collection, Selection(place=("IRN",)))
