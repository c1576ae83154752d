"""A shelf: the tokens of a long text, packed but for those that were looked at last.

A token that can be worked with takes a hundred bytes and more, a packed one some ten. Minutes have so few that none
is ever packed; of what is as long as a book only some tens of thousands are at hand at a time.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from minutes_cli.engine.tokens import Token

AT_HAND = 50_000  # tokens of a text that are not packed


class Run:
    """Tokens in a row, unpacked when they are asked for."""

    __slots__ = ("_packed", "_shelf", "_tokens")

    def __init__(self, tokens: list[Token], shelf: Shelf | None = None) -> None:
        """Without a shelf they are never packed."""
        self._tokens: list[Token] | None = tokens
        self._shelf = shelf
        self._packed: tuple[array[int], array[int], dict[int, object]] | None = None

    def all(self) -> list[Token]:
        """The tokens; what is changed in them after they were put on the shelf may be lost."""
        tokens = self._tokens
        if tokens is None:
            assert self._packed is not None
            assert self._shelf is not None
            types, places, values = self._packed
            names, half = self._shelf.names, len(types)
            tokens = list(map(Token, map(names.__getitem__, types), places[:half], places[half:]))
            for at, value in values.items():
                tokens[at].value = value
            self._tokens = tokens
            self._shelf.at_hand(self, half)
        return tokens

    def pack(self) -> None:
        """Put the tokens away."""
        tokens = self._tokens
        assert tokens is not None
        assert self._shelf is not None
        if self._packed is None:
            types = array("H", map(self._shelf.numbers.__getitem__, [t.type for t in tokens]))
            places = array("I", [t.start for t in tokens] + [t.end for t in tokens])
            self._packed = types, places, {at: t.value for at, t in enumerate(tokens) if t.value is not None}
        self._tokens = None


class _Numbers(dict[str, int]):
    """The numbers of names, their places in a list; a new one is added when it is asked for."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self._names)
        self._names.append(name)
        return number


class Shelf(Mapping[int, list[Token]]):
    """The tokens of a text, a run under each number."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.numbers = _Numbers(self.names)
        self._runs: dict[int, Run] = {}
        self._unpacked: deque[tuple[Run, int]] = deque()
        self._count = 0

    def put(self, number: int, tokens: list[Token]) -> Run:
        """Take tokens in, under a number."""
        run = self._runs[number] = Run(tokens, self)
        self.at_hand(run, len(tokens))
        return run

    def at_hand(self, run: Run, size: int) -> None:
        """Pack what was at hand the longest, where a run more is too much."""
        self._unpacked.append((run, size))
        self._count += size
        while self._count > AT_HAND and len(self._unpacked) > 1:
            oldest, gone = self._unpacked.popleft()
            oldest.pack()
            self._count -= gone

    def pop(self, number: int) -> list[Token]:
        """Give the tokens under a number away."""
        return self._runs.pop(number).all()

    def __getitem__(self, number: int) -> list[Token]:
        """The tokens under a number."""
        return self._runs[number].all()

    def __contains__(self, number: object) -> bool:
        """Whether there are tokens under a number."""
        return number in self._runs

    def __iter__(self) -> Iterator[int]:
        """The numbers, as they came."""
        return iter(self._runs)

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self._runs)


class Picked(Iterable[list[Token]]):
    """Some runs of a shelf, unpacked as often as they are gone through."""

    def __init__(self, shelf: Shelf, numbers: list[int]) -> None:
        self._shelf, self._numbers = shelf, numbers

    def __iter__(self) -> Iterator[list[Token]]:
        """The tokens of each."""
        return map(self._shelf.__getitem__, self._numbers)
