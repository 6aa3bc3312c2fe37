"""A record's laws hold when it is made and when it is read; the same record gives the same bytes."""

import json

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import RecordError
from musnad.pipeline import code
from musnad.record import Document, Entity, EntityKind, Record, Span, schema

TEXT = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني في موسكو أمس الأحد، وقال إن المحادثات كانت مفيدة."


@pytest.fixture(scope="module")
def record() -> Record:
    return code(Document("a1", TEXT, "وكالة", "2025-04-21"))


def test_a_record_survives_json(record):
    assert Record.from_json(record.to_json()) == record
    assert Record.from_json(record.to_json()).to_json() == record.to_json()


def test_a_record_follows_its_published_schema(record):
    jsonschema.Draft202012Validator(schema()).validate(json.loads(record.to_json()))


def test_a_record_names_its_format_and_coder(record):
    as_json = json.loads(record.to_json())
    assert as_json["format"] == 1
    assert as_json["coder"].startswith("musnad ")


@given(st.text(min_size=1, max_size=40), st.integers(-3, 45), st.integers(-3, 45), st.text(max_size=5))
def test_no_record_holds_a_span_that_does_not_stand_in_the_text(text, start, end, words):
    entity = Entity("x", EntityKind.STATE, "س", mentions=(Span(start, end, words),))
    holds = 0 <= start < end <= len(text) and text[start:end] == words
    if holds:
        Record(Document("d", text), (entity,), (), (), (), "test")
    else:
        with pytest.raises(RecordError):
            Record(Document("d", text), (entity,), (), (), (), "test")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: r["entities"].append(r["entities"][0]), "twice"),
        (lambda r: r["events"][0].update(actors=["nobody"]), "nobody"),
        (lambda r: r["events"][0].update(actors=[]), "actor"),
        (lambda r: r["events"][0].update(mode="aerial"), "mode"),
        (lambda r: r["events"][0].update(type="MEET"), "MEET"),
        (lambda r: r["events"][0]["trigger"].update(start=1), "stand"),
        (lambda r: r["document"].update(text=TEXT[1:]), "stand"),
        (lambda r: r.update(format=99), "format"),
    ],
)
def test_reading_refuses_a_record_that_breaks_a_law(record, change, says):
    broken = json.loads(record.to_json())
    change(broken)
    with pytest.raises(RecordError, match=says):
        Record.from_json(json.dumps(broken))


def test_not_json_is_a_record_error():
    with pytest.raises(RecordError):
        Record.from_json(b"{")


def test_a_record_is_frozen(record):
    with pytest.raises(AttributeError):
        record.coder = "somebody"
    assert msgspec.structs.replace(record, coder="x").coder == "x"
