"""Merged rows kept up to date with the articles: between the store, which knows SQL, and merging, which is pure."""

from musnad.upkeep.merging import RULES, merge, waiting
from musnad.upkeep.told import Prepared, prepare

__all__ = ["RULES", "Prepared", "merge", "prepare", "waiting"]
