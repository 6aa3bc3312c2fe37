"""All about one actor: names, offices, what it did, received and said, with whom, where it was last, what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.asking.actors import resolve, side
from musnad.asking.answers import ActorPage, Companion, Event, Office
from musnad.asking.desk import Desk, asked
from musnad.asking.events import next_keys
from musnad.asking.events import total as count_events
from musnad.asking.happenings import outcomes, shown
from musnad.asking.known import known
from musnad.asking.selections import Chosen, day_of, open_since
from musnad.asking.statements import said
from musnad.asking.statements import total as count_statements
from musnad.asking.who import aliases, whos
from musnad.knowledge import offices, terms
from musnad.merging import Outcome
from musnad.record import EventType
from musnad.store import Store
from musnad.store.questions import Choice, Match, choosing, counting, looking

if TYPE_CHECKING:
    from collections.abc import Iterator

_LATEST = 10
_COMPANIONS = 15
_LOOKED = 200
"""Meetings, the latest first, among which the last one in person at a known place is looked for."""
_AFAR = ("phone", "message")
_TOOK_PLACE = (Outcome.HAPPENED, Outcome.ONGOING)


def actor_page(store: Store, name_or_key: str, today: str | None = None) -> ActorPage:
    """All about somebody, by name, code or key; of a state, also what all did who act for it, of a place, what happened there.

    What is ahead is as of `today` (default: the last day of the collection). Raises `NotFound` with suggestions.
    """
    with asked(store) as desk:
        key = resolve(desk, name_or_key, "key")
        day = day_of(desk, today)
        who, kind = whos(desk, [key])[key], whos(desk, [key])[key].kind
        them = side([key])
        everything = Choice(place=them) if kind == "place" else Choice(actor=them)
        did = Choice(place=them) if kind == "place" else Choice(actor=them, role="actor")
        received = [] if kind == "place" else _latest(desk, Choice(actor=them, role="recipient"))
        spoken = Chosen(Choice(actor=them), frozenset(), day)
        sayings = choosing.chosen_sayings(desk.connection, spoken.choice, None, _LATEST)
        return ActorPage(
            who=who, aliases=aliases(desk, key), offices=tuple(_offices(desk, key)) if kind == "person" else (),
            did=tuple(shown(desk, _latest(desk, did), day)), received=tuple(shown(desk, received, day)),
            said=tuple(said(desk, [one.id for one in sayings])), companions=_companions(desk, them) if kind != "place" else (),
            last_seen=_last_seen(desk, them, day), ahead=tuple(shown(desk, _ahead(desk, everything, day), day)),
            events=count_events(desk, Chosen(everything, frozenset(), day)), statements=count_statements(desk, spoken),
        )  # fmt: skip


def _latest(desk: Desk, choice: Choice) -> list[int]:
    return [key.id for key in choosing.chosen(desk.connection, choice, None, _LATEST)]


def _ahead(desk: Desk, choice: Choice, day: str) -> list[int]:
    """What is announced and still to come, the nearest day first."""
    open_ = Chosen(choice._replace(open_on=open_since(day), order="day"), frozenset({Outcome.AHEAD, Outcome.POSTPONED}), day)
    return [key.id for key in next_keys(desk, open_, None, _LATEST)]


def _companions(desk: Desk, them: Match) -> tuple[Companion, ...]:
    rows = desk.remembered(("beside", them), lambda: counting.beside(desk.connection, them, _COMPANIONS))
    who = whos(desk, [key for key, _, _ in rows])
    return tuple(Companion(who=who[key], events=n, last=last or None) for key, n, last in rows)


def _last_seen(desk: Desk, them: Match, day: str) -> Event | None:
    """The last meeting in person at a known place that took place by a day."""
    met = Choice(actor=them, types=(str(EventType.CONSULT),), last=day, strict=True)
    ids = [key.id for key in choosing.chosen(desk.connection, met, None, _LOOKED)]
    rows = looking.happenings(desk.connection, ids)
    there = [one for one in ids if rows[one]["place"] and rows[one]["mode"] not in _AFAR]
    for n in range(0, len(there), _LATEST):
        some = there[n : n + _LATEST]
        stands = outcomes(desk, some, day)
        for one in some:
            if stands.get(one) in _TOOK_PLACE:
                return shown(desk, [one], day)[0]
    return None


def _offices(desk: Desk, key: str) -> Iterator[Office]:
    """Times in office: those that knowledge has, the latest first, then those that articles give."""
    one = known().get(key)
    held = [term for term in terms() if one is not None and term.person == one.id]
    for term in sorted(held, key=lambda t: t.start, reverse=True):
        office = offices().get(term.office)
        yield Office(
            office=office.en if office else term.office.replace("_", " "), country=term.country, start=term.start or None,
            end=term.end or None, source="knowledge",
        )  # fmt: skip
    for name, country, first, last in counting.offices_seen(desk.connection, [key]):
        yield Office(office=name, country=country or "", start=first, end=last, source="articles")
