"""Entries of a roll: the cells between its commas and columns, read by roll.lark."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Token, lexer
from minutes_cli.meeting.dates import DateReader
from minutes_cli.persons import runs
from minutes_cli.persons.names import Ref
from minutes_cli.persons.titles import COUNCILLORS, PREFIXES, is_councillor

_OPEN = frozenset({"COMMA", "AND", "TITLE", "TITLES", "INITIALS", "OF", "FOR", "LPAR", "MOD", "PARTICLE", "COLON"})
HEADS = frozenset({"HEAD", "HEADLC", "MEMBER", "ANONHEAD", "TAKER"})
"""Types of the words that make an office."""

CHAIRS = frozenset({"chair", "chairman", "chairperson", "convener"})
"""Offices of who is in the chair, in small letters."""

NAMES = frozenset({"CAP", "INITIALS", "PARTICLE"})
"""Types of the words of a name."""

_FIRST = frozenset({"TITLE", "TITLES", "NUMBER", "COUNT", "HEAD", "MOD", "TAKER", "MEMBER", "PEOPLE"})
_PAIRED = frozenset({"COUNT", "INITIALS", "NUMBER", "TITLE", "TITLES"})  # P & J Grice   Mr Ash & Mrs Birch
_COUNCILLOR = "Councillor"
_ITEMS = frozenset({"agenda", "item", "items", "minute", "minutes", "part"})
_GROUPS = frozenset({"LABELW", "MEMBERL", "MOD", "ORG", "OTHERL", "PEOPLE", "STAFFL"})
_MOVES = frozenset({"CAME", "LEFT"})
_STOPS = frozenset({"COMMA", "SEMI", "AND", "DASH", "LPAR"})  # what ends the words of a coming or going
_GAP = 3  # spaces that set columns apart
_WIDE = 24  # tokens of an entry in which letters may stand for its name


class Entry(msgspec.Struct, eq=False, gc=False):
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
    organization: str | None = None

    @property
    def ref(self) -> Ref:
        """The naming, for the registry."""
        return Ref(
            self.start,
            self.end,
            prefix=self.prefix,
            name=self.name,
            suffix=self.suffix,
            role=self.called or self.role,
            organization=self.organization,
        )


class Cell(msgspec.Struct, eq=False, gc=False):
    """What stands between two separators: its tokens, those of its brackets, and what came before it."""

    before: str
    tokens: list[Token] = msgspec.field(default_factory=list)
    notes: list[list[Token]] = msgspec.field(default_factory=list)
    tree: Tree | None = None
    noted: int = 0  # how many tokens stand before the first brackets

    @property
    def kind(self) -> str:
        """What the grammar read it as; `note` where it is all brackets, `text` where it read nothing."""
        if not self.tokens:
            return "note"
        top = self.tree.children[-1] if self.tree else None
        return top.name if top is not None else "text"


class EntryReader:
    """Cuts a roll into cells and reads each, by roll.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Compile the grammar."""
        self.lexer = lexer("roll_words", patches)
        self.dates = DateReader(patches)
        self._islands = islands("roll", patches, longest=48)

    def match(self, kind: str, tokens: list[Token]) -> Tree | None:
        """The tree of the longest stretch from the first token; its places count from 1."""
        return self._islands.match([kind, *(t.type for t in tokens)])

    def whole(self, kind: str, tokens: list[Token]) -> Tree | None:
        """The tree of all the tokens, or None."""
        tree = self.match(kind, tokens)
        return tree if tree is not None and tree.end == len(tokens) + 1 else None

    def cells(self, text: str, tokens: list[Token]) -> list[Cell]:
        """Tokens cut at commas, semicolons, `and`, dashes and gaps outside brackets."""
        tokens = list(_without_handles(text, tokens))
        found = [Cell("")]
        depth, before, moving = 0, None, False
        columns = _has_columns(text, tokens)
        for at, token in enumerate(tokens):
            cell = found[-1]
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if depth == 0 and before is not None:
                gap = _parts(text, before, token, columns)
                if gap or _ends(text, before, token, cell, after):
                    cell = Cell("gap" if gap else "SEMI" if before.type == "DOT" else "run")
                    found.append(cell)
                    moving = False
            before = token
            moving = moving and token.type not in _STOPS
            if token.type == "LPAR":
                depth += 1
                if depth == 1:
                    cell.noted = cell.noted or len(cell.tokens)
                    cell.notes.append([])
                    continue
            elif token.type == "RPAR" and depth:
                depth -= 1
                if depth == 0:
                    continue
            if depth or (moving and token.type not in _STOPS):
                cell.notes[-1].append(token)
            elif _moves(token, after) and (cell.tokens or cell.notes):  # Ada Cole arrived 7.20pm
                cell.noted = cell.noted or len(cell.tokens)
                cell.notes.append([token])
                moving = True
            elif token.type == "CHAIRL" or _is_short(text, token, cell):
                cell.notes.append([token])
            elif _separates(text, token, after, cell):
                if token.type == "COLON":
                    found += _labelled(cell)
                found.append(Cell(token.type))
            elif token.type != "DOT" and not (token.type == "DASH" and after is not None and after.type in _MOVES):
                if token.type == "TITLE" and _before_title(cell, token):  # C.Cllr A Cole
                    cell.tokens.pop()
                cell.tokens.append(token)
        kept = []
        for cell in found:
            cell.tokens = _without_items(text, cell.tokens)
            if [t.type for t in cell.tokens[1:2]] == ["TITLES"] and cell.tokens[0].type in ("LABELW", "MOD"):
                cell.tokens = cell.tokens[1:]  # Parish Councillors Mr A Cole
            cell.tree = self.whole("CELL", cell.tokens) if cell.tokens else None
            if (cell.tree is not None and not _is_several(cell.tokens)) or (cell.notes and not cell.tokens):
                kept.append(cell)
            elif cell.tokens:
                kept += self._cut(cell)
        return kept

    def _cut(self, cell: Cell) -> list[Cell]:
        """A cell in which no comma stands between persons, as one each; itself where none begins within."""
        parts = [Cell("run", tokens) for tokens in runs.cut(cell.tokens)]
        parts[0].before, parts[-1].notes = cell.before, cell.notes
        for part in parts:
            part.tree = self.whole("CELL", part.tokens)
        return parts


def _without_handles(text: str, tokens: list[Token]) -> Iterator[Token]:
    """The tokens without what people are called on a network, and the dash behind it: @acole - Ada Cole."""
    done = 0
    for at, token in enumerate(tokens):
        if at < done:
            continue
        if text[token.start : token.end] == "@" and at + 1 < len(tokens):
            done = at + 2
            while done < len(tokens) and tokens[done].start == tokens[done - 1].end and tokens[done].type != "RPAR":
                done += 1
            if at == 0 and done < len(tokens) and tokens[done].type in ("DASH", "COLON"):
                done += 1
        else:
            yield token


def _before_title(cell: Cell, title: Token) -> bool:
    """Whether the cell so far is a letter that belongs to a title: C.Cllr."""
    return bool(cell.tokens) and cell.tokens[-1].type == "INITIALS" and cell.tokens[-1].end == title.start


def _without_items(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens of a cell without the items for which a person was there: Mrs A Cole for item 5."""
    for at, token in enumerate(tokens[1:], start=1):
        if token.type in ("FOR", "FROM", "TO") and at + 1 < len(tokens):
            word = text[tokens[at + 1].start : tokens[at + 1].end].lower()
            if word in _ITEMS:
                return tokens[:at]
    return tokens


