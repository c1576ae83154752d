"""Where the words of a text stand: looked up once, so that a stage passes over what holds none of its words."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import defaultdict

Signs = frozenset[str] | None
"""Words in small letters, letters and figures only; None where anything may be a sign."""

_WORD = re.compile(r"([^\W_]+)")


class Places:
    """The words of a text, each with the places where it begins."""

    def __init__(self, text: str) -> None:
        folded = text.lower()
        if len(folded) != len(text):  # a capital of which two small letters are made
            folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        parts = _WORD.split(folded)
        self._by: defaultdict[str, list[int]] = defaultdict(list)
        for word, start in zip(parts[1::2], itertools.islice(itertools.accumulate(map(len, parts)), 0, None, 2)):
            self._by[word].append(start)
        self._signs: dict[frozenset[str], list[int]] = {}

    def has(self, signs: Signs, start: int, end: int) -> bool:
        """Whether one of the signs begins in a stretch."""
        if signs is None:
            return True
        places = self._signs.get(signs)
        if places is None:
            rows = (self._by[sign] for sign in signs if sign in self._by)
            places = self._signs[signs] = sorted(itertools.chain.from_iterable(rows))
        at = bisect.bisect_left(places, start)
        return at < len(places) and places[at] < end


def sign(words: str) -> str | None:
    """The longest of some words, without which they stand nowhere; None where they are but signs."""
    return max(_WORD.findall(words.lower()), key=len, default=None)
