"""What a pattern needs: words of which a text must have one, or the pattern matches nowhere in it.

To look for a word is far faster than to try a pattern at every place. The words are read off the pattern's
parsed form: a run of letters that every match goes through, or one for each branch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from re import _constants as sre
from re import _parser
from typing import Any

from minutes_cli import kept

Words = tuple[str, ...]

_ASCII = 128
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)


class Searched:
    """A pattern that is tried on a text only where the text has one of the words that it needs."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Compiled when first tried, with the given flags."""
        self._pattern, self._flags = pattern, flags
        self._fold = bool(flags & re.IGNORECASE)
        self._words = kept_words(pattern, fold=self._fold)
        self._search: Callable[[str], object] | None = None

    def within(self, text: str, folded: str) -> bool:
        """Whether it matches in a text; `folded` is the same text in small letters."""
        where = folded if self._fold else text
        if not has(where, self._words):
            return False
        if self._search is None:
            self._search = kept.compile(self._pattern, self._flags).search
        return self._search(text) is not None


def has(text: str, rows: Iterable[Words]) -> bool:
    """Whether a text has a word of each row."""
    for words in rows:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def kept_words(pattern: str, *, fold: bool) -> tuple[Words, ...]:
    """What a pattern needs, looked up where it was told before."""
    return kept.remembered(f"needed\0{fold}\0{pattern}", tuple[Words, ...], lambda: needed(pattern, fold=fold))


def needed(pattern: str, *, fold: bool = False) -> tuple[Words, ...]:
    """Rows of words: any text that a pattern matches has one of each row; no row where none can be told.

    With `fold` case is ignored, and the words are those of the text in small letters.
    """
    rows = [_folded(row) if fold else row for row in _parts(_parser.parse(pattern), fold=fold) if _rarity(row)]
    return tuple(sorted(rows, key=_rarity, reverse=True))


def _folded(words: Words) -> Words:
    return tuple(dict.fromkeys(word.lower() for word in words))


def _parts(items: Iterable[Any], *, fold: bool) -> Iterator[Words]:
    """The words of each part of a row that every match goes through."""
    run = ""
    for kind, value in items:
        if kind is sre.LITERAL and value < _ASCII:  # letters beyond change in more than their case
            run += chr(value)
            continue
        yield (run,)
        run = ""
        if kind is sre.SUBPATTERN and (fold or not value[1]):  # no flags of its own, or none that matter
            yield from _parts(value[3], fold=fold)
        elif kind is sre.BRANCH:
            yield _branches(value[1], fold=fold)
        elif kind in _REPEATS and value[0] > 0:
            yield from _parts(value[2], fold=fold)
        elif kind is sre.ASSERT and value[0] > 0:  # looks ahead
            yield from _parts(value[1], fold=fold)
    yield (run,)


def _branches(rows: Iterable[Any], *, fold: bool) -> Words:
    """The rarest words of each branch; none where one has none."""
    best = [max(_parts(row, fold=fold), key=_rarity) for row in rows]
    return tuple(word for words in best for word in words) if all(map(_rarity, best)) else ()


def _rarity(words: Words) -> int:
    """The length of the shortest word: the longer, the fewer texts have it."""
    return min(map(len, words), default=0)
