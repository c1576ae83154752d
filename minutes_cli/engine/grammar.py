"""Grammars, lexicons and patches made into tables.

A grammar is the text of its files, with a dialect's and the user's patches appended. Its tables are kept in
the user's cache folder, so that Lark is imported only when a grammar has changed.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from importlib.util import find_spec

import msgspec

from minutes_cli import kept
from minutes_cli.digest import digest
from minutes_cli.engine.parts import FED_BY, PARTS, of_files, read_file, source
from minutes_cli.engine.patches import Patch, Statement, parse_patch, read_patch, route
from minutes_cli.engine.tables import Rule, Table
from minutes_cli.errors import GrammarError

__all__ = [
    "FED_BY",
    "PARTS",
    "Patch",
    "Rule",
    "Statement",
    "Table",
    "check",
    "parse_patch",
    "read_file",
    "read_patch",
    "source",
    "table",
]

FORMAT = 5  # of the remembered tables; raised when they change shape


def check(patch: Patch, before: tuple[Patch, ...] = ()) -> None:
    """Compile every grammar that a patch touches; GrammarError names the line at fault.

    `before` are the patches that go before it.
    """
    for part in route(patch):
        table(part, (*before, patch))


@functools.lru_cache(maxsize=512)
def table(part: str, patches: tuple[Patch, ...] = ()) -> Table:
    """The tables of a grammar under patches, from the cache folder or made anew.

    Patches that leave the grammar as it is give the very tables that it has without them.
    """
    parts = {part, FED_BY.get(part, part)}
    touching = tuple(patch for patch in patches if parts & route(patch).keys())
    if touching != patches:
        return table(part, touching)
    own, of_words = (_statements(name, patches) for name in (part, FED_BY.get(part, "")))
    state = [part, *(s.text for s in own), "", *(s.text for s in of_words), _made_by()]
    known = _recall(of_files("tables", "\0".join(state), str, lambda: _key(part, patches)))
    return known or _compile(part, patches)


def _statements(part: str, patches: tuple[Patch, ...]) -> list[Statement]:
    return [s for patch in patches for s in route(patch).get(part, ())]


def _text(part: str, patches: tuple[Patch, ...]) -> str:
    return "\n".join([source(part), *(s.text for s in _statements(part, patches))])


def _words(part: str, patches: tuple[Patch, ...]) -> Table | None:
    """The tables of the grammar whose tokens a grammar reads."""
    return table(FED_BY[part], patches) if part in FED_BY else None


def _key(part: str, patches: tuple[Patch, ...]) -> str:
    """The name under which the tables of a grammar are kept: it tells all that they are made of."""
    words = _words(part, patches)
    names = ",".join(t.name for t in words.terminals) if words else ""
    return digest("\0".join((part, _text(part, patches), names, _made_by())).encode())


@functools.cache
def _made_by() -> str:
    """What tells the makers of tables from those of another release, without importing Lark."""
    found = find_spec("lark")
    state = os.stat(found.origin) if found is not None and found.origin else None
    lark = f"{state.st_size} {state.st_mtime_ns}" if state is not None else ""
    return f"{FORMAT}\0{lark}\0{sys.version}"


def _recall(key: str) -> Table | None:
    data = kept.read(f"{key}.tables")
    try:
        return None if data is None else msgspec.msgpack.decode(data, type=Table)
    except msgspec.MsgspecError:
        return None


def _compile(part: str, patches: tuple[Patch, ...]) -> Table:
    """The tables of a grammar made by Lark, and kept."""
    from lark.exceptions import LarkError  # late: start-up without Lark where tables are remembered

    from minutes_cli.engine import faults
    from minutes_cli.engine.building import build

    words = _words(part, patches)
    try:
        made = build(part, _text(part, patches), words)
    except (LarkError, re.error) as problem:
        _trace(part, words, _statements(part, patches))
        raise GrammarError(f"grammar {part}: {faults.told(str(problem))}") from problem
    kept.write(f"{_key(part, patches)}.tables", msgspec.msgpack.encode(made))
    return made


def _trace(part: str, words: Table | None, statements: list[Statement]) -> None:
    """Raise GrammarError for the first statement of the patches with which the grammar no longer compiles."""
    from lark.exceptions import LarkError

    from minutes_cli.engine import faults
    from minutes_cli.engine.building import build

    text = source(part)
    for statement in statements:
        first = text.count("\n") + 2  # the line at which the statement begins
        text += "\n" + statement.text
        try:
            build(part, text, words)
        except (LarkError, re.error) as problem:
            inside = max((faults.line(str(problem)) or first) - first, 0)
            at = statement.line + min(inside, statement.text.rstrip().count("\n"))
            where = f"{statement.origin}, line {at}"
            raise GrammarError(f"{where}: {statement.name}: {faults.told(str(problem))}") from problem
