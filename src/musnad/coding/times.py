"""Time mentions to EDTF values: the calendar's resolver, told whether the sentence looks ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from musnad import calendar
from musnad.language.folding import folded
from musnad.record import Document, Time
from musnad.tagger.spans import TimeMention

_AHEAD = re.compile(
    r"(?:^|[\s،«\"])(?:و|ف)?(?:س[يتن]\w{2,}|سوف|(?:ال)?مقرر[ها]?|(?:ال)?مرتقب[ها]?|(?:ال)?مزمع[ها]?|المنتظر[ه]?|[يت]نتظر|[يت]عتزم|[يت]توقع|المتوقع|موعد)\s[^.؛]{0,45}$"
)
"""A future verb or «المقرر» within 45 letters before the expression, in its sentence."""


def resolve_times(document: Document, mentions: Sequence[TimeMention]) -> list[Time | None]:
    """One `Time` for each mention, in order; None where an expression has no value that may be known."""
    out: list[Time | None] = []
    for mention in mentions:
        before = folded(document.text[max(0, mention.start - 70) : mention.start])
        text = document.text[mention.start : mention.end]
        found = calendar.resolve(text, document.published, future=bool(_AHEAD.search(before)))
        out.append(Time(mention.start, mention.end, text, found.value, found.weekday) if found else None)
    return out
