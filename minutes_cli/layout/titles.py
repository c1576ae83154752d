"""Titles: what a line is worth as the heading of an item, and where its title ends."""

from __future__ import annotations

import msgspec

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.numbering import bare_number
from minutes_cli.layout.segments import Segment

_LETTERS = kept.compile(r"(?:[\W\d_]*[^\W\d_]){3}")
_SPACES = kept.compile(r"\s+")
_BREAK = kept.compile(r"[a-z)]{4}[.?!]\s+(?:[A-Z][a-z]|[\u201c\"])")
_SENTENCE = kept.compile(r"\s+[A-Z][a-z]+\s")
_STOPPED = kept.compile(r"(?:[A-Za-z]{4}|\d{4}|[\s)])\.$")
_CERTAIN = 2.0  # what words are worth that are a title and nothing more
_SHORT = 30  # characters of a line with no room for a title and its parts
_HEAD = 14  # words of a title that its text follows
_LONG_HEAD = 24  # and of one that tells a purpose: To approve …
_BOLD_WORDS = 20  # words of a title in bold
_PART = 8  # words behind a dash that are a part of the title
_LONGEST = 240  # characters of a title


class Title(msgspec.Struct, frozen=True, gc=False):
    """Words of a title by offsets.

    `after` is where text follows on the same line, `worth` how like a title the words are.
    """

    start: int
    end: int
    after: int | None
    worth: float


