"""Dates and times of day, as minutes write them, read by date.lark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Token, lexer

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SCANNED = str.maketrans("lIO", "110")
_CENTURY = 70  # two-digit years from here on are of the 1900s
_EVENING = 8
_NOON = 12
_LEAP = 2000  # a year that has every day
WORDED = ("written", "american")  # dates with the name of a month and a year behind it
_FOUR_FIGURES = 100  # 1835 is a time of day by itself


class When(msgspec.Struct, frozen=True, gc=False):
    """A date (ISO 8601) or a time (`HH:MM`) and where it stands.

    `sure` is false where the weekday is another day's, or where nothing tells morning from evening. A `day` has no
    year: its value is `--MM-DD`, and it is never sure.
    """

    kind: str  # date, time, or day
    value: str
    start: int
    end: int
    sure: bool = True
    form: str = ""  # the rule that read it
    weekday: int | None = None  # that is printed with it; Monday is 0


class DateReader:
    """Finds dates and times in a stretch of text."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Compile the grammar."""
        self.lexer = lexer("date_words", patches)
        self._islands = islands("date", patches, longest=12)
        self._begin = self._islands.starts

    @staticmethod
    def month(word: str) -> int:
        """The number of a month by its name or the beginning of it."""
        return _MONTHS.index(word.lower()[:3]) + 1

    def read(self, text: str, start: int, end: int) -> list[When]:
        """The dates and times, in order."""
        return list(self.find(text, self.lexer.read(text, start, end)))

    def find(self, text: str, tokens: list[Token]) -> Iterator[When]:
        """The same, among tokens; the marks of emphasis may stand within: `**14th** **May**`."""
        return (when for when in self._find(text, tokens) if when.kind != "day")

    def days(self, text: str, tokens: list[Token]) -> Iterator[When]:
        """The days among tokens that are printed without their year."""
        return (when for when in self._find(text, tokens) if when.kind == "day")

    def _find(self, text: str, tokens: list[Token]) -> Iterator[When]:
        tokens = [t for t in tokens if t.type != "OTHER" or text[t.start] not in "*_"]
        types = [t.type for t in tokens]
        at = 0
        while at < len(tokens):
            tree = self._islands.match(types, at) if types[at] in self._begin else None
            found = None
            if tree is not None and _has_no_year(tokens, at, tree):
                tree = self._islands.match(types[at : at + tree.end - 1])  # Thursday 13th July 8.00 p.m.
            if tree is not None and _is_whole(text, tokens, at, tree):
                found = _when(text, tokens[at : at + tree.end], tree)
            if tree is None or found is None:
                at += 1
                continue
            yield found
            at += tree.end


def figures(word: str) -> int:
    """The number that figures make, letters that scanning made of some put right."""
    return int(word.translate(_SCANNED))


def _has_no_year(tokens: list[Token], at: int, tree: Tree) -> bool:
    """Whether the figures behind a day are no year: those of a time of day, or of anything but two or four."""
    if tree.children[0].name not in WORDED:
        return False
    last = tokens[at + tree.end - 1]
    if last.end - last.start == 4:
        return False
    after = [t.type for t in tokens[at + tree.end : at + tree.end + 2]]
    told = after[:1] in (["AMPM"], ["AMPM_SHORT"], ["HOURS"], ["NOON"]) or after in (
        ["DOT", "NUMBER"],
        ["COLON", "NUMBER"],
    )
    return told or last.end - last.start != 2


def _is_whole(text: str, tokens: list[Token], at: int, tree: Tree) -> bool:
    """Whether figures stand together, and are not part of a longer number."""
    end = at + tree.end
    figures = [t for t in tokens[at:end] if t.type in ("NUMBER", "DOT", "COLON", "SLASH", "DASH")]
    if tree.children[0].name in ("numeric", "clock") and len(figures) > 1:
        if any(c.isspace() for c in text[figures[0].start : figures[-1].end]):
            return False
        after = tokens[end : end + 2]
        ranges = tree.children[0].name == "clock" and after and after[0].type == "DASH"  # 10.00-13.00
        if not ranges and [t.type in ("DOT", "SLASH", "DASH", "NUMBER") for t in after] == [True, True]:
            return after[1].start > after[0].end
        return at < 2 or tokens[at - 1].type not in ("DOT", "SLASH") or tokens[at - 2].type != "NUMBER"
    return True


def _when(text: str, tokens: list[Token], tree: Tree) -> When | None:
    form = tree.children[0].name
    words = [(t.type, text[t.start : t.end]) for t in tokens]
    numbers = [figures(w) for kind, w in words if kind == "NUMBER" and len(w) < 9]
    place = (tokens[0].start, tokens[-1].end)
    if form == "clock":
        if len(numbers) == 2 and len(next(w for k, w in reversed(words) if k == "NUMBER")) != 2:
            return None
        clock = _clock(numbers, [(k, w.lower()) for k, w in words if k != "NUMBER"])
        return None if clock is None else When("time", clock[0], *place, clock[1], form)
    named = next((_DAYS.index(w.lower()[:3]) for k, w in words if k == "WEEKDAY"), None)
    day = _day(form, numbers, words)
    if day is None:
        return None
    if form == "day":
        return When("day", f"-{day.isoformat()[4:]}", *place, False, form, named)
    return When("date", day.isoformat(), *place, named in (None, day.weekday()), form, named)


def _day(form: str, numbers: list[int], words: list[tuple[str, str]]) -> date | None:
    month = next((_MONTHS.index(w.lower()[:3]) + 1 for k, w in words if k == "MONTH"), 0)
    if form == "written":
        day, year = numbers[0], numbers[-1]
    elif form == "day":
        day, year = numbers[0], _LEAP
    elif form == "american":
        day, year = numbers[0], numbers[1]
    elif len(numbers) == 3 and numbers[0] > 31:
        year, month, day = numbers
    else:
        day, month, year = numbers
        if month > 12:  # 09/14/2021
            day, month = month, day
    if year < 100:
        year += 1900 if year >= _CENTURY else 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(numbers: list[int], marks: list[tuple[str, str]]) -> tuple[str, bool] | None:
    """A time of day, and whether it is sure to be before or after noon."""
    kinds = {k for k, _ in marks}
    hour, minute = (*numbers, 0)[:2] if numbers else (12, 0)
    if not numbers and "MIDNIGHT" in kinds:
        return "00:00", True
    if len(numbers) == 1 and hour >= _FOUR_FIGURES:
        hour, minute = divmod(hour, 100)
    half = next((w[0] for k, w in marks if k.startswith("AMPM")), "")
    if half and hour > 12:  # 17.19pm
        half = ""
    if half == "p" and hour < 12:
        hour += 12
    elif hour == 12 and (half == "a" or "MIDNIGHT" in kinds):
        hour = 0
    if hour > 24 or minute > 59:
        return None
    sure = bool(half) or hour > 12 or bool(kinds & {"HOURS", "NOON", "MIDNIGHT"})
    return f"{hour % 24:02}:{minute:02}", sure


def of_meeting(when: When) -> str:
    """A time of day at which meetings are: before eight, with nothing said, it is in the afternoon or evening."""
    hour = int(when.value[:2])
    return when.value if when.sure or hour >= _EVENING else f"{hour + _NOON:02}{when.value[2:]}"
