"""Many processes that open a file which isn't there yet: one makes it, the others wait."""

import multiprocessing
import traceback

from musnad.errors import StoreError
from musnad.store import open_store, opening

OPENERS, FILES = 8, 6


def _open(places, gate, answers):
    fault = ""
    try:
        for place in places:
            gate.wait(60)
            with open_store(place) as store, store.reading():
                pass
    except Exception:
        fault = traceback.format_exc()
        gate.abort()
    answers.put(fault)


def test_a_new_file_is_opened_by_many_at_once(tmp_path):
    context = multiprocessing.get_context("fork")
    gate, answers = context.Barrier(OPENERS), context.Queue()
    places = [str(tmp_path / f"{n}.db") for n in range(FILES)]
    openers = [context.Process(target=_open, args=(places, gate, answers)) for _ in range(OPENERS)]
    for one in openers:
        one.start()
    faults = [answers.get(timeout=120) for _ in openers]
    for one in openers:
        one.join(30)
    assert [f for f in faults if f] == []


def test_who_finds_the_file_locked_while_it_is_made_waits(tmp_path, monkeypatch):
    schema, asked = opening._schema, []

    def locked_at_first(connection):
        asked.append(1)
        if len(asked) == 1:
            raise StoreError("x.db: the database refuses: database is locked")
        return schema(connection)

    monkeypatch.setattr(opening, "_schema", locked_at_first)
    with open_store(str(tmp_path / "x.db")) as store, store.reading():
        assert len(asked) > 1
