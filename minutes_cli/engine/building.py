"""The one module that builds Lark parsers, and takes their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from lark import Lark
from lark.grammar import Rule as LarkRule
from lark.lexer import Lexer, TerminalDef

from minutes_cli.engine.lexicon import Terminal, lexicon
from minutes_cli.engine.parts import FED_BY
from minutes_cli.engine.tables import Actions, Rule, Table, packed


class _Fed(Lexer):
    """Stands where Lark wants a lexer; the tokens come from elsewhere."""

    def __init__(self, conf: object) -> None: ...

    def lex(self, *_: object) -> Iterator[object]:  # type: ignore[override]  # never called
        return iter(())


def build(part: str, text: str, words: Table | None) -> Table:
    """Tables through Lark, in strict mode: a conflict is an error, never settled in silence.

    Raises LarkError or re.error for a grammar that does not compile.
    """
    lark = compiled(part, text, words)
    data, memo = lark.memo_serialize([TerminalDef, LarkRule])
    for terminal in lark.terminals:
        re.compile(terminal.pattern.to_regexp())
    return _table(part, data["parser"]["parser"], memo, list(lark.terminals))


def compiled(part: str, text: str, words: Table | None) -> Lark:
    """What Lark makes of a grammar; `words` are the tables of the grammar whose tokens it reads."""
    if part in FED_BY.values():
        names = re.findall(r"^([A-Z]\w*)(?:\.-?\d+)?\s*:", text, re.M)
        text += "\nstart: " + " | ".join(dict.fromkeys(names)) + "\n"
    if words:
        declared = set(re.findall(r"\w+", " ".join(re.findall(r"^%declare(.*)", text, re.M))))
        text += "\n%declare " + " ".join(t.name for t in words.terminals if t.name not in declared) + "\n"
    return Lark(text, parser="lalr", lexer=_Fed, strict=True, maybe_placeholders=False)


def _table(part: str, data: dict[str, object], memo: dict[int, object], terminals: Sequence[TerminalDef]) -> Table:
    """Lark's serialised tables, turned into ours."""
    plain = msgspec.convert(data, type=_LarkTables)
    order = {key: i for i, key in enumerate(sorted(plain.states))}
    rules: list[Rule] = []
    place: dict[int, int] = {}
    for key, entry in memo.items():
        if isinstance(entry, dict) and entry["__type__"] == "Rule":
            place[key] = len(rules)
            rules.append(_rule(entry))
    states: list[Actions] = []
    for key in order:
        row = {}
        for token, (_, target) in plain.states[key].items():
            row[plain.tokens[token]] = order[target] if isinstance(target, int) else -1 - place[target["@"]]
        states.append(row)
    ours = tuple(Terminal(t.name, t.priority, t.pattern.to_regexp()) for t in terminals)
    return packed(
        part,
        ours,
        rules,
        states,
        start=order[plain.start_states["start"]],
        end=order[plain.end_states["start"]],
        lexicon=lexicon(ours) if part in FED_BY.values() else None,
    )


class _LarkTables(msgspec.Struct):
    """The part of Lark's serialised parser that is read here."""

    tokens: dict[int, str]
    states: dict[int, dict[int, tuple[int, int | dict[str, int]]]]
    start_states: dict[str, int]
    end_states: dict[str, int]


def _rule(entry: dict[str, dict[str, str]]) -> Rule:
    origin, alias = str(entry["origin"]["name"]), entry["alias"]
    inline = origin.startswith("_") and not alias
    unwrap = bool(entry["options"]["expand1"]) and not alias
    return Rule(origin, len(entry["expansion"]), str(alias or origin), inline, unwrap)
