"""What a word may tell by itself, whatever stands around it: the table `lexicon/senses`.

It lists the words of news that can name an act, each under the term that all its forms with clitics share (`language.terms`), with the
type and how surely. The network is told so for every word, and weighs it: the words of seldom acts stand in few annotated articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from musnad.knowledge.tables import rows
from musnad.language.terms import bare_terms
from musnad.tagger.learned.labels import CHANNELS

_LABEL = {label: n for n, label in enumerate(CHANNELS["sense"])}


@cache
def senses() -> Mapping[str, int]:
    """Labels of channel `sense` by terms. Raises `KnowledgeError`."""
    return {row["term"]: _LABEL[f"{row['strength']}-{row['type']}"] for row in rows("lexicon/senses")}


@lru_cache(200_000)
def sense(word: str) -> int:
    """The label of channel `sense` of a word as it is written; 0 where it tells nothing by itself.

    >>> CHANNELS["sense"][sense("والمفاوضات")]
    's-CONSULT'
    """
    found = bare_terms(word)
    return senses().get(found[0], 0) if len(found) == 1 else 0
