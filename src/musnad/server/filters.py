"""The filters of a list as a form that works without scripts: fields, choices, and links that drop one filter each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from musnad.asking import Selection
from musnad.exports.wording import label
from musnad.knowledge import states
from musnad.merging.history import Outcome
from musnad.record import EventType, Status
from musnad.server.forms import FIELDS, Asked, write_form
from musnad.server.texts import Lang, words

DAY = ("actor", "counterpart", "type", "outcome", "place", "since", "until", "outlet", "sources")
"""The filters of lists of events."""
STATEMENTS = ("actor", "counterpart", "voice", "q", "since", "until", "outlet")
ARTICLES = ("outlet", "since", "until", "actor", "q")
_SOURCES = ("2", "3", "5", "10")
_PARAMETER = {"words": "q"}
_NAMED = {"actor", "counterpart", "place", "voice"}
_HINTS = {
    "actor": "filter.name.hint", "counterpart": "filter.name.hint", "voice": "filter.name.hint", "place": "filter.place.hint",
    "since": "filter.date.hint", "until": "filter.date.hint",
}  # fmt: skip


class Filter(NamedTuple):
    """One field of the form: its parameter, label, the values that are chosen, choices (value, text) or a hint for typing."""

    name: str
    label: str
    value: str
    more: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    hint: str
    names: bool


class Chosen(NamedTuple):
    """A filter that is set: which, in words, and the address without it."""

    label: str
    text: str
    without: str


class Form(NamedTuple):
    """All that the macro `filters` shows. `others` are chosen values of fields that the form doesn't show; they are kept."""

    fields: tuple[Filter, ...]
    chosen: tuple[Chosen, ...]
    others: tuple[tuple[str, str], ...]
    names: tuple[str, ...]


def form_of(asked: Asked, names: Sequence[str], path: str, lang: Lang, labels: Mapping[str, str] | None = None) -> Form:
    """The form for a question; `names` are the parameters that it shows, `labels` keys of texts where a field is called otherwise."""
    t = words(lang)
    values = _values(asked.selection)
    called = {name: str(t((labels or {}).get(name, f"filter.{name}"))) for name in (*names, *values)}
    fields = []
    for name in names:
        first, *more = values.get(name, ("",))
        hint = str(t(_HINTS[name])) if name in _HINTS else ""
        fields.append(Filter(name, called[name], first, tuple(more), choices(name, lang), hint, name in _NAMED))
    chosen = tuple(
        Chosen(called[name], _shown(name, value, lang), _address(path, _without(asked.selection, name, value)))
        for name, some in values.items()
        for value in some
    )
    others = tuple((name, value) for name, some in values.items() if name not in names for value in some)
    return Form(tuple(fields), chosen, others, state_names(lang))


@cache
def choices(name: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    """The values to choose from, with what they are called; empty for a field that is typed."""
    values: Mapping[str, Sequence[str]] = {
        "type": [type.value for type in EventType],
        "status": [status.value for status in Status],
        "outcome": [outcome.value for outcome in Outcome],
        "sources": _SOURCES,
    }
    return tuple((value, _shown(name, value, lang)) for value in values.get(name, ()))


@cache
def state_names(lang: Lang) -> tuple[str, ...]:
    """The names of the states, to be offered where an actor is typed."""
    return tuple(sorted(state.names[0] if lang == "ar" else state.en for state in states().values()))


def _values(selection: Selection) -> dict[str, tuple[str, ...]]:
    """What is set, by parameter; the order of the list and the day of asking are no filters."""
    found: dict[str, tuple[str, ...]] = {}
    for parameter, field in FIELDS.items():
        value: Any = getattr(selection, field.field)
        if value != field.default and field.field not in ("order", "today"):
            found[parameter] = value if field.many else (str(value),)
    return found


def _shown(name: str, value: str, lang: Lang) -> str:
    """A value in words; a state's code by the state's name."""
    if name in _NAMED and value in states():
        return states()[value].names[0] if lang == "ar" else states()[value].en
    return label("type" if name == "type" else name, value, lang)


def _without(selection: Selection, parameter: str, value: str) -> Selection:
    field = FIELDS[parameter]
    kept = tuple(v for v in getattr(selection, field.field) if v != value) if field.many else field.default
    return msgspec.structs.replace(selection, **{field.field: kept})


def _address(path: str, selection: Selection) -> str:
    query = write_form(selection)
    return path + (f"?{query}" if query else "")
