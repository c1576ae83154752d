"""What can go wrong with the call or the machine; trouble with a text is a warning in its result."""

from __future__ import annotations


class MinutesError(Exception):
    """Base of every error raised on purpose; its text is one line for the user."""


class SourceError(MinutesError):
    """A source cannot be read as text; `kind` says in a word why not."""

    kind = "unreadable"


class BinaryError(SourceError):
    """A source is of a kind that holds no text, or of one that is not read."""

    kind = "binary"


class EncodingError(SourceError):
    """The characters of a source cannot be told."""

    kind = "encoding"


class MissingExtraError(SourceError):
    """A format is read by a package that is not installed."""

    kind = "missing-extra"


class ScanError(SourceError):
    """A document holds pictures of text, and no text."""

    kind = "scan"


class LimitError(SourceError):
    """A document goes beyond a limit."""

    kind = "limit"


class BrokenError(SourceError):
    """A document is damaged."""

    kind = "broken"


class EncryptedError(SourceError):
    """A document is locked with a password."""

    kind = "encrypted"


class GrammarError(MinutesError):
    """A grammar or a patch to one is faulty; the text names the file, the line and what was expected."""


class DialectError(MinutesError):
    """No dialect of the name asked for."""


class RecordError(MinutesError):
    """JSON that does not hold the records of the schema."""


class OutputError(MinutesError):
    """An output cannot be written."""
