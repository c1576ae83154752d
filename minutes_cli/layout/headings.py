"""Headings: what heads an item, and the making of one from the segments that it takes up.

The ways in which headings are found are in the modules that build on this one.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.numbering import bare_number
from minutes_cli.layout.segments import Segment
from minutes_cli.layout.titles import Title, Titles
from minutes_cli.layout.wrapping import Wrap

FRONT = frozenset({"ROLL", "FIELD"})
"""Types of the lines that tell of the meeting and not of its business."""

NUMBERS = frozenset({"ARABIC", "COMPOUND", "ITEM_WORD"})
"""Marks that number items."""

TITLED = frozenset({"PROSE", "LIST", "DOCUMENT", "ROLL", "PURPOSE", "FIELD", "DISCUSSION", "NOTE", "CLOSE"})
"""Types of the lines that may be titles."""


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading by the segments it takes up, `first` to `last`.

    `words` is where its title starts, after a number; `after` is where text follows on its last line.
    """

    first: int
    last: int
    number: str | None
    title: str
    start: int
    words: int
    end: int
    after: int | None
    rule: str
    depth: int = 1


class Heads:
    """The headings of one text, as they are found."""

    def __init__(self, segments: Sequence[Segment], clean: str, find: Patterns, wrap: Wrap) -> None:
        """Take the segments of a text; nothing is found yet."""
        self.segments, self.clean, self.find, self.wrap = segments, clean, find, wrap
        self.titles = Titles(clean, find)
        self.tight = not wrap.width and sum(s.gap > 0 for s in segments) < len(segments) * 0.2
        self.found: dict[int, Heading] = {}
        self.taken: set[int] = set()

    def _add(self, first: int, at: int, number: str | None, rule: str, title: Title | None = None) -> bool:
        """Make a heading of the segments from `first`, whose title begins in segment `at`."""
        if at >= len(self.segments) or any(k in self.taken for k in range(first, at + 1)):
            return False
        segment = self.segments[at]
        title = title or self.titles.read(segment, alone=first != at)
        last, end = at, title.end
        if title.after is None:
            last, end = self._wrapped(at, title)
        words = self.titles.text(Title(title.start, end, None, 0))
        if not words:
            return False
        start = self.segments[first].start
        if self.segments[first].type == "AGENDA_ITEM":
            start = next((self.segments[k].start for k in range(first, at + 1) if self.segments[k].marker), title.start)
        heading = Heading(first, last, number, words, start, title.start, end, title.after, rule, max(1, segment.level))
        self.found[first] = heading
        self.taken.update(range(first, last + 1))
        return True

    def _wrapped(self, at: int, title: Title) -> tuple[int, int]:
        """The last segment and the end of a title that goes on in the next lines."""
        last, end = at, title.end
        whole = self.clean[title.start : end]
        while last + 1 < len(self.segments) and last - at < 3 and len(whole) < 200:
            above, below = self.segments[last], self.segments[last + 1]
            if below.type not in ("PROSE", "DOCUMENT") or below.marker or below.gap > (1 if self.wrap.spaced else 0):
                break
            words = self.clean[below.body : below.end]
            if not self._goes_on(above, below, whole, words):
                break
            last, end = last + 1, self.titles.read(below).end
            whole = self.clean[title.start : end]
        return last, end

    def _goes_on(self, above: Segment, below: Segment, whole: str, words: str) -> bool:
        if self.clean[above.end - 1] in ":.":
            return False
        if self.find.one["DANGLING"].search(whole) and len(words) < 120:
            return True
        if whole.isupper() and len(whole) > 8:
            return words.isupper() and bool(self.wrap.width)
        if not self.wrap.width or self.find.one["OPENING_SENTENCE"].match(words):
            return False
        if above.bold or below.bold:
            return above.bold and below.bold and above.width > self.wrap.width * 0.65
        return above.width > self.wrap.width * 0.72 and below.width < self.wrap.width * 0.7 and words[-1] not in ".:;"

    def _numbered_or_not(self, first: int, at: int, rule: str, title: Title | None = None) -> bool:
        segment = self.segments[at]
        if segment.bare and segment.mark in NUMBERS:
            return self._add(first, at + 1, bare_number(segment.marker or ""), rule)
        number = bare_number(segment.marker or "") if segment.mark in (*NUMBERS, "ROMAN") else None
        return self._add(first, at, number, rule, title)

    def _may_head(self, at: int) -> bool:
        return at + 1 < len(self.segments) and self._may_begin(at)

    def _may_begin(self, at: int) -> bool:
        """Whether a line may begin with a title, be it the last of the text."""
        segment = self.segments[at]
        if segment.marker is not None or at in self.taken or segment.cell:
            return False
        if segment.type not in TITLED or segment.type == "CLOSE":
            return False
        formal = self.find.one["FORMAL"].match(self.clean, segment.body, segment.end)
        return formal is None  # a part of the debate of an item

    def _words(self, at: int) -> str:
        return self.clean[self.segments[at].body : self.segments[at].end]
