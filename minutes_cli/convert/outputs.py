"""Outputs: which there are, and how one takes its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from minutes_cli.convert import database, lines, parquet, sheets, tree
from minutes_cli.convert.record import Record
from minutes_cli.convert.state import State
from minutes_cli.errors import OutputError
from minutes_cli.source import printable, reason

Writer = Callable[[Iterable[Record], Path], None]


class Output(msgspec.Struct, frozen=True):
    """A kind of output: what writes it, and whether that is a folder of files."""

    write: Writer
    folder: bool


OUTPUTS = {
    "ndjson": Output(lines.write, folder=False),
    "json": Output(tree.write, folder=True),
    "csv": Output(sheets.write, folder=True),
    "sqlite": Output(database.write, folder=False),
    "parquet": Output(parquet.write, folder=True),
}
_ENDINGS = {
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".ndjson.gz": "ndjson",
    ".jsonl.gz": "ndjson",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
}


def kind_of(out: Path) -> str | None:
    """The kind of output that a file's name asks for."""
    return next((kind for ending, kind in _ENDINGS.items() if out.name.lower().endswith(ending)), None)


def check(out: Path, kind: str) -> None:
    """Raise OutputError, before any work is done, for a place where such an output cannot be."""
    label = printable(str(out))
    folder = OUTPUTS[kind].folder
    if kind == "parquet":
        parquet.check()
    if folder and out.exists() and not out.is_dir():
        raise OutputError(f"{label}: this is a file; {kind} needs a folder")
    if not folder and out.is_dir():
        raise OutputError(f"{label}: this is a folder; name a file in it")
    if not folder and out.exists() and not out.is_file():  # which the output would take the place of
        raise OutputError(f"{label}: this is a device or a pipe; name a file")
    if not out.absolute().parent.is_dir():
        raise OutputError(f"{label}: no such folder")
    if out.exists() and not os.access(out, os.W_OK):
        raise OutputError(f"{label}: cannot be written: permission denied")


def write(records: Iterable[Record], out: Path, kind: str, state: State) -> None:
    """Write an output of a kind; each of its files appears, or is replaced, when it is whole."""
    output = OUTPUTS[kind]
    writer = output.write
    if kind == "ndjson" and out.name.lower().endswith(".gz"):
        writer = lines.write_packed
    publish(records, writer, out, state, folder=output.folder)


def publish(records: Iterable[Record], writer: Writer, out: Path, state: State, *, folder: bool) -> None:
    """Write into the state folder, then move what was written to its place.

    Files of a folder that an earlier run wrote and this one did not are removed, and no others.
    """
    label = printable(str(out))
    try:
        draft = state.draft(out.name)
        if folder:
            draft.mkdir()
        writer(records, draft)
        if folder:
            _move_all(draft, out, state)
        else:
            _move(draft, Path(os.path.realpath(out)))
    except OSError as fault:
        raise OutputError(f"{label}: cannot be written: {reason(fault, label)}") from fault


def _move(draft: Path, out: Path) -> None:
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(out)


def _move_all(draft: Path, out: Path, state: State) -> None:
    out.mkdir(exist_ok=True)
    names = sorted(path.relative_to(draft).as_posix() for path in draft.rglob("*") if path.is_file())
    before = state.listed(out.name)
    state.list(out.name, sorted({*before, *names}))
    for gone in before - set(names):
        (out / gone).unlink(missing_ok=True)
    for name in names:
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (draft / name).replace(target)
    state.list(out.name, names)
    state.draft(out.name)  # what is left of it are empty folders
