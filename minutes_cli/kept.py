"""What is made of patterns and kept in the user's cache folder, so that the next start need not make it again.

Compiling a regular expression takes a hundred times as long as to load what the compiler made of it. That is
kept here, by pattern and for one release of Python, with what else is read off patterns. A folder that cannot
be read or written costs only time; of several processes that write, the last one wins.
"""

from __future__ import annotations

import os
import re
import sys
from array import array
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import msgspec

from minutes_cli.digest import digest

T = TypeVar("T")

_MOST = 8_000  # entries that are kept
_FORMAT = 1
_sre: Any = import_module("_sre")


class _Code(msgspec.Struct, array_like=True):
    """A compiled expression: what the compiler made of its pattern."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


def folder() -> str:
    """The folder for what may be made again; RuntimeError where there is no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    if base.startswith("~"):
        raise RuntimeError("no home folder")
    return os.path.join(base, "minutes-parser")


def write(name: str, data: bytes) -> None:
    """Put a file into the folder, whole or not at all."""
    try:
        place = folder()
        os.makedirs(place, exist_ok=True)
        draft = os.path.join(place, f".{name}.{os.getpid()}.{os.urandom(4).hex()}")
        with open(draft, "xb") as out:
            out.write(data)
        os.replace(draft, os.path.join(place, name))
    except (OSError, RuntimeError):
        return


def read(name: str) -> bytes | None:
    """A file of the folder, None where there is none."""
    try:
        with open(os.path.join(folder(), name), "rb") as file:
            return file.read()
    except (OSError, RuntimeError):
        return None


class _Kept:
    """The entries of the file, and those that were made since it was read."""

    def __init__(self) -> None:
        key = f"{_FORMAT}\0{sys.version}\0{_sre.MAGIC}\0{array('I').itemsize}\0{sys.byteorder}"
        self._name = digest(key.encode())[:32] + ".patterns"
        self._rows: dict[str, msgspec.Raw] = {}
        self._new = False
        data = read(self._name)
        if data is not None:
            try:
                self._rows = msgspec.msgpack.decode(data, type=dict[str, msgspec.Raw])
            except msgspec.MsgspecError:
                self._rows = {}

    def get(self, key: str, kind: type[T], make: Callable[[], T]) -> T:
        row = self._rows.get(key)
        if row is not None:
            try:
                return msgspec.msgpack.decode(row, type=kind)
            except msgspec.MsgspecError:
                pass
        made = make()
        if len(self._rows) >= _MOST:
            self._rows.clear()
        self._rows[key] = msgspec.Raw(msgspec.msgpack.encode(made))
        self._new = True
        return made

    def save(self) -> None:
        if self._new:
            self._new = False
            write(self._name, msgspec.msgpack.encode(dict(self._rows)))


_kept = _Kept()


def remembered(key: str, kind: type[T], make: Callable[[], T]) -> T:
    """What was made for a key before, else what is made now.

    The key says all that it depends on; `kind` is its type.
    """
    return _kept.get(key, kind, make)


def save() -> None:
    """Keep what was made since the start, for the next one."""
    _kept.save()


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, loaded where it was compiled before."""
    flags = int(flags)
    made = remembered(f"code\0{flags}\0{pattern}", _Code, lambda: _compiled(pattern, flags))
    if not made.code:
        return re.compile(pattern, flags)
    try:
        names: list[str | None] = [None] * made.groups
        for name, number in made.names.items():
            names[number] = name
        code = array("I", made.code).tolist()
        found: re.Pattern[str] = _sre.compile(pattern, made.flags, code, made.groups - 1, made.names, tuple(names))
    except (TypeError, ValueError, RuntimeError, IndexError):  # another Python's, or damaged
        return re.compile(pattern, flags)
    return found


def _compiled(pattern: str, flags: int) -> _Code:
    """What the compiler makes of a pattern; no code where this Python's is not the one that is known here."""
    try:
        parser, compiler = import_module("re._parser"), import_module("re._compiler")
        parsed = parser.parse(pattern, flags)
        code = compiler._code(parsed, flags)
        return _Code(
            flags | parsed.state.flags, array("I", code).tobytes(), parsed.state.groups, dict(parsed.state.groupdict)
        )
    except (ImportError, AttributeError, TypeError):
        return _Code(flags, b"", 0, {})
