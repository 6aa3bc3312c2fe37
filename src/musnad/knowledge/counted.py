"""Things that news counts, and how a number's noun names them: the table `counted`.

>>> counted()["قتلي"], counted()["جنديا"], counted()["طاءره"]
('قتيل', 'جندي', 'طائرة')
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.knowledge.tables import cells, rows
from musnad.language.folding import folded


@cache
def counted() -> dict[str, str]:
    """Folded noun, in the singular, the accusative after 11 to 99 and the plural, → the thing, named by its usual singular."""
    out: dict[str, str] = {}
    for row in rows("counted"):
        thing = cells(row["ar"])[0]
        for form in (*_singulars(row["ar"]), *cells(row["plural"])):
            out.setdefault(folded(form), thing)
    return out


@cache
def duals() -> dict[str, str]:
    """Folded dual → the thing: «قتيلان», «طائرتان»; «جنديين» too, but not «مدنيين», which is most often a plural."""
    out: dict[str, str] = {}
    for row in rows("counted"):
        for singular in cells(row["ar"]):
            stem = singular[:-1] + "ت" if singular.endswith("ة") else singular
            endings = ("ان", "ين") if row["broken"] or singular.endswith("ة") else ("ان",)
            for ending in endings:
                out.setdefault(folded(stem + ending), cells(row["ar"])[0])
    return {form: thing for form, thing in out.items() if form not in counted()}


@cache
def tolls() -> dict[str, str]:
    """Folded word that a bare number follows → what it counts: «مقتل 12» are killed."""
    return {folded(word): cells(row["ar"])[0] for row in rows("counted") for word in cells(row["toll"])}


def _singulars(cell: str) -> Iterator[str]:
    for singular in cells(cell):
        yield singular
        if not singular.endswith("ة"):
            yield singular + "ا"
