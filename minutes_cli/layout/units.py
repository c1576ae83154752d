"""Units: the tokens of the document grammar: headings, labels, whole paragraphs and list items."""

from __future__ import annotations

import msgspec

from minutes_cli.layout.headings import Heading
from minutes_cli.layout.segments import Segment

ASIDE = frozenset({"FURNITURE", "AGENDA_ITEM"})
"""Types that are no part of the meeting and are kept from the grammar."""

OPEN = (":", "-", "that", "That", "THAT")
"""Ends of words that leave a sentence open to what comes below."""


class Unit(msgspec.Struct, gc=False):
    """One token of the document grammar and its place.

    `label` is where a label's text ends, if it has one.
    """

    type: str
    start: int
    end: int
    body: int
    line: int
    indent: int = 0
    gap: int = 0
    marker: str | None = None
    mark: str = ""
    inner: str = "PROSE"
    cell: bool = False
    heading: Heading | None = None
    last: Segment | None = None


def unit_of(segment: Segment) -> Unit:
    """A unit of one segment."""
    return Unit(
        segment.type,
        segment.start,
        segment.end,
        segment.body,
        segment.line,
        segment.indent,
        segment.gap,
        segment.marker,
        segment.mark,
        segment.inner,
        segment.cell,
        None,
        segment,
    )
