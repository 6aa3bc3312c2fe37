"""How sure is sure enough: the thresholds between the network's probabilities and the record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Probabilities from which a thing is held true. Chosen on the articles that training holds out (`training/thresholds.py`)."""

    trigger: float = 0.9
    """A word that the lexicons do not take for a trigger."""
    known_trigger: float = 0.1
    """A word that they do."""
    known_type: float = 0.15
    """The lexicons' type stands from this share of the probability of being a trigger at all."""
    same: float = 0.5
    distrust: float = 0.0
    """The lexicons' parties stand unless one of them is less likely than this."""
    mention: float = 0.5
    actor: float = 0.5
    least_actor: float = 0.15
    recipient: float = 0.5
    place: float = 0.5
    when: float = 0.5
    other: float = 0.5
    source: float = 0.5
    told: float = 0.7
    denies: float = 0.5
    cue: float = 0.05
    speaker: float = 0.5
    doubt: float = 0.2
    via: float = 0.6
    least_via: float = 0.05


SETTINGS = Settings()
