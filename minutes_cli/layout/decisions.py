"""Decisions that the layout shows.

Labelled blocks, unmarked `That …`, lists of clauses, marks inside a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from minutes_cli import kept
from minutes_cli.engine.patterns import Patterns
from minutes_cli.layout.blocks import Block, ClauseDraft, DecisionDraft
from minutes_cli.layout.numbering import roman

_VERB = kept.compile(r"[A-Za-z]{5,}")
_STOP = kept.compile(r"[.?!][\"'\u201d)]*(?=\s+[A-Z(\u201c])")
_WORDS = kept.compile(r"\S")
_QUOTES = "\"\u201c\u201d' \n"


class Decisions:
    """Finds the decisions among the blocks of one text."""

    def __init__(self, clean: str, blocks: Sequence[Block], find: Patterns) -> None:
        """Take the blocks of a text and the patterns of its grammar."""
        self.clean, self.find = clean, find
        self._marked = find.may("SET_OFF", clean)
        self._more = find.may("VIEW_MORE", clean)
        self.blocks = [block for block in blocks if block.kind != "boilerplate"]  # a page ends within a decision

    def read(self) -> list[DecisionDraft]:
        """All decisions, in the order of the text."""
        found: list[DecisionDraft] = []
        at = 0
        while at < len(self.blocks):
            stop = at + 1
            while stop < len(self.blocks) and self.blocks[stop].group == self.blocks[at].group:
                stop += 1
            found += self._group(self.blocks[at:stop])
            at = stop
        return found

    def _group(self, blocks: Sequence[Block]) -> Iterator[DecisionDraft]:
        first = blocks[0]
        if first.role == "resolution" and first.kind in ("label", "resolution") and first.marker is not None:
            yield from self._labelled(blocks)
        elif first.role == "resolution":
            yield from self._draft(blocks, None, "decision_that")
        elif first.role == "discussion" and self._marked:
            yield from self._inside(blocks)

    def _labelled(self, blocks: Sequence[Block]) -> Iterator[DecisionDraft]:
        first = blocks[0]
        label = (first.start, max(first.start + 1, first.body))
        label = (label[0], label[0] + len(self.clean[label[0] : label[1]].rstrip()))
        yield from self._draft(blocks, label, "decision")

    def _draft(self, blocks: Sequence[Block], label: tuple[int, int] | None, rule: str) -> Iterator[DecisionDraft]:
        """A decision of the words of blocks, without its label and a lone `That`."""
        spans = [(b.body, b.end, b) for b in blocks if b.role == "resolution" and self.clean[b.body : b.end].strip()]
        if spans and self.clean[spans[0][0] : spans[0][1]].strip(" :-,").lower() == "that" and len(spans) > 1:
            spans = spans[1:]
        if not spans:
            return
        start, end = self._trim(spans[0][0], spans[-1][1])
        begin = self._behind_insert(start, spans[0][1]) if label is not None else start
        if begin > start:
            start, spans[0] = begin, (begin, *spans[0][1:])
        if end - start < 3:
            return
        verb = None
        if label is not None:
            words = self.find.one["LABEL_VERB"].search(self.clean, *label) or _VERB.search(self.clean, *label)
            verb = words[0].upper() if words else None
        clauses = clause_tree([(b.marker if b.kind == "list_item" else None, s, e) for s, e, b in spans])
        yield DecisionDraft(
            start=start,
            end=end,
            label=label,
            verb_in_label=verb,
            clauses=clauses,
            item=blocks[0].item,
            rule=rule,
        )

    def _behind_insert(self, start: int, end: int) -> int:
        """Where a decision begins behind the words that tell how it was taken: on a show of hands, that."""
        found = self.find.one["INSERTED"].match(self.clean, start, end)
        return found.end() if found else start

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        words = self.clean[start:end]
        cut = self.find.one["VIEW_MORE"].search(words) if self._more else None
        if cut:
            words = words[: cut.start()]
        end = start + len(words.rstrip(_QUOTES))
        start += len(words) - len(words.lstrip(_QUOTES))
        return start, max(start, end)

    def _inside(self, blocks: Sequence[Block]) -> Iterator[DecisionDraft]:
        """A mark in capitals inside a paragraph.

        The decision runs to the end of its sentence or of its list.
        """
        for at, block in enumerate(blocks):
            for mark in self.find.one["SET_OFF"].finditer(self.clean, block.body, block.end):
                if self._is_quoted(block.body, mark.start()):
                    continue
                stop = _STOP.search(self.clean, mark.end(), block.end)
                end = stop.end() if stop else block.end
                words = self.clean[mark.start() : mark.end()].rstrip()
                label = (mark.start(), mark.start() + len(words))
                below = (
                    blocks[at + 1 :]
                    if stop is None and self.clean[mark.end() : end].rstrip().endswith((":", "-"))
                    else ()
                )
                tail = [(b.marker, b.body, b.end) for b in below if b.kind == "list_item"]
                start, end = self._trim(mark.end(), tail[-1][2] if tail else end)
                start = self._behind_insert(start, min(end, block.end))
                if end - start < 3:
                    continue
                verb = self.find.one["LABEL_VERB"].search(words)
                yield DecisionDraft(
                    start=start,
                    end=end,
                    label=label,
                    verb_in_label=verb[0].upper() if verb else None,
                    clauses=clause_tree([(None, start, min(end, block.end)), *tail]),
                    item=block.item,
                    rule="decision_inside",
                )
                break

    def _is_quoted(self, start: int, at: int) -> bool:
        before = self.clean[start:at]
        return before.rfind("\u201c") > before.rfind("\u201d") or before.rstrip()[-1:] in '\u2018"\u201c'


class _Clause(msgspec.Struct, gc=False):
    """A clause as it grows."""

    label: str | None
    start: int
    end: int
    below: list[_Clause]


def clause_tree(rows: Sequence[tuple[str | None, int, int]]) -> tuple[ClauseDraft, ...]:
    """Clauses by their labels: a new style opens a level, a style met before closes those below it."""
    top: list[_Clause] = []
    levels: list[tuple[str, list[_Clause]]] = []
    last: str | None = None
    for label, start, end in rows:
        clause = _Clause(label, start, end, [])
        style = _style(label, last)
        known = next((k for k, (kept, _) in enumerate(levels) if kept == style), None)
        if known is not None:
            del levels[known + 1 :]
            levels[known][1].append(clause)
        else:
            level = levels[-1][1][-1].below if levels else top
            level.append(clause)
            levels.append((style, level))
        last = label
    return _frozen(top)


def _style(label: str | None, last: str | None) -> str:
    """A label's style; `(i)` after `(h)` is a letter, else a Roman number."""
    if label is None:
        return "words"
    core = label.strip("().: ")
    if core.isdigit() or not core.isalpha():
        return "9" + ("(" if label.startswith("(") else "") if core[:1].isdigit() else "bullet"
    after = last is not None and len(core) == 1 and ord(core) - ord(last.strip("().: ")[-1:] or " ") == 1
    numeral = roman(core) > 0 and not ((after and core.lower() in "vxl") or (after and core.lower() == "i"))
    case = "I" if core.isupper() else "i"
    return (case if numeral else case.replace("I", "A").replace("i", "a")) + label[:1].replace(core[:1], "")


def _frozen(clauses: Sequence[_Clause]) -> tuple[ClauseDraft, ...]:
    return tuple(ClauseDraft(label=c.label, start=c.start, end=c.end, clauses=_frozen(c.below)) for c in clauses)
