"""The tables that lie beside this package: words for people, codes of other data sets, the codebook."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def lines(name: str) -> tuple[dict[str, str], ...]:
    """The lines of `name`.tsv («words», «countries») as column → cell. Raises ValueError for a line of another width."""
    text = resources.files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    header, *rest = (line.split("\t") for line in text.split("\n") if line)
    return tuple(dict(zip(header, cells, strict=True)) for cells in rest)
