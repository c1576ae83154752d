"""How well the annotated corpus is read, against floors below which it must not fall.

python tests/accuracy.py            compare; fails below a floor, on wrong offsets and on unread texts
python tests/accuracy.py --write    write what is reached today as the floors

The corpus and its scorer are looked for in ../shared; without them there is nothing to compare.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score" / "score.py"
CORPUS = SHARED / "corpus"
FLOORS = ROOT / "tests" / "accuracy.toml"
HEADER = "# F1 by folder of the corpus and task, below which it must not fall; see accuracy.py.\n"

Figures = Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """What the scorer says of a folder: F1 by task, and what may never be."""

    figures: Figures
    faults: tuple[str, ...]


def main() -> int:
    """Run the command line; 1 where a floor is undershot or something is wrong."""
    parser = argparse.ArgumentParser(description="Hold the accuracy on the corpus against its floors.")
    parser.add_argument("--write", action="store_true", help="write what is reached today as the floors")
    parser.add_argument("folders", nargs="*", help="folders of the corpus (default: all)")
    args = parser.parse_args()
    if not SCORER.is_file() or not CORPUS.is_dir():
        print("accuracy: skipped, for there is no annotated corpus with its scorer in ../shared")
        return 0
    names = args.folders or sorted({path.parent.name for path in CORPUS.glob("*/*.gold.json")})
    scores = {name: score(CORPUS / name) for name in names}
    wrong = [f"{name}: {fault}" for name, found in scores.items() for fault in found.faults]
    floors = read_floors()
    if args.write:
        write_floors({**floors, **{name: found.figures for name, found in scores.items()}})
    else:
        wrong += [line for name, found in scores.items() for line in below(name, found, floors.get(name, {}))]
    print(table(scores, floors))
    for line in wrong:
        print("accuracy:", line)
    print(f"accuracy: {len(scores)} folders, {len(wrong)} failures")
    return 1 if wrong else 0


def score(folder: Path) -> Score:
    """Run the scorer on one folder."""
    command = shlex.join([sys.executable, "-m", "minutes_cli", "parse", "--compact"])
    options = ["--json", "--jobs", str(os.cpu_count() or 1), "--command", command]
    scorer = [sys.executable, str(SCORER), str(folder), *options]
    done = subprocess.run(scorer, cwd=ROOT, capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        return Score(figures={}, faults=(f"the scorer failed: {done.stderr.strip()[-300:]}",))
    result = json.loads(done.stdout)
    figures = {task: float(row["f1"]) for task, row in result["tasks"].items() if row["gold"]}
    return Score(figures=figures, faults=(*result["failed"], *result["faults"]))


def below(name: str, found: Score, floors: Figures) -> list[str]:
    """The tasks of a folder that are under their floor."""
    reached = {task: found.figures.get(task, 0.0) for task in floors}
    return [
        f"{name}: {task} is {reached[task]:.3f}, under its floor of {floor:.3f}"
        for task, floor in floors.items()
        if reached[task] < floor
    ]


def table(scores: Mapping[str, Score], floors: Mapping[str, Figures]) -> str:
    """All figures for people to read, each with its floor."""
    lines = [f"{'folder':20}{'task':24}{'F1':>8}{'floor':>8}"]
    for name, found in scores.items():
        for task, reached in sorted(found.figures.items()):
            floor = floors.get(name, {}).get(task)
            lines.append(f"{name:20}{task:24}{reached:8.3f}{'-' if floor is None else f'{floor:.3f}':>8}")
    return "\n".join(lines)


def read_floors() -> dict[str, Figures]:
    """The floors by folder and task."""
    return dict(tomllib.loads(FLOORS.read_text("utf-8"))) if FLOORS.exists() else {}


def write_floors(floors: Mapping[str, Figures]) -> None:
    """Write floors, cut to three decimals so that a figure never is under its own floor."""
    lines = [HEADER]
    for name, figures in sorted(floors.items()):
        lines.append(f"[{name}]\n")
        cut = {task: math.floor(figure * 1000) / 1000 for task, figure in sorted(figures.items())}
        lines += [f'"{task}" = {figure:.3f}\n' for task, figure in cut.items()]
        lines.append("\n")
    FLOORS.write_text("".join(lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
