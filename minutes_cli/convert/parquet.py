"""The output as Parquet: a file for each table, in one folder; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from minutes_cli.convert.record import Record
from minutes_cli.convert.tables import TABLES, Table, Value, rows
from minutes_cli.errors import MissingExtraError

SUFFIX = ".parquet"
_GROUP = 20_000  # rows that are held back and written together


def check() -> None:
    """Raise MissingExtraError where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401  # heavy, and an extra
    except ImportError as fault:
        text = "Parquet needs another package: pip install 'minutes-parser[parquet]'"
        raise MissingExtraError(text) from fault


class _File:
    """One table's file; rows are held back until they are a group."""

    def __init__(self, table: Table, folder: Path, files: ExitStack) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        kinds = {"text": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}
        self._schema: Any = pa.schema([(column.name, kinds[column.kind]) for column in table.columns])
        self._file: Any = files.enter_context(pq.ParquetWriter(folder / f"{table.name}{SUFFIX}", self._schema))
        self._rows: list[tuple[Value, ...]] = []

    def add(self, row: tuple[Value, ...]) -> None:
        self._rows.append(row)
        if len(self._rows) >= _GROUP:
            self.flush()

    def flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            columns = [list(column) for column in zip(*self._rows, strict=True)]
            arrays = [pa.array(c, field.type) for c, field in zip(columns, self._schema, strict=True)]
            self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
            self._rows.clear()


def write(records: Iterable[Record], folder: Path) -> None:
    """Write all tables into a folder."""
    with ExitStack() as files:
        tables = {table.name: _File(table, folder, files) for table in TABLES}
        for record in records:
            for name, values in rows(record.minutes):
                tables[name].add(values)
        for file in tables.values():
            file.flush()
