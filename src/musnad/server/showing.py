"""What templates say of events beside their headlines: the act in a word, the state of becoming as a chip, the days it spans."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from musnad.asking import Event
from musnad.exports import wording
from musnad.server.dates import when
from musnad.server.texts import Lang

_CHIPS = {
    "happened": "happened", "ongoing": "ongoing", "ahead": "ahead", "postponed": "postponed", "cancelled": "cancelled",
    "did not happen": "not_occurred", "never reported": "never", "supposed": "supposed", "denied": "denied",
}  # fmt: skip
"""The chip of each outcome (`chip.…` in the texts)."""

_EVER, _NEVER = "0001", "9999"
"""Years that stand for an open beginning and an open end."""


def label(group: str, value: str, lang: Lang) -> str:
    """What a value of a field is called: «CONSULT» of group type, «visit» of group mode as CONSULT/visit."""
    return wording.label(group, value, lang)


def what(event: Event, lang: Lang) -> str:
    """The act in a word or two: its mode, else its type."""
    return wording.what(event, lang)


def chip_of(event: Event) -> str:
    """Which chip shows how an event stands; one that some assert and others deny is disputed, whatever else is known."""
    if event.stance == "both":
        return "both"
    return "denied" if event.stance == "denied" else _CHIPS.get(event.outcome, "happened")


def span_of(event: Event, lang: Lang) -> str:
    """The days of an event: one day, or from when to when it is known to lie."""
    return days_in(event.first, event.last, lang) or when(event.day, lang)


def days_in(first: str | None, last: str | None, lang: Lang) -> str:
    """The days from first to last in words, an open end by «since» or «until»; empty where both are open.

    >>> days_in("2016-01-01", "9999-12-31", "en"), days_in("0001-01-01", "2025-05-03", "ar"), days_in("2025-04-01", "2025-04-30", "en")
    ('since 2016', 'حتى 3 أيار/مايو 2025', 'April 2025')
    """
    begins = first if first and not first.startswith(_EVER) else None
    ends = last if last and not last.startswith(_NEVER) else None
    if begins and ends:
        return when(_whole(begins, ends) or f"{begins}/{ends}", lang)
    if begins:
        return when(f"{begins[:4] if begins.endswith('-01-01') else begins}/..", lang)
    return when(f"../{ends[:4] if ends.endswith('-12-31') else ends}", lang) if ends else ""


def _whole(first: str, last: str) -> str | None:
    """A month or a year that two days just enclose."""
    if first[5:] == "01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    return first[:7] if first[:7] == last[:7] and first[8:] == "01" and last[8:] >= "28" and _last_of(last) else None


def _last_of(day: str) -> bool:
    return (date.fromisoformat(day) + timedelta(days=1)).day == 1


def signed(value: float) -> Markup:
    """A number with its sign, written left to right in any text: +1.9, −4.0."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(f"{value:+.1f}".replace("-", "−"))
