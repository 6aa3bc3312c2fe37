"""A Frictionless data package (Data Package v1, zipped) of a whole collection: tables with schemas and keys, codebook, note on rights.

Rows go to temporary files first, so that memory holds ids only; then everything is put into one zip whose bytes depend on nothing but
what is in it.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from musnad.asking.answers import Article, Event, Statement, Who
from musnad.exports.choice import PLAIN, Choice, Told
from musnad.exports.codebook import TABLES, Column, allowed, codebook, columns
from musnad.exports.delimited import Cell, delimited
from musnad.exports.sink import Sink
from musnad.exports.tables import ROWS, Row
from musnad.version import VERSION

_KEYS = {"events": "id", "reports": "id", "statements": "id", "articles": "id", "actors": "key"}
_REFERENCES = {
    "reports": (("event", "events", "id"), ("article", "articles", "id")),
    "statements": (("article", "articles", "id"), ("speaker_key", "actors", "key")),
    "parties": (("event", "events", "id"), ("actor", "actors", "key")),
    "events": (("article", "articles", "id"),),
}
_TYPES = {"integer": "integer", "number": "number", "day": "date"}
_BLOCK = 1 << 16
_DATE = (1980, 1, 1, 0, 0, 0)
"""The time of all files in the zip: the earliest one it can hold."""
NOTE = """# {title}

Made by Musnad {version}. Tables: {tables}. What every column means stands in codebook.csv, in English and Arabic, and in datapackage.json.

Lists within a cell are joined by |. Offsets are Unicode code points of the article's text. A cell that a spreadsheet would take for a
formula begins with an apostrophe.

## Rights

The facts in these tables were read from articles whose texts belong to their publishers. Of the texts only short quotations are
given, as evidence, with their source; who publishes this package answers for that use under the law that applies to them. No licence
for the quotations is given or implied here, and datapackage.json names none.
"""


def package(told: Iterable[Told], statements: Iterable[Statement], choice: Choice = PLAIN) -> Iterator[bytes]:
    """The package as the bytes of a zip file. Articles and actors are those that happenings and statements refer to."""
    with tempfile.TemporaryDirectory(prefix="musnad-") as folder:
        writers = {table: _Table(Path(folder), table) for table in TABLES}
        for one in told:
            _told(writers, one)
        for statement in statements:
            _statement(writers, statement)
        for writer in writers.values():
            writer.close()
        yield from _zipped(writers, choice)


class _Table:
    """A table that is being written to a temporary file, each key once."""

    def __init__(self, folder: Path, table: str) -> None:
        self.path = folder / f"{table}.csv"
        self.columns = columns(table)
        self._file: IO[bytes] = self.path.open("wb")
        self._keys: set[str] = set()
        self._names = [column.name for column in self.columns]
        for data in delimited(self._names, ()):
            self._file.write(data)

    def add(self, key: str | None, row: Row) -> None:
        if key is None or key not in self._keys:
            if key is not None:
                self._keys.add(key)
            for data in delimited(self._names, (row,), header=False):
                self._file.write(data)

    def has(self, key: str) -> bool:
        return key in self._keys

    def close(self) -> None:
        self._file.close()


def _told(writers: dict[str, _Table], told: Told) -> None:
    event = told.event
    _article(writers, event.evidence.article)
    writers["events"].add(event.id, ROWS["events"](event))
    for role, who in _parts(event):
        _actor(writers, who)
        writers["parties"].add(f"{event.id} {role} {who.key}", {"event": event.id, "role": role, "actor": who.key})
    if event.place:
        _actor(writers, event.place)
    for report in told.reports:
        _article(writers, report.article)
        writers["reports"].add(report.id, ROWS["reports"]((event.id, report)))


def _statement(writers: dict[str, _Table], statement: Statement) -> None:
    said = statement.evidence
    _article(writers, said.article)
    for who in (statement.speaker, *said.chain, *filter(None, (said.addressee, said.place))):
        _actor(writers, who)
    writers["statements"].add(statement.id, ROWS["statements"](statement))


def _parts(event: Event) -> Iterator[tuple[str, Who]]:
    yield from (("actor", who) for who in event.actors)
    yield from (("recipient", who) for who in event.recipients)
    yield from ((part.role, part.who) for part in event.participants)


def _article(writers: dict[str, _Table], article: Article) -> None:
    if not writers["articles"].has(article.id):
        writers["articles"].add(article.id, ROWS["articles"](article))


def _actor(writers: dict[str, _Table], who: Who) -> None:
    if not writers["actors"].has(who.key):
        writers["actors"].add(who.key, ROWS["actors"](who))


def _zipped(writers: dict[str, _Table], choice: Choice) -> Iterator[bytes]:
    title = choice.title or "A collection of events"
    note = NOTE.format(title=title, version=VERSION, tables=", ".join(writers))
    book = b"".join(delimited(("table", "column", "type", "values", "en", "ar"), map(_line, codebook())))
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in (
            ("datapackage.json", msgspec.json.format(msgspec.json.encode(_descriptor(title)), indent=2)),
            ("README.md", note.encode()),
            ("codebook.csv", book),
        ):
            pack.writestr(_entry(name), data)
            yield sink.drained()
        for name, writer in writers.items():
            with writer.path.open("rb") as source, pack.open(_entry(f"{name}.csv"), "w", force_zip64=True) as target:
                while block := source.read(_BLOCK):
                    target.write(block)
                    yield sink.drained()
    yield sink.drained()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _line(column: Column) -> dict[str, Cell]:
    return {
        "table": column.table, "column": column.name, "type": column.type, "values": "|".join(allowed(column)), "en": column.en, "ar": column.ar,
    }  # fmt: skip


def _descriptor(title: str) -> dict[str, Any]:
    resources = [_resource(table) for table in TABLES]
    fields = [{"name": name, "type": "string"} for name in ("table", "column", "type", "values", "en", "ar")]
    book = {"name": "codebook", "path": "codebook.csv", "schema": {"fields": fields, "primaryKey": ["table", "column"]}}
    return {
        "profile": "tabular-data-package", "name": "musnad-collection", "title": title,
        "description": "Events, reports, statements and articles as Musnad read them. Rights: see README.md.",
        "contributors": [{"title": f"Musnad {VERSION}", "role": "wrangler"}],
        "resources": [*resources, _FORM | book],
    }  # fmt: skip


_FORM: dict[str, Any] = {
    "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
}  # fmt: skip


def _resource(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns(table)], "missingValues": [""]}
    if table in _KEYS:
        schema["primaryKey"] = [_KEYS[table]]
    keys = [
        {"fields": [field], "reference": {"resource": other, "fields": [theirs]}}
        for field, other, theirs in _REFERENCES.get(table, ())
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {"name": table, "path": f"{table}.csv", **_FORM, "schema": schema}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "description": f"{column.en} · {column.ar}",
    }
    if column.group and column.type != "list":
        field["constraints"] = {"enum": list(allowed(column))}
    return field
