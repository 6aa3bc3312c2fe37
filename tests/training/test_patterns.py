"""Our own sentences: every type, status and stance is there, and every label stands on its words."""

from musnad.record import EventType, Status
from training.patterns import sentences

MADE = list(sentences(1))


def test_the_same_for_the_same_seed() -> None:
    assert [m.document.text for m in sentences(5)] == [m.document.text for m in sentences(5)]
    assert MADE[0].document.text != next(sentences(2)).document.text


def test_every_type_and_status() -> None:
    events = [e for m in MADE for e in m.annotation["events"]]
    assert {e["type"] for e in events} == {t.value for t in EventType}
    assert {e["status"] for e in events} == {s.value for s in Status}
    assert {c["stance"] for e in events for c in e["claims"]} == {"asserts", "denies"}
    assert any(len(c["chain"]) > 1 for e in events for c in e["claims"])


def test_labels_stand_on_whole_words() -> None:
    for made in MADE:
        text = made.document.text
        ids = {e["id"] for e in made.annotation["entities"]}
        for event in made.annotation["events"]:
            assert {*event["actors"], *event["recipients"]} <= ids
            assert all(text[a:b].strip() for a, b in event["triggers"])
        for entity in made.annotation["entities"]:
            assert all(text[a:b].strip() == text[a:b] != "" for a, b in entity["mentions"])
        assert "{" not in text and "[" not in text
