"""Independent sources: carriers of one text are one, and so are several articles of one outlet.

What ten outlets print from one agency is one witness; what one outlet repeats on another day is no second one.
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.merging.reports import Carrier


def independent(carriers: Iterable[Carrier]) -> int:
    """How many independent sources some articles are: the parts into which copy groups and outlets tie them."""
    root: dict[tuple[str, object], tuple[str, object]] = {}

    def find(one: tuple[str, object]) -> tuple[str, object]:
        while root.setdefault(one, one) != one:
            one = root[one]
        return one

    for carrier in carriers:
        outlet = ("outlet", carrier.outlet) if carrier.outlet else ("article", carrier.article)
        root[find(("copies", carrier.copies))] = find(outlet)
    return len({find(one) for one in list(root)})
