"""Texts of any size that ask much of a reader: prose, and input of the kinds that make parsers slow.

Each shape is a function of the number of characters wanted, which it gives about.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase


def repeated(piece: str, *, before: str = "", after: str = "") -> Callable[[int], str]:
    """The piece over and over."""
    return lambda size: before + piece * (size // len(piece)) + after


def named(piece: str) -> Callable[[int], str]:
    """The piece over and over, with another name in place of `@` each time."""
    return lambda size: "".join(
        piece.replace("@", f"A{''.join(letters)}")
        for letters in islice(product(ascii_lowercase, repeat=4), size // (len(piece) + 4))
    )


def quoted(size: int) -> str:
    """Quotations within quotations."""
    return "“" * (size // 2) + "”" * (size // 2)


def in_a_line(size: int) -> str:
    """The samples, one after the other, without a line end."""
    texts = " ".join(path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.txt")))
    return (texts.replace("\n", " ") * (size // len(texts) + 1))[:size]


_SAMPLES = Path(__file__).parent.parent / "samples"
_PARAGRAPH = (
    "Councillor Ash asked whether the bridge would be open by May. The Head of Parks replied that it would, "
    "and that the lane had been closed for repairs since the flood of last year.\n\n"
)

SHAPES: dict[str, Callable[[int], str]] = {
    "prose": repeated(f"7. Bridges\n\nMinutes:\n\n{_PARAGRAPH * 4}RESOLVED: That the report be noted.\n\n"),
    "one line": repeated(_PARAGRAPH.replace("\n", " ")),
    "all samples in one line": in_a_line,
    "motions in one line": repeated("Moved by Cllr Ash, seconded by Cllr Birch. "),
    "list markers": repeated("- a\n"),
    "numbers": repeated("1. Thing\n"),
    "The Head of Ab, Ab, …": repeated("Ab, ", before="The Head of "),
    "deep quotes": quoted,
    "titles of persons": repeated("Councillor "),
    "titles of items": repeated("REPORT ON ROADS\n\nText of it was here.\n\n"),
    "and and and": repeated("and "),
    "persons": named("Councillor @ asked whether it was so.\n\n"),
    "offices": named("The Head of @ replied that it was so.\n\n"),
    "motions": repeated("Councillor Ash moved that it be so.\n\n"),
    "votes": repeated("For: 3 Against: 4\n\n"),
    "bars": repeated("| a "),
    "brackets": repeated("(a "),
    "stars": repeated("*a"),
}
