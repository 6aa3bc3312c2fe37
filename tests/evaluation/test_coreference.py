"""The measures of coreference against cases worked by hand, and the gold against the samples."""

import json

import pytest

from evaluation.coreference import GOLD, b_cubed, ceaf_e, conll, muc
from evaluation.gold import ARTICLES
from musnad.record import EventType


def groups(*texts):
    return [frozenset(text) for text in texts]


KEY, RESPONSE = groups("abcde", "fg", "hijkl"), groups("abcde", "fghijkl")
"""Twelve mentions in groups of five, two and five; the response throws the last two groups together."""


def test_groups_thrown_together():
    """MUC: all 9 of the key's links are kept, 9 of the response's 10 are right. B³: precision (5 + 2·2/7 + 5·5/7) / 12.

    CEAFe: five with five (1) and five with seven (10/12), over two response groups and three of the key.
    """
    assert muc(KEY, RESPONSE) == (pytest.approx(9 / 10), 1.0)
    assert b_cubed(KEY, RESPONSE) == (pytest.approx((5 + 4 / 7 + 25 / 7) / 12), 1.0)
    assert ceaf_e(KEY, RESPONSE) == (pytest.approx((1 + 10 / 12) / 2), pytest.approx((1 + 10 / 12) / 3))


def test_a_group_split():
    key, response = groups("abcd"), groups("ab", "cd")
    assert muc(key, response) == (1.0, pytest.approx(2 / 3))
    assert b_cubed(key, response) == (1.0, 0.5)
    assert ceaf_e(key, response) == (pytest.approx((4 / 6) / 2), pytest.approx(4 / 6))


def test_the_best_alignment_is_not_the_greedy_one():
    key, response = groups("abcd", "ef"), groups("abe", "cdf")
    assert ceaf_e(key, response)[0] == pytest.approx((4 / 7 + 2 / 5) / 2)


def test_perfect_and_nothing():
    assert conll(KEY, KEY)["CoNLL"] == pytest.approx(1.0)
    assert muc(groups("a", "b"), groups("a", "b")) == (0.0, 0.0)


def test_the_gold_names_stretches_of_the_samples():
    seen = set()
    for happening in json.loads(GOLD.read_text("utf-8")):
        EventType(happening["type"])
        articles = [article for article, _, _ in happening["mentions"]]
        assert len(set(articles)) == len(articles) > 0, happening["id"]
        assert happening["id"] not in seen
        seen.add(happening["id"])
        for article, start, end in happening["mentions"]:
            text = json.loads((ARTICLES / f"{article}.json").read_text("utf-8"))["text"]
            assert 0 <= start < end <= len(text)
