"""Correcting a field: which inputs fit it, and what the values that a form sends mean.

Inputs are called after their field; where a field holds several things, after the field, its line and its part:
`claims.0.stance`, `claims.0.chain.1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from starlette.datastructures import FormData

from musnad.exports.wording import label, values
from musnad.knowledge import states
from musnad.record import MODES, EntityKind, EventType, Role, SpeechMode, Stance, Status
from musnad.server.layered import Layered
from musnad.server.names import name_of
from musnad.server.texts import Lang
from musnad.store import FIELDS
from musnad.store.days import bounds

_SPARE = 2
"""Empty lines in which something may be added."""
_RELAYERS = 3
_NONE = ("", "")
Choice = tuple[str, str]
"""A value and the words for it."""


class NotADate(ValueError):
    """A time that is no EDTF value."""


class Input(NamedTuple):
    """One control: its name, what it is (text, when, select, checks), its value or values, and what can be chosen."""

    name: str
    control: str
    value: Any
    choices: tuple[Choice, ...] = ()


class FieldForm(NamedTuple):
    """The controls of one field; `lines` holds several rows where the field is a list of things."""

    field: str
    lines: tuple[tuple[Input, ...], ...]


def fields_of(kind: str, local: str, layered: Layered, lang: Lang) -> list[FieldForm]:
    """The forms for all fields of an item that can be corrected, filled with what they are now."""
    items: Sequence[Any] = {
        "event": layered.record.events, "statement": layered.record.statements, "entity": layered.record.entities,
    }[kind]  # fmt: skip
    item = msgspec.to_builtins(next(one for one in items if one.id == local))
    cast = _cast(layered, lang)
    return [FieldForm(field, tuple(_lines(kind, field, item, cast, lang))) for field in FIELDS[kind]]


def correction(kind: str, field: str, form: FormData) -> Any:
    """The value that a form gives a field. Raises `NotADate`; whether the record can hold it is checked by the store."""
    return _READERS.get((kind, field), _READERS.get(("", field), _optional))(form, field)


def _lines(kind: str, field: str, item: Mapping[str, Any], cast: tuple[Choice, ...], lang: Lang) -> Iterable[tuple[Input, ...]]:
    value = item[field]
    if field in ("actors", "recipients"):
        yield (Input(field, "checks", tuple(value), cast[1:]),)
    elif field == "contexts":
        yield (Input(field, "checks", tuple(value), tuple((v, ar if lang == "ar" else en) for v, en, ar in values("context"))),)
    elif field == "participants":
        roles = _named("role", Role, lang)
        for n, one in enumerate([*value, *({"entity": "", "role": ""} for _ in range(_SPARE))]):
            yield (
                Input(f"{field}.{n}.entity", "select", one["entity"], cast),
                Input(f"{field}.{n}.role", "select", one["role"], roles),
            )
    elif field == "claims":
        stances = _named("claim", Stance, lang)
        for n, one in enumerate([*value, *({"stance": "", "chain": []} for _ in range(_SPARE))]):
            chain = _chain(f"{field}.{n}.chain", one["chain"], cast)
            yield (Input(f"{field}.{n}.stance", "select", one["stance"], stances), *chain)
    elif field == "chain":
        yield tuple(_chain(field, value, cast))
    elif field in ("place", "speaker", "addressee"):
        yield (Input(field, "select", value or "", cast if field != "speaker" else cast[1:]),)
    else:
        yield (_plain(kind, field, value, item, lang),)


def _plain(kind: str, field: str, value: str | None, item: Mapping[str, Any], lang: Lang) -> Input:
    if field == "type":
        return Input(field, "select", value, _named("type", EventType, lang))
    if field == "mode" and kind == "event":
        modes = tuple((m, label("mode", f"{item['type']}/{m}", lang)) for m in sorted(MODES[EventType(item["type"])]))
        return Input(field, "select", value or "", (_NONE, *modes))
    if field == "mode":
        return Input(field, "select", value, _named("speech", SpeechMode, lang))
    if field == "status":
        return Input(field, "select", value, _named("status", Status, lang))
    if field == "kind":
        return Input(field, "select", value, _named("kind", EntityKind, lang))
    if field == "country":
        known = sorted((s.names[0] if lang == "ar" else s.en, s.code) for s in states().values())
        return Input(field, "select", value or "", (_NONE, *((code, name) for name, code in known)))
    return Input(field, "when" if field == "when" else "text", value or "")


def _chain(name: str, chain: Sequence[str], cast: tuple[Choice, ...]) -> list[Input]:
    padded = [*chain, *[""] * max(1, _RELAYERS - len(chain))]
    return [Input(f"{name}.{n}", "select", one, cast) for n, one in enumerate(padded)]


def _named(group: str, known: Iterable[str], lang: Lang) -> tuple[Choice, ...]:
    return tuple((str(value), label(group, str(value), lang)) for value in known)


def _cast(layered: Layered, lang: Lang) -> tuple[Choice, ...]:
    """Nobody, and all entities of the record by their ids."""
    return (_NONE, *((entity.id, name_of(layered.cast[entity.id], lang)[0]) for entity in layered.entities))


def _word(form: FormData, field: str) -> str:
    value = form.get(field)
    return value.strip() if isinstance(value, str) else ""


def _optional(form: FormData, field: str) -> str | None:
    return _word(form, field) or None


def _all(form: FormData, field: str) -> list[str]:
    return list(dict.fromkeys(value for value in form.getlist(field) if isinstance(value, str) and value))


def _when(form: FormData, field: str) -> str | None:
    value = _word(form, field)
    if value and bounds(value) == (None, None):
        raise NotADate(value)
    return value or None


def _numbered(form: FormData, prefix: str) -> list[str]:
    """The chosen values of `prefix.0`, `prefix.1`, …, empty ones left out."""
    found = sorted((int(n), value) for name, value in form.multi_items() if isinstance(value, str) and value
                   for n in re.findall(rf"{re.escape(prefix)}\.(\d{{1,3}})", name) if name == f"{prefix}.{n}")  # fmt: skip
    return [value for _, value in found]


def _rows(form: FormData, field: str) -> list[int]:
    return sorted({int(n) for name in form for n in re.findall(rf"^{field}\.(\d{{1,3}})\.", name)})


def _participants(form: FormData, field: str) -> list[dict[str, str]]:
    lines = [(_word(form, f"{field}.{n}.entity"), _word(form, f"{field}.{n}.role")) for n in _rows(form, field)]
    return [{"entity": entity, "role": role} for entity, role in lines if entity]


def _claims(form: FormData, field: str) -> list[dict[str, Any]]:
    lines = [(_word(form, f"{field}.{n}.stance"), _numbered(form, f"{field}.{n}.chain")) for n in _rows(form, field)]
    return [{"stance": stance, "chain": chain} for stance, chain in lines if chain]


_READERS: Mapping[tuple[str, str], Callable[[FormData, str], Any]] = {
    ("", "actors"): _all,
    ("", "recipients"): _all,
    ("", "contexts"): _all,
    ("", "participants"): _participants,
    ("", "claims"): _claims,
    ("", "chain"): _numbered,
    ("", "when"): _when,
    ("", "type"): _word,
    ("", "status"): _word,
    ("", "speaker"): _word,
    ("", "kind"): _word,
    ("entity", "name"): _word,
    ("statement", "mode"): _word,
}
"""How a field's value is read, by kind and field; all others are words, or None where they are empty."""
