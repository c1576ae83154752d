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
from minutes_cli.engine.parts import FED_BY, PARTS, read_file, source
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

FORMAT = 4  # of the remembered tables; raised when they change shape


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
    statements = [s for patch in patches for s in route(patch).get(part, ())]
    text = "\n".join([source(part), *(s.text for s in statements)])
    words = table(FED_BY[part], patches) if part in FED_BY else None
    key = _key(part, text, words)
    known = _recall(key)
    if known is None:
        known = _compile(part, text, words, statements)
        kept.write(f"{key}.tables", msgspec.msgpack.encode(known))
    return known


def _key(part: str, text: str, words: Table | None) -> str:
    names = ",".join(t.name for t in words.terminals) if words else ""
    parts = (str(FORMAT), part, text, names, _lark(), sys.version)
    return digest("\0".join(parts).encode())


@functools.cache
def _lark() -> str:
    """What tells one Lark from another, without importing it."""
    found = find_spec("lark")
    state = os.stat(found.origin) if found is not None and found.origin else None
    return f"{state.st_size} {state.st_mtime_ns}" if state is not None else ""


def _recall(key: str) -> Table | None:
    data = kept.read(f"{key}.tables")
    try:
        return None if data is None else msgspec.msgpack.decode(data, type=Table)
    except msgspec.MsgspecError:
        return None


def _compile(part: str, text: str, words: Table | None, statements: list[Statement]) -> Table:
    from lark.exceptions import LarkError  # late: start-up without Lark where tables are remembered

    from minutes_cli.engine import faults
    from minutes_cli.engine.building import build

    try:
        return build(part, text, words)
    except (LarkError, re.error) as problem:
        _trace(part, words, statements)
        raise GrammarError(f"grammar {part}: {faults.told(str(problem))}") from problem


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
