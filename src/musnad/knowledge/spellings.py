"""Names of outlets in whatever spelling they come: «skynews», «Sky News Arabia», «سكاي نيوز عربية»."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from musnad.knowledge.facts import outlets
from musnad.language.folding import folded

_ALIKE = 0.9
"""How alike two spellings of an outlet's name are («alarabia», «al_arabiya»), of 1."""


@lru_cache(4096)
def same_outlet(key: str, written: str) -> bool:
    """Whether an outlet of the table `outlets` is the one whose name somebody wrote in his own way.

    >>> same_outlet("sky_news_arabia", "skynews"), same_outlet("okaz", "عكاظ"), same_outlet("reuters", "skynews")
    (True, True, False)
    """
    known = outlets().get(key)
    names = {key, *((known.en, *known.names) if known else ())}
    wanted = _plain(written)
    return any(
        wanted == name or (len(wanted) > 5 and (name.startswith(wanted) or SequenceMatcher(None, wanted, name).ratio() > _ALIKE))
        for name in map(_plain, names)
    )


def _plain(name: str) -> str:
    """Letters and digits alone, without articles and «صحيفة»: «Al-Arabiya» as «arabiya»."""
    return re.sub(r"[\W_]", "", _HEADS.sub("", folded(name.lower())))


_HEADS = re.compile(r"(?<!\w)((صحيفه|جريده|وكاله|قناه|مجله|موقع|شبكه|اذاعه) (انباء )?(ال)?|ال|(al|the)[ _-]|al(?=\w{4}))")
"""What an outlet's name may be written with or without."""
