"""Words to tokens: a lexer whose patterns come from the terminals of the `words` grammar.

A terminal that lists words or phrases becomes a dictionary by first word; the others, which describe a shape
(a capitalised word, initials, a number), become one expression. So a text is cut once, by shape, and each word is
then looked up. Words of the lists come before shapes; of two lists the one of higher priority wins, and the longest
phrase wins over both.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from minutes_cli.grammar import Patch, Table, Terminal, table

_LITERAL = re.compile(r"\(\?i:((?:[^()\\]|\\\W)*)\)|((?:[^()|\\\[\]*+?{}.^$]|\\\W)+)")
_WORDS = re.compile(r"[^\W_]+(?:(?!'s\b)['\-/&.][^\W_]+)*\.?|'s\b|\S")

DOTTED = frozenset({"CAP", "WORD", "VERBED"})  # shapes whose last full stop may end the sentence
Phrase = tuple[tuple[str, ...], str]


@dataclass(slots=True)
class Token:
    """A token: its type, its offsets in the text, and what later stages found in it (a reading of names)."""

    type: str
    start: int
    end: int
    value: object = None


def literals(pattern: str) -> list[tuple[str, bool]] | None:
    """The words of a pattern that lists words, each with whether case is ignored; None where it is no list."""
    inner = pattern
    if inner.startswith("(?:") and inner.endswith(")"):
        inner = inner[3:-1]
    found, at = [], 0
    while at < len(inner):
        hit = _LITERAL.match(inner, at)
        if not hit:
            return None
        word = hit[1] if hit[1] is not None else hit[2]
        found.append((re.sub(r"\\(.)", r"\1", word), hit[1] is not None))
        at = hit.end()
        if at < len(inner):
            if inner[at] != "|":
                return None
            at += 1
    return found if any(re.match(r"\w", word) for word, _ in found) else None


def _cases(word: str, fold: bool) -> tuple[str, ...]:
    return (word, word.lower(), word.upper(), word.capitalize()) if fold else (word,)


class Lexer:
    """Cuts a stretch of text into tokens."""

    def __init__(self, words: Table) -> None:
        shapes: list[Terminal] = []
        self._exact: dict[str, list[Phrase]] = {}
        self._folded: dict[str, list[Phrase]] = {}
        listed: list[tuple[int, str, tuple[str, ...], bool]] = []
        for terminal in words.terminals:
            found = literals(terminal.pattern)
            if found is None:
                shapes.append(terminal)
            else:
                name = terminal.name.removesuffix("_LIST")  # a list that adds words to a shape
                listed += [(terminal.priority, name, tuple(_WORDS.findall(w)), fold) for w, fold in found]
        for _, name, parts, fold in sorted(listed, key=lambda row: (-len(row[2]), -row[0])):
            index = self._folded if fold else self._exact
            key = tuple(part.lower() for part in parts) if fold else parts
            index.setdefault(key[0], []).append((key, name))
        dotted = [(p, fold) for _, _, parts, fold in listed for p in parts if p[-1] == "."]
        self._abbreviations = frozenset(form for p, fold in dotted for form in _cases(p, fold))
        shapes.sort(key=lambda t: (-t.priority, t.name))
        self._names = [t.name for t in shapes]
        self._cut = re.compile("|".join(f"({t.pattern})" for t in shapes)).finditer

    def listed(self, *names: str) -> frozenset[str]:
        """The first words, folded, of the lists of these names."""
        rows = (row for index in (self._exact, self._folded) for listed in index.values() for row in listed)
        return frozenset(parts[0].lower() for parts, name in rows if name in names)

    def read(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of `text[start:end]`; offsets in them are those of the text."""
        exact, folded = self._exact, self._folded
        cut = self._split(text, start, end)
        tokens: list[Token] = []
        at, count = 0, len(cut)
        while at < count:
            first, last, word, name = cut[at]
            width, shape = 0, name
            if known := exact.get(word):
                width, name = self._longest(cut, at, known, False, shape)
            if known := folded.get(word.lower()):
                wider, other = self._longest(cut, at, known, True, shape)
                if wider > width:
                    width, name = wider, other
            if width > 1:
                last = cut[at + width - 1][1]
            tokens.append(Token(name, first, last))
            at += width or 1
        return tokens

    def _split(self, text: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
        """Cut by shape; a full stop that no listed abbreviation has becomes a token of its own."""
        names, cut = self._names, []
        for match in self._cut(text, start, end):
            first, last = match.span()
            word, name = match[0], names[(match.lastindex or 1) - 1]
            ends = name in DOTTED or (name == "NUMBER" and "." not in word[:-1])  # at 11am. The
            if word[-1] == "." and len(word) > 1 and ends and word not in self._abbreviations:
                cut.append((first, last - 1, word[:-1], name))
                cut.append((last - 1, last, ".", "DOT"))
            else:
                cut.append((first, last, word, name))
        return cut

    @staticmethod
    def _longest(cut: list[tuple[int, int, str, str]], at: int, known: list[Phrase], fold: bool, name: str) -> tuple[int, str]:
        """How many words the longest known phrase here has, and its type; 0 and the given type where none fits."""
        for parts, listed in known:  # longest first
            width = len(parts)
            if width == 1:
                return 1, listed
            if at + width > len(cut):
                continue
            seen = (row[2] for row in cut[at : at + width])
            if all((word.lower() if fold else word) == part for word, part in zip(seen, parts, strict=True)):
                return width, listed
        return 0, name


@functools.lru_cache(maxsize=64)
def lexer(words: str, patches: tuple[Patch, ...] = ()) -> Lexer:
    """The lexer of a grammar of words under patches, made once."""
    return Lexer(table(words, patches))
