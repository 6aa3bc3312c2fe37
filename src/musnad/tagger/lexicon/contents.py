"""Reported words: where they begin (after «إنّ», a colon, a quotation mark, «أكد على») and how far they run."""

from __future__ import annotations

import re

from musnad.language.folding import folded
from musnad.language.quotes import Quotation
from musnad.tagger.lexicon.page import PREPOSITIONS, Page
from musnad.tagger.lexicon.reporting import CARRIED, Reporting, Speech
from musnad.tagger.lexicon.syntax import SUBORDINATORS

_OPENERS = {"ان": "", "بان": "", "وان": "", "انه": "keep", "انها": "keep", "انهم": "keep", "انهما": "keep", "بانه": "keep", "بانها": "keep",
            "اننا": "keep", "انني": "keep", "وانه": "keep", "بانهم": "keep"}  # fmt: skip
_ADVERBS = frozenset(folded(w) for w in ["أيضا", "مجددا", "اليوم", "أمس", "غدا", "مؤخرا", "لاحقا", "سابقا", "هنا", "هناك", "فقط", "كذلك", "بدوره", "بدورها", "من", "خلال", "لدى", "له", "لها", "لهم", "أنه", "خلالها", "خلاله", "رسميا", "صراحة", "صباح", "مساء", "يوم", "فيه", "فيها", "عنه", "عنها"])  # fmt: skip
_MIN_QUOTE = 12
"""Code points. A shorter quotation is a name in quotation marks rather than reported words, unless the cue touches it."""
_TAIL = re.compile(r"[\s،,.؛;:؟!\-–ـ\u00a0]+$")
_HEAD = re.compile(r"^[\s،,:.؛;\-–ـ\u00a0]+")


def opening(words: Reporting, i: int, stop: int, verb: Speech, form: str) -> tuple[int, Quotation | None, int] | None:
    """Where the content begins: source offset, the quotation it opens with, and the token it begins at."""
    page, s = words.page, words.syntax
    nominal: tuple[int, int] | None = None
    j = i + 1
    quoted = _quote_before(page, j)
    while j < stop and j - i <= 45:
        token = page.tokens[j]
        quoted = _quote_before(page, j)
        gap = page.gap(j)
        if (quoted and (quoted.end - quoted.start >= _MIN_QUOTE or j == i + 1) and s.owner[j] < 0) or (quoted and ":" in gap):
            return quoted.inner_start, quoted, j
        if ":" in gap and j > i:
            return token.start, quoted, j
        if j in words.tails and j > i:
            j = words.tails[j].end
            continue
        if s.owner[j] >= 0:
            if quoted and quoted.end - quoted.start >= 2 * _MIN_QUOTE:
                return quoted.inner_start, quoted, j
            j = s.last[s.owner[j]] + 1
            continue
        form_j = token.form
        if form_j in _OPENERS and j > i:
            inside = _quote_before(page, j + 1) if j + 1 < stop else None
            if _OPENERS[form_j] == "keep":
                begin = token.offset(1) if form_j.startswith(("ب", "و")) else token.start
                return begin, None, j
            if inside:
                return inside.inner_start, inside, j + 1
            if j + 1 < stop:
                verb_next = page.verbs[j + 1] is not None and s.owner[j + 1] < 0 and page.verbs[j + 1].tense == "imperfect"  # type: ignore[union-attr]
                if verb_next and form_j == "ان" and verb.verb in {"نفي", "رفض", "طلب", "امل", "تمني"}:
                    return token.start, None, j
                return page.tokens[j + 1].start, None, j + 1
            return None
        if nominal is None and not s.timed[j]:
            nominal = _nominal(words, i, j, verb)
            if nominal and nominal[1] == j and form == "participle":
                return nominal[0], _quote_at(page, nominal[0]), j
        if words.heads.get(j) and j > i:
            break
        if s.is_verb(j) and form_j not in CARRIED:
            beyond = _beyond(words, j, stop) if nominal is None else None
            if beyond is not None:
                j = beyond
                continue
            if nominal is None or j > nominal[1] + 1:
                break
        if form_j in SUBORDINATORS and form_j not in _OPENERS and form_j not in {"حيث"}:
            break
        j += 1
    if nominal is not None:
        quote = _quote_at(page, nominal[0])
        return (quote.inner_start if quote else nominal[0]), quote, nominal[1]
    return None


def _beyond(words: Reporting, j: int, stop: int) -> int | None:
    """The opener after a clause that only tells when or where it was said: «قال X بعد محادثات استمرت يوما إن …»."""
    for x in range(j + 1, min(stop, j + 16)):
        if words.heads.get(x) or any(c in words.page.gap(x) for c in '.؛:«“"'):
            return None
        if words.page.tokens[x].form in {"ان", "انه", "انها", "انهم"} and words.syntax.owner[x] < 0:
            return x
    return None


def _nominal(words: Reporting, i: int, j: int, verb: Speech) -> tuple[int, int] | None:
    """Nominal content from token `j`: after the verb's preposition, or a bare noun after the speaker."""
    page, s = words.page, words.syntax
    token = page.tokens[j]
    form = token.form
    stop = s.sentence(i)[1]
    if form in {"الي", "علي", "عن", "من", "في"} and form in verb.complements and j + 1 < stop:
        if page.tokens[j + 1].form in _OPENERS:
            return None
        return page.tokens[j + 1].start, j + 1
    if form[:1] in {"ب", "ل"} and form[:1] in verb.complements and len(form) > 3 and form not in PREPOSITIONS:
        if form not in _OPENERS:
            return token.offset(1), j
    if "np" in verb.complements or "NP" in verb.complements:
        before_ok = j == i + 1 or s.owner[j - 1] >= 0 or s.timed[j - 1]
        nounlike = form not in PREPOSITIONS and form not in _OPENERS and form not in SUBORDINATORS and not form[:1].isdigit()
        if before_ok and nounlike and s.is_verb(j) is None and form[:1] not in {"ل", "ب"} and form not in _ADVERBS:
            return token.start, j
    return None


