"""Scales of cooperation and conflict, and words for meetings that are counted: the tables `scales` and `sessions`.

>>> scale("SANCTION")
Scale(quad='material conflict', cameo='16', goldstein=-4.0)
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from musnad.knowledge.tables import rows
from musnad.language.folding import folded


class Scale(NamedTuple):
    """Where an event type stands: PLOVER's quad class, CAMEO's root code, Goldstein's value (−10 to +10)."""

    quad: str
    cameo: str
    goldstein: float


@cache
def _scales() -> dict[str, Scale]:
    return {row["type"]: Scale(row["quad"], row["cameo"], float(row["goldstein"])) for row in rows("scales")}


def scale(type: str) -> Scale:
    """The scales of a PLOVER event type. Raises KeyError for what is none."""
    return _scales()[type]


@cache
def sessions() -> frozenset[str]:
    """Folded words for meetings that are counted: «جولة» in «الجولة الرابعة»."""
    return frozenset(folded(row["ar"]) for row in rows("sessions"))
