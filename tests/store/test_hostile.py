"""Whatever an article holds, it is kept on both databases or refused with clear words; nothing stops at it."""

import pytest

from musnad import Document, StoreError
from musnad.engines import ingest
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
