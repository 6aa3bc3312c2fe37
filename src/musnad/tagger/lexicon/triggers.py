"""Finding acts: the words that name one, by the patterns of the table of triggers, with their status."""

from __future__ import annotations

from musnad.language.folding import folded
from musnad.tagger.lexicon.arguments import Arguments
from musnad.tagger.lexicon.patterns import PLACE, Found, Marker, Pattern, homographs, markers, noun_keys, patterns
from musnad.tagger.lexicon.syntax import SUBORDINATORS, Syntax
from musnad.tagger.spans import Cue, Trigger

_GAP = 5
"""Tokens that may stand between two words of a pattern parted by «…» (mentions count as one)."""
_EVIDENCE = 300
"""Code points. The coding guide's longest evidence; a longer sentence is cut at commas around the trigger."""
_NARRATIVE = frozenset({"ان", "بان", "ل", "لان", "كي", "لم", "كان", "وكان", "كانت", "وكانت", "قد"})
"""Before an imperfect, these make it a past or a purpose rather than something that goes on."""
_BINDING = frozenset({"اتفق", "توافق", "تعهد", "نص"})
"""What is agreed on or promised lies ahead: «اتفقا على إعادة فتح السفارتين»."""
_SEEKING = frozenset(
    folded(w)
    for w in [
        "تعزيز",
        "تطوير",
        "سبل",
        "مجالات",
        "آفاق",
        "أطر",
        "توسيع",
        "دعم",
        "توطيد",
        "تفعيل",
        "أوجه",
        "مجال",
        "علاقات",
        "العلاقات",
        "التنسيق",
    ]
)


