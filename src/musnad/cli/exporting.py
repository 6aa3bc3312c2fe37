"""`musnad export` and `musnad codebook`: a collection in the forms that other programs read, and what their columns mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Annotated
from urllib.parse import urlsplit

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table as Grid

from musnad.asking.answers import Selection
from musnad.cli.app import app
from musnad.cli.opening import answering
from musnad.cli.options import DATABASE, DatabaseOption, ShapeOption, Shaping
from musnad.cli.output import say
from musnad.cli.selecting import selecting
from musnad.exports import Choice, ExportError
from musnad.exports.codebook import codebook, described
from musnad.exports.formats import FORMATS, TABLES, TEXTS, export, total
from musnad.exports.wording import values
from musnad.terminal import Page, shapes

Form = StrEnum("Form", list(FORMATS))  # type: ignore[misc]
Table = StrEnum("Table", [*TABLES, TEXTS])  # type: ignore[misc]
_EVENTS = Table("events")
_PIPED = 160
"""Columns of a table that goes to a file or another program."""

_BINARY = ("parquet", "package")


class Language(StrEnum):
    """The language of labels and titles."""

    AR = "ar"
    EN = "en"


_EXAMPLES = """Forms:\n\n{forms}\n
Examples:\n\n
  musnad export csv -o events.csv --bom     (opens in Excel as it is)\n\n
  musnad export parquet --table reports -o reports.parquet --since 2025\n\n
  musnad export ics --language ar --actor إيران -o meetings.ics\n\n
  musnad export gexf --type CONSULT --sources 2 -o network.gexf\n\n
  musnad export package -o collection.zip\n\n
  musnad export plover | jq .event""".format(forms="\n".join(f"  {form.name}: {form.en}\n" for form in FORMATS.values()))


@app.command("export", epilog=_EXAMPLES)
@selecting
def export_command(
    selection: Selection,
    form: Annotated[Form, typer.Argument(metavar="FORM", help="What to write: one of the forms below.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to; - is standard output.")] = "-",
    db: DatabaseOption = DATABASE,
    table: Annotated[Table, typer.Option("--table", help="Which table, for csv, tsv, jsonl and parquet. Only texts holds whole articles.")] = _EVENTS,
    language: Annotated[Language, typer.Option("--language", help="The language of labels and titles.")] = Language.EN,
    bom: Annotated[bool, typer.Option("--bom", help="Begin csv or tsv with the mark by which Excel knows UTF-8.")] = False,
    header: Annotated[bool, typer.Option("--header/--no-header", help="Write the line with the columns' names.")] = True,
    base: Annotated[str, typer.Option("--base", metavar="URL", help="The address of your server: links and tag: URIs are made with it.")] = "",
    title: Annotated[str, typer.Option("--title", help="What a feed, calendar, network or package is called.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:  # fmt: skip
    """Write the collection, or what is selected of it, in a form that another program reads.

    Of the articles' texts only the quoted words are written, unless --table texts asks for them. A file appears under its name once it is whole.
    """
    if output == "-" and form in _BINARY and sys.stdout.isatty():
        raise ExportError(f"{form} is not for reading in a terminal; name a file with -o, or pass it on to a program")
    if base and not urlsplit(base).hostname:
        raise ExportError(f"--base {base}: write the whole address, for example https://news.example.org")
    choice = Choice(language=language, header=header, bom=bom, base=base, title=title)
    seen = 0

    with answering(db) as store, _watched(quiet=quiet) as bar:
        task = bar.add_task("", total=total(store, form, selection, table=table), number=0)

        def count(more: int) -> None:
            nonlocal seen
            seen += more
            bar.update(task, completed=seen, number=seen)

        chunks = export(store, form, selection, table=table, choice=choice, count=count)
        with _target(output, force=force) as file:
            for chunk in chunks:
                file.write(chunk)
    if not quiet and output != "-":
        say(f"{seen} {'answers' if seen != 1 else 'answer'} → {output} ({Path(output).stat().st_size:,} bytes)")


@app.command("codebook", epilog="Examples:\n\n  musnad codebook --table events --ar\n\n  musnad codebook --json > codebook.json")
def codebook_command(
    table: Annotated[str | None, typer.Option("--table", metavar="TABLE", help="Only this table: events, reports, statements, articles, actors, parties, texts.")] = None,
    arabic: Annotated[bool, typer.Option("--ar/--en", help="The language of the meanings.")] = False,
    machine: Annotated[bool, typer.Option("--json", help="Everything, in both languages, as JSON.")] = False,
    shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """Say what every column of the exported tables means, and what may stand in it."""
    if table is not None and table not in {column.table for column in codebook()}:
        raise ExportError(f"there is no table «{table}»; tables are {', '.join(dict.fromkeys(c.table for c in codebook()))}")
    if machine:
        chosen = [column for column in described() if table in (None, column["table"])]
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(chosen), indent=2) + b"\n")
        return
    _show(table, arabic=arabic, shape=shape)


_NOTES = (
    ("list: parts are joined by | and stand part for part with those of the sister columns; an empty part isn't known.",
     "list: تُفصل الأجزاء بالعلامة |، وترتيبها هو ترتيب الأعمدة المقابلة لها، والجزء الفارغ غير معروف."),
    ("key, text: read them as text; so a cameo of 042 keeps its 0 (pandas: dtype={\"cameo\": str}).",
     "key وtext: تُقرأ نصوصًا، فيبقى الصفر في أول رمز مثل 042."),
    ("day: YYYY-MM-DD; 0001-01-01 and 9999-12-31 are open ends. An empty cell: not told, or not known.",
     "day: سنة وشهر ويوم؛ و0001-01-01 و9999-12-31 طرفان مفتوحان. والخانة الفارغة: لم يُذكر أو لم يُعرف."),
)  # fmt: skip
"""What holds for all columns of a type, in English and Arabic."""


def _show(table: str | None, *, arabic: bool, shape: str) -> None:
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    console = Console(width=_PIPED) if piped else Console()
    line = Page(console, shapes(console, shape)).line
    shown = [column for column in codebook() if table in (None, column.table)]
    grid = Grid("Table", "Column", "Type", "Values", "Meaning", box=None, pad_edge=False, header_style="bold")
    for column in shown:
        grid.add_row(column.table, column.name, column.type, column.group, line(column.ar) if arabic else column.en)
    console.print(grid)
    console.print()
    for note in _NOTES:
        console.print(line(note[1]) if arabic else note[0], highlight=False, markup=False)
    for group in dict.fromkeys(column.group for column in shown if column.group):
        words = Grid(group, "", box=None, pad_edge=False, header_style="bold")
        for value, en, ar in values(group):
            type, slash, mode = value.partition("/")
            words.add_row(f"{mode} ({type})" if slash else value, line(ar) if arabic else en)
        console.print()
        console.print(words)


@contextmanager
def _watched(*, quiet: bool) -> Iterator[Progress]:
    console = Console(stderr=True, quiet=quiet)
    with Progress(SpinnerColumn(), BarColumn(), TextColumn("{task.fields[number]:,}"), console=console, transient=True, disable=not console.is_terminal) as bar:  # fmt: skip
        yield bar


@contextmanager
def _target(output: str, *, force: bool) -> Iterator[IO[bytes]]:
    """The file to write to: beside its place under another name until it is whole. Raises `ExportError` where it may not be."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if path.is_dir():
        raise ExportError(f"{output} is a folder; name a file in it")
    if path.exists() and not force:
        raise ExportError(f"{output} is there already; --force writes over it")
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                yield file
            except BaseException:
                file.close()
                with suppress(OSError):
                    Path(file.name).unlink()
                raise
        Path(file.name).chmod(0o666 & ~_umask())
        Path(file.name).replace(path)
    except OSError as fault:
        raise ExportError(f"{output} can't be written: {fault.strerror or fault}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
