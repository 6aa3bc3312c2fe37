"""`musnad events`, `statements`, `actor`, `pair`, `search`, `timeline`, `story`: questions to a collection, answered as tables,
as JSON Lines, or as CSV.

Tables show names as Arabic newspapers write them; `--json` brings whole answers with their evidence, `--csv` the codebook's
columns.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import islice
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from musnad import asking
from musnad.asking.answers import ActorPage, Event, PairPage, SearchPage, Selection, Statement, Who
from musnad.cli.app import app
from musnad.cli.opening import answering
from musnad.cli.options import DATABASE, DatabaseOption, ShapeOption, Shaping
from musnad.cli.output import say
from musnad.cli.selecting import selecting
from musnad.errors import AskingError
from musnad.exports import tables
from musnad.exports.choice import PLAIN
from musnad.exports.delimited import delimited
from musnad.record import Span
from musnad.terminal import Page, shapes

_PIPED = 160
"""Columns of a table that goes to a file or another program."""
_WORDS = 90
"""Letters of quoted words in a table."""

LimitOption = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="So many answers.")]
AllOption = Annotated[bool, typer.Option("--all", help="All answers, however many.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON Lines: one answer a line, with its evidence.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="CSV with the codebook's columns (musnad codebook).")]
TodayOption = Annotated[str | None, typer.Option("--today", metavar="DAY", help="The day from which one looks (default: the last day of the collection).")]  # fmt: skip


class Step(StrEnum):
    """The length of a period."""

    WEEK = "week"
    MONTH = "month"


@app.command("events", epilog="""Examples:\n\n
  musnad events --actor لافروف --since 2025-04\n\n
  musnad events --actor IRN --counterpart USA --type CONSULT --order day\n\n
  musnad events --place مسقط --words "«الجولة الرابعة»" --json\n\n
  musnad events --outcome ahead --today 2025-05-02\n\n
  musnad events --sources 2 --all --csv > events.csv""")  # fmt: skip
@selecting
def events_command(
    selection: Selection, db: DatabaseOption = DATABASE, limit: LimitOption = 20, everything: AllOption = False,
    json: JsonOption = False, csv: CsvOption = False, shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """What happened: who did what to whom, where, when, as many sources tell it as one event."""
    with answering(db) as store:
        stream = asking.every_event(store, selection)
        answers = stream if everything else islice(stream, limit)
        if _machine(answers, "events", json=json, csv=csv):
            return
        page = _Drawn(shape)
        shown = page.events(answers)
        if not everything and shown == limit:
            _count(shown, asking.events(store, selection, limit=1).total, "events")


@app.command("statements", epilog="""Examples:\n\n
  musnad statements --actor عراقجي --words مفاوضات\n\n
  musnad statements --actor "وزير الخارجية الروسي" --voice رويترز\n\n
  musnad statements --mode direct --since 2025-04 --all --json""")  # fmt: skip
@selecting
def statements_command(
    selection: Selection, db: DatabaseOption = DATABASE, limit: LimitOption = 20, everything: AllOption = False,
    json: JsonOption = False, csv: CsvOption = False, shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """What was said: by whom (--actor), to whom (--counterpart), passed on by whom (--voice)."""
    with answering(db) as store:
        stream = asking.every_statement(store, selection)
        answers = stream if everything else islice(stream, limit)
        if _machine(answers, "statements", json=json, csv=csv):
            return
        shown = _Drawn(shape).statements(answers)
        if not everything and shown == limit:
            _count(shown, asking.statements(store, selection, limit=1).total, "statements")


@app.command("actor", epilog="""Examples:\n\n
  musnad actor لافروف\n\n
  musnad actor "وزير الخارجية الإيراني"\n\n
  musnad actor IRN --today 2025-05-02\n\n
  musnad actor Q58217 --json""")  # fmt: skip
def actor_command(
    who: Annotated[str, typer.Argument(metavar="WHO", help="A name in Arabic or English, an office with its state, an ISO code, a key.")],
    db: DatabaseOption = DATABASE, today: TodayOption = None, json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV of the latest events: what it did, then what it received.")] = False,
    shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """All about a person, state, bloc, body, group or place: names, offices, latest events and words, companions, what is ahead."""
    with answering(db) as store:
        page = asking.actor_page(store, who, today)
        latest = {event.id: event for event in (*page.did, *page.received)}
        if not _machine([page] if json else latest.values(), "events", json=json, csv=csv):
            _Drawn(shape).actor(page)


@app.command("pair", epilog="""Examples:\n\n
  musnad pair إيران السعودية\n\n
  musnad pair IRN USA --step week --json\n\n
  musnad pair عراقجي لافروف --csv""")  # fmt: skip
def pair_command(
    one: Annotated[str, typer.Argument(metavar="WHO", help="A state or person, by name, code or key.")],
    other: Annotated[str, typer.Argument(metavar="WHO", help="Another.")],
    step: Annotated[Step, typer.Option("--step", help="Periods of the series.")] = Step.MONTH,
    db: DatabaseOption = DATABASE, today: TodayOption = None, json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV of the series, a period a line.")] = False,
    shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """How two stand to each other: the series of their events, visits, last meeting, open accusations, what is planned."""
    with answering(db) as store:
        page = asking.pair_page(store, one, other, str(step), today)
        if json:
            _machine([page], "", json=True, csv=False)
        elif csv:
            _write(delimited(("first", "last", "events", "total", "mean", "changed"), map(_flat, page.series)))
        else:
            _Drawn(shape).pair(page)


@app.command("search", epilog="""Examples:\n\n
  musnad search مفاوضات مسقط\n\n
  musnad search "«الجولة الرابعة» -روما"\n\n
  musnad search لافرف --json""")  # fmt: skip
def search_command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="All must stand in an article; «phrases» as they are, nothing of what follows a minus.")],
    db: DatabaseOption = DATABASE, limit: LimitOption = 10, json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV of the articles found.")] = False,
    shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """Find articles by words in any form, and the events and statements whose own words hold them."""
    with answering(db) as store:
        page = asking.search(store, " ".join(words), limit=limit)
        if csv:
            _write(tables.csv("articles", (hit.article for hit in page.articles), PLAIN))
        elif json:
            _machine([page], "", json=True, csv=False)
        else:
            _Drawn(shape).found(page)


@app.command("timeline", epilog="""Examples:\n\n
  musnad timeline --actor إيران --since 2025-04\n\n
  musnad timeline --type ASSAULT --all --csv""")  # fmt: skip
@selecting
def timeline_command(
    selection: Selection, db: DatabaseOption = DATABASE,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="So many days, the latest ones.")] = 40,
    everything: Annotated[bool, typer.Option("--all", help="All days.")] = False, json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV, a day a line.")] = False, shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """How much happened on each day, by cooperation and conflict in word and deed."""
    with answering(db) as store:
        days = asking.timeline(store, selection)
        shown = days if everything else days[-limit:]
        if json:
            _machine(shown, "", json=True, csv=False)
        elif csv:
            _write(delimited(("day", "events", *_QUADS), ({"day": d.day, "events": d.events, **{q: d.quads.get(q, 0) for q in _QUADS}} for d in shown)))  # fmt: skip
        else:
            _Drawn(shape).timeline((d.day, d.events, d.quads) for d in shown)
            if len(shown) < len(days):
                _count(len(shown), len(days), "days")


@app.command("story", epilog="""Examples:\n\n
  musnad story 1e0c9e649ce37598\n\n
  musnad story s14-fourth-round-postponed#e1 --json""")  # fmt: skip
