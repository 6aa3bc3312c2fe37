"""Days and EDTF values as a reader of newspapers writes them, in both languages.

>>> when("2025-04-12", "ar")
'12 نيسان/أبريل 2025'
>>> when("2025-02~", "en"), when("2022-09/..", "en")
('about February 2025', 'since September 2022')
"""

from __future__ import annotations

import re
from datetime import date, datetime

from musnad.server.texts import Lang, words

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?")


def when(value: str | None, lang: Lang) -> str:
    """An EDTF value in words: day, month, year, season, about, interval, open at an end. What can't be read stays as it is."""
    t = words(lang)
    if not value:
        return str(t("date.unknown"))
    if value == "XXXX-XX-XX":
        return str(t("date.weekday"))
    first, slash, last = value.partition("/")
    if not slash:
        return _one(value, lang)
    if last in ("..", ""):
        return str(t("date.since", day=_one(first, lang)))
    if first in ("..", ""):
        return str(t("date.until", day=_one(last, lang)))
    return _between(first, last, lang)


def day_name(day: str, lang: Lang) -> str:
    """The weekday of an ISO day: السبت, Saturday."""
    return str(words(lang)(f"weekday.{date.fromisoformat(day[:10]).isoweekday()}"))


def full_day(day: str, lang: Lang) -> str:
    """An ISO day with its weekday: «السبت 12 نيسان/أبريل 2025», «Saturday, 12 April 2025»."""
    return str(words(lang)("date.full", weekday=day_name(day, lang), day=when(day[:10], lang)))


def moment(value: str | None, lang: Lang) -> str:
    """A moment of publication: its day, and the hour (UTC) where it is known; what is no ISO moment stays as it is."""
    if not value or value.startswith("9999"):
        return str(words(lang)("date.unknown"))
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return value
    day = when(read.date().isoformat(), lang)
    return day if len(value) <= len("2025-04-12") else f"{day}، {read:%H:%M}" if lang == "ar" else f"{day}, {read:%H:%M}"


def month_name(month: str, lang: Lang) -> str:
    """A month of a year, `2025-04`: «نيسان/أبريل 2025»."""
    return _one(month[:7], lang)


def _one(value: str, lang: Lang) -> str:
    read = _DATE.fullmatch(value)
    if not read:
        return value
    year, month, day, about = read.groups()
    t = words(lang)
    text = year
    if month and f"month.{int(month)}" in t:
        text = f"{t(f'month.{int(month)}')} {year}"
    if day:
        text = f"{int(day)} {text}"
    return str(t("date.about", day=text)) if about else text


def _between(first: str, last: str, lang: Lang) -> str:
    """An interval; what both ends share is said once: «14–20 نيسان/أبريل 2025»."""
    if first == last:
        return _one(first, lang)
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_one(last, lang)}"
    return str(words(lang)("date.between", first=_one(first, lang), last=_one(last, lang)))
