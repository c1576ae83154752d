"""What `minutes convert` costs over parsing alone, how it scales, the memory of its workers, and what a kill costs.

    python benchmarks/convert.py [--copies N]   the samples N times: parsing alone, one worker, two workers
    python benchmarks/convert.py --files N      N short texts after a tenth of them: the most memory of a worker
    python benchmarks/convert.py --kills N [--to sqlite|parquet]
                                                N runs killed at random moments, resumed, and compared

Seconds of processor time are of all processes together; they say what the program costs where other work slows
the clock.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
PARSE = """
import sys, pathlib
from minutes_cli import parse, to_json
with open(sys.argv[2], "wb") as out:
    for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        out.write(to_json(parse(path.read_bytes().decode(), name=path.name)) + b"\\n")
"""


CONVERT = """
import resource, sys
from minutes_cli.cli import run
run(sys.argv[1:])
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    print(resource.getrusage(who).ru_maxrss * 1024)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds by the clock, seconds of processor time, bytes of its largest process."""

    wall: float
    used: float
    largest: int

    def __str__(self) -> str:
        """As a line of the table has it."""
        return f"{self.wall:8.2f} s {self.used:8.2f} s of processor {self.largest / 1e6:6.0f} MB"


def timed(command: Sequence[str]) -> Cost:
    """Run a command, and the processes that it starts."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def convert(source: Path, out: Path, *options: str) -> list[str]:
    """The command that converts a folder anew unless told otherwise."""
    return [sys.executable, "-m", "minutes_cli", "convert", str(source), "-o", str(out), *options]


def fill(folder: Path, copies: int) -> Path:
    """A new folder with so many copies of the samples, each a file of its own."""
    folder.mkdir()
    for number in range(copies):
        for path in SAMPLES:
            (folder / f"{number}-{path.name}").write_bytes(path.read_bytes())
    print(f"{copies * len(SAMPLES):,} texts, {sum(p.stat().st_size for p in folder.iterdir()) / 1e6:.2f} MB")
    return folder


def scale(home: Path, copies: int) -> None:
    """Parsing alone, one worker and two, in turns on the same texts."""
    folder = fill(home / "texts", copies)
    alone = timed([sys.executable, "-c", PARSE, str(folder), str(home / "a.ndjson")])
    one = timed(convert(folder, home / "1.ndjson", "--no-resume", "--workers", "1"))
    two = timed(convert(folder, home / "2.ndjson", "--no-resume", "--workers", "2"))
    for label, cost in (("parsing alone", alone), ("one worker", one), ("two workers", two)):
        print(f"{label:14}{cost}")
    print(f"over parsing alone: {one.used / alone.used - 1:+.1%} of processor time with one worker")
    print(f"two workers: {one.wall / two.wall:.2f} times as fast as one, at {two.used / one.used:.2f} times its cost")
    same = (home / "1.ndjson").read_bytes() == (home / "2.ndjson").read_bytes()
    print("the same bytes" if same else "OTHER BYTES")


def grow(home: Path, files: int) -> None:
    """The most memory of a worker when a tenth of the files are converted, and when all are."""
    text = (SAMPLES[0].parent / "first-look.txt").read_bytes()
    for count in (files // 10, files):
        folder = home / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.txt").write_bytes(text + f"\nMinute {number}.\n".encode())
        command = [sys.executable, "-c", CONVERT, *convert(folder, home / f"{count}.ndjson", "--workers", "2")[3:]]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        parent, worker = (int(line) / 1e6 for line in done.stdout.split())
        print(f"{count:8,} files: {worker:.0f} MB for a worker at most, {parent:.0f} MB for the parent", flush=True)


def until(draft: Path, least: float, process: subprocess.Popen[bytes]) -> float:
    """Wait for an output to be written so far, in bytes, or for its run to end; how long that took."""
    started = time.perf_counter()
    while process.poll() is None and (not draft.exists() or weight(draft) < least):
        time.sleep(0.0005)
    return time.perf_counter() - started


def weight(place: Path) -> int:
    """The bytes of a file, or of the files of a folder; what is moved away meanwhile counts nothing."""
    found = 0
    for path in (place, *place.rglob("*")):
        with suppress(FileNotFoundError):
            found += path.stat().st_size if path.is_file() else 0
    return found


def contents(out: Path) -> object:
    """What an output holds: its bytes, or the rows of its tables where two files of the same rows may differ."""
    if out.suffix == ".db":
        with closing(sqlite3.connect(out)) as base:
            return list(base.iterdump())
    if out.is_dir() and any(out.glob("*.parquet")):
        import pyarrow.parquet

        return {path.name: pyarrow.parquet.read_table(path).to_pylist() for path in out.iterdir()}
    return out.read_bytes()


def kill(home: Path, kills: int, kind: str) -> None:
    """Runs killed at random moments, half as they read and half as they write, and resumed, against one that is not."""
    folder = fill(home / "texts", 3)
    name = {"ndjson": "all.ndjson", "sqlite": "all.db", "parquet": "all"}[kind]
    draft = Path(f"{name}.state") / f"draft-{name}"
    chance = random.Random(2026)

    def run(place: str) -> subprocess.Popen[bytes]:
        (home / place).mkdir(exist_ok=True)
        command = convert(folder, home / place / name, "--to", kind)
        return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)

    undisturbed = run("whole")
    reading = until(home / "whole" / draft, 0, undisturbed)
    undisturbed.wait()
    whole, size = contents(home / "whole" / name), weight(home / "whole" / name)
    print(f"{kind}: {reading:.2f} s until it writes {size / 1e6:.2f} MB", flush=True)
    equal = 0
    for number in range(kills):
        place = f"killed-{number}"
        process = run(place)
        if number % 2:
            until(home / place / draft, chance.uniform(0, size), process)
        else:
            time.sleep(chance.uniform(0.1, reading))
        os.killpg(process.pid, signal.SIGKILL) if number % 4 < 2 else process.kill()
        late = process.wait() != -signal.SIGKILL
        kept = sum(path.stat().st_size for path in (home / place).rglob("*.shard"))
        torn = weight(home / place / draft)
        there = (home / place / name).exists()
        run(place).wait()
        same = contents(home / place / name) == whole
        equal += same
        phase = "done already" if late else "as it ends" if there else f"{torn / 1e6:.2f} MB written"
        end = "the same" if same else "OTHER CONTENTS"
        print(f"killed: {kept / 1e6:.2f} MB in its shards, {phase}; resumed: {end}", flush=True)
    print(f"{equal} of {kills} resumed to the same contents")


def main() -> None:
    """Measure, and print a line for each measurement."""
    options = argparse.ArgumentParser()
    options.add_argument("--copies", type=int, default=20)
    options.add_argument("--files", type=int, default=0)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--to", choices=("ndjson", "sqlite", "parquet"), default="ndjson")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.files:
            grow(Path(name), given.files)
        elif given.kills:
            kill(Path(name), given.kills, given.to)
        else:
            scale(Path(name), given.copies)


if __name__ == "__main__":
    main()
