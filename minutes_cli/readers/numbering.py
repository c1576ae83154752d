"""Numbering: the numbers and bullets that Word draws before paragraphs and does not write in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from minutes_cli.readers.flow import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9  # levels that Word has


class Element(Protocol):
    """What is used of an element of lxml."""

    tag: str
    text: str | None

    def get(self, key: str, /) -> str | None:
        """An attribute, None where it is not there."""

    def find(self, path: str, /) -> Element | None:
        """The first element of a path."""

    def iterfind(self, path: str, /) -> Iterator[Element]:
        """All elements of a path."""

    def __iter__(self) -> Iterator[Element]:
        """The elements within."""


class Level(msgspec.Struct, frozen=True):
    """How a level of a list is numbered: `form` as Word names it, `text` with a `%1` for a number."""

    form: str
    text: str
    start: int


class Numbering:
    """The lists of a document; asked for each paragraph in turn, since the numbers count on."""

    def __init__(self, root: Element | None) -> None:
        """Read the definitions, where the document has some."""
        self.levels: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()
        if root is None:
            return
        for abstract in root.iterfind(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId") or ""
            self.levels[key] = dict(_levels(abstract.iterfind(f"{W}lvl")))
        for num in root.iterfind(f"{W}num"):
            starts = {
                number_of(over.get(f"{W}ilvl")): number_of(value(over, "startOverride"))
                for over in num.iterfind(f"{W}lvlOverride")
                if value(over, "startOverride") is not None
            }
            self.lists[num.get(f"{W}numId") or ""] = (value(num, "abstractNumId") or "", starts)

    def marker(self, key: str, depth: int) -> tuple[str, bool]:
        """What stands before the next paragraph of a list at a depth, and whether it is a plain number."""
        abstract, starts = self.lists.get(key, ("", {}))
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _DEEPEST:
            return "", False
        counts = self.counts.setdefault(abstract, [None] * _DEEPEST)
        if key not in self.begun:
            self.begun.add(key)
            for at in starts:
                if 0 <= at < _DEEPEST:
                    counts[at] = None
        before = counts[depth]
        counts[depth] = starts.get(depth, level.start) if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        if level.form == "bullet":
            return "•", False
        if level.form == "none":
            return "", False
        return _PLACE.sub(lambda m: _drawn(levels, counts, int(m[1]) - 1), level.text).strip(), level.form == "decimal"


def _drawn(levels: dict[int, Level], counts: list[int | None], depth: int) -> str:
    level = levels.get(depth)
    count = counts[depth]
    if count is None:
        count = level.start if level else 1
    return numeral(count, _FORMS.get(level.form if level else "", "1"))


def _levels(elements: Iterable[Element]) -> Iterator[tuple[int, Level]]:
    for element in elements:
        text = value(element, "lvlText") or ""
        start = value(element, "start")
        yield (
            number_of(element.get(f"{W}ilvl")),
            Level(value(element, "numFmt") or "decimal", text[:40], number_of(start) if start else 1),
        )


def value(element: Element, name: str) -> str | None:
    """The `w:val` of an element within another."""
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None


def number_of(text: str | None) -> int:
    """A whole number of a few digits, 0 for all else."""
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0
