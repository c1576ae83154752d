"""Pages: front matter, running heads, and owners of tasks in the right-hand margin.

Told by where they stand on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutes_cli.patterns import Patterns
from minutes_cli.segments import Segment

_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_PAGED = re.compile(r"\bpage 9(?: of 9)?$", re.IGNORECASE)
_COLUMN = re.compile(r"\s{4,}(\S(?:\S| (?=\S))*)$")
_MATTER = 60  # lines of front matter, and no more
_LONGEST = 110  # characters of a running head
_NEAR = 8  # columns by which margins may differ
_AFAR = 55  # columns before which no margin begins


def mark_matter(segments: Sequence[Segment], clean: str) -> None:
    """Type the fields that a publishing system put before the text, between two lines of dashes."""
    if not segments or clean[segments[0].start : segments[0].end] != "---":
        return
    for at, segment in enumerate(segments[1:_MATTER], start=1):
        if clean[segment.start : segment.end] == "---":
            for inside in segments[1:at]:
                inside.type = inside.inner = "MATTER"
                inside.marker, inside.mark, inside.body = None, "", inside.start
            return
        if segment.gap and segment.type != "FIELD":
            return


def mark_heads(segments: Sequence[Segment], clean: str) -> None:
    """Type lines that recur at the ends of pages as furniture.

    The first of each kind is kept if it opens the text.
    """
    kinds = [_normal(clean, s) if s.type in ("PROSE", "FIELD") or s.indent > 20 else "" for s in segments]
    counts = Counter(kind for kind in kinds if kind)
    edges: Counter[str] = Counter()
    for at, kind in enumerate(kinds):
        if kind and counts[kind] > 1 and (_PAGED.search(kind) or _is_edge(segments, at)):
            edges[kind] += 1
    for at, kind in enumerate(kinds):
        if kind and counts[kind] > 1 and edges[kind] * 2 >= counts[kind] and at > 3:
            segments[at].type = segments[at].inner = "FURNITURE"


def _normal(clean: str, segment: Segment) -> str:
    words = clean[segment.start : segment.end]
    if len(words) > _LONGEST or segment.marker is not None or " " not in words:
        return ""
    return _DIGITS.sub("9", _SPACES.sub(" ", clean[segment.start : segment.end])).lower()


def _is_edge(segments: Sequence[Segment], at: int) -> bool:
    near = [segments[k] for k in (at - 1, at + 1) if 0 <= k < len(segments)]
    return any(s.type == "FURNITURE" for s in near)


def set_margins(segments: Sequence[Segment], clean: str, find: Patterns) -> None:
    """Cut the names in a right-hand column off the lines they stand beside.

    Where there are several such lines.
    """
    found = []
    for at, segment in enumerate(segments):
        if segment.type == "ROW" or segment.width < _AFAR or segment.cell:
            continue
        column = _COLUMN.search(clean, max(segment.body, segment.end - 40), segment.end)
        if column and find.one["MARGIN"].fullmatch(clean, column.start(1), segment.end):
            found.append((at, column, segment.width - (segment.end - column.start(1))))
    columns = Counter(place // _NEAR for _, _, place in found)
    for at, column, place in found:
        alike = sum(columns[place // _NEAR + k] for k in (-1, 0, 1))
        if place >= _AFAR and alike >= 3:
            segment = segments[at]
            segment.margin = (column.start(1), segment.end)
            words = clean[segment.start : column.start()].rstrip()
            segment.end = segment.start + len(words)
            segment.width -= segment.margin[1] - segment.end
