"""Continuing: paragraphs that go on with the decision above them, told by what comes after them."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli.engine.patterns import LABELS, Patterns
from minutes_cli.layout.numbering import roman
from minutes_cli.layout.units import Unit

_ENDS = frozenset({"MINUTES", "REASON", "DOCUMENTS", "FIELD"})
_WORDS = frozenset({"PROSE", "THAT", "PURPOSE", "TEXT"})
_LISTS = frozenset({"LIST", "POINT"})
_GROWING = frozenset({"LIST", "TEXT", "THAT"})
_FIRST = frozenset({"1", "a", "i", "", "-", "*", "•"})  # marks of the first of a list
_SECTION = 8  # paragraphs of a section headed `Decision:`
_BETWEEN = 2  # paragraphs between two clauses


def continue_decisions(units: Sequence[Unit], clean: str, find: Patterns) -> None:
    """Type as text the paragraphs of a section headed `Decision:`.

    Those between two clauses of a decision, and its conditions, whether or not it leads them in.
    """
    for at, unit in enumerate(units):
        if unit.type == "DECISION" and (unit.marker or "").rstrip(":- ").lower() in ("decision", "decisions"):
            _fill_section(units, at)
        elif unit.type == "LIST":
            _fill_between(units, at)
            _fill_reasons(units, at)
        if at + 1 < len(units) and (unit.type == "DECISION" or (unit.type in _GROWING and _in_decision(units, at))):
            _fill_conditions(units, at, clean, find)


def _fill_section(units: Sequence[Unit], at: int) -> None:
    stop = at + 1
    while stop < len(units) and (units[stop].type in _WORDS or units[stop].type in _LISTS):
        stop += 1
    if stop == len(units) or units[stop].type not in _ENDS or stop - at - 1 > _SECTION:
        return
    for unit in units[at + 1 : stop]:
        unit.type = "LIST" if unit.type in _LISTS else "TEXT"


def _fill_between(units: Sequence[Unit], at: int) -> None:
    """Paragraphs between a clause and the one with the next number."""
    stop = at + 1
    while stop < len(units) and units[stop].type in _WORDS and stop - at <= _BETWEEN + 1:
        stop += 1
    if stop == at + 1 or stop == len(units) or units[stop].type not in _LISTS or not _in_decision(units, at):
        return
    if follows(units[at].marker, units[stop].marker):
        for unit in units[at + 1 : stop]:
            unit.type = "TEXT"


def _fill_reasons(units: Sequence[Unit], at: int) -> None:
    """The reasons of conditions: `Reason: …` between a clause and the next, and behind the last of them."""
    if at + 1 == len(units) or units[at + 1].type != "REASON" or not _in_decision(units, at):
        return
    stop = at + 2
    while stop < len(units) and units[stop].type in _WORDS and stop - at <= _BETWEEN + 1:
        stop += 1
    listed = stop < len(units) and units[stop].type in _LISTS
    goes_on = listed and follows(units[at].marker, units[stop].marker)
    given = at > 0 and units[at - 1].type == "TEXT" and units[at - 1].marker == units[at + 1].marker
    if goes_on or given:
        units[at + 1].type = "TEXT"
    if goes_on:
        for unit in units[at + 2 : stop]:
            unit.type = "TEXT"
        units[stop].type = "LIST"


def _fill_conditions(units: Sequence[Unit], at: int, clean: str, find: Patterns) -> None:
    """The list below `… subject to conditions.`, and that below the head `Conditions`."""
    below = units[at + 1]
    headed = find.one["CONDITIONS"].match(clean, below.body, below.end) is not None
    told = find.one["CONDITIONAL"].search(clean[units[at].body : units[at].end]) is not None
    if headed and below.type in (*_WORDS, "FIELD", "NOTE", "SUBHEADING"):
        first = at + 2
    elif told and below.type in _LISTS and (below.marker or "").strip("(). :").lower() in _FIRST:
        first = at + 1
    else:
        return
    if first == len(units) or units[first].type not in _LISTS:
        return
    units[first - 1].type = "TEXT" if first == at + 2 else units[first - 1].type
    stop = first
    while stop < len(units) and units[stop].type in _LISTS and (stop == first or units[stop].mark == units[first].mark):
        units[stop].type = "LIST"
        stop += 1


def _in_decision(units: Sequence[Unit], at: int) -> bool:
    """Whether a list item is a clause of a labelled decision."""
    for k in range(at - 1, max(-1, at - 40), -1):
        if units[k].type == "DECISION":
            return True
        if units[k].type in LABELS or units[k].type in ("HEADING", "PROSE", "POINT", "THAT"):
            return False
    return False


def follows(above: str | None, below: str | None) -> bool:
    """Whether one marker is the next after another of its style.

    (b) after (a), 3. after 2., iv) after iii), 18.4 after 18.3.
    """
    first, second = ((marker or "").strip("().: ") for marker in (above, below))
    if "." in first and first.rpartition(".")[0] == second.rpartition(".")[0]:
        first, second = first.rpartition(".")[2], second.rpartition(".")[2]
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    if len(first) == len(second) == 1 and first.isalpha() and second.isalpha():
        return ord(second) == ord(first) + 1
    return roman(first) > 0 and roman(second) == roman(first) + 1
