"""Listing: the cells of a roll put together into persons, each with office and notes.

`A Cole, Chairman` and `Chairman, A Cole` and `Chairman (A Cole)` are one person; what a cell is depends on
those before it.
"""

from __future__ import annotations

from minutes_cli.engine.tokens import Token
from minutes_cli.persons.entering import OFFICES, SURNAMES, Entering
from minutes_cli.persons.entries import HEADS, NAMES, Cell, Entry, EntryReader, phrase, prefix
from minutes_cli.persons.tails import behind_dash, is_from, named_tail, shared_surname
from minutes_cli.persons.titles import COUNCILLORS, PLURALS, PREFIXES, is_councillor

_TIES = {"COMMA": ", ", "AND": " and ", "DASH": " - "}
_GROUPS = frozenset({"LABELW", "MEMBERL", "ORG", "OTHERL", "PEOPLE", "STAFFL"})
_CIVIL = frozenset({"Dr", "Miss", "Mr", "Mrs", "Ms", "Mx", "Rev", "Revd", "Sir"})
_LONG = 150  # characters; no office is longer


def read(text: str, tokens: list[Token], reader: EntryReader) -> list[Entry]:
    """The persons of a roll, in order."""
    return go_on(text, tokens, reader, None)[0]


def go_on(text: str, tokens: list[Token], reader: EntryReader, run: str | None) -> tuple[list[Entry], str | None]:
    """The persons of a line, and the title that those of the next one have where a comma ends it: Cllrs A, B,."""
    listing = Listing(text, reader)
    listing.run = run
    cells = reader.cells(text, tokens)
    named = [c for c in cells if c.kind not in ("titled", "plural")]
    held = sum(listing.brackets.holder(c, waiting=False) is not None for c in named)
    listing.bracketed = held > 0 and 2 * held >= sum(bool(c.notes) for c in cells)
    behind = behind_dash(text, cells)
    for at, cell in enumerate(cells[: len(cells) - len(behind)]):
        listing.take(cell, cells[at + 1] if at + 1 < len(cells) else None)
    listing.explain(behind)
    listing.leave_office()
    return listing.entries, listing.run if tokens and tokens[-1].type in ("COMMA", "AND") else None


