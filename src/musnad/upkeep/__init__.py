"""Merged rows kept up to date with the articles: between the store, which knows SQL, and merging, which is pure."""

from musnad.upkeep.merge import RULES, merge

__all__ = ["RULES", "merge"]
