"""Finding acts: the words that name one, from the table of triggers, with their status and their arguments.

A pattern's first word is a verb in any of its forms, a verbal noun, or an adverbial participle; its other words may follow at
a short distance («فرضت الولايات المتحدة عقوبات»). The pattern's frame says where actor, recipient and place are looked for:
S subject, O object, G genitive, N adjectives of nationality, SP the speaker, or a preposition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from musnad.knowledge import states
from musnad.knowledge.tables import cells, rows
from musnad.language.clitics import stems
from musnad.language.folding import folded
from musnad.tagger.lexicon.syntax import SUBORDINATORS, Syntax
from musnad.tagger.spans import Arc, Cue, Trigger

_GAP = 5
"""Tokens that may stand between two words of a pattern parted by «…» (mentions count as one)."""
_EVIDENCE = 300
"""Code points. The coding guide's longest evidence; a longer sentence is cut at commas around the trigger."""


class Pattern(NamedTuple):
    """A line of `lexicon/triggers`."""

    keys: tuple[tuple[str, bool], ...]
    """Token keys in order, each with whether words may stand before it."""
    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: tuple[str, ...]
    status: str
    contexts: tuple[str, ...]
    others: str
    pos: str


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Patterns by their first key, those of more words first."""
    out: dict[str, list[Pattern]] = defaultdict(list)
    for row in rows("lexicon/triggers"):
        pattern = Pattern(
            _keys(row["pos"], row["words"]), row["type"], row["mode"] or None, _frame(row["actor"]), _frame(row["recipient"]),
            _frame(row["place"]), row["status"], cells(row["contexts"]), row["others"], row["pos"],
        )  # fmt: skip
        out[pattern.keys[0][0]].append(pattern)
    return {
        key: tuple(sorted(found, key=lambda p: (-len(p.keys), not any(k.startswith("+:") for k, _ in p.keys))))
        for key, found in out.items()
    }


def _frame(cell: str) -> tuple[str, ...]:
    """The slots of a cell; prepositions folded as the page's are."""
    return tuple(slot if slot.isascii() else folded(slot) for slot in cells(cell))


def _keys(pos: str, words: str) -> tuple[tuple[str, bool], ...]:
    out: list[tuple[str, bool]] = []
    gap = False
    for n, word in enumerate(words.split()):
        if word == "…":
            gap = True
            continue
        form = folded(word)
        if n == 0 and pos == "v":
            key = "V:" + form
        elif n == 0 and pos == "p":
            key = "F:" + form
        elif form in {"ب", "ل"}:
            key = "P:" + form
        elif word.endswith("+"):
            key = "+:" + _bare(form.rstrip("+"))
        elif form in {"علي", "الي", "عن", "من", "في"}:
            key = "F:" + form
            gap = gap or pos == "v"  # the subject may stand between: «أعرب الوزير عن»
        else:
            key = "N:" + _bare(form)
        out.append((key, gap))
        gap = False
    return tuple(out)


