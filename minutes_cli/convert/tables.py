"""The records as tables, made from the model: a table for each list, and for each list within its rows.

A row's key is (`document`, `id`), or (`document`, …, `position`) where the model gives no ids; `position`
counts from 0 within its list, in the order of the text. A field of the model is a column of the same name.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Literal

import msgspec

from minutes_cli.convert.tally import LISTS
from minutes_cli.model import Meeting, Minutes, Record, Source

Value = str | int | bool | None
Kind = Literal["text", "integer", "boolean"]

MEETINGS = "meetings"
# Which list a field points into; all else is plain data.
_TARGETS = {
    "addressee": "attendees",
    "amends": "motions",
    "answers": "questions",
    "attendee": "attendees",
    "chair": "attendees",
    "co_speakers": "attendees",
    "item": "items",
    "motion": "motions",
    "moved_by": "attendees",
    "owner": "attendees",
    "parent": "items",
    "resolution": "resolutions",
    "seconded_by": "attendees",
    "speaker": "attendees",
    "substitute_for": "attendees",
}


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its name, what it holds and the table that it points into, if any."""

    name: str
    kind: Kind
    target: str | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its name, columns and key.

    Where it belongs to the rows of another, `owner` is that table and the column here that points there.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    owner: tuple[str, str] | None = None


class _Part(msgspec.Struct, frozen=True):
    """A list within the rows of another: its attribute and table, and the type of its rows.

    The type is None for plain ids; `plain` are the attributes of the rows that are columns.
    """

    attribute: str
    table: Table
    record: type[Record] | None
    plain: tuple[str, ...]


def _singular(name: str) -> str:
    return name.removesuffix("s")


def _kind(hint: object) -> Kind | None:
    """What a column of a type holds; None for a list, which is a table of its own."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    first = next(option for option in options if option is not type(None))
    if typing.get_origin(first) is tuple:
        return None
    if first is bool:
        return "boolean"
    return "integer" if first is int else "text"


def _plain(record: type[Record]) -> list[tuple[str, Column]]:
    """The attributes of a record that are columns."""
    found = []
    for field in msgspec.structs.fields(record):
        kind = _kind(field.type)
        if kind is not None:
            column = Column(name=field.encode_name, kind=kind, target=_TARGETS.get(field.encode_name))
            found.append((field.name, column))
    return found


def _lists(record: type[Record]) -> list[tuple[str, type[Record] | None]]:
    """The attributes of a record that are lists, with the type of their rows; None for ids."""
    found: list[tuple[str, type[Record] | None]] = []
    for field in msgspec.structs.fields(record):
        if _kind(field.type) is None:
            inner = typing.get_args(field.type)[0]
            found.append((field.name, inner if isinstance(inner, type) and issubclass(inner, Record) else None))
    return found


_DOCUMENT = Column(name="document", kind="text", target=MEETINGS)
_POSITION = Column(name="position", kind="integer")
_UPPER = Column(name="upper", kind="integer")  # the position of the row above, in a tree


def _part(owner: str, attribute: str, record: type[Record] | None) -> _Part:
    taken = record is not None and _singular(owner) in record.__struct_fields__
    own = Column(name=_singular(owner) + ("_id" if taken else ""), kind="text", target=owner)
    columns = [_DOCUMENT, own, _POSITION]
    plain: tuple[str, ...] = ()
    if record is None:
        target = _TARGETS[attribute]
        columns.append(Column(name=_singular(target), kind="text", target=target))
    else:
        fields = _plain(record)
        plain = tuple(name for name, _ in fields)
        tree = any(inner is record for _, inner in _lists(record))
        columns += [*([_UPPER] if tree else []), *(column for _, column in fields)]
    table = Table(
        name=f"{_singular(owner)}_{attribute}",
        columns=tuple(columns),
        key=("document", own.name, "position"),
        owner=(owner, own.name),
    )
    return _Part(attribute, table, record, plain)


class _List:
    """A list of the model: its table, the attributes in the table's order, and the lists within its rows."""

    def __init__(self, name: str) -> None:
        hint = next(field.type for field in msgspec.structs.fields(Minutes) if field.name == name)
        record: type[Record] = typing.get_args(hint)[0]
        fields = _plain(record)
        columns = [column for _, column in fields]
        self.name = name
        self.has_ids = "id" in record.__struct_fields__
        self.plain = tuple(attribute for attribute, _ in fields)
        if self.has_ids:
            columns.insert(1, _POSITION)
        else:
            columns.insert(0, _POSITION)
        key = ("document", "id" if self.has_ids else "position")
        self.table = Table(name=name, columns=(_DOCUMENT, *columns), key=key)
        self.parts = [_part(name, attribute, inner) for attribute, inner in _lists(record)]


_SOURCE = [pair for pair in _plain(Source) if pair[0] != "name"]
_MEETING = _plain(Meeting)
_MEETINGS = Table(
    name=MEETINGS,
    columns=(
        Column(name="document", kind="text"),
        Column(name="schema_version", kind="text"),
        *(column for _, column in (*_SOURCE, *_MEETING)),
    ),
    key=("document",),
)
_ALL = [_List(name) for name in LISTS]
TABLES = (
    _MEETINGS,
    *(entry.table for entry in _ALL),
    *(part.table for entry in _ALL for part in entry.parts),
)


def rows(minutes: Minutes) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """All rows of some minutes, each with the name of its table, in the order of the tables' columns."""
    document = minutes.source.name or ""
    source = (getattr(minutes.source, name) for name, _ in _SOURCE)
    meeting = (getattr(minutes.meeting, name) for name, _ in _MEETING)
    yield MEETINGS, (document, minutes.schema_version, *source, *meeting)
    for entry in _ALL:
        for position, row in enumerate(getattr(minutes, entry.name)):
            values = [getattr(row, name) for name in entry.plain]
            values.insert(1 if entry.has_ids else 0, position)
            yield entry.name, (document, *values)
            for part in entry.parts:
                if inner := getattr(row, part.attribute):
                    yield from _inner(document, row.id, part, inner)


def _inner(document: str, key: str, part: _Part, inner: tuple[object, ...]) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """The rows of a list within a row; a tree is laid out with each row before those below it."""
    name = part.table.name
    if part.record is None:
        for position, value in enumerate(inner):
            yield name, (document, key, position, str(value))
        return
    tree = _UPPER in part.table.columns
    waiting: list[tuple[object, int | None]] = [(row, None) for row in reversed(inner)]
    position = 0
    while waiting:
        row, upper = waiting.pop()
        values = [getattr(row, attribute) for attribute in part.plain]
        yield name, (document, key, position, *([upper] if tree else []), *values)
        if tree:
            waiting += [(below, position) for below in reversed(getattr(row, part.attribute))]
        position += 1
