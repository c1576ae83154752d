"""DOCX: the paragraphs of a Word document, its lists with their numbers, its tables as rows."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import msgspec

from minutes_cli.errors import BinaryError, BrokenError, EncryptedError, LimitError, MissingExtraError
from minutes_cli.readers.bounds import Bounds
from minutes_cli.readers.flow import Block, row_of, written
from minutes_cli.readers.numbering import Element, Numbering, W, number_of, value

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

_MOST_PARTS = 10_000
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ENTRY = b"PK\x01\x02"
_LEFT_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText"))
_HOLDERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_SIGNS = {f"{W}tab": "    ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HEADING = re.compile(r"heading ([1-6])$", re.IGNORECASE)
_PAGE = re.compile(r"(?:page\s*)?[\d\s]*(?:of[\d\s]*)?", re.IGNORECASE)
_SPACES = re.compile(r"[\t\r\f\xa0]+")
_LONGEST_HEADING = 120
_DAMAGED = "this Word document is damaged; open it in a word processor and save it anew"


def read(data: bytes, bounds: Bounds) -> str:
    """The text of a Word document: its blocks with an empty line between them, headings with `#`.

    Raises MissingExtraError without python-docx, LimitError before anything is unpacked that would become too
    large, BrokenError, EncryptedError, and BinaryError for what is no document of Word.
    """
    _weigh(data, bounds)
    try:
        from docx.opc.exceptions import OpcError
        from docx.package import Package
        from lxml.etree import LxmlError
    except ImportError as fault:
        raise MissingExtraError(
            "this is a Word document, and the package that reads it is missing: pip install 'minutes-parser[docx]'"
        ) from fault
    try:
        part = Package.open(io.BytesIO(data)).main_document_part
        if not hasattr(part, "document"):
            raise BinaryError("this Word document holds macros or is a template; save it as a plain .docx")
        return written(_Reader(part, bounds).read())
    except (
        OpcError,
        LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        AttributeError,
        zlib.error,
    ) as fault:
        raise BrokenError(_DAMAGED) from fault
    except (
        NotImplementedError,
        RuntimeError,
    ) as fault:  # packed in a way that Python cannot unpack, or locked
        raise EncryptedError("this Word document is locked; open it and save it without a password") from fault


def _weigh(data: bytes, bounds: Bounds) -> None:
    """Raise LimitError where the document would unpack to too much, and BinaryError where it is none.

    Sizes are those that the archive states; Python unpacks no more than that.
    """
    if data.count(_ENTRY) > _MOST_PARTS:
        raise LimitError(f"it holds more than {_MOST_PARTS:,} parts, as no document does; save it as plain text")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as fault:
        raise BrokenError(_DAMAGED) from fault
    bounds.packed(len(data), sum(part.file_size for part in parts))
    if not any(part.filename.startswith("word/") for part in parts):
        raise BinaryError("this is a zip archive and no Word document; convert what is in it: minutes convert FILE")


class _Style(msgspec.Struct, frozen=True):
    """What a style gives its paragraphs."""

    heading: int
    bold: bool
    list: str | None
    depth: int


class _Reader:
    """Reads the parts of a document in their order."""

    def __init__(self, part: DocumentPart, bounds: Bounds) -> None:
        self.bounds = bounds
        self.part = part
        self.body = cast(Element, part.document.element.body)
        self.numbering = Numbering(self._related("numbering"))
        self.styles = dict(_styles(self._related("styles")))
        self.size = 0

    def read(self) -> list[Block]:
        """All blocks; first what stands at the head of each page, once."""
        body = list(self._blocks(self.body))
        known = {block.text for block in body[:20]}
        return [block for block in self._head() if block.text not in known] + body

    def _related(self, kind: str) -> Element | None:
        for relation in self.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
                return cast("Element | None", getattr(relation.target_part, "element", None))
        return None

    def _head(self) -> Iterator[Block]:
        for relation in self.part.rels.values():
            if not relation.is_external and relation.reltype.endswith("/header"):
                element = cast("Element | None", getattr(relation.target_part, "element", None))
                for block in self._blocks(element) if element is not None else ():
                    if not _PAGE.fullmatch(block.text):
                        yield block
                return

    def _blocks(self, holder: Element) -> Iterator[Block]:
        for element in holder:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                for row in element.iterfind(f"{W}tr"):
                    yield from row_of(list(self._cells(row)))
            elif element.tag in _HOLDERS:
                yield from self._blocks(element)

    def _cells(self, row: Element) -> Iterator[list[Block]]:
        for element in row:
            if element.tag == f"{W}tc":
                yield list(self._blocks(element))
            elif element.tag in _HOLDERS:
                yield from self._cells(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        self.bounds.time()
        runs: list[tuple[str, bool]] = []
        boxes: list[Element] = []
        style = self._style(element)
        _collect(element, style.bold, runs, boxes)
        words = "\n".join(
            " ".join(_SPACES.sub(" ", line).split(" ")) for line in "".join(t for t, _ in runs).split("\n")
        )
        words = words.strip()
        self.size += len(words)
        self.bounds.characters(self.size)
        if words:
            yield self._block(element, style, words, bold=all(b for t, b in runs if t.strip()))
        for box in boxes:
            yield from self._blocks(box)

    def _block(self, element: Element, style: _Style, words: str, *, bold: bool) -> Block:
        marker, plain, depth = self._marker(element, style)
        whole = f"{marker} {words}" if marker else words
        if style.heading:
            return Block(f"{'#' * style.heading} {whole}")
        if bold and len(whole) <= _LONGEST_HEADING and "\n" not in whole and "*" not in whole:
            return Block(f"**{whole}**")
        if not marker or (plain and not depth):
            return Block(whole)
        return Block("  " * depth + whole, "item")

    def _style(self, element: Element) -> _Style:
        found = element.find(f"{W}pPr/{W}pStyle")
        key = (found.get(f"{W}val") or "") if found is not None else ""
        return self.styles.get(key, _Style(0, False, None, 0))

    def _marker(self, element: Element, style: _Style) -> tuple[str, bool, int]:
        own = element.find(f"{W}pPr/{W}numPr")
        key, depth = style.list, style.depth
        if own is not None:
            key = value(own, "numId") or key
            depth = number_of(value(own, "ilvl"))
        if key in (None, "0"):
            return "", False, 0
        return (*self.numbering.marker(key or "", depth), depth)


def _collect(holder: Element, bold: bool, runs: list[tuple[str, bool]], boxes: list[Element]) -> None:
    """The words of a paragraph with whether they are bold, and the text boxes that hang on it.

    Depth is bounded by the XML parser, which refuses more than 256 elements within each other.
    """
    for element in holder:
        tag = element.tag
        if tag == f"{W}t":
            runs.append((element.text or "", bold))
        elif tag in _SIGNS:
            runs.append((_SIGNS[tag], bold))
        elif tag == f"{W}br":
            runs.append(("\n" if element.get(f"{W}type") in (None, "textWrapping") else "", bold))
        elif tag == f"{W}sym":
            runs.append(("•", bold))
        elif tag == f"{W}txbxContent":
            boxes.append(element)
        elif tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            _collect(choice if choice is not None else element, bold, runs, boxes)
        elif tag == f"{W}r":
            _collect(element, _is_bold(element.find(f"{W}rPr"), bold), runs, boxes)
        elif tag not in _LEFT_OUT and isinstance(tag, str):
            _collect(element, bold, runs, boxes)


def _is_bold(properties: Element | None, inherited: bool) -> bool:
    found = properties.find(f"{W}b") if properties is not None else None
    return inherited if found is None else found.get(f"{W}val") not in ("0", "false", "off")


def _styles(root: Element | None) -> Iterator[tuple[str, _Style]]:
    """The styles of paragraphs by their keys, with what they take over from those they are based on."""
    found = {} if root is None else {s.get(f"{W}styleId") or "": s for s in root.iterfind(f"{W}style")}
    for key, element in found.items():
        chain = [element]
        while len(chain) < 12 and (base := found.get(value(chain[-1], "basedOn") or "")) is not None:
            chain.append(base)
        heading, bold, number, depth = 0, False, None, 0
        for style in reversed(chain):
            named = _HEADING.match(value(style, "name") or "")
            heading = int(named[1]) if named else heading
            bold = _is_bold(style.find(f"{W}rPr"), bold)
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                number, depth = value(own, "numId") or number, number_of(value(own, "ilvl"))
        yield key, _Style(heading, bold, number, depth)
