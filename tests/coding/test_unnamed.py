"""English names of unnamed sources are made of words that the table knows, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.coding.unnamed import in_english
from musnad.knowledge.tables import cells, rows
from musnad.language.folding import folded


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("مصدر أمني مصري", "Egyptian security source"), ("مصادر عسكرية يمنية", "Yemeni military sources"), ("شهود عيان", "eyewitnesses"),
        ("مسؤول كوري جنوبي كبير", "senior South Korean official"), ("كبار المسؤولين", "senior officials"), ("المتظاهرون", "demonstrators"),
        ("كبار المسؤولين الأمريكيين", "senior American officials"), ("أحد المسؤولين الأمريكيين", "one of the American officials"),
        ("مسؤول كبير سابق", "former senior official"), ("مسؤولون أتراك", "Turkish officials"), ("مسلحون مجهولون", "unidentified gunmen"),
        ("مصادر رفيعة المستوى", "senior sources"), ("مسؤول في البيت الأبيض", None), ("قتل", None), ("", None),
    ],
)  # fmt: skip
def test_names(name: str, english: str | None) -> None:
    assert in_english(name) == english


def test_every_form_stands_once_in_its_part() -> None:
    for part in ("head", "quality", "count"):
        forms = [folded(form) for row in rows("lexicon/unnamed") if row["part"] == part for form in cells(row["ar"])]
        assert len(forms) == len(set(forms))


@given(st.lists(st.sampled_from([f for row in rows("lexicon/unnamed") for f in cells(row["ar"])]), max_size=5))
def test_any_run_of_known_words_has_a_name_or_none(words: list[str]) -> None:
    english = in_english(" ".join(words))
    assert english is None or (english == english.strip() and english)
