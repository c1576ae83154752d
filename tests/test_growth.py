"""Twice the text asks for about twice the work, on prose and on hostile input; work is counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import islice, product
from string import ascii_lowercase
from types import FrameType

import pytest

from minutes_cli import parse

SMALL = 4_000  # characters: so many that what every text costs weighs little
MOST = 2.5  # times the calls for twice the text

PARAGRAPH = (
    "Councillor Ash asked whether the bridge would be open by May. The Head of Parks replied that it would, "
    "and that the lane had been closed for repairs since the flood of last year."
)
PIECES = {
    "prose": PARAGRAPH + "\n\n",
    "items": "7. Bridges\n\nMinutes:\n\n" + PARAGRAPH + "\n\nRESOLVED: That the report be noted.\n\n",
    "one line": PARAGRAPH + " ",
    "list markers": "- a\n",
    "numbers": "1. Thing\n",
    "office without end": "The Head of Ab, " + "Ab, " * 40,
    "capitals in a list": "Ab, ",
    "titles of persons": "Councillor ",
    "titles and names": "Councillor A ",
    "titles of items": "REPORT ON ROADS\n\nText of it was here.\n\n",
    "and": "and ",
    "deep quotes": "“a ",
    "apostrophes": " 'Aa",
    "bars": "| a ",
    "brackets": "(a ",
    "motions": "Councillor Ash moved that it be so.\n\n",
    "votes": "For: 3 Against: 4\n\n",
    "motions in a line": "Moved by Cllr Ash, seconded by Cllr Birch. ",
    "tasks in a line": "The Clerk agreed to write to the owner. ",
    "labels of tasks in a line": "Action: Clerk to write. ",
    "votes in a line": "For: 3 Against: 4 ",
    "decisions in a line": "RESOLVED: That it be noted. ",
    "declarations in a line": "Councillor Ash declared an interest in item 7. ",
    "apologies in a line": "Apologies were received from Cllr Ash. ",
    "closes in a line": "The meeting closed at 9.10 pm. ",
    "headings in a line": "held in the Village Hall on 3 May 2024 at 7.30 pm ",
    "questions in a line": "Question 7 from Mr Ash to the Leader: Why? REPLY: So. ",
}
NAMED = {
    "persons": "Councillor @ asked whether it was so.\n\n",
    "offices": "The Head of @ replied that it was so.\n\n",
}


def calls(text: str, read: Callable[[str], object] = parse) -> int:
    """How many functions reading a text calls."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


def names() -> Iterator[str]:
    """Words that may be surnames, no two alike."""
    return (f"A{''.join(letters)}" for letters in product(ascii_lowercase, repeat=3))


def text_of(name: str, size: int) -> str:
    """About so many characters of a shape."""
    if name in PIECES:
        return PIECES[name] * (size // len(PIECES[name]))
    piece = NAMED[name]
    return "".join(piece.replace("@", word) for word in islice(names(), size // len(piece)))


@pytest.mark.parametrize("name", [*PIECES, *NAMED])
def test_twice_the_text_asks_for_about_twice_the_work(name: str) -> None:
    parse(text_of(name, 4 * SMALL))  # what is remembered of words and their sequences is learnt once
    small, twice, four = (calls(text_of(name, size)) for size in (SMALL, 2 * SMALL, 4 * SMALL))
    assert small > 0
    assert twice / small < MOST
    assert four / twice < MOST


def test_the_count_shows_work_that_grows_as_the_square() -> None:
    def read(text: str) -> list[bool]:
        return [text.startswith("a", at) for at in range(len(text)) for _ in range(len(text))]

    assert calls("a" * 80, read) / calls("a" * 40, read) > MOST
