"""Planning applications: what a body says of each, in a column or on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes_cli.drafts import Decided, Text
from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.tokens import literals

_PARTICIPLES = {"UNOPPOSED": "resolved", "OPPOSED": "objected", "FAVOURED": "supported"}
_PLANNING = re.compile(r"\bplanning\b", re.IGNORECASE)


def is_planning(text: Text, item: int | None) -> bool:
    """Whether an item, or the one that it is part of, is that of the planning applications."""
    while item is not None:
        if _PLANNING.search(text.layout.items[item].title):
            return True
        item = text.layout.items[item].parent
    return False


def responses(text: Text, patches: tuple[Patch, ...] = ()) -> Iterator[Decided]:
    """A decision for each application to which the body's response stands apart from the other words."""
    blocks = [b for b in text.layout.blocks if b.role == "discussion" and is_planning(text, b.item)]
    if not blocks:
        return
    find = _expression(patches)
    for block in blocks:
        for found in find.finditer(text.masked, block.body, block.end):
            word = _PARTICIPLES[found.lastgroup or "UNOPPOSED"]
            yield Decided(*found.span(found.lastgroup or 0), "response", block.item, decision=word)


def _expression(patches: tuple[Patch, ...]) -> re.Pattern[str]:
    """A response that begins a line or stands behind spaces, a bar or a dash, and ends a line or a cell."""
    rows = []
    for terminal in table("deciding", patches).terminals:
        if terminal.name in _PARTICIPLES:
            words = sorted((re.escape(word) for word, _ in literals(terminal.pattern) or ()), key=len, reverse=True)
            tail = r"(?:(?: to| subject to| until| for|\.| due to| on| as| because|,|:|;| [–—-])[ ][^\n|]*)?"
            rows.append(f"(?P<{terminal.name}>(?:{'|'.join(words)}){tail})")
    before, after = r"(?:^|[|\n]| {2}| [–—-](?= )|:(?= ))[ \t]*,? ?", r"\.?(?=[ \t]*(?:\n|\||$| {3}))"
    return re.compile(
        rf"{before}(?:{'|'.join(rows)}){after}",
        re.I | re.M,
    )
