"""Finding: all headings of a text, by every way there is to tell one.

A heading is told by what a web page prints before it (`Agenda item`), by `#`, by the size of a file at its
end, by a number in a run of headings, by standing before `Minutes:`, or by being the first line of all.
"""

from __future__ import annotations

from minutes_cli.layout.headings import Heading
from minutes_cli.layout.marked_headings import MarkedHeads
from minutes_cli.layout.plain_headings import PlainHeads

_WORDS = 8  # of a line that heads a part of an item
_TEXT = 40  # characters of a line that is told below it
_LETTERS = 5  # of such a line
_INDENT = 20  # columns behind which none begins
_LEAST = 3  # headings of Markdown that are a row of them
_TITLES = 3  # titles of every agenda that make one of `Minutes:`


class Finder(MarkedHeads, PlainHeads):
    """Finds the headings of one text."""

    def read(self) -> list[Heading]:
        """All headings, in the order of the text."""
        self._untype_minutes()
        kinds = {s.type for s in self.segments}
        hashed = self._hashed()
        if len(hashed) >= _LEAST and hashed[-1] > min(20, len(self.segments) * 0.2):
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
            if not self.found:
                self._few()
            if not self.found:
                self._below_roll()
            if not self.found:
                self._common()
            if not paged:
                self._standard()
        self._within_items()
        return [self.found[at] for at in sorted(self.found)]

    def _hashed(self) -> list[int]:
        """Lines that Markdown makes headings; not the first few where only they follow each other, as over minutes."""
        hashed = [at for at, segment in enumerate(self.segments) if segment.level]
        over = next((k for k, at in enumerate(hashed) if at != hashed[0] + k), len(hashed))
        return hashed[over:] if over >= _LEAST else hashed

    def _within_items(self) -> None:
        """Type the lines that head a part of an item or group the items below them."""
        first = min(self.found, default=len(self.segments))
        for at in range(first + 1, len(self.segments) - 1):
            segment = self.segments[at]
            if segment.type == "PROSE" and at not in self.taken and self._is_alone(at) and self._is_part(at):
                segment.type = "SUBHEADING"

    def _is_alone(self, at: int) -> bool:
        segment, below = self.segments[at], self.segments[at + 1]
        plain = segment.marker is None and not segment.cell and segment.indent <= _INDENT
        return plain and segment.gap > 0 and (below.gap > 0 or self.tight) and below.type != "SIGNATURE"

    def _is_part(self, at: int) -> bool:
        """Whether a line is in capitals or in bold and says what comes next, not who."""
        words = self._words(at)
        if len(words.split()) > _WORDS or sum(c.isalpha() for c in words) < _LETTERS or words[-1] in ".;,?!)'\u201d\"":
            return False
        if not words[0].isupper():
            return False
        if any(c.isdigit() or c in "£$€@" for c in words) or self.find.one["TITLED_NAME"].match(words):
            return False
        common = self.find.one["COMMON"].match(words)
        if common is not None and common.end() == len(words):
            return True
        lower = any(word.islower() for word in words.split())
        if words.isupper():
            return True
        below = self.segments[at + 1]
        told = below.type == "PROSE" and below.end - below.start > _TEXT
        return self.segments[at].bold and told and (lower or words.endswith(":"))

    def _is_broken(self, at: int) -> bool:
        """Whether a label is the end of the title above it: To approve the Finance Committee / Minutes:"""
        above = self.segments[at - 1]
        if self.segments[at].gap or not above.gap or above.marker is None:
            return False
        return self.find.one["BEFORE_MINUTES"].search(self.clean, above.body, above.end) is not None

    def _untype_minutes(self) -> None:
        """`Minutes:` between `Apologies:` and `Matters arising:` is a title as they are, and no label."""
        if any(s.type == "AGENDA_ITEM" or s.inner == "DOCUMENT" for s in self.segments):
            return
        labels = [at for at, s in enumerate(self.segments) if s.type == "MINUTES"]
        titles = [at for at in labels if at and (self.segments[at - 1].type == "ROLL" or self._is_broken(at))]
        if len(labels) == len(titles) + 1:
            (other,) = set(labels) - set(titles)
            if sum(self._is_common(at) for at in range(len(self.segments)) if at != other) >= _TITLES:
                titles.append(other)
        for segment in (self.segments[at] for at in titles):
            segment.type = segment.inner = "PROSE"
            segment.marker, segment.mark, segment.body = None, "", segment.start
