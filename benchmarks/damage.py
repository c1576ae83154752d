"""What damages to the texts of an annotated corpus cost, in F1 by task.

    python benchmarks/damage.py SCORER FOLDER…

SCORER is the file of the scorer. What is read in a damaged text is laid back to the places of the whole one, and
scored as that is: so a lost line costs what stood in it.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from damages import DAMAGES

from minutes_cli import parse, to_json

SHOWN = ("attendees", "items", "questions", "responses", "statements", "motions", "votes", "resolutions", "actions")


def laid_back(node: Any, places: list[int]) -> Any:
    """JSON whose offsets are those of the whole text."""
    if isinstance(node, list):
        return [laid_back(inner, places) for inner in node]
    if not isinstance(node, dict):
        return node
    return {
        key: places[value]
        if key in ("start", "end", "section_end") and isinstance(value, int)
        else laid_back(value, places)
        for key, value in node.items()
    }


def figures(scorer: Any, pairs: list[tuple[str, Any]], name: str) -> dict[str, float]:
    """F1 by task of all texts under one damage."""
    tally = scorer.Tally()
    for text, gold in pairs:
        damaged, places = DAMAGES[name](text) if name in DAMAGES else (text, list(range(len(text) + 1)))
        found = laid_back(json.loads(to_json(parse(damaged))), places)
        scorer.score_one(text, gold, found, tally, {})
    return {task: 2 * right / (gold + given) for task, (gold, given, right) in tally.items() if gold + given}


def main() -> None:
    """Print the table."""
    spec = importlib.util.spec_from_file_location("scorer", sys.argv[1])
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    paths = [path for folder in sys.argv[2:] for path in sorted(Path(folder).rglob("*.gold.json"))]
    pairs = []
    for path in paths:
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8-sig")
        pairs.append((text, json.loads(path.read_text("utf-8"))))
    print("| damage | " + " | ".join(SHOWN) + " |\n" + "|---" * (len(SHOWN) + 1) + "|")
    for name in ("none", *DAMAGES):
        if name == "lines shuffled":
            continue  # no order is left in which anything was asked or decided
        row = figures(scorer, pairs, name)
        print(f"| {name} | " + " | ".join(f"{row.get(task, 0):.2f}" for task in SHOWN) + " |", flush=True)


if __name__ == "__main__":
    main()
