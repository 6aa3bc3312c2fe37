"""The options that say which events or statements a command is about, the same for every command: the fields of `Selection`.

A command takes a parameter `selection: Selection` and is decorated with `@selecting` under `@app.command`; its help then lists
the options, and a call gets them as one `Selection`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_type_hints

import msgspec
import typer

from musnad.asking.answers import Selection
from musnad.merging import Outcome
from musnad.record import EventType, Role, Status

_PANEL = "Which ones"


def _option(type_: Any, name: str, meta: str, text: str) -> Any:
    return Annotated[type_, typer.Option(f"--{name}", metavar=meta, help=text, rich_help_panel=_PANEL)]


def _many(name: str, meta: str, text: str) -> Any:
    return _option(list[str] | None, name, meta, text + " Repeat for alternatives.")


_OPTIONS: dict[str, Any] = {
    "actor": _many("actor", "WHO", "Who acts, is acted upon, or speaks: a name in Arabic or English, an ISO code, a key. A state stands for all who act for it."),
    "counterpart": _many("counterpart", "WHO", "Another who takes part as well, or to whom something is said."),
    "role": _option(str | None, "role", "ROLE", f"As what the actor takes part: actor, recipient, {', '.join(Role)}."),
    "office": _many("office", "OFFICE", "An office that who takes part holds: foreign_minister, president …"),
    "type": _many("type", "TYPE", f"PLOVER's type: {', '.join(EventType)}."),
    "mode": _many("mode", "MODE", "The mode of the type: visit, meet, phone, aerial …; of a statement: direct, mixed, indirect."),
    "status": _many("status", "STATUS", f"State of becoming: {', '.join(Status)}."),
    "outcome": _many("outcome", "OUTCOME", f"How it stands on --today: {', '.join(Outcome)}."),
    "context": _many("context", "CONTEXT", "PLOVER's context: diplomatic, military, economic …"),
    "place": _many("place", "PLACE", "Where: a place or a state."),
    "since": _option(str | None, "since", "DAY", "From then on: 2025, 2025-04 or 2025-04-12."),
    "until": _option(str | None, "until", "DAY", "Up to then, that day, month or year included."),
    "outlet": _many("outlet", "OUTLET", "Who published it."),
    "voice": _many("voice", "WHO", "On whose word it stands, or who passed it on."),
    "stance": _option(str | None, "stance", "STANCE", "asserted, denied, or both."),
    "sources": _option(int, "sources", "N", "Told by at least so many independent sources."),
    "announced": _option(int, "announced", "N", "Told as planned, or called off, by at least so many reports, whatever became of it."),
    "words": _option(str, "words", "WORDS", "Words that stand in it, as in a search: «مفاوضات», \"a phrase\", -without."),
    "order": _option(str, "order", "ORDER", "-day (latest first), day, sources (most first), published (latest first)."),
    "today": _option(str | None, "today", "DAY", "The day from which one looks (default: the last day of the collection)."),
}  # fmt: skip


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `Selection` in place of its parameter `selection`."""
    defaults = {field.name: field.default for field in msgspec.structs.fields(Selection)}

    @wraps(command)
    def run(**given: Any) -> None:
        chosen = {name: given.pop(name) for name in _OPTIONS}
        filled = {name: value for name, value in chosen.items() if value is not None}
        command(selection=msgspec.convert(filled, Selection), **given)

    hints = get_type_hints(command, include_extras=True)
    own = [p.replace(annotation=hints[p.name]) for p in inspect.signature(command).parameters.values() if p.name != "selection"]
    options = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=None if defaults[name] == () else defaults[name]
        )
        for name, annotation in _OPTIONS.items()
    ]
    named = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    run.__signature__ = inspect.Signature([*named, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (*named, *options)}
    del run.__wrapped__
    return run
