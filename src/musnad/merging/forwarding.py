"""Forwarding addresses: where a merged event went whose id is no longer one.

A merged event is named after its earliest report. An earlier report that arrives late, or a merge that is undone, changes
names; whoever kept an old one is led on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

Groups = Mapping[int, tuple[int, ...]]


class Address(NamedTuple):
    """Where an old id leads: the `heir` that holds its namesake, else most of its reports (None: all are gone), and the
    `others` among which the rest was divided."""

    heir: int | None
    others: tuple[int, ...]


def forwarding(old: Groups, new: Groups) -> dict[int, Address]:
    """The addresses of old ids that are ids no more, and of those whose reports were divided since.

    Both lead from a group's id to its reports. Ids that still name all of what they named are left out.
    """
    home = {one: name for name, group in new.items() for one in group}
    found: dict[int, Address] = {}
    for name, group in old.items():
        now = Counter(home[one] for one in group if one in home)
        heir = home.get(name) or min(now, key=lambda one: (-now[one], one), default=None)
        others = tuple(sorted(one for one in now if one != heir))
        if heir != name or others:
            found[name] = Address(heir, others)
    return found


def follow(addresses: Mapping[int, Address], name: int) -> int | None:
    """The id that an old one leads to, over as many addresses as were left since; None where nothing is left of it."""
    seen: set[int] = set()
    at: int | None = name
    while at is not None and at in addresses and at not in seen:
        seen.add(at)
        at = addresses[at].heir
    return at
