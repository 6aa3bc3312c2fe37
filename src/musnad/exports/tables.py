"""The flat tables: a row for each happening, report, statement, article, actor, part taken; columns as the codebook has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from musnad.asking.rows import Row, article_row, event_row, report_row, statement_row, who_row
from musnad.exports.choice import PLAIN, Choice
from musnad.exports.codebook import columns
from musnad.exports.delimited import delimited
from musnad.exports.parquet import parquet

__all__ = ["ROWS", "Row", "csv", "jsonl", "parquet_table", "tsv"]

ROWS: Mapping[str, Callable[[Any], Row]] = {
    "events": event_row,
    "reports": lambda pair: report_row(*pair),
    "statements": statement_row,
    "articles": article_row,
    "actors": who_row,
    "texts": lambda pair: {"article": pair[0].id, "text": pair[1]},
}
"""How an answer becomes a row of a table; a report comes with the id of its happening, an article with its text, as pairs."""


def csv(table: str, answers: Iterable[Any], choice: Choice = PLAIN) -> Iterator[bytes]:
    """A table as CSV."""
    return delimited(_names(table), map(ROWS[table], answers), header=choice.header, bom=choice.bom)


def tsv(table: str, answers: Iterable[Any], choice: Choice = PLAIN) -> Iterator[bytes]:
    """A table as TSV, with quotation marks where a cell holds a tab or a line break."""
    return delimited(_names(table), map(ROWS[table], answers), tab=True, header=choice.header, bom=choice.bom)


def jsonl(table: str, answers: Iterable[Any], choice: Choice = PLAIN) -> Iterator[bytes]:
    """A table as JSON Lines: the same columns, numbers as numbers, lists as lists (an unknown part is null), null where nothing is known."""
    lists = {column.name for column in columns(table) if column.type == "list"}
    for answer in answers:
        row = ROWS[table](answer)
        yield msgspec.json.encode({name: _parts(value) if name in lists else value for name, value in row.items()}) + b"\n"


def parquet_table(table: str, answers: Iterable[Any], choice: Choice = PLAIN) -> Iterator[bytes]:
    """A table as Parquet. Raises `ExportError` without pyarrow."""
    return parquet(columns(table), map(ROWS[table], answers))


def _names(table: str) -> list[str]:
    return [column.name for column in columns(table)]


def _parts(cell: Any) -> list[str | None]:
    return [] if cell is None else [part or None for part in cell.split("|")]
