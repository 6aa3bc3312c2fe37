"""Resolving a time expression to EDTF (ISO 8601-2) against the article's publication date; nothing is guessed without one.

Conventions of news: a weekday without a date is the latest one up to the day of publication, or the next one under a
future verb; a month without a year is the nearest one; weeks run from Monday to Sunday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri

from musnad.calendar.expressions import EDGE, NEXT, PAST, SPACE, THIS, hijri_months, months, parts, seasons, weekday_names, weekdays
from musnad.language.folding import folded
from musnad.language.numerals import number


class Value(NamedTuple):
    """An EDTF value; `weekday` (English) where only a weekday is known."""

    value: str
    weekday: str | None = None


_UNKNOWN_DAY = "XXXX-XX-XX"
_FUTURE_IS_RARER = 3
"""News looks back: «8 أبريل» without a year is taken for a coming one only if that is three times as near."""
_UNITS = {"يوم": "d", "يوما": "d", "ايام": "d", "يومين": "d", "اسبوع": "w", "اسبوعا": "w", "اسابيع": "w", "اسبوعين": "w", "شهر": "m",
          "شهرا": "m", "اشهر": "m", "شهور": "m", "شهرين": "m", "عام": "y", "عاما": "y", "اعوام": "y", "عامين": "y", "سنه": "y",
          "سنوات": "y", "سنتين": "y", "ساعه": "h", "ساعات": "h", "ساعتين": "h", "عقد": "D", "عقود": "D", "عقدين": "D"}  # fmt: skip
_WINDOWS = {"الشهرين": ("m", 2), "الاسبوعين": ("w", 2), "اليومين": ("d", 2), "العامين": ("y", 2), "السنتين": ("y", 2), "الايام": ("d", 0),
            "الاسابيع": ("w", 0), "الاشهر": ("m", 0), "الشهور": ("m", 0), "السنوات": ("y", 0), "الاعوام": ("y", 0), "الساعات": ("h", 0)}  # fmt: skip
_DECADES = {"العشرينيات": 192, "الثلاثينيات": 193, "الاربعينيات": 194, "الخمسينيات": 195, "الستينيات": 196, "السبعينيات": 197,
            "الثمانينيات": 198, "التسعينيات": 199}  # fmt: skip
_EARLY = frozenset({"مطلع", "اوايل", "بدايه", "بدايات", "مستهل"})
_LATE = frozenset({"اواخر", "نهايه", "نهايات", "ختام"})


def resolve(expression: str, published: str | None, future: bool = False) -> Value | None:
    """The EDTF value of an expression.

    `published` is the article's ISO date or date-time (only the day counts), or None; `future` tells that the expression
    stands under a verb in the future. None where the words are no time expression.
    """
    text = re.sub(r"\s+", " ", folded(expression)).strip(" ()،,")
    anchor = _day(published)
    for prefix, form in (("منذ ", "{}/.."), ("حتي ", "../{}")):
        if text.startswith(prefix):
            inner = _core(text[len(prefix) :], anchor, future)
            if inner is None and prefix == "منذ ":
                since = _distance("قبل " + text[len(prefix) :], anchor)
                inner = Value(since) if since else None
            return Value(form.format(inner.value.split("/")[0])) if inner else None
    return _core(text, anchor, future)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _core(text: str, anchor: date | None, future: bool) -> Value | None:
    for reader in (_hijri, _numeric, _two_days, _date, _of_month, _years, _season, _decade, _month, _window, _distance, _period, _near,
                   _weekday_pair, _weekday, _year, _moment):  # fmt: skip
        found = reader(text, anchor) if reader is not _weekday else _weekday(text, anchor, future)
        if found is not None:
            return found if isinstance(found, Value) else Value(found)
    return None


def _search(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text)


def _relation(text: str) -> int | None:
    """-1 for past, 0 for this, 1 for next; None where nothing tells."""
    if re.search(rf"(?:^| )(?:{PAST})(?= |$)", text):
        return -1
    if re.search(rf"(?:^| )(?:{NEXT})(?= |$)", text):
        return 1
    if re.search(rf"(?:^| )(?:{THIS}|هذا|هذه)(?= |$)", text):
        return 0
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _year_for(month: int, day: int, anchor: date, relation: int | None) -> int:
    """The year that «8 أبريل» means: by its adjective, else the nearest."""
    this = (anchor.month, anchor.day)
    if relation == -1:
        return anchor.year if (month, day) < this else anchor.year - 1
    if relation == 1:
        return anchor.year if (month, day) > this else anchor.year + 1
    if relation == 0:
        return anchor.year
    candidates = [anchor.year - 1, anchor.year, anchor.year + 1]
    middle = day or 15

    def distance(year: int) -> int:
        days = (date(year, month, min(middle, 28)) - anchor).days
        return days * _FUTURE_IS_RARER if days > 0 else -days

    return min(candidates, key=lambda year: (distance(year), year))


def _stated_year(text: str) -> int | None:
    found = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
    return int(found[1]) if found else None


def _month_number(text: str) -> int | None:
    found = re.search(rf"(?:^|[ (/]){parts()['month_one']}(?=$|[ )/])", text)
    return months().get(re.sub(r"\s+", " ", found[0].strip(" (/"))) if found else None


def _hijri(text: str, anchor: date | None) -> str | None:
    gregorian = re.search(r"(?:الموافق|المصادف)(?: ل)? (.+)$", text)
    if gregorian:
        inner = _core(gregorian[1], anchor, False)
        return inner.value if inner else None
    names = "|".join(re.escape(n) for n in sorted(hijri_months(), key=len, reverse=True))
    year = re.search(r"(?<!\d)(1[345]\d\d)(?!\d)", text)
    named = re.search(rf"(?:^| )({names})(?= |$)", text)
    if named and year:
        month, y = hijri_months()[named[1]], int(year[1])
        before = re.sub(r"(?:^| )(?:من|شهر)(?= |$)", " ", text[: named.start(1)]).strip()
        day = number(before) if before else None
        if day:
            return _hijri_day(y, month, day)
        start, end = _hijri_day(y, month, 1), _hijri_day(y, month, 29)
        return f"{start}/{end}" if start and end else None
    if year and re.search(r"(?:عام|سنه|لعام|العام|السنه) 1[345]\d\d", text):
        y = int(year[1])
        first, last = _hijri_day(y, 1, 1), _hijri_day(y, 12, 29)
        return f"{first[:7]}/{last[:7]}" if first and last else None
    if named and not year and anchor:
        before = re.sub(r"(?:^| )(?:من|شهر)(?= |$)", " ", text[: named.start(1)]).strip()
        day = number(before) if before else None
        if day:
            now = _hijri_year(anchor)
            options = [d for y in (now - 1, now, now + 1) if (d := _hijri_day(y, hijri_months()[named[1]], day))]
            return min(options, key=lambda d: abs((date.fromisoformat(d) - anchor).days)) if options else None
    return None


def _hijri_year(day: date) -> int:
    from hijridate import Gregorian

    return int(Gregorian(day.year, day.month, day.day).to_hijri().year)


def _hijri_day(year: int, month: int, day: int) -> str | None:
    try:
        return str(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def _numeric(text: str, anchor: date | None) -> str | None:
    found = _search(r"(\d{1,2})[/\-](\d{1,2})[/\-](\d{4})", text)
    if found:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    else:
        found = _search(r"(\d{4})[/\-](\d{1,2})[/\-](\d{1,2})", text)
        if not found:
            return None
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    return _iso(year, month, day) if 1 <= month <= 12 else None


def _dated(day: int, month: int, text: str, anchor: date | None) -> str | None:
    year = _stated_year(text)
    if year is None and anchor is None:
        return f"XXXX-{month:02}-{day:02}" if 1 <= day <= 31 else None
    if not 1 <= day <= 31:
        return None
    if year is None:
        assert anchor is not None
        relation = _relation(text)
        if relation == 0 and anchor.month != month:
            relation = None
        year = _year_for(month, day, anchor, relation)
    return _iso(year, month, day)


def _two_days(text: str, anchor: date | None) -> str | None:
    p, s = parts(), SPACE
    found = re.match(rf"(?:يومي{s})?({p['day']}){s}?(?:و|الي{s}|-|–){s}?({p['day']}){s}(?:من{s})?{p['month']}", text)
    month = _month_number(text)
    if not found or month is None:
        return None
    a, b = number(found[1]), number(found[2])
    if not a or not b or a >= b:
        return None
    first, last = _dated(a, month, text[found.end(2) :], anchor), _dated(b, month, text[found.end(2) :], anchor)
    return f"{first}/{last}" if first and last else None


def _date(text: str, anchor: date | None) -> str | None:
    p, s = parts(), SPACE
    found = re.search(rf"(?:^|[ (،])({p['day']}){s}(?:من{s})?(?:شهر{s})?{p['month']}(?=$|[ )،])", text)
    month = _month_number(text[found.end(1) :]) if found else None
    if not found or month is None:
        return None
    day = number(found[1])
    return _dated(day, month, text[found.end(1) :], anchor) if day else None


def _of_month(text: str, anchor: date | None) -> str | None:
    p, s = parts(), SPACE
    found = re.match(rf"(?:يوم{s})?({p['day']}){s}(?:من{s})?(?:هذا{s})?(?:الشهر)?", text)
    if not found or not (re.search("الشهر", text) or _relation(text) is not None):
        return None
    rest = text[found.end(1) :].replace("الشهر", "").replace("من", "").split()
    if any(w not in f"{PAST}|{NEXT}|{THIS}|هذا".split("|") for w in rest):
        return None
    day = number(found[1])
    if not day or day > 31:
        return None
    if anchor is None:
        return f"XXXX-XX-{day:02}"
    year, month = _shift_month(anchor.year, anchor.month, _relation(text) or 0)
    return _iso(year, month, day)


def _years(text: str, anchor: date | None) -> str | None:
    found = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
    if len(found) == 2 and re.match(r"(?:بين|ما بين|من|عامي)", text):
        return f"{found[0]}/{found[1]}"
    return None


def _season(text: str, anchor: date | None) -> str | None:
    first, _, rest = text.partition(" ")
    if first not in seasons() or not rest:
        return None
    code = seasons()[first]
    year = _stated_year(rest)
    relation = _relation(rest)
    if year is None:
        if anchor is None or relation is None:
            return f"XXXX-{code}"
        year = anchor.year + relation if re.search("العام|السنه", rest) else _season_year(code, anchor, relation)
    return f"{year}-{code}"


def _season_year(code: str, anchor: date, relation: int) -> int:
    starts = {"21": 3, "22": 6, "23": 9, "24": 12}[code]
    if relation == -1:
        return anchor.year if anchor.month > starts + 2 else anchor.year - 1
    if relation == 1:
        return anchor.year if anchor.month < starts else anchor.year + 1
    return anchor.year


def _decade(text: str, anchor: date | None) -> str | None:
    words = text.split()
    if words[-1] not in _DECADES:
        return None
    decade = _DECADES[words[-1]] * 10
    if words[0] in _LATE:
        return f"{decade + 6}~/{decade + 9}~"
    if words[0] in _EARLY:
        return f"{decade}~/{decade + 3}~"
    return f"{decade}/{decade + 9}"


def _month(text: str, anchor: date | None) -> str | None:
    edge = re.match(rf"{EDGE} ", text)
    body = text[edge.end() :] if edge else text
    if not re.match(rf"(?:شهر )?{parts()['month_one']}(?=$|[ (/])", body):
        return None
    month = _month_number(body)
    if month is None:
        return None
    approximate = "~" if edge else ""
    year = _stated_year(body)
    relation = _relation(body)
    if year is None:
        if anchor is None:
            return f"XXXX-{month:02}{approximate}"
        if "العام" in body and relation is not None:
            year = anchor.year + relation
        elif relation == -1:
            year = anchor.year if month < anchor.month else anchor.year - 1
        elif relation == 1:
            year = anchor.year if month > anchor.month else anchor.year + 1
        elif relation == 0:
            year = anchor.year
        else:
            year = _year_for(month, 0, anchor, None)
    return f"{year:04}-{month:02}{approximate}"


def _window(text: str, anchor: date | None) -> str | None:
    first = text.split(" ")[0]
    if first not in _WINDOWS:
        return None
    unit, count = _WINDOWS[first]
    relation = _relation(text)
    if relation is None:
        return None
    for word in text.split()[1:]:
        count = count or number(word.removeprefix("ال")) or number(word) or 0
    if anchor is None:
        return {
            "d": "XXXX-XX-XX/XXXX-XX-XX",
            "w": "XXXX-XX-XX/XXXX-XX-XX",
            "m": "XXXX-XX/XXXX-XX",
            "y": "XXXX/XXXX",
            "h": _UNKNOWN_DAY,
        }[unit]
    if unit == "h":
        return anchor.isoformat()
    if not count:
        return f"{anchor.isoformat()}/.." if relation == 1 else f"../{anchor.isoformat()}"
    return _stretch(unit, count, relation, anchor)


def _stretch(unit: str, count: int, relation: int, anchor: date) -> str:
    """The `count` units after (1) or before (-1) the one that holds the anchor."""
    if unit in "dw":
        days = count * (7 if unit == "w" else 1)
        a, b = (1, days) if relation == 1 else (-days, -1)
        return f"{(anchor + timedelta(a)).isoformat()}/{(anchor + timedelta(b)).isoformat()}"
    a, b = (1, count) if relation == 1 else (-count, -1)
    if unit == "m":
        first, last = _shift_month(anchor.year, anchor.month, a), _shift_month(anchor.year, anchor.month, b)
        return f"{first[0]:04}-{first[1]:02}/{last[0]:04}-{last[1]:02}"
    return f"{anchor.year + a}/{anchor.year + b}"


def _distance(text: str, anchor: date | None) -> str | None:
    found = re.match(r"(قبل|بعد|منذ) (?:نحو |حوالي |اكثر من )?(.+)$", text)
    if not found:
        return None
    words = found[2].split()
    unit = _UNITS.get(words[-1])
    if unit is None:
        return None
    vague = words[0] in {"عده", "بضعه", "بضع"} or (
        len(words) == 1 and words[0] in {"ايام", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام"}
    )
    if vague:
        count = 3
    elif len(words) == 1:
        count = 2 if words[0].endswith("ين") else 1
    else:
        value = number(" ".join(words[:-1]))
        if value is None:
            return None
        count = value
    if anchor is None:
        return {"d": _UNKNOWN_DAY, "h": _UNKNOWN_DAY, "w": _UNKNOWN_DAY, "m": "XXXX-XX", "y": "XXXX", "D": "XXXX"}[unit]
    sign = 1 if found[1] == "بعد" else -1
    if unit == "h":
        return anchor.isoformat()
    if unit in "dw":
        day = (anchor + timedelta(sign * count * (7 if unit == "w" else 1))).isoformat()
        return day[:7] + "~" if vague else day
    if unit == "m":
        year, month = _shift_month(anchor.year, anchor.month, sign * count)
        return f"{year:04}-{month:02}" + ("~" if vague else "")
    return str(anchor.year + sign * count * (10 if unit == "D" else 1)) + ("~" if vague or unit == "D" else "")


def _period(text: str, anchor: date | None) -> str | None:
    edge = re.match(rf"{EDGE} ", text)
    body = text[edge.end() :] if edge else text
    found = re.fullmatch(rf"(?:هذا |هذه )?(الشهر|الاسبوع|العام|السنه)(?: (?:{PAST}|{NEXT}|{THIS}))?", body)
    if not found or (not edge and _relation(body) is None):
        return None
    relation = _relation(body) or 0
    unit = found[1]
    mark = "~" if edge else ""
    if anchor is None:
        if unit == "الاسبوع":
            return "XXXX-XX-XX~" if edge else "XXXX-XX-XX/XXXX-XX-XX"
        return ("XXXX-XX" if unit == "الشهر" else "XXXX") + mark
    if unit == "الاسبوع":
        monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * relation)
        if edge:
            late = edge[0].strip() in _LATE
            return (monday + timedelta(6 if late else 0)).isoformat() + "~"
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    if unit == "الشهر":
        year, month = _shift_month(anchor.year, anchor.month, relation)
        return f"{year:04}-{month:02}{mark}"
    year = anchor.year + relation
    if edge:
        kind = edge[0].strip()
        return f"{year}-12~" if kind in _LATE else f"{year}-01~" if kind in _EARLY else f"{year}~"
    return str(year)


_NEAR = [(r"امس الاول|اول من امس|اول امس", -2), (r"بعد غد", 2), (r"غدا|الغد|غد", 1), (r"امس|الامس|البارحه", -1),
         (r"اليوم|الليله|هذا الصباح|هذا المساء", 0)]  # fmt: skip


def _near(text: str, anchor: date | None) -> Value | None:
    for pattern, days in _NEAR:
        if re.search(rf"(?:^| )(?:{pattern})(?= |$)", text):
            named = _named_weekday(text)
            if anchor is None:
                return Value(_UNKNOWN_DAY, weekday_names()[named] if named is not None else None)
            day = anchor + timedelta(days)
            if named is not None and day.weekday() != named:
                # the page went out a day late or early: the weekday that is named is trusted within three days
                day = min((anchor + timedelta(d) for d in range(-4, 4)), key=lambda d: (d.weekday() != named, abs((d - day).days)))
            return Value(day.isoformat())
    return None


def _named_weekday(text: str) -> int | None:
    found = re.search(rf"(?:^|[ (]){parts()['weekday']}(?=$|[ )])", text)
    return weekdays().get(found[0].strip(" (")) if found else None


def _latest(weekday: int, anchor: date) -> date:
    return anchor - timedelta((anchor.weekday() - weekday) % 7)


def _weekday_pair(text: str, anchor: date | None) -> str | None:
    names = re.findall(rf"(?:^| |و){parts()['weekday']}(?=$| )", text)
    if len(names) != 2 or " و" not in text:
        return None
    a, b = (weekdays()[n.strip(" ").removeprefix("و")] for n in names)
    if anchor is None:
        return "XXXX-XX-XX/XXXX-XX-XX"
    if _relation(text) == 1:
        first = anchor + timedelta((a - anchor.weekday() - 1) % 7 + 1)
    else:
        last = _latest(b, anchor if _relation(text) != -1 else anchor - timedelta(1))
        first = _latest(a, last)
    return f"{first.isoformat()}/{(first + timedelta((b - a) % 7)).isoformat()}"


def _weekday(text: str, anchor: date | None, future: bool = False) -> Value | None:
    named = _named_weekday(text)
    if named is None:
        return None
    if anchor is None:
        return Value(_UNKNOWN_DAY, weekday_names()[named])
    relation = _relation(text)
    if relation == 1:
        return Value((anchor + timedelta((named - anchor.weekday() - 1) % 7 + 1)).isoformat())
    if relation == -1:
        return Value(_latest(named, anchor - timedelta(1)).isoformat())
    if future:
        return Value((anchor + timedelta((named - anchor.weekday()) % 7)).isoformat())
    return Value(_latest(named, anchor).isoformat())


def _year(text: str, anchor: date | None) -> str | None:
    found = re.fullmatch(rf"(?:({EDGE}) )?(?:ل?ل?عام |العام |سنه |السنه )?((?:19|20)\d\d)(?: ?م)?", text)
    if not found:
        return None
    return found[2] + ("~" if found[1] else "")


def _moment(text: str, anchor: date | None) -> str | None:
    if not text.startswith("وقت سابق"):
        return None
    if anchor is None:
        return _UNKNOWN_DAY
    return (anchor - timedelta(1) if "امس" in text else anchor).isoformat()
