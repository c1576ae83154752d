"""Turns the minutes of meetings into data.

Call `parse` or `parse_file`; both give a `Minutes`, which `to_json` writes and `from_json` reads back.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minutes_cli.api import parse, parse_file
    from minutes_cli.codec import from_json, json_schema, to_json
    from minutes_cli.errors import DialectError, GrammarError, MinutesError, RecordError, SourceError
    from minutes_cli.model import (
        Action,
        Attendee,
        Block,
        Clause,
        Declaration,
        Document,
        Item,
        Meeting,
        Mention,
        Minutes,
        Motion,
        Question,
        Resolution,
        Response,
        Source,
        Statement,
        Vote,
        Voter,
        Warning,
    )

    __version__: str

__all__ = [
    "Action",
    "Attendee",
    "Block",
    "Clause",
    "Declaration",
    "DialectError",
    "Document",
    "GrammarError",
    "Item",
    "Meeting",
    "Mention",
    "Minutes",
    "MinutesError",
    "Motion",
    "Question",
    "RecordError",
    "Resolution",
    "Response",
    "Source",
    "SourceError",
    "Statement",
    "Vote",
    "Voter",
    "Warning",
    "__version__",
    "from_json",
    "json_schema",
    "parse",
    "parse_file",
    "to_json",
]

_HOMES = {
    "parse": "api",
    "parse_file": "api",
    "from_json": "codec",
    "json_schema": "codec",
    "to_json": "codec",
}


def __getattr__(name: str) -> object:
    """Fetch a public name from its module at first use: the grammars and msgspec are slow to import."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "__version__":
        return import_module("importlib.metadata").version("minutes-parser")
    home = _HOMES.get(name, "errors" if name.endswith("Error") else "model")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
