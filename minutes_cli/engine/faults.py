"""What is wrong with a grammar, in one line for whoever wrote the patch."""

from __future__ import annotations

import re

_CLASH = re.compile(r"Reduce/Reduce collision in \S+ between the following rules:\s*- <(.+?)>\s*- <(.+?)>")
_OPEN = re.compile(r"Shift/Reduce conflict for terminal \w+\..*?<(.+?)>")
_OPEN_AT = re.compile(r"Shift/Reduce conflict for terminal (\w+)")  # which is all that Lark told up to 1.2
_UNKNOWN = re.compile(r"(?:Rule|Terminal|Template) '?(\w+)'? used but not defined(?: \(in \w+ (\w+)\))?")
_PLACE = re.compile(r"line (\d+),? column \d+")


def told(problem: str) -> str:
    """What the grammar compiler says, in our words where they are known; never more than a line."""
    said = " ".join(problem.split())
    if clashes := _CLASH.findall(said):  # in no order, and all are told of
        one, other = min(sorted(pair) for pair in clashes)
        return f"the same words would be read in two ways, as <{one}> and as <{other}>"
    if left := _OPEN.search(said):
        return f"it is open whether <{left[1]}> has come to its end or goes on"
    if left := _OPEN_AT.search(said):
        return f"it is open whether what stands before {left[1]} has come to its end or goes on"
    if unknown := _UNKNOWN.search(said):
        return f"no rule or terminal is called {unknown[1]}"
    if said.startswith("Error trying to process rule"):
        return "a regular expression is wrong, or a string is empty"
    if "Unexpected" in said and _PLACE.search(said):
        return 'expected rules and terminals, "words" in quotation marks or /patterns/ between bars'
    return said[:200]


def line(problem: str) -> int | None:
    """The line of the joined grammar at which the compiler stopped reading, where it tells one."""
    place = _PLACE.search(problem)
    return int(place[1]) if place else None
