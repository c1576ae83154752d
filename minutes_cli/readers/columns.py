"""Columns: the words of a page in the order of reading, line by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from minutes_cli.readers.glyphs import Word

_FEWEST = 5  # lines beside each other that make columns
_FILLED = 0.72  # of its column that a line of prose fills, as a rule
_DEEPEST = 4  # columns beside each other


class Line(msgspec.Struct):
    """Words on one line, from left to right."""

    words: list[Word]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words gathered into lines, from the top down; what is raised, as in `4th`, is on its word's line."""
    lines: list[Line] = []
    usual = median(word.size for word in words) if words else 0.0
    small = [word for word in words if word.size < 0.8 * usual]
    for word in sorted((word for word in words if word.size >= 0.8 * usual), key=lambda w: w.base):
        line = lines[-1] if lines else None
        if line is not None and word.base - line.base < 0.4 * max(word.size, line.size):
            line.words.append(word)
            line.size = max(line.size, word.size)
        else:
            lines.append(Line([word], word.base, word.size))
    _add_small(lines, small)
    for line in lines:
        line.words.sort(key=lambda w: w.left)
    return lines


def _add_small(lines: list[Line], words: Sequence[Word]) -> None:
    """Put small words on the lines that they are raised from, or on lines of their own."""
    bases = [line.base for line in lines]
    alone: list[Line] = []
    for word in sorted(words, key=lambda w: w.base):
        at = bisect_left(bases, word.base - 0.2 * word.size)
        line = lines[at] if at < len(lines) else None
        if line is not None and line.base - word.base < 0.6 * line.size and _touches(word, line):
            line.words.append(word)
        elif alone and word.base - alone[-1].base < 0.4 * word.size:
            alone[-1].words.append(word)
        else:
            alone.append(Line([word], word.base, word.size))
    lines += alone
    lines.sort(key=lambda line: line.base)


def _touches(word: Word, line: Line) -> bool:
    near = line.size * 0.5
    level = abs(word.base - line.base) < 0.2 * line.size
    return level or any(w.right - near < word.left < w.right + near for w in line.words)


def in_reading_order(words: Sequence[Word]) -> list[tuple[list[Line], float]]:
    """The lines of a page as it is read, in stretches: a column, or what stands across columns.

    Each with the place of its margin: a column has its own.
    """
    return [part for part in _parts(words, 1) if part[0]]


def _parts(words: Sequence[Word], depth: int) -> Iterator[tuple[list[Line], float]]:
    lines = lines_of(words)
    margin = min((word.left for word in words), default=0.0)
    if depth >= _DEEPEST or not lines:
        yield lines, margin
        return
    pitch, free = _pitch(lines), _middle(lines)
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        stop, gutter = _band(lines, at, pitch, free)
        if gutter is not None and _is_prose(lines[at:stop], gutter):
            yield plain, margin
            plain = []
            for side in _sides(lines[at:stop], gutter):
                yield from _parts(side, depth + 1)
        else:
            plain += lines[at:stop]
        at = stop
    yield plain, margin


def _middle(lines: Sequence[Line]) -> tuple[float, float]:
    """The middle half of a page, where gutters are."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return left + (right - left) / 4, right - (right - left) / 4


def _band(lines: Sequence[Line], at: int, pitch: float, middle: tuple[float, float]) -> tuple[int, float | None]:
    """How far down one gutter goes that begins at a line, and where it is."""
    free = [middle]
    stop = at
    while stop < len(lines):
        line = lines[stop]
        apart = stop > at and line.base - lines[stop - 1].base > 1.4 * pitch
        kept = [] if apart else _narrowed(free, line)
        if not kept:
            break
        free, stop = kept, stop + 1
    if stop == at:
        return at + 1, None
    gutter = max(free, key=lambda gap: gap[1] - gap[0])
    return stop, (gutter[0] + gutter[1]) / 2


def _narrowed(free: list[tuple[float, float]], line: Line) -> list[tuple[float, float]]:
    """What remains of free stretches beside the words of a line."""
    for start, end in _stretches(line):
        free = [
            part
            for low, high in free
            for part in ((low, min(high, start)), (max(low, end), high))
            if part[1] - part[0] > line.size * 0.7
        ]
    return free


def _stretches(line: Line) -> Iterator[tuple[float, float]]:
    """Where the words of a line stand, words with a common gap between them as one."""
    start, end = line.left, line.words[0].right
    for word in line.words[1:]:
        if word.left - end > line.size * 0.9:
            yield start, end
            start = word.left
        end = max(end, word.right)
    yield start, end


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Word], list[Word]]:
    words = [word for line in lines for word in line.words]
    return [w for w in words if w.left < gutter], [w for w in words if w.left >= gutter]


def _is_prose(lines: Sequence[Line], gutter: float) -> bool:
    """Whether what stands on both sides of a gutter is prose, not a list of names or a table of figures."""
    for side in _sides(lines, gutter):
        found = lines_of(side)
        if len(found) < _FEWEST or median(len(line.words) for line in found) < 4:
            return False
        left, right = min(line.left for line in found), max(line.right for line in found)
        if median(line.right - line.left for line in found) < _FILLED * (right - left):
            return False
    return True


def _pitch(lines: Sequence[Line]) -> float:
    """How far apart lines commonly are."""
    steps = [below.base - above.base for above, below in pairwise(lines)]
    largest = max(line.size for line in lines)
    common = [step for step in steps if step < 2.5 * largest]
    return median(common) if common else 12.0
