"""Words to tokens: a lexer whose patterns come from the terminals of the `words` grammar.

A terminal that lists words or phrases becomes a dictionary by first word; the others, which describe a shape
(a capitalised word, initials, a number), become one expression. So a text is cut once, by shape, and each word is
then looked up. Words of the lists come before shapes; of two lists the one of higher priority wins, and the longest
phrase wins over both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutes_cli.grammar import Table, Terminal

_LITERAL = re.compile(r"\(\?i:((?:[^()\\]|\\.)*)\)|((?:[^()|\\\[\]*+?{}.^$]|\\.)+)")
_WORDS = re.compile(r"[^\W_]+(?:['\-/&.][^\W_]+)*\.?|\S")

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
    return found if found and all(re.match(r"\w", word) for word, _ in found) else None


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
                listed += [(terminal.priority, terminal.name, tuple(_WORDS.findall(w)), fold) for w, fold in found]
        for _, name, parts, fold in sorted(listed, key=lambda row: (-len(row[2]), -row[0])):
            index = self._folded if fold else self._exact
            key = tuple(part.lower() for part in parts) if fold else parts
            index.setdefault(key[0], []).append((key, name))
        shapes.sort(key=lambda t: (-t.priority, t.name))
        self._names = [t.name for t in shapes]
        self._cut = re.compile("|".join(f"({t.pattern})" for t in shapes)).finditer

    def read(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of `text[start:end]`; offsets in them are those of the text."""
        names, exact, folded = self._names, self._exact, self._folded
        cut = [(m.start(), m.end(), m[0], m.lastindex or 1) for m in self._cut(text, start, end)]
        tokens: list[Token] = []
        at, count = 0, len(cut)
        while at < count:
            first, last, word, shape = cut[at]
            known = exact.get(word)
            width, name = self._longest(cut, at, known, False) if known else (0, "")
            if not width:
                known = folded.get(word.lower())
                width, name = self._longest(cut, at, known, True) if known else (0, "")
            if not width and word[-1] == "." and len(word) > 1 and names[shape - 1] in DOTTED:
                # the full stop was no part of a listed abbreviation: it ends the word
                bare = word[:-1]
                cut[at] = (first, last - 1, bare, shape)
                cut.insert(at + 1, (last - 1, last, ".", self._stop))
                count += 1
                continue
            if width:
                tokens.append(Token(name, first, cut[at + width - 1][1]))
                at += width
            else:
                tokens.append(Token(names[shape - 1], first, last))
                at += 1
        return tokens

    @property
    def _stop(self) -> int:
        return self._names.index("DOT") + 1

    @staticmethod
    def _longest(cut: list[tuple[int, int, str, int]], at: int, known: list[Phrase], fold: bool) -> tuple[int, str]:
        for parts, name in known:  # longest first
            width = len(parts)
            if width == 1:
                return 1, name
            if at + width > len(cut):
                continue
            seen = (row[2] for row in cut[at : at + width])
            if all((word.lower() if fold else word) == part for word, part in zip(seen, parts, strict=True)):
                return width, name
            # the last word of a phrase may carry the sentence's full stop: left for the next try
        return 0, ""


DOTTED = frozenset({"CAP", "WORD", "VERBED"})
