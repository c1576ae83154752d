"""Marks: a list of names, each with a word that tells whether its bearer is there."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from minutes_cli.engine.tokens import Lexer, Token
from minutes_cli.layout.layout import Block
from minutes_cli.persons import listing
from minutes_cli.persons.entries import Entry, EntryReader, phrase

_STATUS = {"here": "present", "away": "absent", "sorry": "apologies"}
_LEAST = 3  # names that make a list
_TITLES = frozenset({"ROLLCALL", "PRESENTL", "ATTENDL", "APOLOGY"})


def is_roll(title: str, reader: EntryReader) -> bool:
    """Whether the title of an item promises a roll: Call to order; Attendance."""
    return not _TITLES.isdisjoint(kinds(title, reader.lexer))


@functools.lru_cache(maxsize=256)
def kinds(title: str, lexer: Lexer) -> frozenset[str]:
    """The types of the words of a title; each block below it asks anew."""
    return frozenset(t.type for t in lexer.read(title, 0, len(title)))


def read(text: str, blocks: Sequence[Block], at: int, reader: EntryReader) -> list[Entry]:
    """The entries of the list that begins with a block, one a block; none where too few are marked."""
    found: list[Entry] = []
    for place in range(at, len(blocks)):
        block = blocks[place]
        tokens = reader.lexer.read(text, block.body, block.end)
        entry = _entry(text, tokens, reader) if block.role in ("front", "roll", "discussion") else None
        if entry is None:
            break
        found.append(entry)
    return found if len(found) >= _LEAST else []


def _turned(text: str, named: list[Token]) -> Entry:
    """The person whose surname comes first: Cole, Ada."""
    comma = next(i for i, token in enumerate(named) if token.type == "COMMA")
    name = f"{phrase(text, named[comma + 1 :])} {phrase(text, named[:comma])}"
    return Entry(named[0].start, named[-1].end, None, name)


def _entry(text: str, tokens: list[Token], reader: EntryReader) -> Entry | None:
    tree = reader.whole("MARKED", tokens)
    if tree is None:
        return None
    who = tree.find("who") or tree.find("turned") or tree.find("office")
    named = tokens[who.start - 1 : who.end - 1] if who is not None else []
    people = [_turned(text, named)] if tree.find("turned") else listing.read(text, named, reader) if named else []
    for entry in people[:1]:
        entry.status = _STATUS[tree.children[-1].name]
        return entry
    return None
