"""How many faults put into the modules that link speakers, answers and votes the tests find.

    python benchmarks/mutation.py [--share N] [--seconds S] [MODULE…]

Works in a copy of the tree, with one fault at a time: a comparison turned, a condition negated, `and` for `or`, a
number one larger, a flag turned. Each Nth fault is tried; those that no test finds are listed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parent.parent
TESTS = {  # those that are fast and concern a module
    "speech/exchange": "test_speech test_grammars",
    "speech/thread": "test_speech test_grammars",
    "speech/turns": "test_speech test_attendance test_decision",
    "persons/people": "test_roll test_speech test_votes test_motions",
    "business/votes": "test_votes test_motions",
    "business/ballots": "test_votes",
}
TURNED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


def faults(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Every fault of a module: its line, what it is, and the module with it."""
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, (ast.Compare, ast.BoolOp, ast.BinOp, ast.If, ast.Constant)):
            changed = copy.deepcopy(tree)
            twin = next(other for at, other in enumerate(ast.walk(changed)) if at == number)
            what = put(twin)
            if what:
                yield getattr(node, "lineno", 0), what, changed


def put(node: ast.AST) -> str | None:
    """Make a node faulty, and say how."""
    if isinstance(node, ast.Compare):
        before, node.ops[0] = node.ops[0], TURNED[type(node.ops[0])]()
        return f"{type(before).__name__} turned"
    if isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in TURNED:
        before, node.op = node.op, TURNED[type(node.op)]()
        return f"{type(before).__name__} turned"
    if isinstance(node, ast.If):
        node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
        return "condition negated"
    if isinstance(node, ast.Constant) and isinstance(node.value, (bool, int)):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
        return f"{node.value} for its neighbour"
    return None


def found(tree: Path, tests: str) -> bool:
    """Whether the tests find the fault that stands in a tree."""
    paths = [f"tests/{name}.py" for name in tests.split()]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *paths]
    try:
        done = subprocess.run(
            command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, timeout=120
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> None:
    """Try the faults, and print the share that is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=int, default=1, help="try each Nth fault")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop a module after that long")
    parser.add_argument("modules", nargs="*", default=list(TESTS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", "corpus", "grown"), symlinks=True)
        if not (tree / "minutes_cli" / "grammars").exists():
            (tree / "minutes_cli" / "grammars").symlink_to(tree / "grammars")
        for module in options.modules:
            path = tree / "minutes_cli" / f"{module}.py"
            whole = path.read_text("utf-8")
            if found(tree, TESTS[module]):
                sys.exit(f"the tests of {module} fail without any fault")
            killed, tried, until = 0, 0, monotonic() + options.seconds
            for line, what, changed in list(faults(ast.parse(whole)))[:: options.share]:
                if monotonic() > until:
                    break
                path.write_text(ast.unparse(changed), "utf-8")
                tried += 1
                if found(tree, TESTS[module]):
                    killed += 1
                else:
                    print(f"{module}, line {line}: {what}", flush=True)
            path.write_text(whole, "utf-8")
            print(f"| {module} | {tried} | {killed / max(tried, 1):.0%} |", flush=True)


if __name__ == "__main__":
    main()
