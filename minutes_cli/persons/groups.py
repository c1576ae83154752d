"""Groups: lines of a roll that tell of which party, ward, council or team those behind or below them are."""

from __future__ import annotations

from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Block
from minutes_cli.persons.entries import EntryReader
from minutes_cli.persons.roll_headings import RollHeadings, bare

_GROUP = 5  # words of a heading of a group
_PARTY = frozenset({"CAP", "COLL", "INITIALS", "LABELW", "MOD", "NUMBER", "ORG"})
_PLURAL = frozenset({"MEMBERL", "OTHERL", "PEOPLE", "STAFFL", "TITLES"})
_WORD = 4  # letters that are too few for a heading in capitals


def status_of(text: str, block: Block, status: str | None, headings: RollHeadings, *, cased: bool) -> str | None:
    """The status of those below a line that groups the members: COUNCILLORS:   Police:   COMMUNITY.

    `cased` tells that names may be in capitals here.
    """
    tokens = headings.reader.lexer.read(text, block.body, block.end)
    if block.kind == "label" and not tokens:
        tokens = headings.reader.lexer.read(text, block.start, block.end)
    words = [t for t in tokens if t.type != "COLON"]
    heads = bool(words) and len(words) < _GROUP and block.kind != "list_item"
    if not heads or (tokens[-1].type != "COLON" and not (len(words) == 1 and not cased and _is_loud(text, words[0]))):
        return None
    if headings.status(bare(words)) or any(t.type in ("TITLE", "HEAD", "COMMA", "NUMBER") for t in words):
        return None
    if any(t.type in ("OTHERL", "STAFF", "STAFFL") for t in words):
        return "in_attendance"
    return "present" if status == "chair" else status


def is_bare(tokens: list[Token]) -> bool:
    """Whether a line without a colon names no more than a group: Non-voting members."""
    return 0 < len(tokens) < _GROUP and tokens[-1].type in _PLURAL and all(t.type in _PARTY | _PLURAL for t in tokens)


def behind_label(text: str, tokens: list[Token], reader: EntryReader) -> int:
    """Where persons begin behind their party, ward or council: Liberal Democrat: Councillor Fox."""
    at = next((i for i, t in enumerate(tokens[: _GROUP + 1]) if t.type == "COLON"), 0)
    if not _is_label(tokens[:at]) or at + 1 >= len(tokens):
        return 0
    kinds = [cell.kind for cell in reader.cells(text, tokens[at + 1 :])]
    return at + 1 if kinds and kinds[0] in ("titled", "plural", "bare") and "text" not in kinds else 0


def _is_label(tokens: list[Token]) -> bool:
    """Whether words may say of which party, ward or council those behind them are."""
    if not tokens or len(tokens) >= _GROUP:
        return False
    team = tokens[-1].type in ("COLL", "MOD", "ORG")  # Executive Team
    return all(t.type in _PARTY or (team and t.type == "HEAD") for t in tokens)


def _is_loud(text: str, token: Token) -> bool:
    return token.end - token.start > _WORD and text[token.start : token.end].isupper()
