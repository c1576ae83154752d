"""Patches: changes to the grammars, a dialect's or the user's own, as `%extend` and `%override`."""

from __future__ import annotations

import functools
import re
from os import PathLike

import msgspec

from minutes_cli import kept
from minutes_cli.engine.parts import PARTS, defined, of_files, read_file
from minutes_cli.errors import GrammarError


class Statement(msgspec.Struct, frozen=True, gc=False):
    """One `%extend` or `%override` of a patch: the name it changes, its text and place.

    `part` is the grammar it is for, where a line `// grammar: PART` above it says so.
    """

    name: str
    text: str
    origin: str
    line: int
    part: str | None = None


class Patch(msgspec.Struct, frozen=True, gc=False):
    """A checked patch, by statements."""

    origin: str
    statements: tuple[Statement, ...] = ()


_HEAD = kept.compile(r"%(extend|override)\s+([A-Za-z_]\w*)(?:\.-?\d+)?\s*:")
_FOR = kept.compile(r"//\s*grammar:\s*(\S+)\s*$")


def read_patch(path: str | PathLike[str]) -> Patch:
    """A user's patch from its file; GrammarError where it cannot be read or holds anything but patches."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except OSError as problem:
        raise GrammarError(f"{path}: cannot read the grammar: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise GrammarError(f"{path}: the grammar is not UTF-8 text") from problem
    return parse_patch(text, str(path))


def parse_patch(text: str, origin: str) -> Patch:
    """Split a patch into statements; GrammarError names the line that is none."""
    found: list[tuple[str, int, str | None, list[str]]] = []
    overridden: set[tuple[str | None, str]] = set()
    part = None
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{origin}, line {number}"
        if not line.strip() or line.lstrip().startswith("//"):
            part = _meant(line, where) or part
            if found:
                found[-1][3].append("")
        elif head := _HEAD.match(line):
            if head[1] == "override" and (part, head[2]) in overridden:
                raise GrammarError(f"{where}: {head[2]} is overridden twice")
            if head[1] == "override":
                overridden.add((part, head[2]))
            found.append((head[2], number, part, [line]))
        elif found and line[0] in " \t|":
            found[-1][3].append(line)
        else:
            said = f"expected %extend NAME: or %override NAME:, found {line.strip()[:40]!r}"
            raise GrammarError(f"{where}: {said}")
    rows = ((name, "\n".join(lines), origin, at, meant) for name, at, meant, lines in found)
    return Patch(origin, tuple(Statement(*row) for row in rows))


def _meant(line: str, where: str) -> str | None:
    """The grammar that a comment `// grammar: PART` names for what follows; None for any other comment."""
    said = _FOR.match(line)
    if said and said[1] not in PARTS:
        raise GrammarError(f"{where}: no grammar is called {said[1]}; there are {', '.join(sorted(PARTS))}")
    return said[1] if said else None


def route(patch: Patch) -> dict[str, list[Statement]]:
    """The statements of a patch by the grammars that have the name; GrammarError for a name that none has."""
    routed: dict[str, list[Statement]] = {}
    for statement in patch.statements:
        owners = _owners(statement.name, statement.part)
        if not owners:
            raise GrammarError(f"{statement.origin}, line {statement.line}: {_unknown(statement)}")
        for part in owners:
            routed.setdefault(part, []).append(statement)
    return routed


@functools.cache
def _owners(name: str, meant: str | None) -> tuple[str, ...]:
    """The grammar that is meant, or the first that has a name, and all that share the file it stands in."""
    return of_files("owners", f"{name}\0{meant}", tuple[str, ...], lambda: _found(name, meant))


def _found(name: str, meant: str | None) -> tuple[str, ...]:
    first = next((part for part in ([meant] if meant else PARTS) if name in defined(part)), None)
    if first is None:
        return ()
    defines = re.compile(rf"^[?!]*{name}(?:\.-?\d+)?\s*:", re.M).search
    homes = {file for file in PARTS[first] if defines(read_file(file))}
    return tuple(part for part, files in PARTS.items() if homes & set(files))


def _unknown(statement: Statement) -> str:
    import difflib  # only needed for an error

    name, parts = statement.name, [statement.part] if statement.part else PARTS
    known = sorted(set().union(*(defined(part) for part in parts)))
    near = difflib.get_close_matches(name, known, 3)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; the grammars folder lists the names"
    within = f" in the grammar {statement.part}" if statement.part else ""
    return f"no rule or terminal is called {name}{within}{hint}"
