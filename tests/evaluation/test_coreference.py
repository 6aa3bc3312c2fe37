"""The measures of coreference against cases worked by hand, and the gold against the samples."""

import hashlib
import json

import pytest

from evaluation.coreference import CORPORA, GOLD, NEWS, PARTS, Cluster, compared, given, news
from evaluation.gold import ARTICLES
from evaluation.partition import b_cubed, ceaf_e, conll, muc
from musnad.pipeline import code
from musnad.record import Document, EventType


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


def test_groups_that_share_nothing_are_aligned_apart():
    key, response = groups("ab", "cd", "ef", "x"), groups("ab", "c", "d", "fe", "y")
    assert ceaf_e(key, response) == (pytest.approx((1 + 2 / 3 + 1) / 5), pytest.approx((1 + 2 / 3 + 1) / 4))


def test_the_gold_of_the_news_is_whole():
    clusters = json.loads(NEWS.read_text("utf-8"))
    assert len({cluster["cluster"] for cluster in clusters}) == len(clusters) >= 40
    for cluster in clusters:
        drawn = int(hashlib.sha256(cluster["cluster"].encode()).hexdigest(), 16) % 2
        assert cluster["part"] == PARTS[drawn]
        ids = [happening["id"] for happening in cluster["happenings"]]
        assert len(set(ids)) == len(ids), cluster["cluster"]
        for happening in cluster["happenings"]:
            EventType(happening["type"])
            stretches = [tuple(mention) for mention in happening["mentions"]]
            assert len(set(stretches)) == len(stretches) > 0, happening
            for article, start, end in happening["mentions"]:
                assert 0 <= start < end and start < cluster["articles"][article]["read"]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside this checkout")
def test_the_articles_of_the_gold_are_found():
    (cluster,) = (one for one in news("tuned") if one.name == "carter-jeddah")
    assert [article.published[:10] for article in cluster.articles] == ["2015-07-22", "2015-07-23", "2015-07-23"]
    assert all(len(article.text) >= cluster.read[article.id] for article in cluster.articles)


TEXT = "استقبل الرئيس الروسي فلاديمير بوتين في موسكو أمس وزير الخارجية الإيراني عباس عراقجي. وأدانت موسكو الهجوم."


def test_a_mention_that_the_coder_misses_is_given_or_stands_alone():
    articles = tuple(Document(name, TEXT, outlet=name, published="2025-04-18") for name in ("a", "b"))
    at = TEXT.index("الهجوم")
    happenings = [
        {"id": "meeting", "type": "CONSULT", "mentions": [("a", 0, 6), ("b", 0, 6)]},
        {"id": "threat", "type": "THREATEN", "mentions": [("a", at, at + 6)]},
    ]
    cluster = Cluster("two", articles, {"a": len(TEXT), "b": len(TEXT)}, happenings)
    records = [code(article) for article in articles]
    meeting, threat = frozenset({("meeting", "a"), ("meeting", "b")}), frozenset({("threat", "a")})
    for key, response in (given(cluster, records), compared(cluster, records)):
        assert set(key) == set(response) == {meeting, threat}
