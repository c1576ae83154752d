"""What a reader is warned of."""

from __future__ import annotations

import pytest

from minutes_cli import parse

AGENDA = (
    "AGENDA\n\nMeeting of Ling Council to be held on 4 May 2023\n\n1. Apologies\n2. Drains\n3. Any other business\n"
)


def codes(text: str) -> list[tuple[str, str]]:
    return [(warning.code, text[warning.start : warning.end]) for warning in parse(text).warnings]


def test_a_text_in_which_nothing_happens_may_be_no_minutes() -> None:
    assert codes(AGENDA) == [("no-minutes", "AGENDA")]
    assert codes("\n  The hall is shut for repairs until June.\nPlease use the other one.\n") == [
        ("no-minutes", "The hall is shut for repairs until June.")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Present: A Quill",
        "RESOLVED: That the drains be cleared.",
        "A Member asked whether the drains had been cleared.",
    ],
)
def test_a_text_in_which_something_happens_is_minutes(words: str) -> None:
    assert "no-minutes" not in [code for code, _ in codes(f"Ling Council\n\n{words}\n")]


def test_a_text_without_words_has_no_warnings() -> None:
    assert codes("") == codes(" \n") == []
