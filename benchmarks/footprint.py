"""Start-up in CPU seconds (user and system) of whole processes, and memory at its peak; printed by run.py."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "samples" / "item-apologies-declarations.txt"
_TIMES = 9
_LARGE = 5_000_000  # characters of the large text
_BATCH = (40, 400)  # texts of the short and of the long batch

_PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
_MANY = """
import sys; sys.path.insert(0, {here!r})
from hostile import SHAPES
from minutes_cli import parse, to_json
for number in range({count}): to_json(parse(str(number) + ". " + SHAPES["prose"](20_000)))
"""
_ONE = """
import sys; sys.path.insert(0, {here!r})
from hostile import SHAPES
from minutes_cli import parse, to_json
to_json(parse(SHAPES["prose"]({size})))
"""


def seconds(arguments: list[str]) -> float:
    """The least CPU time of several runs of a Python process."""
    least = float("inf")
    for _ in range(_TIMES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def starts() -> None:
    """Print what a start costs, beside the import of click alone."""
    rows = {
        "`python -c 'import click'`": ["-c", "import click"],
        "`minutes --help`": ["-m", "minutes_cli", "--help"],
        "`minutes parse` of one page": ["-m", "minutes_cli", "parse", os.fspath(PAGE)],
    }
    print("\n| start | CPU, s | times `import click` |\n|---|---|---|")
    first = 0.0
    for name, arguments in rows.items():
        taken = seconds(arguments)
        first = first or taken
        print(f"| {name} | {taken:.3f} | {taken / first:.2f} |", flush=True)


def peak(code: str) -> int:
    """The largest memory of a process, in bytes."""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{_PEAK}"], capture_output=True, check=True, text=True)
    return int(done.stdout)


def memory() -> None:
    """Print the peaks of one large text, and of a short and a long batch of small ones."""
    here = os.fspath(HERE)
    rest = peak(_ONE.format(here=here, size=2_000))
    large = peak(_ONE.format(here=here, size=_LARGE)) - rest
    short, long = (peak(_MANY.format(here=here, count=count)) for count in _BATCH)
    print("\n| memory | MB | ratio |\n|---|---|---|")
    print(f"| a page | {rest / 1e6:.0f} | |")
    print(
        f"| one text of {_LARGE / 1e6:.0f} MB, beyond that | {large / 1e6:.0f} | {large / _LARGE:.1f} times the text |"
    )
    print(f"| {_BATCH[0]} texts of 20 KB in one process | {short / 1e6:.0f} | |")
    print(f"| {_BATCH[1]} such texts | {long / 1e6:.0f} | {long / short:.2f} times the {_BATCH[0]} |")
