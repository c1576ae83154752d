"""The pages of a source, given to what was read in its text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeVar

import msgspec

from minutes_cli.model import Minutes, Record

R = TypeVar("R", bound=Record)
_LISTS = tuple(name for name in Minutes.__struct_fields__ if name not in ("schema_version", "source", "meeting"))


def number(minutes: Minutes, pages: tuple[int, ...] | None) -> Minutes:
    """The same minutes, every place in them with its page.

    `pages` are the offsets at which the pages start; where there are none, nothing changes.
    """
    if not pages:
        return minutes
    lists = {name: tuple(_paged(row, pages) for row in getattr(minutes, name)) for name in _LISTS}
    return msgspec.structs.replace(minutes, **lists)


def _paged(row: R, pages: tuple[int, ...]) -> R:
    changes: dict[str, object] = {}
    start = getattr(row, "start", None)
    if start is not None:
        changes["page"] = max(1, bisect_right(pages, start))
    for inner in ("mentions", "clauses"):
        if parts := getattr(row, inner, ()):
            changes[inner] = tuple(_paged(part, pages) for part in parts)
    return msgspec.structs.replace(row, **changes)
