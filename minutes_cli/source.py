"""The way in: bytes become text, and what is no text is refused with the fix named."""

from __future__ import annotations

import sys
from os import PathLike, fsencode, fspath, path

import msgspec

from minutes_cli.decoding import decode
from minutes_cli.digest import digest
from minutes_cli.errors import SourceError
from minutes_cli.labels import STDIN, printable, reason
from minutes_cli.limits import DEFAULTS, Limits
from minutes_cli.readers import ReadDocument, format_of, read_document

__all__ = ["STDIN", "Raw", "decode", "printable", "read", "reason"]

_ENDLESS = Limits(max_bytes=sys.maxsize, max_characters=sys.maxsize)
"""For plain text, which costs no more than its own size, and for the JSON of many meetings."""


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """A text as it came in.

    `name` is the file's own, without folders, and None for standard input; `sha256` is of its bytes.
    `format` is what the text was taken from, and `pages` are the offsets at which the pages of a PDF begin.
    """

    name: str | None
    sha256: str
    text: str
    encoding: str
    format: str = "text"
    pages: tuple[int, ...] | None = None


def read(place: str | PathLike[str]) -> Raw:
    """Read a file, or standard input for `-`.

    A web page, a PDF or a Word document becomes its text. Raises SourceError, one line that begins with the
    name as given, where it cannot be read.
    """
    given = fspath(place)
    label = "standard input" if given == STDIN else printable(given)
    data = _bytes_of(given, label)
    try:
        found = _read("FILE" if given == STDIN else label, data)
    except SourceError as fault:
        raise type(fault)(f"{label}: {fault}") from fault
    name = None if given == STDIN else _name_of(given)
    return Raw(
        name=name,
        sha256=digest(data),
        text=found.text,
        encoding=found.encoding,
        format=found.format,
        pages=found.pages,
    )


def _read(name: str, data: bytes) -> ReadDocument:
    plain = format_of(name, data) in ("text", "markdown")
    return read_document(name, data, _ENDLESS if plain else DEFAULTS)


def _bytes_of(given: str, label: str) -> bytes:
    """All bytes of a file or of standard input."""
    try:
        if given != STDIN:
            with open(given, "rb") as file:
                return file.read()
        if sys.stdin is None:
            raise SourceError(f"{label}: it is closed")
        return sys.stdin.buffer.read()
    except OSError as fault:
        raise SourceError(f"{label}: {reason(fault, label)}") from fault
    except ValueError as fault:  # a NUL in the name, or a stream that was closed
        raise SourceError(f"{label}: {fault}") from fault


def _name_of(given: str) -> str:
    """The last part of a path; bytes in it that are not UTF-8 become U+FFFD, for JSON cannot hold them."""
    return fsencode(path.basename(given)).decode("utf-8", "replace")
