"""The roll: who was there, who sent apologies, who stood in for whom."""

from __future__ import annotations

from minutes_cli.drafts import Text
from minutes_cli.grammar import Patch
from minutes_cli.names import Ref


def refs(text: Text, patches: tuple[Patch, ...] = ()) -> list[Ref]:
    """Namings that only the roll's own layout shows (names without a title in a list), for the registry."""
    del text, patches
    return []


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add what the text has of them."""
