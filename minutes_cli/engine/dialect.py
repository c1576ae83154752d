"""Dialects: the house styles of bodies, each a patch in `grammars/dialects/`, and which of them a text is in.

The comment at a patch's head says what it is for; lines `// detect: PATTERN` in it hold what tells a text
of that style, a regular expression each, matched in any line and without regard to case where it has no
capitals.
"""

from __future__ import annotations

import functools
import re

import msgspec

from minutes_cli import kept
from minutes_cli.engine.grammar import Patch, parse_patch, read_file
from minutes_cli.engine.needed import Searched
from minutes_cli.engine.parts import listed, of_files
from minutes_cli.errors import DialectError

_DETECT = kept.compile(r"^// detect(?: (\d))?: (.+)$")
_ENOUGH = 2  # points that a text must have to be in a dialect
_HEAD = 12_000  # characters at the start of a text that are looked at
_TAIL = 3_000  # and at its end


class Dialect(msgspec.Struct, frozen=True, gc=False):
    """A house style: its name, what it is for, its patch.

    And the patterns that tell it, each with its points.
    """

    name: str
    about: str
    patch: Patch
    signs: tuple[tuple[int, str], ...]


@functools.cache
def names() -> tuple[str, ...]:
    """Names of all dialects, sorted."""
    return tuple(sorted(name.removesuffix(".lark") for name in listed("dialects") if name.endswith(".lark")))


@functools.cache
def load(name: str) -> Dialect:
    """A dialect by its name; DialectError names those there are."""
    if name not in names():
        raise DialectError(f"no dialect is called {name}; there are {', '.join(names())}")
    text = read_file(f"dialects/{name}.lark")
    about: list[str] = []
    signs: list[tuple[int, str]] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        sign = _DETECT.match(line)
        if sign:
            signs.append((int(sign[1] or 1), sign[2].strip()))
        elif not signs:
            about.append(line.removeprefix("//").strip())
    return Dialect(name, " ".join(filter(None, about)), parse_patch(text, f"dialects/{name}.lark"), tuple(signs))


@functools.cache
def _finders() -> tuple[tuple[str, int, Searched], ...]:
    """The signs of all dialects."""
    rows = []
    for name, points, sign in of_files("signs", "", list[tuple[str, int, str]], _signs):
        flags = re.MULTILINE if any(c.isupper() for c in sign) else re.MULTILINE | re.IGNORECASE
        rows.append((name, points, Searched(sign, flags)))
    return tuple(rows)


def _signs() -> list[tuple[str, int, str]]:
    return [(name, points, sign) for name in names() for points, sign in load(name).signs]


def detect(clean: str) -> str | None:
    """The dialect that a cleaned text shows most signs of; None where it shows too few of any."""
    seen = clean[:_HEAD] + "\n" + clean[max(_HEAD, len(clean) - _TAIL) :]
    folded = seen.lower()
    scores: dict[str, int] = {}
    for name, points, sign in _finders():
        if sign.within(seen, folded):
            scores[name] = scores.get(name, 0) + points
    best = max(scores, key=lambda name: (scores[name], name), default=None)
    return best if best is not None and scores[best] >= _ENOUGH else None
