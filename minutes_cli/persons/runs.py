"""Runs: persons of a roll with no commas between them, cut where another one begins."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli.engine.tokens import Token

_OFFICE = frozenset({"HEAD", "HEADLC", "MOD", "TAKER"})
_NAME = frozenset({"CAP", "INITIALS", "PARTICLE"})
_NOT_BEFORE = frozenset({"TITLE", "TITLES", "COLON", "AND", "OF", "FOR", "TO", "THE"})
_COUNTS = frozenset({"COUNT", "NUMBER", "PEOPLE"})
_TWO = 4  # capitals in a row that are two names, where the names have two


def cut(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each person: Cllr A Cole Chair Cllr B Brack   Chairman Mrs A Cole Clerk Mr B Brack.

    Offices stand before the names where the first of them does, else behind.
    """
    first = tokens[0].type in _OFFICE
    parts: list[list[Token]] = [[]]
    types: set[str] = set()  # of the tokens of the last part
    for at, token in enumerate(tokens):
        part = parts[-1]
        after = tokens[at + 1].type if at + 1 < len(tokens) else ""
        if part and _begins(part[-1].type, types, token, after, offices_first=first):
            moved = _belonging(part, token, offices_first=first)
            parts.append(moved)
            types = {t.type for t in moved}
        parts[-1].append(token)
        types.add(token.type)
    if len(parts) == 1:
        return parts
    return [half for part in parts for half in _halves(part)]


def _begins(before: str, types: set[str], token: Token, after: str, *, offices_first: bool) -> bool:
    named = not types.isdisjoint(_NAME)
    if token.type == "TITLES":
        return named
    if token.type == "TITLE":
        return before not in _NOT_BEFORE and named and (after in _NAME or after == "TITLE")
    if token.type == "INITIALS":
        return before == "CAP" and "INITIALS" in types
    if token.type in _OFFICE:
        return offices_first and before == "CAP"
    return token.type in _COUNTS and before not in _NOT_BEFORE and named


def _belonging(part: list[Token], token: Token, *, offices_first: bool) -> list[Token]:
    """Words of an office before a title that go with it, taken off the person before."""
    moved: list[Token] = []
    kinds = _OFFICE if offices_first else {"MOD"}
    while token.type == "TITLE" and len(part) > 1 and part[-1].type in kinds:
        moved.insert(0, part.pop())
        if not offices_first:
            break
    return moved


def _halves(part: list[Token]) -> list[list[Token]]:
    """A name of four words behind a title: two persons, of whom the second has none."""
    count = next((i for i, t in enumerate(part) if t.type != "TITLE"), len(part))
    names = next((i for i in range(count, len(part)) if part[i].type != "CAP"), len(part)) - count
    if not count or names != _TWO:
        return [part]
    return [part[: count + 2], part[count + 2 :]]
