"""Headings: which segments head an item, with its number and its title.

A heading is told by what a web page prints before it (`Agenda item`), by `#`, by a file's size at its end, by a
number that stands in a run of headings, by standing before `Minutes:`, or by being the first line of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_cli.numbering import Numbered, bare_number, best_run, shape_of, turned, worth_of
from minutes_cli.segments import Patterns, Segment
from minutes_cli.titles import Title, Titles
from minutes_cli.wrapping import Wrap

_BRACKET = re.compile(r"\s*-?\s*\([^()]*\)$")
FRONT = frozenset({"ROLL", "FIELD"})
_NUMBERS = frozenset({"ARABIC", "COMPOUND", "ITEM_WORD"})
_TITLED = frozenset({"PROSE", "LIST", "DOCUMENT", "ROLL", "PURPOSE", "FIELD", "DISCUSSION", "NOTE", "CLOSE"})
_LABELLED = frozenset({"ACTION", "DOCUMENTS", "QUESTION", "REASON"})
_FILES = frozenset({"DOCUMENTS"})
_PARTS = frozenset({"MINUTES", "DECISION", "DISCUSSION", "REASON"})


@dataclass(frozen=True, slots=True)
class Heading:
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


class Finder:
    """Finds the headings of one text."""

    def __init__(self, segments: Sequence[Segment], clean: str, find: Patterns, wrap: Wrap) -> None:
        self.segments, self.clean, self.find, self.wrap = segments, clean, find, wrap
        self.titles = Titles(clean, find)
        self.tight = not wrap.width and sum(s.gap > 0 for s in segments) < len(segments) * 0.2
        self.found: dict[int, Heading] = {}
        self.taken: set[int] = set()

    def read(self) -> list[Heading]:
        """All headings, in the order of the text."""
        kinds = {s.type for s in self.segments}
        hashed = [at for at, s in enumerate(self.segments) if s.level]
        if len(hashed) >= 3 and hashed[-1] > min(20, len(self.segments) * 0.2):
            self._hashes()
        else:
            paged = "AGENDA_ITEM" in kinds or "MINUTES" in kinds or any(s.inner == "DOCUMENT" for s in self.segments)
            self._agenda_items()
            self._files()
            self._numbers(alone=paged)
            self._before_minutes()
            if not paged:
                self._coded()
                self._unnumbered()
            if not self.found or (len(self.found) < 3 and min(self.found) > 0 and not paged):
                self._first_line(paged=paged)
            if not paged:
                self._standard()
        return [self.found[at] for at in sorted(self.found)]

    # ---- one heading

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

    # ---- ways to find them

    def _hashes(self) -> None:
        """Headings that Markdown marks; those that hold only other headings group them."""
        hashed = [at for at, segment in enumerate(self.segments) if segment.level]
        numbered = sum(self.segments[at].mark in _NUMBERS for at in hashed)
        for at in hashed:
            segment = self.segments[at]
            has_number = segment.mark in _NUMBERS
            if not has_number and (numbered > len(hashed) * 0.6 or self._is_group(at) or self._is_meta(at)):
                continue
            number = bare_number(segment.marker or "") if has_number else None
            self._add(at, at, number, "heading_hash", Title(segment.body, segment.end, None, 3.0))

    def _is_meta(self, at: int) -> bool:
        """Whether a heading tells of the meeting or of the page, and of no business."""
        segment = self.segments[at]
        words = self.find.one["META"].match(self.clean, segment.body, segment.end)
        return words is not None or self.find.one["MEETING_OF"].match(self.clean, segment.body, segment.end) is not None

    def _is_group(self, at: int) -> bool:
        following = self.segments[at + 1] if at + 1 < len(self.segments) else None
        return following is None or (following.level > 0 and following.level != self.segments[at].level)

    def _agenda_items(self) -> None:
        for at, segment in enumerate(self.segments):
            if segment.type != "AGENDA_ITEM":
                continue
            next_at = at + 1
            while next_at < len(self.segments) and self.segments[next_at].type in ("AGENDA_ITEM", "FURNITURE"):
                next_at += 1
            if next_at < len(self.segments):
                self._numbered_or_not(at, next_at, "heading_agenda_item")

    def _numbered_or_not(self, first: int, at: int, rule: str, title: Title | None = None) -> bool:
        segment = self.segments[at]
        if segment.bare and segment.mark in _NUMBERS:
            return self._add(first, at + 1, bare_number(segment.marker or ""), rule)
        number = bare_number(segment.marker or "") if segment.mark in (*_NUMBERS, "ROMAN") else None
        return self._add(first, at, number, rule, title)

    def _files(self) -> None:
        """Headings that end in the size of their file, outside of lists of documents."""
        listing = False
        for at, segment in enumerate(self.segments):
            if segment.type in _FILES:
                listing = True
            elif segment.type in _PARTS:
                listing = False
            above = self.segments[at - 1] if at else None
            numbered = above is not None and above.bare and above.mark in _NUMBERS
            if segment.inner != "DOCUMENT" or segment.mark == "BULLET" or at in self.taken:
                continue
            if self.find.one["LISTED_FILE"].match(self.clean, segment.body, segment.end) or (listing and not numbered):
                continue
            if self.find.one["FILE"].match(self.clean, segment.body, segment.end):
                continue
            listing = False
            self._numbered_or_not(at - 1 if numbered else at, at - 1 if numbered else at, "heading_file")

    def _numbers(self, *, alone: bool) -> None:
        """Headings by their numbers; `alone` where only a number on a line of its own can head an item."""
        shapes: dict[str, list[Numbered]] = {}
        for line in self._numbered(alone=alone):
            shapes.setdefault(line.shape, []).append(line)
        runs = {shape: best_run(turned(lines)) for shape, lines in shapes.items()}
        runs = {shape: run for shape, run in runs.items() if self._is_headings(run, len(shapes[shape]))}
        if not runs:
            return
        best = max(runs, key=lambda shape: worth_of(runs[shape]))
        for shape, run in runs.items():
            if shape == best or self._is_below(shape, best, run):
                for line in run:
                    self._of_run(line)
        self._restarted(best, shapes)

    def _of_run(self, line: Numbered) -> None:
        """A heading of a numbered line; where that is a sentence, of the line that stands alone above it."""
        segment = self.segments[line.at]
        if segment.bare or self.titles.read(segment).worth >= 0.9:
            self._numbered_or_not(line.at, line.at, "heading_number")
            return
        above = line.at - 1
        if above in self.taken or above < 0 or line.value[-1] != 1 or self.segments[above].marker or segment.gap:
            return
        if self.segments[above].gap and self.segments[above].indent < 30 and self.titles.read(self.segments[above]).worth >= 2:
            self._add(above, above, bare_number(segment.marker or ""), "heading_number")

    def _restarted(self, best: str, shapes: dict[str, list[Numbered]]) -> None:
        """Numbers that start anew below each Roman heading."""
        if not best.startswith("I"):
            return
        for shape, lines in shapes.items():
            firsts = sum(line.value == (1,) for line in lines)
            good = [line for line in lines if line.worth > 0.8]
            if shape == "9" and firsts >= 3 and len(good) > len(lines) * 0.7:
                for line in good:
                    self._numbered_or_not(line.at, line.at, "heading_number")

    def _is_headings(self, run: list[Numbered], all_of: int) -> bool:
        total = worth_of(run)
        if run and "." in run[0].shape and len(run) < all_of * 0.6:
            return False
        return (len(run) > 1 and total >= 4 and total / len(run) >= 1.4) or total >= 4

    def _is_below(self, shape: str, best: str, run: list[Numbered]) -> bool:
        """Whether a shape numbers parts of the items that another numbers: 8.1 below 8."""
        return shape.startswith(best.rstrip(")")) and shape != best and worth_of(run) / len(run) >= 2

    def _numbered(self, *, alone: bool) -> list[Numbered]:
        lines = []
        for at, segment in enumerate(self.segments):
            if segment.marker is None or at in self.taken or segment.type == "FURNITURE" or segment.mark not in (*_NUMBERS, "ROMAN"):
                continue
            if segment.mark == "ROMAN" and not segment.marker.isupper():
                continue
            if segment.bare:
                worth = self._worth_alone(at)
            elif alone or (segment.inner not in _TITLED and segment.inner not in _LABELLED):
                continue
            else:
                worth = self._worth_of(at) + self._worth_beside(at)
            shape, value = shape_of(segment.marker)
            lines.append(Numbered(at, shape if segment.mark != "ITEM_WORD" else "item" + shape, value, worth, segment.marker[-1]))
        return lines

    def _worth_of(self, at: int) -> float:
        """What a numbered line is worth by its words; a line that a sentence runs over is worth little."""
        segment = self.segments[at]
        title = self.titles.read(segment)
        below = self.segments[at + 1] if at + 1 < len(self.segments) else None
        if title.after is None and below is not None and not below.gap and below.marker is None and self.wrap.width:
            if title.worth < 3 and self.wrap.joins(segment, below, self.clean) and self._runs_on(at):
                return 0.2
        return title.worth - (1.0 if (segment.marker or "").startswith("(") else 0.0)

    def _runs_on(self, at: int) -> bool:
        """Whether the lines that follow end a sentence that a numbered line begins."""
        last = at + 1
        while last + 1 < len(self.segments) and last - at < 3:
            below = self.segments[last + 1]
            if below.gap or below.marker or not self.wrap.joins(self.segments[last], below, self.clean):
                break
            last += 1
        words = self.clean[self.segments[at].body : self.segments[last].end]
        return words.rstrip()[-1] in ".;" or ". " in words[20:] or len(words) > 240

    def _worth_alone(self, at: int) -> float:
        """What a number on a line of its own is worth, by the line below it."""
        segment = self.segments[at]
        below = self.segments[at + 1] if at + 1 < len(self.segments) else None
        above = self.segments[at - 1] if at else None
        if below is None or below.bare or below.indent > segment.indent + 20 or below.type not in _TITLED or below.mark in _NUMBERS:
            return 0.0
        if above is not None and self._is_page_end(above) and (segment.marker or "").isdigit():
            return 0.0
        if (segment.marker or "").startswith("("):
            return 0.0
        worth = self.titles.read(below, alone=True).worth
        return worth + 2.0 if worth >= 2 else 0.0

    def _is_page_end(self, segment: Segment) -> bool:
        words = self.clean[segment.start : segment.end]
        return segment.type == "FURNITURE" and not any(c.isalpha() for c in words)

    def _worth_beside(self, at: int) -> float:
        """What the neighbours of a numbered line add: between lines numbered alike it is one of a list."""
        segment = self.segments[at]
        here = shape_of(segment.marker or "")[0]
        near = [self.segments[k] for k in (at - 1, at + 1) if 0 <= k < len(self.segments)]
        alike = [s.marker is not None and s.mark == segment.mark and shape_of(s.marker)[0] == here for s in near]
        if len(alike) == 2 and all(alike):
            return -1.7
        if alike and alike[-1]:
            return -0.5
        return 0.8 if segment.gap else 0.4

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
            if segment.type not in _TITLED or segment.type in FRONT or at in self.taken:
                continue
            if self.found and not ((segment.cell and segment.line == self.segments[stop].line) or self._is_bars(at - 1)):
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
        if segment.type not in _TITLED or self.find.one["MEETING_OF"].match(self.clean, segment.start, segment.end):
            return
        title = self.titles.read(segment)
        if title.worth >= 2 and (len(self.segments) > 1):
            self._numbered_or_not(at, at, "heading_first")

    def _coded(self) -> None:
        """Titles with a code in brackets behind them: Staff reports (E-1)."""
        coded = self.find.one["CODED"].match
        hits = [(at, coded(self.clean, s.start, s.end)) for at, s in enumerate(self.segments) if self._may_head(at)]
        rows = [(at, hit) for at, hit in hits if hit]
        if len(rows) < 3:
            return
        for at, hit in rows:
            start = self.segments[at].start
            self._add(at, at, hit[2], "heading_code", Title(start, start + len(hit[1].rstrip()), None, 3.0))

    def _may_head(self, at: int) -> bool:
        segment = self.segments[at]
        if segment.marker is not None or at in self.taken or segment.type not in _TITLED or segment.cell:
            return False
        return at + 1 < len(self.segments) and segment.type != "CLOSE"

    def _unnumbered(self) -> None:
        """Where no numbers head the items: lines of capitals, bold lines or short lines that stand alone."""
        if any(heading.rule != "heading_first" for heading in self.found.values()) and not self._restarts():
            return
        last = self._front()
        lines = [at for at in range(last + 1, len(self.segments)) if self._stands_alone(at)]
        lines = self._from_standard(lines)
        capitals = [at for at in lines if _BRACKET.sub("", self._words(at)).isupper()]
        if self.found or last < 0:
            ways = (capitals if len(capitals) >= 4 else [],)
            if ways[0] and self._restarts():
                for line in self._numbered(alone=False):
                    if line.shape == "9" and line.worth > 0.8:
                        self._numbered_or_not(line.at, line.at, "heading_number")
        else:
            ways = (
                capitals,
                [at for at in lines if self.segments[at].bold],
                [at for at in lines if self._is_plain(at, lines)],
            )
        chosen = next((way for way in ways if len(way) >= 3), [])
        for at in chosen:
            if not self._groups(at, chosen):
                self._add(at, at, None, "heading_alone")

    def _front(self) -> int:
        """The last label of the roll at the start of a meeting; -1 where there is none."""
        last = -1
        for at, segment in enumerate(self.segments[:80]):
            if segment.type in FRONT and segment.mark == "LABEL" and (last < 0 or at - last < 12):
                last = at
        return last

    def _from_standard(self, lines: list[int]) -> list[int]:
        """Lines from the first that every agenda has, where one stands early; those before it name the meeting."""
        for k, at in enumerate(lines[: max(6, len(lines) // 2)]):
            if self.find.one["STANDARD"].match(self.clean, self.segments[at].body, self.segments[at].end):
                return lines[k:]
        return lines

    def _is_plain(self, at: int, lines: list[int]) -> bool:
        """Whether a line that stands alone is a heading and not one of a list of lines."""
        words = self._words(at)
        if words[-1] in ".,;" or any(c in "£$€@" for c in words) or len(words.split()) > 9:
            return False
        return not (at - 1 in lines and self.segments[at - 1].gap == self.segments[at].gap)

    def _words(self, at: int) -> str:
        return self.clean[self.segments[at].body : self.segments[at].end]

    def _stands_alone(self, at: int) -> bool:
        segment = self.segments[at]
        if not self._may_head(at) or not (segment.gap or segment.bold) or segment.indent > 40:
            return False
        if self.find.one["MEETING_OF"].match(self.clean, segment.start, segment.end) or len(self._words(at)) > 90:
            return False
        title = self.titles.read(segment)
        return title.worth >= 2 and title.after is None

    def _groups(self, at: int, lines: list[int]) -> bool:
        """Whether a line only groups the headings below it."""
        return at + 1 in lines or at + 1 in self.found

    def _restarts(self) -> bool:
        numbered = [s for s in self.segments if s.mark == "ARABIC" and s.marker in ("1.", "1")]
        return len(numbered) >= 3 and len(self.found) <= 8 and all(h.rule == "heading_number" for h in self.found.values())

    def _standard(self) -> None:
        """Lines without a number that agendas have everywhere, between numbered ones."""
        for at, segment in enumerate(self.segments):
            if at in self.taken or segment.type not in _TITLED or segment.marker or segment.width > 90:
                continue
            if not self.found or at < min(self.found) - 3:
                continue
            if not (segment.gap or segment.bold or self.tight):
                continue
            following = self.segments[at + 1] if at + 1 < len(self.segments) else None
            if following is None or at + 1 in self.found or not (following.gap or segment.bold or self.tight):
                continue
            if self.find.one["STANDARD"].match(self.clean, segment.body, segment.end):
                words = self.clean[segment.body : segment.end]
                if len(words.split()) <= 10 and words[-1] != "." and not any(c in "£$€" for c in words):
                    self._add(at, at, None, "heading_standard")
