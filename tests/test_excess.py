"""What one text, and one sentence, may cost is bounded; the rest is kept, and a warning says from where."""

from __future__ import annotations

import invariants
import pytest

from minutes_cli import parse, pipeline
from minutes_cli.model import Minutes

ITEM = "7. Bridges\n\nCouncillor Ash asked whether the bridge was open.\n\nThe Head of Parks replied that it was.\n\n"


def codes(minutes: Minutes) -> list[str]:
    return [warning.code for warning in minutes.warnings]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_text_is_read_as_far_as_its_limit_and_the_rest_kept(ends: str) -> None:
    text = (ITEM * 3).replace("\n", ends)
    limit = text.rindex("Councillor") - 5
    found = pipeline.parse(text, most=limit)
    invariants.check(text, found)
    assert len(found.questions) == 2
    assert codes(found) == ["long-text"]
    assert found.warnings[0].start == found.blocks[-1].start < len(text)
    assert text[found.blocks[-1].start :].startswith("7. Bridges")
    assert found.blocks[-1].end == len(text.rstrip())
    assert not found.source.cut_off


def test_one_line_is_cut_at_the_limit() -> None:
    text = "Councillor Ash asked whether it was so. " * 20
    found = pipeline.parse(text, most=400)
    invariants.check(text, found)
    assert (found.warnings[-1].code, found.warnings[-1].start) == ("long-text", 400)


def test_a_text_within_its_limit_has_no_warning() -> None:
    assert codes(pipeline.parse(ITEM, most=len(ITEM))) == []
    assert codes(pipeline.parse(ITEM + "\n" * 9, most=len(ITEM))) == []


def test_a_sentence_without_end_is_read_as_far_as_its_limit() -> None:
    text = ITEM + "The Clerk said that it was long, " + "and so on " * 1500 + "and Councillor Ash asked why.\n"
    found = parse(text)
    invariants.check(text, found)
    assert codes(found) == ["long-sentence"]
    assert text[found.warnings[0].start :].startswith(("and", "so", "on"))
    assert codes(parse(ITEM)) == []
