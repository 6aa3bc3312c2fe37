"""What a report counts: killed and wounded, people, things, sums of money, shares; exactly, or as a bound.

A count is a numeral with the noun after it («12 شخصا», «ثلاثة جنود», «23 من أعضاء»), a dual («قتيلان»), or a bare numeral after a word
that says what is counted («مقتل 15»). Which nouns count is the table `counted`; «عشرات» and «آلاف» name no number and are left out,
and so are dates, ages, spans of time, names («إف-16», «القرار 2231») and definite numerals («الدول الـ28»).

>>> counts("مقتل 12 شخصا وإصابة نحو ثلاثين، وسلم 1.3 مليار دولار")
(('قتيل', 12), ('≈ جريح', 30), ('دولار', 1300000000))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from musnad.knowledge import counted, duals, tolls
from musnad.language.folding import folded
from musnad.language.numerals import number, numerals, ordinal
from musnad.language.tokens import Token, tokens

Count = tuple[str, int]
LEAST, MOST, ABOUT = "≥ ", "≤ ", "≈ "
"""Before a thing of which at least, at most or about so many are told."""
SHARE = "%"
_PERSON = "شخص"


def _folded(*words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


_SCALES = {folded(word): value for word, value in {
    "ألف": 10**3, "آلاف": 10**3, "ألفا": 10**3, "مليون": 10**6, "ملايين": 10**6, "مليونا": 10**6, "مليار": 10**9, "مليارات": 10**9,
    "مليارا": 10**9, "بليون": 10**9, "تريليون": 10**12,
}.items()}  # fmt: skip
_CONSTRUCTS = {
    folded(a): folded(b) for a, b in {"مئتي": "مئتين", "مئتا": "مئتان", "مائتي": "مئتين", "مائتا": "مئتان", "ألفي": "ألفين"}.items()
}
"""Numerals that lose their ن before a noun."""
_VAGUE = _folded("آلاف", "ملايين", "مليارات", "ألفا", "مليونا")
"""These count only after a numeral: «آلاف الأشخاص» is no number."""
_ORDINALS = _folded(
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "الحادي",
    "العشرون",
    "العشرين",
    "الثلاثون",
    "الثلاثين",
)
_TWO = _folded("اثنين", "اثنان", "اثنتين", "اثنتان")
_NAMES = _folded(
    "رقم", "عام", "سنة", "الساعة", "القرار", "قرار", "المادة", "مادة", "إف", "ميغ", "سوخوي", "بوينغ", "بوينج", "إيرباص", "طراز", "بلوك", "قناة",
    "مجموعة", "يوم", "إس", "سي", "بي", "تي",
)  # fmt: skip
"""After these a numeral is a name."""
_FROM = _folded("من")
_ABOUT: dict[tuple[str, ...], str] = {(folded(word),): ABOUT for word in ("نحو", "حوالي", "حوالى", "قرابة", "زهاء", "تقريبا")}
_BEFORE: dict[tuple[str, ...], str] = {
    **_ABOUT, ("اكثر", "من"): LEAST, ("لا", "يقل", "عن"): LEAST, ("لا", "تقل", "عن"): LEAST, ("يزيد", "علي"): LEAST, ("يزيد", "عن"): LEAST,
    ("تجاوز",): LEAST, ("تجاوزت",): LEAST, ("يفوق",): LEAST, ("تفوق",): LEAST, ("تتجاوز", "قيمتها"): LEAST, ("تزيد", "قيمتها", "علي"): LEAST,
    ("دون",): MOST, ("اقل", "من"): MOST, ("يصل", "الي"): MOST, ("تصل", "الي"): MOST,
}  # fmt: skip
_AFTER: dict[tuple[str, ...], str] = {("علي", "الاقل"): LEAST, ("علي", "الاكثر"): MOST, ("تقريبا",): ABOUT, ("او", "اكثر"): LEAST}
_AFTER_REACH = 3
"""Words after a count among which «على الأقل» is looked for."""
_LONGEST = 7
"""Words of a numeral."""
_CLITICS = re.compile("^[وفبلك]{0,2}(?=[0-9])")
_SHARES = (("في", folded("المئة")), ("في", folded("المائة")), (folded("بالمئة"),), (folded("بالمائة"),))
_LATIN = re.compile("[A-Za-z]")


class _Number(NamedTuple):
    """A numeral: its value, the places of its first word and of the word after it; `whole` is False with a fraction."""

    value: int
    begin: int
    end: int


def counts(text: str) -> tuple[Count, ...]:
    """What a text counts, in its order, each once."""
    words = tokens(text)
    return tuple(dict.fromkeys(_counts(text, words)))


def clash(ours: Iterable[Count], theirs: Iterable[Count]) -> list[str]:
    """The things of which two reports give numbers that can't both be true, in order.

    >>> clash([("قتيل", 12)], [("قتيل", 15), ("جريح", 3)]), clash([("≥ قتيل", 12)], [("قتيل", 15)])
    (['قتيل'], [])
    """
    one, other = _by_thing(ours), _by_thing(theirs)
    return sorted(
        thing for thing in one.keys() & other.keys() if not any(_meet(a, b) for a in one[thing] for b in other[thing])
    )  # fmt: skip


def _by_thing(given: Iterable[Count]) -> dict[str, list[tuple[str, int]]]:
    out: dict[str, list[tuple[str, int]]] = {}
    for thing, value in given:
        sign = thing[:2] if thing[:2] in (LEAST, MOST, ABOUT) else ""
        out.setdefault(thing.removeprefix(sign), []).append((sign, value))
    return out


def _meet(one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Whether both may be true; two that are not exact always may."""
    (sign, a), (theirs, b) = sorted([one, other])
    if sign:
        return True
    return {"": a == b, LEAST: a >= b, MOST: a <= b, ABOUT: True}[theirs]


