"""The roll: who is listed as present, in attendance, absent or with apologies, and under which names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutes_cli import columns, listing, marks
from minutes_cli.entries import Entry, EntryReader
from minutes_cli.grammar import Patch
from minutes_cli.layout import Block, Layout
from minutes_cli.people import same_given
from minutes_cli.tokens import Token

_READ = frozenset({"roll", "front", "discussion", "title"})
_HEADINGS = ("apologies", "absent", "substitutes", "attending", "other", "present", "chairing")
_LISTED = frozenset({"titled", "plural", "bare", "seated", "note"})
_OFFICES = frozenset({"TAKER", "HEAD", "HEADLC"})
_MARKS = frozenset({"COUNT", "NUMBER", "DOT", "COLON", "DASH", "LPAR", "RPAR", "OTHER"})
_CLOSERS = frozenset({"COLON", "DASH", "DOT", "SEMI"})
_OPENERS = frozenset({"PRESENTL", "LABELW", "MEMBERL", "AND", "BE", "IN", "OF"})
_NAMED = frozenset({"titled", "plural"})
_FIRST = _NAMED | {"bare", "seated"}
_FIELD = 16  # tokens of a line that names the holders of offices
_SAYS = frozenset({"BE", "VERBED", "CHAIRL", "CAME", "LEFT"})  # what a sentence has and a list has not
_PROSE = 4  # words in small letters, from which on what ends with a full stop is a sentence
_SHORT = re.compile(r"(?<![\w/.-])[A-Z]{2,3}(?![\w/-])")
_SHORT_LENGTH = range(2, 4)


Piece = tuple[str | None, list[Token], bool]  # status, tokens, whether a heading opens it


class Roll:
    """Reads the rolls of a text, by roll.lark; each person has the status that the heading gives."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Compile the grammar."""
        self.reader = EntryReader(patches)

    def read(self, layout: Layout, text: str) -> list[Entry]:
        """The entries of all rolls, in order; one without a status only says who holds an office."""
        found: list[Entry] = []
        fields: list[Entry] = []
        status, hungry, listed = None, False, False
        rolls: dict[int | None, bool] = {}  # items that promise a roll
        done = 0  # where what was read at once ends
        for at, block in enumerate(layout.blocks):
            if block.start < done:
                continue
            if block.role == "roll" and columns.begins(
                text, block.start, block.end, self._status, self.reader.lexer
            ):
                done = _roll_end(layout.blocks, at)
                for given, tokens in columns.read(text, block.start, done, self._status, self.reader.lexer):
                    found += self._entries(text, tokens, given)
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
                fields += self._fields(text, block)
            if block.role not in _READ or (block.role == "title" and block.kind != "label"):
                status, hungry = (status, hungry) if block.role == "boilerplate" else (None, False)
                continue
            if block.role != "roll" and not hungry:
                status = None
                if block.role == "discussion" and block.item is not None:
                    found += self._under_title(text, block, layout.items[block.item].title)
            if (
                status
                and found
                and not listed
                and block.kind == "list_item"
                and (block.marker or "")[:1].isdigit()
            ):
                status = None  # business that is numbered like a list
                continue
            named = self._fields(text, block) if block.role != "discussion" else []
            if named:
                fields += named
                continue
            pieces = self._pieces(text, block, status)
            if block.role != "roll" and not hungry and not any(labelled for _, _, labelled in pieces):
                continue
            for heading, tokens, labelled in pieces:
                status = heading
                before = status is None and block.role != "roll"  # what stands before the first heading
                entries = self._entries(text, tokens, status) if tokens and not before else []
                if tokens and not entries and not labelled:
                    status = None
                hungry = labelled and not tokens
                listed = hungry or (listed and not labelled)
                found += entries
        return found + _unlisted(found, fields)

    def _under_title(self, text: str, block: Block, title: str) -> list[Entry]:
        """A bare list of names under a heading such as `Apologies`."""
        words = self.reader.lexer.read(title, 0, len(title))
        if not any(t.type == "APOLOGY" for t in words):
            return []
        tokens = self.reader.lexer.read(text, block.body, block.end)
        kinds = [cell.kind for cell in self.reader.cells(text, tokens)]
        if not kinds or not {"titled", "plural"} & set(kinds) or not _LISTED.issuperset(kinds):
            return []
        return self._entries(text, tokens, "apologies")

    def _fields(self, text: str, block: Block) -> list[Entry]:
        """Chairman: Ada Cole   Minute taker: B Dunn. Those who hold an office, present or not."""
        tokens = self.reader.lexer.read(text, block.start, block.end)
        marks = [
            at for at, t in enumerate(tokens) if t.type == "COLON" and at and tokens[at - 1].type in _OFFICES
        ]
        found: list[Entry] = []
        if not marks or any(t.type in ("COMMA", "PRESENTL", "ATTENDL") for t in tokens[: marks[0]]):
            return found  # a roll in which one holds an office
        for at, end in zip(marks, [*(m - 1 for m in marks[1:]), len(tokens)], strict=False):
            people = listing.read(text, tokens[at + 1 : end], self.reader) if at + 1 < end else []
            for entry in people[:1]:
                words = text[tokens[at - 1].start : tokens[at - 1].end]
                entry.role = words.capitalize() if words.isupper() else words
                found.append(entry)
        return found if len(tokens) <= _FIELD else []

    def _pieces(self, text: str, block: Block, status: str | None) -> list[Piece]:
        """A block cut at the headings in it."""
        tokens = self.reader.lexer.read(text, block.body, block.end)
        pieces: list[Piece] = [(status, [], False)]
        if block.marker and block.role == "roll":
            label = self.reader.lexer.read(
                text, block.start, max(block.body, block.start + len(block.marker))
            )
            named = self._status(_words(label))
            if named:
                pieces = [(named, [], True)]
                tokens = [t for t in tokens if t.start >= block.body]
        at, begins = 0, True
        while at < len(tokens) and tokens[at].type in _CLOSERS:  # Present:- Ada Cole
            at += 1
        while at < len(tokens):
            loud = tokens[at].type == "PRESENTL" and text[tokens[at].start].isupper()
            width = self._heading(tokens, at, block) if begins or loud else 0
            width = width or (self._open_heading(text, tokens, at) if begins or loud else 0)
            if width:
                pieces.append((self._status(_words(tokens[at : at + width])), [], True))
                at += width
                while at < len(tokens) and tokens[at].type in _CLOSERS:
                    at += 1
                continue
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            begins = tokens[at].type in ("DOT", "SEMI") or (
                after is not None and _breaks(text, tokens[at], after)
            )
            pieces[-1][1].append(tokens[at])
            at += 1
        return [p for p in pieces if p[1] or p[2]]

    def _heading(self, tokens: list[Token], at: int, block: Block) -> int:
        """How many tokens from here are a heading with a colon (in a roll, a dash) behind it; 0 for none."""
        tree = self.reader.match("HEADING", tokens[at : at + 12])
        if tree is None:
            return 0
        width = tree.end - 1
        after = tokens[at + width].type if at + width < len(tokens) else ""
        closed = after == "COLON" or (after == "DASH" and block.role == "roll")
        return width if closed and self._status(tokens[at : at + width]) else 0

    def _open_heading(self, text: str, tokens: list[Token], at: int) -> int:
        """How many tokens are a heading without a colon: Present – Mrs A Cole   Those attending Mr B Dunn."""
        end = at
        while end < len(tokens) and tokens[end].type in _OPENERS:
            end += 1
        if not any(t.type == "PRESENTL" for t in tokens[at:end]) or not self._status(tokens[at:end]):
            return 0
        begins = end
        while begins < len(tokens) and tokens[begins].type in ("DASH", "DOT"):
            begins += 1
        kinds = [cell.kind for cell in self.reader.cells(text, tokens[begins : begins + _FIELD])]
        named = sum(kind in _NAMED for kind in kinds)
        return end - at if named and kinds[0] in _FIRST and "text" not in kinds[:3] else 0

    def _status(self, tokens: list[Token]) -> str | None:
        """The status that a heading gives, None where it is no heading of a roll."""
        tree = self.reader.whole("HEADING", tokens)
        if tree is None:
            return None
        has = {name for name in _HEADINGS if tree.find(name)}
        if not has - {"other"}:
            return None
        if "apologies" in has:
            return "apologies"
        if "absent" in has or "substitutes" in has:
            return "absent" if "absent" in has else "substitute"
        if "chairing" in has:
            return "chair"
        members = any(t.type in ("TITLES", "MEMBER", "MEMBERL") for t in tokens)
        return "in_attendance" if "other" in has or ("attending" in has and not members) else "present"

    def _entries(self, text: str, tokens: list[Token], status: str | None) -> list[Entry]:
        """The persons of one piece, with their status."""
        tokens = _listed(tokens)
        small = sum(t.type in ("WORD", "VERBED") for t in tokens)
        if tokens[-1].type == "DOT" and small >= _PROSE and len(tokens) < 4 * small:
            return []
        entries = listing.read(text, tokens, self.reader)
        if any(e.name and not e.name.isupper() for e in entries):
            entries = [
                e for e in entries if not (e.name and e.name.isupper() and " " in e.name and not e.prefix)
            ]
        for at, entry in enumerate(entries):
            entry.status = entry.status or ("present" if status == "chair" else status)
            entry.in_chair = entry.in_chair or (status == "chair" and at == 0)
        return entries


def _words(label: Sequence[Token]) -> list[Token]:
    """The words of a label without its number and the marks around it: 1. **Present:**."""
    return [t for t in label if t.type not in _MARKS]


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


def _roll_end(blocks: Sequence[Block], at: int) -> int:
    end = blocks[at].end
    for block in blocks[at:]:
        if block.role not in ("roll", "boilerplate"):
            break
        end = block.end
    return end


def _breaks(text: str, token: Token, after: Token) -> bool:
    space = text[token.end : after.start]
    return "\n" in space or len(space) > 2


def _unlisted(found: Sequence[Entry], fields: Sequence[Entry]) -> list[Entry]:
    """Give listed persons the offices that fields name; what is left are those of persons not listed."""
    left = []
    for field in fields:
        listed = [e for e in found if e.name and field.name and _same(e.name, field.name)]
        for entry in listed:
            if entry.role in (None, "Councillor"):
                entry.role = field.role
        if not listed:
            left.append(field)
    return left


def _same(a: str, b: str) -> bool:
    return a.split()[-1].casefold() == b.split()[-1].casefold() and same_given(a, b)


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
