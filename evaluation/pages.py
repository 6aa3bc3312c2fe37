"""How fast pages come and how much they weigh: `python -m evaluation.pages DB [--times 10] [--seed 1] [--paint]`.

A server of its own is started on the database, and every kind of page is fetched some ten times in both languages, each time with
other real parameters (`evaluation.questions.Draw`). Printed are the milliseconds to the first byte, at the median and the worst, and
what a page weighs compressed with its styles, scripts and pictures, without fonts. `--paint` lets Chromium, where it is installed,
say when the largest part of a page was painted (largest contentful paint), without anything kept from pages before.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple
from urllib.parse import quote, urlencode

import musnad
from evaluation.questions import WORDS, Draw
from musnad.store import Store

FIRST_BYTE, PAINT, WEIGHT = 200.0, 1000.0, 300.0
"""What is promised: milliseconds at the median, and kB."""
_PARTS = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|png)(?:\?[^"]*)?)"')
_LCP = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => done(-1), 3000);
})"""


class Measured(NamedTuple):
    """One kind of page: milliseconds to the first byte of each visit, and its weight in kB."""

    name: str
    first: list[float]
    weight: float
    paths: list[str]


def pages(draw: Draw) -> dict[str, Callable[[], str]]:
    """Every kind of page by its name; each call gives the path of another one, without the language."""
    one = draw.one

    def ask(path: str, **fields: str) -> str:
        return f"{path}?{urlencode(fields)}"

    return {
        "the day": lambda: "/",
        "days of an actor": lambda: ask("/", actor=one(draw.actors)),
        "events": lambda: ask("/events", type="CONSULT", since=one(draw.days)[:7]),
        "events of many sources": lambda: ask("/events", sources="3"),
        "an event": lambda: f"/events/{one(draw.events)}",
        "an article": lambda: f"/articles/{one(draw.articles)}",
        "articles": lambda: ask("/articles", outlet=one(draw.outlets)),
        "actors": lambda: "/actors",
        "an actor": lambda: f"/actors/{quote(one(draw.actors), safe='')}",
        "a pair": lambda: "/pairs/" + "/".join(quote(key, safe="") for key in draw.two()),
        "statements": lambda: ask("/statements", actor=one(draw.actors)),
        "timeline": lambda: ask("/timeline", actor=one(draw.actors)),
        "timeline of everything": lambda: "/timeline",
        "map": lambda: ask("/map", since=one(draw.days)[:7]),
        "network": lambda: ask("/network", since=one(draw.days)[:7]),
        "search": lambda: ask("/search", q=f"{one(draw.names)} {one(WORDS)}"),
        "calendar": lambda: ask("/calendar", month=one(draw.days)[:7]),
        "read": lambda: "/read",
    }


@contextmanager
def served(db: str) -> Iterator[int]:
    """The port of a server on a database that nobody else asks, without limits to how often."""
    environment = {**os.environ, "MUSNAD_READS": "100000", "MUSNAD_READS_AT_ONCE": "100000"}
    command = [sys.executable, "-c", "from musnad.cli import run; run()", "serve", "--db", db, "--port", "0"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout is not None
        for line in server.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                yield int(found[1])
                return
        raise SystemExit(f"the server did not start on {db}")
    finally:
        server.terminate()
        server.wait()


def fetched(port: int, path: str) -> tuple[float, bytes, int]:
    """Milliseconds to the first byte of a page, its text, and how many bytes came. Raises `SystemExit` where it is an error."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    first = answer.read(1)
    taken = 1000 * (time.perf_counter() - begun)
    body = first + answer.read()
    connection.close()
    if answer.status >= 400:
        raise SystemExit(f"{path} answers {answer.status}")
    return taken, gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body, len(body)


def measured(port: int, store: Store, times: int, seed: int) -> Iterator[Measured]:
    """Every kind of page, visited some times in turn in Arabic and in English."""
    draw = Draw(store, seed)
    parts: dict[str, int] = {}
    for name, path in pages(draw).items():
        first, weights, paths = [], [], []
        for n in range(times):
            paths.append(f"/{('ar', 'en')[n % 2]}{path()}")
            taken, text, size = fetched(port, paths[-1])
            first.append(taken)
            named = set(_PARTS.findall(text.decode()))
            for part in named - parts.keys():
                parts[part] = fetched(port, part)[2]
            weights.append((size + sum(parts[part] for part in named)) / 1000)
        yield Measured(name, first, max(weights), paths)


def painted(port: int, every: list[Measured]) -> dict[str, float]:
    """When the largest part of each kind of page was painted: milliseconds, the median of four visits."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("--paint needs Chromium (apt install chromium)")
    found: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for one in every:
            seen = []
            for path in one.paths[:4]:
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{port}{path}", wait_until="load")
                seen.append(page.evaluate(_LCP))
                context.close()
            found[one.name] = median(seen)
        browser.close()
    return found


def main() -> int:
    """Print the table; 1 where a page takes longer, or weighs more, than is promised."""
    parser = argparse.ArgumentParser(description="How fast pages come and how much they weigh.")
    parser.add_argument("db", help="a database file with articles")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paint", action="store_true", help="measure the largest contentful paint in Chromium too")
    options = parser.parse_args()
    with musnad.open_store(options.db, create=False) as store, served(options.db) as port:
        every = list(measured(port, store, options.times, options.seed))
        paint = painted(port, every) if options.paint else {}
    print(f"{'page':<24}{'first byte':>11}{'worst':>9}{'kB':>8}{'painted':>9}")
    slow = False
    for one in every:
        middle, seen = median(one.first), paint.get(one.name)
        bad = middle > FIRST_BYTE or one.weight > WEIGHT or (seen is not None and not 0 < seen <= PAINT)
        slow |= bad
        shown = f"{seen:>9.0f}" if seen is not None else f"{'':>9}"
        print(f"{one.name:<24}{middle:>8.0f} ms{max(one.first):>6.0f} ms{one.weight:>8.0f}{shown}{'   ←' if bad else ''}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
