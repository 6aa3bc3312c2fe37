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
def rarity(word: str) -> int:
    """What a folded term weighs, in thousandths of a bit: whole numbers add up to the same in any order, on every machine.

    >>> rarity("في") < rarity("محادثات") < rarity("بوسعيدي")
    True
    """
    return max(0, round(1000 * (log2(_COMMON) - log2(1 + vocabulary().get(word, 0)))))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the two sets' weight that both have, from 0 to 1 (Dice)."""
    both = one & other
    whole = weight(one) + weight(other) if both else 0.0
    return sum(map(rarity, both)) / 500 / whole if whole else 0.0


@lru_cache(maxsize=2**16)
def weight(words: frozenset[str]) -> float:
    """What some terms weigh together, in bits."""
    return sum(map(rarity, words)) / 1000
