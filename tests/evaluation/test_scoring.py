"""Gold against itself is perfect, against nothing is nought; an annotation that does not fit its article is refused."""

import copy
import json

import pytest

from evaluation.gold import ANNOTATIONS, ARTICLES, GoldError, gold_records, to_record
from evaluation.scoring import score


def test_gold_against_itself_is_perfect():
    assert set(score((g, copy.deepcopy(g)) for g in gold_records()).values()) == {1.0}


def test_gold_against_nothing_is_nought():
    empty = {"entities": [], "times": [], "events": [], "statements": []}
    assert set(score((g, empty) for g in gold_records()).values()) == {0.0}


def test_a_wrong_actor_and_a_wrong_chain_are_counted():
    (gold,) = [g for g in gold_records() if g["document"]["id"].startswith("s09")]
    ours = copy.deepcopy(gold)
    ours["events"][0]["actors"] = ["khamenei"]
    ours["statements"][0]["chain"] = []
    measured = score([(gold, ours)])
    assert measured["events found"] == 1.0 and measured["events coded"] < 1.0
    assert measured["statements found"] == 1.0 and measured["statements attributed"] < 1.0


def test_an_annotation_must_fit_its_article():
    path = next(ANNOTATIONS.glob("s07*.json"))
    article, annotation = (json.loads((folder / path.name).read_text("utf-8")) for folder in (ARTICLES, ANNOTATIONS))
    annotation["events"][0]["evidence"] = ["هذه الكلمات ليست في المقال"]
    with pytest.raises(GoldError, match="not in the text"):
        to_record(article, annotation)
