"""Islands: the longest stretch of tokens from a given one that a grammar accepts.

A grammar for whole sentences of minutes does not build; grammars for the parts that matter do. From each token
that may begin one, an LALR parser runs as far as it can and the longest acceptance is kept. What it does depends
only on the types of the tokens, and types recur: the parser's states are kept in a tree whose branches are token
types, grown as texts are read, so that a sequence met before costs one look-up a token.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_cli.grammar import Patch, Table, table

END = "$END"


@dataclass(frozen=True, slots=True)
class Tree:
    """What a rule accepted: `start` and `end` count tokens from where the island begins."""

    name: str
    start: int
    end: int
    children: tuple[Tree | Leaf, ...]

    def find(self, name: str) -> Tree | None:
        """The first subtree of that name, in the order of the text, this one included."""
        if self.name == name:
            return self
        for child in self.children:
            found = child.find(name)
            if isinstance(found, Tree):
                return found
        return None

    def all(self, name: str) -> list[Tree]:
        """The outermost subtrees of that name, in the order of the text."""
        if self.name == name:
            return [self]
        return [found for child in self.children for found in child.all(name)]

    def leaf(self, *types: str) -> Leaf | None:
        """The first token of one of the types anywhere below."""
        for child in self.children:
            found = child.leaf(*types)
            if found is not None:
                return found
        return None

    def leaves(self, *types: str) -> list[Leaf]:
        """The tokens of the types below, in the order of the text."""
        return [found for child in self.children for found in child.leaves(*types)]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A token of an island: its type and its place, counted from where the island begins."""

    name: str
    start: int

    @property
    def end(self) -> int:
        """The place after it."""
        return self.start + 1

    def find(self, _name: str) -> None:
        """A token has no subtree."""

    def all(self, _name: str) -> list[Tree]:
        """A token has no subtree."""
        return []

    def leaf(self, *types: str) -> Leaf | None:
        """Itself, where its type is one of them."""
        return self if self.name in types else None

    def leaves(self, *types: str) -> list[Leaf]:
        """Itself, where its type is one of them."""
        return [self] if self.name in types else []


class _Inline(tuple[Tree | Leaf, ...]):
    """Children on their way to the rule that takes them in place of their own."""

    __slots__ = ()


class _State:
    """A parser after a sequence of token types."""

    __slots__ = ("after", "end", "states", "tree", "values")

    def __init__(self, states: tuple[int, ...], values: tuple[object, ...], end: int) -> None:
        self.states = states
        self.values = values
        self.end = end
        self.after: dict[str, _State | None] = {}
        self.tree: Tree | None = None


class Islands:
    """Finds islands of one grammar, and remembers what it did.

    `longest` bounds an island in tokens, so that no sentence costs more than its length times that; `memory` bounds
    the number of parser states kept.
    """

    def __init__(self, table: Table, *, longest: int = 96, memory: int = 120_000) -> None:
        self._table = table
        self._longest = longest
        self._memory = memory
        self._forget()

    def _forget(self) -> None:
        self._root = _State((self._table.start,), (), 0)
        self._kept = 1

    @functools.cached_property
    def starts(self) -> frozenset[str]:
        """The types of the tokens that can begin an island."""
        return frozenset(name for name in self._table.states[self._table.start] if name.isupper())

    def match(self, types: Sequence[str], at: int = 0) -> Tree | None:
        """The tree of the longest island that begins at a token, or None."""
        if self._kept > self._memory:
            self._forget()
        state: _State | None = self._root
        best: Tree | None = None
        for name in types[at : at + self._longest]:
            assert state is not None
            try:
                state = state.after[name]
            except KeyError:
                state = self._step(state, name)
            if state is None:
                break
            if state.tree is not None:
                best = state.tree
        return best

    def _step(self, state: _State, name: str) -> _State | None:
        """Parse one token on from a state, for the first time."""
        moved = self._advance(state, name)
        state.after[name] = moved
        self._kept += 1
        if moved is not None:
            final = self._advance(moved, END)
            if final is not None:
                value = final.values[0]
                moved.tree = value if isinstance(value, Tree) else Tree("start", 0, moved.end, (value,))  # type: ignore[arg-type]
        return moved

    def _advance(self, state: _State, name: str) -> _State | None:
        actions, rules = self._table.states, self._table.rules
        states, values = list(state.states), list(state.values)
        while True:
            action = actions[states[-1]].get(name)
            if action is None:
                return None
            if action >= 0:
                leaf = Leaf(name, state.end)
                return _State((*states, action), (*values, leaf), state.end + 1)
            rule = rules[-1 - action]
            cut = len(values) - rule.size
            made = _reduce(rule.name, rule.inline, rule.unwrap, values[cut:], state.end)
            del values[cut:], states[cut + 1 :]
            values.append(made)
            target = actions[states[-1]][rule.origin]
            states.append(target)
            if name == END and target == self._table.end:
                return _State(tuple(states), tuple(values), state.end)


def _reduce(name: str, inline: bool, unwrap: bool, parts: list[object], at: int) -> object:
    children: list[Tree | Leaf] = []
    for part in parts:
        if isinstance(part, _Inline):
            children.extend(part)
        else:
            children.append(part)  # type: ignore[arg-type]
    if inline:
        return _Inline(children)
    if unwrap and len(children) == 1:
        return children[0]
    start = children[0].start if children else at
    end = children[-1].end if children else at
    return Tree(name, start, end, tuple(children))


@functools.lru_cache(maxsize=64)
def islands(part: str, patches: tuple[Patch, ...] = (), *, longest: int = 96) -> Islands:
    """The islands of a grammar under patches, made once: what one text has taught them serves the next."""
    return Islands(table(part, patches), longest=longest)
