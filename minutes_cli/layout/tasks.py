"""Tasks: the actions that a label or a margin shows, with the words for the task, its owner and its date."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.blocks import ActionDraft, Block, Span

_COLUMNS = ("TASK_COLUMN", "OWNER_COLUMN", "DUE_COLUMN")
_CELL = kept.compile(r"[^|\n]*[^|\s][^|\n]*")
_LONGEST = 1500  # characters of a task
_HABIT = 3  # lines that end with an owner and make a habit of it
_SENTENCE_END = kept.compile(r"[.?!](?=\s|$)")


class Tasks:
    """Finds the labelled actions among the blocks of one text."""

    def __init__(self, clean: str, blocks: Sequence[Block], find: Patterns, margins: Sequence[Span] = ()) -> None:
        """Take the blocks of a text and the places of names in its margin."""
        self.clean, self.blocks, self.find, self.margins = clean, blocks, find, margins
        self._columns: dict[str, int] = {}

    def read(self) -> list[ActionDraft]:
        """All labelled actions, in the order of the text."""
        found: list[ActionDraft] = []
        at = 0
        ends = self._ends()
        for k, block in enumerate(self.blocks):
            if k in ends:
                found.append(self._beside(ends[k], block))
                continue
            while at < len(self.margins) and self.margins[at][0] < block.end:
                if self.margins[at][0] >= block.start and block.kind not in ("heading", "table_row"):
                    task = self._beside(self.margins[at], block)
                    if not found or found[-1].start != task.start:
                        found.append(task)
                at += 1
            if block.kind == "table_row":
                found += self._row(block)
                continue
            if block.role != "boilerplate":
                self._columns = {}
            if block.role == "action" and self.clean[block.body : block.end].strip():
                owner = self._lone(block.body, block.end)
                before = self._before(k, owner) if owner else []
                found += before or self._action(block.body, block.end, block)
            elif block.role == "discussion" and block.kind in ("paragraph", "list_item"):
                found += self._in_line(block)
        return found

    def _ends(self) -> dict[int, Span]:
        """Names that stand behind the last full stop of paragraphs, where the house makes a habit of it."""
        found: dict[int, Span] = {}
        for k, block in enumerate(self.blocks):
            if block.role == "discussion" and block.kind in ("paragraph", "list_item"):
                name = self.find.one["END_OWNER"].search(self.clean, max(block.body, block.end - 40), block.end)
                if name:
                    found[k] = name.span("owner")
        return found if len(found) >= _HABIT else {}

    def _row(self, block: Block) -> list[ActionDraft]:
        """A row of a table whose head names a column of tasks and one of owners; what is done is left out."""
        cells = [m.span() for m in _CELL.finditer(self.clean, block.start, block.end)]
        heads = {name: k for k, span in enumerate(cells) for name in _COLUMNS if self._is_head(name, span)}
        if "TASK_COLUMN" in heads and "OWNER_COLUMN" in heads:
            self._columns = heads
            return []
        if not self._columns or len(cells) <= max(self._columns.values()):
            return []
        if any(self.find.one["DONE"].match(self.clean, *self._trim(span)) for span in cells):
            return []
        task, owner = (self._trim(cells[self._columns[name]]) for name in _COLUMNS[:2])
        if task[1] - task[0] < 4:
            return []
        at = self._columns.get("DUE_COLUMN")
        due = self._trim(cells[at]) if at is not None else None
        return [
            ActionDraft(
                start=block.start,
                end=block.end,
                text=task,
                owner=owner if owner[0] < owner[1] else None,
                due=due if due and due[0] < due[1] else None,
                item=block.item,
                rule="action_row",
            )
        ]

    def _is_head(self, name: str, span: Span) -> bool:
        return self.find.one[name].match(self.clean, *self._trim(span)) is not None

    def _trim(self, span: Span) -> Span:
        words = self.clean[slice(*span)]
        start = span[0] + len(words) - len(words.lstrip())
        return start, max(start, span[1] - len(words) + len(words.rstrip()))

    def _beside(self, margin: Span, block: Block) -> ActionDraft:
        """The sentence beside a name in the margin."""
        at = margin[0]
        while at > block.body and self.clean[at - 1].isspace():
            at -= 1
        start = self._sentence(max(block.body, at - _LONGEST), at)
        clauses = [m.end() for m in self.find.one["NEXT_TASK"].finditer(self.clean, start, at)]
        start = clauses[-1] if clauses else start
        stop = min(block.end, at + _LONGEST)
        after = _SENTENCE_END.search(self.clean, max(start, at - 1), stop)
        return self._draft(start, after.end() if after else stop, block, margin, "action_margin")

    def _in_line(self, block: Block) -> list[ActionDraft]:
        """`Action:` or `(Action: …)` inside a paragraph."""
        found: list[ActionDraft] = []
        for mark in self.find.one["TASK_MARK"].finditer(self.clean, block.body, block.end):
            first = mark.start() - (self.clean[mark.start() - 1 : mark.start()] in "([")
            bracketed = first < mark.start()
            end = self._closing(mark.end(), block.end) if bracketed else block.end
            owner = self._lone(mark.end(), end) or ((mark.end(), end) if bracketed else None)
            if owner and first > block.body and not self.find.one["TASK_OWNER"].match(self.clean, mark.end(), end):
                # The words before say the task, the label who is to do it.
                found.append(self._draft(self._sentence(block.body, first), first, block, owner, "action_owner"))
            else:
                found += self._action(mark.end(), end, block)
        return found

    def _closing(self, start: int, end: int) -> int:
        """Where the bracket closes that a place is in."""
        places = [at for at in (self.clean.find(c, start, end) for c in ")]") if at > 0]
        return min(places, default=end)

    def _lone(self, start: int, end: int) -> Span | None:
        """The owner, where a label is followed by nothing else."""
        name = self.find.one["LONE_OWNER"].match(self.clean, start, start + len(self.clean[start:end].rstrip()))
        if name is None or any(self.find.one[no].match(self.clean, start, end) for no in ("NO_OWNER", "NO_TASK")):
            return None
        first, last = name.span("owner")
        return first, last - (self.clean[last - 1] == ".")

    def _before(self, at: int, owner: Span) -> list[ActionDraft]:
        """The last sentence of the paragraph before a label that names an owner and no more."""
        block = self.blocks[at - 1] if at else None
        if block is None or block.role != "discussion" or block.kind not in ("paragraph", "list_item"):
            return []
        end = block.body + len(self.clean[block.body : block.end].rstrip())
        return [self._draft(self._sentence(block.body, end), end, block, owner, "action_owner")]

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
        done = self.find.one["TASK_DONE"].search(self.clean, max(start, end - 30), end)
        if end - start < 4 or done or self.find.one["NO_TASK"].match(self.clean, start, end):
            return []
        owner: Span | None = None
        tail = self.find.one["TASK_BRACKET"].search(self.clean, start, end)
        head = self.find.one["TASK_OWNER"].match(self.clean, start, end)
        if head:
            owner = head.span("owner")
        elif tail and not self.find.one["TASK_DATE"].match(tail["owner"]):
            owner = tail.span("owner")
        return [self._draft(start, end, block, owner, "action")]

    def _draft(self, start: int, end: int, block: Block, owner: Span | None, rule: str) -> ActionDraft:
        end = start + len(self.clean[start:end].rstrip())
        due = self.find.one["TASK_DUE"].search(self.clean, start, end)
        return ActionDraft(
            start=start,
            end=end,
            text=(start, end),
            owner=owner,
            due=due.span() if due else None,
            item=block.item,
            rule=rule,
        )
