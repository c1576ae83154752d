"""The commands: what is read, what is printed and with which exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from enum import IntEnum
from typing import NoReturn

import click

from minutes_cli import collecting
from minutes_cli.errors import DialectError, GrammarError, MinutesError, RecordError, SourceError
from minutes_cli.labels import STDIN, printable
from minutes_cli.output import let_go, stdout, whole

# The modules that parse, encode and draw are imported inside the commands: help and completion need none
# of them, and they take far longer to import than all else.


class Code(IntEnum):
    """The exit codes of all commands."""

    DONE = 0
    FAILED = 1
    WRONG_CALL = 2
    INTERRUPTED = 130


# Trouble with the call; every other error is trouble with an input or an output.
_WRONG_CALLS = (GrammarError, DialectError)


class _Commands(click.Group):
    """A group that lists its commands as they come, and to which a reader that went away is no error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands, "convert"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "convert":
            from minutes_cli.convert.command import convert  # many options, which take long to make

            return convert
        return super().get_command(ctx, cmd_name)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        with _quiet():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _quiet():
            return super().invoke(ctx)


@contextmanager
def _quiet() -> Iterator[None]:
    """End with success where a pipe is closed, which click would make a failure."""
    try:
        yield
    except BrokenPipeError:
        let_go(sys.stdout)
        raise click.exceptions.Exit(Code.DONE) from None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(None, "-V", "--version", package_name="minutes-parser", prog_name="minutes")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Turn the minutes of meetings into data.

    Reads minutes as plain text and says who was there, who asked what, who answered, what was moved, voted
    and resolved, and who is to do what; each with the place in the text that says so.

    \b
      minutes parse cabinet.txt             all of it, as JSON
      minutes show cabinet.txt              the same, to look at
      minutes parse *.txt -o year.ndjson    many texts, one object a line

    \b
    Exit codes
      0    done
      1    an input could not be read, or the output not written; all else was done
      2    the call is wrong: an option, a dialect or a grammar
      130  interrupted
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@commands.command()
@click.argument("files", metavar="[FILE...|-]", nargs=-1, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help="Write to FILE instead of standard output: the whole of it or, if that fails, nothing.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "ndjson"]),
    help="One object, or one object a line.  [default: json for one input, ndjson for several]",
)
@click.option("--compact", is_flag=True, help="Put the object on one line instead of indenting it.")
@click.option("--dialect", metavar="NAME", help="House style of the minutes.  [default: recognised from the text]")
@click.option(
    "--grammar",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="A grammar patch of your own: the words, labels and offices of your council.",
)
def parse(
    files: tuple[str, ...],
    output: str | None,
    form: str | None,
    compact: bool,
    dialect: str | None,
    grammar: str | None,
) -> int:
    """Read minutes and print them as JSON.

    FILE is plain text in UTF-8, UTF-16, UTF-32 or Windows-1252, HTML, PDF or DOCX; - or nothing means
    standard input. One input gives one object, several give one object a line. An input that cannot be
    read is reported and the others go on.

    \b
      minutes parse item7.txt
      minutes parse item7.txt | jq -r '.resolutions[].text'
      minutes parse agenda.pdf
      minutes parse 2024/*.txt -o 2024.ndjson
      minutes parse --grammar ours.lark item7.txt
    """
    names = _inputs(files)
    if form == "json" and len(names) > 1:
        raise click.UsageError("--format json holds one object; leave it out to get one object a line.")
    _keep_inputs(output, (*names, grammar) if grammar else names)
    indent = None if compact or form == "ndjson" or len(names) > 1 else 2
    code = Code.DONE
    with stdout() if output in (None, STDIN) else whole(output) as file:
        for name in names:
            try:
                file.write(_parsed(name, dialect, grammar, indent))
                file.flush()
            except (SourceError, RecordError) as fault:
                _complain(str(fault))
                code = Code.FAILED
    return code


