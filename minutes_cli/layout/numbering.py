"""Numbering: which of a text's numbered lines follow one another as the headings of its items.

A number is a heading, a list or a clause only by its neighbours. Lines numbered in the same shape are
weighed together, and the run that is worth most as a row of headings is kept: numbers that rise, titles for
words, and something below each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from minutes_cli import kept

_DIGITS = kept.compile(r"\d+")
_TAIL = kept.compile(r"(?<![\s.:)\]-])[\s.:)\]-]+$")
_ODD = 1.5  # what it costs a run to change from `4.` to `4`
_ENOUGH = 5  # headings of a run that others may stray from
_STRAY = 2.4  # what a heading out of its order must be worth
_GAPS = (
    (1, 0.0),
    (2, -1.0),
    (3, -1.5),
    (0, -2.4),
    *((step, -2.0) for step in range(4, 9)),
)  # steps between numbers, and what each costs


class Numbered(msgspec.Struct, frozen=True, gc=False):
    """A numbered line: its place in the list of segments, its number, and what it is worth as a heading."""

    at: int
    shape: str
    value: tuple[int, ...]
    worth: float
    tail: str = ""  # what closes the number: a full stop, a bracket, nothing


def bare_number(marker: str) -> str:
    """A marker without brackets and closing punctuation: `4` for `(4).`, `5(b)` for `5(b)`."""
    number = re.sub(r"^(?:agenda )?item (?:no\.? ?)?", "", marker.strip(), flags=re.IGNORECASE)
    kept = _TAIL.sub("", number) if "(" not in number[1:] else number.rstrip(".: ")
    return kept.lstrip("(") if not kept.endswith(")") else kept.strip("()") if kept[0] == "(" else kept


def shape_of(marker: str) -> tuple[str, tuple[int, ...]]:
    """The shape of a marker, digits evened out, and its numbers; Roman and lettered ones give one number."""
    core = _TAIL.sub("", marker.strip())
    value = tuple(int(d) for d in _DIGITS.findall(core)[:6])
    if value:
        opening = "(" if marker.startswith("(") and not core.endswith(")") else ""
        return opening + _DIGITS.sub("9", core), value
    letters = core.strip("()")
    case = "I" if letters.isupper() else "i"
    return case + ("(" if core[:1] == "(" else ""), (roman(letters),)


def roman(letters: str) -> int:
    """The number that Roman digits stand for; 0 where they are none."""
    total, last = 0, 0
    for digit in reversed(letters.upper()):
        one = {"I": 1, "V": 5, "X": 10, "L": 50}.get(digit, 0)
        if not one:
            return 0
        total += one if one >= last else -one
        last = max(last, one)
    return total


def best_run(lines: Iterable[Numbered]) -> list[Numbered]:
    """The rising run of one shape that is worth most; empty where there is none."""
    best: dict[tuple[int, ...], tuple[float, int]] = {}
    kept: list[tuple[Numbered, int, float]] = []  # a line, the place in this list of the one before it, the run's worth
    for line in lines:
        if line.worth <= 0:
            continue
        *upper, last = line.value
        start = 0.0 if last <= 1 or len(line.value) > 1 else -1.0
        total, before = start + line.worth, -1
        for step, cost in _GAPS:
            known = best.get((*upper, last - step))
            if not known:
                continue
            gain = known[0] + cost + line.worth - (_ODD if kept[known[1]][0].tail != line.tail else 0.0)
            if gain > total:
                total, before = gain, known[1]
        if len(line.value) > 1 and last <= 1:  # 4.1 after 3.5: the sub-numbers start anew
            total, before = max((total, before), _over(best, upper, line.worth))
        kept.append((line, before, total))
        if total >= best.get(line.value, (0.0, -1))[0]:
            best[line.value] = (total, len(kept) - 1)
    if not kept:
        return []
    at = max(range(len(kept)), key=lambda k: (kept[k][2], k))
    run = []
    while at >= 0:
        run.append(kept[at][0])
        at = kept[at][1]
    return run[::-1]


def _over(best: dict[tuple[int, ...], tuple[float, int]], upper: list[int], worth: float) -> tuple[float, int]:
    """The best run that ends in the sub-numbers of the number before."""
    if not upper:
        return (worth, -1)
    above = (*upper[:-1], upper[-1] - 1)
    ends = [known for value, known in best.items() if value[:-1] == above] if len(best) < 2000 else []
    total, at = max(ends, default=(0.0, -1))
    return (total + worth, at)


def strays(run: list[Numbered], lines: list[Numbered]) -> list[Numbered]:
    """Headings taken out of their order: numbers that a run leaves out, each once and as good as its own."""
    if len(run) < _ENOUGH:
        return []
    known = {line.value for line in run}
    tails = {line.tail for line in run}
    least = sorted(line.worth for line in run)[len(run) // 4]
    found = []
    for line in lines:
        inside = run[0].value < line.value < run[-1].value
        if inside and line.value not in known and line.tail in tails and line.worth >= max(least, _STRAY):
            known.add(line.value)
            found.append(line)
    return found


def turned(lines: list[Numbered]) -> list[Numbered]:
    """Lines whose numbers count in their first part (50/17, 51/17) with that part put last."""
    if not lines or "/" not in lines[0].shape:
        return lines
    firsts = {line.value[0] for line in lines}
    lasts = {line.value[-1] for line in lines}
    if len(firsts) <= len(lasts):
        return lines
    return [replace(line, value=line.value[::-1]) for line in lines]


def worth_of(run: list[Numbered]) -> float:
    """What a run is worth in all."""
    return sum(line.worth for line in run)
