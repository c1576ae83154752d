"""What was read, in numbers: of one document, and of many together."""

from __future__ import annotations

from collections import Counter

import msgspec

from minutes_cli.model import Minutes

LISTS = tuple(name for name in Minutes.__struct_fields__ if name not in ("schema_version", "source", "meeting"))
SLOWEST = 5


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """One document in numbers: `rows` by list, questions `answered`, `warnings` by code, seconds taken.

    `lacking` is what every meeting has and was not found: `date`, `items`, `people`.
    """

    seconds: float
    characters: int
    dialect: str | None = None
    rows: dict[str, int] = {}
    answered: int = 0
    warnings: dict[str, int] = {}
    lacking: tuple[str, ...] = ()


def count(minutes: Minutes, seconds: float) -> Tally:
    """The numbers of one document that took some seconds."""
    answered = {question for response in minutes.responses for question in response.answers}
    return Tally(
        seconds=round(seconds, 3),
        characters=minutes.source.characters,
        dialect=minutes.source.dialect,
        rows={name: len(rows) for name in LISTS if (rows := getattr(minutes, name))},
        answered=len(answered),
        warnings=dict(Counter(warning.code for warning in minutes.warnings)),
        lacking=_lacking(minutes),
    )


def _lacking(minutes: Minutes) -> tuple[str, ...]:
    found = {
        "date": minutes.meeting.date is not None,
        "items": bool(minutes.items),
        "people": any(person.name for person in minutes.attendees),
    }
    return tuple(name for name, there in found.items() if not there)


class Total(msgspec.Struct, kw_only=True):
    """Many documents in numbers, with the slowest of them and the faults by kind."""

    texts: int = 0
    known: int = 0  # texts that an earlier run had read
    answered: int = 0
    characters: int = 0
    seconds: float = 0.0
    rows: Counter[str] = msgspec.field(default_factory=Counter)
    warnings: Counter[str] = msgspec.field(default_factory=Counter)
    lacking: Counter[str] = msgspec.field(default_factory=Counter)
    dialects: Counter[str] = msgspec.field(default_factory=Counter)
    faults: Counter[str] = msgspec.field(default_factory=Counter)
    slowest: list[tuple[float, str]] = msgspec.field(default_factory=list)

    def add(self, name: str, tally: Tally) -> None:
        """Count one document more."""
        self.texts += 1
        self.answered += tally.answered
        self.characters += tally.characters
        self.seconds += tally.seconds
        self.rows.update(tally.rows)
        self.warnings.update(tally.warnings)
        self.lacking.update(tally.lacking)
        self.dialects[tally.dialect or "none"] += 1
        self.slowest = sorted([*self.slowest, (tally.seconds, name)], reverse=True)[:SLOWEST]
