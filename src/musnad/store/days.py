"""EDTF values as two days between which they lie, so that questions about time are comparisons of text.

>>> bounds("2025-02~"), bounds("2023-04/.."), bounds("2025-24")
(('2025-02-01', '2025-02-28'), ('2023-04-01', '9999-12-31'), ('2025-12-01', '2026-02-28'))
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache

FIRST, LAST = "0001-01-01", "9999-12-31"
"""The ends of an interval that is open."""
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""First month of EDTF's seasons; each lasts three."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@cache
def bounds(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day of an EDTF value; (None, None) where its year is not known («XXXX-04-08»)."""
    if not value:
        return None, None
    first, slash, last = value.replace("~", "").replace("?", "").partition("/")
    early = FIRST if first == ".." else _span(first)[0]
    late = LAST if last == ".." else _span(last if slash else first)[1]
    return (early, late) if early and late and early <= late else (None, None)


def _span(date: str) -> tuple[str | None, str | None]:
    found = _DATE.fullmatch(date)
    if not found or found[1] == "0000":
        return None, None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if day:
        return (date, date) if 1 <= month <= 12 and day <= monthrange(year, month)[1] else (None, None)
    begin, length = (_SEASONS[month], 3) if month in _SEASONS else (month or 1, 1 if month else 12)
    if begin > 12:
        return None, None
    until = year * 12 + begin - 1 + length - 1
    end_year, end_month = until // 12, until % 12 + 1
    if end_year > 9999:
        return None, None
    return f"{year:04}-{begin:02}-01", f"{end_year:04}-{end_month:02}-{monthrange(end_year, end_month)[1]:02}"
