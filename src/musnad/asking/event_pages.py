"""All that is held about one happening: its reports, what they agree on, who says so, its history, why they were brought together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from musnad.asking.answers import Branch, Event, EventPage, Field, Merge, Reason, Step, Variant, Who
from musnad.asking.desk import Desk, asked
from musnad.asking.happenings import kept_reports, keys_of, report_of, shown
from musnad.asking.selections import day_of, next_day
from musnad.asking.who import outlet, whos
from musnad.errors import AskingError, NotFound, StoreError
from musnad.knowledge import states
from musnad.merging import MergedEvent, Merging, merged_event, steps
from musnad.merging import Report as Told
from musnad.record import Stance
from musnad.store import Store, find_item, written
from musnad.store.questions import Match, counting, looking

_NEAR = 365
"""Days before and after a happening in which others between the same parties are looked for."""
_FEW = 5
_GAP = 21
"""Days without anything between the parties after which a thread is broken."""
_LONG = 40
"""Happenings of a thread, at most."""


def event_page(store: Store, id: str, today: str | None = None) -> EventPage:
    """All about the happening that an id leads to: 16 digits of it or of any of its reports, or ARTICLE#e2.

    Its fields, history and merges are those of `merging`. Raises `NotFound` where the id leads nowhere, `AskingError` where
    nobody had told of it up to `today`.
    """
    with asked(store) as desk:
        one = happening(desk, id)
        kept = kept_reports(desk, [one])[one]
        row = looking.happenings(desk.connection, [one])[one]
        day = day_of(desk, today)
        if today and all((k.report.published or "") > day for k in kept):
            raise AskingError(f"no report of this was published up to {day}", "today", reason="not_yet")
        merged = _merged(one, [k.report for k in kept])
        events = looking.events(desk.connection, [k.report.id for k in kept])
        places = {r["place"] for r in events.values()}
        who = whos(desk, {*(key for k in kept for key in keys_of(k.report)), *places})
        reports = tuple(report_of(events[k.report.id], k, who) for k in kept)
        before, after = _around(desk, one, row, merged)
        event, *others = shown(desk, [one, *before, *after], day)
        return EventPage(
            event=event, reports=reports, fields=_fields(merged, who), attribution=attribution(merged.reports, who),
            history=_history(merged, who), merges=_merges(row["merges"]), before=tuple(others[: len(before)]),
            after=tuple(others[len(before) :]),
        )  # fmt: skip


def story(store: Store, id: str, today: str | None = None) -> tuple[Event, ...]:
    """The thread that a happening belongs to: what the same parties did to and with each other before and after, in time.

    The thread goes on as long as no three weeks pass without anything between them, up to 40 happenings around the one asked
    for; of a day that holds many, those come first that more sources tell. Raises `NotFound`.
    """
    with asked(store) as desk:
        one = happening(desk, id)
        row = looking.happenings(desk.connection, [one])[one]
        sides = _sides(desk, one)
        if not row["day"] or not sides:
            return tuple(shown(desk, [one], day_of(desk, today)))
        first, last = next_day(row["day"], -_NEAR), next_day(row["day"], _NEAR)
        found = counting.near(desk.connection, sides, first, last, 100 * _LONG)
        thread = _thread(sorted({*found, (one, row["day"])}, key=lambda pair: (pair[1], pair[0])), one)
        return tuple(shown(desk, thread, day_of(desk, today)))


def _thread(found: Sequence[tuple[int, str]], one: int) -> list[int]:
    """The happenings around one that no gap cuts off from it, the nearest in time, in order."""
    at = next(n for n, (happening, _) in enumerate(found) if happening == one)
    low = high = at
    while high - low + 1 < _LONG:
        back = low > 0 and found[low - 1][1] >= next_day(found[low][1], -_GAP)
        on = high + 1 < len(found) and found[high + 1][1] <= next_day(found[high][1], _GAP)
        if back and (not on or at - low <= high - at):
            low -= 1
        elif on:
            high += 1
        else:
            break
    return [happening for happening, _ in found[low : high + 1]]


def happening(desk: Desk, id: str) -> int:
    """The happening that an id leads to. Raises `NotFound`."""
    try:
        number = int(id, 16) if len(id) == 16 else None
    except ValueError:
        number = None
    found = looking.happening_of(desk.connection, number) if number is not None and number < 1 << 63 else None
    if found is None and "#" in id:
        try:
            found = looking.happening_of(desk.connection, find_item(desk.connection, id)[1])
        except StoreError as fault:
            raise NotFound(str(fault), "id") from None
    if found is None:
        raise NotFound(f"no event has the id «{id[:100]}»; write its 16 digits, or ARTICLE#e2 for the event e2 of an article", "id")
    return found


def _merged(one: int, reports: Sequence[Told]) -> MergedEvent:
    group = tuple(r.id for r in reports)
    return merged_event(Merging({r.id: r for r in reports}, {one: group}, {one: ()}, dict.fromkeys(group, one), {}, {}), one)


def _fields(event: MergedEvent, who: Mapping[str, Who]) -> tuple[Field, ...]:
    by_word = {key.replace(" ", "_"): one for key, one in who.items()}
    found = []
    for field in event.fields.values():
        variants = []
        for v in field.variants:
            words = v.value.split() if field.name in ("actors", "recipients") else []
            these = tuple(by_word[w] for w in words if w in by_word)
            if field.name == "place":
                these = (who[v.value],) if v.value in who else ()
            variants.append(Variant(value=v.value, who=these, reports=tuple(map(written, v.reports)), sources=v.sources))
        found.append(Field(name=field.name, variants=tuple(variants), agreed=field.agreed))
    return tuple(found)


def _history(event: MergedEvent, who: Mapping[str, Who]) -> tuple[Step, ...]:
    return tuple(
        Step(
            status=step.status, moment=step.moment, by=tuple(who.get(name) or outlet(name) for name in step.by),
            reports=tuple(map(written, step.reports)), first=step.days[0] if step.days else None,
            last=step.days[1] if step.days else None,
        )
        for step in steps(event)
    )  # fmt: skip


def _merges(data: str) -> tuple[Merge, ...]:
    found = msgspec.json.decode(data, type=list[tuple[int, int, float, list[tuple[str, float, str]]]])
    return tuple(
        Merge(
            one=written(one), other=written(other), score=score,
            reasons=tuple(Reason(name=name, weight=weight, on=on) for name, weight, on in reasons),
        )
        for one, other, score, reasons in found
    )  # fmt: skip


# -- on whose word ------------------------------------------------------------------------------------------------------------


class _Node:
    """A branch in the making; `under` leads from the next who passed it on to their node."""

    def __init__(self, who: Who, stance: str) -> None:
        self.who, self.stance = who, stance
        self.reports: dict[str, None] = {}
        self.under: dict[str, _Node] = {}

    def step(self, who: Who, report: str) -> _Node:
        node = self.under.setdefault(who.key, _Node(who, self.stance))
        node.reports[report] = None
        return node

    def branch(self) -> Branch:
        children = tuple(node.branch() for node in self.under.values())
        return Branch(who=self.who, stance=self.stance, reports=tuple(self.reports), children=children)


def attribution(reports: Iterable[Told], who: Mapping[str, Who]) -> tuple[Branch, ...]:
    """The tree from those who speak first to the outlets that print it, asserting and denying branches apart.

    «قالت رويترز نقلا عن مصدر» in two papers is one branch: the source, Reuters under it, both papers under Reuters. Outlets that
    print a copy of one text hang under the first that did.
    """
    roots: dict[tuple[str, str], _Node] = {}
    printed: dict[int, str] = {}
    for report in reports:
        carrier, name = report.carrier, written(report.id)
        paper = outlet(carrier.outlet) if carrier.outlet else Who(key="", kind="outlet", name="")
        first = printed.setdefault(carrier.copies, paper.key)
        for stance, chain in [(v.stance, v.chain) for v in report.voices] or [(str(Stance.ASSERTS), ())]:
            path = [who[key] for key in chain]
            if first != paper.key:
                path.append(outlet_by_key(first, reports))
            path.append(paper)
            path = [one for n, one in enumerate(path) if n == 0 or path[n - 1].key != one.key]
            node = roots.setdefault((path[0].key, stance), _Node(path[0], stance))
            node.reports[name] = None
            for one in path[1:]:
                node = node.step(one, name)
    return tuple(node.branch() for node in sorted(roots.values(), key=lambda n: n.stance != Stance.ASSERTS))


def outlet_by_key(key: str, reports: Iterable[Told]) -> Who:
    """The outlet of a key among the carriers of some reports."""
    found = (outlet(r.carrier.outlet) for r in reports if r.carrier.outlet)
    return next((one for one in found if one.key == key), Who(key=key, kind="outlet", name=""))


# -- what is near it ----------------------------------------------------------------------------------------------------------


def _sides(desk: Desk, one: int) -> list[Match]:
    """Whom a happening is between: its first two parties that aren't the same state's, or the only one."""
    sides: dict[str, Match] = {}
    for party in looking.roles(desk.connection, [one]).get(one, []):
        if party["role"] in ("actor", "recipient") and party["kind"] not in ("anon", "outlet"):
            country = party["country"] if party["country"] in states() else None
            sides.setdefault(country or party["key"], Match((), (country,)) if country else Match((party["key"],)))
    return list(sides.values())[:2]


def _around(desk: Desk, one: int, row: looking.Row, event: MergedEvent) -> tuple[list[int], list[int]]:
    """Happenings of the same parties before and after one, the nearest first."""
    sides = _sides(desk, one)
    if not row["day"] or len(sides) < 2:
        return [], []
    return counting.around(desk.connection, sides, row["day"], one, _FEW, next_day(row["day"], -_NEAR), next_day(row["day"], _NEAR))
