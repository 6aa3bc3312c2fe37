"""The middleware refuses who may not call, bounds what is sent, and adds its headers to every answer."""

import asyncio
import time

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route, Router
from starlette.testclient import TestClient

from musnad.server.app import make_app
from musnad.server.limits import Buckets, client_of
from musnad.server.refusals import refuse
from musnad.server.security import COOKIE, CSP, Security, host_name, is_stream, session
from musnad.server.settings import Settings

TOKEN = "a-token-for-tests-only"
HOME = "http://127.0.0.1:8321"


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


def _slow(request: Request) -> PlainTextResponse:
    time.sleep(float(request.query_params["s"]))
    return PlainTextResponse("late")


async def _trickle(_: Request) -> StreamingResponse:
    async def pieces():
        yield b"first "
        await asyncio.sleep(0.6)
        yield b"last"

    return StreamingResponse(pieces())


def _broken(_: Request) -> PlainTextResponse:
    raise ZeroDivisionError("the secret of the stack")


def _client(base: str = HOME, **settings) -> TestClient:
    paths = ("/", "/en/x", "/en/login", "/api/v1/events", "/api/v1/export/csv", "/static/a.css")
    routes = [Route(path, _echo, methods=["GET", "POST"]) for path in paths]
    routes += [Route(path, _slow) for path in ("/en/slow", "/api/slow")]
    routes += [Route("/trickle", _trickle), Route("/en/broken", _broken), Route("/api/broken", _broken)]
    app = Security(Router(routes), Settings(**settings), refuse)
    return TestClient(app, base, follow_redirects=False)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8321", "localhost", "LOCALHOST:9", "localhost.", "[::1]", "[::1]:8321"],
)
def test_the_loopback_has_names(host):
    assert _client().get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8321", "10.0.0.7", "localhost@evil.example", "evil.example#localhost",
     "", "a b", "localhost:99999", "localhost/../x", "[::1", "127.0.0.1, evil.example", "::1"],
)  # fmt: skip
def test_a_foreign_host_is_refused(host):
    for path in ("/en/x", "/api/v1/events", "/static/a.css"):
        assert _client().get(path, headers={"host": host}).status_code in {400, 421}


def test_two_hosts_are_none():
    raw = [("Host", "localhost"), ("Host", "evil.example")]
    assert _client().get("/", headers=raw).status_code == 400


def test_configured_names_and_addresses():
    assert _client(hosts=("news.example",), token=TOKEN).get("/", headers={"host": "News.Example:80"}).status_code == 200
    anywhere = _client(host="0.0.0.0", token=TOKEN)
    assert anywhere.get("/", headers={"host": "192.168.1.5:8321"}).status_code == 200
    assert anywhere.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": HOME}, 200),
        ({"origin": HOME, "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "null"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "http://localhost:8321"}, 403),
        ({"origin": "http://evil.example", "sec-fetch-site": "same-origin"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 200),
    ],
)
def test_writes_come_from_our_own_pages(headers, status):
    assert _client().post("/en/x", headers=headers, content=b"x").status_code == status


def test_reads_may_come_by_a_link_but_not_from_a_foreign_script():
    client = _client()
    assert client.get("/en/x", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}).status_code == 200
    assert client.get("/api/v1/events", headers={"origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/en/x", "/api/v1/events", "/missing", "/en/broken", "/static/a.css"])
def test_every_answer_carries_the_headers(path):
    for answer in (_client().get(path), _client().get(path, headers={"host": "evil.example"})):
        assert answer.headers["content-security-policy"] == CSP
        assert "unsafe" not in CSP and "http" not in CSP
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


def test_refusals_speak_the_callers_language():
    arabic = _client().get("/ar/x", headers={"host": "evil.example"})
    assert 'lang="ar"' in arabic.text and "لا يُعرف هذا الخادم" in arabic.text
    assert 'lang="en"' in _client().get("/en/x", headers={"host": "evil.example"}).text
    problem = _client().get("/api/v1/events", headers={"host": "evil.example"})
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json() | {"detail": ""} == {"type": "about:blank", "title": "Misdirected Request", "status": 421, "detail": ""}


