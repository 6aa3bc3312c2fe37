"""Where labels go so that none lies on another: the most important first, in the first free place around its dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: its left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share more than an edge."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether this one lies in the other."""
        return self.left >= other.left and self.top >= other.top and self.right <= other.right and self.bottom <= other.bottom


class Wanted(NamedTuple):
    """A label that is wanted: its dot and the dot's radius, its width and height."""

    x: float
    y: float
    radius: float
    width: float
    height: float


class Placed(NamedTuple):
    """The place of a label: a point of its baseline, which point that is (`left`, `middle` or `right` end), and its box."""

    x: float
    y: float
    end: str
    box: Box

    def anchor(self, direction: str) -> str:
        """SVG's text-anchor for words of a direction: in Arabic the start of a line is its right end.

        >>> Placed(0, 0, "left", Box(0, 0, 9, 9)).anchor("rtl")
        'end'
        """
        if self.end == "middle":
            return "middle"
        return "start" if (self.end == "left") == (direction == "ltr") else "end"


def place_labels(
    wanted: Sequence[Wanted], frame: Box, taken: Iterable[Box] = (), *, over_lesser: bool = False
) -> list[Placed | None]:
    """A place for each label, beside, above or below its dot; None where there is none free. Earlier ones choose first.

    No label lies on another, on a dot, on a box in `taken`, or outside the frame; with `over_lesser` it may lie on the dots of later
    ones, so that the most important have labels where dots crowd.
    """
    dots = [Box(w.x - w.radius, w.y - w.radius, w.x + w.radius, w.y + w.radius) for w in wanted]
    held = list(taken)
    out: list[Placed | None] = []
    for n, label in enumerate(wanted):
        others = [*dots[:n], *(() if over_lesser else dots[n + 1 :])]
        found = next(
            (
                p
                for p in _around(label)
                if p.box.within(frame) and not any(map(p.box.meets, held)) and not any(map(p.box.meets, others))
            ),
            None,
        )
        if found:
            held.append(found.box)
        out.append(found)
    return out


def _around(label: Wanted) -> Iterable[Placed]:
    """Places around a dot: right, left, below, above, then the corners; a gap of three units."""
    far, rise = label.radius + 3, label.radius + 1 + label.height / 2
    for end, dx, dy in (
        ("left", far, 0), ("right", -far, 0), ("middle", 0, rise), ("middle", 0, -rise),
        ("left", 0, rise), ("right", 0, rise), ("left", 0, -rise), ("right", 0, -rise),
    ):  # fmt: skip
        x, y = label.x + dx, label.y + dy
        left = x if end == "left" else x - label.width if end == "right" else x - label.width / 2
        box = Box(left, y - label.height / 2, left + label.width, y + label.height / 2)
        yield Placed(round(x, 1), round(y + label.height * 0.28, 1), end, box)
