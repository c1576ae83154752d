"""Patterns and what matching them costs: a matcher that backtracks as Python's does, and counts its steps.

`attacks` makes of a pattern the texts on which it may have to look again and again at what it has seen: what
stands before a repeat, then what is repeated, then a character that nothing expects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from re import _constants as sre
from re import _parser
from typing import Any

Items = Sequence[tuple[Any, Any]]

WIDE = 30  # times; what may be repeated more often can grow with the text
END = "\x01"  # no pattern expects it
_TRIED = "aA1 .,:;-()[]|#*_'\"/>\n\t’“”x"
_CHARS = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_CLASSES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdecimal,
    "SPACE": str.isspace,
    "WORD": lambda c: c.isalnum() or c == "_",
}


def parsed(pattern: str, flags: int = 0) -> tuple[Items, bool]:
    """A pattern's parts, and whether it ignores case throughout."""
    found = _parser.parse(pattern, flags)
    return list(found), bool(found.state.flags & re.IGNORECASE)


def attacks(pattern: str, flags: int = 0) -> Iterator[tuple[str, str]]:
    """What stands before each wide repeat of a pattern, and what is to be repeated behind it."""
    seen = set()
    for before, body in _wide(parsed(pattern, flags)[0], ""):
        for pick in range(3):
            unit = _sample(body, pick, 1)
            for found in ((before, unit), ("", before + unit), (before, unit + " "), (before, unit + "\n")):
                if found[1] and found not in seen:
                    seen.add(found)
                    yield found


def samples(pattern: str) -> list[str]:
    """Texts that a pattern may match, by the first of its alternatives, the second and the third."""
    return [_sample(parsed(pattern)[0], pick, 1) for pick in range(3)]


def _wide(items: Items, before: str) -> Iterator[tuple[str, Items]]:
    for kind, value in items:
        for inner in _inside(kind, value):
            yield from _wide(inner, before)
        if kind in _REPEATS and value[1] >= WIDE:
            yield before, list(value[2])
        before += _sample([(kind, value)], 0, 0)


def _inside(kind: Any, value: Any) -> list[Items]:
    if kind is sre.BRANCH:
        return [list(row) for row in value[1]]
    if kind is sre.SUBPATTERN:
        return [list(value[3])]
    if kind is sre.ATOMIC_GROUP:
        return [list(value)]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(value[1])]
    return [list(value[2])] if kind in _REPEATS else []


def _sample(items: Items, pick: int, often: int) -> str:
    """A text that parts of a pattern match: of alternatives the one picked, repeats as seldom as may be."""
    out = ""
    for kind, value in items:
        if kind is sre.LITERAL:
            out += chr(value)
        elif kind is sre.NOT_LITERAL:
            out += "b" if value == ord("a") else "a"
        elif kind is sre.ANY:
            out += "a"
        elif kind is sre.IN:
            out += next((c for c in _TRIED if _within(value, c)), "") or chr(value[0][1])
        elif kind is sre.BRANCH:
            out += _sample(value[1][min(pick, len(value[1]) - 1)], pick, often)
        elif kind in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
            out += _sample(_inside(kind, value)[0], pick, often)
        elif kind in _REPEATS:
            out += _sample(value[2], pick, often) * min(max(value[0], often), value[1])
    return out


def _within(items: Items, char: str, fold: bool = False) -> bool:
    """Whether a character is of a class."""
    negated = items[0][0] is sre.NEGATE
    cases = {char, char.lower(), char.upper()} if fold else {char}
    return negated != any(_one(kind, value, c) for kind, value in items for c in cases)


def _one(kind: Any, value: Any, char: str) -> bool:
    if kind is sre.LITERAL:
        return bool(ord(char) == value) if len(char) == 1 else False
    if kind is sre.RANGE:
        return len(char) == 1 and value[0] <= ord(char) <= value[1]
    if kind is sre.CATEGORY:
        *_, name = str(value).split("_")
        return ("_NOT_" in str(value)) != bool(_CLASSES[name](char))
    return False


