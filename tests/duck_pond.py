"""The item on the Duck Pond: what a clerk writes of it, as a page of minutes."""

from __future__ import annotations

import minutes_cli
from minutes_cli import Minutes

HEAD = "Agenda item\n\nThe Duck Pond\n\nMinutes:\n\n"
MOTION = "It was moved by Councillor Wren, seconded by Councillor Finch, that the pond be dredged."


def read(*paragraphs: str) -> Minutes:
    """The minutes of an item with these paragraphs."""
    return minutes_cli.parse(HEAD + "\n\n".join(paragraphs) + "\n")


def named(minutes: Minutes) -> dict[str | None, str | None]:
    """The name or else the office of each person, by the id."""
    return {a.id: a.name or a.role for a in minutes.attendees}
