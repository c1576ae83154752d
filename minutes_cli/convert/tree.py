"""The output as a tree: a file for each document, in the folders that the documents are in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from minutes_cli.convert.naming import file_path
from minutes_cli.convert.record import Record


def write(records: Iterable[Record], folder: Path) -> None:
    """Write each record as indented JSON to a file of its own."""
    for record in records:
        _put(folder / file_path(record.document, ".json"), msgspec.json.format(record.json, indent=2) + b"\n")


def write_texts(records: Iterable[Record], folder: Path) -> None:
    """Write the text of each record, to which its offsets point, in UTF-8 to a file of its own."""
    for record in records:
        text = record.text or ""
        _put(folder / file_path(record.document, ".txt"), text.encode("utf-8", "surrogatepass"))


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