class Matcher:
    """A pattern, and the steps that matching it has taken so far."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Take a pattern apart."""
        self._items, self._fold = parsed(pattern, flags)
        self._lines = bool(_parser.parse(pattern, flags).state.flags & re.MULTILINE)
        self.steps = 0
        self._text = ""

    def ends(self, text: str, at: int = 0) -> int | None:
        """Where a match that begins at a place ends; None where there is none."""
        self._text = text
        return next(self._run(self._items, 0, at, self._fold), None)

    def all(self, text: str) -> list[tuple[int, int]]:
        """All matches in a text, none over another."""
        found, at = [], 0
        while at <= len(text):
            end = self.ends(text, at)
            if end is not None:
                found.append((at, end))
            at = max(end or 0, at + 1)
        return found

    def _run(self, items: Items, k: int, at: int, fold: bool) -> Iterator[int]:
        """The ends of what the parts from one on may match at a place, in the order of trying."""
        while k < len(items):
            self.steps += 1
            kind, value = items[k]
            if kind in _CHARS:
                if not self._char(kind, value, at, fold):
                    return
                at += 1
            elif kind is sre.AT:
                if not self._stands(str(value), at):
                    return
            elif kind in (sre.ASSERT, sre.ASSERT_NOT):
                if self._looks(value, at, fold) is (kind is sre.ASSERT_NOT):
                    return
            else:
                for end in self._group(kind, value, at, fold):
                    yield from self._run(items, k + 1, end, fold)
                return
            k += 1
        yield at

    def _group(self, kind: Any, value: Any, at: int, fold: bool) -> Iterator[int]:
        if kind is sre.BRANCH:
            for row in value[1]:
                yield from self._run(list(row), 0, at, fold)
        elif kind is sre.SUBPATTERN:
            inner = (fold or bool(value[1] & re.IGNORECASE)) and not value[2] & re.IGNORECASE
            yield from self._run(list(value[3]), 0, at, inner)
        elif kind is sre.ATOMIC_GROUP or kind is sre.POSSESSIVE_REPEAT:
            found = self._run(list(value), 0, at, fold) if kind is sre.ATOMIC_GROUP else self._again(value, at, fold)
            yield from [end for end in [next(found, None)] if end is not None]
        elif kind is sre.MIN_REPEAT:
            yield from self._lazily(value, at, fold)
        else:
            assert kind is sre.MAX_REPEAT, kind
            yield from self._again(value, at, fold)

    def _again(self, value: Any, at: int, fold: bool) -> Iterator[int]:
        least, most, body = value
        items = list(body)
        if len(items) == 1 and items[0][0] in _CHARS:
            end = at
            while end - at < most and self._char(items[0][0], items[0][1], end, fold):
                self.steps += 1
                end += 1
            yield from range(end, at + least - 1, -1)
            return
        if most:
            for end in self._run(items, 0, at, fold):
                if end > at:
                    yield from self._again((max(least - 1, 0), most - 1, body), end, fold)
        if least == 0:
            yield at

    def _lazily(self, value: Any, at: int, fold: bool) -> Iterator[int]:
        least, most, body = value
        items = list(body)
        if len(items) == 1 and items[0][0] in _CHARS:
            for end in range(at, len(self._text) + 1):
                self.steps += 1
                if least <= end - at <= most:
                    yield end
                if end - at >= most or not self._char(items[0][0], items[0][1], end, fold):
                    return
        if least == 0:
            yield at
        if most:
            for end in self._run(list(body), 0, at, fold):
                if end > at:
                    yield from self._lazily((max(least - 1, 0), most - 1, body), end, fold)

    def _char(self, kind: Any, value: Any, at: int, fold: bool) -> bool:
        if at >= len(self._text):
            return False
        char = self._text[at]
        if kind is sre.IN:
            return _within(value, char, fold)
        if kind is sre.ANY:
            return char != "\n"
        same = char.lower() == chr(value).lower() if fold else char == chr(value)
        return same is (kind is sre.LITERAL)

    def _looks(self, value: Any, at: int, fold: bool) -> bool:
        """Whether what is looked for stands before or behind a place."""
        way, body = value
        start = at if way > 0 else at - body.getwidth()[0]
        return start >= 0 and next(self._run(list(body), 0, start, fold), None) is not None

    def _stands(self, name: str, at: int) -> bool:
        text = self._text
        if "BEGINNING" in name:
            return at == 0 or (self._lines and "STRING" not in name and text[at - 1] == "\n")
        if "END" in name:
            if at == len(text) or "STRING" in name:
                return at == len(text)
            return text[at] == "\n" and (self._lines or at == len(text) - 1)
        edge = _word(text, at - 1) is not _word(text, at)
        return edge is ("NON" not in name)


def _word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _CLASSES["WORD"](text[at])
