"""When a task is due: the words that say it, and the date where they give one."""

from __future__ import annotations

import datetime
import re

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import islands
from minutes_cli.engine.tokens import lexer

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Dues:
    """Finds when a task is due, by due.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Make the tables, under patches."""
        self._lexer = lexer("dating", patches)
        self._islands = islands("due", patches, longest=16)
        self._begin = self._islands.starts

    def find(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The place of the last words of a stretch that say when; None where none do."""
        tokens = self._lexer.read(text, start, end)
        types = [t.type for t in tokens]
        found, at = None, 0
        while at < len(types):
            tree = self._islands.match(types, at) if types[at] in self._begin else None
            if tree is not None:
                found = (tokens[at].start, tokens[at + tree.end - 1].end)
            at += tree.end if tree is not None else 1
        return found


def iso(words: str, meeting: str | None) -> tuple[str | None, bool]:
    """The ISO date that words give, and whether its year is concluded from the meeting's date."""
    found = re.search(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3})[a-z]*\.?(?:,?\s+(\d{4}))?\b", words)
    if found is None or found[2].lower() not in _MONTHS:
        return None, False
    day, month = int(found[1]), _MONTHS.index(found[2].lower()) + 1
    if found[3]:
        return _date(int(found[3]), month, day), False
    if meeting is None:
        return None, False
    year = int(meeting[:4])
    this_year = _date(year, month, day)
    if this_year is not None and this_year < meeting:
        return _date(year + 1, month, day), True
    return this_year, True


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
