"""Latin letters for Arabic ones, only to make readable ids; names for people come from knowledge, never from here.

>>> romanise("غريب آبادي")
'ghryb_abady'
"""

from __future__ import annotations

import re

from musnad.language.folding import folded

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v",
}  # fmt: skip


def romanise(name: str, longest: int = 40) -> str:
    """A slug of lower-case ASCII letters, digits and underscores; empty where nothing is left."""
    latin = "".join(_LETTERS.get(c, c) for c in folded(name))
    return re.sub(r"[^a-z0-9]+", "_", latin.lower()).strip("_")[:longest].strip("_")
