"""Headings of rolls, and the status that each gives: Present:   Also present were   PRESENT (5 Members):-."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Block
from minutes_cli.persons.entries import NAMES, Cell, EntryReader

_HEADINGS = ("apologies", "absent", "substitutes", "attending", "other", "present", "chairing")
_SIGNS = ("APOLOGY", "ABSENTL", "ATTENDL", "CHAIRL", "CHAIREDBY", "PRESENTL", "SUBSTITUTEL")  # one is in any heading
_MARKS = frozenset({"COUNT", "NUMBER", "DOT", "COLON", "DASH", "LPAR", "RPAR", "OTHER"})
_OPENERS = frozenset(
    {
        "AND",
        "BE",
        "BY",
        "COLL",
        "IN",
        "LABELW",
        "MEETING",
        "MEMBERL",
        "OF",
        "OTHERL",
        "PEOPLE",
        "PRESENTL",
        "THE",
        "TITLES",
    }
)
_NAMED = frozenset({"titled", "plural"})
FIRST = _NAMED | {"bare", "seated"}
"""Kinds of the cells with which a list of persons may begin."""

_MEMBERS = frozenset({"MEMBER", "MEMBERL", "PEOPLE", "TITLES"})
_ENOUGH = 3  # cells that show a list
_GAP = 3  # spaces that set names apart from their heading
_SHOWING = 6  # tokens behind a group that show that no sentence follows
_NAMED_BY = frozenset({"CAP", "COLON", "COMMA", "DOT", "INITIALS", "TITLE", "TITLES"})  # what names begin with
_FAR = 16  # tokens behind an open heading that show whether a list follows


class RollHeadings:
    """Finds the headings of rolls among tokens, by roll.lark."""

    def __init__(self, reader: EntryReader) -> None:
        """Read with the grammar of `reader`."""
        self.reader = reader
        self.signs = reader.lexer.signs(*_SIGNS)

    def closed(self, text: str, tokens: list[Token], at: int, block: Block, *, front: bool) -> int:
        """How many tokens from here are a heading with a colon (in a roll, a dash) behind it; 0 for none.

        `front` tells that the block stands ahead of the business.
        """
        tree = self.reader.match("HEADING", tokens[at : at + 12])
        if tree is None:
            return 0
        width = tree.end - 1
        after = tokens[at + width].type if at + width < len(tokens) else ""
        closed = after == "COLON" or (after == "DASH" and block.role == "roll")
        if not closed and front and self._stands_apart(text, tokens, at, width):
            return width
        if closed and (self.status(tokens[at : at + width]) or (front and self._groups(text, tokens, at, width))):
            return width
        return 0

    def _stands_apart(self, text: str, tokens: list[Token], at: int, width: int) -> bool:
        """Whether a dash or a gap sets a heading apart from names: Apologies - Ada Cole   Present     A Cole, B Ash."""
        rest = tokens[at + width : at + width + _FAR + 1]
        words = tokens[at : at + width]
        if not rest or not (self.status(words) or (self.group(words) and opens_line(text, words[0].start))):
            return False
        gap = text[tokens[at + width - 1].end : rest[0].start]
        if rest[0].type != "DASH" and (len(gap) < _GAP or "\n" in gap):
            return False
        cells = self.reader.cells(text, rest[rest[0].type == "DASH" :][:_FAR])
        return bool(cells) and (cells[0].kind in _NAMED or (cells[0].kind == "bare" and _is_full(cells[0])))

    def _groups(self, text: str, tokens: list[Token], at: int, width: int) -> bool:
        """Whether a group stands before its persons, ahead of the business: Board Members: Ada Cole, Ben Ash."""
        if tokens[at + width].type != "COLON" or not self.group(tokens[at : at + width]):
            return False
        behind = tokens[at + width + 1 : at + width + _FAR]
        if any(t.type in ("BE", "VERBED", "WORD") for t in behind[:_SHOWING]):
            return False  # Public: Mr Cole said that …
        cells = self.reader.cells(text, behind)
        if not cells or cells[0].kind in _NAMED:
            return True
        return (cells[0].kind == "bare" and _is_full(cells[0])) or (cells[0].kind == "seated" and _is_held(cells[0]))

    def group(self, tokens: list[Token]) -> str | None:
        """The status of those under a heading that names no more than a group: Officers:   Via Zoom:   Trustees:."""
        tree = self.reader.whole("HEADING", tokens)
        if tree is None or any(tree.find(name) for name in _HEADINGS if name != "other"):
            return None
        if tree.find("other") or tree.find("staff"):
            return "in_attendance"
        return "present" if any(t.type in _MEMBERS and t.type != "MEMBER" for t in tokens) else None

    def told(self, tokens: list[Token], at: int) -> int:
        """How many tokens are a sentence up to its names: Apologies for their absence were received from A Cole."""
        if tokens[at].type != "APOLOGY":
            return 0
        for end, token in enumerate(tokens[at : at + _FAR], start=at):
            if token.type in _NAMED_BY:
                return 0
            if token.type == "FROM":
                return end + 1 - at if end - at > 1 else 0
        return 0

    def open(self, text: str, tokens: list[Token], at: int) -> int:
        """How many tokens are a heading without a colon: Present – Mrs A Cole   Those attending Mr B Brack."""
        end = at
        here = False
        while end < len(tokens) and tokens[end].type in _OPENERS:
            if here and tokens[end - 1].type in ("BE", "BY"):  # … present were Messrs A Cole
                break
            here = here or tokens[end].type == "PRESENTL"
            end += 1
        if not here or not self.status(tokens[at:end]):
            return 0
        begins = end
        while begins < len(tokens) and tokens[begins].type in ("DASH", "DOT"):
            begins += 1
        stop = next((i for i in range(begins, len(tokens)) if tokens[i].type == "DOT"), len(tokens))
        kinds = [cell.kind for cell in self.reader.cells(text, tokens[begins : min(stop, begins + _FAR)])]
        named = any(kind in _NAMED for kind in kinds)
        told = tokens[end - 1].type in ("BE", "BY") and sum(kind in FIRST for kind in kinds) >= _ENOUGH
        lists = bool(kinds) and kinds[0] in FIRST | {"count"} and "text" not in kinds[: _ENOUGH - told]
        return end - at if (named or told) and lists else 0

    def status(self, tokens: list[Token]) -> str | None:
        """The status that a heading gives, None where it is no heading of a roll."""
        tree = self.reader.whole("HEADING", tokens)
        if tree is None:
            return None
        has = {name for name in _HEADINGS if tree.find(name)}
        if not has - {"other"}:
            return None
        if "apologies" in has:
            return "apologies"
        if "substitutes" in has and len(tokens) > 1 and any(t.type == "SUBSTITUTE" for t in tokens):
            return None  # a sub committee
        if "absent" in has or "substitutes" in has:
            return "absent" if "absent" in has else "substitute"
        if "chairing" in has:
            return "chair"
        members = any(t.type in _MEMBERS for t in tokens)
        return "in_attendance" if "other" in has or ("attending" in has and not members) else "present"


def opens_line(text: str, at: int) -> bool:
    """Whether nothing but marks stands before a place in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" *|#-")


def _is_full(cell: Cell) -> bool:
    """Whether a cell begins with a name of two words at least: no body does that is called so in short."""
    return len(cell.tokens) > 1 and all(t.type in NAMES for t in cell.tokens[:2])


def _is_held(cell: Cell) -> bool:
    """Whether a name stands behind an office: City Manager Cole."""
    types = [t.type for t in cell.tokens]
    return "HEAD" in types[:-1] and types[-1] == "CAP"


def bare(label: Sequence[Token]) -> list[Token]:
    """The words of a label without its number and the marks around it: 1. **Present:**."""
    return [t for t in label if t.type not in _MARKS]
