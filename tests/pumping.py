"""Sentences of a grammar in which one repeat goes on and on, made from the grammar's own rules and words.

A rule repeats where its own name can stand within it: `x: y | x y`, and what Lark makes of `y*`. Each way back to
itself is a repeat; what stands before and behind it on the way is what is repeated.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backtracking import samples

from minutes_cli.engine.building import compiled
from minutes_cli.engine.grammar import FED_BY, source, table
from minutes_cli.engine.lexicon import literals
from minutes_cli.engine.tokens import lexer

Row = tuple[str, ...]

BY_RULE = dict.fromkeys(("WHO", "WHOS", "ANON", "GROUP"), "who") | dict.fromkeys(
    ("NAME", "NAMES", "OFFICE", "OFFICE_LC"), "names"
)
"""Tokens that one grammar makes for the next, each by the rule of its name in small letters."""
OWN = {  # those that Python makes, as a text has them; the ones that only say what is looked for are no words of it
    "DATE": "3 May 2024",
    "TIME": "7.30 pm",
    "DAY": "3 May",
    "BREAK": "\n",
    "NAMED": "Ash",
} | dict.fromkeys(
    ("CELL", "NOTE", "HEADING", "MARKED", "COLUMN", "MARK", "KEY", "BOX", "WHERE", "OPENING", "CLOSING", "NAMING"), ""
)
SHAPES = ("Ash", "ash", "washed", "J.", "J", "7", "x", "\ue000", "/", "+", "=", "✓", "✗", "×", "☐")


class Repeat(NamedTuple):
    """A repeat: its rule, and what stands where; `turns` are the rows that are repeated one after the other."""

    rule: str
    before: Row
    turns: tuple[tuple[Row, Row], ...]
    kernel: Row
    behind: Row

    def types(self, tokens: int) -> Row:
        """The sentence with the repeat gone round until it has so many tokens."""
        left: list[str] = []
        right: list[str] = []
        turn = 0
        while len(left) + len(right) < tokens:
            first, last = self.turns[turn % len(self.turns)]
            left += first
            right[:0] = last
            turn += 1
        return (*self.before, *left, *self.kernel, *right, *self.behind)


class Grammar:
    """The rules of one grammar, with the shortest row of tokens that each accepts and stands among."""

    def __init__(self, part: str) -> None:
        """Take the rules from Lark."""
        words = table(FED_BY[part]) if part in FED_BY else None
        self.rules: dict[str, list[Row]] = {}
        for rule in compiled(part, source(part), words).rules:
            self.rules.setdefault(rule.origin.name, []).append(tuple(symbol.name for symbol in rule.expansion))
        self.shortest: dict[str, Row] = {}
        self.among: dict[str, tuple[Row, Row]] = {"start": ((), ())}
        while self._shorten():
            pass
        while self._surround():
            pass

    def row(self, symbols: Sequence[str]) -> Row:
        """The shortest row of tokens for symbols."""
        return tuple(name for symbol in symbols for name in self.shortest.get(symbol, (symbol,)))

    def repeats(self) -> Iterator[Repeat]:
        """Each repeat twice: the same over and over, and where there is a choice all of it in turn."""
        for rule in self.rules:
            ways = [way for way in self._ways(rule) if way[0] or way[1]]
            for way in ways:
                yield self._repeat(rule, [way])
            if len(turns := [turn for way in ways for turn in self._turns(way)]) > 1:
                yield self._repeat(rule, turns)

    def _repeat(self, rule: str, turns: Sequence[tuple[Row, Row]]) -> Repeat:
        rows = tuple((self.row(first), self.row(last)) for first, last in turns)
        before, behind = self.among[rule]
        return Repeat(rule, before, rows, self.row((rule,)), behind)

    def _turns(self, way: tuple[Row, Row]) -> Iterator[tuple[Row, Row]]:
        """A way with each alternative of the rules that stand on it."""
        for side in (0, 1):
            for at, symbol in enumerate(way[side]):
                for row in self.rules.get(symbol, ()):
                    turn = (*way[side][:at], *row, *way[side][at + 1 :])
                    yield (turn, way[1]) if side == 0 else (way[0], turn)
        if not any(symbol in self.rules for side in way for symbol in side):
            yield way

    def _ways(self, rule: str) -> Iterator[tuple[Row, Row]]:
        """What stands before and behind a rule on each way from it back to itself, by the alternatives of its own."""
        for row in self.rules[rule]:
            for at, symbol in enumerate(row):
                back = self._way(symbol, rule) if symbol in self.rules else None
                if back is not None:
                    yield (*row[:at], *back[0]), (*back[1], *row[at + 1 :])

    def _way(self, here: str, there: str) -> tuple[Row, Row] | None:
        """What stands before and behind a rule on the shortest way to it from another."""
        known: dict[str, tuple[Row, Row]] = {here: ((), ())}
        queue = [here]
        for name in queue:
            if name == there:
                return known[name]
            before, behind = known[name]
            for row in self.rules[name]:
                for at, symbol in enumerate(row):
                    if symbol in self.rules and symbol not in known:
                        known[symbol] = ((*before, *row[:at]), (*row[at + 1 :], *behind))
                        queue.append(symbol)
        return None

    def _shorten(self) -> bool:
        changed = False
        for rule, rows in self.rules.items():
            for row in rows:
                if all(symbol in self.shortest or symbol not in self.rules for symbol in row):
                    made = self.row(row)
                    if rule not in self.shortest or len(made) < len(self.shortest[rule]):
                        self.shortest[rule] = made
                        changed = True
        return changed

    def _surround(self) -> bool:
        changed = False
        for rule in [name for name in self.rules if name in self.among]:
            before, behind = self.among[rule]
            for row in self.rules[rule]:
                for at, symbol in enumerate(row):
                    if symbol in self.rules:
                        made = ((*before, *self.row(row[:at])), (*self.row(row[at + 1 :]), *behind))
                        known = self.among.get(symbol)
                        if known is None or len(made[0] + made[1]) < len(known[0] + known[1]):
                            self.among[symbol] = made
                            changed = True
        return changed


@functools.cache
def grammar(part: str) -> Grammar:
    """The rules of a grammar."""
    return Grammar(part)


def spelt(part: str, types: Sequence[str]) -> str:
    """A row of a grammar's tokens as a text has them, each so that it makes no phrase with the one before."""
    found: list[str] = []
    for name in types:
        found.append(word(part, name, *found[-1:]))
    return " ".join(word for word in found if word)


