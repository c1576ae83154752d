"""Pages: the lines of a page as text, placed in columns of characters as they stand on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from minutes_cli.readers.columns import Line, in_reading_order, lines_of
from minutes_cli.readers.glyphs import Sheet, Word

_WIDEST = 200  # columns of a line; nothing is placed beyond them
_MOST_EMPTY = 2  # empty lines in a row
_DIGITS = re.compile(r"\d+")
_BROKEN = re.compile(r"(?<![\w-])([A-Za-z]*[a-z])([-\xad])$")
_REST = re.compile(r"\s*([a-z]+\b\S*) ?")
_LOWER = re.compile(r"[a-z]+")


def page_text(sheet: Sheet) -> list[str]:
    """A page as lines of text: words that stand apart in it stand apart in them."""
    wide = _char_width(sheet)
    parts = [_placed(lines, margin, wide) for lines, margin in in_reading_order(sheet.words)]
    if sheet.across:
        parts.append([" ".join(word.text for word in line.words) for line in lines_of(sheet.across)])
    text: list[str] = []
    for part in parts:
        text += ["", *part] if text else part
    return text


def _char_width(sheet: Sheet) -> float:
    widths = [(word.right - word.left) / len(word.text) for word in sheet.words if len(word.text) > 2]
    return max(median(widths), 0.5) if widths else 6.0


def _placed(lines: Sequence[Line], left: float, wide: float) -> list[str]:
    steps = [below.base - above.base for above, below in pairwise(lines)]
    near = [step for step, line in zip(steps, lines, strict=False) if step < line.size * 2]
    pitch = median(near) if near else 0.0
    text: list[str] = []
    above: Line | None = None
    for line in lines:
        if above is not None:
            step = line.base - above.base
            usual = pitch or line.size * 1.3
            if step > usual * 1.3:
                text += [""] * min(max(round(step / usual) - 1, 1), _MOST_EMPTY)
        text.append(_line_text(line, left, wide))
        above = line
    return text


def _line_text(line: Line, left: float, wide: float) -> str:
    apart = _apart(line)
    text = ""
    above: Word | None = None
    for word in line.words:
        gap = word.left - above.right if above is not None else 0.0
        if above is None or gap > apart:
            column = min(round((word.left - left) / wide), _WIDEST)
            text = text.ljust(max(column, len(text) + 3 if text else 0))
        elif gap > line.size * 0.08 or 0.8 < word.size / above.size < 1.25:
            text += " "
        text += word.text
        above = word
    return text


def _apart(line: Line) -> float:
    """How wide a gap between words is that sets them apart: one that no justified line has everywhere."""
    gaps = [max(word.left - above.right, 0.0) for above, word in pairwise(line.words)]
    usual = median(gaps) if len(gaps) > 3 else 0.0
    return max(line.size * 0.55, min(usual * 2, line.size * 1.5))


def set_off_edges(pages: Sequence[list[str]]) -> None:
    """Give the lines that recur at the top or the foot of pages an empty line beside them."""
    edges = Counter(key for page in pages for key in {_key(page[at]) for at in _edges(page)})
    for page in pages:
        for at in sorted(_edges(page), reverse=True):
            if edges[_key(page[at])] < 2:
                continue
            if at + 1 < len(page) and page[at + 1]:
                page.insert(at + 1, "")
            if at and page[at - 1]:
                page.insert(at, "")


def _edges(page: Sequence[str]) -> list[int]:
    filled = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*filled[:2], *filled[-2:]})


def _key(line: str) -> str:
    return _DIGITS.sub("9", " ".join(line.split())).lower()


def join_hyphens(pages: Iterable[list[str]]) -> None:
    """Join words that a line's end has cut, where the document has the whole word elsewhere.

    A soft hyphen always cuts a word, and needs no such witness.
    """
    pages = list(pages)
    known = {word for page in pages for line in page for word in _LOWER.findall(line.lower())}
    for page in pages:
        for at in range(len(page) - 1):
            _join(page, at, known)


def _join(page: list[str], at: int, known: set[str]) -> None:
    broken = _BROKEN.search(page[at])
    if broken is None:
        return
    rest = _REST.match(page[at + 1])
    if rest is None:
        return
    whole = _LOWER.match(rest[1])
    assert whole is not None  # the rest begins with a letter
    if broken[2] == "-" and (broken[1] + whole[0]).lower() not in known:
        return
    indent = len(page[at + 1]) - len(page[at + 1].lstrip())
    page[at] = page[at][: broken.start(2)] + rest[1]
    page[at + 1] = (" " * indent + page[at + 1][rest.end() :]).rstrip()
