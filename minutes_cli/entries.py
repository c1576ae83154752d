"""Entries of a roll: a stretch of text cut at commas and columns, read as persons with offices and notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutes_cli.grammar import Patch, table
from minutes_cli.island import Islands, Tree
from minutes_cli.names import PLURALS, PREFIXES, Ref
from minutes_cli.tokens import Lexer, Token

_OPEN = frozenset(
    {"COMMA", "AND", "TITLE", "TITLES", "INITIALS", "OF", "FOR", "LPAR", "MOD", "PARTICLE", "COLON"}
)
_HEADS = frozenset({"HEAD", "HEADLC", "MEMBER", "ANONHEAD"})
_SEATS = frozenset({"AM", "MEP", "MLA", "MP", "MS", "MSP", "TD"})  # letters behind a name that are an office
_GAP = 3  # spaces that set columns apart
_INITIALS = range(2, 6)  # letters of initials that stand for a person


@dataclass(eq=False)
class Entry:
    """A person of a roll: `status` is set where the entry itself says it, else its heading does."""

    start: int
    end: int
    prefix: str | None = None
    name: str | None = None
    suffix: str | None = None
    role: str | None = None
    initials: str | None = None
    status: str | None = None
    stands_for: Ref | None = None
    in_chair: bool = False
    called: str | None = None  # the short form of the office, by which the text goes on
    arrived: str | None = None
    left: str | None = None

    @property
    def ref(self) -> Ref:
        """The naming, for the registry."""
        return Ref(
            self.start, self.end, prefix=self.prefix, name=self.name, suffix=self.suffix, role=self.called or self.role
        )


@dataclass(eq=False, slots=True)
class Cell:
    """What stands between two separators: its tokens, those of its brackets, and what came before it."""

    before: str
    tokens: list[Token] = field(default_factory=list)
    notes: list[list[Token]] = field(default_factory=list)
    tree: Tree | None = None

    @property
    def kind(self) -> str:
        """What the grammar read it as; `note` where it is all brackets, `text` where it read nothing."""
        if not self.tokens:
            return "note"
        top = self.tree.children[-1] if self.tree else None
        return top.name if top is not None else "text"


class EntryReader:
    """Reads entries, by roll.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Compile the grammar."""
        self.lexer = Lexer(table("roll_words", patches))
        self._islands = Islands(table("roll", patches), longest=48)

    def match(self, kind: str, tokens: list[Token]) -> Tree | None:
        """The tree of the longest stretch from the first token; its places count from 1."""
        return self._islands.match([kind, *(t.type for t in tokens)])

    def whole(self, kind: str, tokens: list[Token]) -> Tree | None:
        """The tree of all the tokens, or None."""
        tree = self.match(kind, tokens)
        return tree if tree is not None and tree.end == len(tokens) + 1 else None

    def cells(self, text: str, tokens: list[Token]) -> list[Cell]:
        """Tokens cut at commas, semicolons, `and`, dashes and gaps outside brackets."""
        found = [Cell("")]
        depth, before = 0, None
        columns = _has_columns(text, tokens)
        for token in tokens:
            cell = found[-1]
            if depth == 0 and before is not None and _parts(text, before, token, columns):
                cell = Cell("gap")
                found.append(cell)
            before = token
            if token.type == "LPAR":
                depth += 1
                if depth == 1:
                    cell.notes.append([])
                    continue
            elif token.type == "RPAR" and depth:
                depth -= 1
                if depth == 0:
                    continue
            if depth:
                cell.notes[-1].append(token)
            elif _separates(text, token, cell):
                found.append(Cell(token.type))
            elif token.type != "DOT":
                cell.tokens.append(token)
        kept = [c for c in found if c.tokens or c.notes]
        for cell in kept:
            cell.tree = self.whole("CELL", cell.tokens) if cell.tokens else None
        return kept

    def read(self, text: str, tokens: list[Token]) -> list[Entry]:
        """The persons of a roll, in order."""
        roll = _Roll(text, self)
        cells = self.cells(text, tokens)
        held = sum(cell.kind not in ("titled", "plural") and roll.holder(cell) is not None for cell in cells)
        roll.bracketed = held > 0 and 2 * held >= sum(bool(cell.notes) for cell in cells)
        for at, cell in enumerate(cells):
            roll.take(cell, cells[at + 1] if at + 1 < len(cells) else None)
        roll.close()
        return roll.entries


def _has_columns(text: str, tokens: list[Token]) -> bool:
    if not tokens:
        return False
    lines = text[tokens[0].start : tokens[-1].end].split("\n")
    return any(" " * _GAP in line.strip() for line in lines)


def _parts(text: str, before: Token, token: Token, columns: bool) -> bool:
    """Whether the white space between two tokens sets them apart, as columns do."""
    space = text[before.end : token.start]
    if len(space) < _GAP and "\n" not in space:
        return False
    if before.type in _OPEN and not (before.type in ("COMMA", "COLON") and len(space) >= _GAP):
        return False
    if "\n" not in space:
        return len(space) >= _GAP
    return columns or len(space) - space.rfind("\n") > _GAP


def _separates(text: str, token: Token, cell: Cell) -> bool:
    if token.type in ("COMMA", "SEMI"):
        return True
    if token.type == "AND":
        return text[token.start] != "&"
    if token.type == "DASH":
        return text[token.start - 1 : token.start].isspace() and bool(cell.tokens or cell.notes)
    return False


class _Roll:
    """Persons being put together from cells."""

    def __init__(self, text: str, reader: EntryReader) -> None:
        """Compile the grammar."""
        self.text, self.reader = text, reader
        self.entries: list[Entry] = []
        self._run: str | None = None  # the title of a plural: Councillors A, B and C
        self._office: tuple[int, int] | None = None  # one that waits for its holder
        self._fresh = False  # whether the last person may still be given an office
        self._office_first = False
        self.bracketed = False  # Clerk (Ms A Ash), Engineer (Mr B Birch)
        self._title: str | None = None  # one that stands alone and waits: County Councillor, Ada Cole
        self._tails = False  # offices with the name right behind them: Chief Ash and Clerk Birch

    def take(self, cell: Cell, after: Cell | None) -> None:
        """Add what a cell says."""
        count = len(self.entries)
        if cell.before in ("gap", "SEMI"):
            self._fresh = self._fresh and cell.before == "gap"
            if cell.kind in ("titled", "bare", "plural"):
                self._leave_office()
        getattr(self, f"_{cell.kind}")(cell, after)
        if cell.kind not in ("seated", "note") and (len(self.entries) > count or not self._office):
            self._notes(cell)

    def close(self) -> None:
        """The roll is at its end."""
        self._leave_office()

    def _words(self, tokens: list[Token]) -> str:
        return " ".join(self.text[tokens[0].start : tokens[-1].end].split()) if tokens else ""

    def _add(
        self, tokens: list[Token], prefix: str | None, name: str | None, role: str | None = None
    ) -> Entry:
        entry = Entry(tokens[0].start, tokens[-1].end, prefix, name, role=role or None)
        if self._office is not None and name:
            entry.role = " ".join(self.text[slice(*self._office)].split())
            self._office = None
        self.entries.append(entry)
        self._fresh = True
        return entry

    def _leave_office(self) -> None:
        """An office without a name: its holder is one of those here."""
        if self._office is None:
            return
        start, end = self._office
        self._office = None
        words = self.reader.lexer.read(self.text, start, end)
        if words and any(t.type in _HEADS for t in words) and words[0].type not in ("ANONHEAD", "MEMBER"):
            role = " ".join(self.text[(words[1] if words[0].type == "THE" else words[0]).start : end].split())
            self.entries.append(Entry(start, end, role=role))

    def _titled(self, cell: Cell, after: Cell | None) -> None:
        del after
        self._run = None
        self._person(cell, cell.tokens, None)

    def _person(self, cell: Cell, tokens: list[Token], prefix: str | None) -> None:
        """A person from titles, a name and an office behind it."""
        count = next((i for i, t in enumerate(tokens) if t.type != "TITLE"), len(tokens))
        title = [self.text[t.start : t.end] for t in tokens[:count]]
        role = " ".join(title) if len(title) == 1 and " " in title[0] else None
        both = _prefix(prefix, title)
        stop = count
        while stop < len(tokens) and tokens[stop].type in ("CAP", "INITIALS", "PARTICLE"):
            stop += 1
        if stop < len(tokens) and all(t.type == "INITIALS" for t in tokens[count:stop]):
            stop += 1  # a surname that is a word of office: Councillor J Ward
        if stop == count:  # a title alone waits for its name, or is an office
            self._title = both
            if role:
                self._wait(cell, tokens)
            return
        both, self._title = both or self._title, None
        suffix = [t for t in tokens[stop:] if t.type == "POSTNOM"]
        office = [t for t in tokens[stop:] if t.type != "POSTNOM"]
        entry = self._add(tokens, both, self._words(tokens[count:stop]), self._words(office) or role)
        entry.suffix = self._words(suffix) or None
        if entry.suffix and entry.suffix.replace(".", "") in _SEATS:
            entry.role = entry.role or entry.suffix

    def _plural(self, cell: Cell, after: Cell | None) -> None:
        word = self.text[cell.tokens[0].start : cell.tokens[0].end].lower()
        prefix = PREFIXES.get(word, PLURALS.get(word, word.rstrip("s").capitalize()))
        rest = [t for t in cell.tokens[1:] if t.type != "COLON"]
        if not rest and self.entries and (after is None or after.kind in ("titled", "seated", "count")):
            for entry in self.entries:  # A, B and C, Councillors
                entry.role = entry.role or prefix
            return
        self._run = prefix
        if rest:
            self._person(cell, rest, prefix)

    def _bare(self, cell: Cell, after: Cell | None) -> None:
        tokens = cell.tokens
        stop = next(
            (i for i, t in enumerate(tokens) if t.type not in ("CAP", "INITIALS", "PARTICLE")), len(tokens)
        )
        office = [t for t in tokens[stop:] if t.type != "POSTNOM"]
        headed = any(t.type in _HEADS or t.type == "TITLE" for t in office)
        if self._office is not None and self.holder(cell) is not None:
            self._office = (self._office[0], tokens[-1].end)
            self._note(cell, after)
            return
        if self.bracketed and not self._run and self.holder(cell) is None:
            self._wait(cell, tokens)
            return
        if not self._run and self._title is None and (stop == 1 or (office and not headed)):
            single = (
                stop == 1
                and not office
                and not self._office
                and all(" " not in (e.name or "") for e in self.entries)
            )
            if not single:
                self._extend(cell, after)
                return
        if headed and stop > 1 and self._fresh and self.entries[-1].role is None and not self._run:
            self._extend(cell, after)
            return
        self._person(cell, tokens, self._run)

    def _joined(self, cell: Cell, after: Cell | None) -> None:
        self._seated(cell, after)

    def _extend(self, cell: Cell, after: Cell | None) -> None:
        """Words that are no person: a further part of an office, or what one belongs to."""
        self._seated(cell, after)

    def _seated(self, cell: Cell, after: Cell | None) -> None:
        tokens = cell.tokens
        title = next((i for i, t in enumerate(tokens) if t.type == "TITLE"), None)
        if title is not None and title + 1 < len(tokens):
            self._run = None
            prefix = tokens[title:]
            waits, self._office = self._office, None
            count = len(self.entries)
            self._person(cell, prefix, None)
            if len(self.entries) > count:
                headed = any(t.type in _HEADS for t in tokens[:title])
                self.entries[-1].role = self._words(tokens[: title if headed else title + 1])
                self.entries[-1].start = tokens[0].start if waits is None else waits[0]
            self._notes(cell)
            return
        if self.holder(cell) is not None:
            self._wait(cell, tokens)
            self._note(cell, after)
            return
        tail = _named_tail(tokens)
        if tail and not self.bracketed and (not self._fresh or self._tails):
            self._office, self._tails = None, True
            self._add(tokens, None, self._words(tokens[tail:])).role = self._words(tokens[:tail])
            return
        if self._run and len(tokens) == 1 and tokens[0].type in ("MOD", "COLL", "ORG"):
            self._add(tokens, self._run, self._words(tokens))  # Councillors Ash and Ward
            return
        if all(t.type == "POSTNOM" for t in tokens) and self.entries:
            self.entries[-1].suffix = self.entries[-1].suffix or self._words(tokens)
            return
        if not self.entries:
            self._office_first = True
        if (
            self._fresh
            and self.entries
            and not self._office
            and not (self._office_first and cell.before != "COMMA")
        ):
            last = self.entries[-1]
            if last.role is None:
                last.role = self._words([t for t in tokens if t is not tokens[0] or t.type != "THE"])
                last.end = tokens[-1].end
                self._notes(cell)
                return
            if cell.before in ("COMMA", "AND"):
                last.role = f"{last.role}{', ' if cell.before == 'COMMA' else ' and '}{self._words(tokens)}"
                return
        self._wait(cell, tokens)
        if not self._office_first:
            self._notes(cell)

    def _wait(self, cell: Cell, tokens: list[Token]) -> None:
        """An office whose holder is still to be named."""
        if self._office is not None and cell.before not in ("COMMA", "AND", "DASH"):
            self._leave_office()
        start = self._office[0] if self._office is not None else tokens[0].start
        self._office = (start, tokens[-1].end)
        self._fresh = False

    def _note(self, cell: Cell, after: Cell | None) -> None:
        """A cell whose brackets name the holder of the office before them: Clerk (Mr A Cole)."""
        del after
        held = self.holder(cell)
        if held is None:
            self._notes(cell)
            return
        self._run = None
        self._person(cell, held, None)
        self._fresh = False

    def holder(self, cell: Cell) -> list[Token] | None:
        """The person whom the brackets of a cell name, where its words do not."""
        headed = not cell.tokens or any(t.type in _HEADS for t in cell.tokens) or self._office is not None
        for note in cell.notes:
            tree = self.reader.whole("NOTE", note)
            kind = tree.children[-1].name if tree else ""
            if kind == "titled" and any(t.type in ("CAP", "INITIALS") for t in note):
                return note
            if (
                kind == "bare"
                and headed
                and len(note) > 1
                and all(t.type in ("CAP", "INITIALS", "PARTICLE") for t in note)
            ):
                return note
        return None

    def _nobody(self, cell: Cell, after: Cell | None) -> None:
        """None; no apologies."""

    def _count(self, cell: Cell, after: Cell | None) -> None:
        """16 members of the public: nobody in particular."""

    def _text(self, cell: Cell, after: Cell | None) -> None:
        """Words that name nobody."""

    # ---- brackets behind a person

    def _notes(self, cell: Cell) -> None:
        if not self.entries:
            return
        entry = self.entries[-1]
        for note in cell.notes:
            tree = self.reader.whole("NOTE", note)
            top = tree.children[-1] if tree else None
            kind = top.name if top is not None else ""
            if kind == "chairing":
                entry.in_chair = True
            elif kind == "stands":
                entry.status = "substitute"
                who = top.find("who") if isinstance(top, Tree) else None
                if who is not None:
                    entry.stands_for = self._ref(note[who.start - 1 : who.end - 1])
            elif kind == "bare" and len(note) == 1:
                self._initials(entry, note[0])
            elif note and (kind in ("seated", "bare") or self._is_office(note)):
                entry.role = entry.role or self._words(note)

    def _is_office(self, note: list[Token]) -> bool:
        first = note[0]
        if self.text[first.start : first.end] == "representing":
            return True
        return first.type in ("HEAD", "MOD", "CAP", "COLL", "ORG")

    def _initials(self, entry: Entry, token: Token) -> None:
        """One word in brackets: a given name or its initial, initials used ever after, or an organisation."""
        word = self.text[token.start : token.end]
        name = entry.name or ""
        letters = [c for part in name.replace("-", " ").split() for c in part[:1].upper()]
        short = word.replace(".", "")
        if token.type == "INITIALS" and " " not in name:
            entry.name = f"{word} {name}"
        elif (
            len(short) in _INITIALS
            and short[:1] == "".join(letters)[:1]
            and letters[-1:]
            and letters[-1] in short[1:]
        ):
            entry.initials = word
        else:
            entry.role = entry.role or word

    def _ref(self, tokens: list[Token]) -> Ref:
        count = next((i for i, t in enumerate(tokens) if t.type != "TITLE"), len(tokens))
        prefix = _prefix(None, [self.text[t.start : t.end] for t in tokens[:count]])
        return Ref(tokens[0].start, tokens[-1].end, prefix=prefix, name=self._words(tokens[count:]) or None)


def _prefix(run: str | None, titles: list[str]) -> str | None:
    words = [
        PREFIXES.get(w.lower(), "Councillor" if w.endswith(" Councillor") else w.rstrip(".")) for w in titles
    ]
    return " ".join(dict.fromkeys(w for w in (run, *words) if w)) or None


def _named_tail(tokens: list[Token]) -> int:
    """Where a name begins behind an office: Board Clerk Rittburg; 0 where there is none."""
    at = len(tokens)
    while at and tokens[at - 1].type in ("CAP", "INITIALS"):
        at -= 1
    if not 0 < at < len(tokens) or len(tokens) - at > 3:
        return 0
    return at if all(t.type in ("HEAD", "HEADLC", "MOD", "COLL", "THE") for t in tokens[:at]) else 0
