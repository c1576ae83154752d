"""The parts that the grammars are made of: which files each has, and whose tokens it reads."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

from minutes_cli import kept
from minutes_cli.digest import digest

T = TypeVar("T")

_GRAMMARS = import_module("minutes_cli.grammars")

PARTS: dict[str, tuple[str, ...]] = {
    "words": ("words.lark", "lexicon/people.lark", "lexicon/verbs.lark", "lexicon/phrases.lark"),
    "names": ("names.lark",),
    "who": ("who.lark",),
    "sentence": ("sentence.lark",),
    "reporter": ("reporter.lark",),
    "document": ("document.lark", "lexicon/labels.lark"),
    "roll_words": ("words.lark", "lexicon/people.lark", "lexicon/roll.lark"),
    "roll": ("roll.lark",),
    "grid_words": ("grid_words.lark", "lexicon/grid.lark"),
    "grid": ("grid.lark",),
    "attendance": ("attendance.lark",),
    "date_words": ("date_words.lark", "lexicon/dates.lark"),
    "date": ("date.lark",),
    "heading": ("heading.lark",),
    "deciding": ("words.lark", "lexicon/deciding.lark"),
    "decision": ("decision.lark",),
    "ruling": ("ruling.lark",),
    "declaring": ("words.lark", "lexicon/declaring.lark"),
    "declaration": ("declaration.lark",),
    "tasking": ("words.lark", "lexicon/tasking.lark"),
    "task": ("task.lark",),
    "dating": ("words.lark", "lexicon/due.lark"),
    "due": ("due.lark",),
    "voting": ("voting.lark", "lexicon/voting.lark"),
    "motion": ("motion.lark",),
    "tally": ("tally.lark",),
}
FED_BY = {  # whose terminals the tokens of a grammar are
    "names": "words",
    "who": "words",
    "sentence": "words",
    "reporter": "words",
    "roll": "roll_words",
    "grid": "grid_words",
    "attendance": "roll_words",
    "date": "date_words",
    "heading": "date_words",
    "decision": "deciding",
    "ruling": "deciding",
    "declaration": "declaring",
    "task": "tasking",
    "due": "dating",
    "motion": "voting",
    "tally": "voting",
}
FOLDERS = ("lexicon", "dialects")


def read_file(name: str) -> str:
    """The text of one file of the grammars folder; FileNotFoundError where there is none."""
    place = os.path.join(_GRAMMARS.__path__[0], *name.split("/"))
    data: bytes = _GRAMMARS.__loader__.get_data(place)  # type: ignore[union-attr]  # of a folder or of an archive
    return data.decode("utf-8").replace("\r\n", "\n")


def listed(folder: str) -> list[str]:
    """Names of the files in a folder of the grammars folder."""
    place = os.path.join(_GRAMMARS.__path__[0], folder)
    if os.path.isdir(place):
        return os.listdir(place)
    from importlib import resources  # the package is in an archive; slow to import

    return [path.name for path in resources.files(_GRAMMARS).joinpath(folder).iterdir()]


@functools.cache
def stamp() -> str | None:
    """What changes with any file of the grammars folder: names, sizes and times; None where it is in an archive."""
    place = _GRAMMARS.__path__[0]
    rows = [place]
    try:
        for folder in (place, *(os.path.join(place, name) for name in FOLDERS)):
            for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
                state = entry.stat()
                rows.append(f"{entry.name} {state.st_size} {state.st_mtime_ns}")
    except OSError:
        return None
    return digest("\0".join(rows).encode("utf-8", "surrogatepass"))


def of_files(name: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
    """What is made of the files of the grammars folder, made anew only when one has changed since."""
    state = stamp()
    return make() if state is None else kept.remembered(f"{name}\0{state}\0{key}", kind, make)


@functools.cache
def source(part: str) -> str:
    """The text of a grammar before any patch."""
    return "\n".join(read_file(name) for name in PARTS[part])


@functools.cache
def defined(part: str) -> frozenset[str]:
    """Names of the rules and terminals that a grammar defines."""
    return frozenset(re.findall(r"^[?!]*([A-Za-z_]\w*)(?:\.-?\d+)?\s*:", source(part), re.M))