def _counts(text: str, words: list[Token]) -> Iterator[Count]:
    at = 0
    while at < len(words):
        found = _numeral(words, at)
        if words[at].form in _TWO:
            pair = _two(words, at)
            if pair:
                yield _named(words, at, at + 1, pair), 2
            at += 1
            continue
        if found is None:
            thing = duals().get(words[at].form) or duals().get(words[at].form[1:] if words[at].form[0] in "وفبل" else "")
            if thing:
                yield _named(words, at, at + 1, thing), 2
            at += 1
            continue
        thing, end = _thing(text, words, found)
        if thing and not _is_name(words, found.begin):
            yield _named(words, found.begin, end, thing), found.value
        at = max(found.end, end)


def _two(words: list[Token], at: int) -> str | None:
    """What «اثنين» counts: the noun before it («عسكريين تركيين اثنين»), or after its «من»."""
    if at + 2 < len(words) and words[at + 1].form in _FROM:
        return counted().get(words[at + 2].form.removeprefix("ال"))
    return next((counted()[token.form] for token in reversed(words[max(0, at - 2) : at]) if token.form in counted()), None)


def _numeral(words: list[Token], at: int) -> _Number | None:
    """The numeral that begins at a word; None where none does, or one whose value is unsure («19,00»)."""
    form = _CLITICS.sub("", words[at].form)
    return _digits(words, at, form) if form.isdigit() else _worded(words, at)


