"""The words between persons cut anew: a stage with words of its own keeps the persons that were found."""

from __future__ import annotations

from minutes_cli.drafts import Text
from minutes_cli.engine.tokens import Lexer, Token

PERSONS = frozenset({"WHO", "WHOS", "TITLE"})
NAMING = PERSONS | {"GROUP"}


def recut(
    text: Text, tokens: list[Token], start: int, end: int, lexer: Lexer, *, kept: frozenset[str] = PERSONS
) -> list[Token]:
    """The tokens of a stretch: persons as they are, all else by a lexicon of its own."""
    run: list[Token] = []
    at = start
    for token in tokens:
        if token.type in kept and at <= token.start < end:
            run += lexer.read(text.masked, at, token.start)
            run.append(token)
            at = token.end
    return run + lexer.read(text.masked, at, end)
