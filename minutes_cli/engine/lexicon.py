"""A lexicon: the words that the terminals of a grammar list, by first word, and the shapes of all others.

It is made with the tables of the grammar and kept with them; what a word begins is unpacked when it is met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from minutes_cli import kept

_LITERAL = kept.compile(r"\(\?i:((?:[^()\\]|\\\W)*)\)|((?:[^()|\\\[\]*+?{}.^$]|\\\W)+)")
_WORDS = kept.compile(r"[^\W_]+(?:(?!'s\b)['\-/&.][^\W_]+)*\.?|'s\b|\S")

_LISTED = list[tuple[str, bool]]


class Terminal(msgspec.Struct, frozen=True, gc=False):
    """A terminal: its name, priority and pattern (a regular expression)."""

    name: str
    priority: int
    pattern: str


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A word or several that make one token: the token's type, the words, whether their case is ignored."""

    type: str
    words: tuple[str, ...]
    fold: bool


_phrases = msgspec.msgpack.Decoder(list[Phrase]).decode


class Lexicon(msgspec.Struct, frozen=True, eq=False):
    """The lists and shapes of a grammar of words.

    `begun` has the phrases by their first word, folded where case is ignored, `listed` those of each list;
    `types` are lists and nothing else. `shape` is one expression with a group for each of `shapes`, and
    `reaches` where one of them looks over the blank between two words. `dotted` are the words that keep
    their full stop.
    """

    begun: dict[str, bytes]
    listed: dict[str, bytes]
    types: frozenset[str]
    shapes: tuple[str, ...]
    shape: str
    reaches: bool
    dotted: frozenset[str]

    def beginning(self, word: str) -> list[Phrase]:
        """The phrases that begin with a word, the longest first."""
        rows = self.begun.get(word)
        return [] if rows is None else _phrases(rows)

    def phrases(self, names: Iterable[str]) -> list[Phrase]:
        """All phrases of the lists of these names."""
        rows = filter(None, map(self.listed.get, names))
        return [phrase for row in rows for phrase in _phrases(row)]


def lexicon(terminals: Sequence[Terminal]) -> Lexicon:
    """The lists and shapes of the terminals of a grammar."""
    shapes: list[Terminal] = []
    listed: list[tuple[int, tuple[str, ...], Phrase]] = []
    for terminal in terminals:
        found = literals(terminal.pattern)
        if found is None:
            shapes.append(terminal)
        name = terminal.name.removesuffix("_LIST")  # a list that adds words to a shape
        for literal, fold in found or ():
            words = tuple(_WORDS.findall(literal))
            key = tuple(word.lower() for word in words) if fold else words
            listed.append((terminal.priority, words, Phrase(name, key, fold)))
    listed.sort(key=lambda row: (-len(row[1]), row[2].fold, -row[0]))
    shapes.sort(key=lambda t: (-t.priority, t.name))
    names = tuple(t.name for t in shapes)
    dotted = [(word, p.fold) for _, words, p in listed for word in words if word[-1] == "."]
    return Lexicon(
        begun=_packed((phrase.words[0], phrase) for _, _, phrase in listed),
        listed=_packed((phrase.type, phrase) for _, _, phrase in listed),
        types=frozenset(phrase.type for _, _, phrase in listed).difference(names),
        shapes=names,
        shape="|".join(f"({t.pattern})" for t in shapes),
        reaches=any(_reaches(t.pattern) for t in shapes),
        dotted=frozenset(form for word, fold in dotted for form in _cases(word, fold)),
    )


def _packed(rows: Iterable[tuple[str, Phrase]]) -> dict[str, bytes]:
    """Phrases by a key, packed."""
    by: dict[str, list[Phrase]] = {}
    for key, phrase in rows:
        by.setdefault(key, []).append(phrase)
    return {key: msgspec.msgpack.encode(phrases) for key, phrases in by.items()}


def literals(pattern: str) -> list[tuple[str, bool]] | None:
    """The words of a pattern that lists words, each with whether case is ignored; None where it is no list."""
    return kept.remembered(f"literals\0{pattern}", _LISTED, lambda: _literals(pattern) or []) or None


def _literals(pattern: str) -> list[tuple[str, bool]] | None:
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


def _reaches(pattern: str) -> bool:
    """Whether a shape may reach or look over the blank between two words; figures and signs are together."""
    inner = pattern.replace(r"(?=\s)", "").replace(r"(?<=\d\s)(?:st|nd|rd|th)\b", "")
    if r"\s" not in inner and " " not in inner:
        return False
    return re.search(r"[^\W\d]", re.sub(r"\\[dsw]", "", inner)) is not None
