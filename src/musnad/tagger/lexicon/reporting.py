"""Words that report: verbs of saying («قال», «مؤكدا», «قوله») and source phrases («وفق وكالة إرنا»)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from musnad.knowledge.tables import cells, rows
from musnad.language.folding import folded
from musnad.language.matching import Lexicon
from musnad.tagger.lexicon.page import Page
from musnad.tagger.lexicon.syntax import Syntax

_COLLIDING = frozenset({"ناقله", "كاتبا", "محذره", "مقره", "مقرا", "متحدثه", "متحدثا", "متحدثين", "متحدثان", "مطالبه", "رادا", "مفيدا", "مفيده", "كاتبه",
                        "مديني", "مدينه", "مدينين", "مقرين", "مقران", "كاتبين", "مبينه", "ذاكره", "متهمين", "متهمان"})  # fmt: skip
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
CARRIED = frozenset(
    {"بثتها", "بثها", "نقلتها", "نقلها", "نشرتها", "نشرها", "اوردتها", "اوردها", "اذاعتها", "بثته", "نقلته", "نشرته", "اوردته"}
)


class Speech(NamedTuple):
    """A line of `lexicon/cues`: a verb of saying with what introduces its content."""

    verb: str
    complements: frozenset[str]
    stance: str
    kind: str


class Head(NamedTuple):
    """A word of saying, before what it reports."""

    verb: Speech
    person: str
    """Person, gender and number of its speaker («3fs»)."""
    form: str
    """`verb` («قال»), `participle` («مؤكدا») or `saying` («قوله»)."""


class Tail(NamedTuple):
    """A source phrase: «وفق وكالة إرنا», «كما ذكرت رويترز»."""

    after: int
    """The token after its own words."""
    end: int
    """The token after the source that it names."""
    sources: tuple[int, ...]
    """The mentions of that source."""


class Reporting(NamedTuple):
    """The reporting words of one page: words of saying and source phrases by their first tokens."""

    syntax: Syntax
    heads: Mapping[int, Head]
    tails: Mapping[int, Tail]

    @property
    def page(self) -> Page:
        return self.syntax.page


def reporting(syntax: Syntax) -> Reporting:
    """Where words report in a page."""
    return Reporting(syntax, _heads(syntax), _tails(syntax))


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


@cache
def _sources() -> Lexicon[tuple[str, str]]:
    return Lexicon([(folded(r["words"]), (r["words"], r["takes"])) for r in rows("lexicon/sources")])


@cache
def _reporting_verbs() -> frozenset[str]:
    return frozenset(speech()) | {folded(w) for w in ["نشر", "بث", "جاء", "ورد", "نقل"]}


def _heads(s: Syntax) -> dict[int, Head]:
    """Words of saying by their tokens."""
    out: dict[int, Head] = {}
    for i, token in enumerate(s.page.tokens):
        if s.owner[i] >= 0 or s.timed[i]:
            continue
        form = token.form
        if form in _NO_CUES or form in CARRIED:
            continue
        if form in _SAYING or (form.startswith("و") and form[1:] in _SAYING):
            out[i] = Head(speech()["قال"], _SAYING.get(form) or _SAYING[form[1:]], "saying")
            continue
        participle = _participles().get(form) or (_participles().get(form[1:]) if form[:1] in "وف" else None)
        if participle and form not in _COLLIDING and form.lstrip("وف") not in _COLLIDING:
            out[i] = Head(*participle, "participle")
            continue
        reading = s.page.verbs[i]
        if reading and reading.verb in speech() and reading.person[0] == "3":
            out[i] = Head(speech()[reading.verb], reading.person, "verb")
    return out


def _tails(s: Syntax) -> dict[int, Tail]:
    """Source phrases by their first tokens."""
    out: dict[int, Tail] = {}
    taken = -1
    for match in _sources().find(s.page.tokens):
        if match.first < taken or match.proclitics not in {"", "و", "ف"}:
            continue
        words, takes = match.value
        after = match.last
        if words.endswith(" ل"):
            continue
        stop = s.sentence(match.first)[1]
        if takes == "verb":
            verb = next((j for j in range(after, min(after + 3, stop)) if s.page.verbs[j] and s.owner[j] < 0), None)
            if verb is None or s.page.verbs[verb].verb not in _reporting_verbs():  # type: ignore[union-attr]
                continue
            near = [k for k in s.within(verb + 1, min(verb + 7, stop)) if s.prep[k] in {"", "عن"}]
        else:
            near = [k for k in s.within(after, min(after + 5, stop)) if s.first[k] - after <= 3]
        if not near:
            continue
        sources = s.group(near[0])
        out[match.first] = Tail(after, s.last[sources[-1]] + 1, sources)
        taken = s.last[sources[-1]] + 1
    for i, token in enumerate(s.page.tokens):  # «وفقا لوكالة …»
        if token.form in {"وفقا", "طبقا", "ووفقا", "وطبقا"} and i not in out:
            near = [k for k in s.within(i + 1, min(i + 4, s.sentence(i)[1])) if s.prep[k] == "ل"]
            if near:
                sources = s.group(near[0])
                out[i] = Tail(i + 1, s.last[sources[-1]] + 1, sources)
            elif i + 1 < len(s.page.tokens) and s.page.tokens[i + 1].form in {"لما", "لم"}:
                stop = s.sentence(i)[1]
                near = [k for k in s.within(i + 2, min(i + 8, stop)) if s.prep[k] in {"", "عن"}]
                if near:
                    sources = s.group(near[0])
                    out[i] = Tail(i + 2, s.last[sources[-1]] + 1, sources)
    return out
