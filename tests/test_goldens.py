"""Whole documents: each sample gives the JSON that was read in review.

`pytest tests/test_goldens.py --rewrite-goldens` writes them anew; read the change before you commit it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import invariants
import pytest

from minutes_cli import parse_file, to_json

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parent / "samples").glob("*.txt"))
GOLDENS = HERE / "goldens"


def golden(path: Path) -> str:
    """The JSON of a text for people to compare: a row a line."""
    tree = json.loads(to_json(parse_file(path)))
    lines = []
    for name, value in tree.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in value)
            lines.append(f"  {json.dumps(name)}: [\n{rows}\n  ]")
        else:
            lines.append(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def test_every_sample_has_a_golden_and_every_golden_a_sample(rewrite: bool) -> None:
    names = [path.stem for path in SAMPLES]
    if rewrite:
        GOLDENS.mkdir(exist_ok=True)
        for path in GOLDENS.glob("*.json"):
            if path.stem not in names:
                path.unlink()
        return
    assert len(names) >= 8
    assert sorted(path.stem for path in GOLDENS.glob("*.json")) == names


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sample_gives_its_golden(path: Path, rewrite: bool) -> None:
    kept = GOLDENS / f"{path.stem}.json"
    made = golden(path)
    if rewrite:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made, "utf-8", newline="\n")
    assert kept.read_text("utf-8") == made


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_what_holds_for_any_text_holds_for_a_sample(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    invariants.check(text, parse_file(path))


def test_a_golden_is_the_whole_json() -> None:
    path = SAMPLES[0]
    assert json.loads(golden(path)) == json.loads(to_json(parse_file(path)))


def test_goldens_are_not_rewritten_in_ci() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--rewrite-goldens",
        "--collect-only",
        str(HERE / "test_source.py"),
    ]
    done = subprocess.run(command, env={**os.environ, "CI": "true"}, cwd=HERE.parent, capture_output=True)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert b"goldens are never rewritten in CI" in done.stderr
