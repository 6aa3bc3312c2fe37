"""The annotations: places in order and inside, ids that exist, labels of the coding guide; and the articles they were made on."""

import json

import pytest

from musnad.record import MODES, EntityKind, EventType, Role, SpeechMode, Status
from training import SHARED
from training.annotations import HERE, load, split

ROWS = [json.loads(line) for line in (HERE / "articles.jsonl").read_text("utf-8").splitlines()]
SECOND = [json.loads(line) for line in (HERE / "second.jsonl").read_text("utf-8").splitlines()]
UNSEEN = [json.loads(line) for line in (HERE / "unseen.jsonl").read_text("utf-8").splitlines()]


def test_what_measures_is_never_learnt_from() -> None:
    assert len(UNSEEN) >= 70
    assert not {r["id"] for r in UNSEEN} & {r["id"] for r in ROWS + SECOND}
    assert not {r["sha256"] for r in UNSEEN} & {r["sha256"] for r in ROWS + SECOND}


def test_enough_and_each_once() -> None:
    ids = [r["id"] for r in ROWS]
    assert len(ids) == len(set(ids)) >= 300
    assert len(SECOND) >= 30 and {r["id"] for r in SECOND} <= set(ids)


def test_two_readings_are_of_two_readers() -> None:
    first = {r["id"]: r["reader"] for r in ROWS}
    assert all(r["reader"] != first[r["id"]] for r in SECOND)


@pytest.mark.parametrize("row", ROWS + SECOND + UNSEEN, ids=lambda r: f"{r['id']}-{r['reader']}")
def test_lawful(row: dict) -> None:
    ids = {e["id"] for e in row["entities"]}
    assert len(ids) == len(row["entities"])
    places = [m for e in row["entities"] for m in e["mentions"]] + [t[:2] for t in row["times"]]
    for e in row["entities"]:
        EntityKind(e["kind"])
    for event in row["events"]:
        kind = EventType(event["type"])
        Status(event["status"])
        assert event.get("mode") is None or event["mode"] in MODES[kind]
        chains = [x for c in event.get("claims", []) for x in c["chain"]]
        others = [p["entity"] for p in event.get("participants", [])]
        assert {*event["actors"], *event.get("recipients", []), *chains, *others} <= ids and event["actors"] and event["triggers"]
        assert event.get("place") is None or event["place"] in ids
        for p in event.get("participants", []):
            Role(p["role"])
        places += event["triggers"]
    for statement in row["statements"]:
        SpeechMode(statement["mode"])
        assert {statement["speaker"], *statement.get("chain", [])} <= ids
        places += [statement["cue"], statement["content"]]
    assert all(0 <= a < b for a, b in places)


def test_no_text_of_the_articles_is_kept() -> None:
    kept = [json.dumps({k: v for k, v in row.items() if k != "id"}, ensure_ascii=False) for row in ROWS + SECOND + UNSEEN]
    assert not any("\u0621" <= c <= "\u064a" for row in kept for c in row)


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="the corpora are not beside this checkout")
def test_the_articles_are_the_ones_that_were_read() -> None:
    for article in load():
        text = article.document.text
        for event in article.annotation["events"]:
            assert all(text[a:b].strip() == text[a:b] for a, b in event["triggers"])


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="the corpora are not beside this checkout")
def test_an_article_keeps_its_part_as_others_are_added() -> None:
    every = load()
    train, held = split(every)
    learnt = set((HERE / "learnt.txt").read_text("utf-8").split("\n"))
    assert len(train) + len(held) == len(every) and len(held) > 60
    assert {a.document.outlet for a in train}.isdisjoint({"okaz", "3alyoum", "almadina"})
    few = every[::3]
    assert split(few)[1] == [a for a in few if a in held]
    assert not any(name in learnt for name in (a.document.id for a in held))
