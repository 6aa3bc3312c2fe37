"""The sample collection, coded by the lexicons, in SQLite and in PostgreSQL: made once, only read."""

import pytest

from musnad.store import add, open_store
from tests.postgres import database
from tests.store.articles import samples


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def collection(request, tmp_path_factory):
    """A store with all samples."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("asking") / "samples.db")
    else:
        place = database(request.getfixturevalue("postgresql"), "asking")
    with open_store(place) as store:
        add(store, samples())
        yield store