class TriggerFinder:
    """Finds the acts of one page."""

    def __init__(self, syntax: Syntax, cues: list[Cue]) -> None:
        self.s, self.page = syntax, syntax.page
        self.arguments = Arguments(syntax, cues)

    def find(self) -> list[Trigger]:
        """All triggers in text order."""
        table = patterns()
        candidates: list[Found] = []
        for i, token in enumerate(self.page.tokens):
            owner = self.s.owner[i]
            if owner >= 0:
                continue
            verb = self.s.is_verb(i)
            keys: list[str] = []
            if verb:
                keys.append("V:" + verb.verb)
                if "F:" + token.form in table:
                    keys.append("F:" + token.form)
            else:
                keys += [k for k in sorted(noun_keys(token.form)) if k in table]
            best: Found | None = None
            for key in keys:
                for pattern in table.get(key, ()):
                    at = self._match(pattern, i)
                    if at and (best is None or len(at) > len(best.at)):
                        best = Found(pattern, at)
                        break
            if best and not self._homograph(best) and not self._vague(best):
                candidates.append(best)
        return self._chosen(candidates)

    def _vague(self, found: Found) -> bool:
        """«سبل تعزيز التعاون» tells of no cooperation yet."""
        before = self.page.tokens[found.at[0] - 1].form if found.at[0] else ""
        return found.pattern.type == "COOPERATE" and found.pattern.pos == "n" and before.lstrip("وفبل") in _SEEKING

    def _homograph(self, found: Found) -> bool:
        """A press conference is no conference, a flat denial no boycott."""
        tokens, first, last = self.page.tokens, found.at[0], found.at[-1]
        for i, near, after in ((first, first - 1, False), (last, last + 1, True)):
            if not 0 <= near < len(tokens):
                continue
            there = noun_keys(tokens[near].form)
            owner = self.s.owner[near]
            if owner >= 0:
                there = frozenset({PLACE}) if self.s.mentions[owner].kind == "place" else frozenset()
            for key in ("*", *noun_keys(tokens[i].form)):
                if any(beside.after == after and beside.keys & there for beside in homographs().get(key, ())):
                    return True
        return False

    def _match(self, pattern: Pattern, i: int) -> tuple[int, ...] | None:
        at = [i]
        stop = self.s.sentence(i)[1]
        for key, gap in pattern.keys[1:]:
            j, passed = at[-1] + 1, 0
            if key.startswith("P:"):
                if j < stop and key in noun_keys(self.page.tokens[j].form):
                    continue
                return None
            found = -1
            while j < stop and passed <= (_GAP if gap else 0):
                if self.s.owner[j] >= 0 and gap:
                    j = self.s.last[self.s.owner[j]] + 1
                    passed += 1
                    continue
                if any(c in self.page.gap(j) for c in ".؛:") and gap:
                    return None
                if key in noun_keys(self.page.tokens[j].form):
                    found = j
                    break
                if gap and (self.page.tokens[j].form in SUBORDINATORS or self.s.is_verb(j)):
                    return None
                j += 1
                passed += not self.s.timed[j - 1]
            if found < 0:
                return None
            at.append(found)
        return tuple(at)

    def _chosen(self, candidates: list[Found]) -> list[Trigger]:
        inside: set[int] = set()
        for found in sorted(candidates, key=lambda f: -len(f.at)):
            if len(found.at) > 1 and found.at[0] not in inside:
                inside.update(found.at[1:])
        out: list[Trigger] = []
        for found in candidates:
            if found.at[0] in inside and len(found.at) == 1:
                continue
            trigger = self._trigger(found)
            if trigger:
                out.append(trigger)
        return out

    # -- building -----------------------------------------------------------------------------------------------------

    def _trigger(self, found: Found) -> Trigger | None:
        pattern, i = found.pattern, found.at[0]
        page = self.page
        last = found.at[-1]
        span_end = last if last - i <= 3 else i
        status = self._status(found)
        arcs, rich = self.arguments.of(found)
        anaphoric = pattern.pos == "n" and not rich and len(found.at) == 1
        evidence = self.evidence(i)
        head = found.at[-1] if last - i > 3 and pattern.pos == "v" else i
        start, end = page.tokens[min(i, head)].start, page.tokens[span_end].end
        return Trigger(
            start, end, pattern.type, pattern.mode, status, evidence, pattern.contexts, arcs, anaphoric=anaphoric, background=self.arguments.background(found), sure=status != "occurred" or self.s.is_verb(i) is not None,
            score=0.9 if len(found.at) > 1 else 0.7 if pattern.pos == "v" else 0.6,
        )  # fmt: skip

    def evidence(self, i: int) -> tuple[int, int]:
        """The sentence, or as much of it as evidence may hold, around the token `i`."""
        page = self.page
        start, end = page.sentences[page.sentence_of[i]]
        token = page.tokens[i]
        if end - start <= _EVIDENCE:
            return start, end
        cuts = [start] + [x for x in range(start, end) if page.text[x] in "،؛;"] + [end]
        left = max(c for c in cuts if c <= token.start)
        right = min(c for c in cuts if c >= token.end)
        for c in reversed([c for c in cuts if c < left]):
            if right - c > _EVIDENCE * 0.6:
                break
            left = c
        for c in [c for c in cuts if c > right]:
            if c - left > _EVIDENCE:
                break
            right = c
        while left < token.start and (page.text[left].isspace() or page.text[left] in "،؛;"):
            left += 1
        return left, max(right, token.end)

    # -- status -------------------------------------------------------------------------------------------------------

    def _status(self, found: Found) -> str:
        i, pattern = found.at[0], found.pattern
        page, s = self.page, self.s
        left = s.left_edge(i)
        start = s.sentence(i)[0]
        if left > start and page.tokens[left - 1].form in {"ان", "بان"}:
            left = s.left_edge(left - 1)
        reading = s.is_verb(i)
        status = pattern.status
        if reading and "س" in reading.proclitics:
            return "planned"
        for j in range(max(left, i - 10), min(s.sentence(i)[1], found.at[-1] + 5)):
            for marker in markers().get(page.tokens[j].form, ()) or markers().get(page.tokens[j].form.lstrip("و"), ()):
                end = j + len(marker.words)
                if len(marker.words) > 1 and tuple(t.form for t in page.tokens[j + 1 : end]) != marker.words[1:]:
                    continue
                if self._applies(marker, j, end, i, found.at[-1]):
                    return marker.status
        if reading is None:
            governor = self.arguments.governor(i)
            if governor is not None:
                verb = s.is_verb(governor)
                if verb and ("س" in verb.proclitics or (verb.verb in _BINDING and page.tokens[i - 1].form == "علي")):
                    return "planned"
                if governor > left and page.tokens[governor - 1].form in {"لم", "لن"}:
                    return "not_occurred"
        elif reading.tense == "imperfect" and not status and pattern.type in {"CONSULT", "COOPERATE"}:
            before = page.tokens[i - 1].form if i > left else ""
            if before in {"ان", "ل", "لان"}:
                return "planned"
        elif reading.tense == "imperfect" and not status and page.sentence_of[i] > 0 and page.tokens[i - 1].form not in _NARRATIVE:
            return "ongoing"
        return status or "occurred"

    def _applies(self, marker: Marker, j: int, end: int, i: int, last: int) -> bool:
        where = marker.where
        if where == "before":
            return j < i and i - end <= 8
        if where.startswith("before"):
            return j < i and i - end < int(where[6:]) and not any(self.s.is_verb(x) for x in range(end, i))
        if where.startswith("after"):
            return j > last and j - last <= int(where[5:]) and not self.s.timed[j]
        return (j < i and i - end <= 2) or (j > last and j - last <= 4 and not self.s.timed[j])
