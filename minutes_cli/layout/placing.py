"""Placing: the blocks and items of a text.

From its units and the places that the document grammar gave them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.blocks import Block, ItemDraft, Span
from minutes_cli.layout.roles import Roles
from minutes_cli.layout.structure import Place
from minutes_cli.layout.units import Unit

_ROLES = {
    "heading": "title",
    "subheading": "title",
    "purpose": "purpose",
    "decision": "resolution",
    "standing": "resolution",
    "reason": "reason",
    "documents": "document",
    "actions": "action",
    "roll": "roll",
    "field": "front",
    "close": "close",
    "signature": "signature",
}
_KINDS = {
    "HEADING": "heading",
    "SUBHEADING": "heading",
    "LIST": "list_item",
    "POINT": "list_item",
    "ROW": "table_row",
    "DOCUMENT": "document",
    "MINUTES": "label",
    "DISCUSSION": "label",
    "COUNT": "vote",
    "VOTE": "vote",
    "MOVED": "motion",
}
_LETTER = kept.compile(r"(?:^|\n)[A-Za-z]$")  # of a word that was broken off
_LINE = kept.compile(r"[^\n]*\S[^\n]*")


class Placer:
    """Makes blocks and items of the units of one text."""

    def __init__(self, text: str, clean: str, find: Patterns) -> None:
        """Take a text and its cleaned form."""
        self.text, self.clean, self.find = text, clean, find
        self.cut_off = False

    def read(
        self,
        units: Sequence[Unit],
        placed: Sequence[Place],
        aside: Sequence[Unit],
        margins: Sequence[Span] = (),
        bars: Sequence[Span] = (),
    ) -> tuple[list[Block], list[ItemDraft]]:
        """The blocks that tile the text, and its items."""
        self._blank(bars)
        blocks = [self._block(unit, place) for unit, place in zip(units, placed, strict=True)]
        blocks = Roles(self.clean, self.find).settle(units, placed, blocks)
        blocks = self._with_margins(blocks, margins)
        blocks = self._with_aside(blocks, aside)
        items = self._items(units, placed, blocks)
        self.cut_off = self._is_cut_off(blocks)
        return self._tiled(blocks), items

    def _block(self, unit: Unit, place: Place) -> Block:
        role = _ROLES.get(place.element, "discussion")
        if place.element == "subheading" and unit.type != "SUBHEADING":
            role = "discussion"  # what stands below it
        if place.item is None and place.part == "front" and role == "discussion":
            role = "front"
        kind = _KINDS.get(unit.type, "")
        if kind == "list_item" and role == "document":
            kind = "document"
        kind = kind or _kind_of(unit, role)
        if unit.type in ("MINUTES", "DISCUSSION"):
            role = "title"
        return Block(
            kind=kind,
            start=unit.start,
            end=unit.end,
            line=unit.line,
            body=min(unit.body, unit.end),
            marker=unit.marker,
            role=role,
            item=place.item,
            group=place.group,
        )

    def _with_margins(self, blocks: list[Block], margins: Sequence[Span]) -> list[Block]:
        """Names in the margin belong to the block beside them, and are blank in the clean text."""
        if not margins:
            return blocks
        made, at = [], 0
        for k, block in enumerate(blocks):
            stop = blocks[k + 1].start if k + 1 < len(blocks) else len(self.text)
            while at < len(margins) and margins[at][0] < stop:
                if margins[at][0] >= block.end:
                    block = replace(block, end=margins[at][1])
                at += 1
            made.append(block)
        self._blank(margins)
        return made

    def _with_aside(self, blocks: list[Block], aside: Sequence[Unit]) -> list[Block]:
        """Boilerplate takes its place among the blocks; inside one, it is blank in the clean text."""
        if not aside:
            return blocks
        made: list[Block] = []
        blank: list[Span] = []
        rest = sorted(aside, key=lambda unit: unit.start)
        at = 0
        for block in blocks:
            while at < len(rest) and rest[at].start < block.start:
                made.append(_boilerplate(rest[at], made[-1].item if made else None))
                at += 1
            while at < len(rest) and rest[at].start < block.end:
                blank.append((rest[at].start, rest[at].end))
                at += 1
            made.append(block)
        made += [_boilerplate(unit, made[-1].item if made else None) for unit in rest[at:]]
        self._blank(blank)
        return made

    def _blank(self, spans: Sequence[Span]) -> None:
        if not spans:
            return
        parts, at = [], 0
        for start, end in spans:
            parts += [self.clean[at:start], " " * (end - start)]
            at = end
        self.clean = "".join([*parts, self.clean[at:]])

    def _items(self, units: Sequence[Unit], placed: Sequence[Place], blocks: Sequence[Block]) -> list[ItemDraft]:
        heads = [unit for unit in units if unit.heading is not None]
        ends: dict[int, int] = {}
        purposes: dict[int, Span] = {}
        for block in blocks:
            if block.item is None or block.role == "boilerplate":
                continue
            ends[block.item] = block.end
            if block.role == "purpose":
                first = purposes.get(block.item, (block.start, 0))[0]
                purposes[block.item] = (first, block.end)
        items: list[ItemDraft] = []
        for at, unit in enumerate(heads):
            heading = unit.heading
            assert heading is not None
            items.append(
                ItemDraft(
                    number=heading.number,
                    title=heading.title,
                    start=unit.start,
                    end=unit.end,
                    section_end=ends.get(at, unit.end),
                    parent=_parent(items, heading.number),
                    purpose=purposes.get(at),
                    rule=heading.rule,
                )
            )
        return items

    def _is_cut_off(self, blocks: Sequence[Block]) -> bool:
        """Whether the text breaks off inside an item.

        No full stop at its end, or a mark that there was more.
        """
        last = next((b for b in reversed(blocks) if b.role not in ("boilerplate", "document")), None)
        if last is None:
            return False
        if self.clean.rstrip().endswith("...") or self._has_more():
            return True
        words = self.clean[last.body : last.end].rstrip()
        if last.role not in ("discussion", "quotation", "resolution", "action", "title") or not words:
            return False
        if last.kind in ("heading", "paragraph") and _LETTER.search(words):
            return True
        if last.kind == "heading":
            return False
        if words.endswith(" -"):
            return True
        if any(b.role in ("close", "signature") for b in blocks[-12:]):
            return False
        return (
            last.kind == "paragraph"
            and len(words) > 60
            and words[-1].isalnum()
            and not self.find.one["ENDS_IN_TIME"].search(words)
        )

    def _has_more(self) -> bool:
        more = self.find.one["VIEW_MORE"]
        return self.find.may("VIEW_MORE", self.clean) and more.search(self.clean) is not None

    def _tiled(self, blocks: list[Block]) -> list[Block]:
        """Characters that cleaning blanked go to the block beside them.

        Whole lines of them to blocks of their own.
        """
        made: list[Block] = []
        at = 0
        for block in [*blocks, None]:
            start = block.start if block else len(self.text)
            if start > at and not self.text[at:start].isspace():
                start = self._fill(made, at, start)
            if block:
                made.append(block if start == block.start else replace(block, start=start))
                at = max(at, block.end)
        return made

    def _fill(self, made: list[Block], at: int, start: int) -> int:
        """Give the characters between two blocks away; where the second block is now to start."""
        rows = [(m.start(), m.end()) for m in _LINE.finditer(self.text, at, start)]
        for first, last in rows:
            words = self.text[first:last]
            first, last = first + len(words) - len(words.lstrip()), first + len(words.rstrip())
            above = self.text.find("\n", at, first) < 0 and bool(made)
            if above:
                made[-1] = replace(made[-1], end=last)
            elif start < len(self.text) and "\n" not in self.text[last:start]:
                return first
            else:
                line = self.text.count("\n", 0, first) + 1
                made.append(Block(kind="boilerplate", start=first, end=last, line=line, body=first, role="boilerplate"))
        return start


def _kind_of(unit: Unit, role: str) -> str:
    if unit.marker is not None and unit.mark == "LABEL":
        if unit.body >= unit.end:
            return "label"
        return {"resolution": "resolution", "roll": "roll"}.get(role, "paragraph")
    if role == "roll":
        return "roll"
    return "list_item" if unit.marker is not None and unit.mark else "paragraph"


def _parent(items: Sequence[ItemDraft], number: str | None) -> int | None:
    """The index of the item whose number this one's begins with: 8 for 8.1."""
    if number is None or "." not in number:
        return None
    upper = number.rsplit(".", 1)[0]
    return next((k for k in range(len(items) - 1, -1, -1) if items[k].number == upper), None)


def _boilerplate(unit: Unit, item: int | None) -> Block:
    return Block(
        kind="boilerplate",
        start=unit.start,
        end=unit.end,
        line=unit.line,
        body=unit.start,
        role="boilerplate",
        item=item,
    )
