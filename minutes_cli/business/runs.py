"""Runs: a sentence in the words of tasks, and what the words before a place in it tell."""

from __future__ import annotations

import msgspec

from minutes_cli.drafts import Said
from minutes_cli.engine.island import Tree
from minutes_cli.engine.tokens import Token

CUTS = frozenset({"DASH", "SEMI", "BULLET"})
BODIES = frozenset({"GROUP", "SOMEBODY", "BODY", "OUTSIDER"})
_ALL = frozenset({"SOMEBODY", "BODY"})
_FINITE = frozenset(
    {"WAS", "IS", "HAD", "HAS", "TOBE", "WILL", "WOULD", "VERBED", "ASKED", "AGREED", "COULD", "SAID", "SHOULD"}
)


class Run(msgspec.Struct, frozen=True, gc=False):
    """A sentence as this stage cuts it: its tokens, what is said in it, whether it decides."""

    item: int | None
    start: int
    end: int
    tokens: list[Token]
    types: list[str]
    said: Said | None
    decided: bool

    def before(self, at: int) -> str:
        """The type of the token before a place; empty at the start."""
        return self.types[at - 1] if at else ""

    def by_a_body(self, at: int) -> bool:
        """Whether what stands at a place is done by a body or by all: Members also asked."""
        before = self.types[max(at - 2, 0) : at]
        return before[-1:] != [] and (before[-1] in _ALL or (before[-1] == "ADV" and before[0] in _ALL))

    @property
    def answers(self) -> bool:
        """Whether a question or an answer holds the sentence."""
        return self.said is not None and self.said.kind != "statement"

    @property
    def asks(self) -> bool:
        """Whether a question holds the sentence."""
        return self.said is not None and self.said.kind == "question"

    def leaves_open(self, at: int, tree: Tree) -> bool:
        """Whether what is to be done is left to somebody: `The letter will be sent`, no purpose and no insert."""
        types, before = self.types, self.before(at)
        if before in ("NOT", "COULD", "WHICH") or (before == "THAT" and "AGREED" not in types[max(at - 2, 0) : at]):
            return False
        if "UNDONE" in types[self.since(at) : at]:
            return False
        if self.decided:
            agreed = types.index("AGREED") if "AGREED" in types else -1
            return not (types[at] == "TO" and agreed >= 0 and types[agreed + 1 : agreed + 2] == ["TO"])
        if at and types[0] == "TO":  # a purpose: To approve the payments to be made
            return False
        promised = types[at] in ("WILL", "TOBE") or (types[at] == "WOULD" and tree.leaf("SENT") is not None)
        if at == 0 and types[0] == "TO":  # To be discussed at the next meeting.
            return not self.asks
        if self.said is not None and tree.leaf("SENT", "ASKED") is None:
            return False  # told in a report: the road will be resurfaced
        first = promised or (types[at] == "TO" and not _FINITE & set(types[:at]))
        return first and not self.answers and not {"WHO", "ASKED"} & set(types[self.since(at) : at])

    def since(self, at: int) -> int:
        """Where the part of a sentence starts in which a place is: behind a dash, or with `, this`."""
        for k in range(at - 1, 0, -1):
            if self.types[k] in CUTS or (self.types[k - 1] == "COMMA" and self.types[k] in ("IT", "THIS")):
                return k
        return 0

    def is_spliced(self, at: int) -> bool:
        """Whether the comma before a place parts two sentences: the road is closed, the Clerk will write."""
        return bool(_FINITE & set(self.types[:at])) and self.types[0] != "SINCE"

    def is_closed(self) -> bool:
        """`Clerk to chase the bank - done`."""
        types = self.types
        while types and types[-1] in ("DOT", "RPAR"):
            types = types[:-1]
        return len(types) > 2 and types[-1] == "DONE" and types[-2] in ("DASH", "LPAR", "COLON")
