"""The roll: who is listed as present, in attendance, absent or with apologies, and under which names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minutes_cli import kept
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.places import Places
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Block, Layout
from minutes_cli.persons import columns, listing, marks, ticks
from minutes_cli.persons.entries import CHAIRS, Entry, EntryReader
from minutes_cli.persons.grids import GridReader
from minutes_cli.persons.people import same_given
from minutes_cli.persons.roll_headings import FIRST, RollHeadings, bare, opens_line

_HERE = frozenset({"chair", "in_attendance", "present"})
_AWAY = frozenset({"apologies", "absent", "substitute"})  # of whom no other group is, in a line of its own
_READ = frozenset({"roll", "front", "discussion", "title"})
_EARLY = 80  # blocks among which a table of attendance may stand
_TABLES = _READ | {"vote"}
_LISTED = frozenset({"titled", "plural", "bare", "seated", "note"})
_OFFICES = frozenset({"TAKER", "HEAD", "HEADLC"})
_FIELDS = _OFFICES | {"MINUTESL"}
_TOOK = kept.compile(r"(?:minute|note|record)", re.IGNORECASE)  # who did the work of a minute taker was there
_CLOSERS = frozenset({"COLON", "DASH", "DOT", "SEMI"})
_SHOWN = 3  # names that show how names are written here
_GROUP = 5  # words of a heading of a group
_CELLS = 4  # of a line in a list of names
_PARTY = frozenset({"CAP", "COLL", "INITIALS", "LABELW", "MOD", "NUMBER", "ORG"})
_FIELD = 16  # tokens of a line that names the holders of offices
_SAYS = frozenset({"BE", "VERBED", "CHAIRL", "CAME", "LEFT"})  # what a sentence has and a list has not
_PROSE = 4  # words in small letters, from which on what ends with a full stop is a sentence
_SHORT = kept.compile(r"(?<![\w/.-])[A-Z]{2,3}(?![\w/-])")
_SHORT_LENGTH = range(2, 4)


class Piece(NamedTuple):
    """A part of a block: its status, its tokens, whether a heading opens it, and whether a group gave the status."""

    status: str | None
    tokens: list[Token]
    labelled: bool = False
    grouped: bool = False


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
                named = self._fields(text, block)
                fields += named
                if named and status in _HERE:
                    _below(named, hungry=hungry)
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
            named = self._fields(text, block) if block.role != "discussion" else []
            behind = self._behind_fields(text, block) if named else block.body
            if behind > block.body:  # Chairman: Ada Cole   Clerk: Ben Ash   Present: …
                fields += [entry for entry in named if entry.start < behind]
                named = []
            if named and hungry and status in ("present", "chair"):  # Present:   Chair: Ada Cole
                for entry in named:
                    entry.status = entry.status or "present"
            if named and not hungry and above in _HERE and block.role in ("roll", "front"):
                _below(named, hungry=False)
            if named:
                fields += named
                continue
            cased = names.count(found) == names.loud
            group = self._group(text, block, status, cased=cased) if status and block.role == "roll" else None
            if group is not None:
                status, hungry = group, True
                continue
            pieces = self._pieces(text, block, status, behind, grouped=grouped)
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
                if tokens and not entries and not labelled and not (block.role == "roll" and block.kind == "list_item"):
                    status = None
                last = at + 1 == len(layout.blocks) or layout.blocks[at + 1].role != "roll"
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
        return found + _unlisted(found, fields)

    def _is_early(self, layout: Layout, at: int) -> bool:
        """Whether a table of attendance may stand here: before the business, or under a heading that promises it."""
        item = layout.blocks[at].item
        if item is None:
            return True
        draft = layout.items[item]
        return (at < _EARLY and draft.number is None) or marks.is_roll(draft.title, self.reader)

    def _group(self, text: str, block: Block, status: str | None, *, cased: bool) -> str | None:
        """The status of those below a line that groups the members: COUNCILLORS:   Police:   COMMUNITY.

        `cased` tells that names may be in capitals here.
        """
        tokens = self.reader.lexer.read(text, block.body, block.end)
        if block.kind == "label" and not tokens:
            tokens = self.reader.lexer.read(text, block.start, block.end)
        words = [t for t in tokens if t.type != "COLON"]
        heads = bool(words) and len(words) < _GROUP and block.kind != "list_item"
        if not heads or (
            tokens[-1].type != "COLON" and not (len(words) == 1 and not cased and _is_loud(text, words[0]))
        ):
            return None
        if self._headings.status(bare(words)) or any(t.type in ("TITLE", "HEAD", "COMMA", "NUMBER") for t in words):
            return None
        if any(t.type in ("OTHERL", "STAFF", "STAFFL") for t in words):
            return "in_attendance"
        return "present" if status == "chair" else status

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

    def _fields(self, text: str, block: Block) -> list[Entry]:
        """Chairman: Ada Cole   Minute taker: B Brack. Those who hold an office, present or not."""
        tokens = self.reader.lexer.read(text, block.start, _or_end(self._behind_fields(text, block), block))
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

    def _behind_fields(self, text: str, block: Block) -> int:
        """Where the first heading of a roll stands behind those who hold offices, in the same line; else the start."""
        tokens = self.reader.lexer.read(text, block.body, block.end)
        for at, token in enumerate(tokens[:_FIELD]):
            if token.type in ("PRESENTL", "ATTENDL", "APOLOGY") and self._headings.closed(
                text, tokens, at, block, front=self._front == block.item
            ):
                return token.start
        return block.body

    def _pieces(self, text: str, block: Block, status: str | None, start: int, *, grouped: bool) -> list[Piece]:
        """A block cut at the headings in it.

        A group within a list has the status of the list: Present: … Public: …; `grouped` tells that there is none.
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
            width = (
                self._headings.closed(text, tokens, at, block, front=self._front == block.item) if begins or loud else 0
            )
            width = width or (self._headings.open(text, tokens, at) if begins or loud else 0)
            if width:
                words = bare(tokens[at : at + width])
                named = self._headings.status(words)
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

    def _behind_label(self, text: str, tokens: list[Token]) -> int:
        """Where persons begin behind their party, ward or council: Liberal Democrat: Councillor Fox."""
        at = next((i for i, t in enumerate(tokens[: _GROUP + 1]) if t.type == "COLON"), 0)
        if not _is_label(tokens[:at]) or at + 1 >= len(tokens):
            return 0
        kinds = [cell.kind for cell in self.reader.cells(text, tokens[at + 1 :])]
        return at + 1 if kinds and kinds[0] in ("titled", "plural", "bare") and "text" not in kinds else 0

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
        behind = self._behind_label(text, tokens) if status else 0
        entries, self._run = listing.go_on(text, tokens[behind:], self.reader, self._run)
        if any(e.name and not e.name.isupper() for e in entries):
            full = any(" " in e.name for e in entries if e.name)  # beside full names, capitals are no name
            entries = [e for e in entries if not (full and e.name and e.name.isupper() and not e.prefix)]
        entries = [e for e in entries if not e.name or sum(c.isalpha() for c in e.name) > 1]
        for at, entry in enumerate(entries):
            entry.status = entry.status or ("present" if status == "chair" else status)
            entry.in_chair = entry.in_chair or (status == "chair" and at == 0)
        return entries


