"""Where the words of a text stand: looked up once, so that a stage passes over what holds none of its words."""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from minutes_cli import kept

Phrase = tuple[str, ...]
Signs = frozenset[Phrase] | None
"""Words and phrases in small letters, letters and figures only; None where anything may be a sign."""

_WORD = kept.compile(r"([^\W_]+)")


class Places:
    """The words of a text, each with the places where it begins."""

    def __init__(self, text: str) -> None:
        folded = text.lower()
        if len(folded) != len(text):  # a capital of which two small letters are made
            folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        parts = _WORD.split(folded)
        self._words = parts[1::2]
        self._starts = list(itertools.islice(itertools.accumulate(map(len, parts)), 0, len(parts) - 1, 2))
        self._by: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            self._by[word].append(number)
        self._signs: dict[frozenset[Phrase], list[int]] = {}

    def has(self, signs: Signs, start: int, end: int) -> bool:
        """Whether one of the signs begins in a stretch."""
        if signs is None:
            return True
        places = self.of(signs)
        at = bisect.bisect_left(places, start)
        return at < len(places) and places[at] < end

    def of(self, signs: frozenset[Phrase]) -> list[int]:
        """Where the signs begin, in the order of the text."""
        places = self._signs.get(signs)
        if places is None:
            places = self._signs[signs] = sorted(self._starts[number] for number in self._numbers(signs))
        return places

    def _numbers(self, signs: Iterable[Phrase]) -> Iterator[int]:
        """Which words of the text begin a sign."""
        for sign in signs:
            if len(sign) == 1:
                yield from self._by.get(sign[0], ())
                continue
            rarest = max(sign, key=len)
            before = sign.index(rarest)
            for number in self._by.get(rarest, ()):
                first = number - before
                if first >= 0 and tuple(self._words[first : first + len(sign)]) == sign:
                    yield first


def phrase(words: str) -> Phrase:
    """The words of a phrase, as a sign; none where it is but marks."""
    return tuple(_WORD.findall(words.lower()))
