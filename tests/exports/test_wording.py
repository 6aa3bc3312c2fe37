"""Titles and labels in both languages, and what they do where directions meet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.exports.wording import FSI, LRM, PDI, RLM, clean, isolated, label, title, values
from tests.exports.made import IRAN, OMAN, SAUDI, UN, Who, assault, event, meeting

LATIN = Who(key="outlet:x", kind="outlet", name="Axios")


def test_a_title_says_the_act_who_to_whom_and_where():
    assert title(event(), "ar") == "زيارة: عباس عراقجي ← عُمان، في مسقط"
    assert title(event(), "en") == "visit: Abbas Araghchi → Oman, in Muscat"
    assert title(assault(mode=None), "en") == "assault: Saudi Arabia → Iran"


def test_the_place_is_not_told_twice_and_many_names_are_cut():
    assert title(event(place=OMAN), "en") == "visit: Abbas Araghchi → Oman"
    assert title(meeting(actors=(IRAN, SAUDI, OMAN, UN, LATIN), place=None), "en") == "meeting: Iran, Saudi Arabia, Oman +2"


def test_names_of_the_other_script_are_isolated():
    assert f"{FSI}Axios{PDI}" in title(event(actors=(LATIN,)), "ar")
    assert f"{FSI}سالم{PDI}" in title(event(actors=(Who(key="p", kind="person", name="سالم"),)), "en")
    assert isolated("2025", "ar") == "2025"


@pytest.mark.parametrize(
    ("outcome", "told"), [("cancelled", True), ("never reported", True), ("ahead", False), ("happened", False)]
)
def test_an_outcome_that_one_would_not_think_is_told(outcome, told):
    assert (label("outcome", outcome, "ar") in title(event(outcome=outcome), "ar")) == told


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=20)


@given(NAMES, st.sampled_from(["ar", "en"]))
def test_every_title_runs_in_its_languages_direction_and_isolates_close(name, language):
    text = title(event(actors=(Who(key="k", kind="group", name=name, en=name),)), language)
    depth, first = 0, ""
    for letter in text:
        depth += (letter == FSI) - (letter == PDI)
        assert depth in (0, 1)
        if not first and not depth and unicodedata.bidirectional(letter) in ("L", "R", "AL"):
            first = unicodedata.bidirectional(letter)
    assert depth == 0 and (first in ("R", "AL")) == (language == "ar")
    assert text[:1] not in (RLM, LRM) or text[0] == (RLM if language == "ar" else LRM)


def test_an_unknown_value_is_its_own_label():
    assert label("context", "space", "ar") == "space" and values("nothing") == []


def test_clean_takes_out_what_xml_can_not_hold():
    assert clean("a\x00b\x0bc\ufffe\td\n") == "abc\td\n"
