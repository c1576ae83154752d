"""Stretches of a text by place, so that those near a given one are found without looking at all."""

from __future__ import annotations

import bisect
import operator
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

_PLACE = operator.attrgetter("start", "end")
_NEAR = 8  # stretches before a place that are looked at: few reach over others


class Stretch(Protocol):
    """Whatever has half-open offsets."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """The place after it."""


T = TypeVar("T", bound=Stretch)


class Spans(Generic[T]):
    """Stretches in the order of the text."""

    def __init__(self, rows: Iterable[T]) -> None:
        """Sort the rows by where they begin."""
        self.rows = sorted(rows, key=_PLACE)
        self._starts = [row.start for row in self.rows]

    def holding(self, start: int, end: int) -> T | None:
        """The last to begin of those that hold a stretch."""
        at = bisect.bisect_right(self._starts, start)
        return next((r for r in reversed(self.rows[max(0, at - _NEAR) : at]) if end <= r.end), None)

    def beginning(self, start: int, end: int) -> T | None:
        """The first that begins within a stretch."""
        at = bisect.bisect_left(self._starts, start)
        return self.rows[at] if at < len(self.rows) and self.rows[at].start < end else None

    def near(self, start: int, end: int) -> list[T]:
        """Those that share words with a stretch."""
        first = max(0, bisect.bisect_right(self._starts, start) - _NEAR)
        last = bisect.bisect_left(self._starts, end)
        return [r for r in self.rows[first:last] if r.end > start]
