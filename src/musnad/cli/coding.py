"""`musnad code`, `read`, `table`, `schema`: articles to records, and records for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer
from rich.console import Console

from musnad.cli.app import app
from musnad.cli.options import (
    DEFAULT_TAGGER,
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
from musnad.cli.output import CANNOT, SOME_REJECTED, Rejects, complain, progress, report, say
from musnad.engines import Failure, code_many
from musnad.errors import RecordError, SourceError
from musnad.pipeline import code, coder
from musnad.record import Record, schema
from musnad.sources import Reject, holds_records, read_documents, read_records, size
from musnad.terminal import Page, shapes

_PIPED = 160
"""Columns of a table that goes to a file or another program."""


@app.command("code", epilog="""Examples:\n\n
  musnad code articles/ -o records.jsonl\n\n
  musnad code news.jsonl.xz -o records.jsonl --resume\n\n
  musnad code news.jsonl.xz -o quick.jsonl --tagger lexicon\n\n
  musnad code export.csv --map text=body --map published=date -o records.jsonl\n\n
  xzcat news.jsonl.xz | musnad code - > records.jsonl""")  # fmt: skip
def code_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT…", help="Files or folders (.txt .json .jsonl .csv .tsv, also .gz .xz .bz2); - is standard input.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where the records go, one JSON line each; - is standard output.")] = "-",
    resume: Annotated[bool, typer.Option("--resume", help="Skip articles whose records the output already holds, and append.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output.")] = False,
    rejects: Annotated[Path | None, typer.Option(metavar="FILE", help="Where rejected items go (default: OUTPUT.rejects.jsonl).")] = None,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", min=1, help="Processes (default: all cores).")] = None,
    published: PublishedOption = None, mapping: MapOption = None, format: FormatOption = None,
    tagger: TaggerOption = DEFAULT_TAGGER, device: DeviceOption = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress bar and no summary.")] = False,
) -> None:  # fmt: skip
    """Code articles into records, one JSON line each.

    Exit status: 0 all articles were coded, 1 some items were set aside in the rejects file, 2 nothing could be done.
    """
    fields = read_fields(mapping, published)
    target = None if output == "-" else Path(output)
    prepare_tagger(tagger, device)
    done = _prepare(target, inputs, coder(tagger), resume=resume, force=force)
    rejects = rejects or (target.with_name(target.name + ".rejects.jsonl") if target else None)
    console = Console(stderr=True, quiet=quiet)
    with Rejects(rejects) as set_aside, _open(target, append=resume) as out, progress(console) as bar:
        task = bar.add_task("", total=size(inputs), articles=0)
        coded = 0
        documents = read_documents(
            inputs, fields, format=format and str(format), on_reject=set_aside.add, count=lambda n: bar.advance(task, n)
        )
        try:
            for result in code_many((d for d in documents if d.id not in done), jobs, tagger):
                if isinstance(result, Failure):
                    set_aside.add(Reject(result.document.id, None, result.reason, result.document.text))
                    continue
                out.write(result.line + b"\n")
                coded += 1
                bar.update(task, articles=coded)
        except KeyboardInterrupt:
            out.flush()
            bar.stop()
            complain(f"stopped; {coded} records are in {output}" + ("; go on with --resume" if target else ""))
            raise typer.Exit(130) from None
    if not quiet:
        skipped = f", {len(done)} were there before" if done else ""
        say(f"{coded} articles coded{skipped}" + (f" → {target}" if target else ""))
    if set_aside.number:
        complain(f"{set_aside.number} item{'s' if set_aside.number != 1 else ''} set aside" + (f" → {rejects}" if rejects else ""))
        raise typer.Exit(SOME_REJECTED if coded or done else CANNOT)
    if not coded and not done:
        complain("no articles found in the input")
        raise typer.Exit(CANNOT)


@app.command(
    epilog="""Examples:\n\n
  musnad read article.txt --published 2023-03-29\n\n
  musnad read news.jsonl --id a17\n\n
  pbpaste | musnad read - --json | jq .events"""
)
def read(
    file: Annotated[str, typer.Argument(help="A file with an article, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="The record as JSON.")] = False,
    id: Annotated[str | None, typer.Option("--id", help="Which article of a file that holds several (default: the first).")] = None,
    published: PublishedOption = None, mapping: MapOption = None, format: FormatOption = None, shape: ShapeOption = Shaping.AUTO,
    tagger: TaggerOption = DEFAULT_TAGGER, device: DeviceOption = None,
) -> None:  # fmt: skip
    """Show one article's record: who, when, what happened, who said so."""
    documents = read_documents([file], read_fields(mapping, published), format=format and str(format), on_reject=report)
    document = next((d for d in documents if id is None or d.id == id), None)
    if document is None:
        raise SourceError(f"{file}: no article" + (f" with the id «{id}»" if id else " found"))
    prepare_tagger(tagger, device)
    record = code(document, tagger)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(record.to_json(), indent=1) + b"\n")
        return
    console = Console()
    Page(console, shapes(console, shape)).show(record)


