"""Years: that of a meeting whose day is printed without one, where the text tells it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from minutes_cli import kept
from minutes_cli.engine.tokens import Token
from minutes_cli.meeting.dates import DateReader, When

_ADDRESS = kept.compile(r"%(?:[0-9A-Fa-f]{2})|[_+]")  # what stands for a space in the address of a file
_POSTED = kept.compile(r"\A---\n(?:[^\n]*\n){0,20}?date:[ ]*[\"']?(\d{4}-\d\d-\d\d)")
_MINUTES = kept.compile(r"\bminutes\b[^\n]{0,80}\b(?:dated|held|meeting)\b[^\n]{0,30}\Z", re.IGNORECASE)
_NEAR = 120  # characters in which the minutes of another meeting are named
_BEHIND = 3  # words between a day and the meeting that it is put before: the 13th March meeting
_BEFORE = 24  # words between `held` and a day


def days(text: str, tokens: list[Token], dates: DateReader) -> Iterator[When]:
    """The days of a block that are said to be a meeting's: held on 13th September, the 8th January Meeting."""
    for when in dates.days(text, tokens):
        at = next(k for k, t in enumerate(tokens) if t.start >= when.start)
        stop = next((k for k, t in enumerate(tokens) if t.start >= when.end), len(tokens))
        before = {t.type for t in tokens[max(0, at - _BEFORE) : at]}
        behind = {t.type for t in tokens[stop : stop + _BEHIND]}
        if "HELD" in before or ("MEETING" in behind and ("MINUTES" in before or not before - {"THE", "ON", "IN"})):
            yield when


def conclude(day: When, text: str, dates: DateReader) -> str | None:
    """The date of a day without a year; None where the text does not tell the year, or tells two.

    The same day stands elsewhere with its year, as in the address of a file; or the text was posted within the year
    after it; or the minutes of the meeting before, which it approves, are of the year before it; or it falls on its
    weekday in one of the years that the text gives dates of, and in one only.
    """
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    full = [
        (date.fromisoformat(when.value), when.start) for when in dates.read(plain, 0, len(plain)) if when.kind == "date"
    ]
    same = {found.year for found, _ in full if found.isoformat()[4:] == day.value[1:]}
    if same:
        return _only(day, same)
    posted = _POSTED.match(text)
    if posted is not None:
        last = date.fromisoformat(posted[1])
        return _only(day, _first(day, (last.year, last.year - 1), lambda made: made <= last))
    before = [found for found, at in full if _MINUTES.search(plain, max(0, at - _NEAR), at)]
    if before:
        first = before[0]
        return _only(day, _first(day, (first.year, first.year + 1), lambda made: made > first))
    return _only(day, {found.year for found, _ in full}) if day.weekday is not None else None


def _first(day: When, years: Iterable[int], fits: Callable[[date], bool]) -> list[int]:
    """The first of some years in which the day is where it must be."""
    made = ((year, _on(day, year)) for year in years)
    return [year for year, found in made if found is not None and fits(found)][:1]


def _only(day: When, years: Iterable[int]) -> str | None:
    """The day in the one year of these in which it falls on its weekday."""
    found = [made for made in (_on(day, year) for year in years) if made is not None]
    found = [made for made in found if day.weekday in (None, made.weekday())]
    return found[0].isoformat() if len(found) == 1 else None


def _on(day: When, year: int) -> date | None:
    try:
        return date(year, int(day.value[2:4]), int(day.value[5:]))
    except ValueError:
        return None
