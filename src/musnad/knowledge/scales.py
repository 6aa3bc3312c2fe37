"""Scales of cooperation and conflict, and words for meetings that are counted: the tables `scales` and `sessions`.

>>> scale("SANCTION", "withdraw")
Scale(quad='material conflict', cameo='161', goldstein=-4.0)
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from musnad.knowledge.tables import rows
from musnad.language.folding import folded


class Scale(NamedTuple):
    """Where an act stands: PLOVER's quad class, its CAMEO code (a text: «042» keeps its zero), Goldstein's value (−10 to +10)."""

    quad: str
    cameo: str
    goldstein: float

    @property
    def root(self) -> str:
        """CAMEO's two-digit root code: «04» of «042»."""
        return self.cameo[:2]


@cache
def _scales() -> dict[tuple[str, str], dict[str, Scale]]:
    """Type and mode → context → scale, in the order of the table; the empty context is the line for all others."""
    out: dict[tuple[str, str], dict[str, Scale]] = {}
    for row in rows("scales"):
        found = Scale(row["quad"], row["cameo"], float(row["goldstein"]))
        out.setdefault((row["type"], row["mode"]), {})[row["context"]] = found
    return out


def scale(type: str, mode: str | None = None, contexts: Collection[str] = ()) -> Scale:
    """The scales of an act by its PLOVER type, mode and contexts; of several contexts the one that the table lists first counts.

    >>> scale("COOPERATE", None, ["diplomatic", "military"]).cameo
    '062'

    Raises KeyError for a type that is none of PLOVER's, and for a mode that the type doesn't have.
    """
    held = _scales()[type, mode or ""]
    return next((found for context, found in held.items() if context in contexts), held[""])


def cameo(type: str, mode: str | None = None, contexts: Collection[str] = ()) -> str:
    """The CAMEO code of an act, three or four digits; arguments and errors as of `scale`.

    >>> cameo("CONSULT", "visit"), cameo("ASSAULT", "aerial", ["military"])
    ('042', '195')
    """
    return scale(type, mode, contexts).cameo


@cache
def sessions() -> frozenset[str]:
    """Folded words for meetings that are counted: «جولة» in «الجولة الرابعة»."""
    return frozenset(folded(row["ar"]) for row in rows("sessions"))