def _digits(words: list[Token], at: int, form: str) -> _Number | None:
    digits, end, fraction = form, at + 1, ""
    while end < len(words) and words[end].form.isdigit() and words[end].gap in (",", ".", "٬", "٫"):
        group, gap = words[end].form, words[end].gap
        scaled = end + 1 < len(words) and words[end + 1].form in _SCALES
        if gap in (",", "٬", ".") and len(group) == 3 and len(digits) <= 3 * end and not (gap == "." and scaled):
            digits += group
        elif not fraction and (scaled or _percent_after(words, end)):
            fraction = group
        else:
            return None
        end += 1
    value, scale = int(digits), 1
    if end < len(words) and words[end].form in _SCALES and words[end].gap == " ":
        scale = _SCALES[words[end].form]
        end += 1
    total = value * scale + (int(fraction) * scale // 10 ** len(fraction) if fraction else 0)
    return _more(words, _Number(total, at, end), scale)


def _more(words: list[Token], found: _Number, scale: int) -> _Number:
    """A numeral with what follows it under its scale: «مليون و200 ألف»."""
    end = found.end
    if scale > 1 and end < len(words) and words[end].form[:1] == "و" and words[end].form[1:].isdigit():
        more = _digits(words, end, words[end].form[1:])
        if more and more.value < scale:
            return _Number(found.value + more.value, found.begin, more.end)
    return found


def _percent_after(words: list[Token], at: int) -> bool:
    return at + 1 < len(words) and (bool(re.search("[%٪]", words[at + 1].gap)) or _share(words, at + 1) is not None)


def _worded(words: list[Token], at: int) -> _Number | None:
    """The longest run of words from here that is a cardinal; «اثنين» stands after its noun and is no number here."""
    forms = [_CONSTRUCTS.get(token.form, token.form) for token in words[at : at + _LONGEST]]
    bare = forms[0][1:] if forms[0][:1] in "وفبل" else ""
    if number(forms[0]) is None and bare:
        forms[0] = _CONSTRUCTS.get(bare, bare)
    if number(forms[0]) is None and " ".join(forms[:2]) not in numerals():
        return None  # as most words do; no run that begins so is a number
    if forms[0] in _VAGUE or not _cardinal(forms[0]):
        return None
    longest = next((n for n, one in enumerate(forms) if not _cardinal(one.removeprefix("و") if n else one)), len(forms))
    for length in range(longest, 0, -1):
        run = forms[:length]
        value = number(" ".join(run))
        if value is not None and run[-1] not in _TWO:
            return _more(words, _Number(value, at, at + length), _SCALES.get(run[-1], 1))
    return None


def _cardinal(form: str) -> bool:
    """Whether a word may be part of a cardinal in words: «الثلاثة» and «ثالث» may not, «آلاف» may."""
    if form.isdigit() or (form.startswith("ال") and form not in numerals() and form not in _SCALES):
        return False
    return ordinal([form]) is None and form not in _ORDINALS


def _thing(text: str, words: list[Token], found: _Number) -> tuple[str | None, int]:
    """What a numeral counts, and the place after its noun."""
    end = found.end
    share = _share(words, end)
    if share is not None:
        return SHARE, share
    if re.match(r"\s?[%٪]", text[words[end - 1].end :]):
        return SHARE, end
    toll = _toll(words, found.begin)
    noun = end + 1 if end < len(words) and words[end].form in _FROM else end
    name = words[noun].form if noun < len(words) and words[noun].gap == " " else ""
    if noun > end:
        name = name.removeprefix("ال")
    thing = counted().get(name)
    if thing and not (toll and thing == _PERSON):
        return thing, noun + 1
    return toll or thing, noun + 1 if thing else end


def _share(words: list[Token], at: int) -> int | None:
    for phrase in _SHARES:
        if tuple(token.form for token in words[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return None


def _toll(words: list[Token], begin: int) -> str | None:
    """What a word right before a numeral, or before its «نحو», says that it counts."""
    before = [token.form for token in words[max(0, begin - 5) : begin]]
    while before:
        word = before[-1]
        found = tolls().get(word) or (tolls().get(word[1:]) if word[:1] in "وفبل" else None)
        if found:
            return found
        size = next((len(p) for p in _BEFORE if tuple(before[-len(p) :]) in _with_clitics(p)), 0)
        if not size:
            if before[-1:] == ["ما"]:
                size = 1
            else:
                return None
        before = before[:-size]
    return None


def _named(words: list[Token], begin: int, end: int, thing: str) -> str:
    """The thing with the sign of its bound: «30 قتيلا على الأقل», «أكثر من 30»."""
    before = tuple(token.form for token in words[max(0, begin - 3) : begin])
    for phrase, sign in _BEFORE.items():
        if before[-len(phrase) :] in _with_clitics(phrase):
            return sign + thing
    after = [token.form for token in words[end : end + _AFTER_REACH + 1]]
    for start in range(len(after)):
        for phrase, sign in _AFTER.items():
            if tuple(after[start : start + len(phrase)]) == phrase:
                return sign + thing
    return thing


def _with_clitics(phrase: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A phrase, and it after و, ب and ل: «ونحو», «لنحو»."""
    return tuple((front + phrase[0], *phrase[1:]) for front in ("", "و", "ب", "ل"))


def _is_name(words: list[Token], begin: int) -> bool:
    """«إف-16», «القرار 2231», «F-16»: a numeral that names."""
    token = words[begin]
    before = words[begin - 1].form if begin else ""
    return (
        "-" in token.gap
        or before in _NAMES
        or bool(_LATIN.search(token.form))
        or (token.gap == " " and bool(_LATIN.search(before)))
    )
