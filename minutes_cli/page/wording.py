"""The wording of values for people to read: names, dates, times, tallies, sizes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from minutes_cli.model import Attendee, Choice, Meeting, Minutes, Vote

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_COUNTED = {
    "items": "item",
    "questions": "question",
    "responses": "answer",
    "statements": "statement",
    "motions": "motion",
    "votes": "vote",
    "resolutions": "resolution",
    "actions": "action",
    "declarations": "declaration",
    "documents": "document",
}
CHOICES: Mapping[Choice, str] = {
    "for": "For",
    "against": "Against",
    "abstain": "Abstaining",
    "absent": "Absent",
    "present": "Not voting",
}
"""The heading of those who voted in each way."""

_JOINERS = "\u200c\u200d"  # they shape letters and emoji, so they stay


def fold(text: str | None) -> str:
    """The text on one line, safe to print: white space is one space, invisible characters are gone."""
    if text is None:
        return ""
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return " ".join("".join(_printable(c) for c in folded).split())


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if category in ("Cf", "Cs") and character not in _JOINERS:
        return ""
    return character


def day(iso: str | None, *, weekday: bool = False) -> str:
    """An ISO date written out; what is no date stays as it is."""
    try:
        when = date.fromisoformat(iso or "")
    except ValueError:
        return fold(iso)
    written = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    return f"{_WEEKDAYS[when.weekday()]} {written}" if weekday else written


def times(meeting: Meeting) -> str:
    """When the meeting opened and closed, as far as is known."""
    start, end = fold(meeting.start_time), fold(meeting.end_time)
    if start and end:
        return f"{start} to {end}"
    return start or (f"closed at {end}" if end else "")


def name(person: Attendee) -> str:
    """What a person is called: title, name and suffix, or the office where no name is known."""
    parts = (person.prefix, person.name, person.suffix) if person.name else (person.prefix, person.role)
    return fold(" ".join(p for p in parts if p)) or "unnamed"


def details(person: Attendee, people: Mapping[str, Attendee]) -> str:
    """What stands beside a name: office, party, whom they stand in for, when they came and went."""
    role = person.role if person.name else None
    beside = None if person.organization and person.organization in (person.role or "") else person.organization
    parts = [role, beside, person.party, person.ward]
    if person.substitute_for:
        principal = people.get(person.substitute_for)
        parts.append(f"for {name(principal) if principal else person.substitute_for}")
    if person.arrived:
        parts.append(f"arrived {person.arrived}")
    if person.left:
        parts.append(f"left {person.left}")
    return ", ".join(fold(p) for p in parts if p)


def tally(vote: Vote) -> str:
    """The counts as printed, else those of the names in a roll call, else that all were for it."""
    counts = {"for": vote.for_, "against": vote.against, "abstaining": vote.abstain}
    if all(n is None for n in counts.values()) and vote.voters:
        cast = [voter.vote for voter in vote.voters]
        counts = {
            "for": cast.count("for"),
            "against": cast.count("against"),
            "abstaining": cast.count("abstain") or None,
        }
    said = ", ".join(f"{n} {way}" for way, n in counts.items() if n is not None)
    return ", ".join(p for p in ("unanimously" if vote.unanimous else "", said) if p)


def roll(vote: Vote, people: Mapping[str, Attendee]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """For each way of voting that somebody chose, its heading and their names."""
    for choice, heading in CHOICES.items():
        names = [
            name(people[v.attendee]) if v.attendee is not None and v.attendee in people else fold(v.text)
            for v in vote.voters
            if v.vote == choice
        ]
        if names:
            yield heading, tuple(names)


def size(octets: int) -> str:
    """A size in bytes as people write it; a KB is 1024 bytes."""
    if octets < 1024:
        return f"{octets} bytes"
    if octets < 1024 * 1024:
        return f"{round(octets / 1024)} KB"
    return f"{octets / (1024 * 1024):.1f} MB"


def counts(minutes: Minutes) -> tuple[str, ...]:
    """How many rows of each kind there are, for those kinds that have any."""
    numbers = ((len(getattr(minutes, plural)), one) for plural, one in _COUNTED.items())
    return tuple(f"{n} {one}{'' if n == 1 else 's'}" for n, one in numbers if n)
