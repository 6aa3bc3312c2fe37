"""Days along a line, in both directions, and words measured."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.server.drawing.scales import TimeAxis, nice_steps, padded, shortened, width_of

_DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(_DAYS, st.integers(0, 40_000), st.booleans())
def test_marks_stand_apart_and_in_order(first, days, mirrored):
    axis = TimeAxis.over(first.isoformat(), (first + timedelta(days=days)).isoformat(), 40, 1000, mirrored=mirrored)
    places = [tick.x for tick in axis.ticks(56)]
    assert places == sorted(places, reverse=mirrored)
    assert all(abs(a - b) > 50 for a, b in pairwise(places))
    assert all(40 <= x <= 1000 for x in places)


@given(_DAYS, st.integers(1, 4000), st.integers(0, 100))
def test_mirrored_is_the_same_seen_from_the_other_side(first, days, after):
    axis = TimeAxis.over(first.isoformat(), (first + timedelta(days=days)).isoformat(), 0, 100)
    day = (first + timedelta(days=after % days)).isoformat()
    assert axis.at(day) + axis.flipped().at(day) == pytest.approx(100, abs=0.11)
    left, wide = axis.stretch(day, day)
    other, same = axis.flipped().stretch(day, day)
    assert same == pytest.approx(wide, abs=0.21) and left + wide + other == pytest.approx(100, abs=0.21)


def test_a_day_outside_is_cut_to_the_axis():
    axis = TimeAxis.over("2025-01-01", "2025-01-11", 0, 100)
    assert axis.stretch("2024-12-01", "2025-01-05") == (0, 50)
    assert axis.stretch("2025-02-01", "2025-02-05") == (100, 0)


def test_marks_name_years_where_years_begin():
    ticks = TimeAxis.over("2024-11-10", "2025-03-10", 0, 600).ticks()
    assert [(tick.day, tick.names) for tick in ticks][:2] == [("2024-12-01", "month"), ("2025-01-01", "year")]


@given(st.integers(1, 10**7))
def test_steps_reach_the_most(most):
    steps = nice_steps(most)
    assert steps[0] == 0 and steps[-1] >= most and len(steps) <= 6
    assert steps == sorted(set(steps))


def test_vowel_signs_take_no_room():
    assert width_of("مُسنَد", 10) == width_of("مسند", 10)
    assert width_of("\u2067إيران\u2069", 10) == width_of("إيران", 10)


def test_labels_are_cut_at_words():
    assert shortened("إيران", 10) == "إيران"
    assert shortened("وزارة الخارجية الإيرانية", 16) == "وزارة الخارجية…"
    assert len(shortened("ا" * 50, 12)) == 12


def test_padding_is_a_day_at_least():
    assert padded("2025-01-01", "2025-01-01") == ("2024-12-31", "2025-01-02")
