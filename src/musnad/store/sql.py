"""What several modules ask of SQL in the same way: many values at once, in lists that every database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, insert, select

T = TypeVar("T")
_MANY = 500
"""Values in one SQL list; SQLite takes 32 766 parameters, and short lists are prepared once."""


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists that fit into one statement."""
    remaining = iter(values)
    while some := list(islice(remaining, _MANY)):
        yield some


def rows_where(connection: Connection, table: Table, column: Column[Any], values: Iterable[object]) -> Iterator[dict[str, Any]]:
    """The rows of a table whose column holds one of the values."""
    for some in chunks(values):
        for row in connection.execute(select(table).where(column.in_(some))).mappings().all():
            yield dict(row)


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, of which there may be none."""
    if rows:
        connection.execute(insert(table), rows)
