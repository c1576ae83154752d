"""The records as JSON, there and back."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from minutes_cli.errors import RecordError
from minutes_cli.model import SCHEMA_VERSION, Minutes

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def to_json(minutes: Minutes, *, indent: int | None = None) -> bytes:
    """Write minutes as one JSON object in UTF-8, without a newline at its end.

    All of it stands on one line, or is indented by `indent` spaces a level. The same records always give
    the same bytes. Raises RecordError where a text holds half of a surrogate pair, which UTF-8 cannot.
    """
    try:
        data = msgspec.json.encode(minutes)
    except UnicodeEncodeError as fault:
        raise RecordError("the text holds half of a surrogate pair; replace it before parsing") from fault
    return data if indent is None else msgspec.json.format(data, indent=indent)


def from_json(data: bytes | str) -> Minutes:
    """Read minutes from one JSON object, as `to_json` writes it; fields that are not known are ignored.

    Raises RecordError, one line that names the place, where the data is no such object.
    """
    try:
        minutes = msgspec.json.decode(data, type=Minutes)
    except (msgspec.DecodeError, UnicodeError) as fault:
        raise RecordError(f"not the JSON of minutes: {fault}") from fault
    except RecursionError as fault:
        raise RecordError("not the JSON of minutes: it is nested too deeply") from fault
    if minutes.schema_version != SCHEMA_VERSION:
        found = ascii(minutes.schema_version)
        raise RecordError(f"JSON of schema version {found}; this program reads version '{SCHEMA_VERSION}'")
    return minutes


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of what `to_json` writes, made from the records."""
    schema = {"$schema": _DRAFT, "title": "minutes", **msgspec.json.schema(Minutes)}
    return msgspec.json.decode(msgspec.json.encode(schema), type=dict[str, object])  # defaults are tuples


def from_lines(text: str) -> Iterator[Minutes]:
    """Read what `minutes parse` printed: one object over any number of lines, or one object a line.

    Raises RecordError as `from_json` does, with the number of the line where there are several objects.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or not lines[0][1].rstrip().endswith("}"):
        yield from_json(text)
        return
    for number, line in lines:
        try:
            yield from_json(line)
        except RecordError as fault:
            raise RecordError(f"line {number}: {fault}") from fault
