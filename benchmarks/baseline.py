"""The baseline: the same pipeline and grammars on Lark's own lexer and LALR engine.

`install` puts them in the place of `minutes_cli.engine.tokens`, `minutes_cli.engine.island` and the driver of
`minutes_cli.layout.structure`; all else stays. It must run before any other module of the package is imported.

Lark's lexer is given what it needs to read the same words: a list ends at a word boundary and goes before
the shapes, as `minutes_cli.engine.tokens` says. Lark's engine is used as it is: an island is fed to its interactive
parser token by token for as long as that accepts, and what it had accepted at the longest stop is the island.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from lark import Lark, Token, Tree, lexer
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer as LarkLexer

from minutes_cli.engine import grammar, island, lexicon, tokens
from minutes_cli.layout import structure

lexer.has_interegular = False  # it would compare all lists in pairs, for minutes, to warn of words in two

SOURCES: dict[int, tuple[str, tuple[grammar.Patch, ...]]] = {}  # of tables, by identity
_tables = grammar.table


class Fed(LarkLexer):
    """Stands where Lark wants a lexer: what is parsed is tokens already, words or segments."""

    def __init__(self, conf: object) -> None: ...

    def lex(self, *_: object) -> Iterator[Token]:  # type: ignore[override]
        return iter(())


def table(part: str, patches: tuple[grammar.Patch, ...] = ()) -> grammar.Table:
    made = _tables(part, patches)
    SOURCES.setdefault(id(made), (part, patches))
    return made


@functools.cache
def _engine(key: int) -> Lark:
    """Lark's parser of the grammar that a table was made of."""
    part, patches = SOURCES[key]
    statements = [s.text for patch in patches for s in grammar.route(patch).get(part, ())]
    text = "\n".join([grammar.source(part), *statements])
    if part in grammar.FED_BY:
        declared = set(re.findall(r"\w+", " ".join(re.findall(r"^%declare(.*)", text, re.M))))
        words = {t.name for t in _tables(grammar.FED_BY[part], patches).terminals}
        text += "\n%declare " + " ".join(sorted(words - declared)) + "\n"
    return Lark(text, parser="lalr", lexer=Fed, maybe_placeholders=False)


@functools.cache
def _cutter(words: grammar.Table) -> Lark:
    """Lark's lexer of a table of words."""
    rows = []
    for terminal in words.terminals:
        pattern, listed = terminal.pattern, lexicon.literals(terminal.pattern)
        if listed is not None:
            ordered = sorted(listed, key=lambda row: -len(row[0]))
            pattern = "|".join(f"(?i:{re.escape(w)})" if fold else re.escape(w) for w, fold in ordered)
            pattern = rf"(?:{pattern})(?!\w)"
        pattern = pattern.replace("/", r"\/") if "\\/" not in pattern else pattern
        rows.append(f"{terminal.name}.{terminal.priority + 100 * (listed is not None)}: /{pattern}/")
    names = " | ".join(t.name for t in words.terminals)
    return Lark("\n".join([f"start: ({names})*", *rows, r"%ignore /\s+/"]), parser="lalr", lexer="contextual")


class Lexer(tokens.Lexer):
    """Words to tokens by Lark's lexer."""

    def __init__(self, words: grammar.Table) -> None:
        super().__init__(words)
        self._cut = _cutter(words).lex
        dotted = {w for t in words.terminals for w, _ in lexicon.literals(t.pattern) or () if w[-1:] == "."}
        self._abbreviations = {form for w in dotted for form in (w, w.lower(), w.upper(), w.capitalize())}

    def read(self, text: str, start: int, end: int) -> list[tokens.Token]:
        out = []
        for found in self._cut(text[start:end]):
            at, stop, kind = start + found.start_pos, start + found.end_pos, found.type.removesuffix("_LIST")
            full = found.value[-1] == "." and stop - at > 1 and kind in tokens.DOTTED
            if full and found.value not in self._abbreviations:
                out += [tokens.Token(kind, at, stop - 1), tokens.Token("DOT", stop - 1, stop)]
            else:
                out.append(tokens.Token(kind, at, stop))
        return out


class Islands:
    """Islands by Lark's interactive parser."""

    def __init__(self, table: grammar.Table, *, longest: int = 96) -> None:
        self._lark = _engine(id(table))
        self._longest = longest
        self.starts = frozenset(name for name in table.states[table.start] if name.isupper())

    def match(self, types: Sequence[str], at: int = 0) -> island.Tree | None:
        if types[at] not in self.starts:
            return None
        parser, best = self._lark.parse_interactive(""), None
        for place, name in enumerate(types[at : at + self._longest]):
            try:
                parser.feed_token(Token(name, name, start_pos=place))
            except UnexpectedInput:
                break
            if "$END" in parser.choices():
                try:
                    best = parser.copy(deepcopy_values=False).feed_eof(), place + 1
                except UnexpectedInput:
                    continue
        if best is None:
            return None
        made = _tree(best[0], 0)
        assert isinstance(made, island.Tree)
        return made


def _tree(found: object, at: int) -> island.Tree | island.Leaf:
    """Lark's tree as one of ours, which knows the places of its tokens; `at` is that of an empty one."""
    if isinstance(found, Token):
        return island.Leaf(found.type, found.start_pos or 0)
    assert isinstance(found, Tree)
    children = []
    for child in found.children:
        children.append(_tree(child, at))
        at = children[-1].end
    start = children[0].start if children else at
    return island.Tree(str(found.data), start, at, tuple(children))


def _parse(table: grammar.Table, types: Sequence[str]) -> structure.Node:
    parser = _engine(id(table)).parse_interactive("")
    for at, name in enumerate(types):
        parser.feed_token(Token(name, name, start_pos=at))
    made = _node(parser.feed_eof())
    assert isinstance(made, structure.Node)
    return made


def _node(found: object) -> structure.Node | int:
    if isinstance(found, Token):
        return found.start_pos or 0
    assert isinstance(found, Tree)
    return structure.Node(str(found.data), [_node(child) for child in found.children])


def install() -> None:
    """Put Lark's lexer and engine in the place of ours."""
    grammar.table = table  # type: ignore[assignment]
    tokens.table = table  # type: ignore[attr-defined]
    island.table = table  # type: ignore[attr-defined]
    tokens.Lexer = Lexer  # type: ignore[misc]
    island.Islands = Islands  # type: ignore[misc,assignment]
    structure.parse = _parse