def _labelled(cell: Cell) -> list[Cell]:
    """The office before a colon, cut off the name before it: Ada Cole (AC) Clerk: Ned Ash."""
    at = len(cell.tokens)
    while at and cell.tokens[at - 1].type not in NAMES:
        at -= 1
    if not 0 < at < len(cell.tokens) or (cell.noted and cell.noted > at):
        return []
    if cell.tokens[0].type not in ("TITLE", *NAMES) or (at == 1 and not cell.notes):
        return []  # Parish Clerk: is an office as a whole
    office, cell.tokens = cell.tokens[at:], cell.tokens[:at]
    return [Cell("SEMI", office)]


def _is_several(tokens: list[Token]) -> bool:
    """Whether names follow offices more than once: Chairman A Cole Clerk B Brack."""
    types = [t.type for t in tokens]
    names = [i for i, t in enumerate(types) if t == "INITIALS" and i and types[i - 1] in HEADS]
    return len(names) > 1


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


def _moves(token: Token, after: Token | None) -> bool:
    """Whether a word tells of a coming or going in a list; with `the meeting` behind it, it is a sentence's."""
    return token.type in _MOVES and (after is None or after.type not in ("THE", "MEETING"))


def _ends(text: str, before: Token, token: Token, cell: Cell, after: Token | None) -> bool:
    """Whether a full stop or brackets behind a person are the end, and another one begins."""
    if before.type == "DOT" and token.type in _GROUPS and after is not None and after.type in ("COLON", "DASH"):
        return bool(cell.tokens)
    if before.type == "DOT":
        full = bool(cell.notes) or len(cell.tokens) > 1
        return bool(cell.tokens) and (token.type in _FIRST or (token.type in ("CAP", "INITIALS") and full))
    if not cell.tokens or not cell.notes or (before.type != "RPAR" and before not in cell.notes[-1]):
        return False
    note = cell.notes[-1]
    if before in note:
        return token.type in ("CAP", "TITLE", "TITLES")
    if token.type in ("CAP", "INITIALS"):  # Zhen (Howard) Hu is one
        given = len(note) == 1 and note[0].type == "CAP" and not text[note[0].start : note[0].end].isupper()
        return len(cell.tokens) > 1 and not given
    return token.type in ("TITLE", "TITLES", "NUMBER")


