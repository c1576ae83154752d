"""Numbered headings: those that a run of numbers makes."""

from __future__ import annotations

from minutes_cli.layout.headings import NUMBERS, TITLED, Heads
from minutes_cli.layout.numbering import Numbered, bare_number, best_run, shape_of, strays, turned, worth_of
from minutes_cli.layout.segments import Segment
from minutes_cli.layout.titles import Title

_TITLED_PART = 2.0  # what a numbered part of an item is worth that has a title
_TITLED_LINE = 0.9  # what a numbered line is worth that has a title
_RUN = 5  # numbers that make a run in which all head items
_LEAST = 3  # numbers that look like years and are none
_SHORT = 50  # characters of a title that ends in a full stop
_LABELLED = frozenset({"ACTION", "DOCUMENTS", "MINUTES", "QUESTION", "REASON"})


class NumberedHeads(Heads):
    """Finds headings by their numbers."""

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
            below = shape != best and (self._is_below(shape, best, run) or _is_above(shape, best, run, runs[best]))
            if shape == best or below:
                for line in [*run, *strays(run, turned(shapes[shape]))]:
                    self._of_run(line)
        if "/" in best or _is_full(runs[best]):
            self._between(runs[best], turned(shapes[best]))
        self._parts(best, shapes)
        self._restarted(best, shapes)

    def _few(self) -> None:
        """Headings of a short meeting: `1.`, or `1.` and `2.`, below its roll, each a title with text below it."""
        roll = next((at for at, s in enumerate(self.segments) if s.type == "ROLL"), len(self.segments))
        lines = [line for line in self._numbered(alone=False) if line.shape == "9" and line.at > roll]
        run = [line for line in best_run(lines) if line.worth >= _TITLED_PART and not self._tells(line.at)]
        if [line.value for line in run] != [(number,) for number in range(1, len(run) + 1)] or len(run) > _LEAST:
            return
        if all(self.segments[line.at].gap and self._has_text(line.at) for line in run):
            for line in run:
                self._of_run(line)

    def _between(self, run: list[Numbered], lines: list[Numbered]) -> None:
        """Lines between the others of a run: 208/20 heads an item whatever words it has, 3. where 2. and 4. do.

        But for a sentence under a plain number.
        """
        places = {line.value[-1]: line.at for line in run}
        for line in lines:
            value = line.value[-1]
            if not run[0].value < line.value < run[-1].value or value in places or line.at in self.taken:
                continue
            segment = self.segments[line.at]
            title = None if segment.bare else self.titles.forced(segment)
            if title is None:
                continue
            plain = "/" not in line.shape
            if plain and (self._is_told(title) or not _stands_in(places, value, line.at)):
                continue
            places[value] = line.at
            self._numbered_or_not(line.at, line.at, "heading_number", title)

    def _parts(self, best: str, shapes: dict[str, list[Numbered]]) -> None:
        """Numbered parts of some of the items: 5.1 and 5.2 have titles, 14.1 and 14.2 are sentences."""
        groups: dict[tuple[str, tuple[int, ...]], list[Numbered]] = {}
        for shape, lines in shapes.items():
            if shape.startswith(best.rstrip(")") + "."):
                for line in lines:
                    groups.setdefault((shape, line.value[:-1]), []).append(line)
        for lines in groups.values():
            good = [line for line in lines if line.worth >= _TITLED_PART and not self._tells(line.at)]
            told = sum(self._has_text(line.at) for line in lines)
            if lines[0].value[-1] == 1 and len(good) == len(lines) and told * 2 > len(lines):
                for line in lines:
                    self._of_run(line)

    def _asks(self, at: int) -> bool:
        """Whether a numbered line heads a question."""
        segment = self.segments[at + 1 if self.segments[at].bare and at + 1 < len(self.segments) else at]
        return self.find.one["ASKS"].match(self.clean, segment.body, segment.end) is not None

    def _tells(self, at: int) -> bool:
        """Whether the words of a numbered line are a sentence."""
        return self._is_told(self.titles.read(self.segments[at]))

    def _is_told(self, title: Title) -> bool:
        """Whether the words of a title are a sentence."""
        return self.find.one["TOLD"].search(self.clean, title.start, title.end) is not None

    def _has_text(self, at: int) -> bool:
        """Whether a numbered line has words behind its title or a line without a number below it."""
        if self.titles.read(self.segments[at]).after is not None:
            return True
        below = self.segments[at + 1] if at + 1 < len(self.segments) else None
        return below is not None and below.mark not in NUMBERS and below.type not in ("CLOSE", "SIGNATURE")

    def _of_run(self, line: Numbered) -> None:
        """A heading of a numbered line; where that is a sentence, of the line that stands alone above it.

        A minute number such as 208/20 heads an item whatever words it has.
        """
        segment = self.segments[line.at]
        present = self.find.one["PRESENT"].match(self.clean, segment.body, segment.end)
        if present is not None:  # 1. Present: a roll has a number in some houses and is no item
            segment.type, segment.mark, segment.marker = "ROLL", "LABEL", present[0].strip()
            segment.body = min(present.end(), segment.end)
            return
        if segment.bare or self.titles.read(segment).worth >= _TITLED_LINE:
            self._numbered_or_not(line.at, line.at, "heading_number")
            return
        certain = self.titles.forced(segment) if "/" in line.shape else None
        if certain is not None:
            self._numbered_or_not(line.at, line.at, "heading_number", certain)
            return
        above = line.at - 1
        if above in self.taken or above < 0 or line.value[-1] != 1 or self.segments[above].marker or segment.gap:
            return
        if (
            self.segments[above].gap
            and self.segments[above].indent < 30
            and self.titles.read(self.segments[above]).worth >= 2
        ):
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
        if run and all(self._asks(line.at) for line in run):
            return False
        if len({line.value for line in run}) < _LEAST and all(_is_year(line) for line in run):
            return False
        if run and "." in run[0].shape and len(run) < all_of * 0.6:
            return False
        return (len(run) > 1 and total >= 4 and total / len(run) >= 1.4) or total >= 4

    def _is_below(self, shape: str, best: str, run: list[Numbered]) -> bool:
        """Whether a shape numbers parts of the items that another numbers: 8.1 below 8."""
        return shape.startswith(best.rstrip(")")) and shape != best and worth_of(run) / len(run) >= 2

    def _numbered(self, *, alone: bool) -> list[Numbered]:
        lines = []
        for at, segment in enumerate(self.segments):
            if (
                segment.marker is None
                or at in self.taken
                or segment.type == "FURNITURE"
                or segment.mark not in (*NUMBERS, "ROMAN")
            ):
                continue
            if segment.mark == "ROMAN" and not segment.marker.isupper():
                continue
            if segment.bare:
                worth = self._worth_alone(at)
            elif alone or (segment.inner not in TITLED and segment.inner not in _LABELLED):
                continue
            else:
                worth = self._worth_of(at) + self._worth_beside(at)
            shape, value = shape_of(segment.marker)
            lines.append(
                Numbered(
                    at,
                    shape if segment.mark != "ITEM_WORD" else "item" + shape,
                    value,
                    worth,
                    segment.marker[-1],
                )
            )
        return lines

    def _worth_of(self, at: int) -> float:
        """What a numbered line is worth by its words; a line that a sentence runs over is worth little."""
        segment = self.segments[at]
        title = self.titles.read(segment)
        if title.after is None and title.worth < 3 and self._runs_on(at):
            return 0.2
        return title.worth - (1.0 if (segment.marker or "").startswith("(") else 0.0)

    def _runs_on(self, at: int) -> bool:
        """Whether the lines that follow go on with a numbered line, and make a sentence of it."""
        if not self.wrap.width:
            return False
        last = at
        while last + 1 < len(self.segments) and last - at < 3:
            below = self.segments[last + 1]
            if below.gap or below.marker or not self.wrap.joins(self.segments[last], below, self.clean):
                break
            last += 1
        words = self.clean[self.segments[at].body : self.segments[last].end]
        return last > at and (words.rstrip()[-1] in ".;" or ". " in words[20:] or len(words) > 240)

    def _worth_alone(self, at: int) -> float:
        """What a number on a line of its own is worth, by the line below it."""
        segment = self.segments[at]
        below = self.segments[at + 1] if at + 1 < len(self.segments) else None
        above = self.segments[at - 1] if at else None
        if (
            below is None
            or below.bare
            or (below.indent > segment.indent + 20 and below.line > segment.line)  # cells of one line are no columns
            or below.type not in TITLED
            or below.mark in NUMBERS
        ):
            return 0.0
        if above is not None and self._is_page_end(above) and (segment.marker or "").isdigit():
            return 0.0
        if (segment.marker or "").startswith("("):
            return 0.0
        worth = self.titles.read(below, alone=True).worth
        if worth == 1.0 and not self._tells(at + 1) and below.end - below.body <= _SHORT:
            return 2.5  # Declaration of interest.
        return worth + 2.0 if worth >= 2 else 0.0

    def _is_page_end(self, segment: Segment) -> bool:
        words = self.clean[segment.start : segment.end]
        return segment.type == "FURNITURE" and not any(c.isalpha() for c in words)

    def _worth_beside(self, at: int) -> float:
        """What the neighbours of a numbered line add: between lines numbered alike it is one of a list."""
        segment = self.segments[at]
        if self.titles.read(segment).after is not None:
            return 0.4
        here = shape_of(segment.marker or "")[0]
        near = [self.segments[k] for k in (at - 1, at + 1) if 0 <= k < len(self.segments)]
        alike = [s.marker is not None and s.mark == segment.mark and shape_of(s.marker)[0] == here for s in near]
        if len(alike) == 2 and all(alike):
            return -1.7
        if alike and alike[-1]:
            return -0.5
        return 0.8 if segment.gap else 0.4

    def _restarts(self) -> bool:
        numbered = [s for s in self.segments if s.mark == "ARABIC" and s.marker in ("1.", "1")]
        return (
            len(numbered) >= 3 and len(self.found) <= 8 and all(h.rule == "heading_number" for h in self.found.values())
        )


def _is_above(shape: str, best: str, run: list[Numbered], below: list[Numbered]) -> bool:
    """Whether a shape numbers the items whose parts another numbers: 8 above 8.1."""
    if not best.startswith(shape + "."):
        return False
    uppers = {line.value[0] for line in below}
    return len(uppers & {line.value[0] for line in run}) * 2 >= len(uppers)


def _is_full(run: list[Numbered]) -> bool:
    """Whether nearly all of a run of plain numbers have titles and few are missing."""
    values = [line.value[-1] for line in run]
    titled = sum(line.worth >= _TITLED_LINE for line in run)
    return len(run) >= _RUN and titled >= len(run) * 0.8 and values[-1] - values[0] < len(run) * 1.25


def _stands_in(places: dict[int, int], value: int, at: int) -> bool:
    """Whether a line stands between those that have the numbers before and after its own."""
    return places.get(value - 1, at) < at < places.get(value + 1, at)


def _is_year(line: Numbered) -> bool:
    """Whether a number may be a year at the start of a line that a width has broken."""
    return len(line.value) == 1 and 1900 <= line.value[0] <= 2100
