"""A grammar as tables: what Lark made of it, in records of our own that load without Lark."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from minutes_cli.engine.lexicon import Lexicon, Terminal

Actions = dict[str, int]  # of a state: a state to shift to, or -1 - the rule to reduce by

_actions = msgspec.msgpack.Decoder(Actions).decode


class Rule(msgspec.Struct, frozen=True, gc=False):
    """A rule of a table: what it makes, of how many parts, and how it shows in the tree."""

    origin: str
    size: int
    name: str
    inline: bool  # its children take its place: `_rule`, and the lists that Lark makes of `x+`
    unwrap: bool  # `?rule`: an only child takes its place


class States(dict[int, Actions]):
    """The states of a table by their numbers, each unpacked when it is first asked for: few texts meet them all."""

    def __init__(self, rows: Sequence[bytes]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, state: int) -> Actions:
        """Unpack a state."""
        actions = self[state] = _actions(self._rows[state])
        return actions

    def all(self) -> list[Actions]:
        """Every state, in order."""
        return [self[state] for state in range(len(self._rows))]


class Table(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A grammar as LALR tables, with the lexicon of a grammar of words; what is packed is unpacked when asked for."""

    name: str
    start: int
    end: int
    lexicon: Lexicon | None
    packed_terminals: bytes
    packed_rules: bytes
    packed_states: tuple[bytes, ...]

    @functools.cached_property
    def terminals(self) -> tuple[Terminal, ...]:
        """The terminals of the grammar."""
        return msgspec.msgpack.decode(self.packed_terminals, type=tuple[Terminal, ...])

    @functools.cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the grammar, by the numbers that actions give them."""
        return msgspec.msgpack.decode(self.packed_rules, type=tuple[Rule, ...])

    @functools.cached_property
    def states(self) -> States:
        """The actions of each state."""
        return States(self.packed_states)


def packed(
    name: str,
    terminals: Sequence[Terminal],
    rules: Sequence[Rule],
    states: Sequence[Actions],
    *,
    start: int,
    end: int,
    lexicon: Lexicon | None,
) -> Table:
    """The tables of a grammar, packed."""
    pack = msgspec.msgpack.encode
    return Table(name, start, end, lexicon, pack(terminals), pack(rules), tuple(map(pack, states)))
