"""Unpacked bytes, never more of them than the limits allow."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, Protocol

from minutes_cli.convert.document import UnsupportedError
from minutes_cli.errors import LimitError
from minutes_cli.limits import Limits

FREE = 1024 * 1024  # unpacked bytes for which no ratio is asked
_CHUNK = 64 * 1024
_MEMORY = 256 * 1024 * 1024  # bytes that an .xz may want for its dictionary
_ZSTANDARD = "this is compressed with Zstandard, which needs Python 3.14 or later; unpack it first: zstd -d"


class _Decompressor(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, /, max_length: int = -1) -> bytes: ...


class _Readable(Protocol):
    """What is read in pieces."""

    def read(self, size: int = -1, /) -> bytes: ...


class _Pieces:
    """The unpacked bytes of a file, through a decompressor; streams that follow each other are one."""

    def __init__(self, file: BinaryIO, new: Callable[[], _Decompressor]) -> None:
        self._file, self._new = file, new
        self._unpacker = new()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at least one of them until the end."""
        while True:
            data = b""
            if self._unpacker.eof or self._unpacker.needs_input:
                data = self._file.read(_CHUNK)
                if not data and self._unpacker.eof:
                    return b""
                if not data:
                    raise EOFError("the compressed data breaks off")
            if self._unpacker.eof:
                data = data.lstrip(b"\0")  # padding between streams
                if not data:
                    continue
                self._unpacker = self._new()
            if found := self._unpacker.decompress(data, size):
                return found


class Metered:
    """The unpacked bytes of an archive; raises LimitError where they are too many for the packed ones."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        """Meter a packed file that can seek."""
        self._packed, self._limits = file, limits
        self._inner = _unpacked(file)
        self._count = 0

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        data = self._inner.read(size)
        self._count += len(data)
        if self._count > FREE and self._count > self._limits.max_ratio * max(self._packed.tell(), 1):
            raise LimitError(f"it unpacks to more than {self._limits.max_ratio} times its size")
        return data


def _unpacked(file: BinaryIO) -> _Readable:
    """A file through the decompressor that its first bytes ask for."""
    start = file.read(6)
    file.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    if start.startswith(b"BZh"):
        return _Pieces(file, bz2.BZ2Decompressor)
    if start.startswith((b"\xfd7zXZ\0", b"\x5d\0\0")):
        return _Pieces(file, lambda: lzma.LZMADecompressor(memlimit=_MEMORY))
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        try:
            zstd = import_module("compression.zstd")  # of Python 3.14
        except ImportError as fault:
            raise UnsupportedError(_ZSTANDARD) from fault
        return _Pieces(file, zstd.ZstdDecompressor)
    return file


def bounded(file: _Readable, limits: Limits, packed: int) -> bytes:
    """All that is in a member of an archive; raises LimitError as soon as it is too much."""
    parts: list[bytes] = []
    size = 0
    while data := file.read(_CHUNK):
        parts.append(data)
        size += len(data)
        if size > limits.max_bytes:
            raise too_large(limits)
        if size > FREE and size > limits.max_ratio * max(packed, 1):
            raise LimitError(f"it unpacks to more than {limits.max_ratio} times its size")
    return b"".join(parts)


def too_large(limits: Limits) -> LimitError:
    """That a document has more bytes than are allowed."""
    return LimitError(f"it has more than {limits.max_bytes:,} bytes; --max-bytes raises the limit")
