"""Search terms: every word of a text as the one form under which all its inflections with clitics are found.

A term is a folded word without what Arabic writes together with it: conjunctions, prepositions, the article, pronouns. A
cut is made only where the counted vocabulary knows the rest better than the whole, so «وزير» keeps its و. Each word gives
exactly one term, so positions stay true and phrases can be searched.

>>> [term(t.form) for t in tokens("مفاوضات والمفاوضات لمفاوضاتهم")]
['مفاوضات', 'مفاوضات', 'مفاوضات']
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from musnad.language.clitics import stems, vocabulary
from musnad.language.folding import folded
from musnad.language.tokens import Token, forms, tokens

VERSION = 1
"""Rises whenever a word may get another term; a store then makes its search index anew."""
_MARBUTA = "ةۃ"
"""The letters that end a feminine noun: no pronoun, though folding makes ه of the first."""
_PRONOUNS = frozenset({"", "هما", "هم", "هن", "كم", "ها", "نا", "ه"})
"""Pronouns of news prose; «ي», «ك» and «ني» are left: «إيراني» is not «إيران»."""
_SHORTEST = 3
"""Letters that a cut leaves at least: «لنا», «بين», «فإن» stay whole."""
_SURE, _DOUBTFUL = 0.5, 2.0
"""How much better than the whole form the rest must be known: for clitics that are seldom letters of the word, and for others."""
_SURELY = {("و", ""), ("ف", "")} | {(front, back) for front in ("", "و", "ف") for back in ("هما", "هم", "هن", "ها")}
_PLURALS = ("ات", "يين")
"""Before these ال is the article, however rare the word."""
_ARTICLE = 1 / 30
"""A word with ال loses it where the rest is seen at least this often beside it: «المفاوضات», and not «التقى»."""
_RARE = 2
"""A form seen less often than this has no say of its own."""


class Term(NamedTuple):
    """A term and where its word stands: code points of the source text."""

    term: str
    start: int
    end: int


def terms(text: str) -> list[Term]:
    """The terms of a text, one for each word, in order.

    >>> terms("وزارة الخارجية")
    [Term(term='وزاره', start=0, end=5), Term(term='خارجيه', start=6, end=14)]
    """
    return [Term(term(t.form, _feminine(text, t)), t.start, t.end) for t in tokens(text)]


def bare_terms(text: str) -> list[str]:
    """The terms of a text without their places: the same as `terms` gives, several times faster.

    >>> bare_terms("وزارة الخارجية")
    ['وزاره', 'خارجيه']
    """
    return [term(folded(word), word[-1] in _MARBUTA) for word in forms(text, _MARBUTA)]


@cache
def term(form: str, feminine: bool = False) -> str:
    """The term of a folded word; `feminine` tells that the word is written with ة, so its last letter is no pronoun.

    >>> term("ولقايه"), term("رييسه"), term("رييسه", feminine=True)
    ('لقاء', 'رييس', 'رييسه')
    """
    known = vocabulary()
    own = known.get(form, 0)
    own = own if own >= _RARE else 0
    best, most = form, own
    for cut in stems(form):
        count = known.get(cut.stem, 0)
        if len(cut.stem) < _SHORTEST or cut.proclitics.endswith("ال") or cut.enclitic not in _PRONOUNS:
            continue
        if (cut.proclitics or cut.enclitic) and not (feminine and cut.enclitic == "ه"):
            enough = _SURE if (cut.proclitics, cut.enclitic) in _SURELY else _DOUBTFUL
            if count > enough * own and (count > most or best == form):
                best, most = cut.stem, count
    bare = best.removeprefix("ال")
    if bare == best or len(bare) < _SHORTEST:
        return best
    return bare if known.get(bare, 0) >= max(1, _ARTICLE * known.get(best, 0)) or bare.endswith(_PLURALS) else best


def _feminine(text: str, token: Token) -> bool:
    return text[token.offset(len(token.form) - 1)] in _MARBUTA
