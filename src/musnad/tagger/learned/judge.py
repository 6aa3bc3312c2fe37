"""The small perceptron and the line that judge the parties of an act, as arrays of `arcs.npz` (see `parties`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
_LAYERS = 3


class Judge:
    """Rows of features to probabilities [rows, 3] of neither, actor and recipient."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        self._layers = [(arrays[f"standing.w{n}"], arrays[f"standing.b{n}"]) for n in range(_LAYERS)]
        self._line = arrays["line.w"], arrays["line.b"]

    def stood(self, rows: Scores) -> Scores:
        """By where a party stands (`parties.standing`)."""
        for n, (w, b) in enumerate(self._layers):
            rows = rows @ w + b
            if n < _LAYERS - 1:
                rows = np.maximum(rows, 0)
        return softmax(rows)

    def weighed(self, rows: Scores) -> Scores:
        """By all that is known (`parties.hearsay`)."""
        w, b = self._line
        return softmax(rows @ w + b)


def softmax(scores: Scores) -> Scores:
    """Log-odds to probabilities, along the last axis."""
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), np.float32)
