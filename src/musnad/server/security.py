"""What stands between the network and the application: a pure ASGI middleware that refuses, limits, and adds headers.

- Who calls: the Host must be one of ours (a page elsewhere can't reach us by rebinding its name), and an Origin must be our own.
- What it may do: writing needs the token where one is set, as `Authorization: Bearer …` or the cookie that signing in gives.
- How much: URL, header fields and body, the time until an answer begins, and how often a client asks.
- What a browser may do with an answer: nothing from elsewhere, no inline script or style, in no frame.

The referrer policy is `same-origin`: under `no-referrer` browsers send `Origin: null` with our own forms, so that they couldn't be
told from foreign ones; no other host ever sees an address of ours either way.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.server.limits import Buckets, client_of
from musnad.server.settings import Settings

_log = logging.getLogger("musnad.server")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "musnad"
LOGIN = "/login"
"""How the path of the form that takes the token ends; the one write that needs none."""
STREAM_COST = 20.0
"""What a stream or an export costs, in cheap reads."""
LOGIN_COST = 5.0
CSP = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
))  # fmt: skip
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), browsing-topics=()"),
)
_HOST = re.compile(r"(?:\[(?P<address>[0-9A-Fa-f:.]{2,45})\]|(?P<name>[A-Za-z0-9._-]{1,253}))(?::(?P<port>[0-9]{1,5}))?")
Refuse = Callable[[Scope, int, str, Mapping[str, str]], Response]
"""Makes the response of a refusal: scope, status, what was wrong and what to do, further headers."""


class _Refused(Exception):
    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}


class Security:
    """The middleware. `refuse` makes the answers that it gives itself."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Refuse) -> None:
        self.app, self.settings, self.refuse = app, settings, refuse
        self._reads = Buckets(settings.reads, settings.reads_at_once)
        self._writes = Buckets(settings.writes, settings.writes_at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        head = scope["method"] == "HEAD"
        guarded = _Guarded(send, head=head)
        if head:
            scope = {**scope, "method": "GET"}
        try:
            self._check(scope, Headers(scope=scope))
            if scope["method"] not in SAFE:
                receive = await _whole_body(scope, receive, self.settings.body_limit, self.settings.seconds)
            await self._answer(scope, receive, guarded)
        except _Refused as refused:
            readable = scope if scope.get("query_string", b"").isascii() else {**scope, "query_string": b""}
            response = self.refuse(readable, refused.status, refused.detail, refused.headers)
            await response(scope, receive, guarded.mine)

    def _check(self, scope: Scope, headers: Headers) -> None:
        length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope.get("query_string", b""))
        if length > self.settings.url_limit:
            raise _Refused(414, f"the address is {length} bytes long; up to {self.settings.url_limit} are read")
        if not scope.get("query_string", b"").isascii():
            raise _Refused(400, "the query string holds bytes that aren't ASCII; write other letters percent-encoded in UTF-8")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self.settings.header_limit:
            raise _Refused(431, f"the header fields hold more than {self.settings.header_limit} bytes")
        _check_caller(headers, scope["method"], self.settings)
        self._check_rate(scope)
        if scope["method"] not in SAFE and not self._may_write(scope, headers):
            raise _Refused(401, "writing here needs the token: send it as «Authorization: Bearer TOKEN», or sign in first",
                           {"WWW-Authenticate": 'Bearer realm="musnad"'})  # fmt: skip

    def _check_rate(self, scope: Scope) -> None:
        path, client = scope["path"], client_of((scope.get("client") or ("", 0))[0])
        if path.startswith("/static/"):
            return
        if scope["method"] in SAFE:
            wait = self._reads.take(client, STREAM_COST if is_stream(path, scope.get("query_string", b"")) else 1.0)
        else:
            wait = self._writes.take(client, LOGIN_COST if path.endswith(LOGIN) else 1.0)
        if wait:
            raise _Refused(429, f"too many requests; ask again in {wait} s", {"Retry-After": str(wait)})

    def _may_write(self, scope: Scope, headers: Headers) -> bool:
        token = self.settings.token
        if token is None or scope["path"].endswith(LOGIN):
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and same(given.strip(), token):
            return True
        return same(_cookie(headers.get("cookie", "")), session(token))

    async def _answer(self, scope: Scope, receive: Receive, guarded: _Guarded) -> None:
        """Let the application answer; what hasn't begun in time is given up, and goes on alone without being heard."""
        work = asyncio.ensure_future(self.app(scope, receive, guarded.send))
        begun = asyncio.ensure_future(guarded.begun.wait())
        try:
            await asyncio.wait({work, begun}, timeout=self.settings.seconds, return_when=asyncio.FIRST_COMPLETED)
            if not work.done() and not guarded.begun.is_set():
                guarded.closed = True
                _forget(work)
                raise _Refused(504, f"no answer in {self.settings.seconds:g} s; narrow the question", {"Retry-After": "10"})
            await _ended(work, guarded)
        except asyncio.CancelledError:
            work.cancel()
            raise
        except _Refused:
            raise
        except Exception as fault:
            _log.exception("%s %s failed", scope["method"], scope["path"])
            if guarded.begun.is_set():
                raise
            raise _Refused(500, "something went wrong on the server; its log says what") from fault
        finally:
            begun.cancel()


