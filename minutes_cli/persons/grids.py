"""Grids: tables of attendance, each with a row a person, and the persons in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import msgspec

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Layout
from minutes_cli.persons import listing, rows
from minutes_cli.persons.entries import Entry, EntryReader, phrase
from minutes_cli.persons.heads import Column, Heads, Status, cell_of
from minutes_cli.persons.keys import STATUSES, Keys
from minutes_cli.persons.rows import Row, Span

_LEAST = 3  # rows of a table under no heading
_MOST = 400
_INDENT = 8  # characters by which the names stand before the first heading over marks
_WRONG = 2  # rows in a row that name nobody and end a table
_PERSONS = frozenset({"titled", "bare", "plural", "seated"})
_NAMES = frozenset({"CAP", "INITIALS", "PARTICLE"})
_AWAY = frozenset({"cross", "away", "sorry"})


class Grid(msgspec.Struct):
    """The persons of a table, and where it ends."""

    end: int
    entries: list[Entry] = msgspec.field(default_factory=list)


class GridReader:
    """Reads tables of attendance."""

    def __init__(self, reader: EntryReader, status: Status, patches: tuple[Patch, ...] = ()) -> None:
        """`status` is what the heading of a roll gives."""
        self.reader, self.keys, self._status = reader, Keys(patches), status
        self._heads = Heads(self.keys, reader.lexer, status, patches)

    def read(self, layout: Layout, text: str, start: int, status: str | None) -> Grid | None:
        """The table that begins with the line of `start`, None where there is none.

        `status` is that of the roll's heading above it.
        """
        lines = rows.read(text, layout.text, start)
        first = next(lines, None)
        if first is None or (len(first.cells) < 2 and first.parted != "gaps"):
            return None
        columns = self._heads.columns(text, first)
        if columns is None:
            return self._bare(text, first, lines, status)
        if not any("name" in c.kinds for c in columns) and all(c.status for c in columns):
            below = next(lines, None)
            if below is None:
                return None
            lines = chain([below], lines)
            if below.parted != "gaps" or below.cells[0][0] - below.start + _INDENT > columns[0].start:
                return self._by_column(text, columns, lines)
        return self._under_heads(text, columns, lines, status, first.start)

    # ---- rows below headings

    def _under_heads(
        self, text: str, columns: list[Column], lines: Iterator[Row], status: str | None, start: int
    ) -> Grid | None:
        """A row a person: the name, and marks or an office beside it."""
        name = next((c for c in columns if "name" in c.kinds), None)
        if name is None:
            name = columns[0] if not columns[0].kinds & STATUSES.keys() else Column(0, 0)
            columns = columns if name in columns else [name, *columns]
        body: list[tuple[Row, list[Entry], str | None]] = []
        wrong, section = 0, None
        for row in lines:
            if self._heads.columns(text, row) is not None:
                break  # the headings of another table
            section = self._section(text, row) or section
            cell = cell_of(columns, row, name)
            entries = self.persons(text, cell) if cell else []
            if not entries and (wrong >= _WRONG or row.parted == "gaps"):
                break
            wrong = 0 if entries else wrong + 1
            if entries:
                body.append((row, entries, section))
            if len(body) > _MOST:
                break
        if not body:
            return None
        telling = self._telling(text, start, columns, [row for row, _, _ in body])
        if not telling and status is None:
            return None
        grid = Grid(body[-1][0].end)
        key = self.keys.key(text, start, grid.end)
        marks = [[self._mark(text, cell_of(columns, row, c), key) for c in telling] for row, _, _ in body]
        if telling and not any(m for row in marks for m in row):
            return None
        for (row, entries, section), told in zip(body, marks, strict=True):
            given = _told(telling, told, {m for r in marks for m in r if m}) if telling else status
            self._describe(text, columns, row, entries[0])
            if given:
                given = section if section and given == "present" else given
                grid.entries += [_with(entry, given) for entry in entries]
        return grid

    def _section(self, text: str, row: Row) -> str | None:
        """The status that a row gives to those below it, where it has one cell: In attendance."""
        cells = [c for c in row.cells if c[0] < c[1]]
        if len(cells) != 1:
            return None
        return self._status([t for t in self.reader.lexer.read(text, *cells[0]) if t.type != "COLON"])

    def _telling(self, text: str, start: int, columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
        """The columns with marks."""
        if any(c.day for c in columns):
            own = self._heads.meeting(text, start, columns, body)
            return [own] if own is not None else []
        presence = [c for c in columns if "presence" in c.kinds or len(c.kinds & STATUSES.keys()) > 1]
        return presence[:1] or [c for c in columns if c.kinds & STATUSES.keys() and "name" not in c.kinds]

    def _describe(self, text: str, columns: Sequence[Column], row: Row, entry: Entry) -> None:
        """The office, the body and the initials that a row gives beside the name."""
        for column in columns:
            cell = cell_of(columns, row, column)
            words = " ".join(text[slice(*cell)].split()) if cell else ""
            if not words or "name" in column.kinds:
                continue
            if "office" in column.kinds:
                entry.role = words if entry.role in (None, "Councillor") else entry.role
            elif "body" in column.kinds:
                entry.organization = words
            elif "letters" in column.kinds:
                entry.initials = words

    def _mark(self, text: str, cell: Span | None, key: dict[str, str]) -> str:
        """The status that a mark gives by the key, or the rule that reads it; '' for none."""
        if cell is None or cell[0] == cell[1]:
            return ""
        words = text[slice(*cell)].strip()
        given = key.get(words) or key.get(words.split("(")[0].strip())
        return given or self.keys.mark(text, *cell) or ""

    # ---- tables without headings of columns

    def _by_column(self, text: str, columns: Sequence[Column], lines: Iterator[Row]) -> Grid | None:
        """Names in the columns of `Present` and `Apologies`."""
        grid = Grid(0)
        for row in lines:
            found: list[Entry] = []
            for column in columns:
                cell = cell_of(columns, row, column)
                if cell is not None:
                    found += [_with(entry, column.status or "present") for entry in self.persons(text, cell)]
            if not found or len(grid.entries) > _MOST:
                break
            grid.entries += found
            grid.end = row.end
        return grid if len(grid.entries) > 1 else None

    def _bare(self, text: str, first: Row, lines: Iterator[Row], status: str | None) -> Grid | None:
        """Rows with no headings above: a name and a mark, a label and names, a name and an office."""
        grid = Grid(0)
        key: dict[str, str] | None = None
        label, labels, marked = None, 0, 0
        for row in chain([first], islice(lines, _MOST)):
            cells = [c for c in row.cells if c[0] < c[1]]
            given = self._labelled(text, cells)
            label = given or (label if cells and row.cells[0][0] == row.cells[0][1] else None)
            if label is not None and row.parted != "gaps":
                names = cells[1:] if given else cells
                found = [_with(e, label) for c in names for e in self.persons(text, c, several=True)]
                labels += 1
            else:
                if len(cells) < 2:  # nothing beside a name
                    break
                key = self.keys.key(text, first.start, row.end) if key is None else key
                found, is_marked = self._row(text, row, cells, key, status)
                marked += is_marked
                if not found:
                    break
            grid.entries += found
            grid.end = row.end
        least = _LEAST if status is None and not key else 1
        told = labels or marked >= least or (status and first.parted != "gaps")
        return grid if grid.entries and told else None

    def _row(
        self, text: str, row: Row, cells: Sequence[Span], key: dict[str, str], status: str | None
    ) -> tuple[list[Entry], bool]:
        """The persons of a row by itself, and whether a mark tells that they are there."""
        entries = self.persons(text, (cells[0][0], cells[-2][1]))
        mark = self._mark(text, cells[-1], key) if entries else ""
        given = mark if mark in STATUSES.values() else {**STATUSES, **_PLAIN}.get(mark)
        if given:
            return [_with(entry, given) for entry in entries], True
        entries = self.persons(text, cells[0]) if status and row.parted != "gaps" else []
        if not entries:
            return [], False
        self._beside(text, entries[0], cells[1:])
        return [_with(entry, status or "") for entry in entries], False

    def _labelled(self, text: str, cells: Sequence[Span]) -> str | None:
        """The status that the heading of a roll gives in the first of several cells."""
        if len(cells) < 2:
            return None
        tokens = [t for t in self.reader.lexer.read(text, *cells[0]) if t.type not in ("COLON", "DASH")]
        given = self._status(tokens) if tokens else None
        return "present" if given == "chair" else given

    def _beside(self, text: str, entry: Entry, cells: Sequence[Span]) -> None:
        """The office, else the body, in the cell beside a name."""
        words = [" ".join(text[slice(*c)].split()) for c in cells]
        words = [w for w in words if any(c.isalpha() for c in w) and "@" not in w]
        if words and entry.role is None:
            entry.role = words[0]

    # ---- persons

    def persons(self, text: str, cell: Span, *, several: bool = False) -> list[Entry]:
        """The person whom a cell names, or several; nobody where it holds other words."""
        tokens = self.reader.lexer.read(text, *cell)
        if tokens and all(t.type == "OTHER" for t in tokens):
            return []
        turned = _turned(text, tokens)
        if turned is not None:
            return [turned]
        kinds = [c.kind for c in self.reader.cells(text, tokens)]
        if not kinds or (not several and (kinds[0] not in _PERSONS or "text" in kinds)):
            return []
        found = [e for e in listing.read(text, tokens, self.reader) if several or e.name]
        return found if several or len(found) < 3 else []


_PLAIN = {"tick": "present", "cross": "absent"}


def _told(columns: Sequence[Column], marks: Sequence[str], met: set[str]) -> str | None:
    """The status that the marks of one row give; `met` are all marks of the table."""
    single = len(columns) == 1
    crossed = "absent" if met & {"tick", "here", "present"} else "present"
    for column, mark in zip(columns, marks, strict=True):
        own = [STATUSES[k] for k in STATUSES if k in column.kinds]
        if mark in ("never", "code"):
            return None
        if mark in ("", "empty", "dash"):
            continue
        if single and (not own or own == ["present"] or len(own) > 1):
            given = STATUSES.get(mark, mark)
            return {"tick": "present", "cross": "absent", "xmark": crossed}.get(given, given)
        if mark in ("cross", "away") and "away" not in column.kinds:
            continue
        return own[0] if own else "present"
    if single and "presence" not in columns[0].kinds and columns[0].kinds & {"sorry", "away"}:
        return "present"
    return "absent" if met & {"tick", "xmark", "here", "present", "empty", "dash"} or not single else None


def _with(entry: Entry, status: str) -> Entry:
    entry.status = entry.status or status
    return entry


def _turned(text: str, tokens: list[Token]) -> Entry | None:
    """Quill, Ada: the surname first."""
    comma = next((i for i, t in enumerate(tokens) if t.type == "COMMA"), 0)
    if not comma or not all(t.type in _NAMES for t in tokens[:comma]):
        return None
    rest = tokens[comma + 1 :]
    count = next((i for i, t in enumerate(rest) if t.type != "TITLE"), len(rest))
    given = rest[count:]
    if not given or len(given) > 2 or not all(t.type in ("CAP", "INITIALS") for t in given) or comma > 2:
        return None
    title = " ".join(text[t.start : t.end].rstrip(".") for t in rest[:count])
    name = f"{phrase(text, given)} {phrase(text, tokens[:comma])}"
    return Entry(tokens[0].start, tokens[-1].end, title or None, name)
