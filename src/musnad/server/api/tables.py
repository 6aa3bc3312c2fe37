"""Lists as CSV, in the columns of the codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from musnad.asking.rows import article_row, event_row, statement_row
from musnad.exports.codebook import columns
from musnad.exports.delimited import delimited

_ROWS: Mapping[str, Callable[[Any], Mapping[str, Any]]] = {
    "events": event_row, "statements": statement_row, "articles": article_row,
}  # fmt: skip


def csv_rows(table: str, items: Iterable[Any]) -> Iterator[bytes]:
    """Answers of a list (`events`, `statements`, `articles`) as CSV with a header line, as they come."""
    return delimited([column.name for column in columns(table)], map(_ROWS[table], items))
