"""What a word may tell by itself, whatever stands around it: the table `lexicon/senses`.

It lists the words of news that can name an act, each under the term that all its forms with clitics share (`language.terms`), with the
type and how surely. The network is told so for every word, and weighs it: the words of seldom acts stand in few annotated articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from musnad.knowledge.tables import rows
from musnad.language.clitics import vocabulary
from musnad.language.folding import folded
from musnad.language.terms import bare_terms
from musnad.tagger.learned.labels import CHANNELS
from musnad.tagger.lexicon.page import readings

_LABEL = {label: n for n, label in enumerate(CHANNELS["sense"])}


@cache
def senses() -> Mapping[str, int]:
    """Labels of channel `sense` by terms. Raises `KnowledgeError`."""
    return {row["term"]: _LABEL[f"{row['strength']}-{row['type']}"] for row in rows("lexicon/senses")}


_COMMON = 1000
"""Times in 16.7 million words from which a form says nothing by its verb alone («قبل», «قال»); the network knows such words by heart."""


@cache
def _verbs() -> Mapping[str, int]:
    """Weak labels of channel `sense` by verbs: what one form of a verb tells, its rarer forms may tell too."""
    found: dict[str, int] = {}
    for row in rows("lexicon/senses"):
        read = {r.verb for r in readings(row["term"]) if not r.proclitics and not r.enclitic}
        if len(read) == 1:
            found.setdefault(read.pop(), _LABEL[f"w-{row['type']}"])
    return found


@lru_cache(200_000)
def sense(word: str) -> int:
    """The label of channel `sense` of a word as it is written; 0 where it tells nothing by itself.

    >>> CHANNELS["sense"][sense("والمفاوضات")], CHANNELS["sense"][sense("سيندد")]
    ('s-CONSULT', 'w-ACCUSE')
    """
    found = bare_terms(word)
    label = senses().get(found[0], 0) if len(found) == 1 else 0
    if label or vocabulary().get(form := folded(word), 0) > _COMMON:
        return label
    return next((_verbs().get(r.verb, 0) for r in readings(form)), 0)
