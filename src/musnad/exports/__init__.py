"""Answers written in the forms that other programs read."""

from musnad.exports.choice import PLAIN, Choice, ExportError, Told

__all__ = ["PLAIN", "Choice", "ExportError", "Told"]
