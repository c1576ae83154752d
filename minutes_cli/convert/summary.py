"""The summary: a table of what a conversion read, and of what it could not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from minutes_cli.convert.tally import Total


def show(total: Total, left_out: Mapping[str, int]) -> None:
    """Draw the summary on standard error."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for name, value, note in _lines(total, left_out):
        table.add_row(name, value, Text(note))
    Console(stderr=True, highlight=False).print(table)


def _lines(total: Total, left_out: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """The rows: what, how many, and a note."""
    rows = total.rows
    yield "texts", f"{total.texts:,}", f"{total.known:,} of them from an earlier run" if total.known else ""
    if total.faults:
        yield "faults", f"{total.faults.total():,}", _counts(total.faults)
    if left_out:
        yield "left out", f"{sum(left_out.values()):,}", _counts(left_out)
    yield "characters", f"{total.characters:,}", ""
    yield "people", f"{rows['attendees']:,}", ""
    yield "items", f"{rows['items']:,}", ""
    share = f"{total.answered / rows['questions']:.0%} answered" if rows["questions"] else ""
    yield "questions", f"{rows['questions']:,}", share
    for name in ("responses", "statements", "motions", "votes", "resolutions", "actions", "declarations"):
        yield name, f"{rows[name]:,}", ""
    yield "warnings", f"{total.warnings.total():,}", _counts(total.warnings)
    if total.lacking:
        yield (
            "lacking",
            "",
            ", ".join(f"{name} in {count:,}" for name, count in sorted(total.lacking.items())),
        )
    yield "dialects", f"{len(total.dialects):,}", _counts(total.dialects)
    for at, (seconds, name) in enumerate(total.slowest):
        yield "" if at else "slowest", f"{seconds:.2f} s", name


def _counts(counts: Mapping[str, int]) -> str:
    """Counts with their names, the largest first."""
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
