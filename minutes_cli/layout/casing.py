"""Casing: a text all in capitals as it would be written with small letters, each character replaced by one.

Which words keep a capital is told by what stands beside them: a title before a name, an office, a body; a line
without a verb is a heading or a list of names, and each word of it keeps its capital. So the grammars, to which
capitals tell names, read such a text as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from minutes_cli import kept
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import islands
from minutes_cli.engine.tokens import Token, lexer

_VOWELS = "aeiou"
_LOUD = 20  # times as many capital vowels as small ones make a text one in capitals
_LEAST = 20  # capital vowels below which it is a heading, or a few names
_WORD = kept.compile(r"(?<!\d)[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERED = kept.compile(r"[^\S\n]*\(?[A-Z]{1,4}\)")
_LINE = kept.compile(r"[^\n]+")
_MARKER = kept.compile(r"[^\S\n]*(?:RESOLVED\b|[-*•|]|\(?[\dA-Z]{1,4}[.)]|\d)")
_OPEN = kept.compile(r"\b(?:A|AN|AND|AT|BY|FOR|FROM|IF|IN|OF|ON|OR|THAT|THE|TO|WAS|WERE|WITH)\s*$")
_CLOSED = kept.compile(r"[.:;?!]\s*$")
_START = kept.compile(  # of a sentence or a cell, behind bullets and numbers
    r"(?:^|[.?!:]\s|[|])[\s\"'“‘(\[*•#-]{0,60}"
    r"(?:\(?(?:\d[\w/.]{0,12}[.)]?|[A-Z]{1,3}[.)])\s{1,9}){0,2}(?=[^\W\d_])"
)
_PEOPLE = frozenset({"TITLE", "TITLES", "HEAD", "MOD", "COLL", "ORG", "POSTNOM", "INITIALS", "PARTICLE", "NUMBER"})
_VERBS = frozenset({"VERBED", "VERBIRR", "BE", "HAD", "WILL", "WOULD", "AROSE", "PROMISED", "THEREBE"})
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_FULL = 0.75  # of the usual width, from which on a line goes on in the next
_LONG = 50  # characters of such a line at least
_FRONT = 80  # lines in which a roll may stand
_SHORT = 3  # letters of a short form, or of May
_NAMED = 4  # words that are too many for a name
_MOVES = frozenset({"MOVEV", "PROPOSEV", "SECONDV"})
_APART = 2  # line ends between the lines of a paragraph, where they are double-spaced
_LISTED = 80  # tokens of a list of names in a sentence
_HEADED = 10  # tokens of a heading that stands before its text in the line
_BESIDE = frozenset({"COMMA", "AND", "LPAR", "RPAR", "SEMI", "DASH", "COLON", "TITLE", "TITLES"})


def is_loud(clean: str) -> bool:
    """Whether a text is all in capitals, or nearly so."""
    capitals = sum(map(clean.count, _VOWELS.upper()))
    return capitals >= _LEAST and capitals >= _LOUD * sum(map(clean.count, _VOWELS))


class Casing:
    """Reads texts in capitals, by the words of people and of speech and by names.lark and who.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Take the grammars."""
        self._lexer = lexer("words", patches)
        self._names = islands("names", patches, longest=24)
        self._who = islands("who", patches, longest=24)
        words = lexer("roll_words", patches)
        self._sorry = words.listed("APOLOGY", "ABSENTL")
        self._rolls = self._sorry | words.listed("PRESENTL", "ATTENDL")
        days = lexer("date_words", patches).listed("MONTH", "WEEKDAY")
        self._days = frozenset(day for day in days if len(day) > _SHORT) - {"march"}

    def read(self, clean: str) -> str:
        """The text with small letters where a clerk would write them."""
        small, titled = _lower(clean), _WORD.sub(lambda m: _capital(m[0]), clean)
        tokens = self._tokens(clean, small, titled)
        paragraphs = list(_paragraphs(clean))
        runs = list(_within(tokens, paragraphs))
        rolls = [run for run in runs[:_FRONT] if not _has_verb(run) or self._is_roll(clean, run)]
        known = {name for run in rolls for name in _listed(clean, run)}
        known |= {name for run in runs for name in self._cued(clean, run)}
        short = {name for run in runs[:_FRONT] for name in _short(clean, run)}
        for token in tokens:
            if token.type == "CAP" and clean[token.start : token.end] in short:
                token.value = "loud"
        parts, at = [], 0
        for (start, end), run in zip(paragraphs, runs, strict=True):
            parts += [small[at:start], self._paragraph(clean, small, titled, (start, end), run, known)]
            at = end
        return "".join([*parts, small[at:]])

    def _paragraph(
        self, clean: str, small: str, titled: str, place: tuple[int, int], run: list[Token], known: set[str]
    ) -> str:
        """One paragraph: what heads it, and its text."""
        start, end = place
        lettered = _LETTERED.match(clean, start, end)
        body = lettered.end() if lettered else start  # (A) and (II) are more often (a) and (ii)
        run = [t for t in run if t.start >= body]
        head = len(run) if self._is_roll(clean, run) or not _is_told(run) else _head(run)
        words = list(small[start:end])
        kept = [t for t in run[:head] if small[t.start : t.end] not in _SMALL]
        for token in (*kept, *self._kept(clean, run[head:], known)):
            words[token.start - start : token.end - start] = _name(clean, titled, token)
        behind = run[head].start if 0 < head < len(run) else end
        for first, last in ((body, behind), (behind, end)):
            for found in _START.finditer(clean[first:last]):
                words[first - start + found.end()] = clean[first + found.end()]
        return "".join(words)

    def _tokens(self, clean: str, small: str, titled: str) -> list[Token]:
        """The words, each as its list has it: in capitals, with one, or in small letters."""
        plain = {t.start: t for t in self._lexer.read(small, 0, len(small))}
        loud = {t.start: t for t in self._lexer.read(clean, 0, len(clean))}
        found: list[Token] = []
        until, kind = 0, ""
        for token in self._lexer.read(titled, 0, len(titled)):
            low = plain.get(token.start)
            if low is not None:
                until, kind = low.end, low.type
            below = kind if token.start < until else "WORD"
            if below in ("WORD", "ABBREVIATION") and token.type == "CAP":
                high = loud.get(token.start)
                listed = high is not None and high.end == token.end and high.type in _PEOPLE
                token.type, token.value = (high.type, "loud") if listed and high else ("CAP", None)
            elif below == "WORD" and small[token.start : token.end] in self._days:
                token.type = "DAY"
            elif token.type == "CAP" and below == "VERBED" and found and found[-1].type in ("TITLE", "INITIALS"):
                pass  # Mr Reed
            elif token.type not in _PEOPLE:
                token.type = below
            found.append(token)
        return found

    def _is_roll(self, clean: str, run: Sequence[Token]) -> bool:
        """Whether a paragraph begins with a heading of a roll and a colon."""
        opens = any(t.type == "COLON" for t in run[1:_NAMED]) and not _has_verb(run[:_NAMED])
        return opens and any(clean[t.start : t.end].lower() in self._rolls for t in run[:_NAMED])

    def _cued(self, clean: str, run: Sequence[Token]) -> Iterator[str]:
        """Full names of which a verb tells: APOLOGIES FROM ADA COLE AND BEN ROSS, PROPOSED BY CARA DUNN."""
        sorry = any(clean[t.start : t.end].lower() in self._sorry for t in run)
        for at, token in enumerate(run):
            moved = token.type == "BY" and any(t.type in _MOVES for t in run[max(at - 3, 0) : at])
            if not moved and not (sorry and token.type == "FROM"):
                continue
            for part in _parted(run[at + 1 : at + _LISTED]):
                if not 1 < len(part) < _NAMED or not all(t.type in ("CAP", "INITIALS") for t in part):
                    break
                yield clean[part[0].start : part[-1].end]

    def _kept(self, clean: str, run: Sequence[Token], known: set[str]) -> Iterator[Token]:
        """The tokens of a sentence that keep their capitals: names, offices and bodies."""
        types = [t.type for t in run]
        at = 0
        while at < len(run):
            width = _known_width(clean, run, at, known)
            if not width and types[at] in self._names.starts:
                tree = self._names.match(types, at)
                width = tree.end if tree is not None and tree.children[0].name != "office_lc" else 0
            if not width and types[at] in self._who.starts:
                tree = self._who.match(types, at)
                width = tree.end if tree is not None and tree.children[0].name == "group" else 0
            yield from (t for t in run[at : at + width] if t.type not in ("THE", "AND", "OF", "FOR", "TO"))
            if not width and types[at] in ("INITIALS", "POSTNOM", "TITLE", "DAY"):
                yield run[at]
            at += width or 1


def _lower(text: str) -> str:
    """In small letters, but for the letters of which that would make two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _capital(word: str) -> str:
    """A word with one capital, a name with those it is written with: O'Brien, McKay."""
    parts = re.split(r"(['’])", word)
    low = [p.capitalize() if i == 0 or (len(parts[0]) == 1 and len(p) > 1) else _lower(p) for i, p in enumerate(parts)]
    made = "".join(low)
    return made if len(made) == len(word) else word


