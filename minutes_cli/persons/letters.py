"""Letters that stand for a person: `AB` of Ann Birch, `JJM` of JJ Moss, `ACM` or `AC` of Ann Clay-Merton."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from minutes_cli.persons.person import Person

_FEWEST, _MOST = 2, 4


def are_letters(words: str) -> bool:
    """Whether words may stand for a person by the first letters of the names: AB, A.B."""
    letters = words.replace(".", "")
    return _FEWEST <= len(letters) <= _MOST and letters.isalpha() and letters.isupper()


def lettered(persons: Sequence[Person], words: str) -> Person | None:
    """The only person whose names begin with these letters; in full before in short."""
    letters = words.replace(".", "")
    for place in range(len(_forms("A B"))):
        found = [p for p in persons if p.name and _forms(p.name)[place] == letters]
        if found:
            return found[0] if len(found) == 1 else None
    return None


@functools.lru_cache(maxsize=20_000)
def _forms(name: str) -> tuple[str, ...]:
    """The first letters of a name's words: of both parts of a double one, of one, and without `van` and `de`."""
    words = name.replace(".", " ").split()
    parts = [part for word in words for part in word.replace("–", "-").split("-") if part]
    return _first(parts), _first(words), _first([word for word in words if not word.islower()])


def _first(words: list[str]) -> str:
    """`JJM` of JJ Moss, `JM` of J Moss."""
    return "".join(w if w.isupper() and w.isalpha() else w[0].upper() for w in words)
