"""Called: the words by which a text may call the persons of its roll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from minutes_cli import kept
from minutes_cli.persons.entries import Entry

_SHORT = kept.compile(r"(?<![\w/.-])[A-Z]{2,3}(?![\w/-])")
_SHORT_LENGTH = range(2, 4)


def known(entries: Sequence[Entry], text: str) -> dict[str, str]:
    """The words by which a text may call the persons of its roll without a title, each with the full name."""
    names: dict[str, str] = {}
    for entry in entries:
        if entry.name and (" " in entry.name or entry.prefix is None):
            names[entry.name] = entry.name
    for entry in entries:
        if entry.name and entry.initials:
            names[entry.initials] = entry.name
    if not any(entry.initials for entry in entries):
        names.update(_initials(entries, text))
    return names


def _initials(entries: Sequence[Entry], text: str) -> dict[str, str]:
    """First letters that stand for one person of the roll; only where the text calls at least two so."""
    made = Counter(_letters(e.name) for e in entries if e.name and " " in e.name)
    used = Counter(_SHORT.findall(text))
    named = {_letters(e.name): e.name for e in entries if e.name and made[_letters(e.name)] == 1}
    found = {short: name for short, name in named.items() if used[short] and len(short) in _SHORT_LENGTH}
    return found if len(found) > 1 else {}


def _letters(name: str) -> str:
    return "".join(part[0] for part in name.split() if part[0].isupper())