def _name(clean: str, titled: str, token: Token) -> str:
    if token.value == "loud" or token.type in ("INITIALS", "POSTNOM"):
        return clean[token.start : token.end]
    return titled[token.start : token.end]


def _has_verb(run: Sequence[Token]) -> bool:
    return any(t.type in _VERBS or (t.type.endswith("V") and t.type != "ADV") for t in run)


def _head(run: Sequence[Token]) -> int:
    """How many tokens are a heading before a dash or a colon: 12/7 THE HALL - THE CLERK REPORTED …"""
    for at, token in enumerate(run[:_HEADED]):
        if token.type in ("DASH", "COLON") and at + 1 < len(run):
            return at + 1
        if token.type in ("DOT", "QMARK") or _has_verb([token]):
            break
    return 0


def _is_told(run: Sequence[Token]) -> bool:
    """Whether a paragraph is a sentence, or the rest of one, rather than a heading or a list."""
    listed = any(t.type in ("TITLE", "TITLES", "INITIALS", "COLON") for t in run)
    return _has_verb(run) or (bool(run) and run[-1].type == "DOT" and not listed)


def _paragraphs(clean: str) -> Iterator[tuple[int, int]]:
    """Lines, each with those in which it goes on: a line does where it is full and has no stop."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(clean)]
    lengths = sorted(end - start for start, end in lines)
    least = max(_LONG, lengths[len(lengths) * 9 // 10] * _FULL) if lengths else 0
    open_ended = [not _CLOSED.search(clean, start, end) for start, end in lines]
    full = [opened and end - start >= least for opened, (start, end) in zip(open_ended, lines, strict=True)]
    gaps = [clean.count("\n", end, after) for (_, end), (after, _) in pairwise(lines)]
    wide = sorted(gap for gap, filled in zip(gaps, full, strict=False) if filled)
    apart = _APART if len(wide) > _APART and wide[len(wide) // 2] == _APART else 1
    begin = lines[0][0] if lines else 0
    for at, (start, end) in enumerate(lines):
        goes_on = at < len(gaps) and gaps[at] <= apart and not _MARKER.match(clean, lines[at + 1][0])
        if not goes_on or not (full[at] or _OPEN.search(clean, start, end)):
            yield begin, end
            begin = lines[at + 1][0] if at < len(gaps) else end


def _within(tokens: Sequence[Token], paragraphs: Sequence[tuple[int, int]]) -> Iterator[list[Token]]:
    """The tokens of each paragraph."""
    at = 0
    for _, end in paragraphs:
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        yield list(tokens[first:at])


def _listed(clean: str, run: Sequence[Token]) -> Iterator[str]:
    """Full names that stand by themselves in a line: at its ends, or between commas."""
    begin = 0
    for at in range(len(run) + 1):
        if at < len(run) and run[at].type in ("CAP", "INITIALS", "A"):
            continue
        closed = at == len(run) or run[at].type in _BESIDE
        opened = begin == 0 or run[begin - 1].type in _BESIDE
        if closed and opened and 1 < at - begin < _NAMED and any(t.type == "CAP" for t in run[begin:at]):
            yield clean[run[begin].start : run[at - 1].end]
        begin = at + 1


def _parted(run: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The stretches between commas and `and`, up to a full stop."""
    begin = 0
    for at in range(len(run) + 1):
        if at == len(run) or run[at].type not in ("CAP", "INITIALS"):
            if at > begin:
                yield run[begin:at]
            if at == len(run) or run[at].type not in ("COMMA", "AND"):
                return
            begin = at + 1


def _short(clean: str, run: Sequence[Token]) -> Iterator[str]:
    """Initials that a roll gives for a name: ADA COLE (AC)."""
    for before, token, after in zip(run, run[1:], run[2:], strict=False):
        if before.type == "LPAR" and after.type == "RPAR" and 1 < token.end - token.start < _NAMED:
            yield clean[token.start : token.end]


def _known_width(clean: str, run: Sequence[Token], at: int, known: set[str]) -> int:
    """How many tokens from one on are a full name that a list has."""
    for width in (3, 2):
        if at + width <= len(run) and clean[run[at].start : run[at + width - 1].end] in known:
            return width
    return 0
