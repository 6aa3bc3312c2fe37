"""Whatever an article holds, it is kept on both databases or refused with clear words; nothing stops at it."""

import msgspec
import pytest

from musnad import Document, StoreError
from musnad.engines import ingest, ingest_records
from musnad.store import add, counts, digest, parse, records, search
from tests.store.articles import VISIT, record

TEXTS = {
    "long word": "م" * 2_000 + " " + "𝒳" * 1_500,
    "many words": " ".join(chr(0x4E00 + n % 20_000) + str(n) for n in range(3_000)),
    "one word often": "مفاوضات " * 2_000,
    "signs": "' \\ \" ; -- $$ %s :x {} \u202e \ufeff \U0001f600 '':1A",
    "marks only": "ًٌٍَُِّْ",
    "spaces": " \n\t ",
}


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_kept_and_indexed(store, name):
    add(store, [record("a", TEXTS[name], title=TEXTS[name][:200], outlet="'; DROP TABLE texts; --"), record("b")])
    assert {r.document.text for r in records(store)} == {TEXTS[name], VISIT}
    with store.reading() as connection:
        assert len(search(connection, parse("مفاوضات زار"))) <= 1
        assert len(search(connection, parse("موسكو"))) == 1


def test_both_databases_agree_on_them(store, postgresql, tmp_path):
    from musnad.store import open_store

    made = [record(name, words) for name, words in TEXTS.items()]
    with open_store(tmp_path / "x.db") as sqlite:
        add(sqlite, made)
        add(store, made)
        assert digest(sqlite) == digest(store)


@pytest.mark.parametrize("text", ["قال \0 الوزير", "قال \ud800 الوزير"])
def test_what_no_database_keeps_is_set_aside(store, text):
    failures = []
    list(ingest(store, [Document("bad", text), Document("good", VISIT)], 1, on_failure=failures.append))
    assert [f.document.id for f in failures] == ["bad"] and counts(store).articles == 1
    with pytest.raises(StoreError):
        list(ingest(store, [Document("bad", text)], 1))


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("country", "ب" * 3_000, "longer"),
        ("office", "وزير " * 3_000, "longer"),
        ("en", "Ara\0ghchi", "zero character"),
        ("aliases", ("عراقجي\0",), "zero character"),
        ("name", "عراق\ud800جي", "half a character"),
    ],
)
def test_a_crafted_record_is_set_aside_and_its_batch_is_kept(store, field, value, says):
    good, bad = record("a"), record("b")
    first, *others = bad.entities
    bad = msgspec.structs.replace(bad, entities=(msgspec.structs.replace(first, **{field: value}), *others))
    failures = []
    list(ingest_records(store, [good, bad, record("c")], failures.append))
    assert [f.document.id for f in failures] == ["b"] and says in failures[0].reason
    assert counts(store).articles == 2


def test_backslashes_and_long_names_are_kept(store):
    one = record("a")
    first, *others = one.entities
    one = msgspec.structs.replace(one, entities=(msgspec.structs.replace(first, en=r"C:\u0000", name="م" * 5_000), *others))
    add(store, [one])
    assert next(records(store)).entities[0].en == r"C:\u0000"