def _or_end(at: int, block: Block) -> int:
    return at if at > block.body else block.end


def _below(named: Sequence[Entry], *, hungry: bool) -> None:
    """Give those who hold offices the status that their place below a heading gives; `hungry` if it is next to it."""
    for entry in named:
        sits = hungry or (entry.role or "").lower() in CHAIRS
        entry.status = entry.status or ("present" if sits else "in_attendance")


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


def _is_label(tokens: list[Token]) -> bool:
    """Whether words may say of which party, ward or council those behind them are."""
    if not tokens or len(tokens) >= _GROUP:
        return False
    team = tokens[-1].type in ("COLL", "MOD", "ORG")  # Executive Team
    return all(t.type in _PARTY or (team and t.type == "HEAD") for t in tokens)


def _is_loud(text: str, token: Token) -> bool:
    return token.end - token.start > _CELLS and text[token.start : token.end].isupper()


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


def _breaks(text: str, token: Token, after: Token) -> bool:
    space = text[token.end : after.start]
    return "\n" in space or len(space) > 2


def _unlisted(found: Sequence[Entry], fields: Sequence[Entry]) -> list[Entry]:
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


def _surname(name: str) -> str:
    return name.split()[-1].casefold()


def known(entries: Sequence[Entry], text: str) -> dict[str, str]:
    """The words by which a text may call the persons of its roll without a title, each with the full name."""
    names: dict[str, str] = {}
    for entry in entries:
        if entry.name and (" " in entry.name or entry.prefix is None):
            names[entry.name] = entry.name
    for entry in entries:
        if entry.name and entry.initials:
            names[entry.initials] = entry.name
    if not any(entry.initials for entry in entries):
        names.update(_initials(entries, text))
    return names


def _initials(entries: Sequence[Entry], text: str) -> dict[str, str]:
    """First letters that stand for one person of the roll; only where the text calls at least two so."""
    made = Counter(_letters(e.name) for e in entries if e.name and " " in e.name)
    used = Counter(_SHORT.findall(text))
    named = {_letters(e.name): e.name for e in entries if e.name and made[_letters(e.name)] == 1}
    found = {short: name for short, name in named.items() if used[short] and len(short) in _SHORT_LENGTH}
    return found if len(found) > 1 else {}


def _letters(name: str) -> str:
    return "".join(part[0] for part in name.split() if part[0].isupper())
