"""The examples of the README are run; what it prints under them is what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)

# (command, what is printed under it); a line that is only `…` stands for any number of lines.
EXAMPLES = [
    (example.partition("\n")[0], example.partition("\n")[2])
    for language, block in BLOCKS
    if language == "console"
    for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
]


def run(command: list[str]) -> str:
    """Run a command at the top of the repository, with our own `minutes` before all others."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def matches(printed: str, expected: str) -> bool:
    """Whether a text is the expected one, `…` lines standing for any lines."""
    parts = re.split(r"^…\n", expected, flags=re.MULTILINE)
    return re.fullmatch(r"(?:.*\n)*?".join(map(re.escape, parts)), printed) is not None


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4
    assert len([language for language, _ in BLOCKS if language == "python"]) == 1


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize(("command", "expected"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_the_readme_says(command: str, expected: str) -> None:
    if "| jq" in command and shutil.which("jq") is None:
        pytest.skip("needs jq")
    printed = run(["sh", "-c", command])
    assert matches(printed, expected), printed


@pytest.mark.parametrize("code", [block for language, block in BLOCKS if language == "python"])
def test_the_example_in_python_runs(code: str) -> None:
    run([sys.executable, "-c", code])
