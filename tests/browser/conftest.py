"""A running server over the sample articles, and Debian's Chromium."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from musnad import asking
from musnad.asking import Selection
from musnad.server import templating
from musnad.server.app import make_app
from musnad.store import add, open_store
from tests.store.articles import samples

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
SHOTS = os.environ.get("MUSNAD_SHOTS")


def lacking(why):
    """Skip and say why; where everything must be there, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs it: {why}")
    pytest.skip(why)


@pytest.fixture(scope="module")
def chromium():
    """A headless browser. While it is open Playwright's event loop runs in this thread, and no other test may start one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        lacking("Chromium isn't installed (apt install chromium)")
    if templating.asset("site.css") is None:
        lacking("the pages' assets aren't built (python scripts/assets)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    """axe-core's script."""
    if not AXE.exists():
        lacking("axe-core isn't there (npm ci in web/)")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a server on a port of its own, in a thread."""
    place = str(tmp_path_factory.mktemp("browser") / "samples.db")
    with open_store(place) as store:
        add(store, samples())
    app = make_app(place)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def places(site, tmp_path_factory):
    """Addresses of pages about one thing, without the language: names of tests → paths."""
    with open_store(next(tmp_path_factory.getbasetemp().glob("browser*/samples.db"))) as store:
        every = list(asking.every_event(store, Selection()))
        most = max(every, key=lambda event: (event.reports, event.id))
        denied = next(event for event in every if event.stance != "asserted")
        said = asking.statements(store, Selection(), None, 1).items[0]
    return {
        "event": f"/events/{most.id}",
        "denied": f"/events/{denied.id}",
        "statement": f"/statements/{said.id}",
        "article": f"/articles/{most.evidence.article.id}",
    }
