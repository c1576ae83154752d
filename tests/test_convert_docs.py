"""The commands of the page for journalists are run; what it prints under them is what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "journalists.md").read_text("utf-8")
EXAMPLES = [
    block.removeprefix("$ ").partition("\n")[::2]
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]


def printed(command: str, folder: Path) -> str:
    """All that a command prints, without spaces at the ends of lines."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        ["sh", "-c", f"{command} 2>&1"], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True
    )
    assert done.returncode == 0, done.stdout.decode()
    return re.sub(r" +$", "", done.stdout.decode(), flags=re.MULTILINE)


@pytest.mark.skipif(os.name != "posix" or shutil.which("sqlite3") is None, reason="needs a shell and sqlite3")
def test_the_commands_print_what_the_page_says(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    shutil.copytree(DOCS / "flooding", tmp_path / "minutes")
    assert len(EXAMPLES) == 4
    for command, expected in EXAMPLES:
        parts = re.split(r"^…\n", expected, flags=re.MULTILINE)
        pattern = r"(?:.*\n)*?".join(map(re.escape, parts))
        found = printed(command, tmp_path)
        assert re.fullmatch(pattern, found), found


def test_the_views_that_the_page_names_are_there() -> None:
    from minutes_cli.convert.views import VIEWS

    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(VIEWS)
