"""Layout: a text taken apart into blocks and items, with the decisions.

Documents and actions that its layout shows.

`read` is the way in. The lines become segments, the segments units, the document grammar says how the units
hang together; what it found is given here as flat rows of offsets into the text.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.patterns import patterns
from minutes_cli.layout.attachments import documents
from minutes_cli.layout.blocks import (
    ActionDraft,
    Block,
    ClauseDraft,
    DecisionDraft,
    DocumentDraft,
    ItemDraft,
    Span,
)
from minutes_cli.layout.clausing import join_clauses
from minutes_cli.layout.cleaning import clean, read_bars
from minutes_cli.layout.continuing import continue_decisions
from minutes_cli.layout.decisions import Decisions
from minutes_cli.layout.finding import Finder
from minutes_cli.layout.joining import Joiner
from minutes_cli.layout.matter import Matter
from minutes_cli.layout.pages import mark_heads, mark_matter, set_margins
from minutes_cli.layout.parting import part_talk
from minutes_cli.layout.placing import Placer
from minutes_cli.layout.segments import Cutter
from minutes_cli.layout.structure import places
from minutes_cli.layout.tasks import Tasks
from minutes_cli.layout.wrapping import measure

__all__ = [
    "ActionDraft",
    "Block",
    "ClauseDraft",
    "DecisionDraft",
    "DocumentDraft",
    "ItemDraft",
    "Layout",
    "Span",
    "read",
]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A text by its parts.

    `clean` has the length of `text`, with artefacts replaced one character for one; page furniture inside a
    block is blank in it, table bars stand only in rows. `blocks` tile the text. `furniture` are the places
    of page numbers, running heads and the words of web pages.
    """

    text: str
    clean: str
    blocks: tuple[Block, ...]
    items: tuple[ItemDraft, ...]
    decisions: tuple[DecisionDraft, ...]
    documents: tuple[DocumentDraft, ...]
    actions: tuple[ActionDraft, ...]
    furniture: tuple[Span, ...]
    cut_off: bool


def read(text: str, patches: Sequence[Patch] = (), *, cleaned: str | None = None) -> Layout:
    """Take a text apart; `patches` are those of its dialect and of the user. Never refuses a text.

    `cleaned` is the text as `clean` gives it, where the caller has it.
    """
    use = tuple(patches)
    find = patterns(use)
    words = read_bars(clean(text) if cleaned is None else cleaned, find.one["OCR_I"])
    cutter = Cutter(text, words, find)
    segments = cutter.read()
    mark_matter(segments, words)
    mark_heads(segments, words, find)
    set_margins(segments, words, find)
    wrap = measure(segments, words)
    headings = Finder(segments, words, find, wrap).read()
    joiner = Joiner(words, find, wrap)
    units = joiner.read(segments, headings)
    join_clauses(units, words, find)
    continue_decisions(units, words, find)
    units = part_talk(units, words, find)
    placed = places(table("document", use), [unit.type for unit in units])
    placer = Placer(text, words, find)
    blocks, items = placer.read(units, placed, joiner.aside, joiner.margins, cutter.bars)
    if not items:
        blocks, items = Matter(placer.clean, find).read(blocks)
    return Layout(
        text=text,
        clean=placer.clean,
        blocks=tuple(blocks),
        items=tuple(items),
        decisions=tuple(Decisions(placer.clean, blocks, find).read()),
        documents=tuple(documents(placer.clean, blocks, find)),
        actions=tuple(Tasks(placer.clean, blocks, find, joiner.margins).read()),
        furniture=tuple((unit.start, unit.end) for unit in joiner.aside),
        cut_off=placer.cut_off,
    )
