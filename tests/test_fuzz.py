"""What fuzzing starts from, and what it has found, is read as any input is."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import TARGETS

CORPUS = Path(__file__).parent.parent / "fuzz" / "corpus"
INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


def test_every_target_has_inputs() -> None:
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


@pytest.mark.parametrize("path", INPUTS, ids=[f"{path.parent.name}-{path.stem}" for path in INPUTS])
def test_an_input_of_the_fuzzing_is_read(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
