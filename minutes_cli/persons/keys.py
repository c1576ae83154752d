"""Keys: what the marks in a table of attendance mean, by themselves and by the key beside it, read by grid.lark."""

from __future__ import annotations

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Leaf, Tree, islands
from minutes_cli.engine.tokens import Token, lexer

STATUSES = {
    "here": "present",
    "late": "present",
    "sorry": "apologies",
    "away": "absent",
    "standin": "substitute",
    "beside": "in_attendance",
}
"""The status that a mark gives, by the rule that read it."""

_QUOTES = "\"'“”‘’`"
_NEAR = 400  # characters before a table and behind it in which its key stands
_LONG = 240  # characters of a line that may be a key
_MEMORY = 1_000  # lines that are remembered
_CODE = 4  # characters of a mark


class Keys:
    """Reads columns' headings, marks and keys."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Compile the grammar."""
        self.lexer = lexer("grid_words", patches)
        self._islands = islands("grid", patches, longest=40)
        self._lines: dict[str, dict[str, str]] = {}

    def column(self, text: str, start: int, end: int) -> frozenset[str] | None:
        """The rules that a column's heading holds: name, office, here …; None where it is no heading."""
        tree = self._whole("COLUMN", self.lexer.read(text, start, end))
        if tree is None:
            return None
        top = tree.children[-1]
        return frozenset(_rules(top)) - {"column"}

    def mark(self, text: str, start: int, end: int) -> str | None:
        """The rule that a mark is read by: here, away, tick, cross, code …; None where it is no mark."""
        tokens = [t for t in self.lexer.read(text, start, end) if text[t.start] not in _QUOTES]
        tree = self._whole("MARK", tokens)
        top = tree.children[-1] if tree is not None else None
        if not isinstance(top, Tree):
            return None
        first = top.children[0]
        if first.name == "code" and (len(tokens) > 1 or tokens[0].end - tokens[0].start > _CODE):
            return None
        return first.name.removesuffix("_letter")

    def box(self, text: str, tokens: list[Token]) -> tuple[str, int]:
        """What the sign before a name is read by, and how many tokens it has; none where a name begins at once."""
        tree = self._islands.match(["BOX", *(t.type for t in tokens[:3])])
        return ("", 0) if tree is None else (tree.children[-1].name, tree.end - 1)

    def key(self, text: str, start: int, end: int) -> dict[str, str]:
        """The marks that are explained near a table, each with its status."""
        found: dict[str, str] = {}
        for line, stop in _lines(text, max(0, start - _NEAR), min(len(text), end + _NEAR)):
            if stop - line <= _LONG:
                found |= self._explained(text[line:stop])
        return found

    def _explained(self, text: str) -> dict[str, str]:
        """What one line explains; the same lines stand near many tables, and are read once."""
        known = self._lines.get(text)
        if known is None:
            if len(self._lines) >= _MEMORY:
                self._lines.clear()
            known = self._lines[text] = self._pairs(text)
        return known

    def _pairs(self, text: str) -> dict[str, str]:
        tokens = [t for t in self.lexer.read(text, 0, len(text)) if text[t.start] not in _QUOTES]
        types = [t.type for t in tokens]
        found: dict[str, str] = {}
        at, sure = 0, False
        while at < len(tokens):
            tree = self._islands.match(["KEY", *types[at : at + 12]])
            pair = tree.children[-1] if tree is not None else None
            if tree is None or not isinstance(pair, Tree):
                at += 1
                continue
            if types[at] == "STAR" and pair.leaf("SIGN", "EQUALS", "DASH") is None and types[max(at - 1, 0)] != "LPAR":
                at += 1  # a bullet or emphasis: **Apologies**
                continue
            meaning = pair.find("meaning")
            code = next(t for t in pair.children if isinstance(t, Leaf) and t.name not in ("LPAR", "RPAR"))
            word = code_of(text, tokens[at + code.start - 1])
            if meaning is not None and meaning.children and word:
                found[word] = STATUSES[meaning.children[0].name]
                sure = sure or pair.leaf("DASH") is None
            at += tree.end - 1
        return found if sure or len(found) > 1 else {}

    def _whole(self, kind: str, tokens: list[Token]) -> Tree | None:
        tree = self._islands.match([kind, *(t.type for t in tokens)])
        return tree if tree is not None and tree.end == len(tokens) + 1 else None


def code_of(text: str, token: Token) -> str:
    """The mark that a token of a key is; '' where it is a word."""
    word = text[token.start : token.end]
    if token.type == "STAR":
        return word if not word.isalpha() else "*" if word.lower().startswith("a") else "+"
    return word if len(word) < _CODE and (word.isupper() or not word.isalpha() or len(word) == 1) else ""


def _rules(tree: Tree | Leaf) -> list[str]:
    return [] if isinstance(tree, Leaf) else [tree.name, *(r for c in tree.children for r in _rules(c))]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    start = text.rfind("\n", 0, start) + 1
    lines = []
    while start < end:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        lines.append((start, stop))
        start = stop + 1
    return lines
