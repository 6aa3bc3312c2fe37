"""Query strings ↔ `Selection`: one way to write a question into a URL, for pages, feeds and the REST interface alike.

Parameters are the fields of `Selection`; a list is the parameter repeated (`actor=IRN&actor=OMN`), and the words of a search
are `q`. Written out, a question has one form only: fields in the order of `Selection`, values sorted, defaults left out.

>>> asked = read_form("type=CONSULT&actor=%D9%84%D8%A7%D9%81%D8%B1%D9%88%D9%81&limit=20", "limit")
>>> asked.selection.actor, asked.selection.type, asked.others
(('لافروف',), ('CONSULT',), {'limit': '20'})
>>> write_form(asked.selection, limit=20)
'actor=%D9%84%D8%A7%D9%81%D8%B1%D9%88%D9%81&type=CONSULT&limit=20'
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, NamedTuple, get_args
from urllib.parse import unquote_to_bytes, urlencode

import msgspec

from musnad.asking.answers import Selection
from musnad.errors import AskingError

MOST_VALUES = 64
"""Values of one question; an editor chooses a handful."""
LONGEST_VALUE = 400
"""Code points of one value."""
_NAMES = {"words": "q"}
"""Fields that have another name in a URL."""


class Field(NamedTuple):
    """A field of `Selection` as a parameter: its name in a URL, its default, and whether it may be repeated."""

    field: str
    parameter: str
    default: Any
    many: bool
    number: bool


def _fields() -> dict[str, Field]:
    found = [
        Field(
            one.name, _NAMES.get(one.name, one.name), one.default,
            many=isinstance(one.default, tuple), number=one.type is int or int in get_args(one.type),
        )
        for one in msgspec.structs.fields(Selection)
    ]  # fmt: skip
    return {one.parameter: one for one in found}


FIELDS = _fields()
"""The parameters of a question by their names in a URL, in the order in which they are written."""


class Asked(NamedTuple):
    """What a query string asks for: the selection, and the values of the other parameters that were allowed."""

    selection: Selection
    others: dict[str, str]


def read_form(query: str | bytes, *others: str, fields: bool = True) -> Asked:
    """The question of a query string (without its `?`).

    `others` are parameters of the page beside the fields (`after`, `limit`); with `fields=False` there are no fields at all.
    Empty values are passed over, as forms send them. Raises `AskingError` for a parameter that isn't known, naming the
    nearest that is; for one given twice that holds one value; and for bytes that aren't UTF-8.
    """
    known = dict.fromkeys((*(FIELDS if fields else ()), *others))
    given: dict[str, list[str]] = {}
    for name, value in _pairs(query):
        if name not in known:
            raise unknown(name, tuple(known), "parameter")
        if value:
            given.setdefault(name, []).append(value)
    if sum(map(len, given.values())) > MOST_VALUES:
        raise AskingError(f"a question holds up to {MOST_VALUES} values; this one has more", reason="many")
    rest = {name: _single(name, values) for name, values in given.items() if name in others}
    chosen = {FIELDS[name].field: _value(FIELDS[name], values) for name, values in given.items() if name not in others}
    return Asked(Selection(**chosen), rest)


def write_form(selection: Selection, **others: str | int | None) -> str:
    """The query string of a question in its one canonical form, without `?`; empty for everything.

    `others` follow in the order they are given; None leaves one out.
    """
    pairs: list[tuple[str, str]] = []
    for one in FIELDS.values():
        value = getattr(selection, one.field)
        if value != one.default:
            values = sorted(set(value)) if one.many else [str(value)]
            pairs += [(one.parameter, each) for each in values]
    pairs += [(name, str(value)) for name, value in others.items() if value is not None]
    return urlencode(pairs)


def whole_number(others: dict[str, str], name: str, default: int, least: int, most: int) -> int:
    """A number of `others`, within bounds. Raises `AskingError`."""
    value = others.get(name)
    if value is None:
        return default
    number = _number(name, value)
    if not least <= number <= most:
        raise AskingError(f"{name} lies between {least} and {most}; this is {number}", name, reason="number")
    return number


def one_of(others: dict[str, str], name: str, choices: tuple[str, ...]) -> str:
    """A word of `others` that is one of `choices`, the first where it isn't given. Raises `AskingError`."""
    value = others.get(name, choices[0])
    if value not in choices:
        raise unknown(value, choices, name)
    return value


def unknown(name: str, known: tuple[str, ...], what: str) -> AskingError:
    """The error for a name that isn't known: with the nearest that are, else with all."""
    near = tuple(get_close_matches(name.casefold(), known, n=3, cutoff=0.6))
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}" if known else "there are none here"
    shown = name if len(name) <= 60 else name[:60] + "…"
    field, reason = (shown, "parameter") if what == "parameter" else (what, None)
    return AskingError(f"there is no {what} «{shown}»; {hint}", field, near, reason=reason)


def _pairs(query: str | bytes) -> list[tuple[str, str]]:
    """Names and values in their order. Raises `AskingError` where they aren't text."""
    raw = query.encode() if isinstance(query, str) else query
    found = []
    for part in raw.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            found.append((_text(name, "a parameter's name"), _text(value, _shown(name))))
    return found


def _text(raw: bytes, where: str) -> str:
    try:
        text = unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8").strip()
    except UnicodeDecodeError:
        raise AskingError(f"{where} is not UTF-8; write Arabic letters percent-encoded in UTF-8", reason="written") from None
    if len(text) > LONGEST_VALUE:
        raise AskingError(f"{where} is {len(text)} letters long; up to {LONGEST_VALUE} are read", reason="written")
    if any(letter < " " or letter == "\x7f" for letter in text):
        raise AskingError(f"{where} holds control characters", reason="written")
    return text


def _shown(name: bytes) -> str:
    return f"the parameter «{name[:60].decode('ascii', 'replace')}»"


def _single(name: str, values: list[str]) -> str:
    if len(set(values)) > 1:
        raise AskingError(f"{name} holds one value, and {len(values)} were given", name, reason="twice")
    return values[0]


def _value(field: Field, values: list[str]) -> Any:
    if field.many:
        return tuple(sorted(set(values)))
    value = _single(field.parameter, values)
    return _number(field.parameter, value) if field.number else value


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise AskingError(f"{name} is a whole number; «{value[:20]}» is none", name, reason="number")
    return int(value)
