"""What can go wrong with the call or the machine; trouble with a text is a warning in its result."""

from __future__ import annotations


class MinutesError(Exception):
    """Base of every error raised on purpose; its text is one line for the user."""


class SourceError(MinutesError):
    """A source cannot be read as text: missing, a folder, unreadable or binary."""


class GrammarError(MinutesError):
    """A grammar or a patch to one is faulty; the text names the file, the line and what was expected."""


class DialectError(MinutesError):
    """No dialect of the name asked for."""


class RecordError(MinutesError):
    """JSON that does not hold the records of the schema."""


class OutputError(MinutesError):
    """An output cannot be written."""
