"""Nothing is lost and nothing moves: the laws of folding, tokens, sentences and quotation marks, for any text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from musnad.language.clitics import split, stems
from musnad.language.folding import fold, folded
from musnad.language.quotes import quotations
from musnad.language.sentences import sentences
from musnad.language.tokens import tokens

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآٱةىئؤءکیگپچژ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u0654\u200f\u200e\u202b\u202c\u200c\ufeff"
OTHERS = " \n\t.,،؛:؟!…«»“”\"'()[]-–/0123456789٠١٢٣۴۵۶abcXYZé\ufefb\ufe8e\r\u00a0\u2028🙂"
arabic = st.text(alphabet=LETTERS + MARKS + OTHERS, max_size=200)
anything = st.one_of(arabic, st.text(max_size=80))


@given(anything)
def test_folding_twice_changes_nothing(text):
    once = folded(text)
    assert folded(once) == once


@given(anything)
def test_folding_keeps_the_way_back(text):
    f = fold(text)
    assert f.text == folded(text)
    assert len(f.origin) == len(f.text) and f.length == len(text)
    assert all(a <= b for a, b in zip(f.origin, f.origin[1:], strict=False))
    for start in range(0, len(f.text), 7):
        for end in range(start + 1, min(start + 6, len(f.text)) + 1):
            a, b = f.span(start, end)
            assert 0 <= a < b <= len(text)
            assert f.text[start:end] in folded(text[a:b])


@given(arabic)
def test_composed_and_decomposed_text_fold_alike(text):
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


@given(st.text(alphabet=LETTERS + " ", max_size=80), st.data())
def test_marks_and_controls_change_no_token(text, data):
    dressed = "".join(c + data.draw(st.text(alphabet=MARKS, max_size=2)) if c != " " else c for c in text)
    assert [t.form for t in tokens(dressed)] == [t.form for t in tokens(text)]


@given(anything)
def test_tokens_stand_where_they_say(text):
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert folded(text[token.start : token.end]) == token.form
        assert token.offset(0) == token.start and token.offset(len(token.form)) == token.end
        end = token.end


@given(anything)
def test_sentences_leave_out_nothing_but_space(text):
    end = 0
    for a, b in sentences(text):
        assert end <= a < b <= len(text)
        assert not text[end:a].strip()
        assert text[a:b] == text[a:b].strip()
        end = b
    assert not text[end:].strip()


@given(anything)
def test_quotations_are_pairs_in_order(text):
    end = 0
    for q in quotations(text):
        assert end <= q.start < q.inner_start <= q.inner_end < q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
        end = q.end


@given(st.text(alphabet="ابتدرسصعفقكلمنهوي", min_size=1, max_size=14))
def test_every_cut_of_a_word_is_part_of_it(word):
    for cut in [*stems(word), split(word)]:
        assert 0 <= cut.at < cut.upto <= len(word)
        assert word[cut.upto :] == cut.enclitic
        # ال comes back after لل, and ى and ة at the end
        assert cut.stem.removeprefix("ال").lstrip("لا")[:-1] == word[cut.at : cut.upto].lstrip("لا")[:-1]
