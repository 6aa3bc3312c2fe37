"""Hostile texts show as text on every page and in every file; hostile requests are refused and never break the server."""

import csv
import io
import itertools
import json
import re
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from musnad import asking
from musnad.asking.answers import Selection
from musnad.server import pages
from musnad.server.app import make_app
from musnad.server.settings import Settings
from musnad.store import Verdict, add, add_judgement, find_item, make_judgement, open_store
from tests.server.hostile import HARMLESS, PAYLOADS, Markup, record

FREE = Settings(reads=1e9, reads_at_once=1e9, writes=1e9, writes_at_once=1e9)
HOME = "http://127.0.0.1:8321"
ASKED = (
    "/ar/search?q={}",
    "/en/search?q={}",
    "/en/?actor={}",
    "/ar/?q={}",
    "/en/events/{}",
    "/en/{}",
    "/en/?{}=1",
    "/ar/?since={}",
)
LIMITS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _collection(folder, texts):
    """A server over a collection whose articles hold the texts, with judgements that hold them too."""
    place = str(folder / "hostile.db")
    with open_store(place) as store:
        add(store, [record(n, words) for n, words in enumerate(texts)])
        for n, words in list(enumerate(texts))[::10]:
            with store.reading() as connection:
                held, item = find_item(connection, f"{n} {words}#e1")
            add_judgement(
                store,
                make_judgement(
                    held.coded, held.version, item, Verdict.RIGHT, author=words, reason=words, time="2025-05-01T00:00:00+00:00"
                ),
            )
    return TestClient(make_app(place, FREE), HOME)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return _collection(tmp_path_factory.mktemp("hostile"), PAYLOADS)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    return _collection(tmp_path_factory.mktemp("harmless"), HARMLESS[:12])


def _paths(client):
    """Every path of every page, with the ids of what the collection holds in it; the names of the parts tell which."""
    store = client.app.state.store
    events = list(asking.every_event(store, Selection()))
    statements = list(asking.every_statement(store, Selection()))
    articles = list(asking.every_article(store, Selection()))
    keys = {who.key for event in events for who in (*event.actors, *event.recipients, event.place)}
    actors = sorted(key for key in keys if "/" not in key)
    ids = {"events": [e.id for e in events], "statements": [s.id for s in statements], "articles": [a.id for a in articles]}
    for lang, router in itertools.product(("ar", "en"), pages.ROUTERS):
        for route in router.routes:
            if "GET" not in route.methods:
                continue
            path = re.sub(r":\w+}", "}", route.path)
            parts = re.findall(r"{(\w+)}", path)
            kind = path.strip("/").split("/")[0]
            if not parts:
                yield f"/{lang}{path}"
            elif len(parts) == 1:
                values = ids.get(kind, actors[:: max(1, len(actors) // 40)])
                values = values[:4] if path.endswith((".json", ".csv")) else values
                yield from (f"/{lang}{path}".replace(f"{{{parts[0]}}}", quote(value, safe="")) for value in _some(values, lang))
            else:
                for one, other in list(itertools.pairwise(actors))[:4]:
                    yield f"/{lang}{path}".replace(f"{{{parts[0]}}}", quote(one, safe="")).replace(
                        f"{{{parts[1]}}}", quote(other, safe="")
                    )


def _some(values, lang):
    """Half of the values in each language: every value is seen, and each page in both."""
    return values[0::2] if lang == "ar" else values[1::2]


@pytest.fixture(scope="module")
def usual(harmless):
    """The tags, and each tag's attributes, that pages have where no text is hostile."""
    found = set()
    for path in [*_paths(harmless), *(path.format(quote("كلمة بريئة")) for path in ASKED)]:
        answer = harmless.get(path)
        if "html" in answer.headers["content-type"]:
            found |= Markup(answer.text).made_of
    return found


def test_hostile_texts_show_as_text_on_every_page(hostile, usual):
    seen = []
    for path in _paths(hostile):
        answer = hostile.get(path)
        assert answer.status_code < 500, path
        if "html" not in answer.headers["content-type"]:
            continue
        markup = Markup(answer.text)
        assert markup.made_of <= usual, (path, markup.made_of - usual)
        for tag, name, address in markup.addresses:
            if name != "content":
                assert _is_ours(address), (path, tag, name, address)
        assert not any(name.startswith("on") or name == "style" for _, name in markup.made_of), path
        seen.append(markup.text)
    everything = "\n".join(seen)
    missing = [payload for payload in PAYLOADS if " ".join(payload.split()) not in everything]
    assert not missing, missing


def _is_ours(address):
    """Whether an address leads nowhere but to our own pages, or openly to a web page."""
    parts = urlsplit(address.strip())
    return (not parts.scheme and not parts.netloc and not address.startswith("//")) or parts.scheme in {"http", "https"}


@pytest.mark.parametrize("payload", PAYLOADS[::7])
def test_what_is_asked_for_shows_as_text(hostile, usual, payload):
    for path in ASKED:
        answer = hostile.get(path.format(quote(payload, safe="")))
        assert answer.status_code < 500
        markup = Markup(answer.text)
        assert markup.made_of <= usual, (path, markup.made_of - usual)
        assert all(_is_ours(address) for _, name, address in markup.addresses if name != "content")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_hostile_text_that_is_read_shows_as_text(hostile, usual, lang):
    for payload in PAYLOADS[::5]:
        answer = hostile.post(
            f"/{lang}/read",
            data={"text": f"قال الوزير إن {payload} وصلت أمس.", "title": payload, "outlet": payload, "url": payload},
        )
        assert answer.status_code < 500
        markup = Markup(answer.text)
        assert {tag for tag, _ in markup.made_of} <= {tag for tag, _ in usual}, payload
        assert not any(name.startswith("on") or name == "style" for _, name in markup.made_of)
        assert " ".join(payload.split()) in markup.text or " ".join(payload.split()) in markup.values


def test_hostile_texts_stay_text_in_data(hostile):
    events = hostile.get("/api/v1/events?limit=200")
    assert events.headers["content-type"] == "application/json" and len(events.json()["items"]) == len(PAYLOADS)
    said = {one["evidence"]["article"]["outlet"] for one in events.json()["items"]}
    assert said == set(PAYLOADS)
    rows = list(csv.reader(io.StringIO(hostile.get("/api/v1/events?format=csv").text)))
    assert len(rows) == len(PAYLOADS) + 1 and len({len(row) for row in rows}) == 1
    lines = hostile.get("/api/v1/articles?format=jsonl").content.splitlines()
    assert [json.loads(line)["outlet"] in said for line in lines] == [True] * len(PAYLOADS)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_hostile_texts_stay_text_in_feeds(hostile, lang):
    for kind in ("events", "statements"):
        root = ElementTree.fromstring(hostile.get(f"/{lang}/{kind}.atom").content)
        for content in root.iter("{http://www.w3.org/2005/Atom}content"):
            markup = Markup(content.text)
            assert {tag for tag, _ in markup.made_of} <= {"div", "p", "blockquote"}
        for link in root.iter("{http://www.w3.org/2005/Atom}link"):
            assert link.get("href").startswith("http://127.0.0.1:8321/")
    lines = hostile.get(f"/{lang}/calendar.ics").content.decode().replace("\r\n ", "").split("\r\n")
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines if line)


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2f%2e%2e%2fsettings.py", "/static//etc/passwd",
     "/static/dist/../../security.py", "/static/..\\app.py", "/static/%5c..%5capp.py", "/static/%00", "/static/dist/%2e%2e/%2e%2e/templates/base.html",
     "/static/" + "../" * 12 + "etc/passwd", "/static/%252e%252e/app.py", "/static/dist", "/static/"],
)  # fmt: skip
def test_no_path_leads_out_of_the_static_files(hostile, path):
    """The path goes to the application as it is: a client would tidy it up first."""
    from urllib.parse import unquote

    answer = _raw(hostile.app, "GET", unquote(path), path.encode())
    assert answer.status in {400, 404, 405}, path
    assert b"import" not in answer.body and b"root:" not in answer.body


