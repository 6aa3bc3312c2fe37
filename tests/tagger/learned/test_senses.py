"""What a word may tell by itself: the table speaks the record's language, and every form of a term shares its label."""

import pytest

from musnad.knowledge.tables import rows
from musnad.language.terms import term
from musnad.tagger.learned.labels import CHANNELS
from musnad.tagger.learned.senses import sense, senses


def test_every_line_has_a_label_and_a_term_of_its_own() -> None:
    found = list(rows("lexicon/senses"))
    assert len({row["term"] for row in found}) == len(found) > 1000
    assert all(f"{row['strength']}-{row['type']}" in CHANNELS["sense"] for row in found)


def test_terms_are_what_searching_makes_of_words() -> None:
    strange = [row["term"] for row in rows("lexicon/senses") if term(row["term"]) != row["term"]]
    assert len(strange) < 0.03 * len(senses()), strange


@pytest.mark.parametrize(
    ("word", "label"),
    [("والمفاوضات", "s-CONSULT"), ("لمفاوضاتهم", "s-CONSULT"), ("اختطفَ", "s-ASSAULT"), ("الوزير", "O"), ("،", "O"), ("2024", "O")],
)
def test_forms_with_clitics_share_a_label(word: str, label: str) -> None:
    assert CHANNELS["sense"][sense(word)] == label