@app.command(epilog="Example:\n\n  musnad table records.jsonl --limit 40")
def table(
    records: Annotated[Path, typer.Argument(help="Records that musnad code wrote.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Show no more than this many events.")] = None,
    shape: ShapeOption = Shaping.AUTO,
) -> None:
    """Show the events of many records as a table."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    console = Console(width=_PIPED) if piped else Console()
    Page(console, shapes(console, shape)).table(_records(records), limit=limit)


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a record."""
    print(json.dumps(schema(), ensure_ascii=False, indent=2))


def _prepare(target: Path | None, inputs: list[str], coder: str, *, resume: bool, force: bool) -> frozenset[str]:
    """The ids that the output already holds; refuses what would destroy something."""
    if target is None:
        if resume:
            raise SourceError("--resume needs an output file (-o FILE)")
        return frozenset()
    if any(one != "-" and Path(one).exists() and target.exists() and target.samefile(one) for one in inputs):
        raise SourceError(f"{target} is an input and the output at once")
    if not target.parent.is_dir():
        raise SourceError(f"there is no folder {target.parent}; make it first")
    if target.is_dir():
        raise SourceError(f"{target} is a folder; name a file in it")
    if not target.exists() or target.stat().st_size == 0:
        return frozenset()
    if resume:
        return _done(target, coder)
    if not force:
        raise SourceError(f"{target} exists; --resume goes on where it ends, --force overwrites it")
    return frozenset()


class _Head(msgspec.Struct):
    id: str


class _Line(msgspec.Struct):
    document: _Head
    coder: str


def _done(target: Path, coder: str) -> frozenset[str]:
    """Ids of the records in a file; a last line that was cut off in the middle is taken away."""
    ids, whole = set(), 0
    with target.open("r+b") as lines:
        for n, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                break
            try:
                found = msgspec.json.decode(line, type=_Line)
            except msgspec.DecodeError as fault:
                raise RecordError(f"{target}:{n}: not a record of Musnad ({fault}); --resume needs a file that it wrote") from None
            if found.coder != coder:
                raise RecordError(f"{target}:{n}: coded by «{found.coder}», this is «{coder}»; write to another file")
            ids.add(found.document.id)
            whole += len(line)
        lines.truncate(whole)
    return frozenset(ids)


def _open(target: Path | None, *, append: bool) -> BinaryIO:
    if target is None:
        return os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    return target.open("ab" if append else "wb")


def _records(path: Path) -> Iterator[Record]:
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file")
    if path.stat().st_size and not holds_records(path):
        raise SourceError(f"{path} holds no records but something else; code articles first: musnad code {path} -o records.jsonl")
    yield from read_records([path], lambda reject: complain(f"{reject.place}: {reject.reason}"))