class Titles:
    """Judges lines of one text as titles."""

    def __init__(self, clean: str, find: Patterns) -> None:
        """Take a cleaned text."""
        self.clean = clean
        self.find = find.one
        self._has_files = find.may("FILE", clean)
        self._known: dict[tuple[int, int, bool, bool], Title] = {}

    def read(self, segment: Segment, *, alone: bool = False, flat: bool = False) -> Title:
        """The title that a segment's words begin with; `alone` where the line above holds its number,
        `flat` where a table has run other text into the line.
        """
        key = (segment.body, segment.end, alone, flat)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._read(segment, alone=alone, flat=flat)
        return known

    def _read(self, segment: Segment, *, alone: bool, flat: bool) -> Title:
        start, end, clean = segment.body, segment.end, self.clean
        if segment.marker is not None and segment.mark == "LABEL":
            start = segment.start
        words = clean[start:end]
        filed = self.find["FILE"].search(clean, start, min(end, start + 400)) if self._has_files else None
        if filed and not self.find["LISTED_FILE"].match(clean, start, filed.end()):
            after = filed.end() + len(clean[filed.end() : end]) - len(clean[filed.end() : end].lstrip())
            return Title(start, self._trim(start, filed.start()), after if after < end else None, 4.0)
        if segment.cell or flat or (alone and len(words) > 140):
            cut = self._cut(start, end)
            if cut and not (
                len(clean[start:cut].split()) < 3 and self.find["DANGLING"].search(clean[start:cut].rstrip())
            ):
                return Title(start, self._trim(start, cut), cut, 3.0)
        if segment.lead is not None:
            bold = self._emphasised(segment, segment.lead)
            if bold:
                return bold
        part = self._first_part(segment) if (segment.marker is not None or alone) and len(words) > _SHORT else None
        run = self._run_in(start, end, numbered=segment.marker is not None)
        if part and not (run and run.end < part.end):
            return part
        if run:
            return run
        worth = self._worth(segment, words)
        if worth < _CERTAIN and segment.marker is not None:
            joined = self._joined(start, end)
            if joined:
                return joined
        return Title(start, self._trim(start, end), None, worth)

    def forced(self, segment: Segment) -> Title | None:
        """The title of a line that is known to head an item: what stands before a sentence, or its first."""
        start, end = segment.body, segment.end
        found = self.read(segment, flat=True)
        if found.worth >= 1:
            return found
        stop = _BREAK.search(self.clean, start, min(end, start + _LONGEST // 2))
        if stop is None and end - start > _LONGEST // 2:
            return None
        last = stop.start() + 5 if stop else end
        return Title(start, self._trim(start, last), self._skip(last, end) if stop else None, 1.0)

    def _emphasised(self, segment: Segment, stop: int) -> Title | None:
        """The bold words that a numbered line begins with, where others follow them."""
        words = self.clean[segment.body : stop].strip()
        after = self._skip(stop, segment.end)
        while after < segment.end and self.clean[after] in ".:- ":
            after += 1
        if after >= segment.end or len(words.split()) > _BOLD_WORDS or sum(c.isalpha() for c in words) < 3:
            return None
        return Title(segment.body, self._trim(segment.body, stop), after, 3.0)

    def _first_part(self, segment: Segment) -> Title | None:
        """A title that the first of its parts follows on the line: 5. Reports 5.1 Chairman's report."""
        start, end = segment.body, min(segment.end, segment.body + _LONGEST // 2)
        number = bare_number(segment.marker or "")
        for part in self.find["PART"].finditer(self.clean, start + 3, end):
            sub = part["sub"]
            own = number.isdigit() and sub == number
            if sub and not own and (number or not self.clean[part.end() :].lstrip()[:1].isupper()):
                continue
            head = self.clean[start : part.start()]
            if len(head.split()) <= _HEAD and _is_headed(head) and not self._is_sentence(head):
                return Title(start, self._trim(start, part.start()), part.start("first"), 2.0)
        return None

    def _joined(self, start: int, end: int) -> Title | None:
        """A title that its text follows with nothing between: LIGHTING No issues were raised."""
        capitals = self.find["TITLE_RUN"].match(self.clean, start, end)
        if capitals and len(capitals[0].split()) <= 12:
            return Title(start, self._trim(start, capitals.end()), self._skip(capitals.end(), end), 2.5)
        cut = self._subject(start, end)
        head = self.clean[start:cut].rstrip() if cut else ""
        purpose = self.find["PURPOSE"].match(head) is not None
        if purpose and cut and len(head.split()) <= _LONG_HEAD:
            return Title(start, self._trim(start, cut), cut, 2.0)
        if cut and len(head.split()) <= _HEAD and _is_headed(head) and not self._is_sentence(head):
            return Title(start, self._trim(start, cut), cut, 1.2)
        standard = self.find["STANDARD"].match(self.clean, start, end)
        whole = standard is not None and not self.find["DANGLING"].search(standard[0])
        if standard and whole and _SENTENCE.match(self.clean, standard.end(), end):
            return Title(start, standard.end(), self._skip(standard.end(), end), 1.5)
        return None

    def text(self, title: Title) -> str:
        """A title on one line."""
        return _SPACES.sub(" ", self.clean[title.start : title.end]).strip()

    def _trim(self, start: int, end: int) -> int:
        kept = self.clean[start:end].rstrip().rstrip(":-=|~\u2022").rstrip()
        if _STOPPED.search(kept, max(0, len(kept) - 8)):
            kept = kept[:-1].rstrip()
        return start + len(kept)

    def _cut(self, start: int, end: int) -> int | None:
        """Where, in a flattened table, a title gives way to other text."""
        capitals = self.find["TITLE_RUN"].match(self.clean, start, end)
        if capitals:
            return self._skip(capitals.end(), end)
        gap = self.find["WIDE_GAP"].search(self.clean, start + 3, min(end, start + _LONGEST // 2))
        subject = self._subject(start, end)
        if gap and gap.end() <= (subject or end):
            return gap.end()
        if subject:
            return subject
        other = self.find["TITLE_END"].search(self.clean, start + 3, min(end, start + _LONGEST))
        return self._skip(other.start(), end) if other else None

    def _subject(self, start: int, end: int) -> int | None:
        """Where a sentence with a subject begins behind a title."""
        for other in self.find["TITLE_END"].finditer(self.clean, start + 3, min(end, start + _LONGEST)):
            at = self._skip(other.start(), end)
            if not self.find["SUBJECT"].match(self.clean, at, end):
                continue
            head = self.clean[start : other.start()]
            if not (self.find["DANGLING"].search(head) or self.find["BARE_VERB"].match(head)):
                return at
        return None

    def _skip(self, at: int, end: int) -> int:
        while at < end and self.clean[at] == " ":
            at += 1
        return at

    def _run_in(self, start: int, end: int, *, numbered: bool) -> Title | None:
        """A title that its text follows after a dash or a colon."""
        found = self.find["RUN_IN"].match(self.clean, start, min(end, start + 130))
        if not found:
            return None
        head = found[1]
        if self.find["BARE_VERB"].match(head):  # To approve: Financial regulations
            return None
        after = self._skip(found.end(), end)
        rest = self.clean[after:end]
        if _goes_on(rest) if ":" not in self.clean[start + len(head) : after] else rest.isupper():
            return None
        if head.isupper() and any(word.isalpha() and len(word) > 2 for word in head.split()):
            return Title(start, start + len(head.rstrip()), after if after < end else None, 3.5)
        stop = self.clean[start + len(head) : after].strip()
        part = not numbered and stop != ":" and rest.endswith(":") and len(rest.split()) <= _PART
        if part and not self.find["TOLD"].search(rest):
            return None  # Budget - Repairs and renewals:
        if stop.startswith(".") and self._is_sentence(head):
            return None
        told = stop == ":" and self.find["TOLD"].search(rest) is not None
        worth = 0.95 if stop == "." else 2.0  # a full stop ends many a short sentence of a list, too
        short = None
        if stop == ":":
            short = self.find["SHORT_TEXT"].match(rest) or self.find["COMMON"].match(self.clean, start, end)
        elif stop == ".":
            short = self.find["SHORT_ANSWER"].match(rest)
        if len(head.split()) <= 7 and _is_headed(head) and (not rest or short or told or _reads_on(rest, stop)):
            return Title(start, start + len(head.rstrip()), after if after < end else None, worth)
        return None

    def _is_sentence(self, head: str) -> bool:
        """Whether words open a sentence, or break off in the middle of one."""
        if self.find["OPENING_SENTENCE"].match(head) or self.find["DANGLING"].search(head):
            return True
        return any(
            f" {word} " in f"{head} " for word in ("that", "was", "were", "asked", "whether", "which", "has", "had")
        )

    def _worth(self, segment: Segment, words: str) -> float:
        if len(words) > _LONGEST:
            return 0.0
        count = len(words.split())
        if not count or (not words[0].isalnum() and words[0] not in "(\"'\u2018\u201c"):
            return 0.0
        if _LETTERS.match(words) is None:
            return 0.0
        if words.isupper():
            return 3.5
        if _BREAK.search(words):
            return 0.0
        if segment.bold:
            return 3.0
        short = (count <= 4 and words[-1] not in ".;,") or (count <= 8 and words[-1] == ":")
        if words[0].islower() or (not short and self.find["OPENING_SENTENCE"].match(words)):
            return 0.2
        if count > _HEAD - 4 and self.find["TOLD"].search(words):
            return 0.2
        if words[-1] in ".;,":
            return 1.0 if count <= 8 and words[-1] == "." else 0.2
        return 2.0 if count <= 16 else 1.0 if count <= 24 else 0.3


def _goes_on(rest: str) -> bool:
    """Whether words after a dash are the rest of a title.

    In capitals, in brackets, or capitalised throughout.
    """
    words = rest.split()
    if not words:
        return False
    if rest.startswith("(") and rest.endswith(")"):
        return True
    if len(words) > 1 and words[0].isupper() and words[1].isupper() and len(words[0] + words[1]) > 6:
        return True
    if rest.rstrip()[-1] in ".:;":
        return False
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > len(long) * 0.75


def _is_headed(head: str) -> bool:
    """Whether words look like a title: a capital first, and no verb-like run of small words."""
    return head[:1].isupper() and "," not in head and not head.startswith(("Cllr", "Councillor", "Mr", "Mrs"))


def _reads_on(rest: str, stop: str) -> bool:
    """Whether the words after a dash are a text of their own and not the rest of a title."""
    if rest.rstrip()[-1] == ":":
        return rest[0].isupper()
    least = 0 if stop == ":" else 2
    return len(rest.split()) > least and (rest.rstrip()[-1] in ".;)" or len(rest) > 60)
