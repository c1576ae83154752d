"""Decisions: those of the layout, those that a sentence of the discussion takes, and the participle of each."""

from __future__ import annotations

from minutes_cli.drafts import Decided, Text
from minutes_cli.grammar import Patch


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the decisions of the layout and those in prose."""
    del patches
    for draft in text.layout.decisions:
        first = draft.clauses[0] if draft.clauses else None
        words = text.layout.clean[first.start : first.end] if first else text.layout.clean[draft.start : draft.end]
        text.decisions.append(
            Decided(
                draft.start,
                draft.end,
                draft.rule,
                draft.item,
                decision=participle(words, draft.verb_in_label),
                clauses=draft.clauses,
                layout=draft,
            )
        )


def participle(words: str, mark: str | None) -> str | None:
    """The participle of a clause: `noted` of `That the report be noted`; `mark` is the decision's own verb."""
    del words
    return mark.lower() if mark else None
