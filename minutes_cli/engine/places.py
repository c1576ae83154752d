"""Where the words of a text stand: looked up once, so that a stage passes over what holds none of its words."""

from __future__ import annotations

import bisect
import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from minutes_cli import kept

Phrase = tuple[str, ...]
Signs = frozenset[Phrase] | None
"""Words and phrases in small letters, letters and figures only; None where anything may be a sign."""

_WORD = kept.compile(r"([^\W_]+)")
_PORTION = 100_000  # characters that are cut into words at a time


class Places:
    """The words of a text, each with the places where it begins; eight bytes for each."""

    def __init__(self, text: str) -> None:
        folded = text.lower()
        if len(folded) != len(text):  # a capital of which two small letters are made
            folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self._starts = array("I")  # of the words, in the order of the text
        self._by: defaultdict[str, array[int]] = defaultdict(_numbers)  # of the words, by the word
        for start, end in _portions(folded):
            parts = _WORD.split(folded[start:end])
            for number, word in enumerate(parts[1::2], len(self._starts)):
                self._by[word].append(number)
            starts = itertools.accumulate(map(len, parts), initial=start)
            self._starts.extend(itertools.islice(starts, 1, len(parts), 2))
        self._signs: dict[frozenset[Phrase], Sequence[int]] = {}

    def has(self, signs: Signs, start: int, end: int) -> bool:
        """Whether one of the signs begins in a stretch."""
        if signs is None:
            return True
        places = self.of(signs)
        at = bisect.bisect_left(places, start)
        return at < len(places) and places[at] < end

    def of(self, signs: frozenset[Phrase]) -> Sequence[int]:
        """Where the signs begin, in the order of the text."""
        places = self._signs.get(signs)
        if places is None:
            found = sorted(self._found(signs))
            places = self._signs[signs] = array("I", map(self._starts.__getitem__, found))
        return places

    def _found(self, signs: Iterable[Phrase]) -> Iterator[int]:
        """Which words of the text begin a sign, by their places among the words."""
        for sign in signs:
            if len(sign) == 1:
                yield from self._by.get(sign[0], ())
                continue
            rows = [self._by.get(word, ()) for word in sign]
            rarest = min(range(len(rows)), key=lambda at: len(rows[at]))
            for number in rows[rarest]:
                first = number - rarest
                if all(_has(row, first + at) for at, row in enumerate(rows)):
                    yield first


def _numbers() -> array[int]:
    return array("I")


def _has(numbers: Sequence[int], number: int) -> bool:
    """Whether a number is among some in order."""
    at = bisect.bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def _portions(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a text that cut no word."""
    start = 0
    while start < len(text):
        end = start + _PORTION
        while 0 < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        yield start, min(end, len(text))
        start = end


def phrase(words: str) -> Phrase:
    """The words of a phrase, as a sign; none where it is but marks."""
    return tuple(_WORD.findall(words.lower()))
