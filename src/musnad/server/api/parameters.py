"""The parameters of the REST interface: what each means, what it may be, an example. Pages' forms take the same names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from musnad.merging import Outcome
from musnad.record import MODES, EventType, Role, Status
from musnad.server.forms import FIELDS, LONGEST_VALUE

MOST_ITEMS = 200
"""Items of one page of a list."""


class Parameter(NamedTuple):
    """One parameter of a query string or a path: its JSON Schema, what it means, an example."""

    name: str
    meaning: str
    schema: Mapping[str, Any]
    example: Any = None


def text(name: str, meaning: str, example: Any = None, choices: tuple[str, ...] = ()) -> Parameter:
    """A parameter that is text, or one of some words, the first of which is meant where it isn't given."""
    schema: dict[str, Any] = {"type": "string", "maxLength": LONGEST_VALUE}
    if choices:
        schema = {"type": "string", "enum": list(choices), "default": choices[0]}
    return Parameter(name, meaning, schema, example)


def number(name: str, meaning: str, default: int, most: int) -> Parameter:
    """A parameter that is a whole number of at least 1."""
    return Parameter(name, meaning, {"type": "integer", "minimum": 1, "maximum": most, "default": default})


AFTER = text("after", "Where the page begins: the cursor from the `next` link of the page before.")
FORMAT = text("format", "json gives a page; jsonl and csv stream the whole list, without a cap. The Accept header says the same.",
              choices=("json", "jsonl", "csv"))  # fmt: skip
TODAY = text("today", "The day as of which it is told what lies ahead and what never came (ISO). The last day of the collection if not given.", "2025-06-01")  # fmt: skip

_MEANINGS: Mapping[str, tuple[str, Any]] = {
    "actor": ("Who acts, or (with `role`) takes part otherwise: a key, an ISO code, or a name in Arabic or English; a state stands for all who act for it. For statements: who speaks.", ["لافروف"]),
    "counterpart": ("With whom or toward whom; for statements, to whom.", ["IRN"]),
    "role": ("The part that `actor` plays.", "mediator"),
    "office": ("An office's id; of `actor`'s state where one is given.", ["foreign_minister"]),
    "type": ("PLOVER's event type.", ["CONSULT"]),
    "mode": ("PLOVER's mode of the type.", ["visit"]),
    "status": ("The state of becoming, as reports tell it.", ["planned"]),
    "outcome": ("How it stands as of `today`.", ["ahead"]),
    "context": ("PLOVER's context.", ["diplomatic"]),
    "place": ("Where: a key, an ISO code, or a name; a state stands for all places in it.", ["مسقط"]),
    "since": ("Not before (EDTF: a day, a month or a year).", "2025-04"),
    "until": ("Not after (EDTF); a month or year is meant whole.", "2025-06-30"),
    "outlet": ("The outlet that printed it.", []),
    "voice": ("Who vouches for it or passed it on.", ["تسنيم"]),
    "stance": ("Whether its sources assert it, deny it, or both.", "denied"),
    "sources": ("At least so many independent sources.", 2),
    "announced": ("At least so many reports that tell it as planned, or called off, whatever became of it.", 1),
    "q": ("Words that stand in it, as typed into a search; «…» holds words together.", "الملف النووي"),
    "order": ("By day, the latest first (-day) or last (day); by sources; by publication.", "-day"),
    "today": (TODAY.meaning, TODAY.example),
}  # fmt: skip
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "role": ("actor", "recipient", *(str(role) for role in Role)),
    "type": tuple(str(one) for one in EventType),
    "mode": tuple(sorted(frozenset().union(*MODES.values()))),
    "status": tuple(str(one) for one in Status),
    "outcome": tuple(str(one) for one in Outcome),
    "stance": ("asserted", "denied", "both"),
    "order": ("-day", "day", "sources", "published"),
}


def _field(name: str) -> Parameter:
    field = FIELDS[name]
    meaning, example = _MEANINGS[name]
    one: dict[str, Any] = {"type": "string", "enum": list(_CHOICES[name])} if name in _CHOICES else {"type": "string", "maxLength": LONGEST_VALUE}  # fmt: skip
    if field.many:
        return Parameter(
            name, meaning + " May be repeated: any of them.", {"type": "array", "items": one, "maxItems": 16}, example or None
        )
    if field.number:
        return Parameter(name, meaning, {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0}, example)
    return Parameter(name, meaning, one | ({"default": field.default} if field.default else {}), example)


SELECTION: tuple[Parameter, ...] = tuple(_field(name) for name in FIELDS)
"""The fields of `Selection`, as a query string holds them."""
