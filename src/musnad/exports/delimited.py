"""CSV and TSV: UTF-8, one header line, cells that no spreadsheet takes for a formula.

>>> guarded("=1+1"), guarded("لقاء"), unguarded("'=1+1")
("'=1+1", 'لقاء', '=1+1')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

BOM = "\ufeff"
"""What tells Excel that a file is UTF-8."""
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""Beginnings that spreadsheets take for a formula (OWASP, CSV Injection), and those that would be taken for a guarded one."""
_QUOTED = re.compile('[,\t\r\n"]')
_BATCH = 500

Cell = str | int | float | bool | None


def guarded(cell: str) -> str:
    """A text that spreadsheets show as it is: an apostrophe before one that looks like a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def delimited(
    columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, tab: bool = False, header: bool = True, bom: bool = False
) -> Iterator[bytes]:
    """Rows as CSV (RFC 4180), or as TSV with `tab`; texts guarded, numbers as they are, None an empty cell. Streams."""
    mark, end = ("\t", "\n") if tab else (",", "\r\n")
    pending = [BOM] if bom else []
    if header:
        pending.append(mark.join(map(_quoted, columns)) + end)
    for n, row in enumerate(rows, 1):
        pending.append(mark.join(_quoted(_cell(row[column])) for column in columns) + end)
        if n % _BATCH == 0:
            yield "".join(pending).encode()
            pending = []
    yield "".join(pending).encode()


def flat(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, header: bool = True) -> Iterator[bytes]:
    """Rows for readers that know no quotation marks (GDELT's, POLECAT's): tabs and line breaks within cells become spaces."""
    if header:
        yield ("\t".join(columns) + "\n").encode()
    for row in rows:
        yield ("\t".join(_plain(row[column]) for column in columns) + "\n").encode()


def _plain(value: Cell) -> str:
    return guarded(" ".join(value.split())) if isinstance(value, str) else _cell(value)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else str(value)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
