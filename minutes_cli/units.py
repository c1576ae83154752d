"""Units: what the document grammar is fed with: headings, labels, whole paragraphs and list items.

Lines that a width has broken are joined, a number alone on its line is put before the words below it, and the
segments that continue a label (the text below `Resolved:`, the files below `Supporting documents:`) are typed so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutes_cli.headings import Heading
from minutes_cli.numbering import bare_number
from minutes_cli.segments import LABELS, Patterns, Segment
from minutes_cli.wrapping import Wrap

ASIDE = frozenset({"FURNITURE", "AGENDA_ITEM"})
"""Types that are no part of the meeting and are kept from the grammar."""

_SOFT = frozenset(["PROSE", "PURPOSE", "THAT", "VOTE", "COUNT", "MOVED", "CLOSE", "SIGNATURE", "DOCUMENT", "DECISION", "NOTE"])
_SPLIT = frozenset({"MINUTES", "DISCUSSION"})
_OPEN = (":", "-", "that", "That", "THAT")
_LEADS = frozenset(["DECISION", "REASON", "ACTION"])
_NAMES = 130  # characters of a line in a roll


@dataclass(slots=True)
class Unit:
    """One token of the document grammar and its place; `label` is where a label's text ends, if it has one."""

    type: str
    start: int
    end: int
    body: int
    line: int
    indent: int = 0
    gap: int = 0
    marker: str | None = None
    mark: str = ""
    inner: str = "PROSE"
    cell: bool = False
    heading: Heading | None = None
    last: Segment | None = None


