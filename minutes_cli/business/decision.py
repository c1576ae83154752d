"""Decisions: those of the layout and those that a sentence of the discussion takes."""

from __future__ import annotations

import functools
import re

from msgspec.structs import replace

from minutes_cli import kept
from minutes_cli.business.applications import is_planning, responses
from minutes_cli.business.participle import Participles
from minutes_cli.business.ruling import Ruling, Rulings
from minutes_cli.drafts import Decided, Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.layout.layout import Block, ClauseDraft, DecisionDraft
from minutes_cli.layout.quoting import MASK
from minutes_cli.spans import Spans

_SENTENCES = frozenset({"AGREED", "APPROVED", "DECIDED", "DEFERRED", "NOTED", "RECEIVED"})
_LEAD = kept.compile(
    r"\W*(?:(?:after|following|having|on|upon) [^,]+, )?(?:it|the|members|councillors)\b", re.IGNORECASE
)  # The Panel AGREED, not a bare AGREED
_ONWARD = kept.compile(r"to (?:the )?(?:full )?(?:board|cabinet|council|executive)\s*[:,–-]*\s*", re.IGNORECASE)
_MARKS = " .,:–-\n"
_EMPTY = frozenset({"accordingly", "as above", "as follows"})  # the decision is what was moved
_LEADS = frozenset({"to", "that", "that it", "that the council"})
_STOP = kept.compile(r"\.(?=\s+(?:>\s*)?[A-Z])")


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the decisions of the layout and those in prose; a sentence that decides is taken and no speech."""
    participles, rulings = _readers(patches)
    for draft in text.layout.decisions:
        if text.layout.clean[draft.start : draft.end].strip(_MARKS).lower() not in _EMPTY:
            text.decisions.append(_laid_out(text, draft, participles))
    _prose(text, rulings, participles)
    _respond(text, patches)


@functools.lru_cache(maxsize=8)
def _readers(patches: tuple[Patch, ...]) -> tuple[Participles, Rulings]:
    participles = Participles(patches)
    return participles, Rulings(patches, participles)


def _laid_out(text: Text, draft: DecisionDraft, participles: Participles) -> Decided:
    """A decision of the layout, with its participle."""
    draft = _without_lead(text, draft)
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


def _without_lead(text: Text, draft: DecisionDraft) -> DecisionDraft:
    """Without a `to:` over the list of its clauses."""
    top = draft.clauses[0] if draft.clauses else None
    if top is None or text.layout.clean[top.start : top.end].strip(_MARKS).lower() not in _LEADS:
        return draft
    clauses = top.clauses or draft.clauses[1:]
    return replace(draft, start=clauses[0].start, clauses=clauses) if clauses else draft


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


def _prose(text: Text, rulings: Rulings, participles: Participles) -> None:
    """Sentences of the discussion that decide."""
    taken = []
    for index, sentences in text.sentences.items():
        if text.layout.blocks[index].role == "front" and text.layout.blocks[index].item is not None:
            continue  # a field of a page: Decision status: Recommendations approved
        for sentence in sentences:
            decides = text.places.has(rulings.signs, sentence.start, sentence.end)
            ruling = rulings.read(text.masked, sentence) if decides else None
            if ruling is None or text.is_taken(sentence.start, sentence.end):
                continue
            item = text.layout.blocks[index].item
            if _is_reported(text, ruling, item):
                continue
            decided = Decided(ruling.start, ruling.end, ruling.rule, item, decision=ruling.verb)
            if sentence is sentences[-1] and text.masked[: ruling.end].rstrip(" –-").endswith(":"):
                _lead_in(text, decided, index, participles)
            text.decisions.append(decided)
            if ruling.alone:
                taken.append((ruling.start, decided.end))
    text.taken += taken


def _respond(text: Text, patches: tuple[Patch, ...]) -> None:
    """What the body says of planning applications, where no decision has the words."""
    known = Spans(text.decisions)
    for found in responses(text, patches):
        if known.holding(found.start, found.end) is None:
            text.decisions.append(found)
            text.taken.append((found.start, found.end))


def _is_reported(text: Text, ruling: Ruling, item: int | None) -> bool:
    """Whether an item of planning applications only tells what the planning authority said."""
    if not is_planning(text, item):
        return False
    words = text.masked[ruling.start : ruling.end].lower()
    told = any(word in words for word in ("application", "consent", "permission"))
    return ruling.rule in ("bare", "conditional_ruled") or (ruling.rule == "matter_ruled" and told)


def _lead_in(text: Text, decided: Decided, index: int, participles: Participles) -> None:
    """Let a decision have the list, or the quotation, that its sentence leads in."""
    below = _below(text, index)
    blocks = text.layout.blocks
    if below:
        decided.clauses = tuple(ClauseDraft(label=b.marker, start=b.body, end=b.end) for b in below)
        decided.end = below[-1].end
    elif index + 1 < len(blocks) and blocks[index + 1].item == decided.item:
        block = blocks[index + 1]
        quote = next((q for q in text.quotes if block.body <= q[0] <= block.body + 2), None)
        if quote is not None:
            decided.start, decided.end = quote[0] + 1, quote[1] - 1
            decided.decision = participles.first(text.layout.clean, [(decided.start, decided.end)], None)


def _below(text: Text, index: int) -> list[Block]:
    """The list that a paragraph leads in."""
    blocks = text.layout.blocks
    stop = index + 1
    while stop < len(blocks) and blocks[stop].kind == "list_item" and blocks[stop].group == blocks[index].group:
        stop += 1
    return list(blocks[index + 1 : stop])
