"""What befalls texts on their way: each damage gives the new text, and where each of its characters was before."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

Damaged = tuple[str, list[int]]
Damage = Callable[[str], Damaged]

_MISREAD = dict(zip("lIOoSBeagcnhutir", "1l0c58cogehbnf1v", strict=True))
"""One letter for one, as scanners take them."""


def misread(share: int) -> Damage:
    """About one in so many letters is taken for another."""

    def damage(text: str) -> Damaged:
        draw = random.Random(share)
        return _changed(text, lambda char: _MISREAD.get(char, char) if draw.randrange(share) == 0 else char)

    return damage


def upper(text: str) -> Damaged:
    """All in capitals, but for letters whose capital is several."""
    return _changed(text, lambda char: char.upper() if len(char.upper()) == 1 else char)


def blank(text: str) -> Damaged:
    """Blanks that do not break lines."""
    return _changed(text, lambda char: "\xa0" if char == " " else char)


def crlf(text: str) -> Damaged:
    """Line ends as on Windows."""
    return _pieced(text, ((at, "\r\n" if char == "\n" else char) for at, char in enumerate(text)))


def dropped(every: int) -> Damage:
    """Each so manieth line is lost."""
    return _lines(lambda number, line: [line] * (number % every != every - 1))


def doubled(every: int) -> Damage:
    """Each so manieth line stands twice."""
    return _lines(lambda number, line: [line] * (1 + (number % every == every - 1)))


def shuffled(text: str) -> Damaged:
    """Lines in another order."""
    order = list(_split(text))
    random.Random(7).shuffle(order)
    return _pieced(text, order)


def joined(every: int) -> Damage:
    """Each so manieth line end is a blank."""

    def damage(text: str) -> Damaged:
        rows = enumerate(_split(text))
        lost = ((at, line[:-1] + " ") if n % every == 0 and line[-1] == "\n" else (at, line) for n, (at, line) in rows)
        return _pieced(text, lost)

    return damage


def _lines(take: Callable[[int, str], list[str]]) -> Damage:
    def damage(text: str) -> Damaged:
        rows = enumerate(_split(text))
        return _pieced(text, ((at, line) for number, (at, first) in rows for line in take(number, first)))

    return damage


def _split(text: str) -> Iterable[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line
        at += len(line)


def _changed(text: str, change: Callable[[str], str]) -> Damaged:
    return "".join(map(change, text)), list(range(len(text) + 1))


def _pieced(text: str, pieces: Iterable[tuple[int, str]]) -> Damaged:
    """Pieces, each from a place in a text, with a place for every character; the last is the end."""
    out, places = [], []
    for at, piece in pieces:
        out.append(piece)
        places += [min(at + n, len(text)) for n in range(len(piece))]
    return "".join(out), [*places, len(text)]


DAMAGES: dict[str, Damage] = {
    "line ends of Windows": crlf,
    "blanks that do not break": blank,
    "all in capitals": upper,
    "each 200th letter misread": misread(200),
    "each 50th letter misread": misread(50),
    "each 20th line end lost": joined(20),
    "each 20th line dropped": dropped(20),
    "each 20th line doubled": doubled(20),
    "lines shuffled": shuffled,
}
