"""Bounds: the limits on one document, checked while it is read."""

from __future__ import annotations

from time import monotonic

from minutes_cli.errors import LimitError
from minutes_cli.limits import Limits

_OPTIONS = {
    "characters": "--max-characters",
    "bytes": "--max-bytes",
    "pages": "--max-pages",
    "elements within each other": "--max-nesting",
}


class Bounds:
    """The limits of a document whose reading begins now."""

    def __init__(self, limits: Limits) -> None:
        """Start the clock."""
        self.limits = limits
        self._until = monotonic() + limits.max_seconds

    def time(self) -> None:
        """Raise LimitError where the document has had its time."""
        if monotonic() > self._until:
            raise LimitError(
                f"it takes longer to read than the limit of {self.limits.max_seconds:g} seconds; "
                "if it is worth that, convert it with a larger --max-seconds"
            )

    def characters(self, count: int) -> None:
        """Raise LimitError where the text is too long."""
        self.check(count, self.limits.max_characters, "characters")

    def bytes(self, count: int) -> None:
        """Raise LimitError where the document, unpacked, is too large."""
        self.check(count, self.limits.max_bytes, "bytes")

    def pages(self, count: int) -> None:
        """Raise LimitError where a PDF has too many pages."""
        self.check(count, self.limits.max_pages, "pages")

    def nesting(self, depth: int) -> None:
        """Raise LimitError where elements stand too deep within each other."""
        self.check(depth, self.limits.max_nesting, "elements within each other")

    def packed(self, size: int, unpacked: int) -> None:
        """Raise LimitError where something packed would become too large, by itself or for its size."""
        self.bytes(unpacked)
        if unpacked > max(size * self.limits.max_ratio, 1 << 20):
            raise LimitError(
                f"it would become {unpacked // max(size, 1):,} times larger when unpacked, and the limit is "
                f"{self.limits.max_ratio:,}; if you trust it, convert it with a larger --max-ratio"
            )

    @staticmethod
    def check(count: int, limit: int, what: str) -> None:
        """Raise LimitError where a count is over its limit; `what` is what was counted."""
        if count > limit:
            raise LimitError(
                f"it has more than the limit of {limit:,} {what}; "
                f"if you trust it, convert it with a larger {_OPTIONS[what]}"
            )
