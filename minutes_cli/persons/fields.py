"""Fields: lines that name the holders of offices, `Chairman: Ada Cole`, above or below a roll."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes_cli import kept
from minutes_cli.layout.layout import Block
from minutes_cli.persons import listing
from minutes_cli.persons.entries import CHAIRS, Entry, EntryReader
from minutes_cli.persons.people import same_given
from minutes_cli.persons.roll_headings import RollHeadings

_OFFICES = frozenset({"TAKER", "HEAD", "HEADLC"})
_FIELDS = _OFFICES | {"MINUTESL"}
_TOOK = kept.compile(r"(?:minute|note|record)", re.IGNORECASE)  # who did the work of a minute taker was there
_FIELD = 16  # tokens of a line that names the holders of offices


class FieldReader:
    """Finds such lines in one text."""

    def __init__(self, reader: EntryReader, headings: RollHeadings) -> None:
        """Read with the grammar of `reader`."""
        self.reader, self._headings = reader, headings

    def read(self, text: str, block: Block, front: int | None) -> list[Entry]:
        """Chairman: Ada Cole   Minute taker: B Brack. Those who hold an office, present or not."""
        tokens = self.reader.lexer.read(text, block.start, _or_end(self.behind(text, block, front), block))
        marks = [at for at, t in enumerate(tokens) if t.type == "COLON" and at and tokens[at - 1].type in _FIELDS]
        found: list[Entry] = []
        if any(t.type == "TITLES" for t in tokens):
            return found  # Chair: Ada Cole   Councillors: B Brack, C Crane
        if not marks or any(t.type in ("COMMA", "PRESENTL", "ATTENDL") for t in tokens[: marks[0]]):
            return found  # a roll in which one holds an office
        for at, end in zip(marks, [*(m - 1 for m in marks[1:]), len(tokens)], strict=False):
            people = listing.read(text, tokens[at + 1 : end], self.reader) if at + 1 < end else []
            for entry in people[:1]:
                words = text[tokens[at - 1].start : tokens[at - 1].end]
                if tokens[at - 1].type != "MINUTESL" and not words.endswith("by"):
                    entry.role = words.capitalize() if words.isupper() else words
                if _TOOK.search(words):
                    entry.status = "mentioned"
                found.append(entry)
        return found if len(tokens) <= _FIELD else []

    def behind(self, text: str, block: Block, front: int | None) -> int:
        """Where the first heading of a roll stands behind those who hold offices, in the same line; else the start."""
        tokens = self.reader.lexer.read(text, block.body, block.end)
        for at, token in enumerate(tokens[:_FIELD]):
            if token.type in ("PRESENTL", "ATTENDL", "APOLOGY") and self._headings.closed(
                text, tokens, at, block, front=front == block.item
            ):
                return token.start
        return block.body


def below(named: Sequence[Entry], *, hungry: bool) -> None:
    """Give those who hold offices the status that their place below a heading gives; `hungry` if it is next to it."""
    for entry in named:
        sits = hungry or (entry.role or "").lower() in CHAIRS
        entry.status = entry.status or ("present" if sits else "in_attendance")


def unlisted(found: Sequence[Entry], fields: Sequence[Entry]) -> list[Entry]:
    """Give listed persons the offices that fields name; what is left are those of persons not listed."""
    left = []
    named: dict[str, list[Entry]] = {}
    for entry in found:
        if entry.name:
            named.setdefault(_surname(entry.name), []).append(entry)
    for field in fields:
        alike = named.get(_surname(field.name), ()) if field.name else ()
        listed = [e for e in alike if e.name and field.name and same_given(e.name, field.name)]
        for entry in listed:
            if entry.role in (None, "Councillor"):
                entry.role = field.role
        if not listed:
            left.append(field)
    return left


def _or_end(at: int, block: Block) -> int:
    return at if at > block.body else block.end


def _surname(name: str) -> str:
    return name.split()[-1].casefold()
