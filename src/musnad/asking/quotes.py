"""Words of an article with what surrounds them.

>>> quote("سافر أمس. زار لافروف طهران، وقال إنه راض. ثم عاد.", 10, 26).after
'، وقال إنه راض.'
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.asking.answers import Mark, Quote
from musnad.language.sentences import sentences

AROUND = 200
"""Code points of a sentence that are shown before and after the quoted words, at most."""


def quote(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]] = ()) -> Quote:
    """The words from `start` to `end` of a text, with the rest of their sentences around them.

    `marks` are (start, end, what); those outside the words, or reaching out of them, are left out.
    """
    low, high = max(0, start - AROUND - 1), min(len(text), end + AROUND + 1)
    near = sentences(text[low:high])
    begin = max((a + low for a, b in near if a + low <= start < b + low), default=start)
    stop = min((b + low for a, b in near if a + low < end <= b + low), default=end)
    before, after = text[begin:start], text[end:stop]
    if len(before) > AROUND or (begin == low and low > 0):
        before = before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND or (stop == high and high < len(text)):
        after = after[:AROUND].rpartition(" ")[0]
    inside = sorted(
        {Mark(start=a, end=b, what=what) for a, b, what in marks if start <= a < b <= end}, key=lambda m: (m.start, m.end)
    )
    return Quote(start=start, end=end, text=text[start:end], before=before, after=after, marks=tuple(inside))
