"""Attendance in prose: apologies, substitutes, comings and goings, as sentences report them."""

from __future__ import annotations

import bisect
import re
from collections import deque
from collections.abc import Iterator, Sequence

from minutes_cli import kept
from minutes_cli.drafts import Span, Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Token, lexer
from minutes_cli.meeting.dates import DateReader, of_meeting
from minutes_cli.persons.entries import Entry
from minutes_cli.persons.names import Ref
from minutes_cli.speech.sentences import Sentence, sentence_of, split
from minutes_cli.speech.turns import REPORTS

_PARTING = frozenset({"CAME", "LEFT", "REPLACES", "SUBSTITUTE"})
_TRIGGERS = _PARTING | {"APOLOGY", "LATENESS", "ABSENTL", "ABSENCE", "EXCUSED", "CHAIRL", "CHAIREDBY", "CALLED"}
_PERSONS = frozenset({"WHO", "WHOS", "ANON", "GROUP"})
_NAMES = ("WHO", "WHOS", "TITLE", "HEAD", "CAP", "INITIALS", "PARTICLE")
_VERBS = frozenset({"BE", "VERBED", "CAME", "LEFT", "RECEIVED", "WORD"})
_NEAR = 60  # characters within which a coming or going has its time
_STATUS = {
    "apologies": "apologies",
    "here": "present",
    "beside": "in_attendance",
    "sent": "apologies",
    "replaced_by": "apologies",
    "absent": "absent",
    "excused": "apologies",
    "absence": "absent",
    "stands": "substitute",
    "stands_for": "substitute",
    "swapped": "substitute",
}
_WHILE = frozenset({"during", "throughout", "when", "while", "whilst"})
_TELLING = _PERSONS | {"SUBSTITUTE", "REPLACES", "CHAIRL", "CAME", "LEFT", "TITLE", "APOLOGY"}
_ASIDE = 10  # tokens of such brackets
_HERE = frozenset({"here", "beside"})
_SUBSTITUTES = kept.compile(r"substitut", re.IGNORECASE)


