"""Segments: the lines of a text, or the parts of lines that a flattened table has run together.

Each with its type.

A segment's type is the first terminal of the document grammar that matches where its words begin.
"""

from __future__ import annotations

import re

import msgspec

from minutes_cli import kept
from minutes_cli.engine.patterns import LABELS, MARKS, Patterns
from minutes_cli.layout.flattened import bullet_cuts, numbered_cuts


class Segment(msgspec.Struct, gc=False):
    """A line or a part of one: `body` is where its words start, `gap` the number of empty lines before it."""

    type: str
    start: int
    end: int
    body: int
    line: int
    indent: int
    gap: int
    marker: str | None = None
    mark: str = ""
    bold: bool = False
    cell: bool = False
    level: int = 0
    width: int = 0
    margin: tuple[int, int] | None = None
    inner: str = "PROSE"
    lead: int | None = None  # where the bold words end that it begins with

    @property
    def bare(self) -> bool:
        """Whether it is a number or a bullet with nothing after it."""
        return self.marker is not None and self.mark != "LABEL" and self.body >= self.end


class Cutter:
    """Cuts a cleaned text into segments."""

    def __init__(self, text: str, clean: str, find: Patterns) -> None:
        """Take a text and its cleaned form; find at once where flattened lines are to be cut."""
        self.text, self.clean, self.find = text, clean, find
        self.segments: list[Segment] = []
        self.bars: list[tuple[int, int]] = []  # places of table bars that only separate minutes
        self._row_line = 0
        self._emphasised = any(mark in text for mark in _BOLD)
        self._line = 0
        self._gap = 0
        self._from = 0
        cut = find.one["CUT"].finditer(clean) if ":" in clean else ()
        numbers = [*numbered_cuts(clean, find), *bullet_cuts(clean, find)]
        self._numbers = frozenset(numbers)
        self._cuts = sorted([*(m.start() for m in cut), *numbers])
        self._next = 0
        self._files = [m.start() for m in find.one["SIZE"].finditer(clean)] if find.may("SIZE", clean) else []
        self._file = 0

    def read(self) -> list[Segment]:
        """All segments, in the order of the text."""
        at, size, clean = 0, len(self.clean), self.clean
        while at < size:
            stop = clean.find("\n", at)
            if stop < 0:
                stop = size
            self._line += 1
            self._from = at
            if stop == at or clean[at:stop].isspace():
                self._gap += 1
            else:
                self._cut_line(at, stop)
            at = stop + 1
        return self.segments

    def _cut_line(self, at: int, stop: int) -> None:
        if "|" in self.clean[at:stop]:
            self._cut_bars(at, stop)
        else:
            self._cut_labels(at, stop, cell=False)

    def _cut_bars(self, at: int, stop: int) -> None:
        """Cells that hold minutes become segments; a row of figures or names stays a row."""
        cells = [(m.start(), m.end()) for m in _CELL.finditer(self.clean, at, stop)]
        if not cells or not any(c.isalnum() for c in self.clean[at:stop]):
            if self._row_line == self._line - 1:
                self._row_line = self._line
            self._add(at, stop, cell=True)
            return
        if len(cells) == 2 and self._is_stray(at, stop):
            self.bars += [(k, k + 1) for k in range(at, stop) if self.clean[k] == "|"]
            self._cut_labels(at, stop, cell=False)
            return
        numbered = len(cells) == 2 and self._is_number(*cells[0])
        labelled = self._has_cut(at, stop)
        below_row = self._row_line == self._line - 1 and self.clean.count("|", at, stop) > 1
        below_row = below_row or _RULED.match(self.clean, stop + 1) is not None
        if (len(cells) > 1 or below_row) and not (numbered or labelled):
            self._row_line = self._line
            self._add(at, stop, cell=True, kind="ROW")
            return
        self.bars += [(k, k + 1) for k in range(at, stop) if self.clean[k] == "|"]
        for start, end in cells:
            self._cut_labels(start, end, cell=True)

    def _is_stray(self, at: int, stop: int) -> bool:
        """Whether a bar is a scan's, in the words of a numbered line: `3. Election of Ch | of the Board`."""
        words = self.clean[at:stop].strip()
        below = self.clean[stop + 1 : self.clean.find("\n", stop + 1) + 1]
        alone = self._gap > 0 and self._row_line < self._line - 1 - self._gap and not below.strip()
        if not alone or words.count("|") != 1 or "|" in (words[0], words[-1]):
            return False
        mark = self.find.mark(self.clean, at + _indent(self.clean, at, stop), stop)
        head = self.clean[mark.end() : self.clean.index("|", at)] if mark is not None else ""
        return mark is not None and mark.lastgroup == "ARABIC" and bool(head.strip())

    def _is_number(self, start: int, end: int) -> bool:
        words = self.clean[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        found = self.find.mark(self.clean, start, end)
        return found is not None and found.end() == end

    def _has_cut(self, start: int, end: int) -> bool:
        while self._next < len(self._cuts) and self._cuts[self._next] < start:
            self._next += 1
        return self._next < len(self._cuts) and self._cuts[self._next] < end

    def _is_title(self, start: int, end: int, cell: bool) -> bool:
        """Whether a label in mid-line is the end of a title: 3. Minutes:   6. Planning Decisions:"""
        mark = self.find.mark(self.clean, start + _indent(self.clean, start, end), end)
        words = self.clean[mark.end() if mark else start : end].split()
        if mark is not None and not words:
            return True
        return not cell and 0 < len(words) <= _TITLE and all(word.isalpha() and word[0].isupper() for word in words)

    def _has_file(self, start: int, end: int) -> bool:
        """Whether the size of a file stands in a stretch of the text; stretches are asked for in order."""
        while self._file < len(self._files) and self._files[self._file] < start:
            self._file += 1
        return self._file < len(self._files) and self._files[self._file] < end

    def _cut_labels(self, start: int, end: int, *, cell: bool) -> None:
        while self._has_cut(start, end):
            at = self._cuts[self._next]
            self._next += 1
            before = self.clean[start:at].rstrip()
            if not before:
                continue
            if at not in self._numbers and (before[-1] in _OPENING or before.split()[-1].lower() in _JOINS):
                continue
            if self._is_title(start, at, cell):
                continue
            self._add(start, at, cell=cell)
            start = at
        self._add(start, end, cell=cell)

    def _add(self, start: int, end: int, *, cell: bool, kind: str | None = None) -> None:
        words = self.clean[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start >= end:
            return
        segment = Segment(
            kind or "PROSE",
            start,
            end,
            start,
            self._line,
            start - self._from,
            self._gap,
            cell=cell,
            width=end - self._from,
        )
        if "*" in self.text[start - 2 : start] or self.text[start - 2 : start] == "__":
            segment.bold = self.text[end : end + 2] == "**"
        self._gap = 0
        if kind is None:
            self._type(segment)
            if self._emphasised and segment.marker is not None and segment.mark != "LABEL":
                segment.lead = self._bold_words(segment)
        self.segments.append(segment)

    def _bold_words(self, segment: Segment) -> int | None:
        """Where the bold words at the start of a numbered line end, if other words follow them."""
        text = self.text
        for at in (segment.body, segment.start):
            mark = next((mark for mark in _BOLD if text.startswith(mark, at - len(mark))), None)
            if mark is None or (at < segment.body and _BOLD[mark] in text[at : segment.body]):
                continue
            close = text.find(_BOLD[mark], segment.body + 1, segment.end)
            again = _AGAIN.match(text, close, segment.end) if close > 0 else None
            while again is not None:  # **Village** **Hall**
                close = text.find(_BOLD[mark], again.end(), segment.end)
                again = _AGAIN.match(text, close, segment.end) if close > 0 else None
            return close if close > 0 else None
        return None

    def _type(self, segment: Segment) -> None:
        """Find the marker and the type of a segment."""
        clean, start, end = self.clean, segment.start, segment.end
        if clean[start] == "#":
            head = _HASHES.match(clean, start, end)
            if head:
                segment.level, segment.body = head.end() - start - 1, head.end()
                segment.level = head[1].count("#")
                start = head.end()
        name, stop = self.find.start(clean, start, end) or ("PROSE", start)
        if name in _WHOLE:
            segment.type = name
            segment.body = stop if name == "AGENDA_ITEM" else start
        elif name in MARKS:
            self._marked(segment, name, start, stop)
        else:
            self._label(segment, name, start, stop)

    def _marked(self, segment: Segment, mark: str, start: int, stop: int) -> None:
        clean, end = self.clean, segment.end
        segment.marker, segment.mark = clean[start:stop].strip(), mark
        body = stop
        while body < end and clean[body] == " ":
            body += 1
        segment.body = body
        segment.type = "LIST"
        inner = self.find.kind(clean, body, end) if body < end else None
        if body < end and self._has_file(body, end):
            segment.inner = "DOCUMENT"
            return
        if inner is None:
            if clean[start:stop].isdigit() and segment.indent > 30:
                segment.type = "FURNITURE"  # a page number at the right or in the middle
            return
        segment.inner, stop = inner
        stopped = stop < end or clean[stop - 1] in ":-"
        if segment.inner in _INSIDE and (stopped or segment.inner == "DECISION"):
            self._label(segment, segment.inner, body, stop)

    def _label(self, segment: Segment, name: str, start: int, stop: int) -> None:
        """A label's words start after it; of any other segment they start with it."""
        if name in _UNLABELLED and self._has_file(start, segment.end):
            name = "DOCUMENT"
        segment.type = segment.inner = name
        if name in LABELS:
            segment.marker = self.clean[start:stop].strip()
            segment.mark = "LABEL"
            while stop < segment.end and self.clean[stop] == " ":
                stop += 1
            segment.body = stop
        elif segment.marker is None:
            segment.body = start


_TITLE = 3  # words before a label in mid-line that make a title with it
_BOLD = {"**": "**", "__": "__", "<b>": "</b>", "<strong>": "</strong>"}
_AGAIN = kept.compile(r"\*\* ?\*\*(?=\S)")
_UNLABELLED = frozenset(["PROSE", "PURPOSE", "THAT", "ROW"])
_WHOLE = frozenset({"AGENDA_ITEM", "FURNITURE"})
_INSIDE = frozenset(["DECISION", "ACTION", "REASON", "REPLY"])  # labels that may follow a number or a bullet
_RULED = kept.compile(r"[ ]*\|[ ]*:?-[-:| ]*$", re.MULTILINE)
_CELL = kept.compile(r"[^|\n]*[^|\s][^|\n]*")
_HASHES = kept.compile(r"(#{1,6})\s+(?=\S)")
_OPENING = frozenset("/\"'(\u2018\u201c[")
_JOINS = frozenset(
    [
        "a",
        "and",
        "draft",
        "earlier",
        "following",
        "last",
        "of",
        "our",
        "previous",
        "such",
        "the",
        "their",
        "these",
        "this",
        "those",
        "was",
        "were",
    ]
)


def _indent(clean: str, start: int, end: int) -> int:
    words = clean[start:end]
    return len(words) - len(words.lstrip())
