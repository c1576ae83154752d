"""Pieces: a block of a roll cut at the headings in it."""

from __future__ import annotations

from typing import NamedTuple

from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Block
from minutes_cli.persons.entries import EntryReader
from minutes_cli.persons.roll_headings import RollHeadings, bare, opens_line

_AWAY = frozenset({"apologies", "absent", "substitute"})  # of whom no other group is, in a line of its own
_CLOSERS = frozenset({"COLON", "DASH", "DOT", "SEMI"})


class Piece(NamedTuple):
    """A part of a block: its status, its tokens, whether a heading opens it, and whether a group gave the status."""

    status: str | None
    tokens: list[Token]
    labelled: bool = False
    grouped: bool = False


class PieceReader:
    """Cuts the blocks of one text."""

    def __init__(self, reader: EntryReader, headings: RollHeadings) -> None:
        """Read with the grammar of `reader`."""
        self.reader, self._headings = reader, headings

    def read(
        self, text: str, block: Block, status: str | None, start: int, *, front: bool, grouped: bool
    ) -> list[Piece]:
        """A block cut at the headings in it.

        A group within a list has the status of the list: Present: … Public: …; `grouped` tells that there is none,
        `front` that the block stands ahead of the business.
        """
        above = None if grouped else status
        tokens = self.reader.lexer.read(text, start, block.end)
        pieces = [Piece(status, [], grouped=grouped)]
        if block.marker and block.role == "roll":
            label = self.reader.lexer.read(text, block.start, max(block.body, block.start + len(block.marker)))
            named = self._headings.status(bare(label)) or self._headings.group(bare(label))
            if named:
                pieces = [Piece(named, [], labelled=True)]
                tokens = [t for t in tokens if t.start >= block.body]
        at, begins = 0, True
        while at < len(tokens) and tokens[at].type in _CLOSERS:  # Present:- Ada Cole
            at += 1
        while at < len(tokens):
            loud = tokens[at].type == "PRESENTL" and text[tokens[at].start].isupper()
            loud = loud or [t.type for t in tokens[at : at + 3]] == ["LABELW", "PRESENTL", "COLON"]
            width = self._headings.closed(text, tokens, at, block, front=front) if begins or loud else 0
            width = width or (self._headings.open(text, tokens, at) if begins or loud else 0)
            told = 0 if width or not begins or block.role != "roll" else self._headings.told(tokens, at)
            if width or told:
                width = width or told
                words = bare(tokens[at : at + width])
                named = "apologies" if told else self._headings.status(words)
                below = above not in _AWAY or not opens_line(text, tokens[at].start)
                above = named or (above if below else None)
                group = self._headings.group(words)
                given = group if above == "in_attendance" and group else above or group  # Attendance: … Trustees: …
                pieces.append(Piece(given, [], labelled=True, grouped=above is None or given != above))
                at += width
                if named is None and tokens[at - 1].type == "TITLES":  # Councillors: Ada Cole, Ben Ash
                    pieces[-1].tokens.append(tokens[at - 1])
                while at < len(tokens) and tokens[at].type in _CLOSERS:
                    at += 1
                continue
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            begins = tokens[at].type in ("DOT", "SEMI") or (after is not None and _breaks(text, tokens[at], after))
            pieces[-1].tokens.append(tokens[at])
            at += 1
        return [piece for piece in pieces if piece.tokens or piece.labelled]


def _breaks(text: str, token: Token, after: Token) -> bool:
    space = text[token.end : after.start]
    return "\n" in space or len(space) > 2
