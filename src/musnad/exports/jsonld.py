"""JSON-LD as a stream: one document with its own @context (nothing is fetched to read it) and a list that may be of any length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec


def document(head: Mapping[str, Any], key: str, items: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A JSON object with the fields of `head` (at least @context) and, under `key`, the items one after another, a line each."""
    yield msgspec.json.encode(head)[:-1] + b"," + msgspec.json.encode(key) + b":["
    comma = b"\n"
    for item in items:
        yield comma + msgspec.json.encode(filled(item))
        comma = b",\n"
    yield b"\n]}\n"


def filled(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that hold something."""
    return {name: value for name, value in item.items() if value not in (None, "", [], {})}
