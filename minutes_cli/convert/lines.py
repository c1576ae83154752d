"""The output as lines: an object of JSON for each document, packed with gzip if that is asked for."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from minutes_cli.convert.record import Record


def write(records: Iterable[Record], file: Path) -> None:
    """Write all records to one file."""
    with file.open("wb") as out:
        out.writelines(record.json + b"\n" for record in records)


def write_packed(records: Iterable[Record], file: Path) -> None:
    """Write all records to one file, packed; it holds no name and no time, so it is the same each time."""
    with file.open("wb") as out, gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        packed.writelines(record.json + b"\n" for record in records)
