"""A file that only grows and gives out what it got since last time: what turns libraries that write files into streams of bytes."""

from __future__ import annotations

import io
from typing import Any


class Sink(io.RawIOBase):
    """Takes bytes, gives them out with `drained`, and can't be gone back in."""

    def __init__(self) -> None:
        super().__init__()
        self._new: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        """It takes bytes."""
        return True

    def write(self, data: Any) -> int:
        """Take some bytes; all of them are taken at once."""
        self._new.append(bytes(data))
        self._length += len(self._new[-1])
        return len(self._new[-1])

    def tell(self) -> int:
        """How many bytes were taken so far."""
        return self._length

    def drained(self) -> bytes:
        """The bytes that were taken since the last time."""
        data, self._new = b"".join(self._new), []
        return data
