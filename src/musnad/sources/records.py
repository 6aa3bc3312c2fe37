"""Records that Musnad wrote, read back: files of JSON lines, compressed or not, or standard input («-»)."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import cast

from musnad.errors import RecordError, SourceError
from musnad.record import Record
from musnad.sources.decoding import BROKEN, text_of
from musnad.sources.read import Reject

_HEAD = 1 << 20
"""Characters of a first line that are looked at; a record's coder stands at its end."""
_ENDS = '"format":'
_BEGINS = b'{"document":{"id":'


def holds_records(path: str | Path) -> bool:
    """Whether a file's first line is a record as `musnad code` writes it, and not an article.

    Of standard input only the first bytes are looked at, and nothing is taken from it.
    """
    if str(path) == "-":
        return cast(io.BufferedReader, sys.stdin.buffer).peek(len(_BEGINS)).startswith(_BEGINS)
    try:
        with Path(path).open("rb") as raw:
            first = text_of(raw).readline(_HEAD)
    except (SourceError, *BROKEN):
        return False
    return first.startswith('{"document":') and _ENDS in first[-200:]


def read_records(
    inputs: Iterable[str | Path], on_reject: Callable[[Reject], None], count: Callable[[int], None] = lambda n: None
) -> Iterator[Record]:
    """The records of files and standard input, in order. A line that is none goes to `on_reject`; `count` is told the bytes read."""
    for given in inputs:
        name = str(given)
        try:
            with nullcontext(sys.stdin.buffer) if name == "-" else Path(given).open("rb") as raw:
                for n, line in enumerate(text_of(raw, count), 1):
                    try:
                        yield Record.from_json(line)
                    except (RecordError, UnicodeEncodeError) as fault:
                        on_reject(Reject(name, n, f"not a record of Musnad: {fault}", line[:2000]))
        except (SourceError, *BROKEN) as fault:
            on_reject(Reject(name, None, f"cannot be read: {fault}"))
