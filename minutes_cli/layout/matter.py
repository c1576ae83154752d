"""The matter of a meeting: the one item of minutes in which no line heads any.

Some meetings are called for one thing, and their minutes print no heading: their notice or the first who speaks says
what they are for. These words are the heading of the item, to which all belongs that is behind the roll.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.blocks import Block, ItemDraft, Span

_MEETING = kept.compile(r"\bmeeting\b", re.IGNORECASE)
_OPENING = 60  # blocks in which the roll begins
_APART = 4  # blocks from one part of a roll to the next
_FIRST = 12  # blocks behind it in which somebody says what the meeting is for
_NEAR = 160  # characters from `the meeting was called` to what for
_LONGEST = 300  # characters of a matter


class Matter:
    """Finds what a meeting was called for."""

    def __init__(self, clean: str, find: Patterns) -> None:
        """Take a cleaned text."""
        self.clean, self.find = clean, find.one

    def read(self, blocks: list[Block]) -> tuple[list[Block], list[ItemDraft]]:
        """The blocks with the item that the matter is, and that item; where none is told, the blocks as they are."""
        roll = next((at for at, b in enumerate(blocks[:_OPENING]) if b.role == "roll"), None)
        if roll is None:
            return blocks, []
        last = self._last(blocks, roll)
        told = self._told(blocks, last)
        matter = self._headed(blocks[:roll]) or (told[1] if told else None)
        if matter is None:
            return blocks, []
        begin = next(
            (at for at in range(last + 1, len(blocks)) if at == (told and told[0]) or self._opens(blocks[at])), None
        )
        if begin is None:
            return blocks, []
        made = [*blocks[:begin], *(_of_item(block) for block in blocks[begin:])]
        title = " ".join(self.clean[slice(*matter)].split())
        return made, [
            ItemDraft(
                number=None,
                title=title,
                start=matter[0],
                end=matter[1],
                section_end=max(matter[1], blocks[-1].end),
                rule="heading_matter",
            )
        ]

    def _last(self, blocks: Sequence[Block], last: int) -> int:
        """The last label or list of the roll that begins in a block."""
        for at in range(last + 1, len(blocks)):
            if at - last > _APART:
                break
            if blocks[at].role == "roll" and blocks[at].kind in ("label", "roll"):
                last = at
        return last

    def _opens(self, block: Block) -> bool:
        """Whether the business begins in a block: The Mayor welcomed everyone."""
        return block.role == "front" and self.find["OPENED"].match(self.clean, block.body, block.end) is not None

    def _headed(self, front: Sequence[Block]) -> Span | None:
        """The matter in the heading of the minutes: Minutes of the meeting held … to consider the lease."""
        over = [block for block in front if block.role == "front"]
        for at, block in enumerate(over):
            meeting = _MEETING.search(self.clean, over[0].start, block.end)
            found = (
                self.find["CALLED_TO"].search(self.clean, max(meeting.end(), block.start), block.end)
                if meeting
                else None
            )
            if found is None:
                continue
            end = block.end
            for below in over[at + 1 :]:  # a title in capitals that is broken over blocks
                if not self.clean[found.start() : below.end].isupper() or self.clean[end - 1] == ".":
                    break
                end = below.end
            return self._whole(found, end)
        return None

    def _told(self, blocks: Sequence[Block], last: int) -> tuple[int, Span] | None:
        """The block in which somebody says what the meeting is for, and the matter."""
        spoken = [at for at in range(last + 1, len(blocks)) if blocks[at].role in ("front", "discussion")][:_FIRST]
        for at in spoken:
            block = blocks[at]
            for called in self.find["CALLED_FOR"].finditer(self.clean, block.body, block.end):
                stop = min(block.end, called.end() + _NEAR)
                found = self.find["CALLED_TO"].search(self.clean, called.end(), stop)
                ends = self.find["MATTER_END"].search(self.clean, called.end(), stop)
                if found is None or (ends is not None and ends.start() < found.start() and ends["stop"]):
                    continue
                matter = self._whole(found, block.end)
                if matter is not None:
                    return at, matter
        return None

    def _whole(self, found: re.Match[str], end: int) -> Span | None:
        """All the words of a matter; None where they only point at what is told elsewhere."""
        end = min(end, found.start() + _LONGEST)
        if self.find["NO_MATTER"].match(self.clean, found.end(), end):
            return None
        stop = self.find["MATTER_END"].search(self.clean, found.end(), end)
        words = self.clean[found.start() : stop.start() if stop else end].rstrip(" \n,.;:-")
        return found.start(), found.start() + len(words)


def _of_item(block: Block) -> Block:
    role = "discussion" if block.role == "front" and block.kind != "label" else block.role
    return replace(block, item=0, role=role)
