"""Killing `musnad ingest` at random points loses nothing that was acknowledged and leaves nothing half, merged or not.

`MUSNAD_KILLS=200 pytest tests/crash` kills as often as `make crash` does; a few times otherwise.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import select, text

from musnad.engines import ingest as ingest_documents
from musnad.language.sentences import sentences
from musnad.sources import read_documents
from musnad.store import digest, open_store, rebuild, unmerged
from musnad.store import tables as t
from musnad.upkeep import RULES, merge
from tests.store.articles import samples

KILLS = int(os.environ.get("MUSNAD_KILLS", "3"))
ARTICLES = 400
MERGE = """import sys
import musnad.upkeep.merging as merging
from musnad import open_store
merging._BATCH = 20
with open_store(sys.argv[1]) as store:
    print("begun", flush=True)
    merging.merge(store)
"""
COMMAND = [
    sys.executable,
    "-c",
    "from musnad.cli import run; run()",
    "ingest",
    "--quiet",
    "--print-ids",
    "--jobs",
    "2",
    "--tagger",
    "lexicon",
]


@pytest.fixture(scope="session")
def articles(tmp_path_factory):
    """Articles of our own sentences; every fifth is printed by a second outlet with a line more."""
    pool = [r.document.text[a:b] for r in samples() for a, b in sentences(r.document.text)]
    path = tmp_path_factory.mktemp("crash") / "articles.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for n in range(ARTICLES):
            chance = random.Random(n - 1 if n % 5 == 0 else n)
            row = {"id": f"k{n}", "outlet": f"جريدة {n % 7}", "published": f"2025-03-{n % 28 + 1:02}"}
            row["text"] = " ".join([*chance.sample(pool, 8), *(["نقلا عن الوكالات."] if n % 5 == 0 else [])])
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def ingest(articles, place, **how):
    return subprocess.Popen([*COMMAND, str(articles), "--db", place], stdout=subprocess.PIPE, text=True, **how)


def names(store):
    with store.reading() as connection:
        return set(connection.execute(select(t.articles.c.name)).scalars())


def test_kill_at_random_points(articles, new_place):
    undisturbed, began = new_place(), time.monotonic()
    ingest(articles, undisturbed).communicate()
    duration = time.monotonic() - began
    with open_store(undisturbed) as store:
        expected = digest(store)
        assert len(names(store)) == ARTICLES and not unmerged(store, RULES)

    chance, place, acknowledged, finished = random.Random(KILLS), new_place(), set(), 0
    for _ in range(KILLS):
        running = ingest(articles, place, start_new_session=True)
        try:
            said, _ = running.communicate(timeout=chance.uniform(0.2, 1.05) * duration)
            finished += 1
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL) if chance.random() < 0.5 else running.kill()
            said, _ = running.communicate()
        acknowledged |= {line for line in said.split("\n")[:-1] if line}
        with open_store(place) as store:
            assert acknowledged <= names(store)
            if chance.random() < 0.5:
                _nothing_is_half(store)
            if len(names(store)) == ARTICLES and not unmerged(store, RULES):
                assert digest(store) == expected
                place, acknowledged = new_place(), set()

    ingest(articles, place).communicate()
    with open_store(place) as store:
        assert digest(store) == expected


def test_kill_while_merging(articles, new_place):
    """What is merged goes on where it was cut off, and comes out as if it had not been."""
    place = new_place()
    with open_store(place) as store:
        list(ingest_documents(store, islice(read_documents([articles]), ARTICLES // 3), 1, "lexicon"))
        began = time.monotonic()
        merge(store)
        duration, expected = time.monotonic() - began, digest(store)
        rebuild(store)
    chance, cut = random.Random(KILLS), 0
    for _ in range(KILLS):
        running = subprocess.Popen([sys.executable, "-c", MERGE, place], stdout=subprocess.PIPE, text=True)
        running.stdout.readline()  # it has begun
        try:
            running.wait(chance.uniform(0.1, 1.0) * duration)
        except subprocess.TimeoutExpired:
            running.kill()
            cut += 1
        running.communicate()
        with open_store(place) as store:
            if unmerged(store, RULES):
                _points_at_what_is_there(store)
            else:
                assert digest(store) == expected
                rebuild(store)
    assert cut
    with open_store(place) as store:
        merge(store)
        assert digest(store) == expected


def _points_at_what_is_there(store):
    with store.reading() as connection:
        for one, other in ((t.members.c.happening, t.happenings.c.id), (t.roles.c.happening, t.happenings.c.id)):
            assert set(connection.execute(select(one)).scalars()) <= set(connection.execute(select(other)).scalars())
        assert set(connection.execute(select(t.loose.c.article)).scalars()) <= set(connection.execute(select(t.stale.c.article)).scalars())  # fmt: skip


def _nothing_is_half(store):
    """What stands there, once merged, is exactly what follows from the versions that stand there."""
    if store.kind == "sqlite":
        with store.writing() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            connection.execute(text("INSERT INTO search (search) VALUES ('integrity-check')"))
            connection.execute(text("INSERT INTO passages (passages) VALUES ('integrity-check')"))
    merge(store)
    before = digest(store)
    rebuild(store)
    merge(store)
    assert digest(store) == before


def test_no_worker_outlives_a_killed_run(articles, tmp_path):
    running = ingest(articles, str(tmp_path / "x.db"), start_new_session=True)
    until = time.monotonic() + 30
    while len(_session(running.pid)) < 4 and time.monotonic() < until and running.poll() is None:
        time.sleep(0.02)
    running.kill()
    running.communicate()
    until = time.monotonic() + 20
    while _session(running.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _session(running.pid)


def _session(leader):
    """Living processes of a session, where the system tells."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(entry.parent.name)
    return found
