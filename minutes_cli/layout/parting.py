"""Parting: talk that stands behind a decision in its paragraph becomes a paragraph of its own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from minutes_cli.engine.patterns import LABELS, Patterns
from minutes_cli.layout.units import Unit

_GOES_ON = frozenset({"LIST", "TEXT"})
_CLOSED = frozenset({"HEADING", "PROSE", "POINT"})
_ABOVE = 40  # units between a clause and the label of its decision


def part_talk(units: Sequence[Unit], clean: str, find: Patterns) -> list[Unit]:
    """The units, with the words behind a decision's last sentence cut off where somebody speaks in them."""
    made: list[Unit] = []
    for at, unit in enumerate(units):
        made.append(unit)
        goes_on = at + 1 < len(units) and units[at + 1].type in _GOES_ON
        if goes_on or not _decides(units, at):
            continue
        talk = _talk(clean, unit, find)
        if talk is not None:
            line = unit.line + clean.count("\n", unit.start, talk)
            made[-1] = replace(unit, end=talk - 1)
            made.append(Unit("PROSE", talk, unit.end, talk, line, unit.indent, last=unit.last))
    return made


def _decides(units: Sequence[Unit], at: int) -> bool:
    """Whether a unit holds the words of a decision: its label, a paragraph or a clause below it."""
    if units[at].type in ("DECISION", "THAT"):
        return True
    if units[at].type not in _GOES_ON:
        return False
    for above in reversed(units[max(0, at - _ABOVE) : at]):
        if above.type == "DECISION":
            return True
        if above.type in LABELS or above.type in _CLOSED:
            return False
    return False


def _talk(clean: str, unit: Unit, find: Patterns) -> int | None:
    """Where somebody begins to speak behind the decision of a unit, outside of quotations."""
    for found in find.one["TALK"].finditer(clean, unit.body, unit.end):
        before = clean[unit.body : found.start()]
        if before.rfind("\u201c") <= before.rfind("\u201d") and before.count('"') % 2 == 0:
            return found.end("stop")
    return None
