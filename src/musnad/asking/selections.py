"""From a `Selection` as people put it to a `Choice` that the store understands: names to keys, EDTF to days, every value checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

import msgspec

from musnad.asking import actors
from musnad.asking.answers import Selection
from musnad.asking.desk import Desk
from musnad.asking.searching import own_words
from musnad.asking.who import outlet
from musnad.errors import AskingError, NotFound
from musnad.knowledge import offices
from musnad.language.folding import folded
from musnad.merging import Outcome
from musnad.record import MODES, EventType, Role, SpeechMode, Status
from musnad.store import bounds
from musnad.store.questions import Choice, looking

ORDERS = ("-day", "day", "sources", "published")
STANCES = ("asserted", "denied", "both")
_OPEN = {Outcome.AHEAD, Outcome.POSTPONED}
_DONE = {Outcome.HAPPENED, Outcome.ONGOING}
_TOLD, _LASTING = 60, 70
"""Days before today: what is still ahead was announced since (a plan without a day is expected for 45 days, with 3 of grace), or
names a time that ends not much earlier (reports of one act differ by 62 days at most)."""


class Chosen(NamedTuple):
    """A selection understood: the store's choice, the outcomes that are wanted, and the day from which one looks."""

    choice: Choice
    outcomes: frozenset[Outcome]
    today: str


def for_events(desk: Desk, selection: Selection) -> Chosen:
    """Which happenings are chosen. Raises `AskingError` for what can't be understood, naming the field."""
    today = day_of(desk, selection.today)
    outcomes = frozenset(Outcome(one) for one in _each(selection, "outcome", [str(o) for o in Outcome]))
    modes = sorted({mode for some in MODES.values() for mode in some})
    actor = actors.match(desk, selection.actor, "actor")
    if selection.role and actor is None and not selection.office:
        raise AskingError("role says as what the actor takes part; give an actor, too", "role", reason="alone")
    choice = _common(desk, selection)._replace(
        role=_one(selection.role, "role", ("actor", "recipient", *(str(r) for r in Role))),
        types=tuple(_each(selection, "type", [str(t) for t in EventType], str.upper)),
        modes=tuple(_each(selection, "mode", modes, str.lower)),
        statuses=tuple(_each(selection, "status", [str(s) for s in Status], str.lower)),
        contexts=tuple(one.strip().lower() for one in selection.context if one.strip()),
        stance=_one(selection.stance, "stance", STANCES),
        announced=_least(selection.announced, "announced", "counts reports"),
    )
    if outcomes and outcomes <= _OPEN:
        choice = choice._replace(open_on=open_since(today))
    elif outcomes and outcomes <= _DONE:
        choice = choice._replace(done=True)
    return Chosen(choice, outcomes, today)


def for_statements(desk: Desk, selection: Selection) -> Chosen:
    """Which statements are chosen; `actor` is the speaker, `voice` who passed it on, `counterpart` the addressee."""
    unfit = [name for name in ("type", "status", "outcome", "context", "stance", "role", "announced") if getattr(selection, name)]
    if unfit:
        raise AskingError(f"statements have no {unfit[0]}; leave it out, or ask for events", unfit[0], reason="unfit")
    modes = tuple(_each(selection, "mode", [str(m) for m in SpeechMode], str.lower))
    choice = _common(desk, selection)._replace(modes=modes)
    return Chosen(choice, frozenset(), day_of(desk, selection.today))


def _common(desk: Desk, selection: Selection) -> Choice:
    first, last = days_of(selection)
    order = _one(selection.order, "order", ORDERS)
    return Choice(
        actor=actors.match(desk, selection.actor, "actor"), counterpart=actors.match(desk, selection.counterpart, "counterpart"),
        offices=tuple(_offices(selection.office)), place=actors.places(desk, selection.place, "place"), first=first, last=last,
        outlets=tuple(msgspec.json.encode(one).decode() for one in outlets_of(desk, selection.outlet)),
        voice=actors.match(desk, selection.voice, "voice"), sources=_least(selection.sources, "sources", "counts independent sources"),
        words=own_words(desk, selection.words), known=day_of(desk, selection.today) if selection.today else None, order=order or "-day",
    )  # fmt: skip


