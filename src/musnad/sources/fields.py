"""A row of anybody's making → a `Document`: which field means what, and whether the values can be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from musnad.errors import SourceError
from musnad.record import Document
from musnad.sources.decoding import sound

FIELDS = ("id", "outlet", "published", "url", "title", "text")
LONGEST = 200_000
"""Code points; a longer text is a book or a dump, not an article."""


@dataclass(frozen=True, slots=True)
class Fields:
    """How the fields of an input are called, and the publication date of articles that bring none.

    >>> Fields({"text": "body"}).document({"body": "التقى الوزيران."}, "a1").text
    'التقى الوزيران.'
    """

    names: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None

    def __post_init__(self) -> None:
        for name in self.names:
            if name not in FIELDS:
                raise SourceError(f"no field is called «{name}»; an article has {', '.join(FIELDS)}")
        if self.published is not None:
            check_date(self.published)

    def name(self, field_name: str) -> str:
        """What the input calls a field."""
        return self.names.get(field_name, field_name)

    def document(self, row: Mapping[str, object], otherwise: str) -> Document:
        """The document of a row; `otherwise` is its id where the row has none. Raises `SourceError` with the reason."""
        values = {name: self._value(row, name) for name in FIELDS}
        text = values.pop("text")
        if text is None:
            called = self.name("text")
            found = ", ".join(str(key) for key in list(row)[:8]) or "none"
            if called in row:
                raise SourceError(f"the text («{called}») is empty")
            raise SourceError(f"there is no field «{called}» (fields found: {found}); name it with --map text=NAME")
        if len(text) > LONGEST:
            raise SourceError(f"the text has {len(text):,} characters; the limit is {LONGEST:,}: split it into its articles")
        published = values.pop("published") or self.published
        if published is not None:
            check_date(published)
        return Document(
            id=values["id"] or otherwise, text=text, published=published,
            outlet=values["outlet"], url=values["url"], title=values["title"],
        )  # fmt: skip

    def _value(self, row: Mapping[str, object], name: str) -> str | None:
        value = row.get(self.name(name))
        if value is None:
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool) and name == "id":
            value = str(value)
        if not isinstance(value, str):
            raise SourceError(f"«{self.name(name)}» should be text and is {type(value).__name__}")
        if not sound(value):
            raise SourceError(f"«{self.name(name)}» holds bytes that are no valid text in the file's encoding")
        return value if value.strip() else None


def check_date(value: str) -> None:
    """Raises `SourceError` where a publication date is not ISO 8601."""
    try:
        datetime.fromisoformat(value.strip())
    except ValueError:
        raise SourceError(f"the date «{value}» is not in ISO form (2023-03-29 or 2023-03-29T14:20:00+03:00)") from None