def _is_short(text: str, token: Token, cell: Cell) -> bool:
    """Whether a word is the initials of the name before it, by which the text goes on: Ada Cole AC."""
    word = text[token.start : token.end]
    if token.type != "CAP" or not word.isupper() or len(cell.tokens) > _WIDE:
        return False
    letters = "".join(text[t.start] for t in cell.tokens if t.type in NAMES)
    return len(letters) > 1 and word in (letters, letters[0] + letters[-1])


def _separates(text: str, token: Token, after: Token | None, cell: Cell) -> bool:
    if token.type in ("COMMA", "SEMI"):
        return True
    if text[token.start : token.end] in ("/", "|"):  # Ada Cole / Ling Hospitals
        return bool(cell.tokens) and text[token.start - 1].isspace()
    if token.type == "DASH" and after is not None and after.type in _MOVES:
        return False
    if token.type == "COLON":  # Clerk: Ada Cole
        return bool(cell.tokens) and cell.tokens[-1].type in HEADS
    if token.type == "AND":
        return text[token.start] != "&" or (after is not None and after.type in _PAIRED)
    if token.type == "DASH":
        return text[token.start - 1 : token.start].isspace() and (
            cell.before == "COLON" or bool(cell.tokens or cell.notes)
        )
    return False


def prefix(run: str | None, titles: list[str]) -> str | None:
    """Titles as one prefix, that of a plural (`run`) first: Councillor Mrs."""
    if any(w.rstrip(".") in COUNCILLORS for w in titles):
        run = None  # Councillors A, B and Cmhlr. C
    words = [PREFIXES.get(w.lower(), _COUNCILLOR if is_councillor(w) else w.rstrip(".")) for w in titles]
    return " ".join(dict.fromkeys(w for w in (run, *words) if w)) or None


def phrase(text: str, tokens: list[Token]) -> str:
    """The words of tokens, on one line."""
    return " ".join(text[tokens[0].start : tokens[-1].end].split()) if tokens else ""
