"""A record for a person at a terminal: Arabic joined and ordered as the terminal needs it, evidence marked, claims as chains.

Most terminals draw letters in the order they arrive, left to right and unjoined; for those Arabic is shaped and reordered
here, line by line after wrapping. The few that do it themselves, and files, get the text as it is.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from arabic_reshaper import reshape
from bidi import get_display
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from musnad.record import Entity, Event, Record, Span, Stance, Statement

_OPEN, _CLOSE = "⟦", "⟧"
_MARKED = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}|{_CLOSE}[^{_OPEN}]*{_OPEN}")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_OWN_BIDI = ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "MINTTY_SHORTCUT")
"""Set by terminals that order and join Arabic themselves (VTE from 0.58, Konsole, mlterm, mintty)."""
_STATUS_STYLE = {
    "occurred": "green", "ongoing": "cyan", "planned": "blue", "proposed": "blue", "hypothetical": "yellow",
    "cancelled": "red", "not_occurred": "red",
}  # fmt: skip
_STANCE = {Stance.ASSERTS: ("asserted by", "يؤكده"), Stance.DENIES: ("denied by", "ينفيه")}


def shapes(console: Console, wish: str = "auto") -> bool:
    """Whether Arabic must be shaped for this console; `wish` is auto, always or never."""
    if wish != "auto":
        return wish == "always"
    return console.is_terminal and not any(os.environ.get(name) for name in _OWN_BIDI) and (
        os.environ.get("TERM_PROGRAM") != "Apple_Terminal"
    )  # fmt: skip


class Page:
    """Draws records on a console."""

    def __init__(self, console: Console, shaping: bool) -> None:
        self._console = console
        self._shaping = shaping

    def line(self, text: str) -> str:
        """One short text in the order the terminal needs."""
        if not self._shaping or not _ARABIC.search(text):
            return text
        return str(get_display(reshape(text)))

    def paragraph(self, text: str, marks: Iterable[Span] = (), offset: int = 0) -> Text:
        """A text of any length, wrapped and set from the right, with the marks in brackets and bold."""
        width = max(40, min(self._console.width, 110) - 6)
        marked = _with_marks(text, [(m.start - offset, m.end - offset) for m in marks])
        wrapped = [row for part in marked.splitlines() or [""] for row in _wrap(part, width)]
        out = Text()
        for n, row in enumerate(wrapped):
            shown = self.line(row)
            drawn = Text(shown.rjust(width) if self._shaping else shown)
            drawn.highlight_regex(_MARKED, style="bold yellow")
            out.append("\n" if n else "").append_text(drawn)
        return out

    def show(self, record: Record) -> None:
        """The whole record: heading, who, when, what happened, who said what."""
        names = {e.id: e for e in record.entities}
        document = record.document
        about = " · ".join(part for part in (document.id, document.outlet, document.published) if part)
        self._console.print(Text(self.line(document.title or ""), style="bold"), Text(self.line(about), style="dim"), sep="\n")
        self._section("Actors and places", "الأطراف والأماكن", self._entities(record.entities))
        if record.times:
            self._section("Times", "الأزمنة", self._times(record))
        self._section("Events", "الأحداث", *(self._event(e, names) for e in record.events))
        self._section("Statements", "التصريحات", *(self._statement(s, names) for s in record.statements))
        self._console.print(Text(f"\n{record.coder} · record format {record.format}", style="dim"))

    def table(self, records: Iterable[Record], *, limit: int | None = None) -> int:
        """A table of the events of many records; the number of events shown."""
        table = Table(box=None, pad_edge=False, header_style="bold", row_styles=("", "on grey7"))
        for english, arabic in (("", ""), ("When", "متى"), ("Event", "الحدث"), ("Status", "الحال"), ("Who", "من"),
                                ("Whom", "مع من"), ("Where", "أين"), ("On whose word", "على ذمة من")):  # fmt: skip
            heading = f"{english}\n{self.line(arabic)}" if english else ""
            table.add_column(heading, overflow="fold", no_wrap=english in {"", "When", "Event", "Status"})
        shown = 0
        for record in records:
            names = {e.id: e for e in record.entities}
            for event in record.events:
                if limit is not None and shown >= limit:
                    break
                shown += 1
                table.add_row(
                    str(shown), event.when or "", _kind(event), Text(event.status, style=_STATUS_STYLE[event.status]),
                    *(self.line("، ".join(_name(names, i) for i in ids)) for ids in (event.actors, event.recipients)),
                    self.line(_name(names, event.place)) if event.place else "", self._claims_in_brief(event, names),
                )  # fmt: skip
        self._console.print(table)
        return shown

    def _section(self, english: str, arabic: str, *parts: RenderableType) -> None:
        self._console.print(Text.assemble("\n", (english, "bold cyan"), " · ", (self.line(arabic), "bold cyan")))
        for part in parts or (Text("—", style="dim"),):
            self._console.print(Padding(part, (0, 0, 0, 2)))

    def _entities(self, entities: Iterable[Entity]) -> Table:
        table = Table(box=None, show_header=False, pad_edge=False)
        for e in entities:
            about = ", ".join(x for x in (e.office, e.country) if x)
            table.add_row(Text(e.kind, style="dim"), self.line(e.name), e.en or "", about, Text(e.wikidata or "", style="dim"))
        return table

    def _times(self, record: Record) -> Table:
        table = Table(box=None, show_header=False, pad_edge=False)
        for time in record.times:
            table.add_row(self.line(time.text), f"→ {time.value}" + (f" ({time.weekday})" if time.weekday else ""))
        return table

    def _event(self, event: Event, names: Mapping[str, Entity]) -> Group:
        head = Text.assemble((_kind(event), "bold"), "  ", (str(event.status), _STATUS_STYLE[event.status]))
        if event.when:
            head.append(f"  {event.when}")
        who = self._who(event.actors, names)
        rows = [("who", "من", who)]
        if event.recipients:
            rows.append(("whom", "مع من", self._who(event.recipients, names)))
        for participant in event.participants:
            rows.append((str(participant.role), "", self._who((participant.entity,), names)))
        if event.place:
            rows.append(("where", "أين", self._who((event.place,), names)))
        for claim in event.claims:
            rows.append((*_STANCE[claim.stance], self._chain(claim.chain, names)))
        lines: list[RenderableType] = [head, *(self._row(*row) for row in rows)]
        for evidence in event.evidence:
            inside = [event.trigger] if evidence.start <= event.trigger.start < evidence.end else []
            lines.append(Padding(self.paragraph(evidence.text, inside, evidence.start), (0, 0, 0, 2)))
        return Group(*lines, Text(""))

    def _statement(self, statement: Statement, names: Mapping[str, Entity]) -> Group:
        head = Text.assemble((str(statement.mode), "bold"), "  ", (self.line(statement.cue.text), "yellow"))
        if statement.when:
            head.append(f"  {statement.when}")
        chain = self._chain((statement.speaker, *statement.chain), names)
        return Group(head, self._row("who", "من", chain), Padding(self.paragraph(statement.content.text), (0, 0, 0, 2)), Text(""))

    def _row(self, english: str, arabic: str, value: str) -> Text:
        label = f"{english} · {self.line(arabic)}" if arabic else english
        return Text.assemble("  ", (label, "dim"), "  ", value)

    def _who(self, ids: Iterable[str], names: Mapping[str, Entity]) -> str:
        return ", ".join(_english(names, i) + f" ({self.line(_name(names, i))})" for i in ids)

    def _chain(self, ids: Iterable[str], names: Mapping[str, Entity]) -> str:
        return " → ".join(f"{_english(names, i)} ({self.line(_name(names, i))})" for i in ids)

    def _claims_in_brief(self, event: Event, names: Mapping[str, Entity]) -> Text:
        out = Text()
        for n, claim in enumerate(event.claims):
            sign, style = ("✓", "green") if claim.stance == Stance.ASSERTS else ("✗", "red")
            out.append("\n" if n else "").append(f"{sign} ", style=style)
            out.append(" → ".join(self.line(_name(names, i)) for i in claim.chain))
        return out


def _kind(event: Event) -> str:
    return event.type + (f" {event.mode}" if event.mode else "")


def _name(names: Mapping[str, Entity], entity: str) -> str:
    return names[entity].name


def _english(names: Mapping[str, Entity], entity: str) -> str:
    return names[entity].en or entity


def _with_marks(text: str, marks: list[tuple[int, int]]) -> str:
    for start, end in sorted(marks, reverse=True):
        text = f"{text[:start]}{_OPEN}{text[start:end]}{_CLOSE}{text[end:]}"
    return text


def _wrap(text: str, width: int) -> Iterator[str]:
    """Rows of at most `width` characters; a mark that runs over a row's end is closed there and opened again."""
    carried = False
    for row in textwrap.wrap(text, width - 2, break_on_hyphens=False) or [""]:
        row = _OPEN + row if carried else row
        carried = row.rfind(_OPEN) > row.rfind(_CLOSE)
        yield row + _CLOSE if carried else row
