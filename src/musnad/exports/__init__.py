"""Answers written in the forms that other programs read."""