def test_a_fault_of_ours_is_said_without_its_inside():
    for path in ("/en/broken", "/api/broken"):
        answer = _client().get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text and "Traceback" not in answer.text


def test_a_body_has_a_limit_declared_or_not():
    client = _client(body_limit=1024)
    assert client.post("/en/x", content=b"x" * 1024).text == "1024"
    assert client.post("/en/x", content=b"x" * 1025).status_code == 413
    assert client.post("/en/x", content=(b"x" * 100 for _ in range(20))).status_code == 413
    assert client.post("/en/x", content=(b"x" * 100 for _ in range(5))).text == "500"
    assert client.post("/api/v1/events", content=b"x" * 1025).headers["content-type"] == "application/problem+json"
    assert client.post("/en/x", headers={"content-length": "-3"}, content=b"x").status_code == 413


def test_what_is_too_large_is_not_read_to_its_end():
    app = Security(Starlette(), Settings(body_limit=1024), refuse)
    read = 0

    async def endless():
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 400, "more_body": True}

    sent = asyncio.run(_ask(app, "POST", endless))
    assert sent[0]["status"] == 413 and read == 3


def test_a_body_that_does_not_arrive():
    async def never():
        await asyncio.sleep(30)

    app = Security(Starlette(), Settings(seconds=0.1), refuse)
    assert asyncio.run(_ask(app, "POST", never))[0]["status"] == 408


async def _ask(app, method, receive):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": method, "path": "/api/v1/read", "raw_path": b"/api/v1/read", "query_string": b"", "root_path": "",
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "scheme": "http",
    }  # fmt: skip
    await app(scope, receive, send)
    return sent


def test_addresses_and_headers_have_limits():
    client = _client(url_limit=300, header_limit=2000)
    assert client.get("/en/x?q=" + "a" * 300).status_code == 414
    assert client.get("/en/x", headers={"x-long": "a" * 2000}).status_code == 431


def test_what_takes_too_long_is_given_up():
    client = _client(seconds=0.2)
    assert client.get("/en/slow?s=0").status_code == 200
    late = client.get("/api/slow?s=0.8")
    assert late.status_code == 504 and late.headers["retry-after"] and late.json()["status"] == 504
    assert client.get("/en/slow?s=0.8").status_code == 504


def test_what_streams_may_take_longer():
    assert _client(seconds=0.3).get("/trickle").text == "first last"


def test_head_is_get_without_a_body():
    client = _client()
    for path in ("/en/x", "/trickle", "/missing"):
        whole, head = client.get(path), client.head(path)
        assert head.status_code == whole.status_code and head.content == b""
        assert head.headers.get("content-type") == whole.headers.get("content-type")
    assert client.head("/en/x", headers={"host": "evil.example"}).content == b""
    assert client.head("/en/broken").status_code == 500


def test_who_asks_too_often_waits():
    client = _client(reads=1, reads_at_once=22, writes=1, writes_at_once=3)
    assert client.get("/api/v1/export/csv").status_code == 200
    statuses = [client.get("/en/x").status_code for _ in range(4)]
    assert statuses[:2] == [200, 200] and statuses[-1] == 429
    refused = client.get("/api/v1/events")
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) >= 1
    assert client.get("/static/a.css").status_code == 200
    assert [client.post("/en/x").status_code for _ in range(5)][-1] == 429


def test_buckets_fill_with_time_and_are_one_for_each_client():
    now = [0.0]
    buckets = Buckets(2.0, 4.0, lambda: now[0])
    assert [buckets.take("a", 1) for _ in range(5)] == [0, 0, 0, 0, 1]
    assert buckets.take("b", 4) == 0
    now[0] = 1.0
    assert [buckets.take("a", 1) for _ in range(3)] == [0, 0, 1]
    now[0] = 100.0
    assert buckets.take("a", 99) == 0, "a cost above the bucket takes all of it, and is not refused for ever"
    for n in range(5000):
        buckets.take(f"c{n}", 1)
    assert len(buckets._held) <= 4096


