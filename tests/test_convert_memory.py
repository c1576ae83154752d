"""A worker of `minutes convert` takes as much memory for many files as for few.

Four thousand are as many as can be waited for; `benchmarks/convert.py --files 10000` has more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MEBIBYTE = 1024 * 1024
MOST = 120 * 1_000_000  # bytes of a worker, whatever the number of files
GROWTH = 6 * MEBIBYTE  # between the two runs: how rough the peaks of a process are
FEW, MANY = 1_000, 4_000
WORDS = 250  # numbers in the texts: what is remembered of words is bounded, and full after the few

CONVERT = """
import resource, sys
from minutes_cli.cli import run
code = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def files(folder: Path, count: int) -> Path:
    """So many short minutes."""
    folder.mkdir()
    for at in range(count):
        number = at % WORDS
        words = f"{number}. Lanes\n\nCllr Ash asked about lane {number}.\n\nRESOLVED: That bridge {number} be mended.\n"
        (folder / f"{at}.txt").write_text(words)
    return folder


def peak(source: Path, out: Path) -> int:
    """The most bytes of memory that a worker takes."""
    command = [sys.executable, "-c", CONVERT, "convert", str(source), "-o", str(out), "--workers", "2"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert len(out.read_bytes().splitlines()) == len(list(source.iterdir()))
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.skipif(os.name != "posix", reason="asks for memory as POSIX does")
def test_a_worker_takes_no_more_memory_for_more_files(tmp_path: Path) -> None:
    few = peak(files(tmp_path / "few", FEW), tmp_path / "few.ndjson")
    many = peak(files(tmp_path / "many", MANY), tmp_path / "many.ndjson")
    assert many < MOST
    assert many - few < GROWTH
