"""Tails: what stands behind a name in its line, and what before it is an office."""

from __future__ import annotations

from minutes_cli.engine.tokens import Token
from minutes_cli.persons.entries import HEADS, Cell, phrase

_DASHED = 2  # cells of a line with a dash
_OFFICE = frozenset({"HEAD", "HEADLC", "MOD", "COLL", "TAKER", "THE"})


def behind_dash(text: str, cells: list[Cell]) -> list[Cell]:
    """The cells behind the one dash of a line that names one person; none where others may follow."""
    if len(cells) < _DASHED or cells[0].kind not in ("titled", "bare") or cells[1].before != "DASH":
        return []
    if len(cells) > _DASHED + 1 or any(cell.before == "DASH" for cell in cells[2:]):
        return []
    first, last = cells[1], cells[-1]
    if first.kind not in ("bare", "joined", "seated") or (first.kind == "seated" and first is last):
        return []
    loud = any(text[t.start : t.end].isupper() for t in last.tokens)
    body = loud or any(t.type in ("COLL", "MOD", "ORG") for t in last.tokens)
    named = first is not last and last.kind != "seated" and not body
    return [] if named or last.before not in ("DASH", "COMMA", "AND") else cells[1:]


def is_from(cell: Cell, office: list[Token]) -> bool:
    """Whether a line of its own names the body that a person is of: Ada Cole of Ling Ltd."""
    return bool(office) and office[0].type in ("OF", "FROM") and cell.before in ("", "gap", "run", "SEMI")


def offices_in(words: list[Token]) -> list[list[Token]]:
    """Offices between commas: Chairman, Vice Chairman; one where a part of them is none by itself."""
    parts: list[list[Token]] = [[]]
    for token, after in zip(words, [*words[1:], words[-1]], strict=True):
        if token.type == "COMMA" or (token.type == "AND" and after.type == "THE"):
            parts.append([])
        else:
            parts[-1].append(token)
    if all(any(t.type in HEADS for t in part) for part in parts):
        return parts
    return [words] if any(t.type in HEADS for t in words) else []


def named_tail(tokens: list[Token]) -> int:
    """Where a name begins behind an office: Board Clerk Ash; 0 where there is none."""
    at = len(tokens)
    while at and tokens[at - 1].type in ("CAP", "INITIALS"):
        at -= 1
    if not 0 < at < len(tokens) or len(tokens) - at > 3:
        return 0
    return at if all(t.type in _OFFICE for t in tokens[:at]) else 0


def shared_surname(text: str, cell: Cell, after: Cell | None, *, alone: bool) -> str:
    """The surname that a cell shares with the one behind `and`: P and J Grice   Mr and Mrs Hart; else ''.

    `alone` tells that one word may be a given name: Tom and Ann Lowe.
    """
    if after is None or after.before != "AND":
        return ""
    kinds = {t.type for t in cell.tokens}
    types = [t.type for t in after.tokens]
    if cell.notes or len(kinds) != 1 or not kinds <= {"INITIALS", "TITLE", "CAP"}:
        return ""
    kind = kinds.pop()
    lone = kind != "CAP" or (len(cell.tokens) == 1 and alone)
    if not lone or types[:1] != [kind] or types[-1] != "CAP" or len(types) == (kind != "TITLE" and 1):
        return ""
    return phrase(text, after.tokens[-1:]) if set(types[1:]) <= {"CAP", "INITIALS"} else ""
