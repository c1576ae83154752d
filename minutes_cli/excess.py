"""A text that is longer than what is read of one: where the reading ends, and what is kept of the rest."""

from __future__ import annotations

from msgspec.structs import replace

from minutes_cli import kept
from minutes_cli.model import Block, Minutes, Warning

_BREAK = kept.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def ending(text: str, most: int) -> int:
    """Where the reading of a text ends: at a line's end within so many characters, if any is near."""
    if len(text) <= most:
        return len(text)
    return text.rfind("\n", most // 2, most) + 1 or most


def keep(minutes: Minutes, text: str, end: int) -> Minutes:
    """The minutes of a text read to a place, with the rest of it as one block, and a warning of that."""
    start = len(text) - len(text[end:].lstrip())
    last = len(text.rstrip())
    if start >= last:
        return minutes
    line = sum(1 for _ in _BREAK.finditer(text, 0, start)) + 1
    told = f"the text is longer than what is read of one; from its character {end:,} on it is kept and not read"
    warning = Warning(code="long-text", message=told, start=start, end=last, line=line)
    return replace(
        minutes,
        source=replace(minutes.source, cut_off=False),
        blocks=(*minutes.blocks, Block(kind="paragraph", start=start, end=last, line=line)),
        warnings=(*(w for w in minutes.warnings if w.code != "cut-off"), warning),
    )
