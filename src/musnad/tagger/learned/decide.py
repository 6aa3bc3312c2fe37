"""How sure is sure enough: the thresholds between the network's probabilities and the record, and what they are worth.

They are chosen on articles that training holds out (`training/thresholds.py`) and ship as `settings.json` beside the weights.
"""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from musnad.errors import NetworkError


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Probabilities from which a thing is held true."""

    trigger: float = 0.5
    """A word that the lexicons do not take for a trigger."""
    known_trigger: float = 0.3
    """A word that they do."""
    known_type: float = 0.3
    """The lexicons' type stands from this share of the probability of being a trigger at all."""
    known_mode: float = 0.2
    """The lexicons' mode stands unless it is less likely than this."""
    known_status: float = 0.2
    """So does a status that a verb or a word of status says."""
    same: float = 0.5
    """Two triggers tell one act."""
    distrust: float = 1.1
    """The lexicons' parties stand unless one of them is less likely than this; above 1 they never do."""
    mention: float = 0.5
    name: float = 0.15
    """A word at the end of a name that the lexicons guess belongs to it unless it is less likely than this."""
    name_on: float = 0.6
    """A name goes on into the next word."""
    actor: float = 0.5
    least_actor: float = 0.15
    """The likeliest actor where none is sure."""
    recipient: float = 0.5
    least_other: float = 0.3
    """The other side of an act of two sides, where only one is sure."""
    place: float = 0.5
    when: float = 0.5
    other: float = 0.5
    """Mediators and envoys."""
    source: float = 0.5
    told: float = 0.5
    """The article tells the act as fact."""
    denies: float = 0.5
    cue: float = 0.05
    """A word that the lexicons take for a reporting one."""
    new_cue: float = 0.3
    """A word that they do not."""
    silence: float = 1.0
    """Weight of words that are not reported against those that are."""
    speaker: float = 0.5
    doubt: float = 0.2
    """The lexicons' speaker stands unless he is less likely than this."""
    via: float = 0.6
    least_via: float = 0.05
    event: tuple[float, float] = (1.0, 0.0)
    """Slope and offset, in log-odds, from a trigger's probability to that of its event being right (Platt 1999)."""
    statement: tuple[float, float] = (1.0, 0.0)
    """The same from the mean probability of a statement's words."""


def load(path: Path) -> Settings:
    """Settings of a file. Raises `NetworkError` where it holds anything else."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError) as fault:
        raise NetworkError(f"{path}: no settings of the learned tagger: {fault}") from None


def calibrated(probability: float, line: tuple[float, float]) -> float:
    """A probability moved along a line in log-odds.

    >>> round(calibrated(0.9, (1.0, 0.0)), 3), round(calibrated(0.9, (0.5, 0.0)), 3)
    (0.9, 0.75)
    """
    p = min(max(probability, 1e-4), 1 - 1e-4)
    slope, offset = line
    return 1 / (1 + math.exp(-(slope * math.log(p / (1 - p)) + offset)))
