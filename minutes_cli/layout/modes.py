"""Modes: what a unit is by what it stands under: a decision's text, a file of a list, a name of a roll."""

from __future__ import annotations

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.continuing import follows
from minutes_cli.layout.numbering import bare_number
from minutes_cli.layout.units import OPEN, Unit

_LEADS = frozenset(["DECISION", "REASON", "ACTION"])
_NUMBER = kept.compile(r"\d+(?:\.\d+)*")
_PURPOSE = 4  # words of a label: Purpose of report:
_QUOTED = 4000  # characters in which a quotation is closed, unless the mark is forgotten
_NAMES = 130  # characters of a line in a roll


class Modes:
    """Types units by what the ones before them left open."""

    def __init__(self, clean: str, find: Patterns) -> None:
        """Begin at the start of a text, where nothing is open."""
        self.clean, self.find = clean, find
        self._state = ""
        self._quoted = self._worded = False
        self._number = ""  # the number that a decision has among the paragraphs
        self._listed = ""  # the mark of the list that a decision stands in
        self._closed: Unit | None = None  # a decision with words of its own, after which a list may be another matter
        self._several = False  # heads such as `Motion 1` stand over the clauses of a decision
        self._last: tuple[Unit, str] | None = None  # a unit that may still grow, and what it stands under

    def settle(self, unit: Unit) -> None:
        """Type a unit by the label that it stands under."""
        self._finish()
        state, kind = self._state, unit.type
        words = self.clean[unit.body : unit.end]
        if kind == "LIST":
            if self._number and follows(self._number, unit.marker):
                unit.type = "POINT"  # 18.4 behind 18.3 RESOLVED
                self._closed, self._state, self._number = None, "", ""
                return
            if self._closed is not None and not self._is_clause(unit, words):
                unit.type = "POINT"
                self._closed, self._state = None, ""
            if self._closed is None and not self._state:
                self._listed = unit.mark
            if words.strip() and self._state in _LEADS:
                self._state = ""  # a paragraph behind the clauses is another matter
            return
        if kind in ("VOTE", "COUNT") and self._closed is not None:
            return  # what comes behind the vote stands as it would behind the decision
        if kind == "HEADING":
            self._quoted = self._worded = False
            self._listed = ""
            self._several = False
        if self._is_one_of_several(unit, words):
            unit.type, unit.mark, unit.marker, unit.body = "LIST", "LABEL", words.strip(), unit.end
            self._closed, self._state, self._several = None, "DECISION", True
            return
        self._closed = None
        if self._goes_on(unit, words):
            unit.type = "TEXT"
            self._closed = None
            return
        if state in _LEADS and kind in ("PROSE", "THAT", "PURPOSE", "DOCUMENT", "MOVED"):
            unit.type = "TEXT"
            self._last = (unit, state)
            return
        if state == "PURPOSE" and kind in ("PROSE", "PURPOSE", "THAT"):
            unit.type, self._state = "TEXT", ""
            return
        if state == "DOCUMENTS" and kind in ("PROSE", "DOCUMENT", "PURPOSE") and self._is_file(unit, words):
            unit.type = "DOCUMENT"
            return
        if state == "ROLL" and kind in ("PROSE", "SIGNATURE", "DOCUMENT") and self._is_entry(words):
            unit.type = "TEXT"
            return
        if state == "THAT" and kind == "PROSE" and words[:1].islower():
            unit.type = "TEXT"
            return
        if kind == "DOCUMENT":
            unit.type = "PROSE"
        self._number = self._numbered(unit) if kind == "DECISION" else ""
        self._last = (unit, "")

    def _is_one_of_several(self, unit: Unit, words: str) -> bool:
        """Whether `Recommendation 2` heads the next clause of the decision that a lead-in tells of."""
        opened = self._several or self._state == "DECISION"
        return opened and unit.type == "PROSE" and self.find.one["NUMBERED_MATTER"].match(words) is not None

    def _finish(self) -> None:
        """What the unit before leaves open, now that all its lines are known."""
        if self._last is None:
            return
        (unit, under), self._last = self._last, None
        words = self.clean[unit.body : unit.end]
        if not under:
            self._state = self._opened(unit, words)
            self._closed = unit if unit.type in ("DECISION", "REASON") and not self._state else None
        elif under == "QUOTED":
            self._quoted = "\u201d" not in words
        else:
            self._state = under if words.endswith(OPEN) else ""
            unfinished = words.endswith(OPEN) or self.find.one["UNFINISHED"].search(words)
            self._closed = None if unfinished or under != "DECISION" else unit
            self._note_wording(words, under)

    def _numbered(self, unit: Unit) -> str:
        """The number before a decision's label: that of a paragraph of the minutes."""
        found = _NUMBER.match(self.clean, unit.start, unit.body)
        return found[0] if found else ""

    def _note_wording(self, words: str, state: str) -> None:
        """Remember whether a decision's words are a quotation still open.

        Or a motion in several paragraphs.
        """
        if state != "DECISION":
            return
        self._quoted = words.rfind("\u201c") > words.rfind("\u201d")
        self._worded = self.find.one["WORDED"].match(words) is not None

    def _goes_on(self, unit: Unit, words: str) -> bool:
        """Whether a paragraph goes on with the quoted or worded decision above it."""
        if unit.type not in ("PROSE", "THAT", "PURPOSE", "TEXT"):
            self._quoted = self._worded = False
            return False
        if self._quoted and self._closes(unit):
            self._last = (unit, "QUOTED")
            return True
        return self._worded and self.find.one["WORDED"].match(words) is not None

    def _closes(self, unit: Unit) -> bool:
        """Whether the quotation that is open is closed in a paragraph or behind it, before another begins."""
        close = self.clean.find("\u201d", unit.body, unit.body + _QUOTED)
        return close >= 0 and self.clean.find("\u201c", unit.body, close) < 0

    def _is_clause(self, unit: Unit, words: str) -> bool:
        """Whether a list item goes on with the decision above it, which had words of its own and no colon."""
        above = self._closed
        assert above is not None
        if (above.mark and above.mark == unit.mark) or self._listed == unit.mark:
            return False
        is_that = self.find.one["THAT"].match(words) is not None
        if self.clean[above.body : above.end].rstrip(". ").endswith("\u201d") and not is_that:
            return False  # a quotation that has closed
        inner = self.find.mark(self.clean, above.body, above.end)
        if inner and inner.lastgroup == unit.mark:
            return True
        return bare_number(unit.marker or "").lower() in ("2", "b", "ii") or is_that

    def _is_file(self, unit: Unit, words: str) -> bool:
        if unit.inner == "DOCUMENT" or unit.type == "DOCUMENT" or self.find.one["LISTED_FILE"].match(words):
            return True
        return (len(words) < 120 and not words.endswith((".", ":"))) or words.lower().startswith("item ")

    def _opened(self, unit: Unit, words: str) -> str:
        """What the unit leaves open for those after it."""
        if unit.type in _LEADS:
            return unit.type if not words.strip() or words.rstrip().endswith(OPEN) else ""
        if unit.type == "PURPOSE":
            return unit.type if words.rstrip().endswith(":") and len(words.split()) <= _PURPOSE else ""
        return unit.type if unit.type in ("DOCUMENTS", "ROLL", "THAT") else ""

    def _is_entry(self, words: str) -> bool:
        """Whether words can be of a roll: names, not a sentence and not the lead-in of what follows it."""
        leads_in = words.rstrip().endswith((":", ":-")) and len(words.split()) > 3
        if len(words) >= _NAMES or leads_in or self.find.one["OPENED"].match(words):
            return False
        return words[-1:] not in ".?" or self.find.one["TITLED_NAME"].match(words) is not None
