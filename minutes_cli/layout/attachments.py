"""Attachments: the documents that an item lists, and those that its heading names with a size."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.blocks import Block, DocumentDraft

_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3, "B": 1, "": 1}
_SPACES = kept.compile(r"\s+")


def documents(clean: str, blocks: Sequence[Block], find: Patterns) -> list[DocumentDraft]:
    """The documents among the blocks, in the order of the text; one that is broken over lines is one."""
    found: list[DocumentDraft] = []
    rows: list[tuple[int, int, int | None]] = []
    for block in blocks:
        if block.kind == "heading":
            match = find.one["FILE"].search(clean, block.start, block.end)
            if match:
                rows.append((block.body, block.end, block.item))
        elif block.role == "document" and block.kind == "document":
            if (
                rows
                and (block.marker or "item").lower().startswith("item")
                and find.one["FILE_REST"].match(clean, block.body, block.end)
                and rows[-1][2] == block.item
            ):
                rows[-1] = (rows[-1][0], block.end, block.item)
            elif block.body < block.end:
                rows.append((block.body, block.end, block.item))
    for start, end, item in rows:
        found += _document(clean, start, end, item, find)
    return found


def _document(clean: str, start: int, end: int, item: int | None, find: Patterns) -> list[DocumentDraft]:
    file = find.one["FILE"].search(clean, start, end)
    stop = file.start() if file else end
    title = (
        find.one["FILE_ITEM"].sub("", _SPACES.sub(" ", clean[start:stop]).rstrip(" .,")).rstrip(" .,")
        if not file
        else ""
    )
    if file:
        title = find.one["FILE_ITEM"].sub("", _SPACES.sub(" ", clean[start:stop])).strip(" ,")
    if not title:
        return []
    return [
        DocumentDraft(
            title=title,
            format=file[1].upper() if file else None,
            size=_size(file[2], file[3]) if file else None,
            start=start,
            end=end,
            item=item,
        )
    ]


def _size(number: str, unit: str) -> int | None:
    try:
        return round(float(number.replace(",", "")) * _UNITS[unit.upper().rstrip("B")])
    except (ValueError, KeyError):
        return None
