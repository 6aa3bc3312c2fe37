"""Whose act it is: from a found trigger to the mentions that are its actor, recipient, place and time.

The frame of the trigger's pattern names slots; the clause around the trigger fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from musnad.knowledge import states
from musnad.language.folding import folded
from musnad.tagger.lexicon.patterns import Found, Pattern
from musnad.tagger.lexicon.syntax import Syntax
from musnad.tagger.spans import Arc, Cue

_BLAMING = frozenset({"اتهم", "حمل"})
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


@cache
def _capitals() -> frozenset[str]:
    return frozenset(folded(name) for s in states().values() for name in s.capital)


class Arguments:
    """Finds the arguments of the triggers of one page."""

    def __init__(self, syntax: Syntax, cues: list[Cue]) -> None:
        self.s, self.page, self.cues = syntax, syntax.page, cues

    def of(self, found: Found) -> tuple[tuple[Arc, ...], bool]:
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

    def around(self, i: int) -> dict[str, tuple[int, ...]]:
        """What stands around a word that may tell an act, whether a pattern knows it or not: slot → mentions («S» subject, «O»
        object, «G» genitive, «N» adjectives of nationality, «SP» speaker, or a preposition)."""
        pos = "v" if self.s.is_verb(i) else "n"
        return self._slots(Found(Pattern((), "CONSULT", None, (), (), (), "", (), "", pos), (i,)))

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
            governor = self.governor(i)
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
        if forceful and self.background(found):
            out.pop("S", None)
        if speaker:
            out["SP"] = speaker
            if not forceful:
                out.setdefault("S", speaker)
        if "S" not in out and not (forceful and (speaker or self.background(found))):
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

    def background(self, found: Found) -> bool:
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

    def governor(self, i: int) -> int | None:
        """The finite verb that a noun at `i` depends on: the nearest one before it in its clause."""
        left = self.s.left_edge(i)
        for j in range(i - 1, max(left, i - 14) - 1, -1):
            if self.s.is_verb(j):
                return j
        return None


def _hard(gap: str) -> bool:
    return any(c in gap for c in ".؛:")
