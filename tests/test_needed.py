"""The words that a pattern needs: never more than every match has."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_cli.engine.needed import Searched, needed

PATTERNS = [
    r"^\s*(?:Decision|DECISION):\s*$",
    r"\bMotion (?:Passed|Failed)\b",
    r"(?:pdf icon )?PDF \d+ [KM]B",
    r"colou?r|shade",
    r"(?:ab)+c{2}",
    r"x(?=yes)|x(?!no)",
    r"(?i:Aye)s?",
    r"a*|b",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_text_that_a_pattern_matches_has_the_words(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern))
    for flags in (0, re.IGNORECASE):
        if re.search(pattern, text, flags):
            assert Searched(pattern, flags).within(text, text.lower())


def test_the_words_of_each_branch_are_needed_together_with_those_around() -> None:
    assert set(needed(r"\bMotion (?:Passed|Failed)\b")) == {("Motion ",), ("Passed", "Failed")}


def test_a_pattern_that_may_be_empty_needs_no_word() -> None:
    assert needed(r"(?:colour|shade)?") == ()


def test_without_one_of_its_words_a_text_is_not_searched() -> None:
    assert not Searched("Aye").within("ayes and noes", "ayes and noes")
