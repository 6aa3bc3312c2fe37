"""The whole content of a database, to compare two of them: what they hold, not how or in which order it lies there."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

import msgspec
from sqlalchemy import Table, select, text

from musnad.store import tables as t
from musnad.store.database import Store

_SIZE = 16
"""Bytes of a row's digest; sums of them are compared, so rows may come in any order."""


def dump(store: Store) -> Iterator[str]:
    """Every row as a line «table [values…]», tables in the order of their names, rows in any order; then the indexed articles and passages."""
    with store.reading() as connection:
        for table in sorted(t.metadata.tables.values(), key=_name):
            for row in connection.execute(select(table).execution_options(yield_per=1000)):
                yield f"{table.name} {msgspec.json.encode(tuple(row)).decode()}"
        indexed = "SELECT rowid FROM search" if store.kind == "sqlite" else "SELECT article FROM search"
        for (article,) in connection.execute(text(indexed)):
            yield f"search [{article}]"
        passages = "SELECT rowid FROM passages" if store.kind == "sqlite" else "SELECT item FROM passages"
        for (item,) in connection.execute(text(passages)):
            yield f"passages [{item}]"


def digest(store: Store) -> str:
    """A number of 32 hexadecimal digits that two databases share where they hold the same, SQLite or PostgreSQL."""
    total = 0
    for line in dump(store):
        total += int.from_bytes(blake2b(line.encode(), digest_size=_SIZE).digest(), "big")
    return f"{total % (1 << 8 * _SIZE):032x}"


def _name(table: Table) -> str:
    return table.name
