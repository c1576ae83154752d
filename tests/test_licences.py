"""Whose licences a user takes on: the table in CONTRIBUTING.md is made from what the packages themselves say."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = ("docx", "html", "parquet", "pdf", "dask")


def names() -> list[str]:
    rows = [*PROJECT["dependencies"], *(row for extra in EXTRAS for row in PROJECT["optional-dependencies"][extra])]
    return sorted({re.split(r"[<>=\[ ]", row)[0] for row in rows})


def licence(name: str) -> str:
    """What a package says of its licence, in the first of the three places where packages say it."""
    told = metadata(name)
    classes = [row.split(" :: ")[-1] for row in told.get_all("Classifier") or () if row.startswith("License ::")]
    plain = [row for row in told.get_all("License") or () if 0 < len(row) < 60]
    return ", ".join(told.get_all("License-Expression") or plain or classes)


def table() -> str:
    rows = [f"| `{name}` | {licence(name)} |" for name in names()]
    return "\n".join(["| package | licence |", "|---|---|", *rows])


def test_the_licences_are_those_of_the_packages() -> None:
    assert all(licence(name) for name in names())
    assert table() in (ROOT / "CONTRIBUTING.md").read_text("utf-8"), table()
