"""Glyphs: the words of a PDF's page, each where it stands.

Places are in points along the direction of reading and down from the top, whichever way the page is turned.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_WORD = re.compile(r"[^\s\x02\xad\ufffe]+[\x02\xad\ufffe]?|[\x02\xad\ufffe]")
_HYPHENS = re.compile("[\x02\ufffe]")
"""What PDFium puts for a hyphen at a line's end."""
_UNKNOWN = re.compile("[\x00\ufffd\uffff]")
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_QUARTER = math.pi / 2


class Word(msgspec.Struct):
    """A word: `left` to `right` along its line, `base` how far down that is, `size` its font's height."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Sheet(msgspec.Struct, frozen=True):
    """A page: its words, those that stand across the rest, and how many glyphs it has, known and unknown."""

    words: list[Word]
    across: list[Word]
    glyphs: int
    unknown: int


def sheet(page: PdfPage) -> Sheet:
    """The words of a page, in the order of its file."""
    text = page.get_textpage()
    try:
        return _Reader(text).read()
    finally:
        text.close()


class _Reader:
    """Asks PDFium for the places of words: of their ends only, since asking is slow."""

    def __init__(self, text: PdfTextPage) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium, self.raw = pdfium, text.raw
        self.count = text.count_chars()
        self.x, self.y, self.box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()

    def read(self) -> Sheet:
        unicode, raw = self.pdfium.FPDFText_GetUnicode, self.raw
        chars = "".join([chr(code) if (code := unicode(raw, at)) < 0x110000 else "\ufffd" for at in range(self.count)])
        found = [(m.start(), m.end(), self._turn(m.start())) for m in _WORD.finditer(chars)]
        main = Counter(turn for _, _, turn in found).most_common(1)[0][0] if found else 0
        words: list[Word] = []
        across: list[Word] = []
        for start, end, turn in found:
            (words if turn == main else across).extend(self._words(chars, start, end, turn))
        return Sheet(words, across, sum(end - start for start, end, _ in found), len(_UNKNOWN.findall(chars)))

    def _turn(self, at: int) -> float:
        """Which way a glyph is turned, in quarters clockwise."""
        return round(float(self.pdfium.FPDFText_GetCharAngle(self.raw, at)) / _QUARTER, 1) % 4

    def _words(self, chars: str, start: int, end: int, turn: float) -> list[Word]:
        left, right, base, size = self._place(start, turn)
        if end - start > 1:
            _, right, last, _ = self._place(end - 1, turn)
            if abs(last - base) > size * 0.6:  # two lines, with nothing between them in the file
                half = (start + end) // 2
                return self._words(chars, start, half, turn) + self._words(chars, half, end, turn)
        text = _HYPHENS.sub("-", chars[start:end]).translate(_LIGATURES)
        return [Word(text.replace("\x00", "\ufffd"), left, right, base, size)]

    def _place(self, at: int, turn: float) -> tuple[float, float, float, float]:
        """Where a glyph begins and ends, its base, and the height of its font."""
        self.pdfium.FPDFText_GetCharOrigin(self.raw, at, self.x, self.y)
        self.pdfium.FPDFText_GetLooseCharBox(self.raw, at, self.box)
        box, cos, sin = self.box, math.cos(turn * _QUARTER), -math.sin(turn * _QUARTER)
        corners = ((box.left, box.bottom), (box.right, box.top))
        along = [x * cos + y * sin for x, y in corners]
        down = [x * sin - y * cos for x, y in corners]
        base = self.x.value * sin - self.y.value * cos
        return min(along), max(along), base, max(max(down) - min(down), 1.0)
