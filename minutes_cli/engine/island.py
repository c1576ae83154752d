"""Islands: the longest stretch of tokens from a given one that a grammar accepts.

A grammar for whole sentences of minutes does not build; grammars for the parts that matter do. From each
token that may begin one, an LALR parser runs as far as it can and the longest acceptance is kept. What it
does depends only on the types of the tokens, and types recur: the parser's states are kept in a tree whose
branches are token types, grown as texts are read, so that a sequence met before costs one look-up a token.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_cli.engine.grammar import Patch, Table, table

END = "$END"
_MEMORY = 50_000  # states of a grammar that are kept


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


class _Stack:
    """A parser's stack: its top and the stack below; what lies below is shared by all that grew on it."""

    __slots__ = ("below", "state", "value")

    def __init__(self, state: int, value: object, below: _Stack | None) -> None:
        self.state = state
        self.value = value
        self.below = below


class _State:
    """A parser after a sequence of token types, of which it has read `end`."""

    __slots__ = ("after", "end", "stack", "tree")

    def __init__(self, stack: _Stack, end: int) -> None:
        self.stack = stack
        self.end = end
        self.after: dict[str, _State | None] = {}
        self.tree: Tree | None = None


class _Memory:
    """The states met of one grammar's parser: a tree whose branches are token types, of bounded size."""

    def __init__(self, table: Table) -> None:
        self._actions = table.states
        self._rules = [(rule.origin, rule.size, rule.name, rule.inline, rule.unwrap) for rule in table.rules]
        self._start, self._final = table.start, table.end
        self.starts = frozenset(name for name in table.states[table.start] if name.isupper())
        self.root = self._forget()

    def _forget(self) -> _State:
        self._kept = 0
        return _State(_Stack(self._start, None, None), 0)

    def step(self, state: _State, name: str) -> _State | None:
        """Parse one token on from a state, for the first time."""
        if self._kept >= _MEMORY:
            self.root = self._forget()
        self._kept += 1
        stack = self._shift(state.stack, name, state.end)
        if stack is None:
            state.after[name] = None
            return None
        moved = state.after[name] = _State(stack, state.end + 1)
        whole = self._shift(stack, END, moved.end)
        if whole is not None:
            moved.tree = _whole(whole.value, moved.end)
        return moved

    def _shift(self, stack: _Stack, name: str, end: int) -> _Stack | None:
        """The stack with a token more, at the end all made one; None where no such token may stand."""
        actions = self._actions
        while True:
            action = actions[stack.state].get(name)
            if action is None:
                return None
            if action >= 0:
                return _Stack(action, Leaf(name, end), stack)
            origin, size, rule, inline, unwrap = self._rules[-1 - action]
            parts = []
            for _ in range(size):
                parts.append(stack.value)
                assert stack.below is not None
                stack = stack.below
            target = actions[stack.state][origin]
            stack = _Stack(target, _reduce(rule, inline, unwrap, parts[::-1], end), stack)
            if name == END and target == self._final:
                return stack


def _whole(value: object, end: int) -> Tree:
    """The tree of all that was read; a rule that gives way to its only token leaves a token."""
    if isinstance(value, Tree):
        return value
    assert isinstance(value, Leaf)
    return Tree("start", 0, end, (value,))


@functools.lru_cache(maxsize=128)
def _memory(table: Table) -> _Memory:
    return _Memory(table)


class Islands:
    """Finds islands of one grammar; what it does is remembered, for all that use the grammar.

    `longest` bounds an island in tokens, so that no sentence costs more than its length times that; `starts`
    are the types of the tokens that can begin one.
    """

    def __init__(self, table: Table, *, longest: int = 96) -> None:
        """Look for islands of a table."""
        self._memory = _memory(table)
        self._longest = longest
        self.starts = self._memory.starts

    def match(self, types: Sequence[str], at: int = 0) -> Tree | None:
        """The tree of the longest island that begins at a token, or None."""
        state = self._memory.root
        best: Tree | None = None
        for name in types[at : at + self._longest]:
            after = state.after
            moved = after[name] if name in after else self._memory.step(state, name)
            if moved is None:
                break
            state = moved
            if state.tree is not None:
                best = state.tree
        return best


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
