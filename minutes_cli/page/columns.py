"""The columns of a printed page: labels at the left, words in the middle, line numbers at the right."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

LABEL = 13
"""The width of the labels with the space around them."""

INDENT = 2
"""The space before a label."""

_NUMBER = 6


class Cut:
    """A text wrapped to the width it is given and cut after so many lines, if any, with an ellipsis."""

    def __init__(self, text: Text, lines: int | None = None) -> None:
        """Wrap `text` into at most `lines` lines."""
        self.text = text
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        if self.lines is None:
            yield from self.text.wrap(console, options.max_width)
            return
        room = 2 * options.max_width * (self.lines + 1)  # wrapping more than can be seen takes long
        lines = self.text[:room].wrap(console, options.max_width)
        if len(self.text) <= room and len(lines) <= self.lines:
            yield from lines
            return
        yield from lines[: self.lines - 1]
        last = lines[self.lines - 1]
        last.rstrip()
        while last.cell_len > options.max_width - 2 and " " in last.plain:
            last.right_crop(len(last) - last.plain.rindex(" "))
        last.truncate(max(1, options.max_width - 2))
        yield last.append(" …", style="dim")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for all the width there is."""
        return Measurement(1, options.max_width)


class Hung:
    """Something drawn after one prefix on its first line and another, just as wide, on the others."""

    def __init__(self, first: Text, rest: Text, body: RenderableType) -> None:
        """Draw `body` to the right of the prefixes."""
        self.first = Text(end="").append_text(first)
        self.rest = Text(end="").append_text(rest)
        self.body = body

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the prefixed lines."""
        width = max(1, options.max_width - self.first.cell_len)
        prefix = self.first
        for line in console.render_lines(self.body, options.update(width=width), pad=False):
            yield from prefix.render(console)
            yield from line
            yield Segment.line()
            prefix = self.rest

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for all the width there is."""
        return Measurement(min(self.first.cell_len + 1, options.max_width), options.max_width)


class Flow:
    """Texts one after the other with a separator between them; a line is broken only between two of them."""

    def __init__(self, parts: Iterable[Text], separator: str) -> None:
        """Set the parts in lines."""
        self.parts = tuple(parts)
        self.separator = separator

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines; where one is broken, a separator that starts with a space is left out."""
        row = Text()
        closing = "" if self.separator.startswith(" ") else self.separator.rstrip()
        for part in self.parts:
            need = len(self.separator) + part.cell_len + len(closing)
            if row and row.cell_len + need > options.max_width:
                yield row.append(closing)
                row = Text()
            if row:
                row.append(self.separator)
            row.append_text(part)
        yield row

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for all the width there is."""
        return Measurement(1, options.max_width)


def line(
    label: Text | str,
    words: RenderableType,
    number: int | None = None,
    *,
    before: int = LABEL,
    indent: int = INDENT,
) -> RenderableType:
    """One row: a label in `before` columns, `indent` of them empty, then words and the number of a line."""
    table = Table.grid(expand=True)
    if before:
        table.add_column(width=before, no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(width=_NUMBER, justify="right", no_wrap=True)
    shown = Text("" if number is None else str(number), style="dim")
    labels = [Text(" " * indent).append(label)] if before else []
    table.add_row(*labels, words, shown)
    return table


def barred(body: RenderableType, style: str) -> RenderableType:
    """Set something apart by a bar at its left, in place of the space before a label."""
    bar = Text("┃" + " " * (INDENT - 1), style=style)
    return Hung(bar, bar, body)
