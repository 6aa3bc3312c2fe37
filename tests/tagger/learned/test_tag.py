"""The trained tagger: the same for any company and order, on any text, with arcs that point at what is there."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.engines import code_many
from musnad.errors import NetworkError
from musnad.pipeline import code
from musnad.record import Document
from musnad.tagger.learned import tag
from musnad.tagger.learned.labels import SPAN_HEADS, TAG_HEADS
from musnad.tagger.learned.network import HERE, Network, network
from musnad.tagger.learned.windows import read
from musnad.tagger.lexicon import tag as tag_with_lexicons

SAMPLES = [p.read_text("utf-8") for p in sorted((Path(__file__).parents[3] / "samples" / "articles").glob("*.txt"))][:6]
TEXTS = SAMPLES or [
    "استدعت وزارة الخارجية الإيرانية القائم بأعمال السفارة البريطانية في طهران احتجاجا على العقوبات.",
    "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو يوم 18 أبريل 2025.",
    "نفت الخارجية القطرية أن تكون الدوحة قد أوقفت وساطتها بين إسرائيل وحركة حماس.",
    "أعلن قصر الإليزيه أن الرئيس الفرنسي إيمانويل ماكرون سيزور القاهرة الأسبوع المقبل.",
]
DOCUMENTS = [Document(f"d{n}", text, "وكالة", "2025-04-21") for n, text in enumerate(TEXTS)]


def test_the_same_in_any_order_and_company() -> None:
    alone = {d.id: code(d, "learned").to_json() for d in DOCUMENTS}
    shuffled = DOCUMENTS * 6
    random.Random(3).shuffle(shuffled)
    for result in code_many(shuffled, 2, "learned"):
        assert alone[result.id] == result.line


def test_a_window_does_not_hear_the_others() -> None:
    net = network()
    first, second = (d.text for d in DOCUMENTS[:2])

    def scores(text: str) -> np.ndarray:
        return net.hear(read(text, tag_with_lexicons(Document("x", text)), net.vocabulary)).tags["trigger"]

    before = scores(first)
    scores(second)
    assert np.array_equal(before, scores(first))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("التقىوزير الخارجية في أمس قال إن «نعم» ،.\n0129abc😀\u0651"), max_size=200))
def test_any_text_is_tagged_and_arcs_point_at_something(text: str) -> None:
    found = tag(Document("x", text or " "))
    for trigger in found.triggers:
        assert 0 <= trigger.start < trigger.end <= len(text)
        assert trigger.evidence[0] <= trigger.start and trigger.end <= trigger.evidence[1] + 1
    for one in (*found.triggers, *found.cues):
        for arc in one.arcs:
            assert 0 <= arc.target < len(found.times if arc.role == "when" else found.mentions)
    assert list(found.mentions) == sorted(found.mentions, key=lambda m: (m.start, m.end))


def test_probabilities_and_widths() -> None:
    net = network()
    text = DOCUMENTS[1].text
    heard = net.hear(read(text, tag_with_lexicons(Document("x", text)), net.vocabulary))
    assert {k: v.shape[1] for k, v in heard.tags.items()} == {k: len(v) for k, v in TAG_HEADS.items()}
    assert {k: v.shape[1] for k, v in heard.spans.items()} == {k: len(v) for k, v in SPAN_HEADS.items()}
    chances = net.arcs(heard, [(0, 1), (0, 2)], [[0, 3], [1]])
    assert ((chances >= 0) & (chances <= 1)).all()


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("استدعت وزارة الخارجية الإيرانية السفير البريطاني في طهران احتجاجا على تصريحات مسيئة.", "ACCUSE"),
        ("التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو.", "CONSULT"),
        ("قطعت السعودية علاقاتها الدبلوماسية مع إيران.", "SANCTION"),
        ("أفرجت السلطات التركية عن مواطنين فرنسيين كانا محتجزين لديها.", "RETREAT"),
        ("دعا الأمين العام للأمم المتحدة إسرائيل إلى وقف إطلاق النار.", "REQUEST"),
    ],
)
def test_plain_sentences(text: str, type: str) -> None:
    assert type in {t.type for t in tag(Document("x", text, None, "2024-05-05")).triggers}


def test_what_is_no_act_stays_none() -> None:
    assert not code(Document("x", "فاز فريق الهلال على نظيره النصر بهدفين لواحد في مباراة مثيرة.")).events


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"network\.onnx.*make train"):
        Network(tmp_path)


def test_a_network_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.tagger.learned.network.CHANNELS", {"mention": ()})
    with pytest.raises(NetworkError, match="is told 6 labels of a word and this version gives 1"):
        Network(HERE)


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(NetworkError, match="use cpu or gpu"):
        Network(HERE, "tpu")


def test_a_missing_gpu_says_what_to_install() -> None:
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this onnxruntime has CUDA")
    with pytest.raises(NetworkError, match="onnxruntime-gpu"):
        Network(HERE, "gpu")


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(f.stat().st_size for f in HERE.iterdir()) < 60_000_000
