"""Entering: a person of a roll entered with title, name and office, and offices that wait for their holder."""

from __future__ import annotations

from minutes_cli.engine.tokens import Token
from minutes_cli.persons.brackets import Brackets
from minutes_cli.persons.entries import NAMES, Cell, Entry, EntryReader, phrase, prefix
from minutes_cli.persons.tails import offices_in

_SEATS = frozenset({"AM", "MEP", "MLA", "MP", "MS", "MSP", "TD"})  # letters behind a name that are an office

OFFICES = frozenset({"Superintendent", "Trustee"})
"""Titles that are offices."""

SURNAMES = frozenset({"Canon", "Captain", "Father", "Lord", "Pastor", "Sergeant"})
"""Titles that are surnames, too."""


class Entering:
    """The persons so far, and what waits for the next one."""

    def __init__(self, text: str, reader: EntryReader) -> None:
        """Begin with nobody."""
        self.text, self.reader = text, reader
        self.brackets = Brackets(text, reader)
        self.entries: list[Entry] = []
        self.bracketed = False  # Clerk (Ms A Ash), Engineer (Mr B Birch)
        self.run: str | None = None  # the title of a plural: Councillors A, B and C
        self._title: str | None = None  # one that stands alone and waits: County Councillor, Ada Cole
        self._office: tuple[int, int] | None = None  # one that waits for its holder
        self._offices = 0  # how many persons a plural behind them has given an office
        self._office_first = False  # Clerk, Ada Cole
        self._single = True  # whether all names so far are one word
        self._tails = False  # Chief Ash and Clerk Birch
        self._fresh = False  # whether the last person may still be given an office

    def _describe(self, cell: Cell) -> None:
        inner = bool(cell.noted) and [t.type for t in cell.tokens[cell.noted : cell.noted + 1]] == ["CAP"]
        called = inner and [t.type for t in cell.notes[0]] == ["CAP"]  # Ada (Addie) Cole: a part of the name
        if self.entries:
            self.brackets.describe(self.entries[-1], cell.notes[called:])

    def _add(self, tokens: list[Token], title: str | None, name: str, role: str | None) -> Entry:
        entry = Entry(tokens[0].start, tokens[-1].end, title, name, role=role or None)
        if self._office is not None:
            words = " ".join(self.text[slice(*self._office)].split())
            entry.role = words[4:] if words[:4].lower() == "the " else words
            self._office = None
        self.entries.append(entry)
        self._fresh = True
        self._single = self._single and " " not in name
        return entry

    def leave_office(self) -> None:
        """An office that waits in vain: its holder is here without a name."""
        if self._office is None:
            return
        words = self.reader.lexer.read(self.text, *self._office)
        self._office = None
        for office in offices_in(words):
            if office[0].type not in ("ANONHEAD", "MEMBER", "PEOPLE"):
                role = phrase(self.text, office[1:] if office[0].type == "THE" else office)
                self.entries.append(Entry(office[0].start, office[-1].end, role=role))

    def _person(self, cell: Cell, tokens: list[Token], run: str | None) -> None:
        """A person from titles, a name and an office behind it."""
        count = next((i for i, t in enumerate(tokens) if t.type != "TITLE"), len(tokens))
        titles = [self.text[t.start : t.end] for t in tokens[:count]]
        ranked = len(titles) == 1 and (" " in titles[0] or titles[0] in OFFICES)
        role = titles[0] if ranked else None  # County Councillor
        stop = next((i for i in range(count, len(tokens)) if tokens[i].type not in NAMES), len(tokens))
        lone = stop - count == 1 and stop + 1 == len(tokens) and not titles
        if lone and self.text[tokens[stop].start : tokens[stop].end] in SURNAMES:  # Kay Lord
            stop += 1
        elif stop < len(tokens) and all(t.type == "INITIALS" for t in tokens[count:stop]):
            stop += 1  # a surname that is a word of office: Councillor J Ward
        title = prefix(run, titles)
        if stop == count:
            self._title = title
            if role:
                self._wait(cell, tokens)
            return
        title, self._title = title or self._title, None
        office = [t for t in tokens[stop:] if t.type != "POSTNOM"]
        body = phrase(self.text, office[1:]) if office and office[0].type in ("OF", "FROM") else ""
        office = [] if body else office
        entry = self._add(tokens, title, phrase(self.text, tokens[count:stop]), phrase(self.text, office) or role)
        entry.organization = body or None
        self._tails = self._tails or (not office and bool(titles) and titles[0] in OFFICES)
        self._honour(entry, [t for t in tokens[stop:] if t.type == "POSTNOM"])

    def _honour(self, entry: Entry, tokens: list[Token]) -> None:
        entry.suffix = entry.suffix or phrase(self.text, tokens) or None
        if entry.suffix and entry.suffix.replace(".", "") in _SEATS:
            entry.role = entry.role or entry.suffix

    def _wait(self, cell: Cell, tokens: list[Token]) -> None:
        """An office whose holder is still to be named."""
        if cell.before not in ("COMMA", "AND", "DASH"):
            self.leave_office()
        self._office = (self._office[0] if self._office is not None else tokens[0].start, tokens[-1].end)
        self._fresh = False
