"""A PostgreSQL server of our own for tests: made in a temporary folder, reached by a socket there, gone afterwards.

The program comes from the package pgserver (part of the `dev` extra), else from Debian's. PostgreSQL refuses to run as
root; then it runs as `postgres` or `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


class NoServer(Exception):
    """No PostgreSQL can be had here; the message says why."""


@contextmanager
def server() -> Iterator[str]:
    """The URL of a fresh server's database `postgres`; its user may make others. Raises `NoServer`."""
    user = _user()
    programs = _programs(user)
    folder = Path(tempfile.mkdtemp(prefix="musnad-pg-"))
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data, log = folder / "data", folder / "log"
    try:
        _run(user, programs / "initdb", "-D", data, "-U", "musnad", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=40"
        _run(user, programs / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start")
        try:
            yield f"postgresql://musnad@/postgres?host={folder}"
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def database(url: str, name: str) -> str:
    """The URL of a new, empty database beside that of `url`."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.replace("/postgres?", f"/{name}?")


def _user() -> str | None:
    """Whom to run the server as; None for ourselves."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoServer("this is root, and there is no user postgres or nobody to run PostgreSQL as")


def _programs(user: str | None) -> Path:
    package = find_spec("pgserver")
    places = [Path(folder) / "pginstall" / "bin" for folder in (package.submodule_search_locations if package else None) or ()]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        try:
            _run(user, place / "postgres", "--version")
            return place
        except NoServer:
            continue
    raise NoServer("no PostgreSQL here: neither the package pgserver nor Debian's postgresql can be run")


def _run(user: str | None, *command: object) -> None:
    """Run a program; a server that it starts must not keep our pipes open, so output goes to a file."""
    with tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", user=user,
                group=pwd.getpwnam(user).pw_gid if user else None, extra_groups=[] if user else None, timeout=120,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as fault:
            raise NoServer(f"{command[0]}: {fault}") from fault
        if done.returncode:
            said.seek(0)
            raise NoServer(f"{command[0]}: {said.read()[-600:].decode(errors='replace')}")
