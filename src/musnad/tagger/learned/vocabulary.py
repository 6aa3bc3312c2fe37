"""Words to pieces, each word once: news repeats itself, so nearly every word comes from memory."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from musnad.tagger.learned.windows import UNKNOWN

_REMEMBERED = 200_000
"""Words; about 40 MB. The news corpus has some 400 000 forms, most of them once."""


class Vocabulary:
    """A splitter of words into the pieces the network knows."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """From a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    def pieces(self, word: str, spaced: bool) -> tuple[int, ...]:
        """Ids of a word's pieces, at least one; a single sign that touches the word before it has a piece of its own."""
        key = word, spaced
        found = self._known.get(key)
        if found is None:
            if not spaced and len(word) == 1 and (sign := self._tokenizer.token_to_id(word)) is not None:
                found = (sign,)
            else:
                found = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids) or (UNKNOWN,)
            if len(self._known) < _REMEMBERED:
                self._known[key] = found
        return found
