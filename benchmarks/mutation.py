"""Which share of the faults put into the modules that read the tests find.

    python benchmarks/mutation.py [--sample N] [--reading] [--lines A-B] [MODULE…]

One fault at a time: a comparison turned, an operand left out, a condition negated, a word or a number changed, a
statement dropped (`faults.py`). Each is tried in a forked copy of a warm process, which reads the changed module and
those above it anew and runs the tests that come by the line, the short ones of the areas first (`TESTS`). A fault that
they do not find is looked for in the samples: it is found where the JSON of one changes, as the goldens would tell.
What no test can find, for nothing tells it from the code as it is, stands with its reason in `equivalent.toml` and does
not count.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.util
import os
import random
import resource
import signal
import sys
import tomllib
import traceback
from collections import Counter
from importlib.machinery import ModuleSpec
from pathlib import Path
from time import perf_counter, process_time
from types import FrameType, ModuleType
from typing import Any

import pytest
from faults import faults

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"), key=lambda path: path.stat().st_size)
TESTS = {  # by area: those that run in the blink of an eye
    "business": "reading votes motions decision actions declarations",
    "layout": "reading layout headings heading decision actions motions",
    "meeting": "heading attendance",
    "persons": "reading roll speech attendance grids votes",
    "speech": "reading speech actions",
}
LINKING = """
    speech.thread speech.asking speech.formal speech.exchange speech.turns speech.speech speech.conversation
    persons.people business.ballots business.votes
"""
READING = """
    speech.sentences persons.names persons.roll persons.attendance business.passages business.floor business.motions
    business.proposal business.carriage business.decision business.ruling business.actions business.assignments
    business.declarations layout.titles layout.placing layout.segments layout.joining layout.numbered_headings
    layout.plain_headings layout.decisions meeting.heading
