"""The sample collection in a database, once for all tests of exports."""

import pytest

from musnad.engines import ingest
from musnad.sources import read_documents
from musnad.store import open_store


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """A store with the sample articles."""
    with open_store(tmp_path_factory.mktemp("samples") / "samples.db") as store:
        for _ in ingest(store, read_documents(["samples/articles"]), jobs=1):
            pass
        yield store
