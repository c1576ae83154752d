"""Planning applications: what a body says of each, in a column or on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes_cli.drafts import Decided, Text
from minutes_cli.grammar import Patch, table
from minutes_cli.tokens import literals

_PARTICIPLES = {"UNOPPOSED": "resolved", "OPPOSED": "objected", "FAVOURED": "supported"}
_PLANNING = re.compile(r"\bplanning\b", re.IGNORECASE)


def responses(text: Text, patches: tuple[Patch, ...] = ()) -> Iterator[Decided]:
    """A decision for each application to which the body's response stands apart from the other words."""
    items = text.layout.items
    planning = {k for k, item in enumerate(items) if _PLANNING.search(item.title)}
    planning |= {k for k, item in enumerate(items) if item.parent in planning}
    if not planning:
        return
    find = _expression(patches)
    for block in text.layout.blocks:
        if block.item in planning and block.role == "discussion":
            for found in find.finditer(text.masked, block.body, block.end):
                word = _PARTICIPLES[found.lastgroup or "UNOPPOSED"]
                yield Decided(*found.span(found.lastgroup or 0), "response", block.item, decision=word)


def _expression(patches: tuple[Patch, ...]) -> re.Pattern[str]:
    """A response that begins a line or stands behind two spaces or a bar, and ends a line or a cell."""
    rows = []
    for terminal in table("deciding", patches).terminals:
        if terminal.name in _PARTICIPLES:
            words = sorted((re.escape(word) for word, _ in literals(terminal.pattern) or ()), key=len, reverse=True)
            rows.append(f"(?P<{terminal.name}>{'|'.join(words)})")
    return re.compile(rf"(?:^|[|\n]| {{2}})[ \t]*,? ?(?:{'|'.join(rows)})\.?(?=[ \t]*(?:\n|\||$| {{3}}))", re.I | re.M)