def _least(number: int, field: str, what: str) -> int:
    if number < 0:
        raise AskingError(f"{field} {what}; it is no less than 0", field)
    return number


def days_of(selection: Selection) -> tuple[str | None, str | None]:
    """The first day of `since` and the last of `until`. Raises `AskingError`."""
    first, last = (_edge(selection.since, "since", 0), _edge(selection.until, "until", 1))
    if first and last and first > last:
        raise AskingError(f"since ({selection.since}) lies after until ({selection.until})", "since", reason="reversed")
    return first, last


def _edge(value: str | None, field: str, side: int) -> str | None:
    if not value:
        return None
    found = bounds(value.strip())[side]
    if found is None:
        raise AskingError(f"{field} «{value}» is no time; write 2025, 2025-04 or 2025-04-12", field)
    return found


def day_of(desk: Desk, today: str | None) -> str:
    """The day from which one looks: the one given, else the last of the collection. Raises `AskingError`."""
    if not today:
        return desk.last_day
    try:
        return date.fromisoformat(today).isoformat() if re.fullmatch(r"\d{4}-\d\d-\d\d", today) else _no_day(today)
    except ValueError:
        return _no_day(today)


def _no_day(today: str) -> str:
    raise AskingError(f"today «{today}» is no day; write 2025-04-12", "today")


def open_since(today: str) -> tuple[str, str]:
    """For `Choice.open_on`: since when something must have been told, or until when it must last, to be ahead on a day."""
    return _before(today, _TOLD), _before(today, _LASTING)


def _before(day: str, number: int) -> str:
    at = date.fromisoformat(day).toordinal() - number
    return date.fromordinal(max(1, at)).isoformat()


def next_day(day: str, number: int) -> str:
    """A day some days later (or earlier), within the calendar."""
    at = date.fromisoformat(day)
    if number < 0:
        return _before(day, -number)
    return (at + timedelta(days=number)).isoformat() if at.year < 9990 else day


def outlets_of(desk: Desk, names: Iterable[str]) -> list[str]:
    """The outlets of the collection that some names mean, as articles write them. Raises `NotFound` with suggestions."""
    if not (wanted := list(names)):
        return []
    held = [name for name, _ in desk.remembered("totals", lambda: looking.totals(desk.connection))["outlets"]]
    by_name: dict[str, list[str]] = {}
    for name in held:
        for form in {folded(name).strip(), outlet(name).key, folded(outlet(name).name), folded(outlet(name).en or name)}:
            by_name.setdefault(form, []).append(name)
    found: list[str] = []
    for name in wanted:
        these = [name] if name in held else by_name.get(folded(name).strip(), by_name.get(name, []))
        if not these:
            near = tuple(get_close_matches(name, held, n=3, cutoff=0.6)) or tuple(held[:5])
            raise NotFound(f"no outlet of this collection is called «{name}»; there are {', '.join(near)}", "outlet", near)
        found += these
    return list(dict.fromkeys(found))


def _offices(names: Iterable[str]) -> Iterable[str]:
    """Offices by id, by English or by Arabic name, as records write them: in English."""
    known = {folded(name): o.en for o in offices().values() for name in (o.id, o.en, *o.names)}
    for name in names:
        form = folded(name).strip()
        if form not in known:
            near = tuple(get_close_matches(form, known, n=3, cutoff=0.6))
            raise AskingError(
                f"there is no office «{name}»" + (f"; did you mean {' or '.join(near)}?" if near else ""), "office", near
            )
        yield known[form]


def _each(selection: Selection, field: str, values: Collection[str], change: object = str) -> Iterable[str]:
    for value in getattr(selection, field):
        yield _checked(change(value.strip()) if callable(change) else value, field, values)


def _one(value: str | None, field: str, values: Collection[str]) -> str | None:
    return _checked(value.strip(), field, values) if value else None


def _checked(value: str, field: str, values: Collection[str]) -> str:
    if value in values:
        return value
    near = tuple(get_close_matches(value, values, n=3, cutoff=0.5))
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(values)}"
    raise AskingError(f"there is no {field} «{value}»; {hint}", field, near or tuple(values)[:20])
