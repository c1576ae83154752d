"""Coverage-guided fuzzing: `python fuzz/run.py parse --seconds 3600`.

Every distinct find is written to `--finds` once, with its traceback beside it, and the run goes on; it ends with
status 1 where there were finds. What is new to the coverage is kept in `--grown`, so that a run goes on from
the last.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pkgutil
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from time import monotonic, process_time

import atheris

HERE = Path(__file__).parent
LONGEST = 4096  # bytes of an input
_DIGITS = re.compile(r"\d+")
_TAG = re.compile(rb"</?[\w:]+/?>?|/\w+|[\w:]+=")

with atheris.instrument_imports(include=["minutes_cli"]):
    import minutes_cli

    for module in pkgutil.walk_packages(minutes_cli.__path__, "minutes_cli."):
        if "__main__" not in module.name and "convert" not in module.name:
            import_module(module.name)
    from targets import TARGETS, Target


class TooSlowError(Exception):
    """An input costs more than its size allows."""


class Watched:
    """A target whose finds are written down, each place once."""

    def __init__(self, name: str, options: argparse.Namespace) -> None:
        self.name, self.target = name, TARGETS[name]
        self.slow, self.finds = options.slow, options.finds
        self.until = monotonic() + options.seconds
        self.seen: set[str] = set()
        self.runs = 0

    def __call__(self, data: bytes) -> None:
        """Try an input, or end the process when the time is up."""
        if monotonic() > self.until:
            print(f"{self.name}: {self.runs} inputs, {len(self.seen)} finds", flush=True)
            os._exit(1 if self.seen else 0)
        self.runs += 1
        try:
            timed(self.target, data, self.slow)
        except Exception as fault:  # any that comes out of a target is a find
            self._keep(data, fault)

    def _keep(self, data: bytes, fault: Exception) -> None:
        frames = [f for f in traceback.extract_tb(fault.__traceback__) if "minutes_cli" in f.filename]
        place = f"{type(fault).__name__} {frames[-1].name if frames else _DIGITS.sub('9', str(fault))[:60]}"
        if place in self.seen:
            return
        self.seen.add(place)
        path = self.finds / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        path.with_suffix(".log").write_text("".join(traceback.format_exception(fault)), "utf-8")
        print(f"FIND {place}: {path}", flush=True)


def timed(target: Target, data: bytes, slow: float) -> None:
    """Run a target, and raise TooSlowError where it took more processor time than allowed."""
    started = process_time()
    target(data)
    if (took := process_time() - started) > slow:
        target(data)  # the first time may have learnt what is then remembered
        if (again := process_time() - started - took) > slow:
            raise TooSlowError(f"{again:.1f} s for {len(data)} bytes")


def words(target: str) -> Iterator[str]:
    """What inputs are put together of, as a dictionary of libFuzzer: words of the grammars, tags of the corpus."""
    if target == "parse":
        from test_properties import vocabulary

        found = {word.encode() for word in vocabulary()}
    else:
        texts = [path.read_bytes() for path in (HERE / "corpus" / target).iterdir()]
        found = {word for text in texts for word in _TAG.findall(text)}
    for number, word in enumerate(sorted(found)):
        quoted = "".join(f"\\x{b:02x}" for b in word)
        yield f'w{number}="{quoted}"\n'


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=60, help="how long to run")
    parser.add_argument("--slow", type=float, default=4, help="seconds of processor time that one input may take")
    parser.add_argument("--finds", type=Path, default=HERE / "finds", help="where finds go")
    parser.add_argument("--grown", type=Path, default=HERE / "grown", help="where the grown corpus goes")
    options = parser.parse_args()
    grown = options.grown / options.target
    for folder in (options.finds, grown):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".dict", delete=False) as dictionary:
        dictionary.writelines(words(options.target))
    flags = [f"-dict={dictionary.name}", f"-max_len={LONGEST}", "-timeout=300", "-rss_limit_mb=4096"]
    corpus = HERE / "corpus" / options.target
    atheris.Setup([sys.argv[0], *flags, str(grown), str(corpus)], Watched(options.target, options))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
