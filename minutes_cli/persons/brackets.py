"""Brackets in a roll: the holder of an office, or what is said of the person before them."""

from __future__ import annotations

from minutes_cli.engine.island import Leaf, Tree
from minutes_cli.engine.tokens import Token
from minutes_cli.meeting.dates import of_meeting
from minutes_cli.persons.entries import CHAIRS, HEADS, NAMES, Cell, Entry, EntryReader, phrase, prefix
from minutes_cli.persons.names import Ref

_TIMED = frozenset({"CAME", "FOR", "FROM", "LEFT", "TO"})
_INITIALS = range(2, 6)  # letters of initials that stand for a person
_OFFICES = frozenset({"HEAD", "MOD", "CAP", "COLL", "ORG"})


class Brackets:
    """Reads what stands in brackets in one text."""

    def __init__(self, text: str, reader: EntryReader) -> None:
        """Read `text` with the grammar of `reader`."""
        self.text, self.reader = text, reader

    def _top(self, note: list[Token]) -> Tree | Leaf | None:
        tree = self.reader.whole("NOTE", note)
        return tree.children[-1] if tree is not None else None

    def holder(self, cell: Cell, *, waiting: bool) -> list[Token] | None:
        """The person whom the brackets of a cell name: Clerk (Mr A Cole); untitled, behind offices only.

        `waiting` tells that an office before the cell waits for its holder.
        """
        office = waiting or not cell.tokens or any(t.type in HEADS for t in cell.tokens)
        for note in cell.notes:
            top = self._top(note)
            kind = top.name if top is not None else ""
            if kind == "titled" and any(t.type in NAMES for t in note):
                return note
            if kind == "bare" and office and len(note) > 1 and all(t.type in NAMES for t in note):
                return note
        return None

    def describe(self, entry: Entry, notes: list[list[Token]]) -> None:
        """Give a person what the brackets behind the name say."""
        for note in notes:
            if [t.type for t in note[-2:]] == ["COMMA", "CHAIRL"]:  # (Vice-Chancellor, in the Chair)
                entry.in_chair, note = True, note[:-2]
            if note and note[0].type in _TIMED and any(t.type == "NUMBER" for t in note):
                self._moved(entry, note)
                continue  # (from item 4)
            if note and all(t.type == "OTHERL" for t in note):
                continue  # (by telephone)
            top = self._top(note)
            kind = top.name if top is not None else ""
            if kind == "chairing":
                entry.in_chair = True
            elif kind == "stands":
                entry.status = "substitute"
                who = top.find("who") if isinstance(top, Tree) else None
                if who is not None:
                    entry.stands_for = self.ref(note[who.start - 1 : who.end - 1])
            elif len(note) == 1 and (kind == "bare" or note[0].type == "POSTNOM"):
                self._word(entry, note[0])
            elif note and (kind in ("seated", "bare") or self._is_office(note[0])):
                entry.in_chair = entry.in_chair or (bool(entry.role) and phrase(self.text, note).lower() in CHAIRS)
                entry.role = entry.role or phrase(self.text, note)

    def _moved(self, entry: Entry, note: list[Token]) -> None:
        """When one came or went: (arrived 7.20pm)   (left at 8.15pm)   (from 7.20pm)."""
        whens = [w for w in self.reader.dates.read(self.text, note[0].start, note[-1].end) if w.kind == "time"]
        if whens and note[0].type in ("CAME", "FROM"):
            entry.arrived = entry.arrived or of_meeting(whens[0])
        elif whens and note[0].type in ("LEFT", "TO"):
            entry.left = entry.left or of_meeting(whens[0])

    def _is_office(self, first: Token) -> bool:
        return first.type in _OFFICES or self.text[first.start : first.end] == "representing"

    def _word(self, entry: Entry, token: Token) -> None:
        """One word: a given name or its initial, initials used ever after, or where the person is from."""
        word = self.text[token.start : token.end]
        name = entry.name or ""
        if token.type == "INITIALS" and " " not in name:
            entry.name = f"{word} {name}"
        elif _stands_for(word.replace(".", ""), name) or (len(word) == _INITIALS.start and word.isupper()):
            entry.initials = word
        else:
            entry.role = entry.role or word

    def ref(self, tokens: list[Token]) -> Ref:
        """The naming of a person by titles and a name."""
        count = next((i for i, t in enumerate(tokens) if t.type != "TITLE"), len(tokens))
        titles = [self.text[t.start : t.end] for t in tokens[:count]]
        name = phrase(self.text, tokens[count:]) or None
        return Ref(tokens[0].start, tokens[-1].end, prefix=prefix(None, titles), name=name)


def _stands_for(short: str, name: str) -> bool:
    """Whether letters are the initials of a name: its first, and that of its last word among the rest."""
    letters = [part[0].upper() for part in name.replace("-", " ").split()]
    return len(short) in _INITIALS and bool(letters) and short[0] == letters[0] and letters[-1] in short[1:]
