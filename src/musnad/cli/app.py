"""The program `musnad`: its name, its version, how it ends."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from musnad.cli.output import CANNOT, complain
from musnad.errors import MusnadError
from musnad.version import VERSION

app = typer.Typer(
    name="musnad", no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False, add_completion=False,
    help="Arabic news about relations between states → attributed records: who did what to whom, when, and on whose word.",
)  # fmt: skip


def run() -> None:
    """The program `musnad`."""
    try:
        app()
    except MusnadError as fault:
        complain(str(fault))
        sys.exit(CANNOT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


@app.callback(invoke_without_command=True)
def _main(version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False) -> None:
    if version:
        print(VERSION)
        raise typer.Exit