def _bare(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


@cache
def noun_keys(form: str) -> frozenset[str]:
    """The keys under which a folded form is found as a noun, participle or particle."""
    keys = {"F:" + form}
    if form[:1] in "وف" and len(form) > 2:
        keys.add("F:" + form[1:])
    for cut in stems(form):
        front = cut.proclitics.replace("ال", "")
        if "س" in front:
            continue
        stem = cut.stem
        keys.add("N:" + stem)
        if cut.enclitic:
            keys.add("+:" + stem)
        if stem.endswith("ا") and len(stem) > 3 and not cut.enclitic:
            keys.add("N:" + stem[:-1])
        if front[-1:] in {"ب", "ل"}:
            keys.add("P:" + front[-1])
    return frozenset(keys)


class Marker(NamedTuple):
    """A line of `lexicon/status`: words that set the status of an act near them."""

    words: tuple[str, ...]
    status: str
    where: str


@cache
def markers() -> Mapping[str, tuple[Marker, ...]]:
    """Status markers by their first folded word."""
    out: dict[str, list[Marker]] = defaultdict(list)
    for row in rows("lexicon/status"):
        words = tuple(folded(row["words"]).split())
        out[words[0]].append(Marker(words, row["status"], row["where"]))
    return {key: tuple(found) for key, found in out.items()}


_NARRATIVE = frozenset({"ان", "بان", "ل", "لان", "كي", "لم", "كان", "وكان", "كانت", "وكانت", "قد"})
"""Before an imperfect, these make it a past or a purpose rather than something that goes on."""
_BINDING = frozenset({"اتفق", "توافق", "تعهد", "نص"})
"""What is agreed on or promised lies ahead: «اتفقا على إعادة فتح السفارتين»."""
_BLAMING = frozenset({"اتهم", "حمل"})
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
_SUFFERING = frozenset({"تعرض", "واجه"})
"""«تتعرض إيران لعقوبات»: their subject is the one to whom it is done."""
_HIM = frozenset({"ه", "ها", "هم", "هما"})
_PLACING = frozenset(
    folded(w)
    for w in [
        "بعد",
        "قبل",
        "إثر",
        "عقب",
        "قبيل",
        "ردا",
        "رغم",
        "خلفية",
        "وسط",
        "بسبب",
        "نتيجة",
        "غداة",
        "منذ",
        "تنفيذا",
        "إزاء",
        "ضوء",
        "ظل",
        "مواجهة",
    ]
)
_NEAR_BY = 6
"""Tokens before a noun within which such a word makes it a circumstance."""
_FORCEFUL = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "COOPERATE", "AID"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
_AIMED = frozenset({"ACCUSE", "SANCTION", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AID", "COERCE", "AGREE"})
"""Types whose record is of little use without the one they are aimed at."""
_AIM = 14
"""Tokens after the trigger within which that party is looked for."""


class Found(NamedTuple):
    """A pattern found at tokens `at` (the head first)."""

    pattern: Pattern
    at: tuple[int, ...]


@cache
def _capitals() -> frozenset[str]:
    return frozenset(folded(name) for s in states().values() for name in s.capital)


class TriggerFinder:
    """Finds the acts of one page."""

    def __init__(self, syntax: Syntax, cues: list[Cue]) -> None:
        self.s, self.page, self.cues = syntax, syntax.page, cues

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
            if best and not self._press(best) and not self._vague(best):
                candidates.append(best)
        return self._chosen(candidates)

    def _vague(self, found: Found) -> bool:
        """«سبل تعزيز التعاون» tells of no cooperation yet."""
        before = self.page.tokens[found.at[0] - 1].form if found.at[0] else ""
        return found.pattern.type == "COOPERATE" and found.pattern.pos == "n" and before.lstrip("وفبل") in _SEEKING

    def _press(self, found: Found) -> bool:
        """A press conference is no conference."""
        after = found.at[-1] + 1
        following = self.page.tokens[after].form if after < len(self.page.tokens) else ""
        return following.removeprefix("ال") in {"صحفي", "صحافي", "صحفيا", "صحافيا"}

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
        arcs, rich = self._arguments(found)
        anaphoric = pattern.pos == "n" and not rich and len(found.at) == 1
        evidence = self._evidence(i)
        head = found.at[-1] if last - i > 3 and pattern.pos == "v" else i
        start, end = page.tokens[min(i, head)].start, page.tokens[span_end].end
        return Trigger(
            start, end, pattern.type, pattern.mode, status, evidence, pattern.contexts, arcs, anaphoric=anaphoric, background=self._background(found), sure=status != "occurred" or self.s.is_verb(i) is not None,
            score=0.9 if len(found.at) > 1 else 0.7 if pattern.pos == "v" else 0.6,
        )  # fmt: skip

    def _background(self, found: Found) -> bool:
        i = found.at[0]
        start = self.s.sentence(i)[0]
        if found.pattern.pos != "n":
            return False
        for j in range(i - 1, max(start, i - _NEAR_BY) - 1, -1):
            if self.s.is_verb(j):
                return False
            if self.page.tokens[j].form in _PLACING:
                return True
        return False

    def _evidence(self, i: int) -> tuple[int, int]:
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
            governor = self._governor(i)
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

    def _governor(self, i: int) -> int | None:
        """The finite verb that a noun at `i` depends on: the nearest one before it in its clause."""
        left = self.s.left_edge(i)
        for j in range(i - 1, max(left, i - 14) - 1, -1):
            if self.s.is_verb(j):
                return j
        return None

    # -- arguments ----------------------------------------------------------------------------------------------------

    def _arguments(self, found: Found) -> tuple[tuple[Arc, ...], bool]:
        pattern = found.pattern
        slots = self._slots(found)
        named_after = slots.get("G", ())
        if pattern.type == "CONSULT" and pattern.pos == "n" and pattern.mode != "visit" and self._cities(named_after):
            slots["في"] = slots.pop("G")  # «مفاوضات فيينا»
        arcs: list[Arc] = []
        used: set[int] = set()
        rich = False

        def take(role: str, wanted: tuple[str, ...], first_only: bool = True) -> bool:
            nonlocal rich
            for slot in wanted:
                members = [k for k in slots.get(slot, ()) if k not in used]
                if slot == "N" and role == "recipient":
                    members = [k for k in slots.get("N", ()) if k not in used]
                if not members:
                    continue
                for k in members:
                    used.add(k)
                    arcs.append(Arc(role, k))
                if slot not in {"S", "SP"}:
                    rich = True
                if first_only:
                    return True
            return bool(any(a.role == role for a in arcs))

        if pattern.others:
            letter, slot = pattern.others.split(":")
            slot = slot if slot.isascii() else folded(slot)
            take({"M": "mediator", "H": "host", "E": "envoy"}[letter], (slot,))
        mutual = pattern.type in _MUTUAL and pattern.pos == "n"
        between = slots.get("بين", ())
        if mutual and (len(between) > 1 or any(self.s.mentions[k].dual for k in between)):
            take("actor", ("بين",))
        elif mutual and len({self.s.mentions[k].country for k in slots.get("N", ())}) > 1 and "G" not in slots:
            take("actor", ("N",))
        else:
            take("actor", pattern.actor)
        take("recipient", ("suffering",))
        acting = [self.s.mentions[a.target] for a in arcs if a.role == "actor"]
        alone = len(acting) == 1 and not acting[0].dual
        aimed_at = pattern.type in _AIMED and pattern.mode != "investigate"
        if not take("recipient", pattern.recipient) and aimed_at and (alone or pattern.type not in _MUTUAL):
            aimed = self._aimed(found, arcs)
            if aimed:
                slots["?"] = aimed
                take("recipient", ("?",))
                rich = rich or pattern.pos == "v"
        place = self._place(found, slots, pattern)
        if place is not None:
            arcs.append(Arc("place", place))
        when = self._when(found)
        if when is not None:
            arcs.append(Arc("when", when))
        return tuple(arcs), rich

    def _aimed(self, found: Found, arcs: list[Arc]) -> tuple[int, ...]:
        """Whom an act is aimed at where its frame doesn't say: the first other party after it in its clause, named or by its
        adjective («أدان التدخلات الإيرانية», «أشاد بدور مصر»)."""
        s = self.s
        taken = {a.target for a in arcs}
        countries = {s.mentions[k].country for k in taken} - {None}
        stop = s.sentence(found.at[-1])[1]
        for k in s.within(found.at[0] + 1, min(stop, found.at[-1] + _AIM)):
            m = s.mentions[k]
            if k in taken or m.kind in {"outlet", "anon"} or (m.country and m.country in countries) or m.anaphor == "own":
                continue
            if m.kind == "body" and not m.country:
                continue
            if m.kind == "place" or s.role_prep(k) in {"في", "عن", "من", "بعد", "قبل", "خلال"}:
                continue
            return self._adjectives(k) if m.weak else s.group(k)
        return ()

    def _adjectives(self, k: int) -> tuple[int, ...]:
        """«التعاون السعودي التركي»: the adjectives of several states that follow one another."""
        s = self.s
        out = [k]
        while out[-1] + 1 < len(s.mentions) and s.mentions[out[-1] + 1].weak and s.first[out[-1] + 1] == s.last[out[-1]] + 1:
            out.append(out[-1] + 1)
        return tuple(out)

    def _slots(self, found: Found) -> dict[str, tuple[int, ...]]:
        s, page = self.s, self.page
        i, last = found.at[0], found.at[-1]
        out: dict[str, tuple[int, ...]] = {}
        is_verb = found.pattern.pos == "v"
        edge = s.right_edge(last) if not is_verb else max(s.right_edge(i), s.right_edge(last))
        subject: tuple[int, ...] = ()
        if is_verb:
            subject = s.subject(i)
        elif found.pattern.pos == "n":
            governor = self._governor(i)
            if governor is not None:
                blamed = self._blamed(governor) if page.tokens[i].form.startswith("ب") else ()
                subject = blamed or s.subject(governor)
                suffered = s.is_verb(governor)
                if suffered and suffered.verb in _SUFFERING:
                    out["suffering"], subject = subject, ()
        elif found.pattern.pos == "a":
            bare = [k for k in s.within(s.left_edge(i), i) if not s.mentions[k].weak and not s.role_prep(k) and s.joined[k] < 0]
            subject = s.group(bare[-1]) if bare else self._clause_subject(i)
        elif found.pattern.pos == "p":
            subject = self._clause_subject(i)
        if subject:
            out["S"] = subject
        after = s.within(i + 1, edge)
        weak: list[int] = []
        for k in after:
            if k in subject:
                continue
            if s.mentions[k].weak:
                if page.tokens[s.first[k] - 1].form.removeprefix("ال") in {"عاصمه", "مدينه"}:
                    continue
                if s.first[k] - (s.last[weak[-1]] if weak else last) <= 2:
                    weak.append(k)
                continue
            if s.joined[k] >= 0 and s.joined[k] in after:
                continue
            prep = s.role_prep(k)
            group = s.group(k)
            if prep:
                if prep not in out:
                    out[prep] = group
                if prep == "بين" and len(group) == 1:
                    following = [x for x in after if s.first[x] > s.last[k] and s.conjunct(x)]
                    out["بين"] = group + tuple(following[:1])
                continue
            if is_verb:
                if (
                    s.first[k] > i
                    and "O" not in out
                    and (not subject or s.first[k] > min(s.first[x] for x in subject) or s.first[subject[0]] < i)
                ):
                    out["O"] = group
            elif "G" not in out and s.first[k] - last <= 3 and not _hard(page.gap(s.first[k])):
                out["G"] = group
            elif "O" not in out:
                out["O"] = group
        reading = s.is_verb(i) if is_verb else None
        if reading and reading.enclitic in _HIM:
            before = [k for k in s.within(max(s.sentence(i)[0], i - 30), i) if s.mentions[k].kind == "person" and k not in subject]
            if before:
                out["O"] = (before[-1],)
        if weak:
            out["N"] = tuple(weak)
        lead = [k for k in s.within(max(s.left_edge(i), i - 3), i) if s.mentions[k].weak and i - s.last[k] == 1]
        if lead and "N" not in out:
            out["N"] = tuple(lead)
        places = [
            k
            for k in after
            if s.mentions[k].kind in {"state", "place"} and not s.mentions[k].weak and not s.prep[k] and k not in subject
        ]
        if places and found.pattern.mode == "visit":
            out["PL"] = s.group(places[0])
        speaker = self._speaker(i)
        forceful = found.pattern.pos == "n" and found.pattern.type in _FORCEFUL  # whoever speaks of it need not have done it
        if forceful and self._background(found):
            out.pop("S", None)
        if speaker:
            out["SP"] = speaker
            if not forceful:
                out.setdefault("S", speaker)
        if "S" not in out and not (forceful and (speaker or self._background(found))):
            fallback = self._clause_subject(i)
            if fallback:
                out["S"] = fallback
        return out

    def _cities(self, group: tuple[int, ...]) -> bool:
        """Whether a single mention is a place, or a capital by its own name."""
        if len(group) != 1:
            return False
        m = self.s.mentions[group[0]]
        return m.kind == "place" or (m.kind == "state" and folded(self.page.text[m.name[0] : m.name[1]]) in _capitals())

    def _blamed(self, i: int) -> tuple[int, ...]:
        """Who is said to have done what an accusing verb at `i` names: «اتهم كاتس إيران بخرق الهدنة»."""
        verb = self.s.is_verb(i)
        if verb is None or verb.verb not in _BLAMING:
            return ()
        objects = [k for k in self.s.bare_after(i) if k not in self.s.subject(i)]
        return self.s.group(objects[0]) if objects else ()

    def _clause_subject(self, i: int) -> tuple[int, ...]:
        """Whose act a noun or participle names, when no verb of its clause says so: the subject of the sentence so far."""
        s = self.s
        start, _ = s.sentence(i)
        for j in range(i - 1, start - 1, -1):
            if s.is_verb(j):
                found = s.subject(j)
                if found:
                    return found
        bare = [k for k in s.within(start, i) if not s.mentions[k].weak and not s.role_prep(k) and s.joined[k] < 0]
        return s.group(bare[-1]) if bare else ()

    def _speaker(self, i: int) -> tuple[int, ...]:
        at = self.page.tokens[i].start
        inside = [c for c in self.cues if c.content[0] <= at < c.content[1]]
        if not inside:
            return ()
        cue = min(inside, key=lambda c: c.content[1] - c.content[0])
        return tuple(a.target for a in cue.arcs if a.role == "speaker")

    def _place(self, found: Found, slots: Mapping[str, tuple[int, ...]], pattern: Pattern) -> int | None:
        s = self.s
        i = found.at[0]
        _start, stop = s.sentence(i)
        for slot in pattern.place:
            for k in slots.get(slot, ()):
                if s.mentions[k].kind in {"state", "place"}:
                    return k
        left, right = s.left_edge(i), s.right_edge(found.at[-1], verbs=False)
        best: tuple[int, int] | None = None
        for k in s.within(left, min(right, stop)):
            m = s.mentions[k]
            if m.kind not in {"state", "place"} or m.weak or s.role_prep(k) not in {"في", "ب", "داخل"}:
                continue
            distance = abs(s.first[k] - i)
            if best is None or distance < best[0]:
                best = (distance, k)
        return best[1] if best and best[0] <= 22 else None

    def _when(self, found: Found) -> int | None:
        s, page = self.s, self.page
        i = found.at[0]
        start, stop = s.sentence(i)
        here = self._scope(i)
        best: tuple[int, int] | None = None
        for n, t in enumerate(s.times):
            a = page.token_in(t.start)
            if not start <= a < stop or self._scope(a) != here:
                continue
            verbs = sum(1 for j in range(min(a, i) + 1, max(a, i)) if s.is_verb(j))
            distance = abs(a - i) + 8 * verbs
            if best is None or distance < best[0]:
                best = (distance, n)
        return best[1] if best and best[0] <= 26 else None

    def _scope(self, i: int) -> int:
        """Which statement's content a token stands in (its index), or -1: times do not cross it."""
        at = self.page.tokens[i].start
        inside = [n for n, c in enumerate(self.cues) if c.content[0] <= at < c.content[1]]
        return min(inside, key=lambda n: self.cues[n].content[1] - self.cues[n].content[0]) if inside else -1


def _hard(gap: str) -> bool:
    return any(c in gap for c in ".؛:")


def find_triggers(syntax: Syntax, cues: list[Cue]) -> list[Trigger]:
    """All triggers of a page with status and arcs."""
    return TriggerFinder(syntax, cues).find()
