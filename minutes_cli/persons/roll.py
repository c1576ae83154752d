"""The roll: who is listed as present, in attendance, absent or with apologies, and under which names."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.places import Places
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Block, Layout
from minutes_cli.persons import columns, groups, listing, marks, ticks
from minutes_cli.persons.entries import CHAIRS, Entry, EntryReader
from minutes_cli.persons.fields import FieldReader, below, unlisted
from minutes_cli.persons.grids import GridReader
from minutes_cli.persons.pieces import PieceReader
from minutes_cli.persons.roll_headings import FIRST, RollHeadings

_HERE = frozenset({"chair", "in_attendance", "present"})
_READ = frozenset({"roll", "front", "discussion", "title"})
_EARLY = 80  # blocks among which a table of attendance may stand
_TABLES = _READ | {"vote"}
_LISTED = frozenset({"titled", "plural", "bare", "seated", "note"})
_SHOWN = 3  # names that show how names are written here
_CELLS = 4  # of a line in a list of names
_SAYS = frozenset({"BE", "VERBED", "CHAIRL", "CAME", "LEFT"})  # what a sentence has and a list has not
_PROSE = 4  # words in small letters, from which on what ends with a full stop is a sentence


class _Names:
    """How many names a roll has so far, and how many of them are in capitals; each is looked at once."""

    def __init__(self) -> None:
        self._seen = self._named = 0
        self.loud = 0

    def count(self, found: list[Entry]) -> int:
        for entry in found[self._seen :]:
            self._named += bool(entry.name)
            self.loud += (entry.name or "").isupper()
        self._seen = len(found)
        return self._named


class Roll:
    """Reads the rolls of a text, by roll.lark; each person has the status that the heading gives."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Compile the grammar."""
        self.reader = EntryReader(patches)
        self._headings = RollHeadings(self.reader)
        self._fields = FieldReader(self.reader, self._headings)
        self._pieces = PieceReader(self.reader, self._headings)
        self._front: int | None = None
        self._run: str | None = None  # the title of those with whom the line before went on: Councillors A, B,
        self._grids = GridReader(self.reader, self._headings.status, patches)

    def read(self, layout: Layout, text: str, places: Places) -> list[Entry]:
        """The entries of all rolls, in order; one without a status only says who holds an office."""
        found: list[Entry] = []
        fields: list[Entry] = []
        status: str | None = None
        hungry = listed = False
        grouped = False  # whether a group gave the status, and no heading above it
        plain = False  # whether the list under a heading has a line without a number
        lines = chained = False  # whether the list under a heading may go on in the next line
        first: list[Entry] | None = None  # those under the first heading, where that is `In attendance`
        rolls: dict[int | None, bool] = {}  # items that promise a roll
        done = tried = 0  # where what was read at once ends, and what is no table
        names = _Names()
        self._front, self._run = _front(layout), None
        for at, block in enumerate(layout.blocks):
            if block.start < done:
                continue
            if block.role == "roll" and columns.begins(
                text, block.start, block.end, self._headings.status, self.reader.lexer
            ):
                done = _roll_end(layout.blocks, at)
                for given, tokens in columns.read(text, block.start, done, self._headings.status, self.reader.lexer):
                    found += self._entries(text, tokens, given)
                continue
            if block.start >= tried and self._is_early(layout, at) and block.role in _TABLES:
                grid = self._grids.read(layout, text, block.start, status)
                grid = grid or ticks.read(text, layout.text, block.start, self._grids)
                if grid is not None and not grid.entries:
                    tried = grid.end
                elif grid is not None:
                    found += grid.entries
                    done, status, hungry, lines = grid.end, None, False, False
                    continue
            if block.item not in rolls:
                title = "" if block.item is None else layout.items[block.item].title
                rolls[block.item] = block.item is None or marks.is_roll(title, self.reader)
            if rolls[block.item]:
                marked = marks.read(text, layout.blocks, at, self.reader)
                if marked:
                    found += marked
                    done = layout.blocks[at + len(marked) - 1].end
                    continue
            if block.role == "signature":
                named = self._fields.read(text, block, self._front)
                fields += named
                if named and status in _HERE:
                    below(named, hungry=hungry)
                    continue
            if block.role not in _READ or (block.role == "title" and block.kind != "label"):
                status, hungry = (status, hungry) if block.role == "boilerplate" else (None, False)
                continue
            goes_on = lines and self._is_line(text, layout.blocks[at - 1], block, chained=chained)
            above = status
            if block.role != "roll" and not hungry and not goes_on:
                status = None
                if block.role == "discussion" and block.item is not None:
                    found += self._under_title(text, block, layout.items[block.item].title)
                if block.role == "discussion" and not places.has(self._headings.signs, block.body, block.end):
                    lines = chained = False
                    continue
            digits = block.kind == "list_item" and (block.marker or "")[:1].isdigit()
            if status and found and digits and (plain or not listed):
                status = None  # business that is numbered like a list
                continue
            named = self._fields.read(text, block, self._front) if block.role != "discussion" else []
            behind = self._fields.behind(text, block, self._front) if named else block.body
            if behind > block.body:  # Chairman: Ada Cole   Clerk: Ben Ash   Present: …
                fields += [entry for entry in named if entry.start < behind]
                named = []
            if named and hungry and status in ("present", "chair"):  # Present:   Chair: Ada Cole
                for entry in named:
                    entry.status = entry.status or "present"
            if named and not hungry and above in _HERE and block.role in ("roll", "front"):
                below(named, hungry=False)
            if named:
                fields += named
                continue
            cased = names.count(found) == names.loud
            group = (
                groups.status_of(text, block, status, self._headings, cased=cased)
                if status and block.role == "roll"
                else None
            )
            if group is not None:
                status, hungry = group, True
                continue
            pieces = self._pieces.read(text, block, status, behind, front=self._front == block.item, grouped=grouped)
            labels = any(piece.labelled for piece in pieces)
            if block.role != "roll" and not hungry and not goes_on and not labels:
                lines = chained = False
                continue
            if labels:
                self._run = None
            for piece in pieces:
                status, tokens, labelled, grouped = piece
                before = status is None and block.role != "roll"  # what stands before the first heading
                entries = self._entries(text, tokens, status) if tokens and not before else []
                if names.count(found) >= _SHOWN and not names.loud:
                    entries = [e for e in entries if e.prefix or not (e.name or "").isupper()]  # AGENDA ITEMS
                last = at + 1 == len(layout.blocks) or layout.blocks[at + 1].role != "roll"
                kept = block.role == "roll" and (block.kind == "list_item" or (not last and groups.is_bare(tokens)))
                if tokens and not entries and not labelled and not kept:
                    status = None
                if not labelled and block.kind != "list_item" and _is_heading(entries, found):  # Questions
                    titled = sum(entry.prefix is not None for entry in found)
                    status = None if last else status
                    entries = [] if last or titled == len(found) > _SHOWN else entries
                chained = bool(entries) and (hungry or (chained and goes_on))
                lines = bool(entries and status)
                hungry = labelled and not tokens
                listed = hungry or (listed and not labelled)
                plain = not labelled and (plain or (bool(entries) and not digits))
                if labelled and first is None and status == "in_attendance":
                    first = entries
                found += entries
        if first and not any(e.status == "present" for e in found) and any(_sits(e) for e in first):
            for entry in first:  # In attendance: those of the body, where no other list has them
                entry.status = "present"
        return found + unlisted(found, fields)

    def _is_early(self, layout: Layout, at: int) -> bool:
        """Whether a table of attendance may stand here: before the business, or under a heading that promises it."""
        item = layout.blocks[at].item
        if item is None:
            return True
        draft = layout.items[item]
        return (at < _EARLY and draft.number is None) or marks.is_roll(draft.title, self.reader)

    def _is_line(self, text: str, before: Block, block: Block, *, chained: bool) -> bool:
        """Whether a list of names goes on in the next line: one or two persons and no more.

        `chained` tells that all lines so far are names, under a heading with a line of its own.
        """
        if text[before.end : block.start].count("\n") != 1:
            return False
        tokens = self.reader.lexer.read(text, block.body, block.end)
        if [t.type for t in tokens[:2]] == ["TITLES", "COLON"]:
            return True
        cells = self.reader.cells(text, tokens)
        if not 0 < len(cells) < _CELLS or not FIRST.issuperset(c.kind for c in cells):
            return False
        plain = all(c.kind == "bare" and not c.notes for c in cells)
        return len(cells[0].tokens) > 1 and (chained or not plain)

    def _under_title(self, text: str, block: Block, title: str) -> list[Entry]:
        """A bare list of names under a heading such as `Apologies`."""
        if "APOLOGY" not in marks.kinds(title, self.reader.lexer):
            return []
        tokens = self.reader.lexer.read(text, block.body, block.end)
        kinds = [cell.kind for cell in self.reader.cells(text, tokens)]
        titles = {"titled", "plural"} & set(kinds) or (kinds and any(t.type == "TITLE" for t in tokens))
        if not titles or not _LISTED.issuperset(kinds):
            return []
        return self._entries(text, tokens, "apologies")

    def _entries(self, text: str, tokens: list[Token], status: str | None) -> list[Entry]:
        """The persons of one piece, with their status."""
        tokens = _listed(tokens)
        if [t.type for t in tokens[2:3]] == ["FROM"] and tokens[0].type == "BE":  # Apologies: were received from
            tokens = tokens[3:] or tokens
        if any(t.type == "BY" for t in tokens[1:3]) and tokens[0].type == "CAP":  # Welcome by the Chairman
            return []
        small = sum(t.type in ("WORD", "VERBED") for t in tokens)
        if tokens[-1].type == "DOT" and small >= _PROSE and len(tokens) < 4 * small:
            return []
        behind = groups.behind_label(text, tokens, self.reader) if status else 0
        entries, self._run = listing.go_on(text, tokens[behind:], self.reader, self._run)
        if any(e.name and not e.name.isupper() for e in entries):
            full = any(" " in e.name for e in entries if e.name)  # beside full names, capitals are no name
            entries = [e for e in entries if not (full and e.name and e.name.isupper() and not e.prefix)]
        entries = [e for e in entries if not e.name or sum(c.isalpha() for c in e.name) > 1]
        for at, entry in enumerate(entries):
            entry.status = entry.status or ("present" if status == "chair" else status)
            entry.in_chair = entry.in_chair or (status == "chair" and at == 0)
        return entries


