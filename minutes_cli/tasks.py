"""Tasks: the actions that a label or a margin shows, with the words for the task, its owner and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes_cli.blocks import ActionDraft, Block, Span

_NONE = re.compile(r"\W*(?:none|nil|n/a|no actions?)\W*$", re.IGNORECASE)
_IN_LINE = re.compile(r"(\(?)\bA(?:CTION|ction)S?\s*(?:point\s*)?:\s*(?=\S)")
_TAIL = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\.?\s*$")
_DATE_TAIL = re.compile(r"(?:by|before|in|on|due)\b", re.IGNORECASE)
_TO = re.compile(r"((?:The |the )?[A-Z][^.,;:]{0,60}?)\s+(?:to|will|TO)\s+(?:[a-z]|[A-Z]{2})")
_DUE = re.compile(r"\bby\s+(?:the\s+end\s+of\s+|the\s+)?(?:[A-Z][a-z]+|\d|next\s|noon)[^.;,)]{0,30}")


class Tasks:
    """Finds the labelled actions among the blocks of one text."""

    def __init__(self, clean: str, blocks: Sequence[Block]) -> None:
        self.clean, self.blocks = clean, blocks

    def read(self) -> list[ActionDraft]:
        """All labelled actions, in the order of the text."""
        found: list[ActionDraft] = []
        for block in self.blocks:
            if block.role == "action" and block.body < block.end:
                found += self._action(block.body, block.end, block)
            elif block.role == "discussion" and block.kind in ("paragraph", "list_item"):
                found += self._in_line(block)
        return found

    def _in_line(self, block: Block) -> list[ActionDraft]:
        """`Action:` or `(Action: …)` inside a paragraph."""
        found: list[ActionDraft] = []
        for mark in _IN_LINE.finditer(self.clean, block.body, block.end):
            end = block.end
            if mark[1]:
                closing = self.clean.find(")", mark.end(), block.end)
                end = closing if closing > 0 else end
            words = self.clean[mark.end() : end]
            if mark[1] and not _TO.match(words):  # the words before say the task, the bracket who is to do it
                start = self._sentence(block.body, mark.start())
                found.append(self._draft(start, mark.start(), block, (mark.end(), end), "action_owner"))
            else:
                found += self._action(mark.end(), end, block)
        return found

    def _sentence(self, start: int, end: int) -> int:
        """Where the sentence that ends before a place starts."""
        words = self.clean[start:end].rstrip().rstrip(".")
        stop = max(words.rfind(". "), words.rfind("? "))
        at = start if stop < 0 else start + stop + 1
        while at < end and self.clean[at] == " ":
            at += 1
        return at

    def _action(self, start: int, end: int, block: Block) -> list[ActionDraft]:
        words = self.clean[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if end - start < 4 or _NONE.match(self.clean, start, end):
            return []
        owner: Span | None = None
        tail = _TAIL.search(self.clean, start, end)
        head = _TO.match(self.clean, start, end)
        if head:
            owner = head.span(1)
        elif tail and not _DATE_TAIL.match(tail[1]):
            owner = tail.span(1)
        return [self._draft(start, end, block, owner, "action")]

    def _draft(self, start: int, end: int, block: Block, owner: Span | None, rule: str) -> ActionDraft:
        end = start + len(self.clean[start:end].rstrip())
        due = _DUE.search(self.clean, start, end)
        return ActionDraft(
            start=start,
            end=end,
            text=(start, end),
            owner=owner,
            due=due.span() if due else None,
            item=block.item,
            rule=rule,
        )
