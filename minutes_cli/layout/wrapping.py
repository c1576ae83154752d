"""Wrapping: whether a text breaks its lines at a width, and which lines are one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from minutes_cli import kept
from minutes_cli.layout.segments import Segment

_STOPS = frozenset(".?!;:")
_LONG = 60  # columns of a line that a clerk may have broken by hand
_INITIAL = kept.compile(r"(?:[\s(]|^)(?:[A-Z]|Cllr|Dr|Mrs?|Ms|No)\.$")
_CLOSERS = "\"'\u201d\u2019)]* "


class Wrap(msgspec.Struct, frozen=True, gc=False):
    """How a text breaks lines: `width` in columns, 0 where it does not.

    `spaced` where an empty line follows each.
    """

    width: int
    spaced: bool

    def joins(self, above: Segment, below: Segment, clean: str) -> bool:
        """Whether a line goes on with the paragraph of the line above it."""
        words = clean[above.start : above.end].rstrip(_CLOSERS)
        stopped = not words or (words[-1] in _STOPS and not _INITIAL.search(words, max(0, len(words) - 6)))
        first = clean[below.start : below.end].lstrip("\"'(\u2018\u201c")[:1]
        if below.gap > (1 if self.spaced else 0):
            return False
        if not self.width:  # a text of few lines: only what goes on in small letters is sure
            return below.gap == 0 and first.islower() and not stopped and above.width > _LONG
        room = self.width - above.width
        fits = room > len(clean[below.start : below.end].split(None, 1)[0]) + 1
        if self.spaced and stopped:
            return not fits and above.width > self.width * 0.9
        if first.islower():
            return not stopped or (words[-1] in ".;" and not fits)
        return not fits or (not stopped and room < self.width * 0.3)


def measure(segments: Sequence[Segment], clean: str) -> Wrap:
    """The wrap of a text, from the widths of its lines."""
    widths = sorted(s.width for s in segments if s.width > 40 and not s.cell)
    if len(widths) < 4:
        return Wrap(0, False)
    if widths[-1] > 160 and sum(w > 160 for w in widths) > len(widths) * 0.1:
        return Wrap(0, False)
    width = widths[int(len(widths) * 0.95)] if widths[-1] > 140 else widths[int(len(widths) * 0.98)]
    full = sum(width - 16 <= w <= width + 4 for w in widths)
    if full < len(widths) * 0.2 or width > 160:
        return Wrap(0, False)
    if _broken(segments, width, clean) < max(2, len(widths) * 0.08):
        return Wrap(0, False)
    spaced = sum(s.gap == 1 for s in segments) > len(segments) * 0.7
    return Wrap(width, spaced)


def _broken(segments: Sequence[Segment], width: int, clean: str) -> int:
    """How many lines are long, end without a stop and are followed at once by a line that goes on with the
    sentence.
    """
    count = 0
    for above, below in pairwise(segments):
        if above.width < width * 0.6 or below.gap > 1 or below.marker is not None:
            continue
        if clean[above.end - 1] not in ".:;?!)" and clean[below.start].islower():
            count += 1
    return count
