"""Merged rows kept up to date with the articles: between the store, which knows SQL, and merging, which is pure."""

from musnad.upkeep.merging import RULES, merge

__all__ = ["RULES", "merge"]
