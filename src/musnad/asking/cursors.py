"""Cursors: where the next page begins, as one word to pass on. A cursor fits the question that it was given with, and no other."""

from __future__ import annotations

import base64
import binascii
from hashlib import blake2b
from typing import Any

import msgspec

from musnad.asking.answers import Selection
from musnad.errors import AskingError
from musnad.store.questions import Key

_SIZE = 6
"""Bytes of the digest that ties a cursor to its question."""
MOST = 500
"""Items of one page; whoever wants all of them takes the stream."""


def write(what: str, question: Selection | str, key: Key) -> str:
    """The cursor after a key, of a list (`what`) that answers a question."""
    data = msgspec.json.encode([*key.by, key.id, _digest(what, question)])
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(what: str, question: Selection | str, cursor: str | None) -> Key | None:
    """The key in a cursor; None for no cursor. Raises `AskingError` for one that was given with another question."""
    if not cursor:
        return None
    try:
        data: list[Any] = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=list[Any])
    except (ValueError, binascii.Error, msgspec.DecodeError):
        raise AskingError("this is no cursor; pass on `next` of the page before as it is", "after") from None
    if len(data) < 3 or data[-1] != _digest(what, question) or not isinstance(data[-2], int):
        raise AskingError("this cursor belongs to another question; begin again without it", "after")
    return Key(tuple(data[:-2]), data[-2])


def checked_limit(limit: int) -> int:
    """A number of items on a page. Raises `AskingError` beyond 1 and `MOST`."""
    if not 1 <= limit <= MOST:
        raise AskingError(f"a page holds 1 to {MOST} items; {limit} were asked for", "limit")
    return limit


def _digest(what: str, question: Selection | str) -> str:
    return blake2b(msgspec.json.encode([what, question]), digest_size=_SIZE).hexdigest()
