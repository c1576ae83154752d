"""Heads: the row of a table of attendance that says what its columns tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.tokens import Lexer, Token
from minutes_cli.meeting.dates import DateReader, figures
from minutes_cli.persons.keys import STATUSES, Keys
from minutes_cli.persons.rows import Row, Span

_DATES = frozenset({"COMMA", "DASH", "DOT", "MONTH", "NUMBER", "ORDINAL", "SLASH", "WEEKDAY"})
_FRONT = 3000  # characters in which the meeting's date stands

Status = Callable[[list[Token]], str | None]


class Column(msgspec.Struct, gc=False):
    """A column: the place of its heading in the line, and what it tells."""

    start: int
    end: int
    kinds: frozenset[str] = frozenset()
    known: bool = False  # whether the words are those of a heading
    day: tuple[int, int | None] | None = None  # month and day of a meeting
    status: str | None = None  # what a heading such as `Apologies` gives to the names below it


class Heads:
    """Reads rows of headings."""

    def __init__(self, keys: Keys, words: Lexer, status: Status, patches: tuple[Patch, ...] = ()) -> None:
        """`words` cuts into the words of a roll; `status` is what the heading of one gives."""
        self._keys, self._words, self._status = keys, words, status
        self._dates = DateReader(patches)

    def columns(self, text: str, row: Row) -> list[Column] | None:
        """The columns that a row heads; None where it is no row of headings."""
        if len(row.cells) < 2:
            return None
        found = []
        for start, end in row.cells:
            column = Column(start - row.start, end - row.start)
            heads = self._keys.column(text, start, end)
            column.kinds, column.known = heads or frozenset(), heads is not None or start == end
            column.day = self._day(text, start, end)
            column.status = self._status([t for t in self._words.read(text, start, end) if t.type != "COLON"])
            found.append(column)
        if not found[0].known:
            return None
        told = [c for c in found if c.known or c.day]
        named = any("name" in c.kinds for c in found)
        tells = [c for c in found if c.kinds & {*STATUSES, "presence", "office", "body"} or c.day]
        if not tells or 2 * len(told) < len(found) or (not named and len(tells) < 2):
            return None
        return found

    def _day(self, text: str, start: int, end: int) -> tuple[int, int | None] | None:
        """The month and the day that a heading tells: 14 March   Mar   14/3/23."""
        tokens = self._dates.lexer.read(text, start, end)
        if not tokens or not _DATES.issuperset(t.type for t in tokens):
            return None
        month = next((self._dates.month(text[t.start : t.end]) for t in tokens if t.type == "MONTH"), 0)
        numbers = [figures(text[t.start : t.end]) for t in tokens if t.type == "NUMBER" and t.end - t.start < 3]
        if month:
            return month, numbers[0] if numbers else None
        if len(numbers) > 1 and any(t.type in ("SLASH", "DOT", "DASH") for t in tokens):
            return numbers[1], numbers[0]
        return None

    def meeting(self, text: str, start: int, columns: Sequence[Column], body: Sequence[Row]) -> Column | None:
        """Of columns of several meetings, this meeting's: by its date, else the last that has marks."""
        dated = [c for c in columns if c.day]
        held = [w.value for w in self._dates.read(text, max(0, start - _FRONT), start) if w.kind == "date"]
        days = {(int(v[5:7]), int(v[8:])) for v in held}
        for column in reversed(dated):
            month, day = column.day or (0, None)
            if (month, day) in days or (day, month) in days or (day is None and any(m == month for m, _ in days)):
                return column
        for column in reversed(dated):
            if any(text[slice(*cell)].strip() for row in body for cell in [cell_of(columns, row, column)] if cell):
                return column
        return None


def cell_of(columns: Sequence[Column], row: Row, column: Column) -> Span | None:
    """The cell of a row in a column: by count between bars, by the nearest heading between gaps."""
    if row.parted != "gaps":
        at = next(i for i, c in enumerate(columns) if c is column)
        return row.cells[at] if at < len(row.cells) else None
    inside = [c for c in row.cells if _nearest(columns, c[0] - row.start, c[1] - row.start) is column]
    return (inside[0][0], inside[-1][1]) if inside else None


def _nearest(columns: Sequence[Column], start: int, end: int) -> Column:
    """The column whose heading a chunk of a line stands under."""
    return min(
        columns, key=lambda c: min(abs(c.start - start), abs(c.start + c.end - start - end) / 2, abs(c.end - end))
    )
