"""The command line. Each module holds a group of commands; importing it puts them into the program."""

from musnad.cli import asking, coding, exporting, serving, storing
from musnad.cli.app import app, run

__all__ = ["app", "asking", "coding", "exporting", "run", "serving", "storing"]
