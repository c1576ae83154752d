"""The way in: bytes become text, and what is no text is refused with the fix named."""

from __future__ import annotations

import shlex
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass
from hashlib import sha256
from os import PathLike, fsencode, fspath
from pathlib import Path

from minutes_cli.errors import SourceError

STDIN = "-"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
    (BOM_UTF8, "utf-8-sig"),
)

_PDF = "this is a PDF; extract its text first: pdftotext -layout {name} -"
_ZIP = "this is a zip archive, as .docx and .odt files are; unpack it, or save the document as plain text"
_GZIP = "this is compressed with gzip; unpack it first: gunzip -c {name} | minutes parse -"
_OLE = "this is a Word document of the old kind; save it as plain text, or extract its text: antiword {name}"
_PICTURE = "this is a picture; read the words in it first: tesseract {name} -"
_BINARY = (
    "this is no text: byte {at} is NUL; if it is UTF-16 without a mark, convert it first: "
    "iconv -f UTF-16LE -t UTF-8 {name}"
)
_BEGINNINGS = (
    (b"%PDF-", _PDF),
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"\x1f\x8b\x08", _GZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
)

_REASONS = {
    FileNotFoundError: "no such file",
    IsADirectoryError: "this is a folder; name the files in it, as in {name}/*.txt",
    PermissionError: "permission denied",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """A text as it came in.

    `name` is the file's own, without folders, and None for standard input; `sha256` is of its bytes.
    """

    name: str | None
    sha256: str
    text: str
    encoding: str


def decode(data: bytes, *, name: str = "FILE") -> tuple[str, str]:
    """Turn bytes into text, and name the encoding as Python does.

    A byte-order mark decides and is no part of the text; without one it is UTF-8, and cp1252 where that
    fails. Line ends stay as they are. What a marked text holds against its encoding becomes U+FFFD; the five
    bytes that cp1252 leaves undefined become the control characters of the same number, as in the WHATWG
    Encoding Standard.

    Raises SourceError for binary data, with the fix; `name` is what that line calls the file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-8-sig":
                _refuse_binary(data, name)
            return data.decode(encoding, "replace"), encoding
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_CP1252), "cp1252"


def read(path: str | PathLike[str]) -> Raw:
    """Read a file, or standard input for `-`.

    Raises SourceError, one line that begins with the name as given, where it cannot be read as text.
    """
    given = fspath(path)
    label = "standard input" if given == STDIN else printable(given)
    data = _bytes_of(given, label)
    try:
        text, encoding = decode(data, name="FILE" if given == STDIN else shlex.quote(label))
    except SourceError as fault:
        raise SourceError(f"{label}: {fault}") from fault
    name = None if given == STDIN else _name_of(given)
    return Raw(name=name, sha256=sha256(data).hexdigest(), text=text, encoding=encoding)


def printable(name: str) -> str:
    """A file's name on one line: control characters and undecodable bytes are escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def reason(fault: OSError, name: str) -> str:
    """What the system says against a file, in our words where we have some; `name` is for the fix."""
    own = _REASONS.get(type(fault))
    return own.format(name=name.rstrip("/")) if own else (fault.strerror or str(fault)).lower()


def _bytes_of(given: str, label: str) -> bytes:
    """All bytes of a file or of standard input."""
    try:
        if given != STDIN:
            return Path(given).read_bytes()
        if sys.stdin is None:
            raise SourceError(f"{label}: it is closed")
        return sys.stdin.buffer.read()
    except OSError as fault:
        raise SourceError(f"{label}: {reason(fault, label)}") from fault
    except ValueError as fault:  # a NUL in the name, or a stream that was closed
        raise SourceError(f"{label}: {fault}") from fault


def _name_of(given: str) -> str:
    """The last part of a path; bytes in it that are not UTF-8 become U+FFFD, for JSON cannot hold them."""
    return fsencode(Path(given).name).decode("utf-8", "replace")


def _refuse_binary(data: bytes, name: str) -> None:
    """Raise SourceError where the data begins as a known format does or holds a NUL."""
    for beginning, fix in _BEGINNINGS:
        if data.startswith(beginning):
            raise SourceError(fix.format(name=name))
    at = data.find(0)
    if at >= 0:
        raise SourceError(_BINARY.format(at=at, name=name))


def _cp1252_table() -> dict[int, str]:
    """Where cp1252 differs from Latin-1; an undefined byte is not in it and so keeps its number."""
    pairs = ((b, bytes((b,)).decode("cp1252", "ignore")) for b in range(0x80, 0xA0))
    return {b: c for b, c in pairs if c}


_CP1252 = _cp1252_table()
