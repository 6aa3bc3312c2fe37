"""Arabic as newspapers write it: examples that a rule once got wrong."""

import pytest

from musnad.language.clitics import split, stems
from musnad.language.folding import fold, folded
from musnad.language.numerals import number
from musnad.language.quotes import quotations
from musnad.language.sentences import sentences
from musnad.language.tokens import tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إيران", "ايران"), ("أميركيّة", "اميركيه"), ("ایرانی", "إيراني"), ("کرملین", "كرملين"), ("وقـــال", "وقال"),
        ("٢٠٢٣", "2023"), ("۲۰۲۳", "2023"), ("ﻻﻓﺮﻭﻑ", "لافروف"), ("مسؤول", "مسوول"), ("\u202bطهران\u202c", "طهران"),
        ("أ", "أ"),
    ],
)  # fmt: skip
def test_spellings_fold_alike(one, other):
    assert folded(one) == folded(other)


def test_a_span_covers_its_own_marks():
    text = "زارَ الرئيسُ طهرانَ."
    f = fold(text)
    at = f.text.index("الرييس")
    a, b = f.span(at, at + len("الرييس"))
    assert text[a:b] == "الرئيسُ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوزير. ثم غادر.", ["وصل الوزير.", "ثم غادر."]),
        ("قال: «سنأتي. نعم. غدا». ومضى.", ["قال: «سنأتي. نعم. غدا».", "ومضى."]),
        ("نقلت أ.ف.ب عن د. سالم أن النسبة 2.5 في المئة. وأضافت…", ["نقلت أ.ف.ب عن د. سالم أن النسبة 2.5 في المئة.", "وأضافت…"]),
        ("انتهت الجولة الأولى.وقال الوزير إنها مفيدة.", ["انتهت الجولة الأولى.", "وقال الوزير إنها مفيدة."]),
        ("هل يلتقيان؟ ربما!", ["هل يلتقيان؟", "ربما!"]),
        ("العنوان\nالنص", ["العنوان", "النص"]),
    ],
)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in sentences(text)] == expected


@pytest.mark.parametrize("pair", ["«»", "“”", '""', "”“", "‹›"])
def test_quotation_marks_of_all_kinds(pair):
    text = f"وقال إنه {pair[0]}سيزور طهران{pair[1]} قريبا"
    (q,) = quotations(text)
    assert text[q.inner_start : q.inner_end] == "سيزور طهران"


def test_an_unpaired_mark_quotes_nothing():
    assert quotations("قال «نعم ومضى") == []


@pytest.mark.parametrize(
    ("word", "stem"),
    [("وللإيرانيين", "الايرانيين"), ("بالكرملين", "الكرملين"), ("وزير", "وزير"), ("فالتقى", "التقي")],
)
def test_clitics_come_off_where_the_vocabulary_agrees(word, stem):
    assert split(folded(word)).stem == stem


def test_an_enclitic_is_one_of_the_cuts():
    assert ("سفير", "ها") in {(cut.stem, cut.enclitic) for cut in stems("سفيرها")}


def test_a_city_that_begins_like_a_preposition_stays_whole():
    assert split("بكين").stem == "بكين"


@pytest.mark.parametrize(
    ("words", "value"),
    [("ثلاثه", 3), ("خمسه وعشرين", 25), ("الفين", 2000), ("مئه وخمسين", 150), ("الرابع عشر", 14), ("الوزير", None)],
)
def test_numerals_in_words(words, value):
    assert number(words) == value


def test_tokens_of_a_marked_text():
    assert [t.form for t in tokens("وصَلَ الوزيرُ إلى طَهران.")] == ["وصل", "الوزير", "الي", "طهران"]
