"""How much two sets of terms share, rare words counting more than common ones.

How rare a word is comes from the counted vocabulary of the language, not from the articles at hand: what two texts share
must not change as others arrive.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log2

from musnad.language.clitics import vocabulary

_COMMON = 2**14
"""A word that is counted so often («في», «من») weighs nothing; one never counted weighs 14."""


@cache
def rarity(word: str) -> float:
    """What a folded term weighs.

    >>> rarity("في") < rarity("محادثات") < rarity("بوسعيدي")
    True
    """
    return max(0.0, log2(_COMMON) - log2(1 + vocabulary().get(word, 0)))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the two sets' weight that both have, from 0 to 1 (Dice)."""
    whole = weight(one) + weight(other)
    return 2 * weight(one & other) / whole if whole else 0.0


@lru_cache(maxsize=2**16)
def weight(words: frozenset[str]) -> float:
    """What some terms weigh together; the same on every machine."""
    return sum(rarity(word) for word in sorted(words))
