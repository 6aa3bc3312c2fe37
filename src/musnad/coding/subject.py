"""What an article is about, as far as that rules events out: national teams meet, and win over each other, but states don't."""

from __future__ import annotations

from functools import cache

from musnad.knowledge.tables import cells, rows
from musnad.language.folding import folded
from musnad.language.tokens import forms

_READ = 200
"""Words from the beginning that are looked at."""
_SHARE = 0.05
"""Share of words of sport from which on an article may be about sport alone. Of 1 568 annotated articles four are, and readers found one act in
all four; those between .03 and .05 still tell some («الإمارات تطلب تغيير طاقم التحكيم القطري»). Of the news corpus every twelfth is."""
_SURE = 2
"""Different words that belong to sport alone («مباراة», «لاعب»): «الفريق» is also a general, «الرئيس المنتخب» a president."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(folded(w) for row in rows("lexicon/words") if row["class"] == name for w in cells(row["words"]))


def is_sport(text: str) -> bool:
    """Whether an article is about a match, a team or a transfer.

    >>> is_sport("فاز منتخب السعودية على منتخب إيران بهدفين في مباراة مثيرة شهدت طرد لاعب إيراني.")
    True
    """
    found = [form.removeprefix("ال") for form in forms(text[: _READ * 20])[:_READ]]
    sure = [form for form in found if form in _words("match")]
    return len(set(sure)) >= _SURE and len(sure) + sum(form in _words("sport") for form in found) >= _SHARE * len(found)
