"""Databases for tests: each test that takes `place` runs on SQLite and on a real PostgreSQL.

Where a test isn't about the taggers, articles are read by the lexicons alone, far faster.
"""

import itertools
import os

os.environ["MUSNAD_TAGGER"] = "lexicon"

import pytest

from musnad.store import open_store
from tests.postgres import NoServer, database, server

_NUMBER = itertools.count()


@pytest.fixture(scope="session")
def postgresql():
    """A server's URL. Without a server the test is skipped and says why; in CI it fails."""
    try:
        running = server()
        url = running.__enter__()
    except NoServer as why:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs PostgreSQL: {why}")
        pytest.skip(str(why))
    yield url
    running.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request, tmp_path):
    """A function that gives the path or URL of a new, empty database."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{next(_NUMBER)}.db")
    url = request.getfixturevalue("postgresql")
    return lambda: database(url, f"t{next(_NUMBER)}")


@pytest.fixture
def place(new_place):
    """The path or URL of a new, empty database."""
    return new_place()


@pytest.fixture
def store(place):
    """A new, empty store."""
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def other(new_place):
    """Another new, empty store of the same kind."""
    with open_store(new_place()) as opened:
        yield opened
