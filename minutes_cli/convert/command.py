"""The command `minutes convert`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from minutes_cli.convert.addresses import is_address
from minutes_cli.errors import SourceError
from minutes_cli.labels import STDIN
from minutes_cli.limits import DEFAULTS, Limits

# What reads, converts and draws is imported when the command runs; help and completion need none of it.
_KINDS = ("ndjson", "json", "csv", "sqlite", "parquet")
_DEEPEST = 9  # archives within each other that may be asked for
_LIMITS = {
    "max_bytes": "Bytes of a document.",
    "max_ratio": "How many times its packed size a document may unpack to.",
    "max_pages": "Pages of a PDF.",
    "max_depth": "Archives within each other.",
    "max_nesting": "Elements of a web page within each other.",
    "max_seconds": "Seconds for a document.",
    "max_characters": "Characters of a text.",
}

Callback = Callable[..., int]


class _Count(click.IntRange):
    name = "whole number"  # as the message has it


class _Number(click.FloatRange):
    name = "number"


def limited(command: Callback) -> Callback:
    """Add an option for each limit."""
    for name, says in reversed(_LIMITS.items()):
        default: float = getattr(DEFAULTS, name)
        whole = _Count(1, _DEEPEST if name == "max_depth" else None)
        kind = whole if isinstance(default, int) else _Number(0, min_open=True)
        option = f"--{name.replace('_', '-')}"
        command = click.option(option, metavar="N", type=kind, default=default, show_default=True, help=says)(command)
    return command


@click.command()
@click.argument("sources", metavar="SOURCE...|-", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    required=True,
    help="Write there: a file for ndjson and sqlite, a folder for json, csv and parquet.",
)
@click.option(
    "--to",
    "kind",
    type=click.Choice(_KINDS),
    help="What to write.  [default: by OUT's ending, .ndjson, .ndjson.gz or .db]",
)
@click.option("--workers", metavar="N", type=_Count(1, 256), help="Processes.  [default: one a processor]")
@click.option(
    "--resume/--no-resume",
    default=True,
    help="Use what an earlier run to the same OUT has read, or read all anew.  [default: resume]",
)
@click.option("--dialect", metavar="NAME", help="House style of all minutes.  [default: recognised from each]")
@click.option(
    "--grammar",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A grammar patch of your own.",
)
@click.option("--include", metavar="GLOB", multiple=True, help="Of folders and archives, only files like this.")
@click.option("--exclude", metavar="GLOB", multiple=True, help="Of folders and archives, no files like this.")
@click.option("--keep-text", is_flag=True, help="Keep each text that was parsed, in OUT.texts: offsets point into it.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first document that cannot be read.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let a Dask cluster work, such as tcp://host:8786, whose workers see the same files.",
)
@limited
def convert(
    sources: tuple[str, ...],
    out: str,
    kind: str | None,
    workers: int | None,
    resume: bool,
    dialect: str | None,
    grammar: Path | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    keep_text: bool,
    fail_fast: bool,
    scheduler: str | None,
    **limits: float,
) -> int:
    """Convert folders and archives of minutes into data.

    SOURCE is a file, a folder with all in it, or an archive (zip, tar, and tar packed with gz, bz2 or xz);
    - reads a list of paths from standard input. SOURCE and OUT may be addresses, such as s3://bucket/2019.zip,
    with the extra that --scheduler needs. Text, Markdown, HTML, PDF and Word (.docx) are read. What
    cannot be read is listed in OUT.errors.ndjson with the reason, and the rest goes on. The same command goes
    on where a run was stopped, by means of OUT.state, which may be removed when you are done.

    \b
      minutes convert minutes/ -o minutes.db
      minutes convert 2019.zip 2020.tar.gz -o all.ndjson.gz
      minutes convert minutes/ --to csv -o tables --exclude '*draft*'
      find . -name '*.pdf' -newer last | minutes convert - -o new.ndjson
    """
    from minutes_cli.convert import conversion, outputs, summary

    if out == "-":
        raise click.UsageError("Name a file or a folder: what was read is kept beside it.")
    address = out.rstrip("/") if is_address(out) else None
    place = Path(out if address is None else address.rpartition("/")[2])
    kind = kind or outputs.kind_of(place)
    if kind is None:
        raise click.UsageError(f"Say what to write with --to {', '.join(_KINDS)}, or end OUT in .ndjson or .db.")
    options = conversion.Options(
        sources=_paths(sources),
        out=place,
        kind=kind,
        workers=workers or conversion.processors(),
        resume=resume,
        dialect=dialect,
        grammar=grammar,
        fail_fast=fail_fast,
        keep_text=keep_text,
        include=include,
        exclude=exclude,
        scheduler=scheduler,
        address=address,
        limits=_limits(limits),
    )
    try:
        result = conversion.run(options)
    except KeyboardInterrupt:
        click.echo("minutes: interrupted; the same command goes on from here", err=True)
        return 130
    summary.show(result.total, result.left_out)
    if result.faults:
        click.echo(f"minutes: {len(result.faults)} not read; see {out}{conversion.ERRORS}", err=True)
    return 1 if result.faults else 0


def _limits(given: Mapping[str, float]) -> Limits:
    seconds = given["max_seconds"]
    counts = {name: int(value) for name, value in given.items() if name != "max_seconds"}
    return Limits(max_seconds=seconds, **counts)


def _paths(sources: tuple[str, ...]) -> list[str]:
    """The paths of the call, with those that standard input lists: a line each, or ended by NUL."""
    found = [path for path in sources if path != STDIN]
    if STDIN in sources:
        if sys.stdin is None:
            raise SourceError("standard input: it is closed")
        data = sys.stdin.buffer.read()
        parts = data.split(b"\0") if b"\0" in data else data.splitlines()
        found += [part.decode("utf-8", "surrogateescape") for part in parts if part.strip()]
    if not found:
        raise SourceError("nothing to convert: standard input lists no path")
    return found
