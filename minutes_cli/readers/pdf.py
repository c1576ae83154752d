"""PDF: the text of its pages, in the order of reading."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from minutes_cli.errors import BrokenError, EncryptedError, MissingExtraError, ScanError
from minutes_cli.readers.bounds import Bounds
from minutes_cli.readers.glyphs import Sheet, sheet
from minutes_cli.readers.pages import join_hyphens, page_text, set_off_edges

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_STREAM = re.compile(rb"stream\r?\n")
_PACKED = frozenset(bytes((first,)) for first in range(0x08, 0x80, 0x10))
"""How a stream of zlib begins."""
_CHUNK = 1 << 16
_LAYERS = 3  # how many times a stream may be packed
_FEW = 40  # glyphs on a page; a page of pictures with fewer is a scan, though it may have a number
_SCAN = "this PDF is a scan, pictures without text; read the words in it first: ocrmypdf {name} text.pdf"
_UNKNOWN = (
    "this PDF does not say which letters its signs are; read the words in it first: "
    "ocrmypdf --force-ocr {name} text.pdf"
)


def read(data: bytes, name: str, bounds: Bounds) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF, and where in it each page begins; a form feed ends a page that another follows.

    `name` is what the line of an error calls the file. Raises MissingExtraError without pypdfium2, ScanError
    where there are pictures of text only, EncryptedError, BrokenError and LimitError.
    """
    try:
        import pypdfium2
    except ImportError as fault:
        raise MissingExtraError(
            "this is a PDF, and the package that reads it is missing: pip install 'minutes-parser[pdf]'"
        ) from fault
    _weigh(data, bounds)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise _refusal(str(fault), name) from fault
    try:
        return _text(document, name, bounds)
    except pypdfium2.PdfiumError as fault:
        raise BrokenError(f"this PDF is damaged; repair it first: qpdf {name} repaired.pdf") from fault
    finally:
        document.close()


def _refusal(fault: str, name: str) -> EncryptedError | BrokenError:
    """What to say of a PDF that does not open."""
    if "assword" in fault or "ecurity" in fault:
        return EncryptedError(f"this PDF is locked; unlock it first: qpdf --decrypt --password=… {name} open.pdf")
    return BrokenError(f"this PDF is damaged; repair it first: qpdf {name} repaired.pdf")


def _text(document: PdfDocument, name: str, bounds: Bounds) -> tuple[str, tuple[int, ...]]:
    bounds.pages(len(document))
    sheets: list[Sheet] = []
    pictures = total = 0
    for number in range(len(document)):
        bounds.time()
        page = document[number]
        sheets.append(sheet(page))
        total += sheets[-1].glyphs
        bounds.characters(total)
        pictures += sheets[-1].glyphs < _FEW and _has_picture(page)
        page.close()
    _refuse_scans(sheets, pictures, name)
    pages = []
    for found in sheets:
        bounds.time()
        pages.append(page_text(found))
    set_off_edges(pages)
    join_hyphens(pages)
    return _joined(pages)


def _has_picture(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _refuse_scans(sheets: Sequence[Sheet], pictures: int, name: str) -> None:
    glyphs = sum(found.glyphs for found in sheets)
    unknown = sum(found.unknown for found in sheets)
    if not glyphs or (pictures == len(sheets) and glyphs < _FEW * len(sheets)):
        raise ScanError(_SCAN.format(name=name))
    if unknown * 2 > glyphs:
        raise ScanError(_UNKNOWN.format(name=name))


def _joined(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[int, ...]]:
    """Pages as one text, and where each begins."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for page in pages:
        starts.append(at)
        part = "".join(f"{line.rstrip()}\n" for line in page) + "\f"
        parts.append(part)
        at += len(part)
    return "".join(parts), tuple(starts)


def _weigh(data: bytes, bounds: Bounds) -> None:
    """Raise LimitError for a stream that would unpack to more than a document may be.

    PDFium unpacks whatever a file holds, without a limit of ours. Pictures are not counted together, since
    they are not unpacked for their text.
    """
    together = 0
    for found in _STREAM.finditer(data):
        if data[found.end() : found.end() + 1] not in _PACKED:
            continue
        bounds.time()
        size = _unpacked(data, found.end(), bounds)
        head = data[max(0, found.start() - 400) : found.start()].rpartition(b"obj")[2]
        together += 0 if b"/Image" in head else size
        bounds.bytes(together)


def _unpacked(data: bytes, start: int, bounds: Bounds) -> int:
    """How many bytes a stream unpacks to, at most where packed several times; 0 where packed otherwise."""
    pieces: Iterable[bytes] = (data[at : at + _CHUNK] for at in range(start, len(data), _CHUNK))
    sizes = [0] * _LAYERS
    for layer in range(_LAYERS):
        pieces = _inflated(pieces, sizes, layer, bounds)
    for _ in pieces:
        pass
    return max(sizes)


def _inflated(pieces: Iterable[bytes], sizes: list[int], layer: int, bounds: Bounds) -> Iterator[bytes]:
    """The pieces of a stream unpacked once, none where they are not packed; `sizes` counts their bytes.

    All pieces are taken, of use here or not, for the layers below count them.
    """
    unpack = zlib.decompressobj()
    packed = True
    for piece in pieces:
        rest = piece
        while rest and packed:
            bounds.time()
            try:
                out = unpack.decompress(rest, _CHUNK)
            except zlib.error:
                out = b""
                packed = False
            sizes[layer] += len(out)
            bounds.bytes(sizes[layer])
            yield out
            rest = unpack.unconsumed_tail
            packed &= not unpack.eof
        if not layer and not packed:
            return
