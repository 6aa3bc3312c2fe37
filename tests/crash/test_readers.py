"""Eight readers and one writer, who merges, at once, each a process of its own: no error, and every reader sees whole batches.

`MUSNAD_SECONDS=60 pytest tests/crash` does it for a minute.
"""

import multiprocessing
import os
import threading
import time
import traceback

import pytest
from sqlalchemy import func, select

from musnad.store import Verdict, add, add_judgement, find_article, held, ids_of, make_judgement, open_store, parse, search
from musnad.store import tables as t
from musnad.upkeep import merge
from tests.store.articles import AGENCY, record, samples

SECONDS = float(os.environ.get("MUSNAD_SECONDS", "3"))
READERS, BATCH = 8, 5


@pytest.fixture(scope="module")
def batches():
    """Batches of as many records each, with one re-coded, one copied and the samples mixed in."""
    made = [record(f"r{n}", f"{AGENCY} الخبر رقم {n}.", outlet=f"جريدة {n % 3}") for n in range(12 * BATCH)]
    return [made[i : i + BATCH] for i in range(0, len(made), BATCH)]


def test_eight_readers_and_one_writer(place, batches):
    context = multiprocessing.get_context("fork")
    stop, answers = context.Event(), context.Queue()
    readers = [context.Process(target=_read, args=(place, stop, answers)) for _ in range(READERS)]
    for one in readers:
        one.start()
    with open_store(place) as store:
        until, n = time.monotonic() + SECONDS, 0
        while time.monotonic() < until or n <= len(batches):
            if n < len(batches):
                add(store, batches[n])
            else:
                _judge(store, n)
            if n % 3 == 0:
                merge(store)
            n += 1
        merge(store)
    time.sleep(0.2)
    stop.set()
    said = [answers.get(timeout=60) for _ in readers]
    for one in readers:
        one.join(30)
    assert [fault for _, fault in said if fault] == []
    assert all(reads for reads, _ in said)


def _read(place, stop, answers):
    """Read until `stop`; answers how often, and the fault that ended it."""
    reads, fault = 0, ""
    try:
        with open_store(place) as store:
            while not reads or not stop.is_set():
                with store.reading() as connection:
                    articles = connection.execute(select(func.count()).select_from(t.articles)).scalar()
                    found = connection.execute(select(t.articles.c.id).limit(1)).scalar()
                    assert articles % BATCH == 0 and len(search(connection, parse("محادثات"))) == articles
                    assert found is None or held(connection, found).record.document.id
                    _check_merged(connection)
                reads += 1
    except Exception:
        fault = traceback.format_exc()
    answers.put((reads, fault))


def _check_merged(connection):
    """Happenings have their members and parties, and count them, unless articles wait to be merged."""
    lost = select(func.count()).select_from(t.members).where(t.members.c.happening.not_in(select(t.happenings.c.id)))
    assert connection.execute(lost).scalar() == 0
    if connection.execute(select(func.count()).select_from(t.stale)).scalar() == 0:
        told = connection.execute(select(func.sum(t.happenings.c.reports))).scalar() or 0
        assert told == connection.execute(select(func.count()).select_from(t.members)).scalar()
        assert told == connection.execute(select(func.count()).select_from(t.events)).scalar()


def _judge(store, n):
    with store.reading() as connection:
        found = held(connection, find_article(connection, f"r{n % BATCH}"))
    one = next(iter(ids_of(found.coded).values()))
    time_ = f"2025-05-01T00:00:00+00:{n % 60:02}"
    add_judgement(store, make_judgement(found.coded, found.version, one, Verdict.RIGHT, author="ليلى", time=time_, reason=str(n)))


def test_opening_at_once_makes_the_tables_once(place):
    faults = []

    def opened():
        try:
            with open_store(place) as store:
                add(store, samples()[:2])
        except Exception as fault:
            faults.append(fault)

    together = [threading.Thread(target=opened) for _ in range(6)]
    for one in together:
        one.start()
    for one in together:
        one.join(60)
    assert not faults
