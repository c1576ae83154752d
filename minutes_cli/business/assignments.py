"""Assignments: sentences that give somebody something to do, such as `Clerk to chase the contractor.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes_cli.drafts import Decided, Said, Span, Task, Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Token, lexer
from minutes_cli.persons.people import Person
from minutes_cli.spans import Spans
from minutes_cli.speech.recutting import PERSONS, recut
from minutes_cli.speech.sentences import Sentence

_BEGINS = frozenset({"", "COMMA", "DASH", "SEMI", "COLON", "AND", "RPAR", "DOT"})
_CUTS = frozenset({"DASH", "SEMI"})
_FINITE = frozenset({"WAS", "IS", "WILL", "WOULD", "VERBED", "ASKED", "AGREED", "SAID"})
_OWNERS = ("WHO", "WHOS", "GROUP", "SOMEBODY")
_EARLY = 12  # tokens: `The Clerk and Councillor A to meet`
_LETTERED = re.compile(r":\s*\(?(?:[a1i])[).]\s+")  # that: a)
_CLAUSE = re.compile(r"[;,.]\s+(?:and\s+)?\(?(?:[a-h]|\d|[iv]+)[).]\s+")  # ; and b)
_LONG = 160  # tokens of a sentence that are looked at


class Assignments:
    """Finds the assignments of one text, by task.lark."""

    def __init__(self, text: Text, patches: tuple[Patch, ...] = ()) -> None:
        """Make the tables, under patches."""
        self._text = text
        self._lexer = lexer("tasking", patches)
        self._islands = islands("task", patches, longest=32)
        self._begin = self._islands.starts
        self._signs = self._lexer.listed("AGREED", "ASKED", "ILL", "WILL", "WOULD")
        self._decided = Spans(d for d in text.decisions if d.layout is None)
        self._rows = Spans(text.said)
        self._named = Spans(t for run in text.tokens.values() for t in run if t.type in PERSONS | {"GROUP"})

    def read(self) -> Iterator[Task]:
        """The tasks, in the order of the text."""
        for index, sentences in self._text.sentences.items():
            for sentence in sentences:
                item = self._text.layout.blocks[index].item
                decided = self._decided.beginning(sentence.start, sentence.end)
                told = decided if decided is not None and decided.rule == "it_agreed" else None
                clauses = list(self._clauses(told, sentence.tokens))
                yield from clauses
                task = self._sentence(item, sentence) if not clauses else None
                if task is not None:
                    yield task
        yield from self._agreed_in_capitals()

    def _clauses(self, decided: Decided | None, tokens: list[Token]) -> Iterator[Task]:
        """What the clauses of a list give to do: it was agreed that: a) X would …; and b) Y would …"""
        if decided is None:
            return
        for start, end in _listed(self._text.masked, decided):
            run = [t for t in tokens if start <= t.start < end]
            task = self._sentence(decided.item, Sentence(start, end, run), decided=True, clause=True)
            if task is not None:
                yield task

    def _agreed_in_capitals(self) -> Iterator[Task]:
        """Decisions that the layout shows in mid-sentence: It was AGREED to write to the owner."""
        for decided in self._text.decisions:
            label = decided.layout.label if decided.layout else None
            words = self._text.masked[slice(*label)].lower().rstrip(" :-–") if label else ""
            if label is None or not words.removesuffix(" that").endswith(" agreed"):
                continue
            tokens = self._named.near(label[0], decided.end)
            clauses = list(self._clauses(decided, tokens))
            yield from clauses
            whole = Sentence(label[0], decided.end, [])
            task = self._sentence(decided.item, whole, decided=True) if not clauses else None
            if task is not None:
                yield task

    def _sentence(
        self, item: int | None, sentence: Sentence, *, decided: bool = False, clause: bool = False
    ) -> Task | None:
        decided = decided or self._decided.beginning(sentence.start, sentence.end) is not None
        if not decided and not self._may_assign(sentence):
            return None
        kept = PERSONS | {"GROUP"}
        tokens = recut(self._text, sentence.tokens, sentence.start, sentence.end, self._lexer, kept=kept)
        del tokens[_LONG:]
        if clause:  # what was agreed
            tokens[:0] = [Token(kind, sentence.start, sentence.start) for kind in ("AGREED", "THAT")]
        types = [t.type for t in tokens]
        said = self._rows.holding(sentence.start, sentence.end)
        reported = False
        for at, kind in enumerate(types):
            tree = self._islands.match(types, at) if kind in self._begin else None
            if tree is not None and self._assigns(types, at, tree, said, decided=decided):
                form = tree.children[0].name
                if form == "promising" or not reported:
                    return self._task(item, sentence, tokens, at, tree, said, decided=decided)
            reported = reported or kind == "SAID"
        return None

    def _may_assign(self, sentence: Sentence) -> bool:
        """Whether a sentence has words without which it gives nobody a task."""
        text = self._text.masked
        early = any(token.type == "TO" for token in sentence.tokens[:_EARLY])
        return early or any(text[t.start : t.end] in self._signs for t in sentence.tokens)

    @staticmethod
    def _assigns(types: list[str], at: int, tree: Tree, said: Said | None, *, decided: bool) -> bool:
        """Whether an island assigns where it stands."""
        form = tree.children[0].name
        before = types[at - 1] if at else ""
        answers = said is not None and said.kind != "statement"
        if form == "agreed":
            return decided
        if form == "left_open":
            if decided:
                return before != "NOT"
            first = types[at] == "WILL" or (types[at] == "TO" and not _FINITE & set(types[:at]))
            return first and not answers and "WHO" not in types[:at]
        if form == "telegraphic":
            return not at or before in _CUTS
        if form == "promising":
            own = types[at] in ("HE", "WHO", "ILL") and not at
            return (own or types[at] in ("THAT", "SAID")) and said is not None and said.kind != "question"
        runs_on = at > 0 and said is not None and said.kind == "question"
        return before in _BEGINS and (form == "asked" or runs_on or not answers)

    def _task(
        self,
        item: int | None,
        sentence: Sentence,
        tokens: list[Token],
        at: int,
        tree: Tree,
        said: Said | None,
        *,
        decided: bool,
    ) -> Task:
        """The task of an island: its clause, and whose it is."""
        form = tree.children[0].name
        start = sentence.start
        if not decided and form != "promising":
            cuts = [i for i in range(at) if tokens[i].type in _CUTS and self._is_spaced(tokens[i])]
            start = tokens[cuts[-1] + 1].start if cuts else start
        task = Task(start, sentence.end, form, item)
        owner = tree.find("owner")
        if owner is not None:
            words = [tokens[at + leaf.start] for leaf in owner.leaves(*_OWNERS)]
            task.owner_words = (words[0].start, words[-1].end)
            task.owner = self._person(words[0])
        elif form == "promising" and said is not None:
            task.owner, task.derived = said.speaker, said.speaker is not None
        if task.owner is not None:
            task.owner.active = True
        return task

    def _is_spaced(self, token: Token) -> bool:
        """A dash between words, not within one."""
        return self._text.masked[token.start] == ";" or self._text.masked[token.start - 1].isspace()

    def _person(self, token: Token) -> Person | None:
        value = token.value
        return self._text.registry.resolve(value[0], recent=[]) if isinstance(value, tuple) and value else None


def _listed(text: str, decided: Decided) -> list[Span]:
    """The clauses of a decision: its list, or what stands behind `that: a)` and `; b)` in its sentence."""
    if len(decided.clauses) > 1:
        return [(clause.start, clause.end) for clause in decided.clauses]
    lead = _LETTERED.search(text, decided.start, decided.end)
    places = [m.span() for m in _CLAUSE.finditer(text, lead.end(), decided.end)] if lead else []
    if lead is None or not places:
        return []
    starts = [lead.end(), *(end for _, end in places)]
    return list(zip(starts, [*(start for start, _ in places), decided.end], strict=True))


def told_twice(said: Said, task: Task) -> bool:
    """Whether a statement is nothing but a task: `The Clerk will chase the contractor.`"""
    if said.kind != "statement" or said.end > task.end + 1 or task.rule == "promising":
        return False
    inside = said.rule in ("would", "will") and said.start < task.start < said.end
    return inside or abs(task.start - said.start) < 4
