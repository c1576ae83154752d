"""Nearness: the drafts of an item that stand about a place, found without looking through all of them."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Row = TypeVar("Row")
BACK, AHEAD = 12, 4  # drafts before and behind a place that are near it


class Nearness(Generic[Row]):
    """Drafts by item, each at a place of the text."""

    def __init__(self, rows: Iterable[Row], *, item: Callable[[Row], int | None], place: Callable[[Row], int]) -> None:
        """`item` and `place` say of a draft which item it belongs to and where it stands, in characters."""
        self._rows: dict[int | None, list[tuple[int, Row]]] = {}
        for row in rows:
            self._rows.setdefault(item(row), []).append((place(row), row))
        for kept in self._rows.values():
            kept.sort(key=lambda pair: pair[0])

    def about(self, item: int | None, at: int) -> list[Row]:
        """The drafts of an item near a place, in the order of the text."""
        kept = self._rows.get(item, [])
        middle = bisect.bisect_right(kept, at, key=lambda pair: pair[0])
        return [row for _, row in kept[max(0, middle - BACK) : middle + AHEAD]]
