"""Bytes on disk → text: decompressed, and decoded from the encoding they are in.

Arabic text reaches users as UTF-8 (with or without a byte order mark), UTF-16 (what Windows calls Unicode) and
windows-1256. A mark decides; else text that is valid UTF-8 is UTF-8, text with zero bytes in every other place is UTF-16,
and the rest is windows-1256: Arabic in windows-1256 is never valid UTF-8.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from musnad.errors import SourceError

HEAD = 1 << 16
"""Bytes looked at to tell the encoding."""
BROKEN = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile, OSError, UnicodeError)
"""What reading a damaged file raises."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PACKED: tuple[tuple[bytes, Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b", lambda raw: gzip.GzipFile(fileobj=raw)),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
    (b"BZh", bz2.BZ2File),
)


class Counted(io.RawIOBase):
    """A raw stream that tells `count` how many bytes were read from it."""

    def __init__(self, raw: BinaryIO, count: Callable[[int], None]) -> None:
        self._raw = raw
        self._count = count

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill `buffer`; the number of bytes put there, 0 at the end."""
        view = memoryview(cast(bytearray, buffer))
        data = self._raw.read(len(view))
        view[: len(data)] = data
        self._count(len(data))
        return len(data)


def text_of(raw: BinaryIO, count: Callable[[int], None] = lambda n: None) -> io.TextIOWrapper:
    """The text of a binary stream, line ends as they stand.

    Bytes that the encoding does not allow become lone surrogates (UTF-8) or U+FFFD (UTF-16), so that one bad line spoils
    only itself; `sound` tells. Raises `SourceError` for what is no text at all, and what `BROKEN` lists for damaged files.
    """
    stream: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, Counted(raw, count)), HEAD)
    for magic, unpack in _PACKED:
        if stream.peek(8).startswith(magic):
            stream = io.BufferedReader(cast(io.RawIOBase, unpack(stream)), HEAD)
            break
    encoding = encoding_of(stream.peek(HEAD))
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")


def encoding_of(head: bytes) -> str:
    """The encoding of a text that begins with these bytes. Raises `SourceError` where they are no text."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _readable(head[: len(head) & ~1].decode(encoding, "replace")):
                return encoding
        raise SourceError("this is a binary file, not text")
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return _legacy(head)
    return "utf-8" if text.isascii() or any(map(_arabic, text)) or not _by_chance(head) else "cp1256"


def _arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff"


def _by_chance(head: bytes) -> bool:
    """A few windows-1256 letters may happen to be valid UTF-8: then every one of them is Arabic in windows-1256."""
    return all(_arabic(letter) for letter in head.decode("cp1256") if letter > "~")


def _readable(text: str) -> bool:
    """Whether nine letters of ten are Arabic or plain ASCII."""
    plain = sum("\u0600" <= letter <= "\u06ff" or " " <= letter <= "~" or letter in "\r\n\t" for letter in text)
    return plain > 0.9 * len(text)


def _legacy(head: bytes) -> str:
    """windows-1256, unless most of the non-ASCII text was good UTF-8: then it is UTF-8 with damage in it."""
    survived = head.decode("utf-8", "ignore")
    good = sum("\u0600" <= letter <= "\u06ff" for letter in survived)
    bad = sum(byte >= 0x80 for byte in head) - 2 * good
    return "utf-8" if good > bad else "cp1256"


def sound(text: str) -> bool:
    """Whether a text holds no trace of bytes that could not be decoded."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
