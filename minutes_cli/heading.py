"""The meeting as a whole: whose it is, when and where it was, and who was in the chair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutes_cli.dates import DateReader, When
from minutes_cli.drafts import Heading, Text
from minutes_cli.grammar import Patch, table
from minutes_cli.island import Islands, Tree
from minutes_cli.layout import Block
from minutes_cli.tokens import Token

_SMALL = frozenset(
    {"and", "of", "the", "for", "in", "on", "upon", "with", "by", "cum", "le", "la", "under", "de"}
)
_ASIDE = re.compile(r"\s*(?:View directions|View map).*$", re.IGNORECASE | re.DOTALL)
_PLACES = ("venue", "location", "place")
_MEETING = re.compile(r"^[ \t]*Meeting:[ \t]*(\d[^\n]*)", re.MULTILINE)
_NOON = 12
_LONG = 200  # characters of a paragraph that is no heading
_HEAD = 12  # blocks in which a meeting is opened
_NOT_TIMES = ("contact", "call-in")


class HeadingReader:
    """Reads the heading, by heading.lark and date.lark."""

    def __init__(self, patches: tuple[Patch, ...] = (), *, dates: DateReader) -> None:
        """Compile the grammar."""
        self._dates = dates
        self._islands = Islands(table("heading", patches), longest=64)

    def read(self, text: Text) -> None:
        """Fill in what the text says of the meeting."""
        front = [b for b in text.layout.blocks if b.role in ("front", "roll") and b.item is None]
        tokens = self._tokens(text.masked, [b for b in front if b.role == "front"])
        heading = text.heading
        held = next(iter(self._found("WHERE", "HELD", tokens)), None)
        self._dated(text.masked, front, tokens, heading)
        self._placed(text.masked, front, held, heading)
        self._timed(text, tokens, heading)
        self._named(text.masked, tokens, heading)
        _seated(text)

    def _tokens(self, text: str, blocks: Sequence[Block]) -> list[Token]:
        """The tokens of blocks, with dates and times in place and BREAK at the end of each line."""
        made: list[Token] = []
        for block in blocks:
            at = block.start
            for line in text[block.start : block.end].split("\n"):
                made += self._line(text, at, at + len(line))
                at += len(line) + 1
        return made

    def _line(self, text: str, start: int, end: int) -> list[Token]:
        tokens = self._dates.lexer.read(text, start, end)
        whens = {w.start: w for w in self._dates.find(text, tokens)}
        made: list[Token] = []
        stop = start
        for token in tokens:
            if token.start < stop:
                continue
            when = whens.get(token.start)
            if when is None:
                made.append(token)
                continue
            made.append(Token("DATE" if when.kind == "date" else "TIME", when.start, when.end, when))
            stop = when.end
        return [*made, Token("BREAK", end, end)] if made else []

    def _found(self, kind: str, begin: str | None, tokens: list[Token]) -> Iterator[tuple[int, Tree]]:
        types = [t.type for t in tokens]
        for at, name in enumerate(types):
            if begin is None or name == begin:
                tree = self._islands.match([kind, *types[at : at + 64]])
                if tree is not None:
                    yield at, tree

    # ---- when

    def _dated(self, text: str, front: Sequence[Block], tokens: list[Token], heading: Heading) -> None:
        """The first date that is written out and falls on its weekday; others where there is none."""
        whens = [
            (at, t.value) for at, t in enumerate(tokens) if isinstance(t.value, When) and t.type == "DATE"
        ]
        if len(set(_MEETING.findall(text))) > 1:  # a page about several meetings
            return
        ranked = [(self._doubt(text, tokens, at, when, front), at, when) for at, when in whens]
        best = min((r for r in ranked if r[0] is not None), key=lambda r: (r[0], r[1]), default=None)
        if best is not None:
            heading.date = best[2].value

    @staticmethod
    def _doubt(text: str, tokens: list[Token], at: int, when: When, front: Sequence[Block]) -> int | None:
        """How far a date is from being the meeting's; None where it is another's."""
        before = text[max(0, when.start - 60) : when.start].lower().split("\n")[-1]
        if re.search(r"\b(?:previous|next|last|minutes of (?:the )?meeting held on)\b", before):
            return None
        block = next(b for b in front if b.start <= when.start < b.end)
        if block.end - block.start > _LONG and not any(
            t.type == "HELD" for t in tokens[max(0, at - 24) : at]
        ):
            return None
        field = block if block.marker else None
        doubt = 0 if when.form != "numeric" else 2
        if field is not None and (field.marker or "").lower().startswith("date"):
            doubt = 1 if when.form != "numeric" else 3
        return doubt if when.sure else doubt + 4

    def _timed(self, text: Text, tokens: list[Token], heading: Heading) -> None:
        blocks = [
            b for b in text.layout.blocks if b.kind not in ("boilerplate", "label") and b.role != "title"
        ]
        spoken = [b for b in blocks if b.role in ("front", "roll", "discussion", "close")]
        start = next((t.value for t in tokens if t.type == "TIME"), None)
        opened = next(iter(self._times("OPENING", "OPENED", text.masked, spoken[:_HEAD])), None)
        heading.start_time = opened or (start.value if isinstance(start, When) else None)
        closing = [b for b in spoken if b.role == "close" or b.role == "front" or b is spoken[-1]] + spoken[
            -_HEAD:
        ]
        ended = list(self._times("CLOSING", None, text.masked, sorted(set(closing), key=lambda b: b.start)))
        heading.end_time = ended[-1] if ended else None
        if heading.start_time and heading.end_time and heading.end_time < heading.start_time:
            hour = int(heading.end_time[:2])
            if hour < _NOON:
                heading.end_time = f"{hour + _NOON:02}{heading.end_time[2:]}"

    def _times(self, kind: str, begin: str | None, text: str, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            tokens = self._tokens(text, [block])
            done = 0
            for at, tree in self._found(kind, begin, tokens):
                if at < done:
                    continue
                resumed = any(t.type == "RESUMED" for t in tokens[at:])
                value = None if resumed else self._time(text, tokens, at, tree)
                if value:
                    done = at + tree.end
                    yield value

    def _time(self, text: str, tokens: list[Token], at: int, tree: Tree) -> str | None:
        leaf = (tree.leaves("TIME") or tree.leaves("NUMBER"))[-1]
        token = tokens[at + leaf.start - 1]
        if isinstance(token.value, When):
            return token.value.value
        figures = text[token.start : token.end]
        if len(figures) != 4 or int(figures[:2]) > 23 or int(figures[2:]) > 59:
            return None
        return f"{figures[:2]}:{figures[2:]}"

    # ---- where

    def _placed(
        self, text: str, front: Sequence[Block], held: tuple[int, Tree] | None, heading: Heading
    ) -> None:
        for block in front:
            if block.marker and block.marker.lower().rstrip(" :").endswith(_PLACES):
                words = _ASIDE.sub("", text[block.body : block.end])
                heading.venue = " ".join(words.split()).rstrip(".,") or None
                return

    # ---- whose

    def _named(self, text: str, tokens: list[Token], heading: Heading) -> None:
        """The council or company, and its committee or board."""
        names: dict[str, list[str]] = {"organization": [], "body": [], "gathering": []}
        done = 0
        for at, tree in self._found("NAMING", None, tokens):
            if at < done:
                continue
            found = tree.children[-1]
            inside = tokens[at : at + tree.end - 1]
            after = tokens[at + tree.end - 1].type if at + tree.end - 1 < len(tokens) else ""
            if after == "BUILDING" or (len(inside) == 1 and after != "DASH"):
                continue
            done = at + tree.end - 1
            words = [text[t.start : t.end] for t in inside if t.type != "SORT" or found.name == "gathering"]
            names[found.name].append(_cased(text, " ".join(words)))
        heading.organization = next(iter(names["organization"]), None)
        heading.body = next(iter(names["body"] + names["gathering"]), None)


def _cased(text: str, name: str) -> str:
    """A name in capitals, written as the text writes it elsewhere, or in small letters behind each first one."""
    if not name.isupper():
        return name
    pattern = re.compile(r"\s+".join(re.escape(w) for w in name.split()), re.IGNORECASE)
    written = next((m[0] for m in pattern.finditer(text) if not m[0].isupper()), None)
    if written:
        return " ".join(written.split())
    words = name.lower().split()
    return " ".join(w if w in _SMALL and i else _capital(w) for i, w in enumerate(words))


def _capital(word: str) -> str:
    return "-".join(p if p in _SMALL and i else p[:1].upper() + p[1:] for i, p in enumerate(word.split("-")))


def _seated(text: Text) -> None:
    """Who was in the chair: by the roll, else by office."""
    for entry in text.roll:
        if entry.in_chair:
            text.heading.chair = text.registry.resolve(entry.ref, recent=[])
            return
    chairs = [p for p in text.registry.persons if p.active and p.is_chair]
    text.heading.chair = chairs[0] if chairs else None
