"""Opening a database: a file of SQLite, or a PostgreSQL server by URL; its tables are made or brought up to date.

>>> import tempfile
>>> with open_store(tempfile.mkdtemp() + "/news.db") as store:
...     store.kind
'sqlite'
"""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from musnad.errors import StoreError
from musnad.store.database import PATIENCE, Store, connect
from musnad.store.migrations import LEDGER, upgrade
from musnad.store.tables import SCHEMA
from musnad.store.writing import refresh


def open_store(where: str | Path, *, create: bool = True) -> Store:
    """Open the database at a path or URL (`postgresql://user@host/name`), making or updating its tables where needed.

    `create=False` refuses a file that is not there yet. Raises `StoreError` where the place can't be reached, holds
    something else, or was made by a newer Musnad.
    """
    url = _url(where)
    if url.get_backend_name() == "sqlite":
        _check_file(url, create=create)
    store = connect(url)
    try:
        _update(store)
        refresh(store)
    except BaseException:
        store.close()
        raise
    return store


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        if not str(where).strip():
            raise StoreError("the database has no name; give a file or a URL")
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        url, backend = URL.create("unknown"), ""
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url
    raise StoreError("the database is a file, or a URL like postgresql://user:password@host/name; this URL is neither")


def _check_file(url: URL, *, create: bool) -> None:
    path = Path(url.database or "")
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent}; make it first")
    if not path.exists() and not create:
        raise StoreError(f"there is no database {path}; musnad ingest makes one")


def _update(store: Store) -> None:
    """Make or update the tables unless they are what this version of Musnad works with."""
    try:
        with store.reading() as connection:
            if _schema(connection) == SCHEMA:
                return
    except StoreError as fault:
        if store.kind != "sqlite" or "is locked" not in str(fault):  # somebody else makes this file just now, below we wait for it
            raise _unusable(store, fault) from fault
    if store.kind == "sqlite":
        _wal(store.engine)
    with store.writing() as connection:
        found = _schema(connection)
        if found is None and (others := inspect(connection).get_table_names()):
            raise StoreError(f"{store.place} holds other tables ({', '.join(sorted(others)[:3])}…) and no collection of Musnad")
        if found != SCHEMA and not upgrade(connection, found):
            raise StoreError(f"{store.place} was made by a newer version of Musnad (tables {found}, here {SCHEMA}); update Musnad")


def _schema(connection: Connection) -> str | None:
    if not inspect(connection).has_table(LEDGER):
        return None
    return connection.execute(text(f"SELECT version_num FROM {LEDGER}")).scalar()


def _wal(engine: Engine) -> None:
    """Switch a file to WAL; while two open a new file at once, SQLite answers one of them «locked» without waiting."""
    until = time.monotonic() + PATIENCE
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except engine.dialect.loaded_dbapi.OperationalError as fault:
            if time.monotonic() > until or "locked" not in str(fault):
                raise StoreError(f"{engine.url.database}: the database refuses: {fault}") from fault
            time.sleep(0.02)
        finally:
            connection.close()


def _unusable(store: Store, fault: StoreError) -> StoreError:
    if "not a database" in str(fault):
        return StoreError(f"{store.place} is a file, but not a database")
    if store.kind == "sqlite" and "unable to open" in str(fault):
        folder = Path(store.place).absolute().parent
        return StoreError(
            f"{store.place} can't be opened: this user must be allowed to write it and in its folder {folder}, where SQLite keeps its "
            "journal even when it only reads; copy the database into a folder of yours"
        )
    if store.kind == "postgresql":
        return StoreError(f"the database {store.place} can't be reached: {str(fault).partition('refuses: ')[2] or fault}")
    return fault