@commands.command()
@click.argument("file", metavar="[FILE|-]", required=False, type=click.Path())
@click.option(
    "--only",
    metavar="LIST,...",
    default="",
    help="Show only these of attendees, items, questions, responses, statements, motions, votes, "
    "resolutions, actions, declarations, documents, warnings.",
)
@click.option("--item", metavar="N", help="Show only the agenda item with this number, and those below it.")
@click.option(
    "--width",
    metavar="N",
    type=click.IntRange(min=20),
    help="Columns to draw in.  [default: as wide as the terminal]",
)
def show(file: str | None, only: str, item: str | None, width: int | None) -> int:
    """Show minutes, or their JSON, to a reader.

    FILE is a text as for parse, or what parse printed. First who was there; then, item by item, what was
    asked, answered, said, moved and resolved, with its line in the text at the right. In colour on a
    terminal, unless NO_COLOR is set; plain everywhere else.

    \b
      minutes show item7.txt
      minutes show --only questions,resolutions item7.txt
      minutes show --item 7 cabinet.txt
      minutes parse 2024/*.txt | minutes show --only actions
    """
    from minutes_cli import loading
    from minutes_cli.page import console, outline

    (name,) = _inputs(() if file is None else (file,))
    lists = frozenset(filter(None, (word.strip() for word in only.lower().split(","))))
    code = Code.DONE
    with stdout():
        for minutes in loading.load(name):
            try:
                console.show(minutes, only=lists, item=item, width=width)
            except outline.ListError as fault:
                raise click.UsageError(str(fault)) from fault
            except outline.ItemError as fault:  # of many meetings, others may have it
                _complain(str(fault))
                code = Code.WRONG_CALL
    return code


@commands.command("dialects")
def list_dialects() -> int:
    """List the house styles that are known, with what each adds.

    A text's style is recognised from the text; --dialect NAME of parse forces one.

    \b
      minutes dialects
    """
    from minutes_cli.engine import dialect

    for name in dialect.names():
        house = dialect.load(name)
        adds = dict.fromkeys(statement.name for statement in house.patch.statements)
        click.echo(f"{name}: {house.about}")
        click.echo(f"    adds to: {', '.join(adds)}")
    return Code.DONE


@commands.command()
def schema() -> int:
    """Print the JSON Schema of what parse prints.

    \b
      minutes schema > minutes.schema.json
    """
    import json

    from minutes_cli.codec import json_schema

    with stdout() as file:
        file.write(json.dumps(json_schema(), ensure_ascii=False, indent=2).encode() + b"\n")
    return Code.DONE


def main() -> NoReturn:
    """Run the command line of this process, and exit."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # what is drawn must not depend on the locale
    code = run(sys.argv[1:])
    collecting.leave()
    sys.exit(code)


def run(args: Sequence[str]) -> int:
    """Run one command line and return its exit code; errors go to standard error, a line each."""
    try:
        with nullcontext() if sys.stdout is None else stdout():
            code: object = commands.main(list(args), prog_name="minutes", standalone_mode=False)
        return code if isinstance(code, int) else Code.DONE
    except (click.Abort, KeyboardInterrupt):
        return Code.INTERRUPTED
    except BrokenPipeError:
        let_go(sys.stdout)
        return Code.DONE
    except click.UsageError as fault:
        where = fault.ctx.command_path if fault.ctx else "minutes"
        _complain(f"{fault.format_message().rstrip('.')} (try: {where} -h)")
        return Code.WRONG_CALL
    except MinutesError as fault:
        _complain(str(fault))
        return Code.WRONG_CALL if isinstance(fault, _WRONG_CALLS) else Code.FAILED


def _complain(line: str) -> None:
    """Say on standard error what went wrong."""
    try:
        click.echo(f"minutes: {line}", err=True)
    except OSError:
        let_go(sys.stderr)


def _inputs(files: tuple[str, ...]) -> tuple[str, ...]:
    """The inputs of a call: standard input where it names none, unless nobody would see that it waits."""
    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input can be read only once; give - once.")
    if not files and sys.stdin is not None and sys.stdin.isatty():
        raise click.UsageError("Missing FILE; name one, or give - to type the text.")
    return files or (STDIN,)


def _keep_inputs(output: str | None, names: Sequence[str]) -> None:
    """Refuse to write over what is to be read."""
    if output is None or not os.path.isfile(output):
        return
    for name in names:
        with suppress(OSError, ValueError):
            if os.path.samefile(output, name):
                raise click.UsageError(f"{printable(output)} is also an input; give -o another name.")


def _parsed(name: str, dialect: str | None, grammar: str | None, indent: int | None) -> bytes:
    """One input as JSON, with a newline at its end."""
    from minutes_cli import api, codec

    return codec.to_json(api.parse_file(name, dialect=dialect, grammar=grammar), indent=indent) + b"\n"
