"""Tokens put away: a text that is longer than what is kept at hand is read as if all of it were."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_cli import parse, to_json
from minutes_cli.engine import shelf

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES[::4], ids=lambda path: path.stem)
def test_a_text_whose_tokens_are_put_away_is_read_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    whole = to_json(parse(text))
    monkeypatch.setattr(shelf, "AT_HAND", 0)
    assert to_json(parse(text)) == whole