def test_a_network_of_ipv6_is_one_client():
    assert client_of("2001:db8::1") == client_of("2001:db8::ffff:1") != client_of("2001:db8:0:1::1")
    assert client_of("10.0.0.1") != client_of("10.0.0.2")
    assert client_of("") == ""


def test_writing_beyond_the_loopback_needs_the_token():
    client = _client(host="0.0.0.0", token=TOKEN)
    assert client.get("/en/x").status_code == 200
    refused = client.post("/api/v1/events", content=b"x")
    assert refused.status_code == 401 and refused.headers["www-authenticate"].startswith("Bearer")
    assert 'name="token"' in client.post("/en/x").text
    for wrong in ("", "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer كلمة".encode()):
        assert client.post("/api/v1/events", headers={"authorization": wrong}).status_code == 401
    assert client.post("/api/v1/events", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.post("/api/v1/events", headers={"cookie": f"{COOKIE}={session(TOKEN)}"}).status_code == 200
    assert client.post("/api/v1/events", headers={"cookie": f"{COOKIE}={TOKEN}"}).status_code == 401
    assert client.post("/en/login").status_code == 200


def test_no_server_beyond_the_loopback_is_without_a_token():
    assert Settings().token is None
    for open_ in (Settings(host="0.0.0.0"), Settings(host="192.168.1.5"), Settings(hosts=("news.example",))):
        assert open_.token and len(open_.token) >= 24 and open_.token_was_made
    assert Settings(host="::").token != Settings(host="::").token
    with pytest.raises(ValueError, match="at least 16"):
        Settings(token="short")


def test_names_of_the_environment(monkeypatch):
    monkeypatch.setenv("MUSNAD_HOSTS", "a.example, b.example")
    monkeypatch.setenv("MUSNAD_TOKEN", TOKEN)
    monkeypatch.setenv("MUSNAD_PORT", "9000")
    assert (Settings().hosts, Settings().token, Settings().port) == (("a.example", "b.example"), TOKEN, 9000)


def test_host_names():
    assert [host_name(h) for h in ("a:1", "[::1]:8", "a:b", "a@b", "")] == ["a", "::1", "", "", ""]


def test_streams_are_known_by_their_address():
    assert (
        is_stream("/en/events.csv", b"") and is_stream("/api/v1/events", b"format=jsonl") and is_stream("/api/v1/export/rdf", b"")
    )
    assert not is_stream("/en/events.json", b"") and not is_stream("/api/v1/events", b"format=json")


def test_signing_in_with_the_token(sample_place):
    app = make_app(sample_place, Settings(token=TOKEN))
    client = TestClient(app, HOME, follow_redirects=False)
    asked = client.post("/en/read", data={"text": "قال الوزير"})
    assert asked.status_code == 401 and 'action="/en/login"' in asked.text
    wrong = client.post("/ar/login", data={"token": "not-the-right-one"})
    assert wrong.status_code == 403 and "غير صحيحة" in wrong.text and "set-cookie" not in wrong.headers
    right = client.post("/en/login", data={"token": TOKEN, "back": "/en/read?x=1"})
    assert right.status_code == 303 and right.headers["location"] == "/en/read?x=1"
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and TOKEN not in cookie
    assert client.post("/en/read", data={"text": "قال الوزير"}).status_code != 401
    secure = TestClient(make_app(sample_place, Settings(token=TOKEN, secure_cookie=True)), HOME, follow_redirects=False)
    assert "; secure" in secure.post("/en/login", data={"token": TOKEN}).headers["set-cookie"].lower()


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\nx", ""])
def test_the_way_back_stays_here(sample_place, back):
    client = TestClient(make_app(sample_place, Settings(token=TOKEN)), HOME, follow_redirects=False)
    assert client.post("/en/login", data={"token": TOKEN, "back": back}).headers["location"] == "/en/"


def test_where_there_is_no_token_nobody_signs_in(sample_place):
    client = TestClient(make_app(sample_place, Settings()), HOME, follow_redirects=False)
    assert client.get("/en/login").headers["location"] == "/en/"
    assert client.post("/en/login", data={"token": ""}).status_code in {403, 422}
