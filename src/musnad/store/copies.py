"""Copies: agency copy that many outlets print is one text with many carriers, whoever changed a line of it.

Texts are compared by shingles (runs of four folded words). Two are copies of each other where they share three fifths of
all their shingles, or where one holds four fifths of the other and is at most twice as long (a round-up of several
reports copies none of them); a copy group is everything that is tied together so.
MinHash bands (package rensa) find the pairs worth comparing. Whether two texts are tied depends on these two alone, so
groups do not depend on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rensa import RMinHash

from musnad.language.tokens import forms
from musnad.store.keys import ident

_RUN = 4
"""Words of a shingle: two articles on one event share many pairs of words, but few runs of four unless one copied."""
_LEAST = 12
"""Shingles; a shorter text is a copy only of itself: «عاجل» over two lines proves nothing."""
_ALIKE, _HELD, _LENGTH = 0.6, 0.8, 0.5
"""Share of all shingles that two copies have in common; or share of the shorter text that the longer one holds, and least
share of the longer text's shingles that the shorter must have."""
_ROWS, _BANDS = 4, 40
"""Texts that share 60 % of their shingles meet in a band 996 times of 1000, those that share 5 % once in 4 000."""
_SEED = 1


def shingles(text: str) -> frozenset[str]:
    """The runs of four words of a text; none where it is too short to tell."""
    words = forms(text)
    runs = frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return runs if len(runs) >= _LEAST else frozenset()


def bands(runs: frozenset[str]) -> list[int]:
    """The bands of a text's signature as 63-bit numbers; texts that share one are worth comparing."""
    if not runs:
        return []
    minhash = RMinHash(num_perm=_ROWS * _BANDS, seed=_SEED)
    minhash.update(sorted(runs))
    digest = minhash.digest()
    return [ident("band", n, *digest[n * _ROWS : (n + 1) * _ROWS]) for n in range(_BANDS)]


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts, given as shingles, are copies of each other."""
    shared = len(one & other)
    short, long = sorted((len(one), len(other)))
    return shared > 0 and (shared >= _ALIKE * (short + long - shared) or (shared >= _HELD * short and short >= _LENGTH * long))


def tie(
    new: Mapping[int, frozenset[str]], group_of: Mapping[int, int], meets: Mapping[int, Iterable[int]],
    shingles_of: Callable[[int], frozenset[str]],
) -> list[frozenset[int]]:  # fmt: skip
    """Groups that grow: sets of group numbers that belong together now.

    `new` are the new texts with their shingles, `group_of` gives every text's group so far (a new text's is its own),
    `meets` the texts that share a band with each new one, `shingles_of` the shingles of any text. One copy found in a group
    is enough: the rest of it is tied already.
    """
    parent: dict[int, int] = {}

    def root(group: int) -> int:
        while (above := parent.setdefault(group, group)) != group:
            group = above
        return group

    for text in sorted(new):
        for other in sorted(meets.get(text, ())):
            mine, theirs = root(group_of[text]), root(group_of[other])
            if mine != theirs and alike(new[text], new[other] if other in new else shingles_of(other)):
                parent[theirs] = mine
    members: dict[int, set[int]] = {}
    for group in list(parent):
        members.setdefault(root(group), set()).add(group)
    return [frozenset(groups) for groups in members.values()]
