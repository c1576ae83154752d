"""Rows: the lines of a table taken apart to cells, at bars, tabs or wide gaps."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from minutes_cli import kept

_RULE = kept.compile(r"[|\s:=+]*-[|\s:=+-]*$")  # |---|---|
_GAP = kept.compile(r" {2,}|\t|(?:(?<!\s)\s+)?(?:\.{3,}|…{1,9}|_{3,})\s*")
_DOTS = kept.compile(r"\.{3}|…|_{3}")
_GAPS = ("  ", "\t", "...", "…", "___")  # without one of these a line is one cell
_LONG = 400  # characters of a line that may be a row

Span = tuple[int, int]


class Row(msgspec.Struct, frozen=True, gc=False):
    """A line: its place, its cells by offsets (empty ones too, where bars or tabs part them), what parts them."""

    start: int
    end: int
    cells: tuple[Span, ...]
    parted: str  # bars, tabs, dots or gaps


def read(text: str, source: str, start: int) -> Iterator[Row]:
    """The rows from a place on; empty lines and rules are passed over, a line too long for a row ends them.

    `source` is the text as given, in which the tabs are; offsets in both are the same.
    """
    at = text.rfind("\n", 0, start) + 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at > _LONG:
            return
        if text[at:end].strip() and not _RULE.match(text, at, end):
            yield _row(text, source, at, end)
        at = end + 1


def _row(text: str, source: str, start: int, end: int) -> Row:
    if "|" in source[start:end]:
        return Row(start, end, _split(source, text, start, end, "|"), "bars")
    if "\t" in source[start:end].strip():
        return Row(start, end, _split(source, text, start, end, "\t"), "tabs")
    line = text[start:end].strip()
    if not any(sign in line for sign in _GAPS):
        return Row(start, end, (_trim(text, (start, end)),), "gaps")
    cells, at = [], start
    for gap in _GAP.finditer(text, start, end):
        cells.append((at, gap.start()))
        at = gap.end()
    cells.append((at, end))
    parted = "dots" if _DOTS.search(text, start, end) else "gaps"
    return Row(start, end, tuple(_trim(text, c) for c in cells if text[slice(*c)].strip()), parted)


def _split(source: str, text: str, start: int, end: int, sign: str) -> tuple[Span, ...]:
    """The cells between signs; a bar at either edge of the line parts nothing."""
    if sign == "|":
        while start < end and source[start].isspace():
            start += 1
        start += source[start : start + 1] == "|"
        while end > start and source[end - 1].isspace():
            end -= 1
        end -= end > start and source[end - 1] == "|"
    cells, at = [], start
    while at <= end:
        stop = source.find(sign, at, end)
        stop = end if stop < 0 else stop
        cells.append(_trim(text, (at, stop)))
        at = stop + 1
    return tuple(cells)


def _trim(text: str, cell: Span) -> Span:
    """A cell without the blanks around its words."""
    start, end = cell
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
