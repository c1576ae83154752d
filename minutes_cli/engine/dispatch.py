"""Dispatch: an alternation of patterns of which only those are tried that may begin with a given character.

What a pattern may begin with is read off its parsed form. A character outside ASCII counts as one kind; where
a pattern cannot be judged it is tried for every character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from re import _constants as sre
from re import _parser
from typing import Any

from minutes_cli import kept

Match = Callable[[str, int, int], "re.Match[str] | None"]

_ASCII = frozenset(map(chr, range(128)))
_OTHER = "\u0100"  # stands for every character outside ASCII
_ALL = _ASCII | {_OTHER}
_CATEGORIES = {
    sre.CATEGORY_DIGIT: frozenset(c for c in _ASCII if c.isdigit()) | {_OTHER},
    sre.CATEGORY_SPACE: frozenset(c for c in _ASCII if c.isspace()) | {_OTHER},
    sre.CATEGORY_WORD: frozenset(c for c in _ASCII if c.isalnum() or c == "_") | {_OTHER},
}


class Dispatch:
    """Named patterns in the order of trying; which of them a character may begin is told when it is first met."""

    def __init__(self, patterns: Iterable[tuple[str, str]], compiled: Mapping[str, re.Pattern[str]]) -> None:
        """Find out what each pattern, given with its name, may begin with; `compiled` has them by name."""
        self._firsts = [(name, begins(pattern)) for name, pattern in patterns]
        self._compiled = compiled
        self._by: dict[str, tuple[tuple[str, Match], ...]] = {}

    def __call__(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """The name of the first pattern that matches at a place before the end, and where its match ends."""
        first = text[start]
        if first not in _ASCII:
            first = _OTHER
        rows = self._by.get(first)
        for name, match in self._begun(first) if rows is None else rows:
            found = match(text, start, end)
            if found is not None:
                return name, found.end()
        return None

    def _begun(self, first: str) -> tuple[tuple[str, Match], ...]:
        """The patterns that may begin with a character, from now on by the character."""
        rows = tuple((name, self._compiled[name].match) for name, firsts in self._firsts if first in firsts)
        self._by[first] = rows
        return rows


def begins(pattern: str) -> frozenset[str]:
    """The characters that a match of a pattern may begin with; all of them where it may be empty."""
    return frozenset(kept.remembered(f"begins\0{pattern}", str, lambda: "".join(sorted(_begins(pattern)))))


def _begins(pattern: str) -> frozenset[str]:
    parsed = _parser.parse(pattern)
    firsts, empty = _firsts(list(parsed), bool(parsed.state.flags & re.IGNORECASE))
    return _ALL if empty else firsts


def _firsts(items: Sequence[Any], fold: bool) -> tuple[frozenset[str], bool]:
    """What a row of parsed items may begin with, and whether it may match nothing."""
    found: frozenset[str] = frozenset()
    for kind, value in items:
        if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            continue
        firsts, empty = _first(kind, value, fold)
        found |= firsts
        if not empty:
            return found, False
    return found, True


def _first(kind: Any, value: Any, fold: bool) -> tuple[frozenset[str], bool]:
    if kind is sre.LITERAL:
        return _cased(frozenset([_kind(value)]), fold), False
    if kind is sre.IN:
        return _cased(_class(value), fold), False
    if kind is sre.SUBPATTERN:
        _, added, removed, inner = value
        return _firsts(list(inner), (fold or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE)
    if kind is sre.BRANCH:
        rows = [_firsts(list(row), fold) for row in value[1]]
        return frozenset().union(*(row for row, _ in rows)), any(empty for _, empty in rows)
    if kind is sre.ATOMIC_GROUP:
        return _firsts(list(value), fold)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, _, inner = value
        firsts, empty = _firsts(list(inner), fold)
        return firsts, empty or least == 0
    return _ALL, False


def _kind(code: int) -> str:
    return chr(code) if code < 128 else _OTHER


def _cased(firsts: frozenset[str], fold: bool) -> frozenset[str]:
    if not fold:
        return firsts
    return firsts | {c.swapcase() for c in firsts if c != _OTHER} | {_OTHER}


def _class(items: Sequence[Any]) -> frozenset[str]:
    """The characters of a class: [a-z\\d]."""
    found: frozenset[str] = frozenset()
    negated = False
    for kind, value in items:
        if kind is sre.NEGATE:
            negated = True
        elif kind is sre.LITERAL:
            found |= {_kind(value)}
        elif kind is sre.RANGE:
            found |= set(map(chr, range(value[0], min(value[1], 127) + 1)))
            found |= {_OTHER} if value[1] >= 128 else set()
        else:
            found |= _CATEGORIES.get(value, _ALL)
    return (_ALL - found) | {_OTHER} if negated else found
