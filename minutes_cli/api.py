"""Parsing as other programs call it."""

from __future__ import annotations

from os import PathLike

import msgspec

from minutes_cli import paging, pipeline, source
from minutes_cli.model import Minutes


def parse(
    text: str, *, name: str | None = None, dialect: str | None = None, grammar: str | PathLike[str] | None = None
) -> Minutes:
    """Read minutes from a text; offsets in the result count its code points.

    `name` is what the result calls the text. `dialect` names the house style, which is otherwise recognised;
    `grammar` is the path of a patch of your own. Never refuses a text. Raises DialectError for a dialect that
    does not exist and GrammarError for a faulty patch.
    """
    return pipeline.parse(text, name=name, dialect=dialect, grammar=grammar)


def parse_file(
    path: str | PathLike[str], *, dialect: str | None = None, grammar: str | PathLike[str] | None = None
) -> Minutes:
    """Read minutes from a file, or from standard input for `-`; the result has the file's name.

    Offsets count code points of the decoded text without its byte-order mark, line ends as they are: what
    `open(path, encoding=minutes.source.encoding, newline="").read()` gives. Those of a web page, a PDF or
    a Word document count in the text that was read from it. Raises SourceError where the file cannot be
    read, and what `parse` raises.
    """
    return parse_raw(source.read(path), dialect=dialect, grammar=grammar)


def parse_raw(raw: source.Raw, *, dialect: str | None = None, grammar: str | PathLike[str] | None = None) -> Minutes:
    """Read minutes from a text as it came in; every place in them gets its page where the text has pages."""
    minutes = pipeline.parse(
        raw.text, name=raw.name, dialect=dialect, grammar=grammar, sha256=raw.sha256, encoding=raw.encoding
    )
    origin = msgspec.structs.replace(minutes.source, format=raw.format)
    return paging.number(msgspec.structs.replace(minutes, source=origin), raw.pages)
