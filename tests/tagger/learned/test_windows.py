"""Laws of the layout: every word in exactly one window, labels where the lexicons found something."""

from hypothesis import given
from hypothesis import strategies as st

from musnad.record import Document
from musnad.tagger.learned.labels import CHANNELS
from musnad.tagger.learned.network import HERE
from musnad.tagger.learned.vocabulary import Vocabulary
from musnad.tagger.learned.windows import LONGEST, covered, plain, read, words
from musnad.tagger.lexicon import tag

VOCABULARY = Vocabulary.load(HERE / "tokenizer.json")
TEXT = "استدعت الخارجية العراقية السفير التركي في بغداد أمس. وقالت الوزارة إن ذلك «مرفوض».\nثم عاد السفير."
ARABIC = st.text(alphabet=st.sampled_from('ابتثجحخد رس شعفقكلمنهوي،.؟!\n«»"0123456789abX\u064e\u0651ـ😀'), max_size=400)


def _reading(text: str):
    return read(text, tag(Document("t", text)), VOCABULARY)


@given(ARABIC)
def test_every_word_stands_in_one_window(text: str) -> None:
    reading = _reading(text)
    assert [k for w in reading.windows for k in range(w.first, w.stop)] == list(range(len(reading.words)))
    for w in reading.windows:
        assert len(w.ids) <= LONGEST + 2 and len(w.heads) == w.stop - w.first
        assert list(w.heads) == sorted(set(w.heads)) and all(0 < h < len(w.ids) - 1 for h in w.heads)


@given(ARABIC)
def test_words_cover_all_but_white_space(text: str) -> None:
    inside = {i for a, b in words(text) for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)


def test_a_long_sentence_is_cut_between_words() -> None:
    reading = _reading("قال الوزير إن " + "البلدين يبحثان التعاون و" * 200 + "السلام")
    assert len(reading.windows) >= 3
    assert all(len(w.ids) <= LONGEST + 2 for w in reading.windows)


def test_whole_sentences_share_a_window() -> None:
    reading = _reading(TEXT)
    assert len(reading.windows) == 1 and reading.sentence_of[-1] == 2


def test_labels_of_the_lexicons() -> None:
    reading = _reading(TEXT)
    columns = list(CHANNELS)
    labels = {
        TEXT[a:b]: {c: CHANNELS[c][row[n]] for n, c in enumerate(columns)}
        for (a, b), row in zip(reading.words, reading.labels, strict=True)
    }
    assert labels["استدعت"]["trigger"] == "B-ACCUSE"
    assert labels["أمس"]["time"] == "B-time"
    assert labels["السفير"]["mention"].startswith(("B-", "I-"))


def test_covered_takes_the_words_touched() -> None:
    found = words("قال الوزير نعم")
    starts = [a for a, _ in found]
    assert list(covered(found, starts, 4, 10)) == [1]
    assert list(covered(found, starts, 5, 12)) == [1, 2]
    assert list(covered(found, starts, 3, 4)) == []


def test_plain_drops_vowel_signs_only() -> None:
    assert plain("مُسنَدٌ") == "مسند"
    assert plain("ﻻ") == "لا"
    assert plain("\u200f") == "-"


def test_a_sign_that_touches_a_word_has_its_own_piece() -> None:
    assert VOCABULARY.pieces(".", spaced=False) != VOCABULARY.pieces(".", spaced=True)
    assert all(len(VOCABULARY.pieces(w, True)) >= 1 for w in ["وزير", "𒀀", "😀"])
