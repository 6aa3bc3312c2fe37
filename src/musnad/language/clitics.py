"""What Arabic writes together: proclitics (و ف ب ل ك س ال) and enclitics (ه ها هم نا …), taken off with their offsets.

A form has several possible cuts; which of them is a word is for a vocabulary to say. `stems` lists the candidates,
`vocabulary` counts forms in 62 000 news articles, `split` picks the cut that the vocabulary supports.

>>> split("وللايرانيين").stem
'الايرانيين'
>>> split("وزير").stem
'وزير'
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

_CONJUNCTIONS = ("", "و", "ف", "ا")
_PREPOSITIONS = ("", "ب", "ل", "ك", "س")
_ENCLITICS = ("", "هما", "كما", "هم", "هن", "كم", "ها", "نا", "ني", "ه", "ك", "ي")


class Cut(NamedTuple):
    """One way to take a folded form apart: `form[at:upto]` is the stem (with ال restored after لل)."""

    proclitics: str
    stem: str
    enclitic: str
    at: int
    upto: int


@cache
def vocabulary() -> dict[str, int]:
    """Folded word forms and how often each stands in the counting corpus (see `scripts/vocabulary.py`)."""
    lines = resources.files(__package__).joinpath("vocabulary.tsv").read_text("utf-8").splitlines()[1:]
    return {form: int(count) for form, count in (line.split("\t") for line in lines)}


@cache
def proclitic_cuts(form: str) -> tuple[Cut, ...]:
    """The cuts that take proclitics off and leave at least two letters; the whole form comes first."""
    out: dict[tuple[str, str], Cut] = {}
    for conjunction, preposition in product(_CONJUNCTIONS[:3], _PREPOSITIONS):
        front = conjunction + preposition
        if not form.startswith(front):
            continue
        stem, at = form[len(front) :], len(front)
        if len(stem) < 2:
            continue
        out.setdefault((front, stem), Cut(front, stem, "", at, len(form)))
        if preposition == "ل" and stem.startswith("ل") and len(stem) > 2:  # لل = ل + ال
            out.setdefault((front, "ا" + stem), Cut(front, "ا" + stem, "", at, len(form)))
            if stem.startswith("ل") and len(stem) > 3:  # للجنة = ل + اللجنة
                out.setdefault((front, "ال" + stem), Cut(front, "ال" + stem, "", at, len(form)))
    return tuple(sorted(out.values(), key=lambda c: (len(c.proclitics), c.stem)))


@cache
def stems(form: str) -> tuple[Cut, ...]:
    """All cuts of a form, proclitics, article and enclitics alike, with the stem restored: لقائه → لقاء, زيارتها → زياره."""
    out: dict[tuple[str, str, str], Cut] = {}
    for front in proclitic_cuts(form):
        bases = [front]
        if front.stem.startswith("ال") and len(front.stem) > 4:
            cut = len(form) - len(front.stem) + 2
            bases.append(Cut(front.proclitics + "ال", front.stem[2:], "", cut, len(form)))
        for base in bases:
            for enclitic in _ENCLITICS:
                if not base.stem.endswith(enclitic) or len(base.stem) - len(enclitic) < 2:
                    continue
                if enclitic and base.proclitics.endswith("ال"):
                    continue  # a word with the article takes no pronoun
                bare = base.stem[: len(base.stem) - len(enclitic)] if enclitic else base.stem
                upto = len(form) - len(enclitic)
                for stem in _restored(bare) if enclitic else (bare,):
                    out.setdefault((base.proclitics, stem, enclitic), Cut(base.proclitics, stem, enclitic, base.at, upto))
    return tuple(out.values())


def _restored(bare: str) -> tuple[str, ...]:
    """A stem as it stood before its pronoun: ت ← ة, ائ/اؤ ← اء, ا ← ى."""
    forms = [bare]
    if bare.endswith("ت"):
        forms.append(bare[:-1] + "ه")
    if bare.endswith(("اي", "او")):
        forms.append(bare[:-1] + "ء")
    if bare.endswith("ا"):
        forms.append(bare[:-1] + "ي")
    return tuple(forms)


@cache
def split(form: str) -> Cut:
    """The cut of a form that the vocabulary supports best; the whole form where no cut is better known.

    A proclitic comes off only if the rest is seen at least as often as the whole (وزير is not و + زير).
    """
    known = vocabulary()
    best, score = Cut("", form, "", 0, len(form)), known.get(form, 0)
    for cut in proclitic_cuts(form):
        if cut.proclitics and known.get(cut.stem, 0) > 2 * score:
            best, score = cut, known[cut.stem]
    return best
