"""The output as a database: SQLite with keys, indexes, full-text search and views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from minutes_cli.convert.record import Record
from minutes_cli.convert.tables import TABLES, Table, Value, rows
from minutes_cli.convert.views import VIEWS
from minutes_cli.errors import OutputError

_BATCH = 5_000  # rows that are held back and inserted together
_SEARCHED = ("title", "purpose", "text")  # columns that are searched by word
_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
_TEXTS = 'CREATE TABLE "texts" ("document" TEXT PRIMARY KEY REFERENCES "meetings" ("document"), "text" TEXT)'


def write(records: Iterable[Record], file: Path) -> None:
    """Write all tables into a new database; the texts too, where they are kept."""
    try:
        with closing(sqlite3.connect(file)) as base:
            base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            base.execute("BEGIN")
            for table in TABLES:
                base.execute(_table(table))
            base.execute(_TEXTS)
            _fill(base, records)
            for statement in _after():
                base.execute(statement)
            base.commit()
            base.execute("ANALYZE")
            base.commit()
    except sqlite3.Error as fault:
        raise OutputError(f"the database cannot be written: {fault}") from fault


def _table(table: Table) -> str:
    parts = [f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns]
    parts.append(f"PRIMARY KEY ({_names(table.key)})")
    for column in table.columns:
        if column.name == "document" and column.target:
            parts.append('FOREIGN KEY ("document") REFERENCES "meetings" ("document")')
        elif column.target:
            parts.append(f'FOREIGN KEY ("document", "{column.name}") REFERENCES "{column.target}" ("document", "id")')
    rest = "" if _searched(table) else " WITHOUT ROWID"  # by which the search finds rows; else half the size
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)}){rest}'


def _searched(table: Table) -> list[str]:
    """The columns of a table that are searched by word."""
    columns = [column.name for column in table.columns if column.name in _SEARCHED]
    return columns if "text" in columns and table.owner is None else []


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _fill(base: sqlite3.Connection, records: Iterable[Record]) -> None:
    waiting: dict[str, list[tuple[Value, ...]]] = {table.name: [] for table in TABLES}
    for record in records:
        count = 0
        for name, values in rows(record.minutes):
            waiting[name].append(values)
            count = max(count, len(waiting[name]))
        if count >= _BATCH:
            _flush(base, waiting)
        if record.text is not None:
            base.execute("INSERT INTO texts VALUES (?, ?)", (record.document, record.text))
    _flush(base, waiting)


def _flush(base: sqlite3.Connection, waiting: dict[str, list[tuple[Value, ...]]]) -> None:
    for name, values in waiting.items():
        if values:
            base.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(values[0]))})', values)
            values.clear()


def _after() -> Iterable[str]:
    """What is made when the rows are there: indexes on what points elsewhere, word search, views."""
    for table in TABLES:
        for column in table.columns:
            if column.target and column.name not in table.key:
                name = f"{table.name}_{column.name}"
                yield f'CREATE INDEX "{name}" ON "{table.name}" ("document", "{column.name}")'
    yield 'CREATE INDEX "meetings_date" ON "meetings" ("date")'
    yield 'CREATE INDEX "attendees_name" ON "attendees" ("name")'
    for table in TABLES:
        if columns := _searched(table):
            yield from _search(table.name, columns)
    yield from _search("texts", ["text"])
    for name, view in VIEWS.items():
        yield f'CREATE VIEW "{name}" AS {view}'


def _search(table: str, columns: list[str]) -> Iterable[str]:
    """The statements that make a table searchable by its words, whatever their endings."""
    yield (
        f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5 ({_names(columns)}, content="{table}", '
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    yield f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'rebuild\')'
