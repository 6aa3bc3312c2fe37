"""A light syntax of the news sentence: prepositions, coordination, and who is the subject of a verb.

Arabic marks much of it on the surface: the verb agrees with its subject, prepositions and conjunctions are written on the
word, and the verb mostly comes first. Where the surface is silent the nearest fitting mention is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from musnad.language.folding import folded
from musnad.tagger.lexicon.page import Page, Reading
from musnad.tagger.spans import Mention, TimeMention


@cache
def _set(text: str) -> frozenset[str]:
    return frozenset(folded(w) for w in text.split())


_PREPOSITIONS = {
    folded(w): folded(w)
    for w in [
        "في",
        "من",
        "إلى",
        "على",
        "عن",
        "مع",
        "بين",
        "لدى",
        "ضد",
        "نحو",
        "تجاه",
        "إزاء",
        "حول",
        "خلال",
        "بعد",
        "قبل",
        "منذ",
        "حتى",
        "عبر",
        "دون",
        "أمام",
        "بشأن",
        "عقب",
        "إثر",
        "حيال",
        "داخل",
        "ضمن",
        "بسبب",
        "باسم",
        "عند",
        "رغم",
        "مثل",
        "سوى",
    ]
}
SUBORDINATORS = _set("أن إن أنه أنها إنه إنها أنهم إنهم بأن بأنه بأنها الذي التي الذين اللذين حيث إذ بينما فيما لكن ولكن مما عندما لأن كي لكي حين أنهما "
                     "والذي والتي إننا أننا وأن وإن وأنه وأنها وفيما بعدما قبلما ريثما إذا لو")  # fmt: skip
_BETWEEN = _set(
    "قد وقد لقد كان كانت وكان وكانت كانوا لم لن لا ما سوف أيضا أيضاً هو هي كذلك بدوره بدورها أمس اليوم غدا الذي التي اللذان الذين كانا"
)
"""What may stand between a subject and the verb after it."""
_PRONOUNS = _set(
    "فيه فيها منه منها منهم عليه عليها عليهم به بها بهم له لها لهم معه معها معهم إليه إليها عنه عنها لديه لديها بينهما خلاله خلالها"
)
_HARD_STOP = frozenset(":؛;؟?!")
_REACH = 28
"""Tokens. How far from a verb or noun its arguments are looked for."""


class Syntax:
    """Prepositions, coordination and subjects over the mentions of one page."""

    def __init__(self, page: Page, mentions: Sequence[Mention], times: Sequence[TimeMention]) -> None:
        self.page, self.mentions, self.times = page, mentions, times
        n = len(page.tokens)
        self.owner: list[int] = [-1] * n
        self.first: list[int] = []
        self.last: list[int] = []
        for k, m in enumerate(mentions):
            a, b = page.token_in(m.start), page.token_in(m.end - 1)
            self.first.append(a)
            self.last.append(b)
            for i in range(a, b + 1):
                if self.owner[i] < 0:
                    self.owner[i] = k
        self.timed = [False] * n
        for t in times:
            for i in range(page.token_in(t.start), page.token_in(t.end - 1) + 1):
                self.timed[i] = True
        self.prep = [self._prep(k) for k in range(len(mentions))]
        self.joined = [self._joined(k) for k in range(len(mentions))]
        self._subjects: dict[int, tuple[int, ...]] = {}

    # -- mentions -----------------------------------------------------------------------------------------------------

    def _prep(self, k: int) -> str:
        i = self.first[k]
        token = self.page.tokens[i]
        cut = 0
        while cut < len(token.form) and token.offset(cut) < self.mentions[k].start:
            cut += 1
        front = token.form[:cut].lstrip("وف") if cut else ""
        if front and front[0] in "لبك":
            return front[0]
        if i == 0 or self.page.sentence_of[i - 1] != self.page.sentence_of[i]:
            return ""
        gap = self.page.gap(i).strip()
        if gap and gap not in {"«", '"', "“", "”", "#", "'", "ـ"}:
            return ""
        before = self.page.tokens[i - 1].form
        if before == "ل":
            return "ل"
        return _PREPOSITIONS.get(before) or _PREPOSITIONS.get(before.lstrip("وف"), "") if len(before) > 1 else ""

    def conjunct(self, k: int) -> bool:
        """Whether mention `k` begins with و."""
        token = self.page.tokens[self.first[k]]
        return token.form.startswith("و") and token.offset(0) < self.mentions[k].start

    def _joined(self, k: int) -> int:
        """The mention that `k` is coordinated with («إيران والصين وروسيا»), or -1."""
        if k == 0 or self.mentions[k].start >= len(self.page.text):
            return -1
        a, b = self.last[k - 1], self.first[k]
        if self.page.sentence_of[a] != self.page.sentence_of[b]:
            return -1
        between = self.page.text[self.mentions[k - 1].end : self.mentions[k].start]
        bare = between.strip(' \u00a0،,"«»“”#_()')
        if bare in {"و", "و ", "أو", "وكذلك", "وكل من"} or (bare == "" and ("،" in between or "," in between) and self._list(k)):
            return k - 1
        if self.conjunct(k) and b - a == 1:
            return k - 1
        if self.conjunct(k) and b - a == 2 and not self.page.gap(b).strip() and not self.page.gap(b - 1).strip():
            return k - 1 if self.page.verbs[a + 1] is None else -1
        return -1

    def _list(self, k: int) -> bool:
        """A comma makes a list only between like things, with و before the last: «قطر، وتركيا» or «قطر، تركيا والعراق»."""
        if self.mentions[k - 1].kind != self.mentions[k].kind:
            return False
        following = k + 1
        return following < len(self.mentions) and self.conjunct(following) and self.first[following] - self.last[k] <= 2

    def group(self, k: int) -> tuple[int, ...]:
        """Mention `k` with those coordinated after it."""
        out = [k]
        while out[-1] + 1 < len(self.mentions) and self.joined[out[-1] + 1] == out[-1]:
            out.append(out[-1] + 1)
        return tuple(out)

    def role_prep(self, k: int) -> str:
        """The preposition that governs mention `k`, its own or that of the first of its group."""
        while not self.prep[k] and self.joined[k] >= 0:
            k = self.joined[k]
        return self.prep[k]

    def within(self, start: int, stop: int) -> list[int]:
        """Mentions whose first token lies in `start:stop`."""
        out: list[int] = []
        for i in range(max(0, start), min(stop, len(self.owner))):
            k = self.owner[i]
            if k >= 0 and self.first[k] == i and (not out or out[-1] != k):
                out.append(k)
        return out

    # -- clauses ------------------------------------------------------------------------------------------------------

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence of token `i`."""
        return self.page.bounds[self.page.sentence_of[i]]

    def is_verb(self, i: int) -> Reading | None:
        """Token `i` as a finite verb, if it is one and no part of a name or time."""
        if self.owner[i] >= 0 or self.timed[i]:
            return None
        return self.page.verbs[i]

    def right_edge(self, i: int, verbs: bool = True) -> int:
        """The first token after `i` where its clause ends: another verb, a subordinator, a hard stop."""
        _, stop = self.sentence(i)
        j = i + 1
        while j < min(stop, i + _REACH):
            gap = self.page.gap(j)
            if _HARD_STOP.intersection(gap):
                return j
            if self.owner[j] < 0:
                if self.page.tokens[j].form in SUBORDINATORS:
                    return j
                if verbs and self.is_verb(j):
                    return j
            j += 1
        return j

    def left_edge(self, i: int) -> int:
        """The first token of the clause that token `i` stands in, going left."""
        start, _ = self.sentence(i)
        j = i
        while j > start:
            if _HARD_STOP.intersection(self.page.gap(j)):
                return j
            if self.owner[j - 1] < 0 and self.page.tokens[j - 1].form in SUBORDINATORS:
                return j
            j -= 1
        return start

    # -- subjects -----------------------------------------------------------------------------------------------------

    def agrees(self, reading: Reading, k: int, verb_first: bool) -> bool:
        """Whether mention `k` may be the subject of a verb in this form."""
        m = self.mentions[k]
        person = reading.person
        if person[0] != "3":
            return False
        plural = m.plural or m.dual or bool(self.group(k)[1:])
        if m.dual and person[2] == "s" and not verb_first:
            return False
        if person[2] == "s" and plural and not verb_first and m.kind in {"person", "anon"}:
            return False
        if person[2] in "dp" and not plural and m.kind in {"person", "state"} and not verb_first:
            return False
        if m.feminine is None or m.kind in {"group", "anon"} or plural:
            return True
        feminine = person[1] == "f"
        if m.kind == "state" and not feminine and not m.feminine:
            return True
        return m.feminine == feminine

    def subject(self, i: int) -> tuple[int, ...]:
        """Mentions that are the subject of the verb at token `i`; empty where it is dropped or not a mention."""
        found = self._subjects.get(i)
        if found is None:
            self._subjects[i] = ()
            found = self._subjects[i] = self._subject(i)
        return found

    def _subject(self, i: int) -> tuple[int, ...]:
        reading = self.is_verb(i)
        if reading is None:
            return ()
        start, _ = self.sentence(i)
        right = self.bare_after(i)
        near = bool(right) and self._reaches(i, right[0]) and self.agrees(reading, right[0], verb_first=True)
        first_right = right[0] if near else None
        coordinated = reading.proclitics[:1] in {"و", "ف"} and i > start
        left = self._left_subject(i, reading)
        if left is not None and self.mentions[left].anaphor == "own":
            left = None
        adjacent = first_right is not None and self.first[first_right] == i + 1 and self._speech(reading)
        if left is not None and not adjacent and (not coordinated or self.page.tokens[i - 1].form in {"كان", "وكان"}):
            return self.group(left)
        first = first_right
        inherited = self._inherited(i, reading) if coordinated else ()
        if first is not None:
            if inherited and len(right) == 1 and reading.enclitic == "" and not self._speech(reading):
                object_first = self.mentions[first].kind == self.mentions[inherited[0]].kind or not self.agrees(
                    reading, inherited[0], verb_first=False
                )
                if object_first and self.agrees(reading, inherited[0], verb_first=False) and self._transitive(reading):
                    return inherited
            return self.group(first)
        if left is not None:
            return self.group(left)
        return inherited or self._inherited(i, reading)

    def _speech(self, reading: Reading) -> bool:
        return reading.verb in _speech_verbs()

    def _transitive(self, reading: Reading) -> bool:
        return reading.verb in _TRANSITIVE

    def _reaches(self, i: int, k: int) -> bool:
        """Between verb and subject stand only times, adverbs and short phrases."""
        gap = sum(1 for j in range(i + 1, self.first[k]) if not self.timed[j] and self.owner[j] < 0)
        return gap <= 4

    def bare_after(self, i: int) -> list[int]:
        """Mentions after token `i` in its clause that no preposition governs: subject and object, in order."""
        edge = self.right_edge(i)
        out = []
        for k in self.within(i + 1, edge):
            if self.mentions[k].weak or self.joined[k] >= 0 or self.prep[k]:
                continue
            if self._in_phrase(k, i):
                continue
            out.append(k)
        return out

    def _in_phrase(self, k: int, i: int) -> bool:
        """A mention that completes a noun («في مدينة طهران», «زيارة إيران») rather than the verb at `i`."""
        j = self.first[k] - 1
        if j <= i or self.owner[j] >= 0 or self.timed[j] or self.page.gap(self.first[k]).strip(' "«“”#'):
            return False
        form = self.page.tokens[j].form
        if form in _BETWEEN or form in SUBORDINATORS or form in _PRONOUNS:
            return False
        return not form.endswith("ا") or len(form) < 4

    def _left_subject(self, i: int, reading: Reading) -> int | None:
        start, _ = self.sentence(i)
        j = i - 1
        while j >= start and (self.owner[j] < 0) and (self.timed[j] or self.page.tokens[j].form in _BETWEEN):
            j -= 1
        if j < start or self.owner[j] < 0:
            return None
        k = self.owner[j]
        relative = any(self.page.tokens[x].form in {"الذي", "التي", "الذين", "اللذان"} for x in range(j + 1, i))
        comma = "،" in self.page.gap(j + 1) or "," in self.page.gap(j + 1)
        while self.joined[k] >= 0:
            k = self.joined[k]
        if not relative and (self.prep[k] or (comma and self.first[k] > start and not self._topic(k, start))):
            return None
        if self.mentions[k].weak or not self.agrees(reading, k, verb_first=False):
            return None
        return k

    def _topic(self, k: int, start: int) -> bool:
        """A mention that opens its clause: at the start, after a subordinator, or after the comma of an apposition."""
        i = self.first[k]
        if i == start:
            return True
        before = self.page.tokens[i - 1].form
        if before in SUBORDINATORS or before in _BETWEEN or self.conjunct(k):
            return True
        own = self.owner[i - 1]
        return own >= 0 and self.mentions[own].kind == "person" and not self.prep[own] and self._topic(own, start)

    def _inherited(self, i: int, reading: Reading) -> tuple[int, ...]:
        start, _ = self.sentence(i)
        for j in range(i - 1, start - 1, -1):
            earlier = self.is_verb(j)
            if earlier is None:
                continue
            found = self.subject(j)
            if found and self.agrees(reading, found[0], verb_first=False):
                return found
        return ()


@cache
def _speech_verbs() -> frozenset[str]:
    from musnad.knowledge.tables import rows

    return frozenset(folded(row["verb"]) for row in rows("lexicon/cues"))


_TRANSITIVE = _set(
    "التقى قابل زار استقبل هنأ شكر أبلغ سلم بحث ناقش اتهم أدان دعم أيد استهدف قصف طرد استدعى غادر هاتف اغتال اعتقل احتجز ساند زود وجه رفض"
)
