"""Options that several commands share, and what their values mean."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated

import typer

from musnad.errors import SourceError
from musnad.pipeline import TAGGER, TAGGERS
from musnad.sources import FIELDS, FORMATS, Fields
from musnad.tagger.learned.network import DEVICE, network

Format = StrEnum("Format", list(FORMATS))  # type: ignore[misc]
Tagger = StrEnum("Tagger", list(TAGGERS))  # type: ignore[misc]
DEFAULT_TAGGER = Tagger(TAGGER) if TAGGER in TAGGERS else Tagger("learned")


class Device(StrEnum):
    """Where the trained network runs."""

    CPU = "cpu"
    GPU = "gpu"


class Shaping(StrEnum):
    """How Arabic is drawn in the terminal."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=NAME", help=f"What your files call a field. Fields: {', '.join(FIELDS)}. Repeat for each."
    ),
]
PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of articles that bring none (ISO: 2023-03-29).")
]
FormatOption = Annotated[Format | None, typer.Option("--format", help="Read every input as this, whatever its name says.")]
TaggerOption = Annotated[
    Tagger,
    typer.Option(
        "--tagger",
        envvar="MUSNAD_TAGGER",
        help="What reads the text: the trained network (learned), or the lexicons alone, far faster, which miss more.",
    ),
]
DeviceOption = Annotated[
    Device | None, typer.Option("--device", help="Where the network runs (default: cpu, or what MUSNAD_DEVICE says).")
]
ShapeOption = Annotated[Shaping, typer.Option("--shape", help="Join and reorder Arabic for terminals that do not.")]
DatabaseOption = Annotated[
    str,
    typer.Option(
        "--db", metavar="FILE|URL", envvar="MUSNAD_DB", help="The database: a file of SQLite, or postgresql://user@host/name."
    ),
]
DATABASE = "musnad.db"
"""Where the collection lies if nobody says."""


def read_fields(mapping: list[str] | None, published: str | None) -> Fields:
    """The fields that --map and --published describe. Raises `SourceError` where they don't."""
    names = {}
    for pair in mapping or []:
        name, equals, theirs = pair.partition("=")
        if not equals or not theirs:
            raise SourceError(f"--map {pair}: write FIELD=NAME, for example --map text=body")
        names[name.strip()] = theirs.strip()
    return Fields(names, published)


def prepare_tagger(tagger: str, device: str | None) -> None:
    """Tell this process and its workers where the network runs, and see that it does, before anything is written."""
    if device:
        os.environ[DEVICE] = device
    if tagger == "learned":
        network()