class Joiner:
    """Makes units of the segments of one text."""

    def __init__(self, clean: str, find: Patterns, wrap: Wrap) -> None:
        self.clean, self.find, self.wrap = clean, find, wrap
        self.units: list[Unit] = []
        self.aside: list[Unit] = []
        self._pending: list[Unit] = []
        self.margins: list[tuple[int, int]] = []
        self._state = ""
        self._bare: Segment | None = None
        self._quoted = self._worded = False
        self._listed = ""  # the mark of the list that a decision stands in
        self._closed: Unit | None = None  # a decision with words of its own, after which a list may be another matter

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
            kind = self.find.kind(self.clean, heading.after, last.end)
            rest.type = rest.inner = (kind.lastgroup if kind else None) or "PROSE"
            if rest.type in LABELS and kind:
                rest.marker, rest.mark = self.clean[heading.after : kind.end()].strip(), "LABEL"
                rest.body = min(kind.end(), last.end)
            self._take(rest)

    def _flush(self) -> None:
        if self._bare is not None:
            segment, self._bare = self._bare, None
            self._put(_unit(segment))
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
            segment = replace(segment, type="LIST", marker=self.clean[segment.start : segment.end], mark="ARABIC", body=segment.end)
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
        self._put(_unit(segment))

    def _numbers_clause(self, segment: Segment) -> bool:
        """Whether a number in brackets on its own line is that of a clause, and not a count of votes."""
        above = self.units[-1] if self.units else None
        if above is None:
            return False
        number = self.clean[segment.start : segment.end].strip("() ")
        if number == "1":
            return above.type == "DECISION" or self.clean[above.start : above.end].rstrip().endswith(_OPEN)
        return above.type == "LIST" and bare_number(above.marker or "") == str(int(number) - 1)

    def _joins_bare(self, segment: Segment) -> bool:
        bare, self._bare = self._bare, None
        assert bare is not None
        turned = bool(self.aside) and self.aside[-1].line == bare.line - 1 and self.aside[-1].type == "FURNITURE"
        if (bare.marker or "").isdigit() and (turned or segment.marker or segment.indent > 20 + bare.indent):
            self._aside(bare)  # the number of a page
            return False
        if segment.marker is None and segment.type in _SOFT:
            unit = _unit(segment)
            unit.start, unit.line, unit.marker, unit.mark = bare.start, bare.line, bare.marker, bare.mark
            unit.type = "DECISION" if segment.type == "DECISION" else "LIST"
            unit.indent, unit.gap = bare.indent, bare.gap
            self._put(unit)
            return True
        self._put(_unit(bare))
        return False

    def _continues(self, above: Unit, segment: Segment) -> bool:
        """Whether a segment is a further line of the unit above it."""
        last = above.last
        if last is None or above.type in ("HEADING", "ROW") or (segment.marker is not None and segment.mark != "LABEL"):
            return False
        if segment.type not in _SOFT or segment.cell or segment.level:
            return False
        if segment.type == "DECISION" and self.clean[segment.start].isupper():
            return False
        if self.units[-1].type in ("DOCUMENTS", "DOCUMENT") or (above.type == "LIST" and above.inner == "DOCUMENT"):
            return False
        if last.end == last.body and above.type in LABELS:
            return False
        return self.wrap.joins(last, segment, self.clean)

    def _split(self, segment: Segment) -> None:
        """A label with its text on the same line becomes two units."""
        label = _unit(segment)
        label.end = segment.start + len((segment.marker or "").rstrip())
        label.body = label.end
        rest = replace(segment, start=segment.body, marker=None, mark="", gap=0)
        kind = self.find.kind(self.clean, segment.body, segment.end)
        rest.type = rest.inner = (kind.lastgroup if kind else None) or "PROSE"
        if rest.type in LABELS and kind:
            rest.marker, rest.mark, rest.body = kind[0].strip(), "LABEL", kind.end()
        self._put(label)
        self._take(rest)

    # ---- what continues what

    def _put(self, unit: Unit) -> None:
        self._continue(unit)
        self.units.append(unit)

    def _continue(self, unit: Unit) -> None:
        """Type a unit by the label that it stands under."""
        state, kind = self._state, unit.type
        words = self.clean[unit.body : unit.end]
        if kind == "LIST":
            if self._closed is not None and not self._is_clause(unit, words):
                unit.type = "POINT"
                self._closed, self._state = None, ""
            if self._closed is None and not self._state:
                self._listed = unit.mark
            return
        if kind == "HEADING":
            self._quoted = self._worded = False
        self._listed = ""
        self._closed = None
        if self._goes_on(kind, words):
            unit.type = "TEXT"
            self._closed = None
            return
        if state in _LEADS and kind in ("PROSE", "THAT", "PURPOSE", "DOCUMENT", "MOVED") and kind != "HEADING":
            unit.type = "TEXT"
            self._state = state if words.endswith(_OPEN) else ""
            self._closed = None if words.endswith(_OPEN) or state != "DECISION" else unit
            self._note_wording(words, state)
            return
        if state == "DOCUMENTS" and kind in ("PROSE", "DOCUMENT", "PURPOSE") and self._is_file(unit, words):
            unit.type = "DOCUMENT"
            return
        if state == "ROLL" and kind in ("PROSE", "SIGNATURE", "DOCUMENT") and _is_entry(words):
            unit.type = "TEXT"
            return
        if state == "THAT" and kind == "PROSE" and words[:1].islower():
            unit.type = "TEXT"
            return
        if kind == "DOCUMENT":
            unit.type = "PROSE"
        self._state = self._opened(unit, words)
        self._closed = unit if kind in ("DECISION", "REASON") and not self._state else None

    def _note_wording(self, words: str, state: str) -> None:
        """Remember whether a decision's words are a quotation still open, or a motion in several paragraphs."""
        if state != "DECISION":
            return
        self._quoted = words.rfind("\u201c") > words.rfind("\u201d")
        self._worded = self.find.one["WORDED"].match(words) is not None

    def _goes_on(self, kind: str, words: str) -> bool:
        """Whether a paragraph goes on with the quoted or worded decision above it."""
        if kind not in ("PROSE", "THAT", "PURPOSE", "TEXT"):
            self._quoted = self._worded = False
            return False
        if self._quoted:
            self._quoted = "\u201d" not in words
            return True
        return self._worded and self.find.one["WORDED"].match(words) is not None

    def _is_clause(self, unit: Unit, words: str) -> bool:
        """Whether a list item goes on with the decision above it, which had words of its own and no colon."""
        above = self._closed
        assert above is not None
        if (above.mark and above.mark == unit.mark) or self._listed == unit.mark:
            return False
        inner = self.find.mark(self.clean, above.body, above.end)
        if inner and inner.lastgroup == unit.mark:
            return True
        return bare_number(unit.marker or "").lower() in ("2", "b", "ii") or self.find.one["THAT"].match(words) is not None

    def _is_file(self, unit: Unit, words: str) -> bool:
        if unit.inner == "DOCUMENT" or unit.type == "DOCUMENT" or self.find.one["LISTED_FILE"].match(words):
            return True
        return (len(words) < 120 and not words.endswith((".", ":"))) or words.lower().startswith("item ")

    def _opened(self, unit: Unit, words: str) -> str:
        """What the unit leaves open for those after it."""
        if unit.type in _LEADS:
            return unit.type if not words.strip() or words.rstrip().endswith(_OPEN) else ""
        return unit.type if unit.type in ("DOCUMENTS", "ROLL", "THAT") else ""


def _is_entry(words: str) -> bool:
    """Whether words can be of a roll: names, not a sentence and not the lead-in of what follows it."""
    leads_in = words.rstrip().endswith((":", ":-")) and len(words.split()) > 3
    return len(words) < _NAMES and words[-1:] not in ".?" and not leads_in


def _unit(segment: Segment) -> Unit:
    return Unit(
        segment.type,
        segment.start,
        segment.end,
        segment.body,
        segment.line,
        segment.indent,
        segment.gap,
        segment.marker,
        segment.mark,
        segment.inner,
        segment.cell,
        None,
        segment,
    )