class Listing(Entering):
    """Persons being put together."""

    def take(self, cell: Cell, after: Cell | None) -> None:
        """Add what a cell says; `after` is the one behind it."""
        count = len(self.entries)
        if cell.before == "SEMI":
            self._fresh = False
        if cell.before in ("gap", "run", "SEMI") and cell.kind in ("titled", "bare", "plural"):
            self.leave_office()
        alone = self.run is None and not self._single
        if self._office is None and (surname := shared_surname(self.text, cell, after, alone=alone)):
            self._couple(cell, surname)
        elif cell.kind == "seated" and after is not None and after.before == "COLON":  # Clerk: Ada Cole
            self.leave_office()
            self._office = (cell.tokens[0].start, cell.tokens[-1].end)
        elif cell.kind == "titled" and self._is_ranked(cell):  # Superintendent (Mr A Cole)
            self._wait(cell, cell.tokens)
            self._bracketed(cell)
        elif cell.kind == "titled" and self._stays(cell, after):  # Cllrs A Ash, Mrs B Birch and C Cole
            self._person(cell, cell.tokens, self.run if self._is_civil(cell) else None)
        elif cell.kind == "titled" and self._held_by_last(cell, after):
            self.entries[-1].role = phrase(self.text, cell.tokens)
        elif cell.kind == "titled":
            self.run = None
            self._person(cell, cell.tokens, None)
        elif self._is_given(cell):  # Cole, A.
            self.entries[-1].name = f"{phrase(self.text, cell.tokens)} {self.entries[-1].name}"
            self.entries[-1].end = cell.tokens[-1].end
        elif after is not None and after.before == "DASH" and all(t.type in _GROUPS for t in cell.tokens):
            pass  # Members - A Cole
        elif cell.kind == "plural":
            self._plural(cell, after)
        elif cell.kind == "bare":
            self._bare(cell)
        elif cell.kind in ("seated", "joined"):
            self._seated(cell)
        elif cell.kind == "note":
            self._bracketed(cell)
        elif cell.kind == "swapped":
            self._swapped(cell)
        if cell.kind not in ("seated", "note") and (len(self.entries) > count or not self._office):
            self._describe(cell)

    def _stays(self, cell: Cell, after: Cell | None) -> bool:
        """Whether a titled person is one of those whom a plural names: the list goes on without a title."""
        if self.run is None or cell.before not in ("COMMA", "AND") or cell.tokens[-1].type not in NAMES:
            return False
        titles = [self.text[t.start : t.end] for t in cell.tokens if t.type == "TITLE"]
        sits = self.run == "Councillor" and any(is_councillor(t) or t.rstrip(".") in COUNCILLORS for t in titles)
        goes_on = after is not None and after.before in ("COMMA", "AND") and after.kind == "bare"
        return (
            (sits or self._is_civil(cell))
            and goes_on
            and not (after is not None and any(t.type in HEADS for t in after.tokens))
        )

    def _is_civil(self, cell: Cell) -> bool:
        return all(self.text[t.start : t.end].rstrip(".") in _CIVIL for t in cell.tokens if t.type == "TITLE")

    def _held_by_last(self, cell: Cell, after: Cell | None) -> bool:
        """Whether a title alone is the office of the person before it: Ada Cole, Superintendent; Ben Ash, Clerk."""
        alone = cell.before == "COMMA" and all(t.type == "TITLE" for t in cell.tokens) and not cell.notes
        closed = after is None or after.before in ("SEMI", "gap", "run")
        return alone and closed and self._fresh and self.entries[-1].role is None

    def explain(self, cells: list[Cell]) -> None:
        """Give the last person what a line says behind a dash: Ada Cole - Head of Audit, Ling Hospitals."""
        tokens = [token for cell in cells for token in cell.tokens]
        if self.entries and tokens:
            self.entries[-1].role = self.entries[-1].role or phrase(self.text, [tokens[0], tokens[-1]])
            for cell in cells:
                self._describe(cell)

    def _couple(self, cell: Cell, surname: str) -> None:
        """The first of a couple: titles alone, or given names, with the surname of the second."""
        titles = [self.text[t.start : t.end] for t in cell.tokens if t.type == "TITLE"]
        given = phrase(self.text, [t for t in cell.tokens if t.type != "TITLE"])
        self._add(cell.tokens, prefix(None if titles else self.run, titles), f"{given} {surname}".strip(), None)

    def _is_given(self, cell: Cell) -> bool:
        """Whether initials behind a comma are those of the surname before it."""
        initials = bool(cell.tokens) and all(t.type == "INITIALS" for t in cell.tokens)
        return initials and cell.before == "COMMA" and self._fresh and " " not in (self.entries[-1].name or " ")

    def _swapped(self, cell: Cell) -> None:
        """Councillor Green for Councillor Hill: who is here, and who is not."""
        at = next(i for i, t in enumerate(cell.tokens) if t.type == "FOR")
        self._person(cell, cell.tokens[:at], None)
        entry = self.entries[-1]
        entry.status, entry.stands_for = "substitute", self.brackets.ref(cell.tokens[at + 1 :])

    def _is_ranked(self, cell: Cell) -> bool:
        """Whether titles have their bearer in brackets behind them."""
        return all(t.type == "TITLE" for t in cell.tokens) and self.brackets.holder(cell, waiting=True) is not None

    def _plural(self, cell: Cell, after: Cell | None) -> None:
        """Councillors A; or, behind names, the office of all of them."""
        word = self.text[cell.tokens[0].start : cell.tokens[0].end].lower()
        title = PREFIXES.get(word, PLURALS.get(word, word.rstrip("s").capitalize()))
        rest = [t for t in cell.tokens[1:] if t.type != "COLON"]
        if rest:
            self.leave_office()
        if not rest and self.entries and (after is None or after.kind in ("titled", "seated", "count")):
            for entry in self.entries[self._offices :]:
                entry.role = entry.role or title
            self._offices = len(self.entries)
            return
        self.run = title
        if rest:
            self._person(cell, rest, title)

    def _bare(self, cell: Cell) -> None:
        """A name without a title, or words of an office that look like one."""
        tokens = cell.tokens
        stop = next((i for i, t in enumerate(tokens) if t.type not in NAMES), len(tokens))
        if stop == 1 and len(tokens) > 1 and self.text[tokens[1].start : tokens[1].end] in SURNAMES:  # Kay Lord
            stop += 1
        office = [t for t in tokens[stop:] if t.type != "POSTNOM"]
        headed = any(t.type in HEADS or t.type == "TITLE" for t in office)
        holder = self.brackets.holder(cell, waiting=self._office is not None)
        if stop > 1 and "/" in self.text[tokens[0].start : tokens[0].end]:  # CAO/Clerk Ada Cole
            self.run = self._office = None
            self._add(tokens[1:stop], None, phrase(self.text, tokens[1:stop]), phrase(self.text, tokens[:1]))
        elif holder is not None and self._office is not None:
            self._office = (self._office[0], tokens[-1].end)
            self._bracketed(cell)
        elif self.run:
            self._person(cell, tokens, self.run)
        elif self.bracketed and holder is None:
            self._wait(cell, tokens)
        elif not (
            stop > 1 and (cell.before == "run" or cell.noted == stop or is_from(cell, office))
        ) and self._is_office(stop, office, headed=headed):
            self._seated(cell)
        else:
            self._person(cell, tokens, None)

    def _is_office(self, stop: int, office: list[Token], *, headed: bool) -> bool:
        """Whether what looks like a name is an office, or goes on with one."""
        if headed and stop > 1:  # A Cole, Waste Transport Manager: an office where the last person has none
            return self._fresh and self.entries[-1].role is None
        return self._title is None and (stop == 1 or bool(office)) and not self._is_single(stop, office)

    def _is_single(self, stop: int, office: list[Token]) -> bool:
        """Whether one word is a name: where all names of the roll are one word."""
        alone = stop == 1 and not office and self._office is None
        return alone and self._single

    def _seated(self, cell: Cell) -> None:
        """An office: of the person before it, in its brackets or behind it, or of one still to come."""
        tokens = cell.tokens
        if cell.before == "AND" and tokens[0].type == "THE":
            self.leave_office()  # the Town Clerk and the Surveyor
        title = next((i for i, t in enumerate(tokens) if t.type == "TITLE"), None)
        tail = named_tail(tokens)
        if title is not None and title + 1 < len(tokens):
            self._titled_office(cell, title)
        elif self.brackets.holder(cell, waiting=self._office is not None) is not None:
            self._wait(cell, tokens)
            self._bracketed(cell)
        elif tail and not self.bracketed and (not self._fresh or self._tails or self.run):
            self._office, self._tails = None, True
            self._add(tokens, None, phrase(self.text, tokens[tail:]), phrase(self.text, tokens[:tail]))
        elif self.run and len(tokens) == 1 and tokens[0].type in ("MOD", "COLL", "ORG"):
            self._add(tokens, self.run, phrase(self.text, tokens), None)  # Councillors Ash and Ward
        elif self.entries and all(t.type == "POSTNOM" for t in tokens):
            self._honour(self.entries[-1], tokens)
        elif not self._goes_with_last(cell):
            self._office_first = self._office_first or not self.entries
            self._wait(cell, tokens)
            if not self._office_first:
                self._describe(cell)

    def _titled_office(self, cell: Cell, title: int) -> None:
        """District Councillor Ada Cole; Chairman Mr B Brack."""
        tokens, count = cell.tokens, len(self.entries)
        if self._is_of_last(cell, title):  # …, Housing Support   Ms B Brack: no comma at the line's end
            self.entries[-1].role = f"{self.entries[-1].role}, {phrase(self.text, tokens[:title])}"
            self.run = None
            self._person(cell, tokens[title:], None)
            self._describe(cell)
            return
        self.run = self._office = None
        self._person(cell, tokens[title:], None)
        if len(self.entries) > count:
            self._tails = self._tails or self.text[tokens[title].start : tokens[title].end] in OFFICES
            headed = any(t.type in HEADS for t in tokens[:title])  # else a Borough Councillor
            self.entries[-1].role = phrase(self.text, tokens[: title if headed else title + 1])
            self.entries[-1].start = tokens[0].start
        self._describe(cell)

    def _is_of_last(self, cell: Cell, title: int) -> bool:
        """Whether the words before a title, behind a comma, go on with the office of the person before."""
        before = cell.tokens[:title]
        if cell.before != "COMMA" or not self._fresh or not self.entries[-1].role or len(before) < 2:
            return False
        return not any(t.type in HEADS for t in before)

    def _goes_with_last(self, cell: Cell) -> bool:
        """Give an office to the last person, or more words to it; False where it is another's."""
        other = cell.before == "AND" and cell.tokens[0].type == "THE"  # Mrs A Cole and the Clerk
        if other or not self._fresh or self._office is not None or (self._office_first and cell.before != "COMMA"):
            return False
        last, tokens = self.entries[-1], cell.tokens
        if last.role is None:
            last.role = phrase(self.text, tokens[1:] if tokens[0].type == "THE" else tokens)
            last.end = tokens[-1].end
            self._describe(cell)
            return True
        if cell.before in _TIES and len(last.role) < _LONG:
            last.role += _TIES[cell.before] + phrase(self.text, tokens)
            return True
        return False

    def _bracketed(self, cell: Cell) -> None:
        """Brackets that name the holder of the office before them: Clerk (Mr A Cole)."""
        holder = self.brackets.holder(cell, waiting=self._office is not None)
        if holder is None:
            self._describe(cell)
            return
        self.run = None
        self._person(cell, holder, None)
        self._fresh = False