async def _ended(work: asyncio.Future[None], guarded: _Guarded) -> None:
    """Wait for the answer's end; to HEAD it ends where the body begins, whatever the application would still send."""
    if guarded.head:
        over = asyncio.ensure_future(guarded.over.wait())
        both: set[asyncio.Future[Any]] = {work, over}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if not work.done():
            work.cancel()
            await asyncio.wait({work})
            return
    await work


class _Guarded:
    """The way out: adds the headers, tells when an answer began, and hears nothing of an application that was given up.

    With `head` only the fields of the answer go out, as to GET, and no body.
    """

    def __init__(self, send: Send, *, head: bool) -> None:
        self._send = send
        self.head = head
        self.begun, self.over = asyncio.Event(), asyncio.Event()
        self.closed = False

    async def send(self, message: Message) -> None:
        """For the application."""
        if self.closed:
            return
        self.begun.set()
        await self.mine(message)

    async def mine(self, message: Message) -> None:
        """For the middleware's own answers."""
        if message["type"] == "http.response.start":
            ours = {name for name, _ in HEADERS}
            others = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in ours]
            message = {**message, "headers": [*others, *HEADERS]}
        elif self.head and message["type"] == "http.response.body":
            message, self.closed = {"type": "http.response.body", "body": b"", "more_body": False}, True
            self.over.set()
        await self._send(message)


def session(token: str) -> str:
    """The cookie's value for those who know the token: made from it, and telling nothing of it."""
    return hmac.new(token.encode(), b"musnad session", sha256).hexdigest()


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def is_stream(path: str, query: bytes) -> bool:
    """Whether an address gives a whole list as a file, without a cap."""
    asked = b"format=csv" in query or b"format=jsonl" in query
    return asked or "/export/" in path or path.endswith((".csv", ".atom", ".ics"))


def _check_caller(headers: Headers, method: str, settings: Settings) -> None:
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not (name := host_name(hosts[0])):
        raise _Refused(400, "the request needs one Host header: the name under which this server was called")
    if not settings.allows_host(name):
        raise _Refused(421, f"this server is not called «{name[:100]}»; if it should be, start it with --allow-host {name[:100]}")
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    foreign = origin is not None and urlsplit_netloc(origin) != hosts[0].casefold()
    if foreign and not (origin == "null" and site == "same-origin"):
        raise _Refused(403, "the request comes from a page elsewhere; this server answers only its own pages")
    if method not in SAFE and site not in {None, "same-origin", "none"}:
        raise _Refused(403, "a page elsewhere can't write here")


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets; empty where it is malformed."""
    parts = _HOST.fullmatch(host)
    return (parts["address"] or parts["name"]) if parts and int(parts["port"] or 0) < 65536 else ""


def urlsplit_netloc(origin: str) -> str:
    """Host and port of an Origin header, as a Host header writes them."""
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""


def _cookie(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


async def _whole_body(scope: Scope, receive: Receive, limit: int, seconds: float) -> Receive:
    """Read the body, up to the limit and the time, and give it to the application in one piece."""
    too_large = _Refused(413, f"the body may hold up to {limit} bytes", {"Connection": "close"})
    declared = Headers(scope=scope).get("content-length")
    if declared is not None and (not declared.isdigit() or int(declared) > limit):
        raise too_large
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise _Refused(400, "the body ended before it was whole")
                size += len(message.get("body", b""))
                if size > limit:
                    raise too_large
                pieces.append(message.get("body", b""))
                if not message.get("more_body"):
                    break
    except TimeoutError:
        raise _Refused(408, f"the body didn't arrive in {seconds:g} s", {"Connection": "close"}) from None
    return _replay(b"".join(pieces), receive)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


_left: set[asyncio.Future[None]] = set()
"""Work that was given up; kept here until it ends."""


def _forget(work: asyncio.Future[None]) -> None:
    _left.add(work)

    def ended(done: asyncio.Future[None]) -> None:
        _left.discard(done)
        if not done.cancelled():
            done.exception()

    work.add_done_callback(ended)
