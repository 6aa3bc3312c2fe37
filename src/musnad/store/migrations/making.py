"""What every step that makes tables needs: columns written as short texts.

`id:i! name:t outlet:t?` are the key, a text, and a text that may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""Only INTEGER is the key of SQLite's own row order; it holds 64 bits there."""
_KINDS: dict[str, Any] = {"i": _ID, "n": sa.Integer, "t": sa.Text, "f": sa.Float, "b": sa.Boolean}
"""Kinds of columns: id, number, text, fraction, truth; «!» is part of the key, «?» may be empty."""


def make(tables: Mapping[str, str], indexes: Iterable[str]) -> None:
    """Make tables, given by their columns, and indexes, given as a table and its columns («events day id»)."""
    for name, columns in tables.items():
        made = [_column(column) for column in columns.split()]
        op.create_table(name, *made, sqlite_with_rowid=sum(c.primary_key for c in made) == 1)
    for index in indexes:
        table, *keys = index.split()
        op.create_index(f"{table}_{keys[0]}", table, keys)


def _column(written: str) -> sa.Column[Any]:
    name, kind = written.split(":")
    key = kind.endswith("!")
    return sa.Column(name, _KINDS[kind[0]], primary_key=key, autoincrement=False, nullable=kind.endswith("?"))
