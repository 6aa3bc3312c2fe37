"""One term for all the forms of a word that Arabic writes with clitics, and no more than that."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.language.terms import bare_terms, terms
from musnad.language.tokens import forms, tokens

SAME = [
    "مفاوضات والمفاوضات لمفاوضاتهم بالمفاوضات مفاوضاتها وبمفاوضاته المُفاوضات",
    "لقاء لقائه ولقائهما اللقاء باللقاء",
    "زيارة زيارته وزيارتها للزيارة بزيارتهم الزياره",
    "وزير الوزير لوزير ووزيرها والوزير",
    "لافروف ولافروف للافروف",
    "إيران لإيران وإيران بإيران ايران",
    "عقوبات العقوبات بعقوباتها والعقوبات",
    "حكومة حكومتها للحكومة والحكومة",
    "لجنة للجنة اللجنة",
    "سفارة سفارتها السفارة",
    "أكد وأكد فأكد",
]
DIFFERENT = ["إيران إيراني", "دول دولة", "رئيس رئيسة", "التقى تقي", "وزير زير", "بيان يان", "الله له"]


@pytest.mark.parametrize("words", SAME)
def test_forms_of_one_word_share_a_term(words):
    assert len({t.term for t in terms(words)}) == 1


@pytest.mark.parametrize("words", DIFFERENT)
def test_different_words_keep_different_terms(words):
    one, other = terms(words)
    assert one.term != other.term


@given(st.text(alphabet="وفبلكساهمنةيتقإأـًُّ «».a1\n"))
def test_each_word_gives_one_term_at_its_place(text):
    found = terms(text)
    assert all(t.term and 0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet="وبالفكلنايةهۃاتميريّـًٌَُِْﻻﺔé12 .،«»_\u200f\u0670", max_size=60))
def test_bare_terms_are_those_of_terms(text):
    assert bare_terms(text) == [t.term for t in terms(text)]
    assert forms(text) == [t.form for t in tokens(text)]
