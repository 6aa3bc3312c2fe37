"""A server over the sample collection, made once for all tests that only read."""

import pytest
from fastapi.testclient import TestClient

from musnad.server.app import make_app
from musnad.store import add, open_store
from tests.store.articles import samples


@pytest.fixture(scope="session")
def sample_place(tmp_path_factory):
    """The path of a database that holds the sample articles."""
    place = str(tmp_path_factory.mktemp("server") / "samples.db")
    with open_store(place) as store:
        add(store, samples())
    return place


@pytest.fixture(scope="session")
def app(sample_place):
    """The application over the samples."""
    return make_app(sample_place)


@pytest.fixture
def client(app):
    """A browser without scripts."""
    return TestClient(app, base_url="http://127.0.0.1:8000")
