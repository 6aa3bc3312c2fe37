"""Parties of an act: mentions of one party together, one party of each state on a side, the lexicons' word where it is not unlikely."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musnad.record import Document
from musnad.tagger.learned import tag
from musnad.tagger.learned.acts import _other_side
from musnad.tagger.learned.judge import Judge, softmax
from musnad.tagger.learned.network import network
from musnad.tagger.learned.pairs import Target
from musnad.tagger.learned.parties import Party, grouped
from musnad.tagger.spans import Mention


def _mention(text: str, part: str, kind: str, **known: object) -> Mention:
    start = text.index(part)
    return Mention(start, start + len(part), kind, (start, start + len(part)), **known)  # type: ignore[arg-type]


def test_mentions_of_one_party_stand_together_and_pointing_words_alone() -> None:
    text = "موسكو تقول وروسيا تنفي والوزير يصمت ثم قال الوزير وأحمد زيد"
    mentions = [
        _mention(text, "موسكو", "state", key="RUS", country="RUS"), _mention(text, "روسيا", "state", key="RUS", country="RUS"),
        _mention(text, "الوزير", "person", anaphor="office"), _mention(text, "أحمد زيد", "person"),
    ]  # fmt: skip
    near = [Target(n, m.kind, n) for n, m in enumerate(mentions)]
    found = grouped(near, mentions, text)
    assert [p.members for p in found] == [(0, 1), (2,), (3,)]
    assert found[0].country == "RUS"


@given(st.lists(st.floats(-30, 30), min_size=3, max_size=3))
def test_probabilities_add_up(scores: list[float]) -> None:
    assert abs(float(softmax(np.array([scores], np.float32)).sum()) - 1) < 1e-5


def test_a_judge_is_two_perceptron_layers_and_a_line() -> None:
    one = {f"standing.{x}{n}": np.eye(3, dtype=np.float32) if x == "w" else np.zeros(3, np.float32) for x in "wb" for n in range(3)}
    judge = Judge(one | {"line.w": -np.eye(3, dtype=np.float32), "line.b": np.zeros(3, np.float32)})
    rows = np.array([[3.0, -1.0, 0.0]], np.float32)
    assert judge.stood(rows)[0].argmax() == 0
    assert judge.stood(rows)[0, 1] == judge.stood(rows)[0, 2]  # what is negative is silent between the layers
    assert judge.weighed(rows)[0].argmax() == 1


def test_the_shipped_judge_knows_who_summons_whom() -> None:
    document = Document("x", "استدعت وزارة الخارجية العراقية السفير التركي في بغداد احتجاجا على القصف.", None, "2020-06-16")
    found = tag(document)
    summons = next(t for t in found.triggers if t.type == "ACCUSE")
    sides = {role: {found.mentions[a.target].country for a in summons.arcs if a.role == role} for role in ("actor", "recipient")}
    assert sides == {"actor": {"IRQ"}, "recipient": {"TUR"}}
    assert network().judge is not None


def test_the_other_side_is_of_another_state_and_likely_enough() -> None:
    parties = [Party((0,), "USA"), Party((1,), "USA"), Party((2,), "RUS"), Party((3,), "IRN")]
    sure = np.array([0.9, 0.8, 0.3, 0.4], np.float32)
    assert _other_side(parties, {0}, sure, 0.3) == {3}
    assert _other_side(parties, {0}, sure, 0.5) == set()
    assert _other_side(parties[:2], {0}, sure, 0.0) == set()
