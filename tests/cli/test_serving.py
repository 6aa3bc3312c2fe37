"""`musnad serve` as a program: it tells its address, answers, says what is in its way, and stops when told."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import musnad
from musnad.store import add, open_store

MUSNAD = Path(sys.executable).parent / "musnad"
TEXT = "أعلن وزير الخارجية العماني بدر البوسعيدي أن الجولة الثالثة من المفاوضات بين إيران والولايات المتحدة ستعقد في مسقط في 26 أبريل 2025."


@pytest.fixture
def filled(place):
    with open_store(place) as store:
        add(store, [musnad.code(musnad.Document("a1", TEXT, outlet="صحيفة", published="2025-04-20"))])
    return place


@contextmanager
def serving(place, *options, **environment):
    """A running server's process and the address that it told."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("MUSNAD_")}
    command = [MUSNAD, "serve", "--db", place, *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=known | environment)
    try:
        address = server.stdout.readline().strip()
        assert address, server.stderr.read()
        yield server, address
    finally:
        server.kill()
        server.communicate()


def answer(address, path, **more):
    """The answer to a GET, waiting for the server to begin."""
    for _ in range(200):
        try:
            return httpx.get(address + path, timeout=60, **more)
        except httpx.ConnectError:
            time.sleep(0.05)
    raise AssertionError("the server doesn't answer")


def test_it_serves_either_database(filled):
    with serving(filled, "--port", "0") as (_, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        held = answer(address, "api/v1/collection").json()
        assert held["articles"] == 1 and held["events"] >= 1
        assert answer(address, "ar/about").status_code == 200
        assert answer(address, "", headers={"Host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told(tmp_path, number):
    path = _sqlite(tmp_path)
    with serving(path, "--port", "0") as (server, address):
        answer(address, "ar/about")
        server.send_signal(number)
        _, said = server.communicate(timeout=60)
        assert server.returncode in {0, -number}
        assert "Traceback" not in said


def _sqlite(tmp_path):
    path = str(tmp_path / "s.db")
    open_store(path).close()
    return path


def _run(*arguments, **environment):
    known = {k: v for k, v in os.environ.items() if not k.startswith("MUSNAD_")}
    return subprocess.run([MUSNAD, *arguments], capture_output=True, text=True, timeout=60, env=known | environment)


def test_a_port_that_is_taken(tmp_path):
    path = _sqlite(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = _run("serve", "--db", path, "--port", port)
        assert refused.returncode == 2 and f"port {port} of 127.0.0.1 is taken" in refused.stderr and "--any-port" in refused.stderr
        with serving(path, "--port", port, "--any-port") as (_, address):
            assert f":{port}/" not in address
            assert answer(address, "ar/about").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["--db", "nowhere.db"], {}, "there is no database nowhere.db"),
        (["--host", "no.such.host.invalid"], {}, "there is no such address"),
        (["--host", "203.0.113.7"], {}, "can't listen on 203.0.113.7"),
        ([], {"MUSNAD_TOKEN": "short"}, "MUSNAD_TOKEN: a token has at least 16"),
        ([], {"MUSNAD_BODY_LIMIT": "many"}, "MUSNAD_BODY_LIMIT"),
    ],
)
def test_what_is_in_the_way_is_said(tmp_path, arguments, environment, words):
    path = _sqlite(tmp_path)
    refused = _run("serve", *(["--db", path] if "--db" not in arguments else []), "--port", "0", *arguments, **environment)
    assert refused.returncode == 2 and words in refused.stderr and "Traceback" not in refused.stderr


def test_beyond_the_loopback_a_token_is_made_and_told(tmp_path):
    path = _sqlite(tmp_path)
    with serving(path, "--port", "0", "--host", "0.0.0.0") as (server, address):
        verdict = {"item": "a#e1", "verdict": "right", "by": "x"}
        answer(address, "ar/about")
        assert httpx.post(address + "api/v1/judgements", json=verdict, timeout=60).status_code == 401
        server.terminate()
        token = re.search(r"token: (\S+)", server.communicate(timeout=60)[1])[1]
        assert len(token) >= 24
    with serving(path, "--port", "0", "--host", "0.0.0.0", MUSNAD_TOKEN=token) as (server, address):
        answer(address, "ar/about")
        known = {"Authorization": f"Bearer {token}"}
        assert httpx.post(address + "api/v1/judgements", json=verdict, headers=known, timeout=60).status_code == 404
        server.terminate()
        assert token not in server.communicate(timeout=60)[1]


def test_help_has_examples():
    for command in ("serve", "mcp"):
        shown = _run(command, "--help").stdout
        assert "Examples:" in shown and f"musnad {command} --db news.db" in shown
