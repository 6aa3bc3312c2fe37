"""What pages with pictures call by themselves: classes that give colours, and words without tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from musnad.errors import MusnadError
from musnad.exports.delimited import delimited
from musnad.knowledge import Office, offices
from musnad.server.api.problems import problem_of
from musnad.server.api.streaming import CSV, caching, held_already, stream, tag_of
from musnad.server.filters import Form
from musnad.server.layered import quad_class
from musnad.server.texts import Lang
from musnad.server.view import View


def plain(text: Markup | str) -> str:
    """Words without their tags, for places that hold no markup: titles within pictures, labels of controls."""
    return Markup(text).striptags()


def office_words(office: str, lang: Lang) -> str:
    """What an office is called, given by its id or as records name it; one that the tables don't know stays as it is.

    >>> office_words("foreign_minister", "en"), office_words("former foreign minister", "ar")
    ('foreign minister', 'وزير الخارجية سابقًا')
    """
    former = office.startswith("former ")
    name = office.removeprefix("former ")
    known = offices().get(name) or _by_english().get(name)
    if known is None:
        return office
    if lang == "en":
        return f"former {known.en}" if former else known.en
    return known.names[0] + (" سابقًا" if former else "")


@cache
def _by_english() -> Mapping[str, Office]:
    return {office.en: office for office in offices().values()}


HELPERS: Mapping[str, Any] = {"quad_class": quad_class, "plain": plain, "office_words": office_words}
"""For `render(**HELPERS)`."""


def keeping(form: Form, **others: str | int | None) -> Form:
    """A form that sends parameters of the page along, beside those of the question."""
    return form._replace(others=(*form.others, *((name, str(value)) for name, value in others.items() if value is not None)))


def as_numbers(view: View, name: str, columns: Sequence[str], rows: Callable[[], Iterable[Mapping[str, Any]]]) -> Response:
    """A picture's numbers as CSV; what can't be asked is a problem (RFC 9457)."""
    tag = tag_of(view.request, "csv")
    if unchanged := held_already(view.request, tag):
        return unchanged
    try:
        return stream(delimited(columns, list(rows())), f"{CSV}; header=present", caching(tag), f"musnad-{name}.csv")
    except MusnadError as fault:
        return problem_of(fault)
