"""Texts that are damaged, of the samples and of the corpus where it lies beside: read without error, offsets right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import invariants
import pytest
from damages import DAMAGES

from minutes_cli import parse

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
STEP = 100  # characters between one cutting off and the next
SHARE = 40  # one in so many cuts of the samples is tried, and one in ten times so many of the corpus


def texts() -> list[tuple[str, str]]:
    paths = [*sorted((ROOT / "samples").glob("*.txt")), *sorted(CORPUS.rglob("*.txt"))[::8]]
    return [(path.stem, path.read_bytes().decode("utf-8-sig", "replace")) for path in paths]


TEXTS = texts()


def cuts() -> Iterator[str]:
    count = 0
    for at, (_, text) in enumerate(TEXTS):
        for end in range(STEP, len(text), STEP):
            count += 1
            if (count + at) % (SHARE if len(text) < 6_000 else 10 * SHARE) == 0:
                yield text[:end]


def test_a_text_cut_off_anywhere_is_read() -> None:
    tried = 0
    for text in cuts():
        invariants.check(text, parse(text))
        tried += 1
    assert tried > 20


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_text_is_read(name: str) -> None:
    for number, (_, text) in enumerate(TEXTS):
        if len(text) > 30_000 or (number + len(name)) % 3:  # another third for each damage
            continue
        damaged, places = DAMAGES[name](text)
        assert len(places) == len(damaged) + 1
        invariants.check(damaged, parse(damaged))


def test_damages_are_done() -> None:
    text = TEXTS[0][1] * 9
    assert all(damage(text)[0] != text for damage in DAMAGES.values())
