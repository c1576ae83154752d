"""The output as sheets: a CSV file for each table, in one folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from minutes_cli.convert.record import Record
from minutes_cli.convert.tables import TABLES, Value, rows

SUFFIX = ".csv"


def write(records: Iterable[Record], folder: Path) -> None:
    """Write all tables into a folder: UTF-8, a line of names at the top, absent values empty."""
    with ExitStack() as files:
        sheets = {}
        for table in TABLES:
            file = files.enter_context((folder / f"{table.name}{SUFFIX}").open("w", encoding="utf-8", newline=""))
            sheets[table.name] = csv.writer(file, lineterminator="\n")
            sheets[table.name].writerow([column.name for column in table.columns])
        for record in records:
            for name, values in rows(record.minutes):
                sheets[name].writerow([_cell(value) for value in values])


def _cell(value: Value) -> str | int | None:
    return ("true" if value else "false") if isinstance(value, bool) else value
