"""Inputs, one after the other, to documents; what cannot be used is set aside with its place and the reason."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO, cast

import msgspec

from musnad.errors import SourceError
from musnad.record import Document
from musnad.sources.decoding import BROKEN, sound, text_of
from musnad.sources.fields import LONGEST, Fields

FORMATS = ("txt", "json", "jsonl", "csv", "tsv")
_PACKED = (".gz", ".xz", ".bz2")
_SUFFIXES = {f".{name}": name for name in FORMATS} | {".ndjson": "jsonl"}
_LINE = 64 << 20
"""Characters; a longer line is not read as a row."""


class Reject(msgspec.Struct, frozen=True):
    """An item that could not be used: where it stands, why, and its raw text (shortened) so that it can be mended."""

    source: str
    line: int | None
    reason: str
    raw: str | None = None

    @property
    def place(self) -> str:
        """«articles.jsonl:17»."""
        return self.source if self.line is None else f"{self.source}:{self.line}"


class _Item(NamedTuple):
    """What was found at a place: a document, or the reason why there is none."""

    source: str
    line: int | None
    found: Document | str
    raw: str = ""


_KEEP = 20_000
"""Characters of a rejected row that are kept."""


def read_documents(
    inputs: Iterable[str | Path], fields: Fields | None = None, *, format: str | None = None,
    on_reject: Callable[[Reject], None] | None = None, count: Callable[[int], None] = lambda n: None,
) -> Iterator[Document]:  # fmt: skip
    """The documents of files, folders and standard input («-»), in order, one in memory at a time.

    `format` (one of `FORMATS`) overrides what the file name says; `count` is told the bytes read as they are read.
    A row or file that cannot be used goes to `on_reject`; without it the first one raises `SourceError`. An id that was
    seen before in this reading is such a fault: records are found by their id.
    """
    seen: set[int] = set()
    for source, line, found, raw in _items(inputs, fields or Fields(), format, count):
        if isinstance(found, Document):
            key = hash(found.id)
            if key not in seen:
                seen.add(key)
                yield found
                continue
            raw, found = found.text, f"the id «{found.id}» was used before; every article needs its own"
        reject = Reject(source, line, found, _printable(raw) or None)
        if on_reject is None:
            raise SourceError(f"{reject.place}: {reject.reason}")
        on_reject(reject)


def size(inputs: Iterable[str | Path]) -> int | None:
    """Bytes that reading the inputs will take; None where standard input is among them."""
    total = 0
    for given in inputs:
        if str(given) == "-":
            return None
        for path in _files(Path(given)):
            if path.is_file():
                total += path.stat().st_size
    return total


def _items(inputs: Iterable[str | Path], fields: Fields, format: str | None, count: Callable[[int], None]) -> Iterator[_Item]:
    for given in inputs:
        if str(given) == "-":
            yield from _guarded("standard input", "stdin", sys.stdin.buffer, fields, format, count)
            continue
        root = Path(given)
        for path in _files(root):
            name = _printable(str(path))
            kind = format or _SUFFIXES.get(_bare(path).suffix.lower())
            if kind is None and not (root == path and path.suffix == ""):
                known = ", ".join(_SUFFIXES)
                yield _Item(name, None, f"not a kind of file that is read here ({known}, also .gz .xz .bz2); see --format")
                continue
            stem = _bare(path).relative_to(root).with_suffix("") if path != root else Path(_bare(path).stem)
            try:
                with path.open("rb") as raw:
                    yield from _guarded(name, _printable(stem.as_posix()), raw, fields, kind, count)
            except FileNotFoundError:
                yield _Item(name, None, "there is no such file")
            except OSError as fault:
                yield _Item(name, None, f"cannot be opened: {fault.strerror or fault}")


def _files(root: Path) -> Iterator[Path]:
    """The file itself, or all files below a folder in the order of their names, hidden ones left out."""
    if not root.is_dir():
        yield root
        return
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name)


def _bare(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() in _PACKED else path


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _guarded(
    name: str, stem: str, raw: BinaryIO, fields: Fields, kind: str | None, count: Callable[[int], None]
) -> Iterator[_Item]:
    """The items of one stream; a stream that breaks in the middle is one more reject after what it gave before."""
    read = 0
    try:
        text = text_of(raw, count)
        for item in _READERS[kind or _guess(text)](text, name, stem, fields):
            read += 1
            yield item
    except SourceError as fault:
        yield _Item(name, None, str(fault))
    except BROKEN as fault:
        after = f" after {read} items" if read else ""
        yield _Item(name, None, f"the file is damaged{after}: {fault}")


def _guess(text: TextIO) -> str:
    """The format of standard input or a file without a suffix, from its first characters."""
    head = cast(io.BufferedReader, text.buffer).peek(4096)[:4096].decode(text.encoding, "ignore").lstrip("\ufeff \t\r\n")
    if head.startswith("["):
        return "json"
    if head.startswith("{"):
        first = head.split("\n", 1)[0].rstrip()
        return "jsonl" if first.endswith("}") or (len(head) > 2000 and "\n" not in head) else "json"
    return "txt"


def _document(row: object, fields: Fields, name: str, line: int | None, otherwise: str, raw: str) -> _Item:
    if not isinstance(row, dict):
        return _Item(name, line, f"an article is a JSON object; this is {_sort(row)}", raw)
    try:
        return _Item(name, line, fields.document(row, otherwise))
    except SourceError as fault:
        return _Item(name, line, str(fault), raw)


def _sort(value: object) -> str:
    return {list: "a list", str: "a string", type(None): "null"}.get(type(value), "a number")


def _txt(text: TextIO, name: str, stem: str, fields: Fields) -> Iterator[_Item]:
    body = text.read(LONGEST + 1)
    yield _document({fields.name("text"): body}, fields, name, None, stem, "")


def _json(text: TextIO, name: str, stem: str, fields: Fields) -> Iterator[_Item]:
    try:
        whole = msgspec.json.decode(text.read())
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as fault:
        yield _Item(name, None, f"not valid JSON: {fault}")
        return
    rows = whole if isinstance(whole, list) else [whole]
    for n, row in enumerate(rows, 1):
        otherwise = stem if rows is not whole else f"{stem}:{n}"
        raw = msgspec.json.encode(row).decode()
        yield _document(row, fields, name, n if rows is whole else None, otherwise, raw)


def _jsonl(text: TextIO, name: str, stem: str, fields: Fields) -> Iterator[_Item]:
    for n, line in enumerate(_lines(text), 1):
        if len(line) >= _LINE:
            yield _Item(name, n, f"a line of more than {_LINE:,} characters", line)
        elif not sound(line):
            yield _Item(name, n, f"holds bytes that are not valid {text.encoding.upper()}", line)
        elif line.strip():
            try:
                row = msgspec.json.decode(line)
            except (msgspec.DecodeError, RecursionError) as fault:
                yield _Item(name, n, f"not valid JSON: {fault}", line)
                continue
            yield _document(row, fields, name, n, f"{stem}:{n}", line)


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(_LINE):
        yield line
        while len(line) == _LINE and not line.endswith("\n"):
            line = text.readline(_LINE)


def _csv(text: TextIO, name: str, stem: str, fields: Fields) -> Iterator[_Item]:
    csv.field_size_limit(_LINE)
    first = text.readline()
    delimiter = max(",;\t|", key=first.count)
    header = [column.strip() for column in next(csv.reader([first], delimiter=delimiter), [])]
    if fields.name("text") not in header:
        raise SourceError(
            f"there is no column «{fields.name('text')}» (columns found: {', '.join(header) or 'none'}); name it with --map text=COLUMN"
        )
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            yield _Item(name, line, f"not valid CSV: {fault}")
            continue
        if not any(cells):
            continue
        raw = delimiter.join(cells)
        if len(cells) != len(header):
            yield _Item(name, line, f"{len(cells)} cells under {len(header)} columns", raw)
        else:
            yield _document(dict(zip(header, cells, strict=True)), fields, name, line, f"{stem}:{line}", raw)


_READERS: dict[str, Callable[[TextIO, str, str, Fields], Iterator[_Item]]] = {
    "txt": _txt, "json": _json, "jsonl": _jsonl, "csv": _csv, "tsv": _csv,
}  # fmt: skip
