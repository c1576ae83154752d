"""Declarations of interest: who declared what."""

from __future__ import annotations

from minutes_cli.drafts import Text
from minutes_cli.grammar import Patch


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add what the text has of them."""
