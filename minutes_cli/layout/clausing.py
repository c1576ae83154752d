"""Clauses: lines that each carry a verb of their own, `(a) NOTED the report`, are one decision."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.continuing import follows
from minutes_cli.layout.units import OPEN, Unit

_PARTS = frozenset({"DECISION", "LIST", "POINT", "PROSE", "THAT", "TEXT"})
_FIRST = frozenset({"1", "a", "i"})
_STOPS = (":", "-", "–")  # what the words end with above a list
_WHOLE = kept.compile(r"resol", re.IGNORECASE)  # 3.1 Resolved: each is a decision


def join_clauses(units: Sequence[Unit], clean: str, find: Patterns) -> None:
    """Type as list items the clauses of a decision that would else be decisions of their own."""
    for at, unit in enumerate(units[:-1]):
        if unit.type in ("PROSE", "TEXT") and _leads(unit, units[at + 1], clean, find):
            unit.type, unit.mark, unit.marker = "DECISION", "LABEL", clean[unit.body : unit.end]
            unit.body = unit.end
            _take_loose(units, at + 1, clean, find)
    open_list = False  # the unit above is a clause
    for above, unit in itertools.pairwise(units):
        number = _number(unit, clean, find) if unit.type == "DECISION" else None
        if number is None or _WHOLE.search(clean, unit.start, unit.body):
            open_list = open_list and unit.type == "LIST"
        elif (open_list and follows(above.marker, number)) or _goes_on(above, number, clean, find):
            _make_item(unit, number, clean)
            open_list = True


def _leads(unit: Unit, below: Unit, clean: str, find: Patterns) -> bool:
    """Whether `The Committee:` stands above a line that begins with what it did."""
    words = clean[unit.body : unit.end]
    if words.rstrip()[-1:] not in _STOPS:
        return False
    return bool(find.one["BODY_LEAD"].match(words)) and below.type in _PARTS and _decides(below, clean, find)


def _decides(unit: Unit, clean: str, find: Patterns) -> bool:
    mark = find.mark(clean, unit.start, unit.end)
    start = mark.end() if mark else unit.start
    return find.one["CLAUSE_VERB"].match(clean[start : unit.end].lstrip()) is not None


def _take_loose(units: Sequence[Unit], at: int, clean: str, find: Patterns) -> None:
    """The lines below a lead that begin with a verb of decision."""
    while at < len(units) and units[at].type in _PARTS and _decides(units[at], clean, find):
        mark = find.mark(clean, units[at].start, units[at].end)
        number = mark[0].strip() if mark else None
        if number:
            _make_item(units[at], number, clean)
        else:
            units[at].type, units[at].marker, units[at].body = "TEXT", None, units[at].start
        at += 1


def _number(unit: Unit, clean: str, find: Patterns) -> str | None:
    """The number or letter that a unit begins with."""
    found = find.mark(clean, unit.start, unit.end)
    return found[0].strip() if found and found.lastgroup != "BULLET" else None


def _goes_on(above: Unit, number: str, clean: str, find: Patterns) -> bool:
    """Whether a decision with a number is a clause of the one above it."""
    if above.type != "DECISION":
        return False
    before = _number(above, clean, find)
    if before is not None:
        label = clean[above.start : above.body]
        return "." not in number.rstrip(".") and follows(before, number) and not _WHOLE.search(label)
    words = clean[above.body : above.end].rstrip()
    return number.strip("().: ").lower() in _FIRST and (not words or words.endswith(OPEN))


def _make_item(unit: Unit, number: str, clean: str) -> None:
    """A list item whose words begin behind its number."""
    body = unit.start + len(number)
    while body < unit.end and clean[body].isspace():
        body += 1
    unit.type, unit.marker, unit.body = "LIST", number, body
