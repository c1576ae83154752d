"""Minutes from an input that holds either their text or the JSON that parsing it gave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import PathLike, fspath

from minutes_cli import api, codec
from minutes_cli.errors import RecordError
from minutes_cli.model import Minutes
from minutes_cli.source import STDIN, printable, read

# An object of JSON, as no minutes begin: `{` and then a name or the end.
_JSON = re.compile(r"\s*\{\s*[\"}]")


def load(path: str | PathLike[str]) -> Iterator[Minutes]:
    """Give the minutes that a file holds, or standard input for `-`: one for a text, any number for JSON.

    Raises SourceError where it cannot be read as text and RecordError where it is JSON of another kind; both
    begin with the name as given.
    """
    raw = read(path)
    if not _JSON.match(raw.text):
        yield api.parse_raw(raw)
        return
    try:
        yield from codec.from_lines(raw.text)
    except RecordError as fault:
        label = "standard input" if fspath(path) == STDIN else printable(fspath(path))
        raise RecordError(f"{label}: {fault}") from fault