"""
SECONDS = 20  # of processor time for a fault that makes the reading hang
MEMORY = 4 << 30
TESTED, SAMPLED, LIVES = "tests", "samples", "lives"
STATUS = {0: LIVES, 1: TESTED, 2: SAMPLED}


class Compiled:
    """Finder and loader of modules whose code is at hand: one with a fault, and those above it as they are."""

    def __init__(self, names: list[str]) -> None:
        self._paths = {name: Path(sys.modules[name].__file__ or "") for name in names}
        self.codes = {name: compile(path.read_text("utf-8"), str(path), "exec") for name, path in self._paths.items()}

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name not in self._paths:
            return None
        path = self._paths[name]
        below = [str(path.parent)] if path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(name, path, loader=self, submodule_search_locations=below)  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.codes[module.__name__], module.__dict__)


class Run:
    """A session of pytest whose tests are run again for each fault."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._rows: list[tuple[str, Counter[str], int]] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = [i for i in session.items if isinstance(i, pytest.Function) and set(i.fixturenames) <= params(i)]
        for item in self._items:  # warm
            call(item)
        self._trace()
        self._given = [printed(path) for path in SAMPLES]
        known = tomllib.loads((HERE / "equivalent.toml").read_text("utf-8"))["fault"]
        for module in self._options.modules:
            same = {(k["function"], k["was"], k["now"]) for k in known if k["module"] == module}
            self._module(module, same)
        print("\n| module | faults | by tests | by samples as well | alike |\n|---|---|---|---|---|")
        for module, tally, alike in self._rows:
            tried, by_tests = sum(tally.values()), tally[TESTED]
            both = by_tests + tally[SAMPLED]
            print(f"| `{module}` | {tried} | {by_tests / tried:.0%} | {both / tried:.0%} | {alike} |")
        return True

    def _module(self, module: str, same: set[tuple[str, str, str]]) -> None:
        name = f"minutes_cli.{module}"
        path = source(module)
        rows = list(faults(path.read_text("utf-8")))
        alike = sum(f.key in same for f in rows)
        rows = [f for f in rows if f.key not in same and f.line in self._options.lines]
        if self._options.sample and self._options.sample < len(rows):
            chosen = set(random.Random(module).sample(range(len(rows)), self._options.sample))
            rows = [f for at, f in enumerate(rows) if at in chosen]
        began = perf_counter()
        files = {f"test_{name}" for name in TESTS[module.split(".")[0]].split()}
        near = [item.path.stem in files for item in self._items]
        above = dependents(name)
        compiled = Compiled(above)
        tally: Counter[str] = Counter()
        finders: Counter[int] = Counter()
        for fault in rows:
            lines = range(fault.line, fault.last + 1)
            came = [met.get(str(path), ()) for met in self._seen]
            tests = [
                at for at, met in enumerate(came) if near[at] and (not fault.function or any(n in met for n in lines))
            ]
            tests.sort(key=lambda at: -finders[at] / (self._cost[at] + 1e-3))
            compiled.codes[name] = fault.code
            result, finder = self._try(compiled, above, tests)
            tally[result] += 1
            if finder is not None:
                finders[finder] += 1
            if result != TESTED:
                mark = " (samples find it)" if result == SAMPLED else "" if tests else " (no test comes here)"
                print(f"{module}:{fault.line} {fault.function}{mark}\n  - {fault.was}\n  + {fault.now}", flush=True)
        if rows:
            self._rows.append((module, tally, alike))
            print(f"{module}: {dict(tally)}, {alike} alike, {perf_counter() - began:.0f} s", flush=True)

    def _trace(self) -> None:
        """Note by which lines of the modules each test comes, and its seconds."""
        self._seen: list[dict[str, set[int]]] = []
        self._cost: list[float] = []
        files = {str(source(module)) for module in self._options.modules}
        for item in self._items:
            met: dict[str, set[int]] = {}

            def trace(frame: FrameType, event: str, arg: Any, met: dict[str, set[int]] = met) -> Any:
                name = frame.f_code.co_filename
                if name not in files:
                    return None
                add = met.setdefault(name, set()).add

                def local(frame: FrameType, event: str, arg: Any) -> Any:
                    add(frame.f_lineno)
                    return local

                return local(frame, event, arg)

            began = process_time()
            sys.settrace(trace)
            failed = call(item)
            sys.settrace(None)
            if failed:
                met.clear()  # fails without any fault
                print(f"not counted, for it fails as it is: {item.nodeid}", file=sys.stderr)
            self._seen.append(met)
            self._cost.append(process_time() - began)

    def _try(self, compiled: Compiled, above: list[str], tests: list[int]) -> tuple[str, int | None]:
        """How a fault is found, and the test that finds it."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            status = 1
            try:
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
                status = self._faulty(compiled, above, tests, writing)
            except BaseException:
                if self._options.verbose:
                    traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writing)
        told = os.read(reading, 16)
        os.close(reading)
        _, status = os.waitpid(child, 0)
        return STATUS.get(os.waitstatus_to_exitcode(status), TESTED), int(told) if told else None

    def _faulty(self, compiled: Compiled, above: list[str], tests: list[int], writing: int) -> int:
        for name in above:
            del sys.modules[name]
            package, _, own = name.rpartition(".")
            vars(sys.modules.get(package, sys)).pop(own, None)
        sys.meta_path.insert(0, compiled)
        for module in {item.module for item in self._items}:
            renew(module)
        renew(sys.modules[__name__])
        for at in tests:
            if call(self._items[at]):
                os.write(writing, str(at).encode())
                return 1
        return 2 if any(printed(p) != given for p, given in zip(SAMPLES, self._given, strict=True)) else 0


def source(module: str) -> Path:
    return ROOT / "minutes_cli" / f"{module.replace('.', '/')}.py"


def params(item: pytest.Function) -> set[str]:
    return set(item.callspec.params) if hasattr(item, "callspec") else set()


def call(item: pytest.Function) -> bool:
    """Whether a test fails."""
    try:
        item.obj(**(item.callspec.params if hasattr(item, "callspec") else {}))
    except BaseException:
        return True
    return False


def printed(path: Path) -> str:
    from minutes_cli import parse_file, to_json

    return hashlib.sha256(to_json(parse_file(path))).hexdigest()


def dependents(name: str) -> list[str]:
    """The loaded modules that use a module, by whatever way, and itself."""
    uses = {}
    for other, module in sys.modules.items():
        if other.split(".")[0] == "minutes_cli" and getattr(module, "__file__", None):
            names = set()
            for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    names |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
            uses[other] = names
    found = {name, "minutes_cli"}
    while True:
        more = {other for other, names in uses.items() if names & found} - found
        if not more:
            return [other for other in uses if other in found]
        found |= more


def renew(module: ModuleType) -> None:
    """Let a module of tests have what it imported from modules that have been read anew."""
    for name, value in list(vars(module).items()):
        home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
        if not isinstance(home, str) or home.split(".")[0] != "minutes_cli":
            continue
        fresh = importlib.import_module(home)
        vars(module)[name] = fresh if isinstance(value, ModuleType) else getattr(fresh, value.__name__, value)


def span(words: str) -> range:
    first, _, last = words.partition("-")
    return range(int(first), int(last or first) + 1)


def main() -> None:
    """Try the faults, list those that are not found, and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, metavar="N", help="try N faults of each module, the same in each run")
    parser.add_argument("--lines", type=span, default=range(1, 10_000), help="only those that stand there")
    parser.add_argument("--reading", action="store_true", help="the other modules that read")
    parser.add_argument("--verbose", action="store_true", help="show errors outside of tests")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="as persons.people; default: those that link")
    options = parser.parse_args()
    options.modules = options.modules or (READING if options.reading else LINKING).split()
    areas = {module.split(".")[0] for module in options.modules}
    names = sorted({f"tests/test_{name}.py" for area in areas for name in TESTS[area].split()})
    os.chdir(ROOT)
    sys.exit(pytest.main([*names, "-q", "-s", "-p", "no:cacheprovider"], plugins=[Run(options)]))


if __name__ == "__main__":
    main()
