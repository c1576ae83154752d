"""Roles: the part that each block plays, where its neighbours decide it.

Purpose, motion, clause, quotation, vote.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.blocks import Block
from minutes_cli.layout.structure import Place
from minutes_cli.layout.units import Unit

_MOVER = 120  # characters of a line that says who moved and no more
_MOVED = 2_000_000  # groups of motions that were carried are numbered from here
_LISTED = 1_000_000  # groups of decision lists without a label are numbered from here
_WORDING = 60  # blocks of a motion's wording
_LONG_QUOTATION = 12  # paragraphs; one that is longer was never closed


class Roles:
    """Settles the roles of the blocks of one text."""

    def __init__(self, clean: str, find: Patterns) -> None:
        """Take a cleaned text."""
        self.clean, self.find = clean, find

    def settle(self, units: Sequence[Unit], placed: Sequence[Place], blocks: list[Block]) -> list[Block]:
        """The blocks with their roles, in the order of the text."""
        blocks = self._votes(units, blocks)
        blocks = self._purposes(placed, blocks)
        blocks = self._moved(blocks)
        blocks = self._standing(blocks)
        return self._quotations(blocks)

    def _votes(self, units: Sequence[Unit], blocks: list[Block]) -> list[Block]:
        """Lines of votes and the rows below them; inside a decision they do not end it."""
        made: list[Block] = []
        for unit, block in zip(units, blocks, strict=True):
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
        """The wording below `Moved by …` is a decision where a vote that was won stands below it.

        Else it is none.
        """
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
        return (
            block.role in ("discussion", "resolution")
            and block.kind in ("paragraph", "list_item")
            and block.body < block.end
        )

    def _is_won(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether the lines of a vote that start here tell that it was won."""
        for block in blocks[at : at + 60]:
            if block.role != "vote":
                return False
            if self.find.one["CARRIED"].search(self.clean, block.start, block.end):
                return True
        return False

    def _without_notes(self, blocks: list[Block]) -> list[Block]:
        """`That it be noted that …`, moved by nobody, reports and decides nothing.

        Nor does a motion's wording.

        The words below `moved the following motion:` are no decision where the item has one with a label.
        """
        labelled = {b.item for b in blocks if b.role == "resolution" and b.marker is not None and b.kind != "list_item"}
        made: list[Block] = []
        for block in blocks:
            if block.role == "resolution" and block.marker is None and block.group < _MOVED:
                above = made[-1] if made else None
                lead = above is not None and above.group != block.group and above.role == "discussion"
                proposed = lead and above and self.find.one["PROPOSED"].search(self.clean, above.body, above.end)
                if (proposed and block.item in labelled) or self.find.one["REPORTED"].match(
                    self.clean, block.body, block.end
                ):
                    block = replace(block, role="discussion")
            made.append(block)
        return made

    def _standing(self, blocks: list[Block]) -> list[Block]:
        """Clauses under no label: a paragraph or a list that begins `That … be`, and what goes on with it."""
        made = list(blocks)
        at = 0
        while at < len(made):
            block = made[at]
            if block.kind == "list_item" and block.role == "discussion" and self._is_clause(block) and _is_first(block):
                stop, group = at, block.group + _LISTED + at
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
        for at, block in enumerate(blocks):
            if block.kind == "heading" or block.role in ("resolution", "document"):
                left = 0
                made.append(block)
                continue
            words = self.clean[block.body : block.end]
            inside = left > 0 or words.startswith("\u201c")
            opened = words.rfind("\u201c") > words.rfind("\u201d")
            if opened and "\u201d" not in words and words.count("\u201c") % 2 == 0:
                opened = False  # both marks are printed alike
            closed = "\u201d" in words
            if inside and block.role in ("discussion", "purpose"):
                rest = words[words.rfind("\u201d") + 1 :].strip(" .;:,\n") if closed and not opened else ""
                if not rest and block.role == "discussion":
                    block = replace(block, role="quotation")
            if opened:
                left = _LONG_QUOTATION if self._closes(blocks, at) else 0
            elif closed:
                left = 0
            else:
                left = max(0, left - 1)
            made.append(block)
        return made

    def _closes(self, blocks: list[Block], at: int) -> bool:
        """Whether the quotation that a block opens is closed before another begins: some marks are forgotten."""
        for block in blocks[at + 1 : at + 1 + _LONG_QUOTATION]:
            if block.kind == "heading" or block.role in ("resolution", "document"):
                return False
            first = next((c for c in self.clean[block.body : block.end] if c in "\u201c\u201d"), "")
            if first:
                return first == "\u201d"
        return False


def _is_first(block: Block) -> bool:
    """Whether a list item is the first of its list by its marker."""
    return (block.marker or "").strip("().: ").lower() in ("a", "i", "1")
