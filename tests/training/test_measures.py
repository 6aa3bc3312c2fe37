"""The measures of training: calibration, lawful labels, lines in log-odds."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch: make .venv/.train")

from musnad.tagger.learned.decide import calibrated
from musnad.tagger.learned.labels import TAG_HEADS
from training.calibration import reliability
from training.entities import lawful
from training.thresholds import line


def test_a_perfect_probability_has_no_error() -> None:
    error, rows = reliability([(0.25, n % 4 == 0) for n in range(40)] + [(0.75, n % 4 != 0) for n in range(40)])
    assert error == 0 and [n for n, *_ in rows] == [40, 40]
    assert reliability([(0.95, False)] * 10)[0] == pytest.approx(0.95)


def test_the_line_turns_overconfidence_into_probability() -> None:
    sure = [0.99] * 100 + [0.6] * 100
    right = [n < 80 for n in range(100)] + [n < 50 for n in range(100)]
    found = line(sure, right)
    assert calibrated(0.99, found) == pytest.approx(0.8, abs=0.03)
    assert calibrated(0.6, found) == pytest.approx(0.5, abs=0.03)


def test_labels_are_lawful() -> None:
    labels = TAG_HEADS["name"]
    rng = np.random.default_rng(1)
    for _ in range(50):
        found = lawful(rng.normal(size=(8, len(labels))))
        for before, after in zip(["O", *found], found, strict=False):
            assert after[0] != "I" or before[2:] == after[2:]
