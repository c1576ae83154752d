"""Readers: the bytes of a document become its text, whatever its format.

What a document is, its first bytes and its content say; a name is only a hint.
"""

from __future__ import annotations

import re

import msgspec

from minutes_cli import kept
from minutes_cli.decoding import decode
from minutes_cli.errors import BinaryError, EncodingError, EncryptedError
from minutes_cli.limits import Limits
from minutes_cli.readers.bounds import Bounds

# The readers of single formats are imported when one is met: most texts need none of them.

__all__ = ["ReadDocument", "format_of", "read_document"]

_PDF_WITHIN = 1024  # bytes in which a PDF's mark may stand, as its readers have it
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE = kept.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_COMMENT = kept.compile(r"\s*(?:<!--.*?(?:-->|\Z)|<\?xml[^>]*>)", re.DOTALL)
_FRAGMENT = kept.compile(r"\s*<(?:article|div|h[1-6]|main|p|section|span|table|ul|ol)\b[^>]*>", re.IGNORECASE)
_PAGES = kept.compile(r"\.(?:x?html?|aspx?|php)$", re.IGNORECASE)
_TEXTS = kept.compile(r"\.(?:txt|text|md|markdown|rst)$", re.IGNORECASE)
_MARKDOWN = kept.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_HEADING = kept.compile(r"^#{1,6} \S", re.MULTILINE)
_ELEMENT = kept.compile(r"<(?:p|div|table|td|br|li|h[1-6])\b", re.IGNORECASE)
_LATIN = frozenset(("ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "windows-1252"))
"""Encodings that pages name and mean Windows-1252, as the WHATWG Encoding Standard has it."""
_PLAIN = kept.compile(r"[A-Za-z0-9_@%+=:,./-]+")  # a name that a shell takes as it stands
_BEGINNING = 4096  # characters that tell a page


class ReadDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a document.

    `encoding` is that of its bytes, `utf-8` where these are no text; `format` is `text`, `markdown`, `html`,
    `pdf` or `docx`; `pages` are the offsets in `text` at which the pages of a PDF begin.
    """

    text: str
    encoding: str
    format: str
    pages: tuple[int, ...] | None = None


def format_of(name: str, data: bytes) -> str:
    """The format of a document: `pdf`, `docx`, `html`, `markdown` or `text`.

    `docx` stands for any zip archive, and `text` for what is of no other format, be it text or not.
    """
    start = data[:_PDF_WITHIN]
    if start.startswith(_ZIPS):
        return "docx"
    if b"%PDF-" in start[:8] or (b"%PDF-" in start and b"\x00" in data[: 1 << 16]):
        return "pdf"
    if b"\x00" in start and not start.startswith(_MARKS):
        return "text"
    return _kind_of_text(name, _beginning(data))


def _beginning(data: bytes) -> str:
    for mark, encoding in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if data.startswith(mark):
            return data[len(mark) : _BEGINNING * 2].decode(encoding, "replace")
    return data[:_BEGINNING].decode("utf-8", "replace")


def _kind_of_text(name: str, beginning: str) -> str:
    at = 0
    while (comment := _COMMENT.match(beginning, at)) is not None:
        at = comment.end()
    if _PAGE.match(beginning, at):
        return "html"
    named_page = _PAGES.search(name) is not None
    if not _TEXTS.search(name) and _FRAGMENT.match(beginning, at):
        return "html"
    if named_page and _ELEMENT.search(beginning):
        return "html"
    return "markdown" if _MARKDOWN.search(name) or _HEADING.search(beginning) else "text"


def read_document(name: str, data: bytes, limits: Limits) -> ReadDocument:
    """Read a document; `name` is a hint of its format, and what the line of an error calls it.

    Raises a SourceError with its `kind`, one line that names the fix: BinaryError, EncodingError,
    MissingExtraError, ScanError, LimitError, BrokenError or EncryptedError.
    """
    bounds = Bounds(limits)
    bounds.bytes(len(data))
    form = format_of(name, data)
    quoted = _quoted("".join(char if char.isprintable() else "?" for char in name))
    if form == "pdf":
        from minutes_cli.readers import pdf

        text, pages = pdf.read(data, quoted, bounds)
        found = ReadDocument(text=text, encoding="utf-8", format=form, pages=pages)
    elif form == "docx":
        from minutes_cli.readers import docx

        found = ReadDocument(text=docx.read(data, bounds), encoding="utf-8", format=form)
    else:
        text, encoding = _decoded(quoted, data, form)
        bounds.characters(len(text))
        if form == "html":
            from minutes_cli.readers import html

            text = html.read(text, bounds)
        found = ReadDocument(text=text, encoding=encoding, format=form)
    bounds.characters(len(found.text))
    return found


def _quoted(name: str) -> str:
    """A name as a shell takes it."""
    if _PLAIN.fullmatch(name):
        return name
    import shlex  # few names need it

    return shlex.quote(name)


def _decoded(quoted: str, data: bytes, form: str) -> tuple[str, str]:
    if data.startswith(_OLE) and _LOCKED in data:
        raise EncryptedError("this Word document is locked; open it and save it without a password")
    if data.startswith(b"{\\rtf"):
        raise BinaryError(f"this is RTF; make a .docx of it first: soffice --convert-to docx {quoted}")
    text, encoding = decode(data, name=quoted)
    if form != "html" or encoding != "cp1252":
        return text, encoding
    from minutes_cli.readers import html

    stated = html.charset(data)  # bytes that are no UTF-8: the page's own word counts for more than a guess
    if stated is None or stated.lower() in _LATIN:
        return text, encoding
    if stated.lower() in ("utf-8", "utf8"):
        return data.decode("utf-8", "replace"), "utf-8"
    try:
        return data.decode(stated), stated.lower()
    except (LookupError, ValueError) as fault:
        raise EncodingError(
            f"this page says that it is in {stated}, and is not; convert it to UTF-8 first: "
            f"iconv -f CP1252 -t UTF-8 {quoted}"
        ) from fault
