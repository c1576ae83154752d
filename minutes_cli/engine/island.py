"""Islands: the longest stretch of tokens from a given one that a grammar accepts.

A grammar for whole sentences of minutes does not build; grammars for the parts that matter do. From each
token that may begin one, an LALR parser runs as far as it can and the longest acceptance is kept. What it
does depends only on the types of the tokens, and types recur: the parser's stacks are kept, each with those
that a token more leads to, so that a step taken before costs one look-up; and so are the trees of whole islands.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from minutes_cli.engine.grammar import Patch, Table, table
from minutes_cli.engine.tables import Rule

END = "$END"
_MEMORY = 50_000  # stacks and trees of a grammar that are kept


class Tree(msgspec.Struct, frozen=True, gc=False):
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


class Leaf(msgspec.Struct, frozen=True, gc=False):
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
    """A parser's stack: whether what was read is whole, and the stacks that a token more leads to."""

    __slots__ = ("after", "stack", "whole")

    def __init__(self, stack: tuple[int, ...], whole: bool) -> None:
        self.stack = stack
        self.whole = whole
        self.after: dict[str, _State | None] = {}


class _Memory:
    """What is remembered of one grammar's parser: the stacks met, and the trees of the islands, each of bounded size.

    Many sequences of token types lead to the same stack, so that few are ever met.
    """

    def __init__(self, table: Table) -> None:
        self._actions = table.states
        self._table = table
        self._start, self._final = table.start, table.end
        self.starts = frozenset(name for name in table.states[table.start] if name.isupper())
        self._trees: dict[tuple[str, ...], Tree] = {}
        self._states: dict[tuple[int, ...], _State] = {}
        self.root = self._state((self._start,))

    def _state(self, stack: tuple[int, ...]) -> _State:
        found = self._states.get(stack)
        if found is None:
            found = self._states[stack] = _State(stack, whole=self._shift(stack, END) is not None)
        return found

    def step(self, state: _State, name: str) -> _State | None:
        """Read one token on from a state, for the first time."""
        if len(self._states) >= _MEMORY:
            self._states = {}
            self.root = self._state((self._start,))
        stack = self._shift(state.stack, name)
        moved = state.after[name] = None if stack is None else self._state(stack)
        return moved

    def _shift(self, stack: tuple[int, ...], name: str) -> tuple[int, ...] | None:
        """The stack with a token more, at the end all made one; None where no such token may stand."""
        actions, states = self._actions, list(stack)
        while True:
            action = actions[states[-1]].get(name)
            if action is None:
                return None
            if action >= 0:
                return (*states, action)
            rule = self._table.rules[-1 - action]
            if rule.size:
                del states[-rule.size :]
            states.append(actions[states[-1]][rule.origin])
            if name == END and states[-1] == self._final:
                return tuple(states)

    def tree(self, types: tuple[str, ...]) -> Tree:
        """The tree of types that make an island."""
        found = self._trees.get(types)
        if found is None:
            if len(self._trees) >= _MEMORY:
                self._trees.clear()
            found = self._trees[types] = self._parsed(types)
        return found

    def _parsed(self, types: tuple[str, ...]) -> Tree:
        actions, states = self._actions, [self._start]
        values: list[Tree | Leaf | _Inline] = []
        for at, name in enumerate((*types, END)):
            while (action := actions[states[-1]][name]) < 0:
                rule = self._table.rules[-1 - action]
                first = len(values) - rule.size
                made = _reduce(rule, values[first:], at)
                del values[first:], states[first + 1 :]
                values.append(made)
                states.append(actions[states[-1]][rule.origin])
                if name == END and states[-1] == self._final:
                    return _whole(made, at)
            states.append(action)
            values.append(Leaf(name, at))
        raise AssertionError("no island")


def _whole(value: Tree | Leaf | _Inline, end: int) -> Tree:
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
        self.name = table.name
        self._memory = _memory(table)
        self.longest = longest
        self.starts = self._memory.starts

    def match(self, types: Sequence[str], at: int = 0) -> Tree | None:
        """The tree of the longest island that begins at a token, or None."""
        memory = self._memory
        state, end = memory.root, 0
        for place, name in enumerate(types[at : at + self.longest], 1):
            after = state.after
            moved = after[name] if name in after else memory.step(state, name)
            if moved is None:
                break
            state = moved
            if state.whole:
                end = place
        return memory.tree(tuple(types[at : at + end])) if end else None


def _reduce(rule: Rule, parts: list[Tree | Leaf | _Inline], at: int) -> Tree | Leaf | _Inline:
    children: list[Tree | Leaf] = []
    for part in parts:
        if isinstance(part, _Inline):
            children.extend(part)
        else:
            children.append(part)
    if rule.inline:
        return _Inline(children)
    if rule.unwrap and len(children) == 1:
        return children[0]
    start = children[0].start if children else at
    end = children[-1].end if children else at
    return Tree(rule.name, start, end, tuple(children))


@functools.lru_cache(maxsize=64)
def islands(part: str, patches: tuple[Patch, ...] = (), *, longest: int = 96) -> Islands:
    """The islands of a grammar under patches, made once: what one text has taught them serves the next."""
    return Islands(table(part, patches), longest=longest)
