"""Pages: front matter, running heads, and owners of tasks in the right-hand margin.

Told by where they stand on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.segments import Segment

_DIGITS = kept.compile(r"\d+")
_PAGED = kept.compile(r"\bpage 9(?: of 9)?$", re.IGNORECASE)
_COLUMN = kept.compile(r"\s{4,}(\S(?:\S| (?=\S))*)$")
_MATTER = 60  # lines of front matter, and no more
_LONGEST = 110  # characters of a running head
_NEAR = 8  # columns by which margins may differ
_TOLD = 1  # words in small letters of a line beside a margin; a row of names has none
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


def mark_heads(segments: Sequence[Segment], clean: str, find: Patterns) -> None:
    """Type lines that recur at the ends of pages as furniture.

    The first of each kind is kept if it opens the text. A sentence that recurs, such as who seconded, is none.
    """
    kinds = {at: kind for at in _at_edges(segments, clean) if (kind := _normal(clean, segments[at]))}
    edges = Counter(kinds.values())
    if not edges:
        return
    begins = {clean[segments[at].start] for at in kinds}
    for at, segment in enumerate(segments):
        if at not in kinds and clean[segment.start] in begins:
            kind = _normal(clean, segment)
            if kind in edges:
                kinds[at] = kind
    counts = Counter(kind for at, kind in kinds.items() if kinds.get(at - 1) != kind)  # twice in a row is no page
    for at, kind in kinds.items():
        often = counts[kind] > 1 and edges[kind] * 2 >= counts[kind]
        place = (clean, segments[at].start, segments[at].end)
        told = any(find.one[name].search(*place) for name in ("TOLD", "SETTLES"))
        if often and at > 3 and not told:
            segments[at].type = segments[at].inner = "FURNITURE"


def _at_edges(segments: Sequence[Segment], clean: str) -> list[int]:
    """Lines beside furniture, and those that give the number of a page."""
    near = {at + k for at, s in enumerate(segments) if s.type == "FURNITURE" for k in (-1, 1)}
    paged = (at for at, s in enumerate(segments) if clean[s.end - 1].isdigit() and "age" in clean[s.start : s.end])
    return [
        at
        for at in sorted({*near, *(at for at in paged if _PAGED.search(_normal(clean, segments[at])))})
        if 0 <= at < len(segments)
    ]


def _normal(clean: str, segment: Segment) -> str:
    """The words of a line that may be a running head, with figures and spaces evened out."""
    long = segment.end - segment.start > _LONGEST
    if long or segment.marker is not None or not (segment.type in ("PROSE", "FIELD") or segment.indent > 20):
        return ""
    words = clean[segment.start : segment.end]
    return _DIGITS.sub("9", " ".join(words.split())).lower() if " " in words else ""


def set_margins(segments: Sequence[Segment], clean: str, find: Patterns) -> None:
    """Cut the names in a right-hand column off the lines they stand beside.

    Where there are several such lines.
    """
    found = []
    for at, segment in enumerate(segments):
        if segment.type == "ROW" or segment.width < _AFAR or segment.cell:
            continue
        if clean.find("    ", segment.body, segment.end) < 0:
            continue
        column = _COLUMN.search(clean, max(segment.body, segment.end - 40), segment.end)
        told = sum(word[0].islower() for word in clean[segment.body : segment.end].split()) >= _TOLD
        if column and told and find.one["MARGIN"].fullmatch(clean, column.start(1), segment.end):
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
