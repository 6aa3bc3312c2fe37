"""Scores of words to stretches of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from musnad.tagger.learned.judge import Scores


def stretches(chances: Scores, breaks: Sequence[bool], outside: float = 1.0) -> list[tuple[int, int]]:
    """The likeliest stretches by the probabilities [words, 3] of outside, begin, inside: Viterbi, where an inside word follows
    a begin or an inside one. `breaks[w]` tells that no stretch runs from word `w - 1` into `w`; `outside` weighs outside words.

    >>> stretches(np.array([[0.9, 0.1, 0], [0.2, 0.8, 0], [0.3, 0.1, 0.6]], np.float32), [True, False, False])
    [(1, 3)]
    """
    if not len(chances):
        return []
    costs = -np.log(np.maximum(chances, 1e-6)) - np.array([np.log(outside), 0.0, 0.0])
    never = np.inf
    best = np.array([costs[0, 0], costs[0, 1], never])
    back = np.zeros((len(costs), 3), np.int8)
    for w in range(1, len(costs)):
        any_before = int(best.argmin())
        inside = 1 if best[1] <= best[2] else 2
        carried = never if breaks[w] else best[inside]
        back[w] = any_before, any_before, inside
        best = np.array([best[any_before] + costs[w, 0], best[any_before] + costs[w, 1], carried + costs[w, 2]])
    state, states = int(best.argmin()), []
    for w in range(len(costs) - 1, -1, -1):
        states.append(state)
        state = int(back[w, state])
    states.reverse()
    out: list[tuple[int, int]] = []
    for w, state in enumerate(states):
        if state == 1:
            out.append((w, w + 1))
        elif state == 2:
            out[-1] = (out[-1][0], w + 1)
    return out
