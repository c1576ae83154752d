"""The meeting as a whole: body, date, times, venue, chair."""

from __future__ import annotations

from minutes_cli.drafts import Text
from minutes_cli.grammar import Patch


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add what the text has of them."""
    chairs = [p for p in text.registry.persons if p.active and p.is_chair]
    text.heading.chair = chairs[0] if chairs else None
