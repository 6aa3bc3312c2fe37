"""Public corpora of Arabic names, for the entity head: ANERcorp (official split), NewsFANE Gold, AQMAR.

They are read where they lie in `../shared/ner` and never copied; the weights credit them in REPORT.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training import SHARED

Sentence = tuple[list[str], list[str]]
NER = SHARED / "ner"


def anercorp(part: str) -> list[Sentence]:
    """ANERcorp's official `train` or `test` part."""
    return list(_sentences(NER / f"ANERCorp_CamelLab_{part}.txt"))


def _sentences(path: Path) -> Iterator[Sentence]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), ""]:
        cells = line.split()
        if len(cells) < 2:
            if words:
                yield words, tags
            words, tags = [], []
            continue
        words.append(cells[0])
        tags.append(cells[-1])


_FINE = {
    "PERS": "Politician Athlete Other_PER Artist Religious_PER Scientist Businessperson Lawyer Engineer Police",
    "LOC": "Nation Population-Center Building-Grounds State-or-Province Continent Water-Body GPE-Cluster Land County-or-District "
    "Path Land-Region-Natural Airport Subarea-Facility Celestial",
    "ORG": "Non-Governmental Sports Media Government Commercial Educational Medical-Science Entertainment Religious_ORG",
}
_CLASS_OF = {fine: name for name, fines in _FINE.items() for fine in fines.split()} | {"PER": "PERS", "LOC": "LOC", "ORG": "ORG"}


def _coarse(tag: str) -> str:
    """ANERcorp's class of a finer tag; what has none («Group», «Book») is MISC."""
    edge, _, fine = tag.partition("-")
    return "O" if tag == "O" or not fine else f"{edge}-{_CLASS_OF.get(fine.strip('-'), 'MISC')}"


def newsfane() -> list[Sentence]:
    """NewsFANE Gold without the sentences that ANERcorp's test part holds too (compared as letters, since it parts clitics)."""
    held = {_letters(words) for words, _ in anercorp("test")}
    out = []
    for words, tags in _sentences(NER / "newsfane" / "NewsFANE_Gold.txt"):
        words = [w.strip("\ufeff\u200e\u200f") or "-" for w in words]
        if _letters(words) not in held:
            out.append((words, [_coarse(t) for t in tags]))
    return out


def _letters(words: list[str]) -> str:
    fold = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
    return "".join(c for w in words for c in w.translate(fold) if "\u0621" <= c <= "\u064a")


def aqmar() -> list[Sentence]:
    """AQMAR's articles of Wikipedia; its own miscellany follows other lines, so sentences that hold any are left out."""
    out = []
    for path in sorted((NER / "aqmar" / "aqmar" / "articles").glob("*.txt")):
        for words, tags in _sentences(path):
            if all(t == "O" or t[2:] in {"PER", "LOC", "ORG"} for t in tags):
                out.append((words, [_coarse(t) for t in tags]))
    return out
