"""The outline of minutes: what `show` prints, in the order in which it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from minutes_cli.errors import MinutesError
from minutes_cli.model import (
    Action,
    Attendee,
    Declaration,
    Document,
    Item,
    Minutes,
    Motion,
    Question,
    Resolution,
    Response,
    Row,
    Statement,
    Status,
    Vote,
    Warning,
)

ROWS: Mapping[str, type[Row]] = {
    "questions": Question,
    "responses": Response,
    "statements": Statement,
    "motions": Motion,
    "votes": Vote,
    "resolutions": Resolution,
    "actions": Action,
    "declarations": Declaration,
    "documents": Document,
}
"""The lists whose rows belong to items; rows that start at one place are printed in this order."""

LISTS = ("attendees", "items", *ROWS, "warnings")
"""Every list that `show` can be restricted to."""

GROUPS: Mapping[Status, str] = {
    "present": "Present",
    "in_attendance": "In attendance",
    "apologies": "Apologies",
    "absent": "Absent",
    "substitute": "Substitutes",
    "mentioned": "Also taking part",
}
"""The headings of the attendance, in order; `Also taking part` is `Taking part` where nobody is listed."""


class ItemError(MinutesError):
    """No item has the number or id asked for; the text names those that there are."""


class ListError(MinutesError):
    """No list has a name asked for; the text names those that there are."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A row with the rows printed beneath it: a question's responses, the votes on a motion or a resolution.

    `elsewhere` are a question's responses that stand under a later question, which they answer too;
    `repeated` is true of a motion whose words a resolution printed with it has to the letter.
    """

    row: Row
    below: tuple[Row, ...] = ()
    elsewhere: tuple[Response, ...] = ()
    answered: bool = True
    repeated: bool = False


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """An agenda item with its entries, or those that belong to none (`item` is None, `title` says where)."""

    item: Item | None = None
    title: str | None = None
    entries: tuple[Entry, ...] = ()


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """All that is printed below the meeting; `groups` are the people under their headings."""

    groups: tuple[tuple[str, tuple[Attendee, ...]], ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[Warning, ...] = ()


def outline(minutes: Minutes, *, only: frozenset[str] = frozenset(), item: str | None = None) -> Outline:
    """Arrange `minutes`, restricted to the lists in `only` (all, if empty) and to the item of a number or id.

    Raises ListError for a name that is no list, and ItemError where no item matches.
    """
    if unknown := sorted(only - set(LISTS)):
        raise ListError(f"no list is called {unknown[0]!r}; the lists are {', '.join(LISTS)}")
    wanted = only or frozenset(LISTS)
    if item is None:
        return Outline(
            groups=_groups(minutes.attendees) if "attendees" in wanted else (),
            sections=tuple(_sections(minutes, wanted)),
            warnings=minutes.warnings if "warnings" in wanted else (),
        )
    chosen = _chosen(minutes.items, item)
    return Outline(
        groups=_groups(minutes.attendees) if "attendees" in only else (),
        sections=tuple(s for s in _sections(minutes, wanted) if s.item in chosen),
        warnings=tuple(_within(minutes.warnings, chosen)) if "warnings" in wanted else (),
    )


def _groups(attendees: tuple[Attendee, ...]) -> tuple[tuple[str, tuple[Attendee, ...]], ...]:
    """The people of each status that somebody has."""
    listed = any(person.status != "mentioned" for person in attendees)
    names = {**GROUPS, "mentioned": GROUPS["mentioned"] if listed else "Taking part"}
    groups = ((names[status], tuple(p for p in attendees if p.status == status)) for status in GROUPS)
    return tuple((name, people) for name, people in groups if people)


def _chosen(items: tuple[Item, ...], name: str) -> list[Item]:
    """The item of an id, else those of a number, with the items below them."""
    wanted = _bare(name)
    top = [i for i in items if i.id == name] or [i for i in items if i.number and _bare(i.number) == wanted]
    if not top:
        names = ", ".join(i.number or i.id for i in items)
        raise ItemError(f"no item {name!r} in these minutes; " + (f"there are {names}" if names else "they have none"))
    ids = {i.id for i in top}
    chosen: list[Item] = []
    for one in items:  # an upper item stands before those below it
        if one.id in ids or one.parent in ids:
            ids.add(one.id)
            chosen.append(one)
    return chosen


def _bare(number: str) -> str:
    return number.strip().rstrip(".").casefold()


def _within(warnings: Iterable[Warning], items: list[Item]) -> Iterable[Warning]:
    return (w for w in warnings if any(i.start <= w.start < i.section_end for i in items))


def _sections(minutes: Minutes, wanted: frozenset[str]) -> Iterable[Section]:
    """The items in order, and between them what belongs to none; those without rows if `items` is wanted."""
    entries = _entries(minutes, wanted)
    items = sorted(minutes.items, key=lambda i: i.start)
    known = {i.id for i in items}
    loose = [e for e in entries if e.row.item not in known]
    stops = [i.start for i in items] + [max((e.row.start for e in loose), default=0) + 1]
    here = [e for e in loose if e.row.start < stops[0]]
    if here:
        yield Section(title="Before the first item" if items else None, entries=tuple(here))
    for one, start, stop in zip(items, stops, stops[1:], strict=False):
        mine = tuple(e for e in entries if e.row.item == one.id)
        if mine or "items" in wanted:
            yield Section(item=one, entries=mine)
        here = [e for e in loose if start <= e.row.start < stop]
        if here:
            yield Section(title="Outside the items", entries=tuple(here))


def _entries(minutes: Minutes, wanted: frozenset[str]) -> list[Entry]:
    """The rows of the wanted lists in the order of the text, with those that hang beneath each."""
    rows: list[Row] = []
    for name in ROWS:
        if name in wanted:
            rows.extend(getattr(minutes, name))
    rows.sort(key=lambda row: row.start)
    shown = {row.id: row for row in rows}
    host = {row.id: host for row in rows if (host := _host(row, shown)) is not None}
    below: dict[str, list[Row]] = {}
    for row in rows:
        if row.id in host:
            below.setdefault(host[row.id], []).append(row)
    entry = _entry_maker(minutes, below, shown)
    return [entry(row) for row in rows if row.id not in host]


def _host(row: Row, shown: Mapping[str, Row]) -> str | None:
    """The id of the shown row under which this one is printed."""
    match row:
        case Response():
            return max((q for q in row.answers if q in shown), key=lambda q: shown[q].start, default=None)
        case Vote():
            return next((i for i in (row.motion, row.resolution) if i in shown), None)
    return None


def _entry_maker(minutes: Minutes, below: Mapping[str, list[Row]], shown: Mapping[str, Row]) -> Callable[[Row], Entry]:
    decided = {(row.start, row.end) for row in shown.values() if isinstance(row, Resolution)}
    replies: dict[str, list[Response]] = {}
    for response in minutes.responses:
        for question in response.answers:
            replies.setdefault(question, []).append(response)

    def entry(row: Row) -> Entry:
        beneath = tuple(below.get(row.id, ()))
        if not isinstance(row, Question):
            return Entry(row=row, below=beneath, repeated=isinstance(row, Motion) and (row.start, row.end) in decided)
        others = tuple(r for r in replies.get(row.id, ()) if r.id in shown and r not in beneath)
        return Entry(row=row, below=beneath, elsewhere=others, answered=row.id in replies)

    return entry