def story_command(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event: 16 digits of it or of any of its reports, or ARTICLE#e2.")],
    db: DatabaseOption = DATABASE, today: TodayOption = None, json: JsonOption = False, csv: CsvOption = False,
    shape: ShapeOption = Shaping.AUTO,
) -> None:  # fmt: skip
    """The thread that an event belongs to: what the same parties did before and after, in time."""
    with answering(db) as store:
        thread = asking.story(store, event, today)
        if not _machine(thread, "events", json=json, csv=csv):
            _Drawn(shape).events(thread)


_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_COLOURS = dict(zip(_QUADS, ("green", "bold green", "yellow", "red"), strict=True))
_OUTCOMES = {
    "happened": "green", "ongoing": "cyan", "ahead": "blue", "postponed": "magenta", "cancelled": "red", "did not happen": "red",
    "denied": "red",
}  # fmt: skip


def _machine(answers: Iterable[Any], table: str, *, json: bool, csv: bool) -> bool:
    """Write answers for machines, as they come; False where a table for people is wanted."""
    if json and csv:
        raise AskingError("--json and --csv exclude each other; choose one")
    if json:
        _write(msgspec.json.encode(answer) + b"\n" for answer in answers)
    elif csv:
        _write(tables.csv(table, answers, PLAIN))
    return json or csv


