"""Plain headings: titles with no number before them, by how they stand and by what they say."""

from __future__ import annotations

from minutes_cli import kept
from minutes_cli.layout.headings import FRONT, TITLED
from minutes_cli.layout.numbered_headings import NumberedHeads
from minutes_cli.layout.titles import Title

_OPENING = 8  # lines that name the meeting
_LETTERS = 4  # of a title: others are the letters and figures of a table
_KNOWN = 2  # titles of every agenda that make others of their kind credible
_LONG = 12  # words of a line that is no title for all its colon
_LEAST = 3  # lines with a colon that are a row of headings
_STOPPED = 4  # lines with a title and a full stop that are one
_INDENT = 40  # columns behind which no heading begins
_ROLL = 24  # lines of a roll behind its last label
_TEXT = 50  # characters of a line below a title that is a sentence's
_TITLE = 2.0  # what a line is worth that is a title
_ENDED = kept.compile(r"(?:\)|[a-z]{3})\.$")  # the last line of a list of names
_BRACKET = kept.compile(r"(?:(?<!\s)\s+)?(?:-\s*)?\([^()]*\)$")


class PlainHeads(NumberedHeads):
    """Finds headings that have no numbers."""

    def _coded(self) -> None:
        """Titles with a code in brackets behind them: Staff reports (E-1)."""
        coded = self.find.one["CODED"].match
        hits = [
            (at, coded(self.clean, s.start, s.end))
            for at, s in enumerate(self.segments)
            if self.clean[s.end - 1] == ")" and self._may_head(at)
        ]
        rows = [(at, hit) for at, hit in hits if hit and not self.find.one["TITLED_NAME"].match(hit[1])]
        if len(rows) < 3:
            return
        for at, hit in rows:
            start = self.segments[at].start
            self._add(at, at, hit[2], "heading_code", Title(start, start + len(hit[1].rstrip()), None, 3.0))

    def _unnumbered(self) -> None:
        """Where no numbers head the items: lines of capitals, bold lines or short lines that stand alone."""
        if any(heading.rule != "heading_first" for heading in self.found.values()) and not self._restarts():
            return
        last = self._front()
        lines = [at for at in range(last + 1, len(self.segments)) if self._stands_alone(at)]
        lines = self._from_standard(lines)
        capitals = [at for at in lines if _BRACKET.sub("", self._words(at)).isupper()]
        known = sum(self._is_common(at) for at in lines)
        if self.found or (last < 0 and known < _KNOWN):
            ways: tuple[list[int], ...] = (
                capitals if len(capitals) >= 4 else [],
                [] if self.found else self._before_stops(last),
            )
            if ways[0] and self._restarts():
                numbered = [line for line in self._numbered(alone=False) if line.shape == "9"]
                good = [line for line in numbered if line.worth > 0.8 and not self._tells(line.at)]
                if len(good) > len(numbered) * 0.7:
                    for line in good:
                        self._numbered_or_not(line.at, line.at, "heading_number")
        else:
            bold = [at for at in lines if self.segments[at].bold]
            plain = [at for at in lines if self._is_plain(at, lines)]
            colons = self._before_colons(last)
            plain = sorted({*plain, *(at for at in colons if plain and self._is_common(at))})
            told = sorted((plain, colons), key=len, reverse=True)
            ways = (capitals, bold, *told, self._before_stops(last))
        chosen = next((way for way in ways if len(way) >= 3), [])
        for at in chosen:
            if not self._groups(at, chosen):
                self._add(at, at, None, "heading_alone")

    def _is_common(self, at: int) -> bool:
        """Whether a line is, or has before its colon, a title that agendas have everywhere."""
        segment = self.segments[at]
        return self.find.one["COMMON"].match(self.clean, segment.start, segment.end) is not None

    def _before_colons(self, last: int) -> list[int]:
        """Lines that begin with a title and a colon, where some of the titles are those of every agenda."""
        lines = [at for at in range(last + 1, len(self.segments)) if self._has_colon(at)]
        known = [at for at in lines if self._is_common(at)]
        if len(known) < _KNOWN or len(lines) < _LEAST:
            return []
        closing = [at for at in known if self._words(at).endswith(":")]
        if len(closing) * 2 > len(known):  # the titles have lines of their own, and words before others are none
            lines = [at for at in lines if self._words(at).endswith(":") or at in known]
        return lines

    def _before_stops(self, last: int) -> list[int]:
        """Lines that begin with a title and a full stop, as in `Correspondence. Two letters had been received.`"""
        lines, known = [], 0
        for at in range(last + 1, len(self.segments)):
            segment = self.segments[at]
            if segment.marker is None and (segment.gap or self.tight) and self._may_begin(at):
                title = self.titles.read(segment)
                if title.after is not None and self.clean[title.end : title.end + 1] == ".":
                    lines.append(at)
                    known += self.find.one["COMMON"].match(self.clean, title.start, title.end) is not None
        return lines if known >= _KNOWN and len(lines) >= _STOPPED else []

    def _has_colon(self, at: int) -> bool:
        segment = self.segments[at]
        if not self._may_begin(at) or not (segment.gap or self.tight) or segment.indent > _INDENT:
            return False
        title = self.titles.read(segment)
        if title.after is None and at + 1 == len(self.segments):
            return False
        if title.after is None and self.clean[segment.end - 1] == ":" and len(self._words(at).split()) > _LONG:
            return False
        return title.worth >= _TITLE and self.clean[title.end : title.end + 1] == ":"

    def _front(self) -> int:
        """The last label of the roll at the start of a meeting; -1 where there is none."""
        last = -1
        for at, segment in enumerate(self.segments[:80]):
            if segment.type in FRONT and segment.mark == "LABEL" and (last < 0 or at - last < 12):
                last = at
            elif at > _OPENING and self._is_common(at):
                break
        return last

    def _common(self) -> None:
        """The few titles that every agenda has, below a roll, where nothing else heads an item."""
        roll = self._front()
        for at in range(roll + 1, len(self.segments) if roll >= 0 else 0):
            segment = self.segments[at]
            if self._is_common(at) and self._may_begin(at) and (segment.gap or self.tight):
                self._add(at, at, None, "heading_standard")

    def _below_roll(self) -> None:
        """The title of a meeting of one matter: the line below its roll, alone, before a sentence."""
        roll = self._front()
        for at in range(roll + 1, min(roll + _ROLL, len(self.segments) - 2) if roll >= 0 else 0):
            above, segment, below = self.segments[at - 1 : at + 2]
            if self._is_common(at) or self.find.one["OPENED"].match(self.clean, segment.body, segment.end):
                return
            numbered = segment.mark == "ARABIC" and not segment.bare
            ended = _ENDED.search(self.clean, max(above.body, above.end - _LETTERS), above.end) is not None
            if (
                not segment.gap
                or segment.type not in ("PROSE", "LIST")
                or not (numbered or (ended and self._may_head(at)))
            ):
                continue
            subtitle = not below.gap and self.clean[below.start] == "("
            told = self.segments[at + 2] if subtitle else below
            if told.gap and told.type == "PROSE" and self._is_title(at) and told.end - told.start > _TEXT:
                self._numbered_or_not(at, at, "heading_below_roll")
                return

    def _is_title(self, at: int) -> bool:
        """Whether a line is all of a title: of no list of names, and no sentence."""
        title = self.titles.read(self.segments[at])
        words = self._words(at)
        named = any(self.find.one["TITLED_NAME"].match(part) for part in (words, words.rpartition("(")[2]))
        named = named or self.find.one["MEETING_OF"].match(words) is not None
        return title.after is None and words[-1] not in ".,;" and not named and not self._is_told(title)

    def _from_standard(self, lines: list[int]) -> list[int]:
        """Lines from the first that every agenda has, where one stands early.

        Those before it name the meeting.
        """
        for k, at in enumerate(lines[: max(6, len(lines) // 2)]):
            if self._is_common(at) or self.find.one["STANDARD"].match(
                self.clean, self.segments[at].body, self.segments[at].end
            ):
                return lines[k:]
        return lines

    def _is_plain(self, at: int, lines: list[int]) -> bool:
        """Whether a line that stands alone is a heading and not one of a list of lines."""
        words = self._words(at)
        if words[-1] in ".,;" or any(c in "£$€@" for c in words) or len(words.split()) > 9:
            return False
        return not (at - 1 in lines and self.segments[at - 1].gap == self.segments[at].gap)

    def _stands_alone(self, at: int) -> bool:
        segment = self.segments[at]
        if not self._may_head(at) or not (segment.gap or segment.bold) or segment.indent > _INDENT:
            return False
        if self.find.one["MEETING_OF"].match(self.clean, segment.start, segment.end) or len(self._words(at)) > 90:
            return False
        if sum(c.isalpha() for c in self._words(at)) < _LETTERS or "%" in self._words(at):
            return False
        title = self.titles.read(segment)
        return title.worth >= _TITLE and title.after is None

    def _groups(self, at: int, lines: list[int]) -> bool:
        """Whether a line only groups the headings below it."""
        if self.titles.read(self.segments[at]).after is not None:
            return False
        return at + 1 in lines or at + 1 in self.found

    def _standard(self) -> None:
        """Lines without a number that agendas have everywhere, between numbered ones."""
        first = min(self.found, default=len(self.segments)) - 3
        for at, segment in enumerate(self.segments):
            if at in self.taken or segment.type not in TITLED or segment.marker or segment.width > 90:
                continue
            if at < first:
                continue
            if not (segment.gap or segment.bold or self.tight):
                continue
            following = self.segments[at + 1] if at + 1 < len(self.segments) else None
            if following is None or at + 1 in self.found or not (following.gap or segment.bold or self.tight):
                continue
            if self.find.one["STANDARD"].match(self.clean, segment.body, segment.end):
                words = self.clean[segment.body : segment.end]
                if (
                    len(words.split()) <= 10
                    and words[0].isupper()
                    and words[-1] != "."
                    and not any(c in "£$€" for c in words)
                ):
                    self._add(at, at, None, "heading_standard")
