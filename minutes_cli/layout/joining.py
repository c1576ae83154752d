"""Joining: segments made into units.

Lines that a width has broken are joined, and a number alone on its line is put before the words below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from minutes_cli.engine.patterns import LABELS, Patterns
from minutes_cli.layout.headings import Heading
from minutes_cli.layout.modes import Modes
from minutes_cli.layout.numbering import bare_number
from minutes_cli.layout.segments import Segment
from minutes_cli.layout.units import ASIDE, OPEN, Unit, unit_of
from minutes_cli.layout.wrapping import Wrap

_SOFT = frozenset(
    [
        "PROSE",
        "PURPOSE",
        "THAT",
        "VOTE",
        "COUNT",
        "MOVED",
        "CLOSE",
        "SIGNATURE",
        "DOCUMENT",
        "DECISION",
        "NOTE",
    ]
)
_FULL = 0.8  # of the width, behind which a line is full
_SPLIT = frozenset({"MINUTES", "DISCUSSION"})


class Joiner:
    """Makes units of the segments of one text."""

    def __init__(self, clean: str, find: Patterns, wrap: Wrap) -> None:
        """Take a cleaned text and how it breaks its lines."""
        self.clean, self.find, self.wrap = clean, find, wrap
        self.units: list[Unit] = []
        self.aside: list[Unit] = []
        self._pending: list[Unit] = []
        self.margins: list[tuple[int, int]] = []
        self._bare: Segment | None = None
        self._modes = Modes(clean, find)

    def read(self, segments: Sequence[Segment], headings: Sequence[Heading]) -> list[Unit]:
        """The units, in the order of the text; those of `ASIDE` are in `aside`."""
        heads = {h.first: h for h in headings}
        skip = -1
        for at, segment in enumerate(segments):
            if segment.margin:
                self.margins.append(segment.margin)
            if at <= skip:
                continue
            heading = heads.get(at)
            if heading is not None:
                self._head(segments, heading)
                skip = heading.last
            else:
                self._take(segment)
        self._flush()
        return self.units

    def _head(self, segments: Sequence[Segment], heading: Heading) -> None:
        self._flush()
        first = segments[heading.first]
        if first.type == "AGENDA_ITEM":
            self._aside(first)
        end = heading.after if heading.after is not None else segments[heading.last].end
        end = heading.end + len(self.clean[heading.end : end].rstrip())
        unit = Unit("HEADING", heading.start, end, heading.start, first.line, first.indent, first.gap, heading=heading)
        unit.marker, unit.body = heading.number, heading.words
        self._put(unit)
        if heading.after is not None:
            last = segments[heading.last]
            rest = replace(last, start=heading.after, body=heading.after, gap=0, marker=None, mark="", level=0)
            kind, stop = self.find.kind(self.clean, heading.after, last.end) or ("PROSE", last.end)
            rest.type = rest.inner = kind
            if kind in LABELS:
                rest.marker, rest.mark = self.clean[heading.after : stop].strip(), "LABEL"
                rest.body = min(stop, last.end)
            self._take(rest)

    def _flush(self) -> None:
        if self._bare is not None:
            segment, self._bare = self._bare, None
            self._put(unit_of(segment))
        self._pending.clear()

    def _aside(self, segment: Segment) -> None:
        self.aside.append(Unit(segment.type, segment.start, segment.end, segment.body, segment.line))

    def _take(self, segment: Segment) -> None:
        if segment.type in ASIDE or segment.inner == "FURNITURE":
            self._aside(segment)
            return
        if self._bare is not None and self._joins_bare(segment):
            return
        if segment.type == "COUNT" and self._numbers_clause(segment):
            segment = replace(
                segment,
                type="LIST",
                marker=self.clean[segment.start : segment.end],
                mark="ARABIC",
                body=segment.end,
            )
        if segment.bare and segment.type == "LIST":
            self._flush()
            self._bare = segment
            return
        above = self.units[-1] if self.units else None
        if above is not None and self._continues(above, segment):
            above.end, above.last = segment.end, segment
            return
        if segment.type in _SPLIT and segment.body < segment.end:
            self._split(segment)
            return
        self._put(unit_of(segment))

    def _numbers_clause(self, segment: Segment) -> bool:
        """Whether a number in brackets on its own line is that of a clause, and not a count of votes."""
        above = self.units[-1] if self.units else None
        if above is None:
            return False
        number = self.clean[segment.start : segment.end].strip("() ")
        if number == "1":
            return above.type == "DECISION" or self.clean[above.start : above.end].rstrip().endswith(OPEN)
        return above.type == "LIST" and bare_number(above.marker or "") == str(int(number) - 1)

    def _joins_bare(self, segment: Segment) -> bool:
        bare, self._bare = self._bare, None
        assert bare is not None
        turned = bool(self.aside) and self.aside[-1].line == bare.line - 1 and self.aside[-1].type == "FURNITURE"
        if (bare.marker or "").isdigit() and (turned or segment.marker or segment.indent > 20 + bare.indent):
            self._aside(bare)  # the number of a page
            return False
        if segment.marker is None and segment.type in _SOFT:
            unit = unit_of(segment)
            unit.start, unit.line, unit.marker, unit.mark = bare.start, bare.line, bare.marker, bare.mark
            unit.type = "DECISION" if segment.type == "DECISION" else "LIST"
            unit.indent, unit.gap = bare.indent, bare.gap
            self._put(unit)
            return True
        self._put(unit_of(bare))
        return False

    def _continues(self, above: Unit, segment: Segment) -> bool:
        """Whether a segment is a further line of the unit above it."""
        last = above.last
        if last is not None and self._is_broken_year(last, segment):
            segment.marker, segment.mark, segment.body = None, "", segment.start
            segment.type = segment.inner = "PROSE"
            return above.type != "HEADING"
        if last is None or above.type in ("HEADING", "ROW") or (segment.marker is not None and segment.mark != "LABEL"):
            return False
        if segment.type not in _SOFT or segment.cell or segment.level:
            return False
        if segment.type in ("DECISION", "VOTE") and self.clean[segment.start].isupper():
            return False
        if segment.gap and self.find.one["NUMBERED_MATTER"].match(self.clean, segment.start, segment.end):
            return False
        if self.units[-1].type in ("DOCUMENTS", "DOCUMENT") or (above.type == "LIST" and above.inner == "DOCUMENT"):
            return False
        if last.end == last.body and above.type in LABELS:
            return False
        if self.aside and self.aside[-1].start > last.start:  # a page ended between them
            return self._turns_page(last, segment)
        if segment.gap and self._ends_roll(last, segment):
            return False
        return self.wrap.joins(last, segment, self.clean)

    def _ends_roll(self, last: Segment, segment: Segment) -> bool:
        """Whether a line is the sentence with which a meeting opens, and the line above it the end of the roll."""
        listed = any(unit.type == "ROLL" for unit in self.units[-2:]) and self.clean[last.end - 1] == "."
        return listed and self.find.one["OPENED"].match(self.clean, segment.start, segment.end) is not None

    def _is_broken_year(self, last: Segment, segment: Segment) -> bool:
        """Whether a width has broken a line before a year: … the Local Government Act / 2001 (as amended)."""
        marker = (segment.marker or "").rstrip(".):,")
        year = len(marker) == 4 and marker.isdigit() and marker[:2] in ("19", "20")
        if not year or segment.bare or not self.clean[last.end - 1].isalpha():
            return False
        return self.wrap.joins(last, segment, self.clean)

    def _turns_page(self, last: Segment, segment: Segment) -> bool:
        """Whether a line at the top of a page goes on with the last of the page before."""
        words = self.clean[last.start : last.end].rstrip()
        if words[-1:] in ".?!:;":
            return False
        full = self.wrap.width and last.width > self.wrap.width * _FULL and words[-1:].islower()
        dangling = self.find.one["DANGLING"].search(words) is not None
        return self.clean[segment.start].islower() or dangling or bool(full)

    def _split(self, segment: Segment) -> None:
        """A label with its text on the same line becomes two units."""
        label = unit_of(segment)
        label.end = segment.start + len((segment.marker or "").rstrip())
        label.body = label.end
        rest = replace(segment, start=segment.body, marker=None, mark="", gap=0)
        kind, stop = self.find.kind(self.clean, segment.body, segment.end) or ("PROSE", segment.end)
        rest.type = rest.inner = kind
        if kind in LABELS:
            rest.marker, rest.mark, rest.body = self.clean[segment.body : stop].strip(), "LABEL", stop
        self._put(label)
        self._take(rest)

    # ---- what continues what

    def _put(self, unit: Unit) -> None:
        self._modes.settle(unit)
        self.units.append(unit)
