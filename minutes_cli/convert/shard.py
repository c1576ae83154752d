"""A shard: the file to which one worker adds what it has read, and which is whole up to its last record.

A record is a line of JSON that tells what follows, and then that many bytes: the minutes and, if it is kept,
the text, both packed with zlib. Nothing is ever changed in a shard. What a killed worker leaves behind its
last whole record is no record, for its length or checksum does not fit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from minutes_cli.convert.tally import Tally
from minutes_cli.errors import OutputError

SUFFIX = ".shard"
_FAST = 1  # zlib's level: packing costs about a hundredth of the parsing


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a record: the document, the digest of its bytes and what follows."""

    document: str
    sha256: str
    checksum: int
    minutes: int
    text: int | None = None
    tally: Tally


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record is: its entry, the shard, and where in it the bytes after the head start."""

    entry: Entry
    shard: Path
    offset: int


class Writer:
    """Adds records to a shard, which it makes when the first comes."""

    def __init__(self, path: Path) -> None:
        """Make ready to write a shard that is not there yet."""
        self._path = path
        self._file: BinaryIO | None = None
        self._at = 0

    def add(self, document: str, sha256: str, minutes: bytes, text: str | None, tally: Tally) -> Place:
        """Write one record, and say where it is; OSError where the disk is full or the like."""
        packed = zlib.compress(minutes, _FAST)
        kept = b"" if text is None else zlib.compress(text.encode("utf-8", "surrogatepass"), _FAST)
        entry = Entry(
            document=document,
            sha256=sha256,
            checksum=zlib.crc32(kept, zlib.crc32(packed)),
            minutes=len(packed),
            text=None if text is None else len(kept),
            tally=tally,
        )
        head = msgspec.json.encode(entry) + b"\n"
        if self._file is None:
            self._file = self._path.open("xb", buffering=0)
        record = memoryview(head + packed + kept)
        while record:  # a raw file may take less than all
            record = record[self._file.write(record) :]
        place = Place(entry=entry, shard=self._path, offset=self._at + len(head))
        self._at = place.offset + len(packed) + len(kept)
        return place

    def close(self) -> None:
        """Close the shard, if there is one."""
        if self._file is not None:
            self._file.close()


def places(path: Path) -> Iterator[Place]:
    """The whole records of a shard."""
    with path.open("rb") as file:
        while head := file.readline():
            try:
                entry = msgspec.json.decode(head, type=Entry)
            except (msgspec.DecodeError, UnicodeError):
                return
            place = Place(entry=entry, shard=path, offset=file.tell())
            if zlib.crc32(file.read(_size(entry))) != entry.checksum:
                return
            yield place


def read(place: Place) -> tuple[bytes, str | None]:
    """The minutes of a record, as JSON, and its text if that was kept."""
    entry = place.entry
    with place.shard.open("rb") as file:
        file.seek(place.offset)
        data = file.read(_size(entry))
    if zlib.crc32(data) != entry.checksum:
        raise OutputError(f"{place.shard}: damaged; convert again with --no-resume")
    minutes = zlib.decompress(data[: entry.minutes])
    if entry.text is None:
        return minutes, None
    return minutes, zlib.decompress(data[entry.minutes :]).decode("utf-8", "surrogatepass")


def _size(entry: Entry) -> int:
    return entry.minutes + (entry.text or 0)
