"""The two kinds of items that are merged, events and statements, as what merging one step by step needs of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from musnad.merging import Likeness, Merging, Profile, Reason, Utterance, blocks, likeness, merged_event
from musnad.merging import statements as s
from musnad.merging.blocks import utterance_blocks
from musnad.merging.clusters import Tie, parts
from musnad.merging.coreference import grouped
from musnad.store.merged import Bond, Item
from musnad.upkeep import rows as r
from musnad.upkeep.told import Said, Told, said, told, written_down

T = TypeVar("T", Told, Said)
P = TypeVar("P", Profile, Utterance)
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Kind(Generic[T, P]):
    """How items of a kind (`name` as in the store) are read back, compared and merged."""

    name: str
    read: Callable[[str], T]
    profile: Callable[[T], P]
    order: Callable[[P], tuple[str, int, int]]
    blocks: Callable[[P], frozenset[str]]
    compare: Callable[[P, P], tuple[float, str] | None]
    """How much two profiles are alike and why (JSON); None where they are not enough."""
    merged: Callable[[Mapping[int, T], Iterable[Bond]], Rows]
    """The merged rows of all items of some whole parts, and all their bonds."""


def item(one: Told | Said) -> Item:
    """What is kept of an event or a statement."""
    what = one.report if isinstance(one, Told) else one.utterance
    return Item(what.id, what.carrier.article, written_down(one))


def _compare_events(one: Profile, other: Profile) -> tuple[float, str] | None:
    found = likeness(one, other)
    return (found.score, msgspec.json.encode(found.reasons).decode()) if found.tied else None


def _merged_events(known: Mapping[int, Told], bonds: Iterable[Bond]) -> Rows:
    reports = {one: held.report for one, held in known.items()}
    near: dict[int, dict[int, Likeness]] = {}
    for bond in bonds:
        why = Likeness(bond.score, _reasons(bond.reasons))
        near.setdefault(bond.one, {})[bond.other] = near.setdefault(bond.other, {})[bond.one] = why
    made: Rows = {"happenings": [], "roles": [], "members": []}
    for part in parts(known, near):
        for group, merges in grouped(part, reports, near):
            name = group[0]
            event = merged_event(Merging(reports, {name: group}, {name: merges}, {}, near, {}), name)
            row, roles = r.happening_rows(event, known)
            made["happenings"].append(row)
            made["roles"] += roles
            made["members"] += r.member_rows(event)
    return made


def _compare_statements(one: Utterance, other: Utterance) -> tuple[float, str] | None:
    score = s.likeness(one, other)
    return None if score is None else (score, "[]")


def _merged_statements(known: Mapping[int, Said], bonds: Iterable[Bond]) -> Rows:
    near: dict[int, dict[int, Tie]] = {}
    for bond in bonds:
        tie = Tie(bond.one, bond.other, bond.score)
        near.setdefault(bond.one, {})[bond.other] = near.setdefault(bond.other, {})[bond.one] = tie
    made: Rows = {"sayings": [], "spoken": []}
    for part in parts(known, near):
        ties = {tie for one in part for tie in near.get(one, {}).values()}
        for statement in s.grouped({one: known[one].utterance for one in part}, ties):
            made["sayings"].append(r.saying_row(statement, known))
            made["spoken"] += r.spoken_rows(statement)
    return made


_reasons = msgspec.json.Decoder(tuple[Reason, ...]).decode
EVENTS = Kind(
    "event", told, lambda one: Profile(one.report), lambda one: one.report.order, blocks, _compare_events, _merged_events
)  # fmt: skip
STATEMENTS = Kind(
    "statement", said, lambda one: one.utterance, lambda one: one.order, utterance_blocks, _compare_statements, _merged_statements
)  # fmt: skip
