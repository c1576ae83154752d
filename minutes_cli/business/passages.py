"""Passages: sentences in the words of motions and votes, and the islands that a grammar finds in them."""

from __future__ import annotations

import msgspec

from minutes_cli.engine.island import Islands, Tree
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.blocks import Block

MOVING = frozenset({"moved", "both", "unnamed", "impersonal"})
"""The islands by which something is moved."""
SECONDING = frozenset({"seconded", "supported", "backed", "unseconded"})
_LEAD = 7  # tokens between `, and` and the result that it leads to: , and on a show of hands this was carried


class Passage(msgspec.Struct, gc=False):
    """A sentence of a block, by its tokens; `first` and `last` where it begins or ends the block."""

    index: int  # of the block
    block: Block
    tokens: list[Token]
    first: bool
    last: bool
    acts: list[Found] | None = None  # what motion.lark finds in it
    known: list[str] | None = None  # the types of its tokens, once asked for

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The place after it."""
        return self.tokens[-1].end

    def types(self) -> list[str]:
        """The types of its tokens."""
        if self.known is None:
            self.known = [t.type for t in self.tokens]
        return self.known

    def has(self, *types: str) -> bool:
        """Whether a token of one of the types is in it."""
        return any(t.type in types for t in self.tokens)


class Found(msgspec.Struct, frozen=True, gc=False):
    """An island of a passage: what it is, its tree, and the tokens `at` to `end` that it covers."""

    name: str
    tree: Tree
    at: int
    end: int


def islands(grammar: Islands, passage: Passage) -> list[Found]:
    """The islands of a passage, none within another."""
    types, begin = passage.types(), grammar.starts
    rows, at = [], 0
    while at < len(types):
        tree = grammar.match(types, at) if types[at] in begin else None
        if tree is None:
            at += 1
            continue
        rows.append(Found(tree.children[0].name, tree, at, at + tree.end))
        at += tree.end
    return rows


def closing(island: Found, types: list[str]) -> int | None:
    """Where the wording ends before an island: `, and it was agreed`, `, and … this was carried`."""
    before = types[island.at - 1]
    if island.name in ("seconded", "supported", "backed", "bracketed"):
        return island.at
    if island.name == "unseconded":
        joins = [i for i in range(max(0, island.at - _LEAD), island.at) if types[i] in ("SEMI", "DASH", "COMMA")]
        return joins[-1] if joins else None
    if island.name == "alone":
        ends = before in ("COMMA", "SEMI", "DASH") and types[island.end : island.end + 1] in ([], ["DOT"])
        return island.at if ends else None
    if island.name != "result":
        return None
    if types[island.at] in ("AND", "COMMA") or before in ("COMMA", "SEMI", "DASH"):
        return island.at
    if types[island.at] in ("IT", "MOTION"):
        joins = [i for i in range(island.at - _LEAD, island.at) if types[i : i + 2] == ["COMMA", "AND"]]
        return joins[-1] if joins else None
    return None
