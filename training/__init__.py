"""Data to weights: what makes the network that `musnad.tagger.learned` runs. Not part of the package; see REPORT.md."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Corpora and gold beside the checkout; never part of the product."""
