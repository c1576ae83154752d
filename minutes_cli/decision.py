"""Decisions: those of the layout and those that a sentence of the discussion takes."""

from __future__ import annotations

import re
from dataclasses import replace

from minutes_cli.applications import is_planning, responses
from minutes_cli.drafts import Decided, Text
from minutes_cli.grammar import Patch
from minutes_cli.layout import Block, ClauseDraft, DecisionDraft
from minutes_cli.participle import Participles
from minutes_cli.quoting import MASK
from minutes_cli.ruling import Rulings
from minutes_cli.spans import Spans

_SENTENCES = frozenset({"AGREED", "APPROVED", "DECIDED", "DEFERRED", "NOTED", "RECEIVED"})
_LEAD = re.compile(
    r"\W*(?:it|the|members|councillors)\b", re.IGNORECASE
)  # The Panel AGREED, not a bare AGREED
_ONWARD = re.compile(r"to (?:the )?(?:full )?(?:board|cabinet|council|executive)\s*[:,–-]*\s*", re.IGNORECASE)
_STOP = re.compile(r"\.(?=\s+(?:>\s*)?[A-Z])")


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the decisions of the layout and those in prose; a sentence that decides is taken and no speech."""
    participles = Participles(patches)
    for draft in text.layout.decisions:
        text.decisions.append(_laid_out(text, draft, participles))
    _prose(text, Rulings(patches, participles))
    _respond(text, patches)


def _laid_out(text: Text, draft: DecisionDraft, participles: Participles) -> Decided:
    """A decision of the layout, with its participle."""
    clauses = [(c.start, c.end) for c in draft.clauses] or [(draft.start, draft.end)]
    inner = [(c.start, c.end) for top in draft.clauses[:1] for c in top.clauses]
    decided = Decided(draft.start, draft.end, draft.rule, draft.item, clauses=draft.clauses, layout=draft)
    quoted = MASK in text.masked[draft.start : draft.start + 2]  # it is printed in quotation marks
    words = text.layout.clean if quoted else text.masked
    decided.decision = participles.first(words, [clauses[0], *inner, *clauses[1:]], draft.verb_in_label)
    onward = _ONWARD.match(words, decided.start, decided.end)
    if onward and decided.decision == "recommended":
        decided.start = onward.end()
    if draft.label is not None and _LEAD.match(words, *draft.label):
        _widen(decided, draft, draft.label, words)
    return decided


def _widen(decided: Decided, draft: DecisionDraft, label: tuple[int, int], words: str) -> None:
    """Take in the words before the verb where the sentence is the decision: The Panel AGREED to write."""
    verb = draft.verb_in_label or ""
    if verb not in _SENTENCES and verb in words[slice(*label)]:
        return  # It was RESOLVED that: a label in capitals
    decided.start = label[0]
    if verb in _SENTENCES:
        decided.decision = verb.lower()
    if len(draft.clauses) <= 1:
        stop = _STOP.search(words, draft.start, draft.end)
        decided.end = stop.start() + 1 if stop else draft.end
        decided.clauses = tuple(replace(c, end=min(c.end, decided.end)) for c in draft.clauses)


def _prose(text: Text, rulings: Rulings) -> None:
    """Sentences of the discussion that decide."""
    taken = []
    for index, sentences in text.sentences.items():
        if text.layout.blocks[index].role == "front" and text.layout.blocks[index].item is not None:
            continue  # a field of a page: Decision status: Recommendations approved
        for sentence in sentences:
            ruling = rulings.read(text.masked, sentence)
            if ruling is None or text.is_taken(sentence.start, sentence.end):
                continue
            if ruling.rule == "bare" and is_planning(text, text.layout.blocks[index].item):
                continue  # what the planning authority said
            below = (
                _below(text, index)
                if sentence is sentences[-1] and text.masked[ruling.end - 1] == ":"
                else []
            )
            clauses = tuple(ClauseDraft(label=b.marker, start=b.body, end=b.end) for b in below)
            end = clauses[-1].end if clauses else ruling.end
            item = text.layout.blocks[index].item
            text.decisions.append(
                Decided(ruling.start, end, ruling.rule, item, decision=ruling.verb, clauses=clauses)
            )
            if ruling.alone:
                taken.append((ruling.start, end))
    text.taken += taken


def _respond(text: Text, patches: tuple[Patch, ...]) -> None:
    """What the body says of planning applications, where no decision has the words."""
    known = Spans(text.decisions)
    for found in responses(text, patches):
        if known.holding(found.start, found.end) is None:
            text.decisions.append(found)
            text.taken.append((found.start, found.end))


def _below(text: Text, index: int) -> list[Block]:
    """The list that a paragraph leads in."""
    blocks = text.layout.blocks
    stop = index + 1
    while (
        stop < len(blocks) and blocks[stop].kind == "list_item" and blocks[stop].group == blocks[index].group
    ):
        stop += 1
    return list(blocks[index + 1 : stop])
