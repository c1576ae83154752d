"""What is kept in the cache folder: the same as what is made anew, whatever became of the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from minutes_cli import kept

TEXT = "Minutes of Ashby Parish Council\n\nPresent: Councillor Ada Cole\n\n1. Bins\n\nCouncillor Cole asked who pays.\n"


def parsed(cache: Path | str) -> bytes:
    """What a process of its own prints, with its cache in a folder."""
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-m", "minutes_cli", "parse"]
    return subprocess.run(command, input=TEXT.encode(), env=env, capture_output=True, check=True).stdout


def test_the_second_run_prints_what_the_first_did_and_writes_nothing_anew(tmp_path: Path) -> None:
    first = parsed(tmp_path)
    (patterns,) = (tmp_path / "minutes-parser").glob("*.patterns")
    before = patterns.stat()
    assert parsed(tmp_path) == first
    assert patterns.stat().st_ino == before.st_ino


def test_damaged_files_are_made_anew(tmp_path: Path) -> None:
    first = parsed(tmp_path)
    for path in (tmp_path / "minutes-parser").iterdir():
        path.write_bytes(path.read_bytes()[:-7])
    assert parsed(tmp_path) == first


def test_a_folder_that_cannot_be_made_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert parsed(tmp_path / "file") == parsed(tmp_path)


def test_a_pattern_is_compiled_as_by_re_with_its_groups_and_flags() -> None:
    for _ in range(2):  # made, then loaded
        pattern = kept.compile(r"(?i:(?P<word>[a-zé]+))-(\d+)|ⅷ")
        found = pattern.fullmatch("ÉTé-12")
        assert found is not None
        assert (found["word"], found[2], pattern.groups) == ("ÉTé", "12", 2)
