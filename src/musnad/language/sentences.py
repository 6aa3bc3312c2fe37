"""Sentences of a news page, as offsets.

A sentence ends at a line break, a question or exclamation mark, or a full stop that is not inside a quotation, an
abbreviation («أ.ف.ب», «د.»), a number (2.5) or an ellipsis. Pages whose paragraphs were collapsed («…الأخرى.وقال…») break at
a stop that stands between two Arabic words without a space.

>>> text = "قال: «نعم. سنأتي». ثم مضى."
>>> [text[a:b] for a, b in sentences(text)]
['قال: «نعم. سنأتي».', 'ثم مضى.']
"""

from __future__ import annotations

import re

from musnad.language.quotes import Quotation, quotations

_STOP = re.compile(r"\n+|[.!؟?…۔]+")
_ABBREVIATION = re.compile(r"(?:^|[\s\"«“(.])[\u0621-\u064aA-Za-z]$")
_ARABIC = re.compile("[\u0621-\u064a]")
_LONGEST_QUOTE = 1200
"""Code points. A quotation longer than this is taken for a lost closing mark and does not hold a sentence together
(longest quotation in the development articles: 611)."""


def sentences(text: str, quoted: list[Quotation] | None = None) -> list[tuple[int, int]]:
    """Start and end of every sentence, without surrounding white space; what lies between them is white space only."""
    if quoted is None:
        quoted = quotations(text)
    inside = [q for q in quoted if q.end - q.start <= _LONGEST_QUOTE]
    out: list[tuple[int, int]] = []
    begin, at = 0, 0
    for stop in _STOP.finditer(text):
        while at < len(inside) and inside[at].end <= stop.start():
            at += 1
        if stop[0][0] != "\n":
            held = at < len(inside) and inside[at].start < stop.start()
            if held and not _closes(text, stop.end(), inside[at]):
                continue
            if not _ends(text, stop):
                continue
        end = stop.end()
        if stop[0][0] != "\n":
            end = _absorb_closing(text, end)
        _add(out, text, begin, end)
        begin = end
    _add(out, text, begin, len(text))
    return out


def _closes(text: str, end: int, quote: Quotation) -> bool:
    """A stop right before the closing mark ends the sentence if the next word opens a new one («…ذلك." وأضاف»)."""
    rest = text[quote.end : quote.end + 2]
    return end == quote.inner_end and (rest[:1] in {"", "\n"} or rest[:1].isspace())


def _ends(text: str, stop: re.Match[str]) -> bool:
    sign = stop[0]
    after = text[stop.end() : stop.end() + 1]
    if sign[0] in "!؟?":
        return True
    if len(sign) > 1 or sign == "…":  # an ellipsis runs on, unless the paragraph ends
        return after in {"", "\n"}
    before = text[max(0, stop.start() - 2) : stop.start()]
    if before[-1:].isdigit() and after.isdigit():
        return False
    if after == "" or after.isspace() or after in '"»”“)':
        return not (_ABBREVIATION.search(before) and after not in {"", "\n"})
    return bool(_ARABIC.match(before[-1:]) and _ARABIC.match(after) and not _ABBREVIATION.search(before))


def _absorb_closing(text: str, end: int) -> int:
    while (end < len(text) and text[end] in "»”)") or (end < len(text) and text[end] == '"' and text[end + 1 : end + 2].isspace()):
        end += 1
    return end


def _add(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))
