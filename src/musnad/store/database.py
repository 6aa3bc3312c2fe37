"""An open database: connections that read one state of it, and one that writes alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from musnad.errors import StoreError

PATIENCE = 60
"""Seconds that one writer waits for another to finish its batch."""
_CACHE = 8192
"""Kilobytes that SQLite keeps for each connection; a server holds fifteen, and the system keeps the file in memory anyway."""
_WRITERS = 0x6D75736E6164
"""Number of the lock that PostgreSQL's writers take in turn («musnad» in ASCII)."""


@dataclass(frozen=True)
class Store:
    """An open database. One writes, many read; close it or use it in a `with` statement."""

    engine: Engine

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @property
    def place(self) -> str:
        """Where the database is, without its password."""
        url = self.engine.url
        return str(url.database) if self.kind == "sqlite" else url.render_as_string(hide_password=True)

    @property
    def address(self) -> str:
        """What another process opens it by, its password included: nothing to show or to log."""
        url = self.engine.url
        return str(url.database) if self.kind == "sqlite" else url.render_as_string(hide_password=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database from beginning to end. Raises `StoreError`."""
        with self._faults(), self.engine.connect() as connection:
            if self.kind == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that writes alone: all of it is kept at the end, or nothing. Raises `StoreError`."""
        with self._faults(), self.engine.connect() as connection:
            connection = connection.execution_options(musnad_writes=True)
            with connection.begin():
                if self.kind == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS})
                yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as fault:
            raise StoreError(f"{self.place}: the database refuses: {_first_line(fault)}") from fault

    def close(self) -> None:
        """Give the database back."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def connect(url: URL) -> Store:
    """The store at a URL; nothing is read or written yet. Raises `StoreError` where the driver is missing."""
    try:
        engine = create_engine(url)
    except ModuleNotFoundError:
        raise StoreError("PostgreSQL needs the package psycopg; install it with: pip install 'musnad[postgresql]'") from None
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return Store(engine)


def _prepare_sqlite(engine: Engine) -> None:
    """WAL: readers go on while one writes. FULL: what was acknowledged outlives a power cut, too."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, below
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA cache_size = -{_CACHE}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("musnad_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _first_line(fault: DBAPIError) -> str:
    return str(fault.orig).strip().splitlines()[0] if str(fault.orig).strip() else type(fault.orig).__name__
