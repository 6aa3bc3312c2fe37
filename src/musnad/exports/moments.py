"""Publication dates as moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(published: str | None) -> datetime | None:
    """A publication date (ISO 8601) in UTC; midnight where only its day is known, None where it is no date. A time without a zone is UTC.

    >>> utc("2018-02-18T21:35:43+04:00").isoformat()
    '2018-02-18T17:35:43+00:00'
    """
    try:
        read = datetime.fromisoformat((published or "").strip())
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
