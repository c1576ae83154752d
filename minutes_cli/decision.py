"""Decisions: those of the layout and those that a sentence of the discussion takes."""

from __future__ import annotations

from minutes_cli.drafts import Decided, Text
from minutes_cli.grammar import Patch
from minutes_cli.participle import Participles
from minutes_cli.quoting import MASK
from minutes_cli.ruling import Rulings


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the decisions of the layout and those in prose; a sentence that decides is taken and no speech."""
    participles = Participles(patches)
    for draft in text.layout.decisions:
        clauses = [(c.start, c.end) for c in draft.clauses] or [(draft.start, draft.end)]
        inner = [(c.start, c.end) for top in draft.clauses[:1] for c in top.clauses]
        decided = Decided(draft.start, draft.end, draft.rule, draft.item, clauses=draft.clauses, layout=draft)
        spans = [clauses[0], *inner, *clauses[1:]]
        quoted = MASK in text.masked[draft.start : draft.start + 2]  # it is printed in quotation marks
        words = text.layout.clean if quoted else text.masked
        decided.decision = participles.first(words, spans, draft.verb_in_label)
        text.decisions.append(decided)
    _prose(text, Rulings(patches, participles))


def _prose(text: Text, rulings: Rulings) -> None:
    """Sentences of the discussion that decide."""
    for index, sentences in text.sentences.items():
        block = text.layout.blocks[index]
        for sentence in sentences:
            found = rulings.read(text.masked, sentence)
            if found is None or text.is_taken(sentence.start, sentence.end):
                continue
            rule, verb = found
            text.decisions.append(Decided(sentence.start, sentence.end, rule, block.item, decision=verb))
            text.taken.append((sentence.start, sentence.end))
