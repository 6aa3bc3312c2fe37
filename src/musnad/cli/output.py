"""What every command says and how it ends: messages, the progress bar, the rejects file, exit statuses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from musnad.sources import Reject

ALL_WELL, SOME_REJECTED, CANNOT = 0, 1, 2
"""Exit statuses: everything was coded; some items were set aside; nothing could be done."""


class Rejects:
    """The rejects file; made when the first reject comes."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: BinaryIO | None = None
        self.number = 0

    def __enter__(self) -> Rejects:
        if self.path and self.path.exists():
            self.path.unlink()
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, reject: Reject) -> None:
        """Report a reject (the first twenty) and keep it in the file."""
        self.number += 1
        if self.number <= 20:
            report(reject)
        elif self.number == 21:
            complain("more items are set aside; they are in the rejects file" if self.path else "more items are set aside")
        if self.path:
            self._file = self._file or self.path.open("wb")
            self._file.write(msgspec.json.encode(reject) + b"\n")
            self._file.flush()


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        rate = task.fields["articles"] / task.elapsed if task.elapsed else 0.0
        return Text(f"{task.fields['articles']:,} articles · {rate:.0f}/s")


def progress(console: Console) -> Progress:
    """A bar with the number of articles and their rate; nothing where nobody watches."""
    return Progress(SpinnerColumn(), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), _Rate(), TimeRemainingColumn(),
                    console=console, transient=True, disable=not console.is_terminal)  # fmt: skip


def say(message: str) -> None:
    """To standard error: standard output is for data."""
    print(message, file=sys.stderr)


def complain(message: str) -> None:
    """Say what went wrong."""
    print(f"musnad: {message}", file=sys.stderr)


def report(reject: Reject) -> None:
    """Say where an item was set aside, and why."""
    complain(f"{reject.place}: {reject.reason}")
