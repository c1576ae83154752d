"""The meeting as a whole: whose it is, when and where it was, and who was in the chair."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from minutes_cli import kept
from minutes_cli.drafts import Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.places import Signs
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Block
from minutes_cli.meeting import councils, years
from minutes_cli.meeting.dates import WORDED, DateReader, When

_MEETING = kept.compile(r"^[ \t]*Meeting:[ \t]*(\d[^\n]*)", re.MULTILINE)
_ANOTHERS = kept.compile(r"\b(?:previous|next|last)\b[^\n]*$", re.IGNORECASE)  # before another meeting's date
_SETTLED = kept.compile(  # behind the date of minutes that are approved
    r"[^.\n]{0,60}\b(?:are|be|was|were)\b(?: \w+){0,4} (?:accepted|adopted|agreed|approved|confirmed|read|signed)\b"
)
_UNTIL = kept.compile(  # when these minutes are approved: no meeting's date
    r"\b(?:agreed|approv|confirm|ratif|sign)\w*(?: \w+)? (?:at|by) (?:the|our) next (?:\w+ ){0,3}meeting\b",
    re.IGNORECASE,
)
_DATED = kept.compile(r"\bdate(?: of (?:the |this )?meeting)?\s*:\s*$", re.IGNORECASE)  # a field within a line
_FIELD = kept.compile(r"\W*(\w+)\s*:\s*[\"']?$")  # before a value: `date: "2011-06-01"`
_ASIDE = kept.compile(r"(?:(?<!\s)\s+)?(?:View directions|View map).*$", re.IGNORECASE | re.DOTALL)
_PLACE = kept.compile(r"\W*(?:venue|location|place)\s*:", re.IGNORECASE)
_CALLED = kept.compile(r"\b(?:minutes|meeting)\b", re.IGNORECASE)  # in a line of a heading
_SHOWN = ("heading", "paragraph", "table_row")
_LINE = 120  # characters of a line of a heading
_NOON = 12
_EVENING = 8  # a meeting set for an earlier hour, with nothing said, is in the afternoon
_LONG = 200  # characters of a paragraph that is no heading
_SEEN = 2_000  # characters of a block in which it is looked whether it is long
_HEAD = 20  # blocks in which a meeting is opened
_TAIL = 14  # blocks in which it is closed
_LONGEST = 64
_HELDS = 3  # times that a heading says that the meeting was held
_GOING_ON = frozenset({"AND", "OF"})  # words with which a line goes on with the one above it
_LEADING = frozenset({"AND", "IN", "OF", "ON", "THE"})  # words with which no line ends that is not taken up by the next


class Front(msgspec.Struct, frozen=True, gc=False):
    """What stands before the business: blocks, their tokens, and the island that tells where it was held."""

    text: str
    blocks: Sequence[Block]
    tokens: list[Token]
    held: Tree | None
    held_at: int


class HeadingReader:
    """Reads the heading, by heading.lark and date.lark."""

    def __init__(self, patches: tuple[Patch, ...] = (), *, dates: DateReader) -> None:
        """Compile the grammar."""
        self._dates = dates
        self._islands = islands("heading", patches, longest=_LONGEST)
        self._opened, self._closed = dates.lexer.signs("OPENED"), dates.lexer.signs("CLOSED")

    def read(self, text: Text) -> None:
        """Fill in what the text says of the meeting."""
        blocks = _ahead(text)
        tokens = self._tokens(text.masked, [b for b in blocks if b.role != "roll"])
        helds = list(itertools.islice(self._found("WHERE", "HELD", tokens), _HELDS))
        at, held = helds[0] if helds else (0, None)
        front = Front(text.masked, blocks, tokens, held, at)
        text.heading.date = _date(front)
        if text.heading.date is None:
            self._conclude_year(text, blocks)
        placed = next(((i, h) for i, h in helds if h.find("place") is not None), (at, held))
        text.heading.venue = _venue(front, *placed)
        self._set_times(text, front)
        roll = next((b.start for b in blocks if b.role == "roll"), len(text.masked))
        place = (at, at + held.end) if held is not None else (0, 0)
        councils.name(text.masked, tokens, roll, self._islands, text.heading, place)
        _set_chair(text)

    def _tokens(self, text: str, blocks: Sequence[Block]) -> list[Token]:
        """The tokens of blocks, with dates and times in place and BREAK behind each."""
        read = [self._dates.lexer.read(text, block.start, block.end) for block in blocks]
        whens = {when.start: when for when in self._broken(text, read)}
        for tokens in read:
            days = {when.start: when for when in self._dates.days(text, tokens)}
            whens = days | whens | {when.start: when for when in self._dates.find(text, tokens)}
        made: list[Token] = []
        last = 0
        for block, tokens in zip(blocks, read, strict=True):
            if made and tokens and made[-1].type == "BREAK" and tokens[0].type in _GOING_ON:
                made.pop()
            for token in tokens:
                if token.start < last:
                    continue
                when = whens.get(token.start)
                kind = "" if when is None else when.kind.upper()
                made.append(token if when is None else Token(kind, when.start, when.end, when))
                last = made[-1].end
            if last <= block.end and not (made and made[-1].type in _LEADING):
                made.append(Token("BREAK", block.end, block.end))
        return made

    def _conclude_year(self, text: Text, blocks: Sequence[Block]) -> None:
        """The date of the first day that the heading gives without a year, where its year is told elsewhere."""
        for block in blocks[:_HEAD]:
            tokens = self._dates.lexer.read(text.masked, block.start, block.end)
            for day in years.days(text.masked, tokens, self._dates):
                if not _is_anothers(text.masked, day):
                    text.heading.date = years.conclude(day, text.layout.text, self._dates)
                    text.heading.concluded = None if text.heading.date is None else (day.start, day.end)
                    return

    def _broken(self, text: str, read: Sequence[list[Token]]) -> Iterator[When]:
        """Dates that go on in the block below, where lines stand apart: MONDAY, 24TH / NOVEMBER, 2014."""
        ends = [tokens[-1].end for tokens in read if tokens]
        for when in self._dates.find(text, [token for tokens in read for token in tokens]):
            at = bisect.bisect_left(ends, when.end)
            if when.form not in WORDED or not at or ends[at - 1] <= when.start:
                continue
            if when.sure or text[ends[at - 1] - 1] == ",":  # a comma says that it goes on, whatever its weekday
                yield when

    def _found(self, kind: str, begin: str | None, tokens: list[Token]) -> Iterator[tuple[int, Tree]]:
        types = [t.type for t in tokens]
        for at, name in enumerate(types):
            if begin is None or name == begin:
                tree = self._islands.match([kind, *types[at : at + _LONGEST]])
                if tree is not None:
                    yield at, tree

    def _set_times(self, text: Text, front: Front) -> None:
        """The actual opening, else the time set; and the close."""
        heading = text.heading
        roles = ("front", "roll", "discussion", "close")
        spoken = [b for b in text.layout.blocks if b.role in roles and b.kind != "label"]
        begun = [b for b in spoken if b.item is None] + [b for b in spoken if b.item is not None][:_HEAD]
        opened = next(iter(self._times("OPENING", "OPENED", text, self._opened, begun)), None)
        heading.start_time = opened or _set_for(front)
        closing = [b for i, b in enumerate(spoken) if b.role != "discussion" or i >= len(spoken) - _TAIL]
        ended = list(self._times("CLOSING", None, text, self._closed, closing))
        heading.end_time = ended[-1] if ended else None
        if heading.start_time and heading.end_time and heading.end_time < heading.start_time:
            heading.end_time = _later(heading.end_time)

    def _times(self, kind: str, begin: str | None, text: Text, signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            if not text.places.has(signs, block.start, block.end):
                continue
            tokens = self._tokens(text.masked, [block])
            done = max((at for at, token in enumerate(tokens) if token.type == "RESUMED"), default=-1) + 1
            for at, tree in self._found(kind, begin, tokens):
                if at < done:
                    continue
                value = _time(text.masked, tokens, at, tree)
                if value:
                    done = at + tree.end
                    yield value


def _ahead(text: Text) -> list[Block]:
    """The blocks ahead of the business: of no item, or of one whose heading is the name of the meeting."""
    blocks = [b for b in text.layout.blocks if b.role in ("front", "roll") and b.item is None]
    first = text.layout.items[0] if text.layout.items else None
    if blocks or first is None or first.number is not None:
        return blocks
    own = list(
        itertools.takewhile(lambda b: b.item == 0 and b.kind in _SHOWN and b.end - b.start < _LINE, text.layout.blocks)
    )
    told = any(_CALLED.search(text.masked, b.start, b.end) for b in own)
    return own if told else []


def _time(text: str, tokens: list[Token], at: int, tree: Tree) -> str | None:
    """The time that an island ends or begins with: read as one, or four figures."""
    leaf = (tree.leaves("TIME") or tree.leaves("NUMBER"))[-1]
    token = tokens[at + leaf.start - 1]
    if isinstance(token.value, When):
        return token.value.value
    figures = text[token.start : token.end]
    if len(figures) != 4 or not figures.isdigit() or int(figures[:2]) > 23 or int(figures[2:]) > 59:
        return None
    return f"{figures[:2]}:{figures[2:]}"


def _later(value: str) -> str:
    hour = int(value[:2])
    return f"{hour + _NOON:02}{value[2:]}" if hour < _NOON else value


def _set_for(front: Front) -> str | None:
    """The time that a heading sets: the one with its date, else the first."""
    whens = [t.value for t in front.tokens if isinstance(t.value, When) and t.value.kind == "time"]
    times = [w for w in whens if front.text[w.start - 1 : w.start] != "T"]  # no time stamp
    if front.held is not None:
        inside = [front.tokens[front.held_at + leaf.start - 1].value for leaf in front.held.leaves("TIME")]
        times = [t for t in inside if isinstance(t, When)] or times
    if not times:
        return None
    return times[0].value if times[0].sure or int(times[0].value[:2]) >= _EVENING else _later(times[0].value)


def _date(front: Front) -> str | None:
    """The date on which it was held; else the first that is written out and falls on its weekday."""
    if len(set(_MEETING.findall(front.text))) > 1:  # a page about several meetings
        return None
    if front.held is not None:
        inside = [front.tokens[front.held_at + leaf.start - 1].value for leaf in front.held.leaves("DATE")]
        for when in inside:
            if isinstance(when, When) and when.sure and not _is_anothers(front.text, when):
                return when.value
    ranked = []
    for at, token in enumerate(front.tokens):
        if token.type == "DATE" and isinstance(token.value, When):
            doubt = _doubt(front, at, token.value)
            if doubt is not None:
                ranked.append((doubt, at, token.value.value))
    return min(ranked)[2] if ranked else None


def _before(text: str, at: int) -> str:
    """The words before a place on its line, the near ones."""
    least = max(at - _LONG, 0)
    return _UNTIL.sub("", text[max(text.rfind("\n", least, at) + 1, least) : at])


def _is_anothers(text: str, when: When) -> bool:
    """Whether a date is another meeting's: the next one's, or that of the minutes that were approved."""
    return _ANOTHERS.search(_before(text, when.start)) is not None or _SETTLED.match(text, when.end) is not None


def _doubt(front: Front, at: int, when: When) -> int | None:
    """How far a date is from being the meeting's; None where it is another's."""
    block = front.blocks[bisect.bisect_right(front.blocks, when.start, key=lambda b: b.start) - 1]
    seen = block.start + _SEEN
    if _is_anothers(front.text, when) or (
        len(" ".join(front.text[block.start : min(block.end, seen)].split())) > _LONG
        and not (when.start - block.start < 2 * _LONG and _is_title(front, at))
        and not any(t.type == "HELD" for t in front.tokens[max(0, at - 24) : at])
        and not _DATED.search(front.text, max(block.start, when.start - _LONGEST), when.start)
        and front.text[block.start : min(when.start, seen)].strip(" *_#")
    ):
        return None
    doubt = 0 if when.form != "numeric" else 2
    field = _FIELD.match(_before(front.text, when.start))
    if (block.marker or "").lower().startswith("date") or (field and field[1].lower() == "date"):
        doubt += 1
    elif field and field[1].lower() not in ("held", "meeting", "title"):
        return None
    return doubt if when.sure else doubt + 4


def _is_title(front: Front, at: int) -> bool:
    """Whether the words before a date on its line are those over minutes: Minutes of the Ordinary Meeting."""
    kinds = [t.type for t in front.tokens[max(0, at - _LONGEST) : at]]
    own = kinds[len(kinds) - kinds[::-1].index("BREAK") :] if "BREAK" in kinds else kinds
    return "MINUTES" in own and "MEETING" in own and front.text[front.tokens[at].start].isalpha()


def _venue(front: Front, at: int, held: Tree | None) -> str | None:
    for block in front.blocks:
        label = _PLACE.match(front.text, block.start, block.end)
        if label:
            words = _ASIDE.sub("", front.text[label.end() : block.end])
            return " ".join(words.split()).rstrip(".,") or None
    if held is None:
        return None
    rest = held.find("wrapped")
    for place in held.all("place"):
        stop = rest.end if rest is not None and rest.start <= place.end + 1 else place.end
        inside = front.tokens[at + place.start - 1 : at + stop - 1]
        while inside and inside[-1].type in ("COMMA", "AND", "DASH", "OTHER", "OF"):
            inside.pop()
        if len(inside) > 1 and inside[0].type == "THE" and front.text[inside[0].start : inside[0].end] != "The":
            inside.pop(0)
        if inside:
            return councils.cased(front.text, " ".join(front.text[inside[0].start : inside[-1].end].split()))
    return None


def _set_chair(text: Text) -> None:
    """Who was in the chair: by the roll, else by office."""
    for entry in text.roll:
        if entry.in_chair:
            text.heading.chair = text.registry.resolve(entry.ref, recent=[])
            return
    chairs = [p for p in text.registry.persons if p.active and p.is_chair and p.status not in ("apologies", "absent")]
    chairs.sort(key=lambda p: p.status == "mentioned")
    if any(p.status == "present" for p in text.registry.persons):  # who is named and not listed chairs something else
        chairs = [p for p in chairs if p.status != "mentioned" or p.name is None]
    text.heading.chair = chairs[0] if chairs else None
