"""The grammar of time expressions, as one regular expression over folded text, built from the calendar tables.

Month names of all traditions and their doublets («أيلول/ سبتمبر», «مارس (آذار)»), weekdays, day parts, ordinals in words, Hijri
dates, weeks, months, years, seasons, decades, distances («قبل يومين»), with «منذ», «حتى» and «من … إلى …» around them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from musnad.knowledge.tables import cells, rows
from musnad.language.folding import folded
from musnad.language.numerals import numerals


class Found(NamedTuple):
    """A time expression at `start:end` of the folded text."""

    start: int
    end: int


@cache
def months() -> Mapping[str, int]:
    """Folded Gregorian month names of the four traditions → 1…12."""
    return {
        folded(name): int(row["month"])
        for row in rows("calendar/months")
        for column in ("egyptian_gulf", "levantine", "tunisian_algerian", "moroccan")
        for name in cells(row[column])
    }


@cache
def hijri_months() -> Mapping[str, int]:
    """Folded Hijri month names → 1…12."""
    return {folded(name): int(row["month"]) for row in rows("calendar/hijri_months") for name in cells(row["ar"])}


@cache
def weekdays() -> Mapping[str, int]:
    """Folded weekday names → 0 (Monday) … 6."""
    return {folded(name): int(row["day"]) for row in rows("calendar/weekdays") for name in cells(row["ar"])}


@cache
def weekday_names() -> tuple[str, ...]:
    """English weekday names, Monday first."""
    return tuple(row["en"] for row in rows("calendar/weekdays"))


@cache
def seasons() -> Mapping[str, str]:
    """Folded season names → EDTF season."""
    return {folded(name): row["edtf"] for row in rows("calendar/seasons") for name in cells(row["ar"])}


PAST = "الماضي|الماضيه|الماضيين|الماضيتين|المنصرم|المنصرمه|الفايت|الفايته|المنقضي|السابق|الماضيات|الاخير|الاخيره|الاخيرين"
NEXT = "المقبل|المقبله|المقبلين|المقبلتين|القادم|القادمه|القادمين|القادمتين|التالي|التاليه"
THIS = "الجاري|الجاريه|الحالي|الحاليه"
REL = f"(?:{PAST}|{NEXT}|{THIS})"
PART = "(?:صباح|مساء|ظهر|عصر|فجر|ليل|ليله|بعد ظهر|منتصف ليل|صبيحه|عشيه|ضحي|مغرب)"
EDGE = "(?:مطلع|اوايل|بدايه|بدايات|اواخر|نهايه|نهايات|منتصف|اواسط|مستهل|ختام|غضون|اوج)"
SPACE = r"(?:[ \u00a0]+)"


def _any(names: Mapping[str, object]) -> str:
    return "|".join(re.escape(n).replace(r"\ ", SPACE) for n in sorted(names, key=len, reverse=True))


@cache
def _number_words() -> str:
    units = [w for w, v in numerals().items() if v <= 31 and w not in {"احد", "اول"}]
    return "|".join(re.escape(w).replace(r"\ ", SPACE) for w in sorted(units, key=len, reverse=True))


@cache
def parts() -> Mapping[str, str]:
    """The named pieces of the grammar, shared with the resolver."""
    s = SPACE
    month_one = f"(?:{_any(months())})"
    month = rf"(?:شهر{s})?{month_one}(?:\s*/\s*{month_one}|\s*\(\s*{month_one}\s*\))?"
    ordinal = rf"(?:{_number_words()})(?:{s}و(?:ال)?(?:عشرين|عشرون|ثلاثين|ثلاثون))?"
    day = rf"(?:\d{{1,2}}|{ordinal})"
    year = rf"(?:(?:من{s})?(?:ل?ل?عام|العام|سنه|السنه|لسنه){s})?(?:19|20)\d\d(?:\s?م\b)?"
    hijri = (
        rf"{day}{s}(?:من{s})?(?:شهر{s})?(?:{_any(hijri_months())})(?:{s}(?:من{s})?(?:عام{s}|سنه{s}|لعام{s})?1[345]\d\d(?:\s?هـ?\b)?)?"
        rf"|(?:شهر{s})?(?:{_any(hijri_months())}){s}(?:عام{s}|سنه{s}|لعام{s})?1[345]\d\d(?:\s?هـ?\b)?"
        rf"|(?:عام|سنه|لعام|العام|السنه){s}1[345]\d\d\s?ه\b"
    )
    weekday = f"(?:{_any(weekdays())})"
    return {
        "month": month, "month_one": month_one, "day": day, "year": year, "weekday": weekday, "ordinal": ordinal, "hijri": hijri,
        "season": f"(?:{_any(seasons())})",
    }  # fmt: skip


@cache
def grammar() -> re.Pattern[str]:
    """The expression that finds all others; alternatives in order of trust, longest first."""
    s, p = SPACE, parts()
    month, day, year, weekday = p["month"], p["day"], p["year"], p["weekday"]
    wd = rf"(?:(?:يوم|{PART}){s}){{0,2}}{weekday}"
    date = (
        rf"(?:(?:{wd}|يوم){s}?[،,(]?{s}?(?:في{s})?)?{day}{s}(?:من{s})?(?:شهر{s})?{month}"
        rf"(?:{s}{REL})?(?:{s}?[،,]?{s}?{year})?(?:{s}{REL})?\)?"
    )
    numeric = r"(?:\d{1,2}[/\-]\d{1,2}[/\-](?:19|20)\d\d|(?:19|20)\d\d[/\-]\d{1,2}[/\-]\d{1,2})"
    two_days = rf"(?:يومي{s})?{day}{s}?(?:و|الي{s}|-|–){s}?{day}{s}(?:من{s})?{month}(?:{s}{REL})?(?:{s}{year})?"
    of_month = rf"(?:يوم{s})?{day}{s}(?:من{s})?(?:هذا{s})?(?:الشهر{s})?(?:{THIS}|{PAST}|{NEXT})|{day}{s}من{s}هذا{s}الشهر"
    month_only = rf"(?:{EDGE}{s})?{month}(?:{s}{REL})?(?:{s}(?:من{s})?{year}|{s}من{s}العام{s}{REL})?(?:{s}{REL})?"
    period = rf"(?:هذا|هذه){s}(?:الشهر|الاسبوع|العام|السنه)|(?:الشهر|الاسبوع|العام|السنه|القرن|العقد){s}(?:{REL})"
    edged = rf"{EDGE}{s}(?:{period}|(?:الشهر|الاسبوع|العام|السنه))"
    season = rf"{p['season']}{s}(?:{year}|{period}|{REL})"
    count = rf"(?:{_number_words()}|\d{{1,3}}|عده|بضعه|بضع)"
    unit = "(?:ايام|يوما|يوم|اسابيع|اسبوعا|اسبوع|اشهر|شهور|شهرا|شهر|سنوات|سنه|عاما|اعوام|عام|ساعات|ساعه|عقود|عقد)"
    duals = "(?:يومين|اسبوعين|شهرين|عامين|سنتين|ساعتين|عقدين)"
    distance = rf"قبل{s}(?:نحو{s}|حوالي{s}|اكثر{s}من{s})?(?:{duals}|{count}{s}{unit}|(?:يوم|اسبوع|شهر|عام|سنه|ايام|اسابيع|اشهر)(?!{s}من)\b)"
    plural_window = (
        rf"(?:الشهرين|الاسبوعين|اليومين|العامين|السنتين|الايام|الاسابيع|الاشهر|الشهور|السنوات|الاعوام|الساعات)"
        rf"(?:{s}(?:القليله{s})?(?:ال)?(?:{_number_words()}|\d{{1,2}}))?(?:{s}القليله)?{s}(?:{PAST}|{NEXT})(?:{s}القليله)?"
    )
    near = (
        rf"(?:{PART}{s}|يوم{s})*(?:امس{s}الاول|اول{s}من{s}امس|اول{s}امس|بعد{s}غد|غدا|الغد|يوم{s}غد|امس|الامس|البارحه)"
        rf"(?:{s}\(?{weekday}\)?)?|(?:{PART}{s}|هذا{s})?(?:اليوم|الليله)(?:{s}\(?{weekday}\)?)?|هذا{s}(?:الصباح|المساء)"
    )
    weekday_pair = rf"(?:يومي{s})?{weekday}{s}و(?:{s})?{weekday}(?:{s}(?:{PAST}|{NEXT}))?"
    weekday_only = rf"{wd}(?:{s}{REL})?"
    years = (
        rf"(?:(?:بين|ما{s}بين)(?:{s}عامي)?{s}(?:19|20)\d\d{s}و(?:19|20)\d\d|من(?:{s}عام)?{s}(?:19|20)\d\d{s}(?:الي|حتي)(?:{s}عام)?{s}(?:19|20)\d\d"
        rf"|عامي{s}(?:19|20)\d\d{s}و(?:19|20)\d\d)"
    )
    year_only = rf"(?:{EDGE}{s})?(?:(?:ل?ل?عام|العام|سنه|السنه){s}(?:19|20)\d\d(?:\s?م\b)?)|(?<=في )(?:19|20)\d\d\b(?!\s*(?:دولار|شخص|جندي))|(?<=منذ )(?:19|20)\d\d\b"
    decade = rf"(?:{EDGE}{s})?(?:العشرينيات|الثلاثينيات|الاربعينيات|الخمسينيات|الستينيات|السبعينيات|الثمانينيات|التسعينيات)"
    moment = rf"(?<=في )وقت{s}سابق(?:{s}اليوم|{s}امس)?"
    core = "|".join(
        f"(?:{x})"
        for x in (
            rf"(?:{p['hijri']})(?:{s}(?:الموافق|الموافق{s}ل|المصادف){s}(?:{date}))?", two_days, date, numeric, of_month, years, season,
            edged, month_only, plural_window, period, distance, near, weekday_pair, weekday_only, year_only, decade, moment,
        )
    )  # fmt: skip
    return re.compile(rf"(?<![\w])(?:و|ب|ل|ف)?(?P<core>(?:(?:منذ|حتي){s})?(?:{core}))(?!\w)")


def find(text: str) -> list[Found]:
    """All time expressions of a folded text, in order, none inside another."""
    if not text:
        return []
    return [Found(*_tight(text, *m.span("core"))) for m in grammar().finditer(text) if _plausible(m["core"])]


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and (text[end - 1].isspace() or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    return start, end


_AMBIGUOUS = frozenset({"ماي", "اوت", "اب", "محرم", "صفر", "رجب", "شعبان", "ربيع", "صيف", "شتاء", "خريف", "مارس", "اذار", "ايار"})
"""Month names that alone are also ordinary words or names («مارس» is a verb): they need a year, day or adjective beside."""


def _plausible(core: str) -> bool:
    return core not in _AMBIGUOUS
