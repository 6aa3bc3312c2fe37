"""Search finds a word with all that Arabic writes together with it, and marks it in the original text."""

import pytest

from musnad import StoreError
from musnad.store import add, find_article, hits, parse, search
from tests.store.articles import record
from tests.store.test_content import recoded

TEXTS = {
    "a": "استؤنفت المفاوضات في مسقط بعد توقف.",
    "b": "وقال الوزير إن لمفاوضاتهم شروطا، والمفاوضات لا تجري تحت القصف.",
    "c": "تفاوض الطرفان على البرنامج النووي الإيراني.",
    "d": "البرنامج العسكري غير النووي خارج البحث.",
    "e": "زار لافروف طهران، وأُطلع على برنامجها.",
}


@pytest.fixture
def filled(store):
    add(store, [record(name, words, title="خبر عن الزيارات" if name == "e" else None) for name, words in TEXTS.items()])
    return store


def found(store, words):
    with store.reading() as connection:
        names = {find_article(connection, name): name for name in TEXTS}
        return {names[f.article] for f in search(connection, parse(words))}


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("مفاوضات", "ab"),
        ("المُفاوضات", "ab"),
        ("وبمفاوضاتها", "ab"),
        ("مفاوضات -قصف", "a"),
        ("مفاوضات مسقط", "a"),
        ("برنامج", "cde"),
        ("نووي برنامج", "cd"),
        ("«البرنامج النووي»", "c"),
        ('برنامج -"البرنامج النووي"', "de"),
        ("لافروف", "e"),
        ("زيارات", "e"),
        ("«الزيارات زار»", ""),
        ("ليبيا", ""),
    ],
)
def test_words_phrases_and_exclusions(filled, words, articles):
    assert found(filled, words) == set(articles)


@pytest.mark.parametrize("words", ["", "   ", "-قصف", "«»", "!?"])
def test_a_query_without_a_word_is_refused(words):
    with pytest.raises(StoreError, match="no word"):
        parse(words)


@pytest.mark.parametrize(
    "words", ["AND OR NOT", "a* NEAR(b c)", "it's \\ ' \" :*", "title:مسقط", "((( مسقط & | ! <->", "«مفتوح", "x" * 5000]
)
def test_no_query_is_taken_for_the_databases_own_language(filled, words):
    assert found(filled, words) <= set(TEXTS)


def test_hits_are_marked_in_the_original_text():
    source = "بدأت المُفاوضاتُ النوويّة، ولمفاوضاتهم شروط."
    assert [source[a:b] for a, b in hits(source, parse("مفاوضات -شروط"))] == ["المُفاوضاتُ", "ولمفاوضاتهم"]
    assert [source[a:b] for a, b in hits(source, parse("«مفاوضات نووية»"))] == ["المُفاوضاتُ النوويّة"]


def test_the_best_comes_first_and_no_more_than_asked(filled):
    with filled.reading() as connection:
        answers = search(connection, parse("برنامج"), 2)
        assert len(answers) == 2 and answers[0].rank >= answers[1].rank


def test_an_article_that_changed_is_found_by_its_new_words_only(filled):
    add(filled, [record("a", "عُقدت القمة في جدة.", published="2025-06-01"), recoded(record("b", TEXTS["b"]), "musnad 9.9 learned")])
    assert found(filled, "مفاوضات") == {"b"}
    assert found(filled, "قمة") == {"a"}
    assert found(filled, "قصف") == {"b"}
