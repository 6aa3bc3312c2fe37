"""Reading the tables: tab-separated lines to dictionaries, with the line to blame where one is malformed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from musnad.errors import KnowledgeError

ROOT = resources.files(__package__).joinpath("tables")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of table `name` («states», «lexicon/cues») as column → cell. Raises `KnowledgeError`."""
    yield from _rows(ROOT.joinpath(f"{name}.tsv"), name)


def folder(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines of all tables of a folder with the table's name: («IRN», {...})."""
    for table in sorted(ROOT.joinpath(name).iterdir(), key=lambda t: t.name):
        if table.name.endswith(".tsv"):
            for row in _rows(table, f"{name}/{table.name}"):
                yield table.name[:-4], row


def cells(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value for value in cell.split("|") if value)


def _rows(table: Traversable, name: str) -> Iterator[dict[str, str]]:
    lines = table.read_text("utf-8").split("\n")
    header = lines[0].split("\t")
    for n, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        values = line.split("\t")
        if len(values) != len(header):
            raise KnowledgeError(f"{name}, line {n}: {len(values)} cells under {len(header)} columns")
        yield dict(zip(header, values, strict=True))
