"""`musnad ingest`, `judge`, `judgements`: a collection that grows, and what people say about it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from musnad.cli.app import app
from musnad.cli.options import (
    DATABASE,
    DEFAULT_TAGGER,
    DatabaseOption,
    DeviceOption,
    FormatOption,
    MapOption,
    PublishedOption,
    ShapeOption,
    Shaping,
    TaggerOption,
    prepare_tagger,
    read_fields,
)
from musnad.cli.output import CANNOT, SOME_REJECTED, Rejects, complain, progress, say
from musnad.engines import Failure, Stored, ingest, ingest_records, merge_many
from musnad.errors import SourceError
from musnad.sources import Reject, holds_records, read_documents, read_records, size
from musnad.store import (
    Store,
    Verdict,
    add_judgement,
    export_judgements,
    find_item,
    judgements_of,
    make_judgement,
    open_store,
    written,
)
from musnad.terminal import Page, shapes
from musnad.upkeep import merge

_PIPED = 160
"""Columns of a table that goes to a file or another program."""


@app.command("ingest", epilog="""Examples:\n\n
  musnad ingest articles/ --db news.db\n\n
  musnad ingest news.jsonl.xz --db postgresql://user@host/news\n\n
  musnad ingest records.jsonl     (records that musnad code wrote)\n\n
  musnad code articles/ | musnad ingest - --db news.db""")  # fmt: skip
def ingest_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT…", help="Files or folders with articles, files of records that musnad code wrote; - is standard input, either of them.")],
    db: DatabaseOption = DATABASE,
    rejects: Annotated[Path | None, typer.Option(metavar="FILE", help="Where rejected items go (default: beside a database file, with .rejects.jsonl).")] = None,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", min=1, help="Processes (default: all cores).")] = None,
    published: PublishedOption = None, mapping: MapOption = None, format: FormatOption = None,
    tagger: TaggerOption = DEFAULT_TAGGER, device: DeviceOption = None,
    ids: Annotated[bool, typer.Option("--print-ids", help="Print each article's id once it is safe in the database.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress bar and no summary.")] = False,
) -> None:  # fmt: skip
    """Code articles and keep their records in a database.

    An article that is there already is passed over, so an interrupted run is run again as it was. Exit status: 0 all
    articles are kept, 1 some items were set aside in the rejects file, 2 nothing could be done.
    """
    fields = read_fields(mapping, published)
    prepare_tagger(tagger, device)
    coded = [one for one in inputs if format is None and (one == "-" or Path(one).is_file()) and holds_records(one)]
    raw = [one for one in inputs if one not in coded]
    kept = new = 0
    with (
        open_store(db) as store,
        Rejects(rejects or _beside(store)) as set_aside,
        progress(Console(stderr=True, quiet=quiet)) as bar,
    ):
        task = bar.add_task("", total=size(inputs), articles=0)

        def failed(failure: Failure) -> None:
            set_aside.add(Reject(failure.document.id, None, failure.reason, failure.document.text))

        def count(read: int) -> None:
            bar.advance(task, read)

        documents = read_documents(raw, fields, format=format and str(format), on_reject=set_aside.add, count=count)
        batches = (
            ingest_records(store, read_records(coded, set_aside.add, count), failed),
            ingest(store, documents, jobs, tagger, failed),
        )
        try:
            for batch in (batch for some in batches for batch in some):
                kept += len(batch.ids)
                new += batch.new
                _acknowledge(batch, bar, task, kept, ids=ids)
            _merge(store, bar, jobs)
        except KeyboardInterrupt:
            bar.stop()
            complain(f"stopped; {kept} articles are safe in {store.place}; run the same command to go on")
            raise typer.Exit(130) from None
    if not quiet:
        say(f"{kept} article{'s' if kept != 1 else ''} kept, {new} of them new → {store.place}")
    if set_aside.number:
        complain(
            f"{set_aside.number} item{'s' if set_aside.number != 1 else ''} set aside"
            + (f" → {set_aside.path}" if set_aside.path else "")
        )
        raise typer.Exit(SOME_REJECTED if kept else CANNOT)
    if not kept:
        complain("no articles found in the input")
        raise typer.Exit(CANNOT)


@app.command(epilog="""Examples:\n\n
  musnad judge s14-fourth-round-postponed#e2 right --by Layla\n\n
  musnad judge 0f3a9c41d2b87e65 wrong --by Layla --reason "the visit was denied"\n\n
  musnad judge a17#e1 corrected --field status --value cancelled --by Layla\n\n
  musnad judge a17#e1 corrected --field actors --value '["iran", "oman"]' --by Layla""")  # fmt: skip
