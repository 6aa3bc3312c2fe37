"""The likeliest stretches: no other labelling that the law allows is likelier, and none runs across a break."""

import itertools
import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musnad.tagger.learned.decide import calibrated
from musnad.tagger.learned.decode import stretches


@st.composite
def texts(draw: st.DrawFn) -> tuple[np.ndarray, list[bool]]:
    n = draw(st.integers(1, 6))
    rows = draw(st.lists(st.tuples(*[st.floats(0.01, 1.0)] * 3), min_size=n, max_size=n))
    chances = np.array(rows, np.float64)
    return chances / chances.sum(1, keepdims=True), [True, *draw(st.lists(st.booleans(), min_size=n - 1, max_size=n - 1))]


def lawful(labels: tuple[int, ...], breaks: list[bool]) -> bool:
    return all(x != 2 or (w > 0 and not breaks[w] and labels[w - 1] in {1, 2}) for w, x in enumerate(labels))


def worth(labels: list[int] | tuple[int, ...], chances: np.ndarray) -> float:
    return sum(math.log(chances[w, x]) for w, x in enumerate(labels))


@given(texts())
def test_likeliest(case: tuple[np.ndarray, list[bool]]) -> None:
    chances, breaks = case
    labels = [0] * len(chances)
    for a, b in stretches(chances, breaks):
        labels[a:b] = [1] + [2] * (b - a - 1)
    assert lawful(tuple(labels), breaks)
    best = max(worth(x, chances) for x in itertools.product(range(3), repeat=len(chances)) if lawful(x, breaks))
    assert math.isclose(worth(labels, chances), best, rel_tol=1e-9, abs_tol=1e-9)


@given(texts(), st.floats(1.0, 50.0))
def test_more_silence_never_adds_words(case: tuple[np.ndarray, list[bool]], silence: float) -> None:
    def covered(weight: float) -> int:
        return sum(b - a for a, b in stretches(*case, weight))

    assert covered(silence) <= covered(1.0)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 3), st.floats(-3, 3))
def test_calibration_keeps_the_order(a: float, b: float, slope: float, offset: float) -> None:
    low, high = sorted((a, b))
    assert 0 <= calibrated(low, (slope, offset)) <= calibrated(high, (slope, offset)) <= 1
