"""Flow: the blocks of a document, and the text that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

_MARKER = re.compile(r"\(?(?:\d{1,4}(?:[./]\d{1,4}){0,3}|[A-Za-z]|[ivxl]{1,5})[.):]{0,2}")


class Block(msgspec.Struct, frozen=True):
    """A stretch of a text: a `paragraph`, a list `item` or a table `row`."""

    text: str
    kind: str = "paragraph"


def written(blocks: Iterable[Block]) -> str:
    """The text of blocks: an empty line between them, but none within a list or a table."""
    parts: list[str] = []
    before = None
    for block in blocks:
        if before is not None:
            parts.append("\n" if block.kind == before != "paragraph" else "\n\n")
        parts.append(block.text)
        before = block.kind
    return "".join(parts) + "\n" if parts else ""


def row_of(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """What a table's row is in a text.

    Cells of one block each are a row with bars between them. Where a cell holds more, the table only places
    blocks on a page: they follow one another, and a number in a cell of its own goes before its words.
    """
    filled = [cell for cell in cells if cell]
    if not filled:
        return []
    if len(filled) == 2 and _is_marker(filled[0]) and any(map(str.isalpha, filled[1][0].text)):
        first = filled[1][0]
        return [Block(f"{filled[0][0].text} {first.text}", "paragraph"), *filled[1][1:]]
    if len(filled) == 1:
        return list(filled[0])
    if all(len(cell) <= 1 for cell in cells):
        words = (" ".join(cell[0].text.split()) if cell else "" for cell in cells)
        return [Block(" | ".join(words).strip(), "row")]
    blocks = [block for cell in filled[1:] for block in cell]
    if _is_marker(filled[0]):
        return [Block(f"{filled[0][0].text} {blocks[0].text}"), *blocks[1:]]
    return [*filled[0], *blocks]


def _is_marker(cell: Sequence[Block]) -> bool:
    return len(cell) == 1 and _MARKER.fullmatch(cell[0].text) is not None


def numeral(value: int, form: str) -> str:
    """A list's number in one of its forms: `1`, `a`, `A`, `i` or `I`."""
    if form in ("a", "A") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if form == "a" else letters.upper()
    if form in ("i", "I") and 0 < value < 4000:
        return _roman(value) if form == "i" else _roman(value).upper()
    return str(value)


_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _roman(value: int) -> str:
    digits = []
    for worth, sign in _ROMAN:
        digits.append(sign * (value // worth))
        value %= worth
    return "".join(digits)
