"""How much `minutes convert` costs over parsing alone, how it scales, and the memory of its workers.

    python benchmarks/convert.py [--copies N] [--files N]

The texts are the samples, `--copies` times. Seconds of processor time are of all processes together. With
`--files`, so many short texts are converted instead, to see that a worker's memory does not grow with them.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
PARSE = """
import sys, pathlib
from minutes_cli import parse, to_json
with open(sys.argv[2], "wb") as out:
    for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        out.write(to_json(parse(path.read_bytes().decode(), name=path.name)) + b"\\n")
"""


def timed(command: list[str]) -> tuple[float, float, int]:
    """Run a command: seconds by the clock, seconds of processor time, and the largest process in bytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used, after.ru_maxrss * 1024


def main() -> None:
    """Measure, and print a line for each measurement."""
    options = argparse.ArgumentParser()
    options.add_argument("--copies", type=int, default=20)
    options.add_argument("--files", type=int, default=0)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "texts"
        folder.mkdir()
        if given.files:
            text = (SAMPLES[0].parent / "first-look.txt").read_bytes()
            for number in range(given.files):
                (folder / f"{number}.txt").write_bytes(text + f"\nMinute {number}.\n".encode())
        else:
            for number in range(given.copies):
                for path in SAMPLES:
                    (folder / f"{number}-{path.name}").write_bytes(path.read_bytes())
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{len(list(folder.iterdir()))} texts, {size / 1e6:.2f} MB")
        convert = [sys.executable, "-m", "minutes_cli", "convert", str(folder), "--no-resume", "-o"]
        runs = {
            "parsing alone": [sys.executable, "-c", PARSE, str(folder), f"{name}/a.ndjson"],
            "convert, 1 worker": [*convert, f"{name}/1.ndjson", "--workers", "1"],
            "convert, 2 workers": [*convert, f"{name}/2.ndjson", "--workers", "2"],
        }
        for label, command in runs.items():
            wall, used, largest = timed(command)
            print(f"{label:20} {wall:7.2f} s, {used:7.2f} s of processor, largest so far {largest / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
