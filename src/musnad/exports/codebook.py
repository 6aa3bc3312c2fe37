"""The codebook: what every column of every table means, in English and Arabic, and what may stand in it.

>>> {column.table for column in codebook()} >= {"events", "reports", "statements", "articles"}
True
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from musnad.exports.lines import lines
from musnad.exports.wording import values

TABLES = ("events", "reports", "statements", "articles", "actors", "parties")
"""The tables of a data package. The table `texts` is written only where it is asked for by name."""


class Column(NamedTuple):
    """A column. `type`: text, integer, number, day (ISO), moment (ISO), edtf, list (of texts joined by |), key.

    `group` names the values that may stand in it (`wording.values`), empty where any may; `en` and `ar` are its meaning.
    """

    table: str
    name: str
    type: str
    group: str
    en: str
    ar: str


@cache
def codebook() -> tuple[Column, ...]:
    """All columns of all tables, in their order."""
    return tuple(
        Column(line["table"], line["column"], line["type"], line["values"], line["en"], line["ar"]) for line in lines("codebook")
    )


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order; none for a table that isn't there."""
    return tuple(column for column in codebook() if column.table == table)


def allowed(column: Column) -> tuple[str, ...]:
    """The values that may stand in a column (in each part of a list); empty where any may.

    A mode is written alone: its values come without their type.
    """
    return tuple(dict.fromkeys(value.rpartition("/")[2] for value, _, _ in values(column.group)))


def described() -> Iterator[dict[str, Any]]:
    """The codebook as plain values for machines: table, column, type, en, ar, and values with their words."""
    for column in codebook():
        yield {
            "table": column.table, "column": column.name, "type": column.type, "en": column.en, "ar": column.ar,
            "values": [{"value": value, "en": en, "ar": ar} for value, en, ar in values(column.group)],
        }  # fmt: skip
