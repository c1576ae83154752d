"""The records of a layout: blocks, items, decisions, documents and labelled actions.

By offsets into the text.
"""

from __future__ import annotations

import msgspec

Span = tuple[int, int]


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of the text that is one thing: a heading, a paragraph, a list item, a row.

    `body` is where its words start after a number, bullet or label; `marker` is that number, bullet or
    label. `role` is the part it plays in the meeting, `item` the index of its item, `group` is shared by a
    paragraph and the list that it leads in.
    """

    kind: str
    start: int
    end: int
    line: int
    body: int
    marker: str | None = None
    role: str = "discussion"
    item: int | None = None
    group: int = 0


class ItemDraft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An agenda item: `start` to `end` is its heading, `section_end` the end of all that belongs to it."""

    number: str | None
    title: str
    start: int
    end: int
    section_end: int
    parent: int | None = None
    purpose: Span | None = None
    rule: str = "heading"


class ClauseDraft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One clause of a decision: its label, the place of its words, and the clauses below it."""

    label: str | None
    start: int
    end: int
    clauses: tuple[ClauseDraft, ...] = ()


class DecisionDraft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A decision that its layout shows.

    `label` is the place of its mark (`RESOLVED:`), None where it has none.

    `verb_in_label` is the mark's verb in capitals (`RESOLVED`, `NOTED`, `DECISION`). Words of the same
    block before the mark are discussion.
    """

    start: int
    end: int
    label: Span | None
    verb_in_label: str | None
    clauses: tuple[ClauseDraft, ...]
    item: int | None
    rule: str


class DocumentDraft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An attached or listed document; `size` is in bytes, a kilobyte being 1024."""

    title: str
    format: str | None
    size: int | None
    start: int
    end: int
    item: int | None


class ActionDraft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An action that a label or a margin shows.

    `text` is the task's place, `owner` and `due` theirs where given.
    """

    start: int
    end: int
    text: Span
    owner: Span | None
    due: Span | None
    item: int | None
    rule: str = "action"
