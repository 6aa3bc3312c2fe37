"""What Musnad raises. Every error says what was wrong, where, and what to do."""


class MusnadError(Exception):
    """The root of all errors that a caller may want to catch."""


class RecordError(MusnadError, ValueError):
    """A record that breaks its own laws, or bytes that are not a record."""


class SourceError(MusnadError):
    """An input that cannot be read as articles: a missing file, an unknown format, an empty text."""


class KnowledgeError(MusnadError):
    """A table of knowledge that breaks its own rules: the message names table, line and fault."""


class NetworkError(MusnadError):
    """The trained network cannot be loaded: its files are missing, or the device asked for is not there."""


class StoreError(MusnadError):
    """A database that cannot be opened, read or written, or a judgement about something that it doesn't hold."""


class AskingError(MusnadError):
    """A question that can't be answered as it was put: `field` is the part at fault, `suggestions` what may have been meant.

    `reason` is a word for what is wrong with the field where its value by itself is fine («unfit», «reversed»), so that pages can say
    it in their own language.
    """

    def __init__(
        self, message: str, field: str | None = None, suggestions: tuple[str, ...] = (), *, reason: str | None = None
    ) -> None:
        super().__init__(message)
        self.field, self.suggestions, self.reason = field, suggestions, reason


class NotFound(AskingError):
    """Nothing has the id, or the name, that was asked for."""
