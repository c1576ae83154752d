"""Placing: the blocks and items of a text, from its units and the places that the document grammar gave them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutes_cli.blocks import Block, ItemDraft, Span
from minutes_cli.segments import Patterns
from minutes_cli.structure import Place
from minutes_cli.units import Unit

_ROLES = {
    "heading": "title",
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
_CUT = re.compile(r"\.\.\.\s*view the full|\.\.\.\s*$", re.IGNORECASE)
_MOVER = 120  # characters of a line that says who moved and no more
_MOVED = 2_000_000  # groups of motions that were carried are numbered from here
_WORDING = 60  # blocks of a motion's wording
_LONG_QUOTATION = 12  # paragraphs; one that is longer was never closed
_TIME = re.compile(r"(?:\d\s*[ap]\.?m|\d\s*h(?:ou)?rs|\d{4})$")
_MOVER = 120  # characters of a line that says who moved and no more
_MOVED = 2_000_000  # groups of motions that were carried are numbered from here
_WORDING = 60  # blocks of a motion's wording
_LINE = re.compile(r"[^\n]*\S[^\n]*")


class Placer:
    """Makes blocks and items of the units of one text."""

    def __init__(self, text: str, clean: str, find: Patterns) -> None:
        self.text, self.clean, self.find = text, clean, find
        self.cut_off = False

    def read(
        self, units: Sequence[Unit], placed: Sequence[Place], aside: Sequence[Unit],
        margins: Sequence[Span] = (), bars: Sequence[Span] = ()
    ) -> tuple[list[Block], list[ItemDraft]]:
        """The blocks that tile the text, and its items."""
        self._blank(bars)
        blocks = [self._block(unit, place) for unit, place in zip(units, placed, strict=True)]
        blocks = self._without_marks(units, placed, blocks)
        blocks = self._purposes(placed, blocks)
        blocks = self._moved(blocks)
        blocks = self._standing(placed, blocks)
        blocks = self._quotations(blocks)
        blocks = self._with_margins(blocks, margins)
        blocks = self._with_aside(blocks, aside)
        items = self._items(units, placed, blocks)
        self.cut_off = self._is_cut_off(blocks)
        return self._tiled(blocks), items

    def _block(self, unit: Unit, place: Place) -> Block:
        role = _ROLES.get(place.element, "discussion")
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

    def _without_marks(self, units: Sequence[Unit], placed: Sequence[Place], blocks: list[Block]) -> list[Block]:
        """A clause of `RESOLVED` is no heading of votes; votes inside a decision do not end it."""
        made: list[Block] = []
        for unit, place, block in zip(units, placed, blocks, strict=True):
            if unit.type == "ROW" and made and made[-1].role == "vote":
                block = replace(block, role="vote")
            elif unit.type in ("VOTE", "COUNT", "ROW") and block.role == "resolution":
                block = replace(block, role="vote", kind=block.kind if unit.type == "ROW" else "paragraph")
            elif unit.type in ("VOTE", "COUNT"):
                block = replace(block, kind="paragraph", role="vote" if block.role == "discussion" else block.role)
            made.append(block)
        return made

    def _purposes(self, placed: Sequence[Place], blocks: list[Block]) -> list[Block]:
        """What stands between a heading and `Minutes:` is the purpose of the item."""
        with_minutes = {place.item for place in placed if place.part == "minutes"}
        made: list[Block] = []
        deciding = None  # the item whose `Decision:` has been met
        for place, block in zip(placed, blocks, strict=True):
            if place.item in with_minutes and place.item is not None and place.part == "":
                if block.role == "resolution" and (block.marker or "").lower().startswith("decision"):
                    deciding = place.item
                spoken = block.role in ("discussion", "roll", "front", "vote", "close")
                if spoken or (block.role == "resolution" and deciding != place.item):
                    block = replace(block, role="purpose")
            elif (place.part == "minutes" and block.role == "purpose" and block.marker in (None, "")) or (
                place.part == "minutes" and block.role == "purpose" and block.kind == "list_item"
            ):
                block = replace(block, role="discussion")  # behind `Minutes:` a `To …` tells what was done
            made.append(block)
        return made

    def _moved(self, blocks: list[Block]) -> list[Block]:
        """The wording below `Moved by …` is a decision where a vote that was won stands below it, else it is none."""
        made = list(blocks)
        at = 0
        while at < len(made):
            if made[at].kind != "motion" or made[at].end - made[at].start > _MOVER:
                at += 1
                continue
            first = at + 1
            while first < len(made) and made[first].kind == "motion":
                first += 1
            stop = first
            while stop < len(made) and stop - first < _WORDING and self._is_wording(made[stop], stop == first):
                stop += 1
            won = stop < len(made) and stop > first and self._is_won(made, stop)
            for k in range(first, stop):
                role = "resolution" if won else "discussion"
                if won or made[k].role == "resolution":
                    made[k] = replace(made[k], role=role, group=_MOVED + first)
            at = max(stop, at + 1)
        return self._without_notes(made)

    def _is_wording(self, block: Block, first: bool) -> bool:
        if first and len(self.clean[block.body : block.end].split()) < 4:
            return False
        return block.role in ("discussion", "resolution") and block.kind in ("paragraph", "list_item") and block.body < block.end

    def _is_won(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether the lines of a vote that start here tell that it was won."""
        for block in blocks[at : at + 60]:
            if block.role != "vote":
                return False
            if self.find.one["CARRIED"].search(self.clean, block.start, block.end):
                return True
        return False

    def _without_notes(self, blocks: list[Block]) -> list[Block]:
        """`That it be noted that …`, moved by nobody, reports and decides nothing; nor does a motion's wording.

        The words below `moved the following motion:` are no decision where the item has one with a label.
        """
        labelled = {b.item for b in blocks if b.role == "resolution" and b.marker is not None and b.kind != "list_item"}
        made: list[Block] = []
        for block in blocks:
            if block.role == "resolution" and block.marker is None and block.group < _MOVED:
                above = made[-1] if made else None
                lead = above is not None and above.group != block.group and above.role == "discussion"
                proposed = lead and above and self.find.one["PROPOSED"].search(self.clean, above.body, above.end)
                if (proposed and block.item in labelled) or self.find.one["REPORTED"].match(self.clean, block.body, block.end):
                    block = replace(block, role="discussion")
            made.append(block)
        return made

    def _standing(self, placed: Sequence[Place], blocks: list[Block]) -> list[Block]:
        """Clauses under no label: a paragraph or a list that begins `That … be`, and what goes on with it."""
        made = list(blocks)
        at = 0
        while at < len(made):
            block = made[at]
            if block.kind == "list_item" and block.role == "discussion" and self._is_clause(block) and _is_first(block):
                stop, group = at, block.group + 1_000_000 + at
                while stop < len(made) and made[stop].kind == "list_item" and made[stop].group == block.group:
                    made[stop] = replace(made[stop], role="resolution", group=group)
                    stop += 1
                at = stop
                continue
            at += 1
        return made

    def _is_clause(self, block: Block) -> bool:
        return self.find.one["THAT"].match(self.clean, block.body, block.end) is not None

    def _quotations(self, blocks: list[Block]) -> list[Block]:
        """Paragraphs that lie wholly inside a quotation."""
        made, left = [], 0
        for block in blocks:
            if block.kind == "heading" or block.role in ("resolution", "document"):
                left = 0
                made.append(block)
                continue
            words = self.clean[block.body : block.end]
            inside = left > 0 or words.startswith("\u201c")
            opened = words.rfind("\u201c") > words.rfind("\u201d")
            closed = "\u201d" in words
            if inside and block.role in ("discussion", "purpose"):
                rest = words[words.rfind("\u201d") + 1 :].strip(" .;:,\n") if closed and not opened else ""
                if not rest and block.role == "discussion":
                    block = replace(block, role="quotation")
            if opened:
                left = _LONG_QUOTATION
            elif closed:
                left = 0
            else:
                left = max(0, left - 1)
            made.append(block)
        return made

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
        """Whether the text breaks off inside an item: no full stop at its end, or a mark that there was more."""
        last = next((b for b in reversed(blocks) if b.role not in ("boilerplate", "document")), None)
        if last is None:
            return False
        if _CUT.search(self.clean):
            return True
        words = self.clean[last.body : last.end].rstrip()
        if last.role not in ("discussion", "quotation", "resolution", "action", "title") or not words:
            return False
        if last.kind == "heading":
            return "\n" in words and len(words.rsplit(None, 1)[-1]) == 1
        if words.endswith(" -"):
            return True
        return last.kind == "paragraph" and len(words) > 60 and words[-1].isalnum() and not _TIME.search(words)

    def _tiled(self, blocks: list[Block]) -> list[Block]:
        """Characters that cleaning blanked go to the block beside them, whole lines of them to blocks of their own."""
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
            above = self.text.rfind("\n", 0, first) < at and bool(made)
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


def _is_first(block: Block) -> bool:
    return (block.marker or "").strip("().: ").lower() in ("a", "i", "1")


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
