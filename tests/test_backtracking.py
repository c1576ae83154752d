"""No pattern looks at a text again and again: what it costs to match grows as the text, whatever the text.

Steps of a matcher that backtracks are counted, for every pattern with a quantifier: the terminals of the grammars,
the signs of the dialects, and the patterns of the modules.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from backtracking import END, Matcher, attacks

from minutes_cli.engine import dialect
from minutes_cli.engine.grammar import FED_BY, PARTS, table

HOME = Path(__file__).parent.parent / "minutes_cli"
SMALL = 25  # characters
MOST = 2.7  # times the steps for twice the text
SEARCHES = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
OF_LARK = frozenset({"engine.faults"})  # read what Lark says of a grammar, never a text
WINDOWED = frozenset({"PART", "RUN_IN", "TITLE_END"})  # looked for in the first 240 characters of a line

Pattern = tuple[str, int, bool]  # the expression, its flags, whether it is looked for anywhere


def searched() -> frozenset[str]:
    """The patterns, as `module.NAME`, or `NAME` for a terminal, that are looked for and not only tried at a place."""
    found = set()
    for path in HOME.rglob("*.py"):
        module = ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Attribute) or node.attr not in SEARCHES:
                continue
            if isinstance(node.value, ast.Name):
                found.add(f"{module}.{node.value.id}")
            elif isinstance(node.value, ast.Subscript) and isinstance(node.value.slice, ast.Constant):
                found.add(str(node.value.slice.value))
    return frozenset(found)


def patterns() -> Iterator[tuple[str, Pattern]]:
    looked_for = searched()
    for part in PARTS:
        if part not in FED_BY:  # one whose terminals are words or lines
            for terminal in table(part).terminals:
                if terminal.name not in WINDOWED:
                    yield f"{part}.{terminal.name}", (terminal.pattern, 0, terminal.name in looked_for)
    for name in dialect.names():
        for number, (_, sign) in enumerate(dialect.load(name).signs):
            yield f"{name}.{number}", (sign, re.MULTILINE, True)
    for path in sorted(HOME.rglob("*.py")):
        module = ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__")
        if module in OF_LARK or module.startswith("__"):
            continue
        for name, value in vars(importlib.import_module(f"minutes_cli.{module}".rstrip("."))).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                flags = value.flags & ~re.UNICODE
                yield f"{module}.{name}", (value.pattern, flags, f"{module}.{name}" in looked_for)


ALL = {name: found for name, found in patterns() if re.search(r"[*+}]", found[0])}


def steps(pattern: Pattern, before: str, unit: str, size: int) -> int:
    matcher = Matcher(pattern[0], pattern[1])
    text = before + unit * (size // len(unit) + 1) + END
    if pattern[2]:
        matcher.all(text)
    else:
        matcher.ends(text)
    return matcher.steps


def test_the_patterns_are_found() -> None:
    assert len(ALL) > 120
    assert sum(pattern[2] for pattern in ALL.values()) > 60


@pytest.mark.parametrize("name", ALL)
def test_twice_the_text_takes_a_pattern_about_twice_the_steps(name: str) -> None:
    for before, unit in attacks(*ALL[name][:2]):
        size = SMALL * len(unit)
        once, twice = (steps(ALL[name], before, unit, size * times) for times in (2, 4))
        assert twice / once < MOST, f"{before!r} and then {unit!r} over and over: {once} steps, {twice} for twice that"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?i:re(?:solv)?ed):?\s*(?!no)\w+", "Resolved:  that, RED no"),
        (r"a{2,3}?b|(?>a+)c|x*+y", "aaab aac xxy aaaa xx"),
        (r"(?<=\w)-(?=\w)|^\s+|\bto$", "a-b - c\n  d to"),
    ],
)
def test_the_matcher_that_counts_finds_what_that_of_python_finds(pattern: str, text: str) -> None:
    assert Matcher(pattern).all(text) == [match.span() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("pattern", [r"\s*x", r"(?:a|a)*b", r"\d+\d+-"])
def test_a_pattern_that_looks_again_and_again_shows(pattern: str) -> None:
    asked = [(before, unit) for before, unit in attacks(pattern) if unit.strip("x") == unit]
    growth = [
        steps((pattern, 0, True), before, unit, 14) / steps((pattern, 0, True), before, unit, 7)
        for before, unit in asked
    ]
    assert max(growth) > MOST
