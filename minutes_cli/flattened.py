"""Flattened lines: where a line holds several numbered items that an extraction has run together."""

from __future__ import annotations

import re

from minutes_cli.numbering import Numbered, best_run, shape_of, turned

LONG = 240  # characters; no shorter line is looked into
_INSIDE = re.compile(
    r"(?<=[.:;)\d\w\u2022])(?<!item)(?<!minute) (?=(\d{1,2}\.\d{1,2}|\d{1,2}\.|\d{1,4}/\d{2,4}\.?) ?[A-Z])"
)
_FIRST = re.compile(r"^ *(\d{1,2}\.\d{1,2}|\d{1,2}\.|\d{1,4}/\d{2,4}\.?) *(?=[A-Z])", re.MULTILINE)
_ROW = re.compile(rf"^[^\n]{{{LONG},}}$", re.MULTILINE)


def numbered_cuts(clean: str) -> list[int]:
    """Offsets of the spaces before numbers in mid-line that go on with a run of numbers.

    Empty where there is none.
    """
    inside = [m for row in _ROW.finditer(clean) for m in _INSIDE.finditer(clean, row.start(), row.end())]
    if len(inside) < 2:
        return []
    places: dict[str, list[Numbered]] = {}
    for found in sorted([*inside, *_FIRST.finditer(clean)], key=lambda m: m.start(1)):
        shape, value = shape_of(found[1])
        worth = 1.0 if found.start() < found.start(1) and clean[found.start()] == " " else 1.2
        places.setdefault(shape, []).append(Numbered(found.start(1), shape, value, worth))
    middles = {m.start(1) for m in inside}
    cuts: list[int] = []
    for lines in places.values():
        run = best_run(turned(lines))
        chosen = [line.at - 1 for line in run if line.at in middles]
        if len(run) >= 3 and len(chosen) >= 2:
            cuts += chosen
    return sorted(cuts)