def _write(lines: Iterable[bytes]) -> None:
    for line in lines:
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def _flat(period: asking.Period) -> dict[str, Any]:
    whole: dict[str, Any] = msgspec.structs.asdict(period)
    return {name: whole[name] for name in ("first", "last", "events", "total", "mean", "changed")}


def _count(shown: int, total: int, what: str) -> None:
    if shown < total:
        say(f"{shown} of {total:,} {what}; --all shows all of them, --limit {min(total, 10 * shown)} more")


class _Drawn:
    """Answers on a console, for people."""

    def __init__(self, shape: str) -> None:
        piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
        self._console = Console(width=_PIPED) if piped else Console()
        self._page = Page(self._console, shapes(self._console, shape))
        self._line = self._page.line

    def events(self, events: Iterable[Event]) -> int:
        """A table of happenings; how many there were."""
        table = self._table(("Day", "اليوم"), ("Event", "الحدث"), ("Outcome", "المآل"), ("Who", "من"), ("Whom", "مع من"),
                            ("Where", "أين"), ("Sources", "المصادر"), ("Id", ""))  # fmt: skip
        return self._filled(table, events, self._event)

    def _event(self, event: Event) -> tuple[str | Text, ...]:
        kind = event.type + (f" {event.mode}" if event.mode else "")
        outcome = Text(event.outcome, style=_OUTCOMES.get(event.outcome, "yellow"))
        if event.stance != "asserted":
            outcome.append(f"\n{event.stance}", style="red")
        told = str(event.sources) + (f" ({event.reports})" if event.reports > event.sources else "")
        return (
            event.day or "", kind, outcome, self._names(event.actors), self._names(event.recipients),
            self._line(event.place.name) if event.place else "", told, Text(event.id, style="dim"),
        )  # fmt: skip

    def statements(self, statements: Iterable[Statement]) -> int:
        """A table of statements; how many there were."""
        table = self._table(
            ("Day", "اليوم"), ("Who", "من"), ("Through", "عن"), ("Words", "النص"), ("Sources", "المصادر"), ("Id", "")
        )
        return self._filled(table, statements, self._statement)

    def _statement(self, one: Statement) -> tuple[str | Text, ...]:
        said = one.evidence
        words = self._line(_cut(said.quote.text))
        return (
            one.day or "",
            self._names([one.speaker]),
            self._names(said.chain),
            words,
            str(one.sources),
            Text(one.id, style="dim"),
        )

    def actor(self, page: ActorPage) -> None:
        """All about an actor."""
        who = page.who
        about = " · ".join(part for part in (who.en, who.kind, who.country, who.key if who.key != who.country else None) if part)
        self._console.print(Text(self._line(who.name), style="bold"), Text(about, style="dim"), sep="\n")
        if page.aliases:
            self._console.print(Text(self._line("، ".join(page.aliases[:8])), style="dim"))
        for office in page.offices:
            since = f"{office.start or '?'} – {office.end or ''}"
            source = " (as articles say)" if office.source == "articles" else ""
            self._console.print(f"  {office.office}, {office.country}: {since}{source}", highlight=False)
        self._console.print(f"{page.events:,} events, {page.statements:,} statements", highlight=False)
        if page.last_seen is not None and page.last_seen.place is not None:
            seen = page.last_seen
            self._console.print(Text.assemble("last seen ", (seen.day or "", "bold"), " ", self._line(page.last_seen.place.name)))
        self._section("Did", "فعل", page.did)
        self._section("Received", "وقع عليه", page.received)
        self._section("Ahead", "مرتقب", page.ahead)
        if page.said:
            self._head("Said", "قال")
            self.statements(page.said)
        if page.companions:
            self._head("With", "مع")
            self._console.print(self._line("، ".join(f"{one.who.name} {one.events}" for one in page.companions)))

    def pair(self, page: PairPage) -> None:
        """The relation of two."""
        self._console.print(Text(f"{self._line(page.one.name)} – {self._line(page.other.name)}: {page.total:,}", style="bold"))
        table = self._table(
            ("From", "من"), ("To", "إلى"), ("Events", "الأحداث"), ("Total", "المجموع"), ("Mean", "المتوسط"), ("", "")
        )
        for p in page.series:
            if p.events or p.changed:
                mean = "" if p.mean is None else f"{p.mean:+.1f}"
                table.add_row(p.first, p.last, str(p.events), f"{p.total:+.1f}", mean, "← shift" if p.changed else "")
        self._console.print(table)
        if page.last_meeting is not None:
            self._section("Last meeting", "آخر لقاء", [page.last_meeting])
        self._section(f"Visits of {page.one.en or page.one.key}", f"زيارات {page.one.name}", page.visits_there[:10])
        self._section(f"Visits of {page.other.en or page.other.key}", f"زيارات {page.other.name}", page.visits_back[:10])
        self._section("Open accusations", "اتهامات قائمة", [a.event for a in page.accusations[:10]])
        self._section("Ahead", "مرتقب", page.ahead)
        self._section("Latest", "الأحدث", page.events)

    def found(self, page: SearchPage) -> None:
        """What a search found."""
        if page.suggestions:
            self._console.print(Text.assemble("did you mean: ", (self._line("، ".join(page.suggestions)), "bold")))
        if page.actors:
            self._head("Actors", "الأطراف")
            for who in page.actors:
                self._console.print(f"  {self._line(who.name)}  {who.en or ''}  ", Text(who.key, style="dim"), sep="")
        self._section("Events", "الأحداث", page.events)
        if not (page.actors or page.events or page.statements or page.total):
            self._console.print("nothing found")
            return
        if page.statements:
            self._head("Statements", "التصريحات")
            self.statements(page.statements)
        self._head(f"Articles ({page.total:,})", "المقالات")
        for hit in page.articles:
            article = hit.article
            about = " · ".join(part for part in (article.name, article.outlet, article.published) if part)
            self._console.print(Text(self._line(article.title or ""), style="bold"), Text(self._line(about), style="dim"), sep="\n")
            for quote in hit.quotes:
                marks = [Span(m.start, m.end, quote.text[m.start - quote.start : m.end - quote.start]) for m in quote.marks]
                self._console.print(self._page.paragraph(quote.text, marks, quote.start))

    def timeline(self, days: Iterable[tuple[str, int, dict[str, int]]]) -> None:
        """Days with bars, a sign for each event, shortened alike where there are many."""
        rows = list(days)
        most = max((n for _, n, _ in rows), default=1)
        scale = min(1.0, 60 / most)
        for day, n, quads in rows:
            line = Text(f"{day} {n:>5}  ")
            for quad in _QUADS:
                line.append("█" * round(quads.get(quad, 0) * scale), style=_COLOURS[quad])
            self._console.print(line)
        self._console.print(Text("  ").join(Text(f"█ {quad}", style=_COLOURS[quad]) for quad in _QUADS))

    def _section(self, english: str, arabic: str, events: Iterable[Event]) -> None:
        some = list(events)
        if some:
            self._head(english, arabic)
            self.events(some)

    def _head(self, english: str, arabic: str) -> None:
        self._console.print(Text.assemble("\n", (english, "bold cyan"), " · ", (self._line(arabic), "bold cyan")))

    def _table(self, *heads: tuple[str, str]) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold", row_styles=("", "on grey7"))
        for english, arabic in heads:
            table.add_column(
                f"{english}\n{self._line(arabic)}", overflow="fold", no_wrap=english in {"Day", "Event", "Id", "From", "To"}
            )
        return table

    def _filled(self, table: Table, answers: Iterable[Any], row: Callable[[Any], tuple[str | Text, ...]]) -> int:
        for answer in answers:
            table.add_row(*row(answer))
        self._console.print(table)
        return table.row_count

    def _names(self, people: Iterable[Who]) -> str:
        return self._line("، ".join(who.name for who in people))


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else words[:_WORDS].rpartition(" ")[0] + " …"
