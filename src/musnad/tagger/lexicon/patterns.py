"""The table of triggers as patterns over tokens, and the words of status.

A pattern's first word is a verb in any of its forms, a verbal noun, or an adverbial participle; its other words may follow at
a short distance («فرضت الولايات المتحدة عقوبات»). The pattern's frame says where actor, recipient and place are looked for:
S subject, O object, G genitive, N adjectives of nationality, SP the speaker, PL a bare place, or a preposition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from musnad.knowledge.tables import cells, rows
from musnad.language.clitics import stems
from musnad.language.folding import folded


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


PLACE = "{place}"
"""In `lexicon/homographs`: any name of a place."""


class Neighbour(NamedTuple):
    """A line of `lexicon/homographs`: keys of words beside which a word that looks like an act tells none, and whether after it."""

    keys: frozenset[str]
    after: bool


@cache
def homographs() -> Mapping[str, tuple[Neighbour, ...]]:
    """The neighbours that take its act from a word, given by its key: «مؤتمر صحفي», «نفيا قاطعا». Those of «*» from any."""
    out: dict[str, tuple[Neighbour, ...]] = {}
    for row in rows("lexicon/homographs"):
        keys = frozenset(word if word == PLACE else "N:" + folded(word) for word in cells(row["beside"]))
        for word in cells(row["words"]):
            key = word if word == "*" else "N:" + folded(word)
            out[key] = (*out.get(key, ()), Neighbour(keys, row["where"] == "after"))
    return out


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


class Found(NamedTuple):
    """A pattern found at tokens `at` (the head first)."""

    pattern: Pattern
    at: tuple[int, ...]
