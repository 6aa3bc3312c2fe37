"""Who a key is: the name that knowledge has, else the one that articles use most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from musnad.asking.answers import Who
from musnad.asking.desk import Desk
from musnad.asking.known import known, named, spot
from musnad.language.folding import folded
from musnad.store.questions import looking

_SAMPLE = 60
"""Entities of a key that are looked at for its name: always the same ones of a database."""


def whos(desk: Desk, keys: Iterable[str | None]) -> dict[str, Who]:
    """Everybody of these keys; one that nobody has is named after itself."""
    wanted = {key for key in keys if key}
    found = {key: desk.memory.who[key] for key in wanted if key in desk.memory.who}
    missing = sorted(wanted - found.keys())
    unknown = []
    for key in missing:
        one = known().get(key)
        if one is not None and one.names:
            found[key] = Who(key=key, kind=one.kind, name=one.names[0], en=one.en, country=one.country)
        else:
            unknown.append(key)
    for key, rows in looking.names_of_keys(desk.connection, unknown, _SAMPLE).items():
        found[key] = _who(key, rows)
    for key in missing:
        desk.memory.who[key] = found[key]
    return found


def _who(key: str, rows: list[looking.Row]) -> Who:
    one = known().get(key)
    if not rows:
        kind, _, name = key.partition(":")
        place = spot(key, None) if kind == "place" else None
        if place is not None:
            return Who(key=key, kind=kind, name=place.names[0], en=place.en, country=place.country)
        return Who(
            key=key, kind=one.kind if one else kind if name else "group", name=one.en if one else name or key,
            en=one.en if one else None, country=one.country if one else None,
        )  # fmt: skip
    return Who(
        key=key, kind=rows[0]["kind"], name=_most(row["name"] for row in rows) or key,
        en=one.en if one else _most(row["en"] for row in rows),
        country=one.country if one and one.country else _most(row["country"] for row in rows),
    )  # fmt: skip


def _most(values: Iterable[str | None]) -> str | None:
    """The commonest value; of equals the longest, then the one that sorts first."""
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda one: (-counted[one], -len(one), one)) if counted else None


def outlet(name: str) -> Who:
    """The outlet that publishes articles under a name."""
    one = next((k for k in named(name) if k.kind == "outlet"), None)
    if one is not None:
        return Who(key=one.key, kind="outlet", name=one.names[0] if one.names else name, en=one.en, country=one.country)
    return Who(key=f"outlet:{folded(name).strip()}", kind="outlet", name=name)


def aliases(desk: Desk, key: str, most: int = 20) -> tuple[str, ...]:
    """Other names of somebody: those of knowledge, and those that articles use, the commonest first."""
    one = known().get(key)
    rows = looking.names_of_keys(desk.connection, [key], _SAMPLE)[key]
    used = Counter(name for row in rows for name in (row["name"], *msgspec.json.decode(row["aliases"], type=list[str])))
    shown = whos(desk, [key])[key].name
    names = dict.fromkeys((*(one.names if one else ()), *(name for name, _ in used.most_common())))
    return tuple(name for name in names if name != shown)[:most]
