"""Flattened lines: where a line holds several items, numbered or with bullets, that an extraction has run together."""

from __future__ import annotations

import re

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.numbering import Numbered, best_run, shape_of, turned

LONG = 240  # characters; no shorter line is looked into
_ROW = kept.compile(rf"^[^\n]{{{LONG},}}$", re.MULTILINE)


def numbered_cuts(clean: str, find: Patterns) -> list[int]:
    """Offsets of the spaces before numbers in mid-line that go on with a run of numbers.

    Empty where there is none.
    """
    inside = [
        m for row in _ROW.finditer(clean) for m in find.one["NUMBER_INSIDE"].finditer(clean, row.start(), row.end())
    ]
    if not inside:
        return []
    places: dict[str, list[Numbered]] = {}
    for found in sorted([*inside, *find.one["NUMBER_FIRST"].finditer(clean)], key=lambda m: m.start("number")):
        shape, value = shape_of(found["number"])
        worth = 1.0 if found.start() < found.start("number") and clean[found.start()] == " " else 1.2
        places.setdefault(shape, []).append(Numbered(found.start("number"), shape, value, worth))
    middles = {m.start("number") for m in inside}
    cuts: list[int] = []
    for lines in places.values():
        run = best_run(turned(lines))
        chosen = [line.at - 1 for line in run if line.at in middles]
        if len(run) >= 3 and (len(chosen) > 1 or (chosen and _fills(run, chosen[0] + 1))):
            cuts += chosen
    return sorted(cuts)


def bullet_cuts(clean: str, find: Patterns) -> list[int]:
    """Offsets of the spaces before bullets in mid-line, in lines that hold several."""
    cuts: list[int] = []
    for row in _ROW.finditer(clean):
        places = [m.start() for m in find.one["BULLET_INSIDE"].finditer(clean, row.start(), row.end())]
        if len(places) > 1:
            cuts += places
    return cuts


def _fills(run: list[Numbered], place: int) -> bool:
    """Whether the numbers of lines of their own want just the one at a place in mid-line, between two of them."""
    if "." in run[0].shape.rstrip("."):
        return False  # 6.2 may be a reference
    at = next(i for i, line in enumerate(run) if line.at == place)
    near = [line.value[-1] for line in run[max(0, at - 1) : at + 2]]
    return len(near) == 3 and near == list(range(near[0], near[0] + 3))
