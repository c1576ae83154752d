"""Planning applications: what a body says of each, in a column or on a line of its own."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from minutes_cli import kept
from minutes_cli.drafts import Decided, Text
from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.lexicon import literals

_PARTICIPLES = {"UNOPPOSED": "resolved", "OPPOSED": "objected", "FAVOURED": "supported", "ADVISED": "recommended"}
_SHARED = "RULED"  # words that decide elsewhere too; of an application the body can only put off what it says
_PUT_OFF = "deferred"
_PLANNING = kept.compile(r"\bplanning\b", re.IGNORECASE)


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
            word = next((word for name, word in _PARTICIPLES.items() if found[name]), _PUT_OFF)
            end = found.start("said") + len(found["said"].rstrip())
            yield Decided(found.start("said"), end, "response", block.item, decision=word)


@functools.lru_cache(maxsize=8)
def _expression(patches: tuple[Patch, ...]) -> re.Pattern[str]:
    """A response that begins a line or stands behind spaces, a bar, a dash or a sentence, and ends a line or a cell."""
    rows = []
    for terminal in table("deciding", patches).terminals:
        words = sorted((word for word, _ in literals(terminal.pattern) or ()), key=len, reverse=True)
        if terminal.name == _SHARED:
            words = [word for word in words if word.lower() == _PUT_OFF]
        if terminal.name in _PARTICIPLES or terminal.name == _SHARED:
            tail = r"(?:(?: to| subject to| until| for| pending|\.| due to| on| as| because|,|:|;| [–—-])[ ][^\n|]*)?"
            tail += r"(?: (?:the|this)(?: planning)? application)?" if terminal.name in _PARTICIPLES else ""
            rows.append(f"(?P<{terminal.name}>(?:{'|'.join(map(re.escape, words))})s?{tail})")
    before = r"(?:^|(?<=\n)|(?<=\|)| {2}|(?<= {2})|(?:^|(?<= ))[–—-] |(?<=[\w)][.:] ))[ \t]*,? ?"
    body = r"(?:(?:The )?(?:(?:Community|Parish|Town) )?(?:Council|Committee|Councillors|Members)"
    body += r"(?: has| have| had| raised)? )?"
    after = r"\.?(?=[ \t]*(?:\n|\||$| {3}))"
    return kept.compile(rf"{before}(?P<said>{body}(?:{'|'.join(rows)}){after})", re.I | re.M)
