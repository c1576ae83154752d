"""A grammar as tables: what Lark made of it, in records of our own that load without Lark."""

from __future__ import annotations

import msgspec


class Terminal(msgspec.Struct, frozen=True, gc=False):
    """A terminal: its name, priority and pattern (a regular expression)."""

    name: str
    priority: int
    pattern: str


class Rule(msgspec.Struct, frozen=True, gc=False):
    """A rule of a table: what it makes, of how many parts, and how it shows in the tree."""

    origin: str
    size: int
    name: str
    inline: bool  # its children take its place: `_rule`, and the lists that Lark makes of `x+`
    unwrap: bool  # `?rule`: an only child takes its place


class Table(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A grammar as LALR tables; an action is a state to shift to, or -1 - the rule to reduce by."""

    name: str
    terminals: tuple[Terminal, ...]
    rules: tuple[Rule, ...]
    states: tuple[dict[str, int], ...]
    start: int
    end: int
