"""Finding statements: the reporting words, the reported words, the speaker, and who passed them on.

A cue is a verb («قال»), a participle («مؤكدا»), a verbal noun with its speaker («قوله»), a source phrase («وفق وكالة إرنا») or a
headline's colon («لافروف: …»). Content begins after أن / إن, a colon, an opening quotation mark, the cue's preposition, or with the
noun right after the speaker («أكد استعداد بلاده»), and runs to the end of the quotation or clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from musnad.knowledge.tables import cells, rows
from musnad.language.folding import folded
from musnad.language.matching import Lexicon
from musnad.language.quotes import Quotation
from musnad.tagger.lexicon.page import PREPOSITIONS, Page
from musnad.tagger.lexicon.syntax import SUBORDINATORS, Syntax
from musnad.tagger.spans import Arc, Cue


class Speech(NamedTuple):
    """A line of `lexicon/cues`: a verb of saying with what introduces its content."""

    verb: str
    complements: frozenset[str]
    stance: str
    kind: str


@cache
def speech() -> Mapping[str, Speech]:
    """Speech verbs by folded perfect."""
    out = {}
    for row in rows("lexicon/cues"):
        complements = frozenset(folded(c) for c in cells(row["complements"]))
        out[folded(row["verb"])] = Speech(folded(row["verb"]), complements, row["stance"], row["kind"])
    return out


@cache
def _participles() -> Mapping[str, tuple[Speech, str]]:
    """Folded adverbial participle («مؤكدا», «موكده», «مؤكدين») → its verb, and the speaker's form it tells."""
    out: dict[str, tuple[Speech, str]] = {}
    for row in rows("lexicon/cues"):
        verb = speech()[folded(row["verb"])]
        for participle in cells(row["participle"]):
            stem = folded(participle)
            endings = [
                ("يا" if stem == "ناف" else "ا", "3ms"),
                ("يه" if stem == "ناف" else "ه", "3fs"),
                ("ين", "3mp"),
                ("ان", "3md"),
            ]
            for ending, person in endings:
                out.setdefault(stem + ending, (verb, person))
    return out


_COLLIDING = frozenset({"ناقله", "كاتبا", "محذره", "مقره", "مقرا", "متحدثه", "متحدثا", "متحدثين", "متحدثان", "مطالبه", "رادا", "مفيدا", "مفيده", "كاتبه",
                        "مديني", "مدينه", "مدينين", "مقرين", "مقران", "كاتبين", "مبينه", "ذاكره", "متهمين", "متهمان"})  # fmt: skip
_PERFORMING = frozenset({"اعلن", "قرر"})
_NO_CUES = frozenset(
    {"يذكر", "ويذكر", "يشار", "ويشار", "يجب", "بينهما", "بينها", "بينهم", "بينه", "اضافه", "يقر", "وبينهما", "ويجب"}
)
_SAYING = {
    "قوله": "3ms",
    "قولها": "3fs",
    "قولهم": "3mp",
    "قولهما": "3md",
    "بقوله": "3ms",
    "بقولها": "3fs",
    "تاكيده": "3ms",
    "تصريحه": "3ms",
}
_OPENERS = {"ان": "", "بان": "", "وان": "", "انه": "keep", "انها": "keep", "انهم": "keep", "انهما": "keep", "بانه": "keep", "بانها": "keep",
            "اننا": "keep", "انني": "keep", "وانه": "keep", "بانهم": "keep"}  # fmt: skip
_MIN_QUOTE = 12
"""Code points. A shorter quotation is a name in quotation marks rather than reported words, unless the cue touches it."""
_REST = 40
"""Letters between reported words and the source named at the sentence's end that make them a report of their own."""
_CARRIED = frozenset(
    {"بثتها", "بثها", "نقلتها", "نقلها", "نشرتها", "نشرها", "اوردتها", "اوردها", "اذاعتها", "بثته", "نقلته", "نشرته", "اوردته"}
)
_TAIL = re.compile(r"[\s،,.؛;:؟!\-–ـ\u00a0]+$")
_HEAD = re.compile(r"^[\s،,:.؛;\-–ـ\u00a0]+")


@cache
def _sources() -> Lexicon[tuple[str, str]]:
    return Lexicon([(folded(r["words"]), (r["words"], r["takes"])) for r in rows("lexicon/sources")])