def _front(layout: Layout) -> int | None:
    """The item ahead of the business: none, or the first where the name of the meeting was taken for its heading."""
    first = layout.items[0] if layout.items else None
    return 0 if first is not None and first.number is None and layout.blocks[0].item == 0 else None


def _is_heading(entries: Sequence[Entry], found: Sequence[Entry]) -> bool:
    """Whether a line that seems to name one is a heading: one word, below persons who all have more, or a title."""
    if len(entries) != 1 or entries[0].prefix or " " in (entries[0].name or " "):
        return False
    named = [entry for entry in found if entry.name]
    return len(named) > 1 and all(entry.prefix or " " in (entry.name or "") for entry in named)


def _listed(tokens: list[Token]) -> list[Token]:
    """The tokens before the first sentence behind a list: … and Mrs A Cole. The Chairman spoke."""
    begin = 0
    for at, token in enumerate(tokens):
        if token.type != "DOT" and at + 1 < len(tokens):
            continue
        sentence = tokens[begin : at + 1]
        if begin and any(t.type in _SAYS for t in sentence):
            return tokens[:begin]
        begin = at + 1
    return tokens


def _sits(entry: Entry) -> bool:
    """Whether one has a seat in the body: a councillor, or in its chair."""
    return (entry.prefix or "").startswith("Councillor") or (entry.role or "").lower() in CHAIRS


def _roll_end(blocks: Sequence[Block], at: int) -> int:
    end = blocks[at].end
    for place, block in enumerate(blocks[at:]):
        if block.role not in ("roll", "boilerplate") or (place and block.kind == "roll" and block.marker):
            break  # Staff Present: Ada Cole
        end = block.end
    return end