def _quote_before(page: Page, j: int) -> Quotation | None:
    """The quotation whose first word is token `j`."""
    if j >= len(page.tokens) or not any(mark in page.gap(j) for mark in "«“”\"‹„'"):
        return None
    at = page.tokens[j].start
    for q in page.quotes:
        if q.inner_start <= at and at < q.inner_end:
            return q if not page.text[q.inner_start : at].strip(" .…") else None
    return None


def _quote_at(page: Page, offset: int) -> Quotation | None:
    """The quotation that begins at a source offset."""
    for q in page.quotes:
        if q.inner_start <= offset < q.inner_end:
            return q if not page.text[q.inner_start : offset].strip() else None
    return None


def closing(words: Reporting, begin: int, quote: Quotation | None, i: int, stop: int, tails: list[int]) -> tuple[int, int] | None:
    """The content's span from `begin` on, to the end of the quotation or clause."""
    page = words.page
    sentence_end = page.sentences[page.sentence_of[i]][1]
    at = begin
    if quote is not None and begin == quote.inner_start:
        after = page.text[quote.end : quote.end + 2].lstrip()
        if not after or after[0] in "،,.؛;؟!)\n-–" or page.token_at(quote.end) >= stop:
            return trim(page, begin, quote.inner_end)
        nearest = page.token_at(quote.end)
        if nearest < stop and (nearest in words.heads or nearest in tails):
            return trim(page, begin, quote.inner_end)
        at = quote.end
    j = page.token_at(at)
    first = page.token_at(begin)
    while j < stop:
        covering = _covering(page, page.tokens[j].start)
        if covering is not None and covering.inner_start > begin:
            j = page.token_at(covering.inner_end)
            if j >= stop:
                break
            continue
        if j > first and _ends_before(words, j, tails):
            return trim(page, begin if quote is None or at == begin else quote.start, page.tokens[j].start)
        j += 1
    return trim(page, begin if quote is None or at == begin else quote.start, sentence_end)


def _covering(page: Page, offset: int) -> Quotation | None:
    """The quotation that a source offset stands in."""
    for q in page.quotes:
        if q.inner_start <= offset < q.inner_end:
            return q
        if q.start > offset:
            break
    return None


def _ends_before(words: Reporting, j: int, tails: list[int]) -> bool:
    """Whether token `j` is the article's own word again, or reports something else («…، مؤكدا أن»)."""
    page = words.page
    gap = page.gap(j)
    comma = any(c in gap for c in "،,؛;-–)")
    if j in tails and (comma or not page.tokens[j].form.startswith("كما")):
        return True
    head = words.heads.get(j)
    form = page.tokens[j].form
    if head:
        if head.form == "participle":
            return comma or form.startswith("و")
        if head.form == "verb" and (comma or form.startswith("و")) and form[:1] in {"و", "ف"}:
            return True
        if head.form == "verb" and comma and page.tokens[j - 1].form in {"كما", "فيما", "بينما"}:
            return True
    following = page.tokens[j + 1].form if j + 1 < len(page.tokens) else ""
    if comma and ((form == "في" and following in {"حين", "وقت"}) or form in {"وكان", "وكانت", "علما", "يذكر"}):
        return True
    if form in {"وهو", "وهي"} and following == "ما" and comma:  # «…، وهو ما ترفضه الرباط»
        return True
    if form == "الا" and following.startswith("ان") and comma:  # «…، إلا أن…» is the article's own again
        return True
    if form == "ثم" and j + 1 < len(page.tokens) and words.syntax.is_verb(j + 1):
        return True
    if comma and form in {"فيما", "بينما", "كما", "وذلك", "وفي"}:
        for x in range(j + 1, min(j + 4, len(page.tokens))):
            if x in words.heads and words.heads[x].form == "verb":
                return True
        return form == "وذلك"
    return False


def trim(page: Page, start: int, end: int) -> tuple[int, int]:
    """A stretch without the signs and the quotation marks that enclose it."""
    text = page.text
    head = _HEAD.match(text[start:end])
    if head:
        start += head.end()
    tail = _TAIL.search(text[start:end])
    if tail:
        end = start + tail.start()
    body = text[start:end]
    if body[:1] in '«“”"' and body[-1:] in '»”“"' and len(body) > 2:
        inner = body[1:-1]
        if not any(mark in inner for mark in '«»“”"'):
            start, end = start + 1, end - 1
    elif body[-1:] in "«“" or (body[-1:] in '"”' and sum(body.count(c) for c in '"”“') % 2 == 1):
        end -= 1
    return start, max(start, end)


def mode(page: Page, start: int, end: int) -> str:
    """Whether all, part or nothing of a stretch stands inside quotation marks."""
    quoted = 0
    for q in page.quotes:
        a, b = max(start, q.start), min(end, q.end)
        if a < b:
            quoted += b - a
            if q.inner_start - 1 <= start and end <= q.inner_end + 1:
                return "direct"
    if quoted >= 2 and any(start <= q.start and q.end <= end + 1 and q.end - q.start > 8 for q in page.quotes):
        return "mixed"
    return "mixed" if quoted > 0.5 * (end - start) else "indirect"
