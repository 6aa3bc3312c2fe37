"""Pages over an empty collection and over one on each database."""

import pytest
from fastapi.testclient import TestClient

from musnad.server.app import make_app
from musnad.store import add, open_store
from tests.server.markup import Markup
from tests.server.test_pages import PAGES
from tests.store.articles import samples


def test_an_empty_collection_says_so(tmp_path):
    place = str(tmp_path / "empty.db")
    open_store(place).close()
    client = TestClient(make_app(place), base_url="http://127.0.0.1:8000")
    for lang in ("ar", "en"):
        for path in (
            "/",
            "/events",
            "/statements",
            "/search?q=إيران",
            "/calendar",
            "/articles",
            "/actors",
            "/about",
            "/events.json",
            "/events.csv",
        ):
            answer = client.get(f"/{lang}{path}")
            assert answer.status_code == 200, path
            assert path.endswith((".json", ".csv")) or Markup(answer.text).faults == []
    assert "لا وقائع بهذه الشروط" in client.get("/ar/").text
    assert "No statement fits" in client.get("/en/statements").text


@pytest.fixture
def somewhere(place):
    with open_store(place) as store:
        add(store, samples()[:6])
    return TestClient(make_app(place), base_url="http://127.0.0.1:8000")


def test_pages_stand_on_either_database(somewhere):
    for path in PAGES:
        assert somewhere.get(f"/en{path}").status_code == 200, path
    first = somewhere.get("/en/events.json").json()["items"][0]["id"]
    assert somewhere.get(f"/ar/events/{first}").status_code == 200
