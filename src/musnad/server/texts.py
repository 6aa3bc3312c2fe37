"""The interface's words in Arabic and English, read from the tables beside this module (`texts/*.tsv`: key, ar, en).

>>> str(words("en")("nav.day"))
'The day'
>>> str(words("ar").count("count.sources", 2))
'مصدران'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Literal

from markupsafe import Markup, escape

Lang = Literal["ar", "en"]
LANGS: tuple[Lang, ...] = ("ar", "en")
_TABLES = resources.files(__package__).joinpath("texts")
_COLUMNS = ("key", "ar", "en")


@cache
def table() -> Mapping[str, Mapping[Lang, str]]:
    """All texts by key and language. Raises ValueError where a line is malformed or a key stands twice."""
    found: dict[str, dict[Lang, str]] = {}
    for source in sorted(_TABLES.iterdir(), key=lambda s: s.name):
        if not source.name.endswith(".tsv"):
            continue
        header, *lines = source.read_text("utf-8").split("\n")
        if tuple(header.split("\t")) != _COLUMNS:
            raise ValueError(f"{source.name}: the columns are {' '.join(_COLUMNS)}")
        for n, line in enumerate(lines, 2):
            if not line.strip():
                continue
            cells = line.split("\t")
            if len(cells) != len(_COLUMNS) or not all(cells):
                raise ValueError(f"{source.name}, line {n}: a key and its words in two languages are wanted")
            if cells[0] in found:
                raise ValueError(f"{source.name}, line {n}: {cells[0]} stands twice")
            found[cells[0]] = {"ar": cells[1], "en": cells[2]}
    return found


class Words:
    """The texts of one language. Called with a key it gives them as markup; what is filled in is escaped."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def __call__(self, key: str, **parts: object) -> Markup:
        """The text of `key`, its `{parts}` filled in. Raises KeyError for a key that no table has."""
        text = escape(table()[key][self.lang])
        return text.format(**parts) if parts else text

    def __contains__(self, key: str) -> bool:
        return key in table()

    def count(self, key: str, n: int, **parts: object) -> Markup:
        """A number with what is counted: Arabic has six forms in its cell (none|one|two|few|many|other), English two.

        >>> [str(words("ar").count("count.events", n)) for n in (1, 2, 3, 11, 100)]
        ['حدث واحد', 'حدثان', '3 أحداث', '11 حدثًا', '100 حدث']
        """
        forms = table()[key][self.lang].split("|")
        return escape(forms[_PLURALS[self.lang](n)]).format(n=number(n), **parts)

    def say(self, key: str, otherwise: str) -> Markup:
        """The text of `key`, or `otherwise` where no table has it: a value of data that may be newer than the tables."""
        return self(key) if key in self else escape(otherwise)


@cache
def words(lang: Lang) -> Words:
    """The texts of a language."""
    return Words(lang)


def number(n: int) -> str:
    """A number in the digits that Arab news sites use, thousands set apart by a comma: 62,181."""
    return f"{n:,}"


def _arabic(n: int) -> int:
    """Which of the six forms Arabic uses (CLDR's plural rules for `ar`: zero, one, two, few 3–10, many 11–99, other)."""
    if n < 3:
        return n
    return 3 if 3 <= n % 100 <= 10 else 4 if n % 100 >= 11 else 5


_PLURALS: Mapping[Lang, Callable[[int], int]] = {"ar": _arabic, "en": lambda n: 0 if n == 1 else 1}
