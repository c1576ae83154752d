"""Ticks: lists of names in which a sign before or behind each tells who is there: [x] Ada Cole   B Brack +."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from minutes_cli.engine.tokens import Token
from minutes_cli.persons import rows
from minutes_cli.persons.grids import Grid, GridReader
from minutes_cli.persons.keys import code_of

_LEAST = 2  # lines of a list
_MOST = 400
_BULLETS = "-*+•·▪"
_BOXES = frozenset({"ticked", "unticked"})
_SIGNS = "+*†‡#"


class Named(msgspec.Struct, frozen=True, gc=False):
    """A line, or the part of one between slashes: the sign before the name, the name, the sign behind it."""

    lead: str
    start: int
    end: int
    trail: str


def read(text: str, source: str, start: int, grids: GridReader) -> Grid | None:
    """The list that begins with the line of `start`, with nobody where no signs tell who is there; None for no list."""
    lines: list[list[Token]] = []
    bodied = False  # whether each line begins with the body that its persons are of
    boxed: bool | None = None
    for row in rows.read(text, source, start):
        tokens = grids.keys.lexer.read(source, row.start, row.end)
        bodied = bodied or _dash(source, tokens) > 0
        parts = _line(source, tokens, grids, bodied=bodied)
        if not parts or len(lines) > _MOST or boxed not in (None, parts[0].lead in _BOXES):
            break
        if not all(grids.persons(text, (n.start, n.end)) for n in parts):
            break
        boxed = parts[0].lead in _BOXES
        lines.append(tokens)
    found = [named for tokens in lines for named in _line(source, tokens, grids, bodied=bodied)]
    if not found:
        return None
    end = lines[-1][-1].end
    leads, trails = {n.lead for n in found}, {n.trail for n in found}
    key = grids.keys.key(source, start, end) if trails - {""} or any(w in _SIGNS for w in leads - {""}) else {}
    statuses = _statuses(found, leads, trails, key) if len(found) >= _LEAST else []
    grid = Grid(end)
    if not statuses:
        return grid
    for named, status in zip(found, statuses, strict=True):
        for entry in grids.persons(text, (named.start, named.end)):
            entry.status = entry.status or status
            grid.entries.append(entry)
    return grid


def _statuses(found: Sequence[Named], leads: set[str], trails: set[str], key: dict[str, str]) -> list[str]:
    """The status of each; none where the signs tell nothing."""
    if leads <= _BOXES:
        return ["present" if n.lead == "ticked" else "absent" for n in found]
    if leads <= {"+", "-"} and leads >= {"+"} and (key.get("+") or len(leads) > 1):
        return [key.get("+", "present") if n.lead == "+" else "absent" for n in found]
    behind = (trails - {""}) & ({*key} | {"✓", "✔"})
    if behind:
        return [key.get(n.trail, "present") if n.trail in behind else "absent" for n in found]
    before = (leads - {""}) & {*key}
    if before:
        return [key[n.lead] if n.lead in before else "absent" for n in found]
    return []


def _line(source: str, tokens: list[Token], grids: GridReader, *, bodied: bool) -> list[Named]:
    """The names of a line with their signs; a body before a dash is passed over: Red Ltd - Ada Cole + / B Brack."""
    lead, width = grids.keys.box(source, tokens)
    marked = len(tokens) > width and source[tokens[0].start] in _BULLETS
    if marked and grids.keys.box(source, tokens[1:])[1]:  # - [x] Ada Cole
        tokens = tokens[1:]
        lead, width = grids.keys.box(source, tokens)
    if lead in ("sign", "minus"):
        lead = source[tokens[0].start]
    elif not width and marked:
        width = 1
    dash = _after_dash(source, tokens) if bodied else 0
    named = (_named(source, part, lead) for part in _parts(source, tokens[max(width, dash) :]))
    return [n for n in named if n is not None]


def _named(source: str, part: list[Token], lead: str) -> Named | None:
    trail = ""
    if part and part[-1].type in ("STAR", "TICK"):
        trail, part = source[part[-1].start], part[:-1]
    elif [t.type for t in part[-3::2]] == ["LPAR", "RPAR"]:  # A Cole (P)
        trail, part = code_of(source, part[-2]), part[:-3] if code_of(source, part[-2]) else part
    elif len(part) > 2 and part[-2].type in ("DASH", "EQUALS"):  # A Cole - P
        trail, part = code_of(source, part[-1]), part[:-2] if code_of(source, part[-1]) else part
    return Named(lead, part[0].start, part[-1].end, trail) if part else None


def _dash(source: str, tokens: list[Token]) -> int:
    """The place behind the dash of a line, where slashes or signs stand there; 0 for none."""
    dash = _after_dash(source, tokens)
    return dash if any(_splits(source, t) or t.type == "STAR" for t in tokens[dash:]) else 0


def _after_dash(source: str, tokens: list[Token]) -> int:
    places = (i + 1 for i, t in enumerate(tokens) if i > 1 and t.type == "DASH" and source[t.start - 1].isspace())
    return next(places, 0)


def _splits(source: str, token: Token) -> bool:
    return source[token.start : token.end] == "/"


def _parts(source: str, tokens: list[Token]) -> list[list[Token]]:
    """The tokens between slashes, and between commas behind brackets."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        comma = token.type == "COMMA" and source[token.start] in ",;" and parts[-1] and parts[-1][-1].type == "RPAR"
        if _splits(source, token) or comma:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]
