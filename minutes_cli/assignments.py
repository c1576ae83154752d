"""Assignments: sentences that give somebody something to do, such as `Clerk to chase the contractor.`"""

from __future__ import annotations

from collections.abc import Iterator

from minutes_cli.drafts import Said, Task, Text
from minutes_cli.grammar import Patch, table
from minutes_cli.island import Islands, Tree
from minutes_cli.layout import Block
from minutes_cli.people import Person
from minutes_cli.recutting import recut
from minutes_cli.sentences import Sentence
from minutes_cli.tokens import Lexer, Token

_BEGINS = frozenset({"", "COMMA", "DASH", "SEMI", "COLON", "AND", "RPAR", "DOT"})
_CUTS = frozenset({"DASH", "SEMI"})
_LONG = 160  # tokens of a sentence that are looked at


class Assignments:
    """Finds the assignments of one text, by task.lark."""

    def __init__(self, text: Text, patches: tuple[Patch, ...] = ()) -> None:
        self._text = text
        self._lexer = Lexer(table("tasking", patches))
        self._islands = Islands(table("task", patches), longest=32)
        self._begin = self._islands.starts
        self._decided = {(d.start, d.end) for d in text.decisions if d.layout is None}
        self._answers = [s for s in text.said if s.kind != "statement"]

    def read(self) -> Iterator[Task]:
        """The tasks, in the order of the text."""
        for index, sentences in self._text.sentences.items():
            for sentence in sentences:
                task = self._sentence(self._text.layout.blocks[index], sentence)
                if task is not None:
                    yield task

    def _sentence(self, block: Block, sentence: Sentence) -> Task | None:
        tokens = recut(self._text, sentence.tokens, sentence.start, sentence.end, self._lexer)[:_LONG]
        types = [t.type for t in tokens]
        decided = (sentence.start, sentence.end) in self._decided
        for at, kind in enumerate(types):
            if kind == "SAID":
                return None
            tree = self._islands.match(types, at) if kind in self._begin else None
            if tree is not None and self._assigns(types, at, tree, sentence, decided=decided):
                return self._task(block, sentence, tokens, at, tree, decided=decided)
        return None

    def _assigns(self, types: list[str], at: int, tree: Tree, sentence: Sentence, *, decided: bool) -> bool:
        form = tree.children[0].name
        before = types[at - 1] if at else ""
        if form == "agreed":
            return decided
        if form == "left_open":
            return decided or (types[at] in ("WILL", "TO") and not self._is_answer(sentence) and "WHO" not in types[:at])
        if form == "telegraphic":
            return not at or before in _CUTS
        return before in _BEGINS and (form == "asked" or not self._is_answer(sentence))

    def _is_answer(self, sentence: Sentence) -> bool:
        """Whether the sentence is part of a question or an answer: a plan told there is no task."""
        return any(s.start <= sentence.start and sentence.end <= s.end for s in self._answers)

    def _task(
        self, block: Block, sentence: Sentence, tokens: list[Token], at: int, tree: Tree, *, decided: bool
    ) -> Task:
        form = tree.children[0].name
        start = sentence.start
        if not decided:
            cuts = [i for i in range(at) if tokens[i].type in _CUTS and self._is_spaced(tokens[i])]
            start = tokens[cuts[-1] + 1].start if cuts else start
        task = Task(start, sentence.end, form, block.item)
        owner = tree.find("owner")
        if owner is not None:
            words = [tokens[at + leaf.start] for leaf in owner.leaves("WHO", "WHOS", "SOMEBODY")]
            task.owner_words = (words[0].start, words[-1].end)
            task.owner = self._person(words[0])
        return task

    def _is_spaced(self, token: Token) -> bool:
        return self._text.masked[token.start] == ";" or self._text.masked[token.start - 1].isspace()

    def _person(self, token: Token) -> Person | None:
        value = token.value
        if not isinstance(value, tuple) or not value:
            return None
        person = self._text.registry.resolve(value[0], recent=[])
        if person is not None:
            person.active = True
        return person


def told_twice(said: Said, task: Task) -> bool:
    """Whether a statement is nothing but the task."""
    return said.kind == "statement" and task.start - said.start < 4 and said.end <= task.end + 1 and said.start >= task.start - 3
