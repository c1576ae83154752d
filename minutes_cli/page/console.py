"""What `minutes show` draws: minutes as a page for people, on a terminal or as plain text.

Colours are the terminal's own sixteen, so the page suits light and dark ones. The words of the minutes are
printed as they are, never read as markup, and no control character in them reaches the terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TextIO

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from minutes_cli.model import (
    Attendee,
    Item,
    Minutes,
    Motion,
    Question,
    Resolution,
    Response,
    Statement,
    Vote,
    Warning,
)
from minutes_cli.page.columns import Cut, Flow, Hung, line
from minutes_cli.page.entries import Entries
from minutes_cli.page.outline import ROWS, Outline, Section, outline
from minutes_cli.page.wording import counts, day, details, fold, name, times

MEASURE = 108
"""The page is never wider than so many columns, however wide the terminal: longer lines are hard to read."""

_GROUP, _NAME = 20, 30  # the width of headings of the attendance and of names with an office beside them
_NUMBER = 8  # the width beyond which an item's number moves its title
_LARGE = (Question, Response, Motion, Vote, Resolution)
_ASCII = str.maketrans("╭╮╰╯│─┃├└↳·…’‘“”–—", "++++|-||`>-.''\"\"--")


def show(
    minutes: Minutes,
    *,
    only: frozenset[str] = frozenset(),
    item: str | None = None,
    width: int | None = None,
    file: TextIO | None = None,
) -> None:
    """Print minutes for people to read, to `file` or the standard output, at most `width` columns wide.

    `only` restricts the page to the lists that it names (see `minutes_cli.page.outline.LISTS`), `item` to the item
    of that number or id and those below it. Long texts are cut with an ellipsis, but not in a list `only`
    names nor, statements apart, in an item asked for. Raises ListError and ItemError for what is not there.
    """
    out = sys.stdout if file is None else file
    page = render(minutes, only, item)
    console = Console(file=out, width=width, markup=False, emoji=False, highlight=False)
    with console.capture() as capture:
        console.print(page)
    text = capture.get()
    if not console.is_terminal:
        text = "".join(f"{one.rstrip()}\n" for one in text.splitlines())
    out.write(_encodable(text, out.encoding or "utf-8"))


def _encodable(text: str, encoding: str) -> str:
    """The text as far as a file of that encoding can hold it."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
    return text


def render(minutes: Minutes, only: frozenset[str] = frozenset(), item: str | None = None) -> RenderableType:
    """The page that `show` prints, for any Rich console; raises as `show` does."""
    drawn = outline(minutes, only=only, item=item)
    full = {ROWS[one] for one in only if one in ROWS}
    if item is not None:
        full.update(kind for kind in ROWS.values() if kind is not Statement)
    return Constrain(Group(*_parts(minutes, drawn, Entries(_by_id(minutes), frozenset(full)), only)), MEASURE)


def _by_id(minutes: Minutes) -> dict[str, Attendee]:
    return {person.id: person for person in minutes.attendees}


def _parts(minutes: Minutes, drawn: Outline, entries: Entries, only: frozenset[str]) -> Iterator[RenderableType]:
    """The meeting, the people, the sections and the warnings, as far as there are any."""
    yield _head(minutes)
    if drawn.groups:
        yield ""
        yield _attendance(minutes, drawn)
    crowded = True
    wide = max((len(fold(s.item.number)) for s in drawn.sections if s.item and s.item.number), default=0)
    for section in drawn.sections:
        if crowded or section.entries:
            yield ""
        crowded = bool(section.entries)
        yield from _section(section, entries, min(wide, _NUMBER))
    if drawn.warnings:
        yield from _warnings(drawn.warnings)
    if not (drawn.groups or drawn.sections or drawn.warnings):
        yield ""
        yield Text(f"  No {' or '.join(sorted(only))}." if only else "  Nothing found.", style="dim")


def _head(minutes: Minutes) -> RenderableType:
    """The meeting in a frame, with how much was found; only what is known is printed."""
    meeting = minutes.meeting
    source = fold(minutes.source.name) or "minutes"
    names = list(dict.fromkeys(fold(p) for p in (meeting.body, meeting.title, meeting.organization) if p))
    when = ", ".join(p for p in (day(meeting.date, weekday=True), times(meeting)) if p)
    lines: list[RenderableType] = [Text(names[0] if names else source, style="bold")]
    lines += [Text(p) for p in (*names[1:], when, fold(meeting.venue)) if p]
    chair = _by_id(minutes).get(meeting.chair or "")
    if chair and not name(chair).casefold().startswith("chair"):
        lines.append(Text(f"Chair: {name(chair)}"))
    found = Flow((Text(one, style="dim") for one in counts(minutes)), " · ")
    title = Text(source, style="default dim") if names else None
    return Panel(
        Group(*lines, *([found] if found.parts else [])),
        padding=(0, 1),
        border_style="cyan",
        subtitle=title,
        subtitle_align="right",
    )


def _attendance(minutes: Minutes, drawn: Outline) -> RenderableType:
    """The people under each heading: those with an office one a line, the others in columns."""
    people = _by_id(minutes)
    beside = {person.id: details(person, people) for person in minutes.attendees}
    widths = [Text(name(person)).cell_len for person in minutes.attendees if beside[person.id]]
    table = Table.grid(expand=True)
    table.add_column(width=_GROUP)
    table.add_column(ratio=1)
    for title, members in drawn.groups:
        officers = Table.grid(padding=(0, 3, 0, 0))
        officers.add_column(width=min(max(widths, default=0), _NAME))
        officers.add_column()
        for person in members:
            if beside[person.id]:
                officers.add_row(Text(name(person)), Text(beside[person.id], style="dim"))
        others = [Text(name(person)) for person in members if not beside[person.id]]
        lines: list[RenderableType] = [officers] if officers.row_count else []
        lines += [Columns(others, padding=(0, 3, 0, 0))] if others else []
        table.add_row(Text(f"  {title}", style="cyan"), Group(*lines))
    return table


def _section(section: Section, entries: Entries, wide: int) -> Iterator[RenderableType]:
    """A heading and its entries; large entries have an empty line before and after them."""
    if section.item is not None:
        yield from _heading(section.item, wide)
    elif section.title is not None:
        yield Text(section.title, style="bold italic")
    apart = True
    for entry in section.entries:
        large = isinstance(entry.row, _LARGE)
        if large or apart:
            yield ""
        apart = large
        yield from entries.draw(entry)


def _heading(item: Item, wide: int) -> Iterator[RenderableType]:
    """The number, in `wide` columns if that suffices, and the title; the purpose below it."""
    number = Text(f"{fold(item.number).ljust(wide)}  " if item.number or wide else "", style="bold cyan")
    beside = Text(" " * number.cell_len)
    yield line("", Hung(number, beside, Text(fold(item.title), style="bold")), item.line, before=0)
    if item.purpose:
        purpose = Cut(Text(fold(item.purpose), style="dim"), 2)
        yield line("", Hung(beside, beside, purpose), before=0)


def _warnings(warnings: tuple[Warning, ...]) -> Iterator[RenderableType]:
    yield ""
    yield Text("Warnings", style="bold red")
    said: dict[tuple[str, str], list[int]] = {}
    for warning in warnings:
        said.setdefault((fold(warning.code), fold(warning.message)), []).append(warning.line)
    for (code, message), lines in said.items():
        text = Text().append(code, style="red").append(f"  {message}")
        if len(lines) > 1:
            text.append(f" ({len(lines)} times: lines {', '.join(map(str, lines))})")
        yield line("", Cut(text, 3), lines[0], before=2)