class AttendanceReader:
    """Reads sentences, by attendance.lark, into entries of the roll."""

    def __init__(self, patches: tuple[Patch, ...] = (), *, dates: DateReader) -> None:
        """Compile the grammar and the words that call for it."""
        self._lexer, self._dates = lexer("roll_words", patches), dates
        self._islands = islands("attendance", patches, longest=64)
        self._begin = self._islands.starts
        self._signs = self._lexer.signs(*_TRIGGERS)

    def read(self, text: Text) -> None:
        """Add to the roll; sentences that say nothing else are taken."""
        listed = sorted(entry.start for entry in text.roll)
        for index, block in enumerate(text.layout.blocks):
            if index not in text.tokens or (block.role == "roll" and _has(listed, block.start, block.end)):
                continue
            title = text.layout.items[block.item].title if block.item is not None else ""
            swaps = bool(_SUBSTITUTES.search(title))
            opens = block.item in (None, 0)
            for sentence in text.sentences.get(index) or self._plain(text, index):
                if not swaps and not opens and not text.places.has(self._signs, sentence.start, sentence.end):
                    continue
                found = list(self._sentence(text.masked, sentence, swaps=swaps, opens=opens))
                text.roll += [entry for _, entries in found for entry in entries]
                if found and _says_no_more(sentence, [place for place, _ in found]):
                    text.taken.append((sentence.start, sentence.end))

    def _plain(self, text: Text, index: int) -> list[Sentence]:
        runs = split(text.masked, text.tokens[index])
        return [sentence_of(run[0].start, run[-1].end, run, index) for run in runs]

    def _tokens(self, text: str, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence in the words of the roll, persons in place."""
        persons = deque(t for t in sentence.tokens if t.type in _PERSONS)
        made: list[Token] = []
        for token in self._lexer.read(text, sentence.start, sentence.end):
            while persons and persons[0].end <= token.start:
                persons.popleft()
            if not persons or token.end <= persons[0].start:
                made.append(token)
            elif token.start < persons[0].start:  # `in the Chair` names nobody
                made.append(token)
                persons.popleft()
            elif not made or made[-1] is not persons[0]:
                made.append(persons[0])
        return made

    def _sentence(
        self, text: str, sentence: Sentence, *, swaps: bool, opens: bool
    ) -> Iterator[tuple[Span, list[Entry]]]:
        """The islands of a sentence: their place and their entries."""
        tokens = list(_without_asides(self._tokens(text, sentence)))
        types = [t.type for t in tokens]
        done = 0
        for at in range(len(tokens)):
            tree = self._islands.match(types, at) if types[at] in self._begin else None
            if tree is None:
                continue
            kind = tree.children[0].name
            moves = kind in ("came", "left")
            if (at < done and not moves) or (kind == "swapped" and not swaps) or (kind in _HERE and not opens):
                continue
            if kind == "stands" and at + tree.end < len(tokens) and types[at + tree.end] in ("COLL", "LABELW"):
                continue  # the Joint Policing Sub Committee
            if kind in ("absent", "excused") and _only_then(text, tokens[at + tree.end :]):
                continue
            entries = list(self._entries(text, tokens, at, tree, kind))
            if moves:
                entries = self._timed(text, sentence, tokens, at, tree, entries)
            if entries:
                done = max(done, at + tree.end)
                yield (tokens[at].start, tokens[at + tree.end - 1].end), entries

    def _entries(self, text: str, tokens: list[Token], at: int, tree: Tree, kind: str) -> Iterator[Entry]:
        """Those whom an island names, with what it says of them."""
        top = tree.children[0]
        assert isinstance(top, Tree)
        members: list[Entry] = []
        others: list[Entry] = []
        for part in top.children:
            if not isinstance(part, Tree):
                continue
            if part.name == "person":
                members += _named(text, tokens, at, part)
            elif part.name in ("by_whom", "for_whom") and members:
                yield from _paired(part.name, members[-1], _named(text, tokens, at, part))
            elif part.name == "whom":
                others = _named(text, tokens, at, part)
        members = list(_joined(text, members))
        if kind in ("apologies", "late") and len(members) > 1 and _goes_on(tokens, at, tree):
            members.pop()
        status = _status(kind, tree)
        if kind == "chaired":
            members = members[-1:] if tree.leaf("CHAIREDBY", "CALLED") is None else members[:1]
        for entry in members:
            entry.in_chair = kind == "chaired"
            entry.status = entry.status or status
        if others:
            way = "for_whom" if kind in ("stands_for", "swapped") else "by_whom"
            yield from _paired(way, members[-1], others)
        yield from members

    def _timed(
        self, text: str, sentence: Sentence, tokens: list[Token], at: int, tree: Tree, entries: list[Entry]
    ) -> list[Entry]:
        """Give the time of a coming or going; none without a time, or to another place than the meeting."""
        after = [t for t in tokens[at + tree.end : at + tree.end + 3] if t.type != "THE"]
        if after and after[0].type == "GROUP":
            if self._lexer.read(text, *_last_word(text, after[0]))[0].type not in ("MEETING", "COLL"):
                return []
        elif after and after[0].type not in ("MEETING", "IN", "NUMBER", "DOT", "COMMA", "RPAR"):
            return []
        end = tokens[at + tree.end - 1].end
        whens = self._dates.read(text, end, min(end + _NEAR, sentence.end))
        whens += self._dates.read(text, max(sentence.start, tokens[at].start - _NEAR), tokens[at].start)
        times = [w for w in whens if w.kind == "time"]
        if not times:
            return []
        value = of_meeting(times[0])
        for entry in entries:
            if tree.children[0].name == "came":
                entry.arrived = value
                entry.left = of_meeting(times[1]) if len(times) > 1 and _then_left(tokens[at + tree.end :]) else None
            else:
                entry.left = value
        return entries


def _without_asides(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without brackets that say whose somebody is, or why they are away: (NHS Ling)   (on holiday)."""
    done = 0
    for at, token in enumerate(tokens):
        if at < done:
            continue
        stop = next((i for i in range(at, min(at + _ASIDE, len(tokens))) if tokens[i].type == "RPAR"), at)
        if token.type == "LPAR" and at and stop > at and not _TELLING.intersection(t.type for t in tokens[at:stop]):
            done = stop + 1
        else:
            yield token


def _then_left(after: Sequence[Token]) -> bool:
    """Whether who came is said to leave: … joined at 7.45pm and left at 9pm."""
    types = [t.type for t in after]
    return any(types[i : i + 2] == ["AND", "LEFT"] for i in range(len(types)))


def _has(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places lies within."""
    at = bisect.bisect_left(places, start)
    return at < len(places) and places[at] < end


def _last_word(text: str, token: Token) -> tuple[int, int]:
    return text.rfind(" ", token.start, token.end) + 1 or token.start, token.end


def _status(kind: str, tree: Tree) -> str:
    if kind == "sent" and tree.find("late_sent"):
        return "mentioned"
    return _STATUS.get(kind, "mentioned")


def _named(text: str, tokens: list[Token], at: int, part: Tree) -> list[Entry]:
    """The entries of a `person`: of the namings found before, or a name that only its place shows."""
    inside = [tokens[at + leaf.start] for leaf in part.leaves(*_NAMES)]
    refs = [ref for t in inside if isinstance(t.value, tuple) for ref in t.value]
    behind = next((i for i, t in enumerate(inside) if t.type in ("CAP", "INITIALS", "PARTICLE")), 0)
    if behind and inside[0].type in ("WHO", "HEAD"):  # Director Cole: an office and a surname
        role = refs[0].role if refs else text[inside[0].start : inside[0].end]
        name = " ".join(text[t.start : t.end] for t in inside[behind:])
        return [] if refs and refs[0].name else [Entry(inside[0].start, inside[-1].end, None, name, role=role)]
    if part.find("couple"):
        words = [text[t.start : t.end] for t in inside]
        return [
            Entry(inside[0].start, inside[0].end, None, f"{words[0]} {words[-1]}"),
            Entry(inside[1].start, inside[-1].end, None, " ".join(words[1:])),
        ]
    if not refs and inside:
        title = text[inside[0].start : inside[0].end] if inside[0].type == "TITLE" else None
        name = " ".join(text[t.start : t.end] for t in inside if t.type != "TITLE")
        prefix = "Councillor" if title and title.endswith("Councillor") else title
        refs = [Ref(inside[0].start, inside[-1].end, prefix=prefix, name=name, role=title)]
    return [Entry(r.start, r.end, r.prefix, r.name, r.suffix, r.role) for r in refs]


def _joined(text: str, members: list[Entry]) -> Iterator[Entry]:
    """County Councillor, Ada Cole: an office and the name behind the comma are one person."""
    waiting: Entry | None = None
    for entry in members:
        if waiting is not None and entry.name and entry.role is None and text[waiting.end : entry.start].strip() == ",":
            entry.role, entry.start = waiting.role, waiting.start
            if (waiting.role or "").endswith(" Councillor"):
                entry.prefix = entry.prefix or "Councillor"
        elif waiting is not None:
            yield waiting
        waiting = None if entry.name else entry
        if entry.name:
            yield entry
    if waiting is not None:
        yield waiting


def _paired(kind: str, entry: Entry, others: list[Entry]) -> Iterator[Entry]:
    """Who stands in for whom."""
    if not others:
        return
    stand_in, absent = (entry, others[0]) if kind == "for_whom" else (others[0], entry)
    stand_in.status, stand_in.stands_for = "substitute", absent.ref
    absent.status = absent.status or "apologies"
    yield others[0]


def _only_then(text: str, after: Sequence[Token]) -> bool:
    """Whether one is absent for a part of the meeting only: … were not present for this vote."""
    if not after:
        return False
    return after[0].type in ("BY", "FOR", "FROM", "IN", "TO") or text[after[0].start : after[0].end] in _WHILE


def _goes_on(tokens: Sequence[Token], at: int, tree: Tree) -> bool:
    """Whether the last of a list is the subject of what follows: … from Mr A, and the Chair welcomed."""
    end = at + tree.end
    return end < len(tokens) and tokens[end].type in _VERBS and tokens[end - 2].type == "AND"


def _says_no_more(sentence: Sentence, places: list[tuple[int, int]]) -> bool:
    """Whether nobody is reported to say something outside the stretches that were read."""
    starts = [start for start, _ in places]
    for act in sentence.acts:
        if act.deed in REPORTS or act.deed == "thanked":
            at = bisect.bisect_right(starts, act.start) - 1
            if at < 0 or act.end > places[at][1]:
                return False
    return True
