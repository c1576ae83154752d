"""Columns: a roll whose headings stand side by side, each with its names below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from minutes_cli import kept
from minutes_cli.engine.tokens import Lexer, Token

_CHUNK = kept.compile(r"\S+(?: \S+)*")  # words with no more than one space between them
_WIDE = 16  # characters from a heading within which the next one is of the same column


class Column(msgspec.Struct, gc=False):
    """A column: the middle of its heading, and the status that the heading gives."""

    middle: float
    status: str


def begins(text: str, start: int, end: int, status: Callable[[list[Token]], str | None], lexer: Lexer) -> bool:
    """Whether the first line of a roll has two headings side by side."""
    line = text[start:end].split("\n", 1)[0]
    chunks = [lexer.read(text, start + m.start(), start + m.end()) for m in _CHUNK.finditer(line)]
    return len(chunks) > 1 and all(_heading(chunk, status) for chunk in chunks)


def read(
    text: str, start: int, end: int, status: Callable[[list[Token]], str | None], lexer: Lexer
) -> Iterator[tuple[str, list[Token]]]:
    """The chunks of a roll in columns, each with the status of the column that it stands in."""
    columns: list[Column] = []
    at = text.rfind("\n", 0, start) + 1
    for line in text[at:end].split("\n"):
        for chunk in _CHUNK.finditer(line):
            tokens = lexer.read(text, at + chunk.start(), at + chunk.end())
            middle = (chunk.start() + chunk.end()) / 2
            named = _heading(tokens, status)
            near = min(columns, key=lambda c: abs(c.middle - middle), default=None)
            if named is None:
                if near is not None:
                    yield near.status, tokens
            elif near is not None and abs(near.middle - middle) < _WIDE:
                near.status = named
            else:
                columns.append(Column(middle, named))
        at += len(line) + 1


def _heading(tokens: list[Token], status: Callable[[list[Token]], str | None]) -> str | None:
    if not tokens or tokens[-1].type != "COLON":
        return None
    return status([t for t in tokens if t.type != "COLON"])
