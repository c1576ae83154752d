"""Decoding: bytes become text by their mark, and what is no text is refused with the fix named."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from minutes_cli.errors import BinaryError

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


def decode(data: bytes, *, name: str = "FILE") -> tuple[str, str]:
    """Turn bytes into text, and name the encoding as Python does.

    A byte-order mark decides and is no part of the text; without one it is UTF-8, and cp1252 where that
    fails. Line ends stay as they are. What a marked text holds against its encoding becomes U+FFFD; the five
    bytes that cp1252 leaves undefined become the control characters of the same number, as in the WHATWG
    Encoding Standard.

    Raises BinaryError for binary data, with the fix; `name` is what that line calls the file.
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


def _refuse_binary(data: bytes, name: str) -> None:
    """Raise BinaryError where the data begins as a known format does or holds a NUL."""
    for beginning, fix in _BEGINNINGS:
        if data.startswith(beginning):
            raise BinaryError(fix.format(name=name))
    at = data.find(0)
    if at >= 0:
        raise BinaryError(_BINARY.format(at=at, name=name))


def _cp1252_table() -> dict[int, str]:
    """Where cp1252 differs from Latin-1; an undefined byte is not in it and so keeps its number."""
    pairs = ((b, bytes((b,)).decode("cp1252", "ignore")) for b in range(0x80, 0xA0))
    return {b: c for b, c in pairs if c}


_CP1252 = _cp1252_table()
