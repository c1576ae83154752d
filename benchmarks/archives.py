"""Archives converted to every format: whether all say the same, and which documents lack what every meeting has.

    python benchmarks/archives.py SOURCE… [--markdown]

First a line for each list of records, with its rows in each format; then each document in which no date, no item or
no name was found, with the reason as far as its text tells it. The reasons are looked for by other means than the
program's. What was posted as an agenda, a report or a comment, by its title, is no minutes and is counted apart. With
`--markdown` the documents are a table, by their names alone.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

NAMES = {"ndjson": "all.ndjson.gz", "json": "tree", "csv": "csv", "sqlite": "all.db", "parquet": "parquet"}
MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = re.compile(
    rf"\b\d{{1,2}}\W{{0,4}}(?:st|nd|rd|th)?\W{{0,4}}(?:of\s)?{MONTH}\W{{1,5}}\d{{4}}\b|\b{MONTH}\W{{1,3}}\d{{1,2}}"
    r"(?:st|nd|rd|th)?\W{1,3}\d{4}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:the minutes|previous|next|last|approv\w*)\b[^\n]{0,90}\Z", re.IGNORECASE
)  # another meeting's
DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b(?!\W{{0,4}}\d)", re.IGNORECASE)
MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
OTHER = re.compile(
    r"\A---\ntitle:[^\n]*\b(?:agenda|comments|report)\b", re.IGNORECASE
)  # by the title that it was posted with
NUMBERED = re.compile(r"^\W*\d{1,3}[.)\\]*\s+\W*[A-Z]", re.MULTILINE)
TITLED = re.compile(r"^\W{0,4}[A-Z][^.\n]{3,60}:?\W{0,4}$(?=\n\n)", re.MULTILINE)
HEAD = 1500  # characters in which a text gives its date
ROLL = 1200  # characters in which it names itself and who was there


def main() -> None:
    """Convert, compare, and list."""
    options = argparse.ArgumentParser()
    options.add_argument("sources", nargs="+", metavar="SOURCE")
    options.add_argument("--markdown", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for kind, out in NAMES.items():
            convert(home, kind, out, given.sources)
        compare(home)
        lacking(home, markdown=given.markdown)


def convert(home: Path, kind: str, out: str, sources: list[str]) -> None:
    """Convert all sources; what one format has read the next takes from its state."""
    command = [sys.executable, "-m", "minutes_cli", "convert", *sources, "-o", str(home / out), "--to", kind]
    done = subprocess.run([*command, "--keep-text"], capture_output=True, text=True)
    if done.returncode not in (0, 1):  # 1 where something could not be read
        raise SystemExit(done.stderr)
    print(f"{kind}: exit code {done.returncode}, {_faults(home / f'{out}.errors.ndjson')} not read", flush=True)
    (home / f"{out}.state").rename(home / "next")
    for later in list(NAMES.values())[list(NAMES.values()).index(out) + 1 :][:1]:
        (home / "next").rename(home / f"{later}.state")


def _faults(path: Path) -> int:
    return len(path.read_bytes().splitlines()) if path.exists() else 0


def compare(home: Path) -> None:
    """Print the rows of each list in each format; exit where they differ."""
    counts = {
        "ndjson": _of_lines(home / NAMES["ndjson"]),
        "json": _of_objects(json.loads(p.read_bytes()) for p in (home / NAMES["json"]).rglob("*.json")),
        "csv": _of_sheets(home / NAMES["csv"]),
        "sqlite": _of_database(home / NAMES["sqlite"]),
        "parquet": _of_parquet(home / NAMES["parquet"]),
    }
    print(f"{'rows':14}" + "".join(f"{kind:>10}" for kind in counts))
    for name in counts["ndjson"]:
        print(f"{name:14}" + "".join(f"{found[name]:10,}" for found in counts.values()))
    for kind, found in counts.items():
        if any(found[name] != count for name, count in counts["ndjson"].items()):
            raise SystemExit(f"{kind} differs from ndjson")


def _of_objects(objects: Iterator[dict[str, Any]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for minutes in objects:
        found["meetings"] += 1
        found.update({name: len(rows) for name, rows in minutes.items() if isinstance(rows, list)})
    return found


def _of_lines(path: Path) -> Counter[str]:
    with gzip.open(path) as lines:
        return _of_objects(map(json.loads, lines))


def _of_sheets(folder: Path) -> Counter[str]:
    csv.field_size_limit(1 << 30)
    found: Counter[str] = Counter()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = sum(1 for _ in csv.reader(file)) - 1
    return found


def _of_database(path: Path) -> Counter[str]:
    with closing(sqlite3.connect(path)) as base:
        names = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return Counter({name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names})


def _of_parquet(folder: Path) -> Counter[str]:
    import pyarrow.parquet as pq

    return Counter({path.stem: pq.read_metadata(path).num_rows for path in folder.glob("*.parquet")})


def lacking(home: Path, *, markdown: bool) -> None:
    """Print the documents that lack something, and how many do not."""
    reasons: Counter[str] = Counter()
    with closing(sqlite3.connect(home / NAMES["sqlite"])) as base:
        total = base.execute("SELECT count(*) FROM meetings").fetchone()[0]
        told = dict(base.execute("SELECT document, code FROM warnings WHERE code = 'no-minutes'"))
        rows = base.execute("SELECT document, no_date, no_items, no_people FROM lacking").fetchall()
    texts = home / f"{NAMES['sqlite']}.texts"
    others = {path.relative_to(texts).as_posix()[:-4] for path in texts.rglob("*.txt") if _is_other(path)}
    print("\n| document | lacks | reason |\n|---|---|---|" if markdown else "")
    for document, *flags in rows:
        text = (texts / f"{document}.txt").read_text("utf-8")
        missing = [what for what, flag in zip(("date", "items", "people"), flags, strict=True) if flag]
        why = "; ".join(_REASONS[what](MATTER.sub("", text)) for what in missing)
        why = "no minutes, by its title" if document in others else told.get(document, why)
        reasons[why] += 1
        print(f"| {document} | {', '.join(missing)} | {why} |" if markdown else f"{document}: {why}")
    print()
    for why, count in reasons.most_common():
        print(f"{count:5}  {why}")
    minutes = total - len(others)
    found = minutes - sum(document not in others for document, *_ in rows)
    print(
        f"{found} of {minutes} minutes ({found / minutes:.1%}) give a date, an item and a person; {len(others)} others"
    )


def _is_other(path: Path) -> bool:
    with path.open(encoding="utf-8") as text:
        return OTHER.match(text.read(HEAD)) is not None


def _date(text: str) -> str:
    head = text[:HEAD]
    if any(not OTHERS.search(head, 0, found.start()) for found in DATE.finditer(head)):
        return "a date is there and was not taken for the meeting's"
    return "its date has no year" if DAY.search(head) else "its text gives no date, or the month alone"


def _items(text: str) -> str:
    body = text[min(ROLL, len(text) // 2) :]
    if len(NUMBERED.findall(body)) > 1:
        return "its numbered lines were not taken for headings"
    return "its lines were not taken for headings" if len(TITLED.findall(body)) > 2 else "no line heads an item"


def _people(text: str) -> str:
    return "nobody was found" if re.search(r"\b(?:present|attending)\b", text, re.IGNORECASE) else "it has no roll"


_REASONS = {"date": _date, "items": _items, "people": _people}


if __name__ == "__main__":
    main()