@functools.cache
def word(part: str, name: str, before: str = "") -> str:
    """One token as a text has it behind a word: a word of its list, or one of its shape."""
    if name in BY_RULE and part != "names":
        return spelt(BY_RULE[name], grammar(BY_RULE[name]).shortest[name.lower()])
    if name in OWN and name not in {terminal.name for terminal in table(FED_BY[part]).terminals}:
        return OWN[name]
    alone = [tried for tried in _candidates(part, name) if _types(part, tried) == [name]]
    if not alone:
        raise LookupError(f"no word is {name} of {part}: write one into OWN or SHAPES")
    first = _types(part, before)
    return next((tried for tried in alone if _types(part, f"{before} {tried}") == [*first, name]), alone[0])


def _types(part: str, words: str) -> list[str]:
    """The types of the tokens of words in the midst of others."""
    return [token.type for token in lexer(FED_BY[part]).read(f"ash {words} ash", 4, 4 + len(words))]


def _candidates(part: str, name: str) -> Iterator[str]:
    for terminal in table(FED_BY[part]).terminals:
        if terminal.name in (name, f"{name}_LIST"):
            rows = literals(terminal.pattern) or ()
            listed = [form for words, fold in rows for form in ((words, words.upper()) if fold else (words,))]
            yield from sorted(listed, key=lambda words: (words.count(" "), len(words)))
            yield from SHAPES
            yield from samples(terminal.pattern)
