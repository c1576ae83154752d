"""Measures the floor, the pipeline, the baseline and the peers on the same texts, in turns, and prints their ratios.

    python benchmarks/run.py [--share N] [--growth | --footprint] FOLDER|ARCHIVE…

Each of them runs in a process of its own and they take turns, text by text, so that what else the machine
does weighs on all alike. Start-up and memory come after; `--footprint` prints only these. `--share N` takes
each Nth text. `--growth` prints instead how the time grows with the text, on prose and on hostile input.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import footprint  # noqa: E402  # beside this file
import peers  # noqa: E402

WAYS = ("floor", "pipeline", "baseline", *peers.installed())


def texts(place: Path) -> Iterator[bytes]:
    """The texts of a folder or an archive, read in memory."""
    if place.is_dir():
        yield from (path.read_bytes() for path in sorted(place.rglob("*")) if path.suffix in (".txt", ".md"))
    elif zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            yield from (archive.read(name) for name in sorted(archive.namelist()) if not name.endswith("/"))
    else:
        with tarfile.open(place) as packed:
            for member in sorted(packed.getmembers(), key=lambda m: m.name):
                held = packed.extractfile(member) if member.isfile() else None
                if held is not None:
                    yield held.read()


def floor(data: bytes) -> object:
    """Decode and split lines: what any reader of lines must do."""
    from minutes_cli.source import decode

    return decode(data)[0].splitlines()


def pipeline(data: bytes) -> object:
    from minutes_cli import parse, to_json
    from minutes_cli.source import decode

    return to_json(parse(decode(data)[0]))


def baseline() -> Callable[[bytes], object]:
    import baseline as lark

    lark.install()
    return pipeline


def warm() -> None:
    """Load the grammars of every house style, so that no text pays for them."""
    from minutes_cli import parse
    from minutes_cli.engine.dialect import names

    for name in (None, *names()):
        parse("Minutes\n\nPresent: Councillor Ash\n\nRESOLVED: That it be noted.\n", dialect=name)


def work(way: str, places: list[Path], share: int) -> None:
    """Do the texts one by one as the lines of standard input ask, and print the seconds of each."""
    from minutes_cli import collecting

    rows = [data for place in places for data in list(texts(place))[::share]]
    own = {"floor": lambda: floor, "pipeline": lambda: pipeline, "baseline": baseline}
    do = (own[way] if way in own else getattr(peers, way))()
    collecting.seldom()  # as the command line does; for all of them
    warm()
    for line in sys.stdin:
        start = time.process_time()
        do(rows[int(line)])
        print(time.process_time() - start, flush=True)


def measure(places: list[Path], share: int) -> dict[str, float]:
    """The seconds that each way takes for all texts."""
    command = [sys.executable, __file__, "--share", str(share), *map(str, places), "--work"]
    runs = {
        way: subprocess.Popen([*command, way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for way in WAYS
    }
    taken = dict.fromkeys(WAYS, 0.0)
    for number in range(sum(len(list(texts(place))[::share]) for place in places)):
        for way, run in runs.items():
            assert run.stdin is not None
            assert run.stdout is not None
            print(number, file=run.stdin, flush=True)
            taken[way] += float(run.stdout.readline())
    for run in runs.values():
        run.communicate()
    return taken


def report(places: list[Path], share: int) -> None:
    """Print one line of the table for each place."""
    lark = importlib.metadata.version("lark")
    others = "".join(f", {peers.version(name)}" for name in peers.installed())
    print(f"Python {platform.python_version()}, Lark {lark}{others}, {platform.machine()}\n")
    rates = [f"{way}, MB/s" for way in WAYS]
    ratios = [f"{way} : pipeline" for way in WAYS[1:] if way != "pipeline"]
    print("|", " | ".join(["texts", "MB", *rates, "pipeline : floor", *ratios]), "|")
    print("|---" * (3 + len(rates) + len(ratios)) + "|")
    for place in places:
        size = sum(len(data) for data in list(texts(place))[::share]) / 1e6
        taken = measure([place], share)
        cells = [f"{size / taken[way]:.3g}" for way in WAYS]
        cells.append(f"{taken['pipeline'] / taken['floor']:.0f}")
        cells += [f"{taken[way] / taken['pipeline']:.2g}" for way in WAYS[1:] if way != "pipeline"]
        print("|", " | ".join([place.name, f"{size:.2f}", *cells]), "|", flush=True)


def growth() -> None:
    """Print what twice and four times the text costs."""
    from hostile import SHAPES

    print("| input | s for a MB | twice the text | four times |\n|---|---|---|---|")
    for name, make in SHAPES.items():
        pipeline(make(20_000).encode())
        row = []
        for size in (100_000, 200_000, 400_000):
            data = make(size).encode()
            start = time.process_time()
            pipeline(data)
            row.append((time.process_time() - start) / len(data) * 1e6)
        ratios = " | ".join(f"{k * seconds / row[0]:.1f}" for k, seconds in zip((2, 4), row[1:], strict=True))
        print(f"| {name} | {row[0]:.1f} | {ratios} |", flush=True)


def main() -> None:
    shape = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    options.add_argument("places", nargs="*", type=Path, default=[HERE.parent / "samples"])
    options.add_argument("--share", type=int, default=1)
    options.add_argument("--growth", action="store_true")
    options.add_argument("--footprint", action="store_true")
    options.add_argument("--work", choices=WAYS, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.work:
        work(given.work, given.places, given.share)
    elif given.growth:
        growth()
    else:
        if not given.footprint:
            report(given.places, given.share)
        footprint.starts()
        footprint.memory()


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main()
