"""By which rules reports are merged."""

VERSION = 6
"""Rises whenever the same reports may be merged otherwise, or a report is made of the same event otherwise; a store then merges
everything anew. Includes the tables that merging reads (`sessions`) and the words that are compared."""
