"""Marked headings: those that a web page or Markdown marks, and the line that stands before `Minutes:`."""

from __future__ import annotations

from minutes_cli.layout.headings import FRONT, NUMBERS, TITLED, Heads
from minutes_cli.layout.numbering import bare_number
from minutes_cli.layout.segments import Segment
from minutes_cli.layout.titles import Title

_TELLING = 4  # lines below the name of a body
_FILES = frozenset({"DOCUMENTS"})
_PARTS = frozenset({"MINUTES", "DECISION", "DISCUSSION", "REASON"})


class MarkedHeads(Heads):
    """Finds headings by what is printed around them."""

    def _hashes(self) -> None:
        """Headings that Markdown marks; those that hold only other headings group them."""
        hashed = [at for at, segment in enumerate(self.segments) if segment.level]
        numbered = sum(self.segments[at].mark in NUMBERS for at in hashed)
        for at in hashed:
            segment = self.segments[at]
            has_number = segment.mark in NUMBERS
            if not has_number and (numbered > len(hashed) * 0.6 or self._is_group(at) or self._is_meta(at)):
                continue
            number = bare_number(segment.marker or "") if has_number else None
            self._add(at, at, number, "heading_hash", Title(segment.body, segment.end, None, 3.0))

    def _is_meta(self, at: int) -> bool:
        """Whether a heading tells of the meeting or of the page, and of no business."""
        segment = self.segments[at]
        if any(self.find.one[name].match(self.clean, segment.body, segment.end) for name in ("META", "FORMAL")):
            return True
        return self.find.one["MEETING_OF"].match(self.clean, segment.body, segment.end) is not None

    def _is_group(self, at: int) -> bool:
        following = self.segments[at + 1] if at + 1 < len(self.segments) else None
        return following is None or (following.level > 0 and following.level != self.segments[at].level)

    def _agenda_items(self) -> None:
        for at, segment in enumerate(self.segments):
            if segment.type != "AGENDA_ITEM" or (at and self.segments[at - 1].type == "AGENDA_ITEM"):
                continue
            next_at = at + 1
            while next_at < len(self.segments) and self.segments[next_at].type in (
                "AGENDA_ITEM",
                "FURNITURE",
            ):
                next_at += 1
            if next_at < len(self.segments):
                self._numbered_or_not(at, next_at, "heading_agenda_item")

    def _files(self) -> None:
        """Headings that end in the size of their file, outside of lists of documents."""
        listing = False
        for at, segment in enumerate(self.segments):
            if segment.type in _FILES:
                listing = True
            elif segment.type in _PARTS:
                listing = False
            above = self.segments[at - 1] if at else None
            numbered = above is not None and above.bare and above.mark in NUMBERS
            if segment.inner != "DOCUMENT" or segment.mark == "BULLET" or at in self.taken:
                continue
            if self.find.one["LISTED_FILE"].match(self.clean, segment.body, segment.end) or (listing and not numbered):
                continue
            if self.find.one["FILE"].match(self.clean, segment.body, segment.end):
                continue
            listing = False
            self._numbered_or_not(at - 1 if numbered else at, at - 1 if numbered else at, "heading_file")

    def _before_minutes(self) -> None:
        """The line that heads the words before `Minutes:`, where no other sign does."""
        since = 0
        for at, segment in enumerate(self.segments):
            if segment.type != "MINUTES":
                continue
            known = any(k in self.found for k in range(since, at))
            if not known:
                self._head_of(since, at)
            since = at + 1

    def _head_of(self, since: int, stop: int) -> None:
        starts = range(since, stop)
        if self.found:  # only where a row of a table starts can one be told from the end of the minutes before
            starts = range(stop - 1, since, -1)
        for at in starts:
            segment = self.segments[at]
            if segment.type not in TITLED or segment.type in FRONT or at in self.taken:
                continue
            if self.found and not (
                (segment.cell and segment.line == self.segments[stop].line) or self._is_bars(at - 1)
            ):
                continue
            title = self.titles.read(segment, alone=True, flat=True)
            self._numbered_or_not(at, at, "heading_minutes", title)
            return

    def _is_bars(self, at: int) -> bool:
        segment = self.segments[at]
        return segment.type == "FURNITURE" and "|" in self.clean[segment.start : segment.end]

    def _opens_page(self, segment: Segment) -> bool:
        """Whether a line at the start is a web page's name for what follows."""
        words = self.clean[segment.start : segment.end]
        return segment.type == "FURNITURE" or (segment.type == "DECISION" and words.isalpha() and words.istitle())

    def _first_line(self, *, paged: bool) -> None:
        """The first line of all, where it looks like a title and nothing tells a whole meeting."""
        first = min(self.found, default=len(self.segments))
        front = self.segments[: min(first, 40)]
        whole = ("ROLL",) if paged else FRONT  # the pages of one decision have fields, but no roll
        if any(s.type in whole and s.mark == "LABEL" for s in front[:20]):
            return
        at = 0
        while at < len(front) and self._opens_page(front[at]):
            at += 1
        if at == len(front):
            return
        segment = front[at]
        if segment.type not in TITLED or self.find.one["MEETING_OF"].match(self.clean, segment.start, segment.end):
            return
        if self.find.one["FORMAL"].match(self.clean, segment.start, segment.end):
            return
        title = self.titles.read(segment)
        if title.worth >= 2 and (len(self.segments) > 1) and not self._names_meeting(at):
            self._numbered_or_not(at, at, "heading_first")

    def _names_meeting(self, at: int) -> bool:
        """Whether a line names the body whose meeting the lines below it tell of."""
        segment, below = self.segments[at], self.segments[at + 1 : at + 1 + _TELLING]
        body = self.find.one["BODY_NAME"].match(self.clean, segment.start, segment.end)
        return body is not None and any(self.find.one["MEETING_HELD"].match(self.clean, s.start, s.end) for s in below)