class _Answer:
    def __init__(self, sent):
        self.status = sent[0]["status"]
        self.headers = dict(sent[0]["headers"])
        self.body = b"".join(m.get("body", b"") for m in sent[1:])


def _raw(app, method, path, raw=None, query=b"", headers=(), body=b""):
    """The answer to a request that no well-behaved client would send."""
    import anyio

    sent = []

    async def ask():
        gone = anyio.Event()
        given = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive():
            if given:
                return given.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
            "raw_path": raw or quote(path).encode(), "query_string": query, "root_path": "", "scheme": "http",
            "headers": [(b"host", b"127.0.0.1:8321"), *headers], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8321),
        }  # fmt: skip
        await app(scope, receive, send)

    anyio.run(ask)
    return _Answer(sent)


@LIMITS
@given(st.text(max_size=40), st.binary(max_size=40))
def test_any_path_and_query_are_answered(hostile, path, query):
    for start in ("/", "/ar/", "/en/events/", "/en/articles/", "/api/v1/", "/api/v1/events/", "/static/"):
        safe = (start + path).encode("utf-8", "replace").decode()
        assert _raw(hostile.app, "GET", safe, query=query).status < 500


@LIMITS
@given(st.binary(max_size=300), st.sampled_from(["/api/v1/read", "/api/v1/judgements", "/en/read", "/en/login"]), st.sampled_from(
    ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", ""]))  # fmt: skip
def test_any_body_is_answered(hostile, body, path, kind):
    assert _raw(hostile.app, "POST", path, headers=[(b"content-type", kind.encode())], body=body).status < 500


@LIMITS
@given(st.sampled_from(["events", "statements", "articles", "days", "search"]), st.data())
def test_cursors_that_were_tampered_with_are_refused(hostile, kind, data):
    words = {"q": "قال"} if kind == "search" else {}
    following = hostile.get(f"/api/v1/{kind}", params={"limit": 1, **words}).json()["next"]
    if following is None:
        return
    cursor = following.rpartition("after=")[2]
    place = data.draw(st.integers(0, len(cursor) - 1))
    letter = data.draw(st.sampled_from("AZaz09-_ا=%"))
    changed = cursor[:place] + letter + cursor[place + 1 :]
    answer = hostile.get(f"/api/v1/{kind}", params={"limit": 1, "after": changed, **words})
    assert answer.status_code == 400 if changed.rstrip("=") != cursor and letter in "ا%" else answer.status_code in {200, 400}
    other = hostile.get(f"/api/v1/{kind}", params={"limit": 1, "after": cursor, **({"q": "غيره"} if words else {"type": "AID"})})
    assert other.status_code == 400, "a cursor belongs to its question"


def test_a_body_that_is_too_large_is_refused(hostile):
    assert hostile.post("/api/v1/read", content=b"x" * (FREE.body_limit + 1)).status_code == 413
    assert hostile.post("/en/read", content=b"x" * (FREE.body_limit + 1)).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1]x"])
def test_a_foreign_host_is_refused_on_every_page(hostile, host):
    for path in ("/", "/ar/", "/en/read", "/api/v1/events", "/api/v1/openapi.json", "/en/events.atom", "/static/musnad.svg"):
        assert hostile.get(path, headers={"host": host}).status_code in {400, 421}