def judge(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="An event, statement or entity: its 16 digits, or ARTICLE#e2.")],
    verdict: Annotated[Verdict, typer.Argument(help="Is it right or wrong as it stands, or is one field corrected?")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", envvar="MUSNAD_AUTHOR", help="Who judges.")],
    field: Annotated[str | None, typer.Option(help="The field that is corrected.")] = None,
    value: Annotated[str | None, typer.Option(help="Its right value: plain text, null, or JSON for lists.")] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    time: Annotated[str | None, typer.Option(metavar="TIME", help="When it was judged (ISO; default: now).")] = None,
    db: DatabaseOption = DATABASE,
) -> None:
    """Say that something in the collection is right, wrong, or should be something else.

    Judgements are added beside the record, never change or replace anything, and win in answers; a later one wins over an
    earlier one.
    """
    if (field is None) != (value is None):
        raise SourceError("--field and --value go together: the field that is corrected, and its right value")
    with open_store(db, create=False) as store:
        with store.reading() as connection:
            held, one = find_item(connection, item)
        judgement = make_judgement(
            held.coded, held.version, one, verdict, author=by, reason=reason, time=time, field=field, value=_value(value)
        )
        new = add_judgement(store, judgement)
        merge(store)
    say(f"{judgement.kind} {written(one)}: {verdict}" + ("" if new else " (was said before)"))


@app.command(epilog="Examples:\n\n  musnad judgements --db news.db\n\n  musnad judgements --export > judgements.jsonl")
def judgements(
    db: DatabaseOption = DATABASE,
    export: Annotated[bool, typer.Option("--export", help="As training data: one JSON line each, with the article and the item.")] = False,
    shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """Show what people judged, in the order of time."""
    with open_store(db, create=False) as store:
        if export:
            for line in export_judgements(store):
                sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
        else:
            _show(store, shape)


def _merge(store: Store, bar: Progress, jobs: int | None) -> None:
    """Merge what was added, with a bar of its own."""
    task = bar.add_task("", total=None, articles=0)
    merge_many(store, lambda done, total: bar.update(task, completed=done, total=total, articles=done), jobs)


def _beside(store: Store) -> Path | None:
    return Path(store.place + ".rejects.jsonl") if store.kind == "sqlite" else None


def _acknowledge(batch: Stored, bar: Progress, task: TaskID, kept: int, *, ids: bool) -> None:
    bar.update(task, articles=kept)
    if ids:
        print(*batch.ids, sep="\n", flush=True)


def _value(value: str | None) -> object:
    """What --value means: JSON where it looks like it, else the text itself (`2025` is a date, not a number)."""
    if value is None or value == "null":
        return None
    if not value.startswith(("[", "{", '"')):
        return value
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError as fault:
        raise SourceError(f"--value {value}: not valid JSON ({fault})") from None


def _show(store: Store, shape: str) -> None:
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    console = Console(width=_PIPED) if piped else Console()
    line = Page(console, shapes(console, shape)).line
    table = Table("When", "Who", "What", "Item", "Verdict", "Field", "Value", "Why", box=None, pad_edge=False, header_style="bold")
    with store.reading() as connection:
        for one in judgements_of(connection):
            value = "" if one.field is None else msgspec.json.encode(one.value).decode()
            table.add_row(one.time[:19], line(one.author), one.kind, written(one.item), one.verdict, one.field or "", line(value), line(one.reason))  # fmt: skip
    console.print(table)