class CueFinder:
    """Finds the cues of one page."""

    def __init__(self, syntax: Syntax, own_outlet: str | None) -> None:
        self.s = syntax
        self.page: Page = syntax.page
        self.own_outlet = own_outlet
        self.tails = self._find_tails()
        self.heads = self._cue_tokens()

    def find(self) -> list[Cue]:
        """All cues in text order."""
        out: list[Cue] = []
        for n in range(len(self.page.bounds)):
            found = self._sentence(n)
            out += found
        out.sort(key=lambda c: (c.content[0], c.start))
        return out

    # -- where cues stand ---------------------------------------------------------------------------------------------

    def _cue_tokens(self) -> dict[int, tuple[Speech, str, str]]:
        """Token → speech verb, person, form of cue (`verb`, `participle`, `saying`)."""
        out: dict[int, tuple[Speech, str, str]] = {}
        for i, token in enumerate(self.page.tokens):
            if self.s.owner[i] >= 0 or self.s.timed[i]:
                continue
            form = token.form
            if form in _NO_CUES or form in _CARRIED:
                continue
            if form in _SAYING or (form.startswith("و") and form[1:] in _SAYING):
                out[i] = (speech()["قال"], _SAYING.get(form) or _SAYING[form[1:]], "saying")
                continue
            participle = _participles().get(form) or (_participles().get(form[1:]) if form[:1] in "وف" else None)
            if participle and form not in _COLLIDING and form.lstrip("وف") not in _COLLIDING:
                out[i] = (*participle, "participle")
                continue
            reading = self.page.verbs[i]
            if reading and reading.verb in speech() and reading.person[0] == "3":
                out[i] = (speech()[reading.verb], reading.person, "verb")
        return out

    def _find_tails(self) -> dict[int, tuple[int, int, tuple[int, ...], bool]]:
        """Source phrases: first token → (first token after it, end token of the source, mentions of the source, is verb)."""
        out: dict[int, tuple[int, int, tuple[int, ...], bool]] = {}
        taken = -1
        for match in _sources().find(self.page.tokens):
            if match.first < taken or match.proclitics not in {"", "و", "ف"}:
                continue
            words, takes = match.value
            after = match.last
            if words.endswith(" ل"):
                continue
            stop = self.s.sentence(match.first)[1]
            if takes == "verb":
                verb = next((j for j in range(after, min(after + 3, stop)) if self.page.verbs[j] and self.s.owner[j] < 0), None)
                if verb is None or self.page.verbs[verb].verb not in _reporting():  # type: ignore[union-attr]
                    continue
                near = [k for k in self.s.within(verb + 1, min(verb + 7, stop)) if self.s.prep[k] in {"", "عن"}]
            else:
                near = [k for k in self.s.within(after, min(after + 5, stop)) if self.s.first[k] - after <= 3]
            if not near:
                continue
            sources = self.s.group(near[0])
            out[match.first] = (after, self.s.last[sources[-1]] + 1, sources, takes == "verb")
            taken = self.s.last[sources[-1]] + 1
        for i, token in enumerate(self.page.tokens):  # «وفقا لوكالة …»
            if token.form in {"وفقا", "طبقا", "ووفقا", "وطبقا"} and i not in out:
                near = [k for k in self.s.within(i + 1, min(i + 4, self.s.sentence(i)[1])) if self.s.prep[k] == "ل"]
                if near:
                    sources = self.s.group(near[0])
                    out[i] = (i + 1, self.s.last[sources[-1]] + 1, sources, False)
                elif i + 1 < len(self.page.tokens) and self.page.tokens[i + 1].form in {"لما", "لم"}:
                    stop = self.s.sentence(i)[1]
                    near = [k for k in self.s.within(i + 2, min(i + 8, stop)) if self.s.prep[k] in {"", "عن"}]
                    if near:
                        sources = self.s.group(near[0])
                        out[i] = (i + 2, self.s.last[sources[-1]] + 1, sources, True)
        return out

    # -- one sentence -------------------------------------------------------------------------------------------------

    def _sentence(self, n: int) -> list[Cue]:
        start, stop = self.page.bounds[n]
        heads = [i for i in range(start, stop) if i in self.heads]
        tails = [i for i in range(start, stop) if i in self.tails]
        found: list[Cue] = []
        headline = self._headline(n)
        if headline:
            found.append(headline)
        for i in heads:
            if any(c.content[0] <= self.page.tokens[i].start < c.content[1] and c.mode == "direct" for c in found):
                continue
            cue = self._cue(i, stop, tails)
            if cue:
                found.append(cue)
        if tails:
            found = self._relayed(found, tails, start, stop, n)
        return found

    def _headline(self, n: int) -> Cue | None:
        """«لافروف: موسكو ستطرد…», «البحرين: …» in the first sentence or as a paragraph's opening."""
        start, stop = self.page.bounds[n]
        if n > 2 or stop - start < 4 or start >= len(self.s.owner):
            return None
        k = self.s.owner[start]
        if k < 0 or self.s.first[k] != start or self.s.last[k] + 1 >= stop:
            return None
        after = self.s.last[k] + 1
        if ":" not in self.page.gap(after) or self.s.mentions[k].kind not in {"person", "state", "body", "igo", "group"}:
            return None
        colon = self.page.text.find(":", self.s.mentions[k].end)
        a, b = self.trim(self.page.tokens[after].start, self.page.sentences[n][1])
        if b - a < 8 or self.heads.get(after):
            return None
        return Cue(self.s.mentions[k].start, colon + 1, (a, b), self.mode(a, b), (Arc("speaker", k),), score=0.7)

    def _cue(self, i: int, stop: int, tails: list[int]) -> Cue | None:
        verb, person, form = self.heads[i]
        page, s = self.page, self.s
        opened = self._open(i, stop, verb, form)
        if opened is None:
            return None
        begin, quote, between = opened
        span = self._close(begin, quote, i, stop, tails)
        if span is None or span[1] - span[0] < 6:
            return None
        arcs: list[Arc] = []
        stance = verb.stance
        if form == "verb":
            speakers = s.subject(i)
        elif form == "saying":
            speakers = ()
        else:
            speakers = ()
        token = page.tokens[i]
        inner = [k for k in s.within(i + 1, between) if k not in speakers]
        vias: list[int] = []
        if verb.kind == "relay":
            origin = next((k for k in inner if s.prep[k] in {"عن", "الي"} or page.tokens[s.first[k] - 1].form == "لسان"), None)
            if origin is None and speakers and s.mentions[speakers[0]].kind != "outlet":
                if verb.verb != "نقل":
                    return None
            if origin is not None:
                vias = list(speakers)
                speakers = s.group(origin)
        for k in inner:
            if s.mentions[k].kind == "outlet" and k not in vias and k not in speakers:
                if s.prep[k] == "ل" or (s.first[k] and page.tokens[s.first[k] - 1].form in _CARRIED):
                    vias.append(k)
        for t in tails:
            if i < t < between:  # «ذكرت وكالة X نقلا عن Y أن»
                _, _, sources, _ = self.tails[t]
                if page.tokens[t].form.startswith("نقلا") or page.tokens[t].form.startswith("ونقلا"):
                    vias = list(speakers)
                    speakers = sources
                else:
                    vias += [k for k in sources if k not in vias]
        arcs += [Arc("speaker", k) for k in speakers]
        arcs += [Arc("via", k) for k in vias if not self._own(k)]
        continues = verb.kind == "continue" or form in {"participle", "saying"}
        return Cue(
            token.start, token.end, span, self.mode(*span), tuple(arcs), stance, continues, person,
            0.9 if quote or form == "verb" else 0.8, performs=verb.verb in _PERFORMING,
        )  # fmt: skip

    def _own(self, k: int) -> bool:
        key = self.s.mentions[k].key
        return bool(self.own_outlet and key and key.lower() == self.own_outlet.lower())

    def _open(self, i: int, stop: int, verb: Speech, form: str) -> tuple[int, Quotation | None, int] | None:
        """Where the content begins: source offset, the quotation it opens with, and the token it begins at."""
        page, s = self.page, self.s
        nominal: tuple[int, int] | None = None
        j = i + 1
        quoted = self._quote_before(j)
        while j < stop and j - i <= 45:
            token = page.tokens[j]
            quoted = self._quote_before(j)
            gap = page.gap(j)
            if (quoted and (quoted.end - quoted.start >= _MIN_QUOTE or j == i + 1) and s.owner[j] < 0) or (quoted and ":" in gap):
                return quoted.inner_start, quoted, j
            if ":" in gap and j > i:
                return token.start, quoted, j
            if j in self.tails and j > i:
                j = self.tails[j][1]
                continue
            if s.owner[j] >= 0:
                if quoted and quoted.end - quoted.start >= 2 * _MIN_QUOTE:
                    return quoted.inner_start, quoted, j
                j = s.last[s.owner[j]] + 1
                continue
            form_j = token.form
            if form_j in _OPENERS and j > i:
                inside = self._quote_before(j + 1) if j + 1 < stop else None
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
                nominal = self._nominal(i, j, verb)
                if nominal and nominal[1] == j and form == "participle":
                    return nominal[0], self._quote_at(nominal[0]), j
            if self.heads.get(j) and j > i:
                break
            if s.is_verb(j) and form_j not in _CARRIED:
                beyond = self._beyond(j, stop) if nominal is None else None
                if beyond is not None:
                    j = beyond
                    continue
                if nominal is None or j > nominal[1] + 1:
                    break
            if form_j in SUBORDINATORS and form_j not in _OPENERS and form_j not in {"حيث"}:
                break
            j += 1
        if nominal is not None:
            quote = self._quote_at(nominal[0])
            return (quote.inner_start if quote else nominal[0]), quote, nominal[1]
        return None

    def _beyond(self, j: int, stop: int) -> int | None:
        """The opener after a clause that only tells when or where it was said: «قال X بعد محادثات استمرت يوما إن …»."""
        for x in range(j + 1, min(stop, j + 16)):
            if self.heads.get(x) or any(c in self.page.gap(x) for c in '.؛:«“"'):
                return None
            if self.page.tokens[x].form in {"ان", "انه", "انها", "انهم"} and self.s.owner[x] < 0:
                return x
        return None

    def _nominal(self, i: int, j: int, verb: Speech) -> tuple[int, int] | None:
        """Nominal content from token `j`: after the verb's preposition, or a bare noun after the speaker."""
        page, s = self.page, self.s
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

    def _quote_before(self, j: int) -> Quotation | None:
        """The quotation whose first word is token `j`."""
        if j >= len(self.page.tokens) or not any(mark in self.page.gap(j) for mark in "«“”\"‹„'"):
            return None
        at = self.page.tokens[j].start
        for q in self.page.quotes:
            if q.inner_start <= at and at < q.inner_end:
                return q if not self.page.text[q.inner_start : at].strip(" .…") else None
        return None

    def _quote_at(self, offset: int) -> Quotation | None:
        for q in self.page.quotes:
            if q.inner_start <= offset < q.inner_end:
                return q if not self.page.text[q.inner_start : offset].strip() else None
        return None

    def _close(self, begin: int, quote: Quotation | None, i: int, stop: int, tails: list[int]) -> tuple[int, int] | None:
        """The content's span from `begin` on."""
        page = self.page
        sentence_end = page.sentences[page.sentence_of[i]][1]
        at = begin
        if quote is not None and begin == quote.inner_start:
            after = page.text[quote.end : quote.end + 2].lstrip()
            if not after or after[0] in "،,.؛;؟!)\n-–" or page.token_at(quote.end) >= stop:
                return self.trim(begin, quote.inner_end)
            nearest = page.token_at(quote.end)
            if nearest < stop and (nearest in self.heads or nearest in tails):
                return self.trim(begin, quote.inner_end)
            at = quote.end
        j = page.token_at(at)
        first = page.token_at(begin)
        while j < stop:
            covering = self._covering(page.tokens[j].start)
            if covering is not None and covering.inner_start > begin:
                j = page.token_at(covering.inner_end)
                if j >= stop:
                    break
                continue
            if j > first and self._ends_before(j, tails):
                return self.trim(begin if quote is None or at == begin else quote.start, page.tokens[j].start)
            j += 1
        return self.trim(begin if quote is None or at == begin else quote.start, sentence_end)

    def _covering(self, offset: int) -> Quotation | None:
        for q in self.page.quotes:
            if q.inner_start <= offset < q.inner_end:
                return q
            if q.start > offset:
                break
        return None

    def _ends_before(self, j: int, tails: list[int]) -> bool:
        page = self.page
        gap = page.gap(j)
        comma = any(c in gap for c in "،,؛;-–)")
        if j in tails and (comma or not page.tokens[j].form.startswith("كما")):
            return True
        head = self.heads.get(j)
        form = page.tokens[j].form
        if head:
            if head[2] == "participle":
                return comma or form.startswith("و")
            if head[2] == "verb" and (comma or form.startswith("و")) and form[:1] in {"و", "ف"}:
                return True
            if head[2] == "verb" and comma and page.tokens[j - 1].form in {"كما", "فيما", "بينما"}:
                return True
        following = page.tokens[j + 1].form if j + 1 < len(page.tokens) else ""
        if comma and ((form == "في" and following in {"حين", "وقت"}) or form in {"وكان", "وكانت", "علما", "يذكر"}):
            return True
        if form in {"وهو", "وهي"} and following == "ما" and comma:  # «…، وهو ما ترفضه الرباط»
            return True
        if form == "الا" and following.startswith("ان") and comma:  # «…، إلا أن…» is the article's own again
            return True
        if form == "ثم" and j + 1 < len(page.tokens) and self.s.is_verb(j + 1):
            return True
        if comma and form in {"فيما", "بينما", "كما", "وذلك", "وفي"}:
            for x in range(j + 1, min(j + 4, len(page.tokens))):
                if x in self.heads and self.heads[x][2] == "verb":
                    return True
            return form == "وذلك"
        return False

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without the signs and the quotation marks that enclose it."""
        text = self.page.text
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

    def mode(self, start: int, end: int) -> str:
        """Whether all, part or nothing of a stretch stands inside quotation marks."""
        quoted = 0
        for q in self.page.quotes:
            a, b = max(start, q.start), min(end, q.end)
            if a < b:
                quoted += b - a
                if q.inner_start - 1 <= start and end <= q.inner_end + 1:
                    return "direct"
        if quoted >= 2 and any(start <= q.start and q.end <= end + 1 and q.end - q.start > 8 for q in self.page.quotes):
            return "mixed"
        return "mixed" if quoted > 0.5 * (end - start) else "indirect"

    # -- source phrases -----------------------------------------------------------------------------------------------

    def _relayed(self, found: list[Cue], tails: list[int], start: int, stop: int, n: int) -> list[Cue]:
        page, _s = self.page, self.s
        out = list(found)
        for t in tails:
            after, end, sources, _ = self.tails[t]
            offset = page.tokens[t].start
            arcs = tuple(Arc("via", k) for k in sources if not self._own(k))
            touched = False
            for c, cue in enumerate(out):
                if (
                    cue.start < offset
                    and all(a.role != "via" for a in cue.arcs)
                    and (abs(cue.content[1] - offset) < 60 or len(found) == 1)
                ) or (cue.start < offset <= cue.content[0]):
                    speakers = {a.target for a in cue.arcs if a.role == "speaker"}
                    if speakers & set(sources):
                        continue
                    out[c] = replace(cue, arcs=cue.arcs + arcs)
                    touched = True
            rest = max((c.content[1] for c in out if c.content[1] <= offset), default=offset)
            uncovered = touched and offset - rest > _REST
            if (touched and not uncovered) or any(c.start > offset for c in out if c.content[0] - offset < 90 and t <= start + 1):
                continue
            if any(c.content[0] <= offset < c.content[1] for c in out):
                continue
            a, b = page.sentences[n]
            if t - start <= 2:
                content = self.trim(page.tokens[end].start if end < stop else b, b)
                if content[0] < content[1] and page.text[content[0] : content[1]].startswith("فإن "):
                    content = (content[0] + 4, content[1])
            else:
                previous = max((c.content[1] for c in out if c.content[1] <= offset), default=a)
                content = self.trim(previous, offset)
            if content[1] - content[0] < 15:
                continue
            cue_end = page.tokens[after - 1].end
            out.append(
                Cue(
                    offset,
                    cue_end,
                    content,
                    self.mode(*content),
                    tuple(Arc("speaker", k) for k in sources[:1]),
                    score=0.6,
                    source=True,
                )
            )
        return out


_ADVERBS = frozenset(folded(w) for w in ["أيضا", "مجددا", "اليوم", "أمس", "غدا", "مؤخرا", "لاحقا", "سابقا", "هنا", "هناك", "فقط", "كذلك", "بدوره", "بدورها", "من", "خلال", "لدى", "له", "لها", "لهم", "أنه", "خلالها", "خلاله", "رسميا", "صراحة", "صباح", "مساء", "يوم", "فيه", "فيها", "عنه", "عنها"])  # fmt: skip


@cache
def _reporting() -> frozenset[str]:
    return frozenset(speech()) | {folded(w) for w in ["نشر", "بث", "جاء", "ورد", "نقل"]}
