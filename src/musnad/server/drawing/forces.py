"""Who stands near whom: a layout of a network by forces, the same on every machine for the same network.

Those who meet are drawn together, the more the oftener they meet; all push each other away as Fruchterman and Reingold (1991)
describe it. At the end labels, taken as boxes, are pushed apart until none lies on another. There are no random numbers: nodes begin on a
spiral in their given order.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS = 220
_APART = 160
"""Rounds of pushing boxes apart, at most."""
_GRAVITY = 0.9
"""Pull of the middle on all: those without ties stay in sight."""
_EVEN = 0.45
"""How far ranks count for places; at 1 the picture is filled evenly and nearness says little."""
_GOLDEN = pi * (3 - sqrt(5))


def layout(
    sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int, float]], width: float, height: float
) -> list[tuple[float, float]]:
    """The middle of each node's box in a picture of `width` by `height` units, rounded to tenths.

    `sizes` are widths and heights of the nodes with their labels, `edges` two nodes' numbers and a weight above 0. Boxes lie
    in the picture; they lie on each other only if the picture is too small for all of them.
    """
    count = len(sizes)
    if not count:
        return []
    boxes = np.array(sizes, dtype=np.float64)
    shape = np.array([width, height])
    at = _attract(_spiral(count), _weights(count, edges))
    at = _fit(at, boxes, shape)
    at = _push_apart(at, boxes, shape)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in at]


def _spiral(count: int) -> Floats:
    n = np.arange(count)
    radius = np.sqrt((n + 0.5) / count)
    return np.stack([radius * np.cos(n * _GOLDEN), radius * np.sin(n * _GOLDEN)], axis=1)


def _weights(count: int, edges: Sequence[tuple[int, int, float]]) -> Floats:
    weights = np.zeros((count, count))
    for one, other, weight in edges:
        if one != other:
            weights[one, other] = weights[other, one] = 1 + np.log1p(weight)
    return weights


def _attract(at: Floats, weights: Floats) -> Floats:
    """Forces in a square of side 2; the picture's shape is given afterwards. Who has many ties is pulled less by each."""
    ideal = 1.6 / sqrt(len(at))
    ties = np.maximum((weights > 0).sum(axis=1), 1)
    pulls = weights / np.sqrt(np.sqrt(ties[:, None] * ties[None, :]))
    heat = 0.25
    for _ in range(_ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        push = ideal**2 / far**2
        pull = pulls * far / ideal * 0.3
        move = (apart * (push - pull)[:, :, None]).sum(axis=1) - at * _GRAVITY
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        at = at + move / length[:, None] * np.minimum(length, heat)[:, None]
        heat *= 0.982
    return at


def _fit(at: Floats, boxes: Floats, shape: Floats) -> Floats:
    """Into the picture. Places are evened out toward their ranks, so that one who stands far off doesn't squeeze all others."""
    low, high = at.min(axis=0), at.max(axis=0)
    share = (at - low) / np.maximum(high - low, 1e-9)
    ranks = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(1, len(at) - 1)
    even = share * (1 - _EVEN) + ranks * _EVEN
    room = np.maximum(shape - boxes.max(axis=0), 0)
    fitted: Floats = even * room + (shape - room) / 2
    return fitted


def _push_apart(at: Floats, boxes: Floats, shape: Floats) -> Floats:
    """Boxes that overlap are moved apart along the way that is shorter, and kept in the picture."""
    half = boxes / 2
    reach = half[:, None, :] + half[None, :, :] + 3
    low, high = np.minimum(half, shape / 2), np.maximum(shape - half, shape / 2)
    order = np.arange(len(at))
    upper = order[:, None] < order[None, :]
    for _ in range(_APART):
        apart = at[:, None, :] - at[None, :, :]
        over = reach - np.abs(apart)
        hit = (over > 0).all(axis=2) & upper
        if not hit.any():
            break
        across = over[:, :, 0] < over[:, :, 1] * 2.5
        sign = np.where(apart >= 0, 1.0, -1.0)
        move = np.zeros_like(apart)
        move[:, :, 0] = np.where(hit & across, over[:, :, 0] * sign[:, :, 0], 0) * 0.5
        move[:, :, 1] = np.where(hit & ~across, over[:, :, 1] * sign[:, :, 1], 0) * 0.5
        at = np.clip(at + (move.sum(axis=1) - move.sum(axis=0)) * 0.6, low, high)
    return at
