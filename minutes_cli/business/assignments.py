"""Assignments: sentences that give somebody something to do, such as `Clerk to chase the contractor.`"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from minutes_cli.business.clauses import listed
from minutes_cli.business.owners import is_due, one_named, owner
from minutes_cli.business.runs import BODIES, CUTS, Run
from minutes_cli.drafts import Decided, Said, Span, Task, Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.places import Signs, phrase
from minutes_cli.engine.tokens import Lexer, Token, lexer
from minutes_cli.persons.person import Person
from minutes_cli.spans import Spans
from minutes_cli.speech.recutting import NAMING, PERSONS, recut
from minutes_cli.speech.sentences import Sentence, sentence_of

_BEGINS = CUTS | {"", "COMMA", "COLON", "AND", "RPAR", "LPAR", "DOT"}
_SIGNS = (
    "AGREED",
    "ASKED",
    "CONTACTING",
    "HAPPY",
    "ILL",
    "INSTRUCTED",
    "LEFTWITH",
    "OFFERED",
    "REMITTED",
    "TASKED",
    "TOOK",
    "TOBE",
    "WILL",
    "WOULD",
    "SHOULD",
)
_JOINS = CUTS | {"COMMA", "AND"}
_DECIDED = (" agreed", " decided", " resolved")
_OWNERS = ("WHO", "WHOS", "GROUP", "SOMEBODY", "BODY", "TEAM", "NAMED", "UNTITLED")
_EARLY = 12  # tokens: `The Clerk and Councillor A to meet`
_LABEL = 4  # tokens at most of a label before a colon
_BRIEF = 8  # tokens at most of a sentence that closes a task
_HEADED = 20  # characters at most of a label before an answer
_LONG = 160  # tokens of a sentence that are looked at


class Assignments:
    """Finds the assignments of one text, by task.lark."""

    def __init__(self, text: Text, patches: tuple[Patch, ...] = ()) -> None:
        """Make the tables, under patches."""
        self._text = text
        self._lexer = lexer("tasking", patches)
        self._islands = islands("task", patches, longest=32)
        self._begin = self._islands.starts
        self._signs, self._firsts = _signs(self._lexer)
        self._decided = Spans(d for d in text.decisions if d.layout is None)
        self._rows = Spans(text.said)
        self.over: list[Sentence] = []  # sentences whose task the next one closes
        self._named = Spans(t for t in text.named if t.type in NAMING)

    def read(self) -> Iterator[Task]:
        """The tasks, in the order of the text."""
        clausal = 0  # up to where a decision's list has been read
        for index, sentences in self._text.sentences.items():
            self.over += [a for a, b in itertools.pairwise(sentences) if self._closes(b)]
            for sentence in sentences:
                if sentence.start < clausal or any(a.form == "put" and a.at == 0 for a in sentence.acts):
                    continue  # Councillor A to ask Councillor B:
                item = self._text.layout.blocks[index].item
                decided = self._decided.beginning(sentence.start, sentence.end)
                told = decided if decided is not None and decided.rule == "it_agreed" else None
                clauses = list(self._clauses(told))
                clausal = told.end if told and clauses else 0
                yield from clauses or self._sentence(item, sentence)
        yield from self._agreed_in_capitals()

    def _clauses(self, decided: Decided | None) -> Iterator[Task]:
        """What the clauses of a list give to do: it was agreed that: a) X would …; and b) Y would …"""
        if decided is None:
            return
        for start, end in listed(self._text.masked, decided):
            clause = sentence_of(start, end, self._named.near(start, end))
            found = self._sentence(decided.item, clause, decided=True, clause=True)
            for task in found or self._bracketed(decided, clause):
                task.lead = (decided.start, start)
                yield task

    def _bracketed(self, decided: Decided, clause: Sentence) -> Iterator[Task]:
        """A clause that names in brackets whose it is: `Update on the quay (Councillor Ash).`"""
        tokens = self._tokens(clause)
        run = Run(decided.item, clause.start, clause.end, tokens, [t.type for t in tokens], None, True)
        owner, first = self._doer(run, 0)
        if owner is not None:
            task = Task(clause.start, clause.end, "clause_owner", decided.item)
            self._own(task, run, owner, first)
            yield task

    def _agreed_in_capitals(self) -> Iterator[Task]:
        """Decisions that the layout shows in mid-sentence: It was AGREED to write to the owner."""
        for decided in self._text.decisions:
            label = decided.layout.label if decided.layout else None
            words = self._text.masked[slice(*label)].lower().rstrip(" :-–") if label else ""
            if label is None or not words.removesuffix(" that").endswith(_DECIDED):
                continue
            tokens = self._named.near(label[0], decided.end)
            clauses = list(self._clauses(decided))
            whole = sentence_of(label[0], decided.end, tokens)
            yield from clauses or self._sentence(decided.item, whole, decided=True)

    def _sentence(
        self, item: int | None, sentence: Sentence, *, decided: bool = False, clause: bool = False
    ) -> list[Task]:
        """The tasks of a sentence; of several in a run-on each has its part."""
        decided = decided or self._decided.beginning(sentence.start, sentence.end) is not None
        if not decided and not self._may_assign(sentence):
            return []
        tokens = self._tokens(sentence)
        if clause:  # what was agreed
            tokens[:0] = [Token(kind, sentence.start, sentence.start) for kind in ("AGREED", "THAT")]
        types = [t.type for t in tokens]
        said = self._row(sentence)
        run = Run(item, sentence.start, sentence.end, tokens, types, said, decided)
        found: list[Task] = []
        for at, tree in self._given(run) if not run.is_closed() else ():
            if found and (task_start := self._tokens_before(run, at)) is not None:
                found[-1].end = min(found[-1].end, task_start)
            found.append(self._task(run, at, tree))
        return found

    def _given(self, run: Run) -> Iterator[tuple[int, Tree]]:
        """The islands that give a task: the first of a sentence, and each that a run-on goes on with."""
        reported, last = False, -1
        if run.types[:1] == ["BACKGROUND"]:
            return
        for at, kind in enumerate(run.types):
            if last >= 0 and run.before(at) not in CUTS:
                continue
            tree = self._islands.match(run.types, at) if kind in self._begin else None
            if tree is not None and self._assigns(run, at, tree):
                form, before = tree.children[0].name, run.before(at)
                own = run.decided or form == "promising" or before in CUTS | {"COMMA"}
                if own or not reported or (form == "taken_on" and before == "AND"):
                    yield at, tree
                    last = at
            reported = reported or kind == "SAID"

    def _tokens(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence: bodies by what they may be given, lone names where they are one person's."""
        kept = NAMING
        tokens = recut(self._text, sentence.tokens, sentence.start, sentence.end, self._lexer, kept=kept)
        del tokens[_LONG:]
        for k, token in enumerate(tokens):
            if token.type == "GROUP":
                last = self._lexer.read(self._text.masked, token.start, token.end)[-1].type
                tokens[k] = Token(last, token.start, token.end, token.value) if last in BODIES else token
            elif (
                token.type == "CAP"
                and (not k or tokens[k - 1].type in CUTS | {"COLON", "LPAR"})
                and self._is_named(tokens, k)
            ):
                tokens[k] = Token("NAMED", token.start, token.end, token.value)
        return tokens

    def _is_named(self, tokens: list[Token], at: int) -> bool:
        """`Umar to circulate the accounts`, where one Umar is known."""
        after = tokens[at + 1].type if at + 1 < len(tokens) else ""
        word = self._text.masked[tokens[at].start : tokens[at].end]
        bracketed = after == "RPAR" and at > 0 and tokens[at - 1].type == "LPAR"
        return (bracketed or after in ("TO", "WILL")) and one_named(self._text, word) is not None

    def _row(self, sentence: Sentence) -> Said | None:
        """What is said in a sentence; of an answer, behind its label: `REPLY: It will be resurfaced.`"""
        row = self._rows.holding(sentence.start, sentence.end)
        if row is not None or not sentence.tokens:
            return row
        row = self._rows.holding(sentence.end - 1, sentence.end)
        return row if row is not None and row.kind == "response" and row.start - sentence.start < _HEADED else None

    def _closes(self, sentence: Sentence) -> bool:
        """`This action was completed.`"""
        if len(sentence.tokens) > _BRIEF:
            return False
        types = [t.type for t in self._tokens(sentence)]
        tree = self._islands.match(types) if types[:1] != [] and types[0] in self._begin else None
        return tree is not None and tree.end == len(types) and tree.children[0].name == "closed"

    def _may_assign(self, sentence: Sentence) -> bool:
        """Whether a sentence has words without which it gives nobody a task."""
        text, tokens = self._text.masked, sentence.tokens
        if any(t.type == "TO" and (k < _EARLY or tokens[k - 1].type in PERSONS) for k, t in enumerate(tokens)):
            return True
        if not self._text.places.has(self._firsts, sentence.start, sentence.end):
            return False
        return any(text[token.start : token.end] in self._signs for token in tokens)

    def _assigns(self, run: Run, at: int, tree: Tree) -> bool:
        """Whether an island assigns where it stands."""
        form, before, types = tree.children[0].name, run.before(at), run.types
        owner = tree.find("owner")
        if owner is not None and form != "agreed" and not is_due(owner, tree):
            return False
        if form == "asked" and "WHO" not in types[at : at + tree.end] and types[at + tree.end :][:1] == ["DECIDING"]:
            return False
        if form == "agreed":
            return run.decided or run.by_a_body(at)
        if form == "left_open":
            return run.leaves_open(at, tree) and not (at == 0 and self._sets_date(run.item))
        if form == "telegraphic":
            labelled = before == "COLON" and at <= _LABEL
            return (
                not at or before in CUTS or before == "LPAR" or labelled or (before == "COMMA" and run.is_spliced(at))
            )
        if form == "promising":
            own = types[at] in ("HE", "WHO", "ILL") and not at
            goes_on = types[at] == "HE" and before in _JOINS
            told = own or goes_on or types[at] in ("THAT", "SAID")
            return told and run.said is not None and not run.asks
        if form == "directed":
            return not run.answers and (run.by_a_body(at) or (types[at] == "IT" and before in _BEGINS))
        if form == "left_with":
            return not run.answers
        if form == "wanting":
            return not run.answers and not {"WHO", "SAID"} & set(types[:at])
        if form in ("by_owner", "closed"):
            return False
        runs_on = at > 0 and run.asks
        if types[at] == "WHICH":
            return True
        return before in _BEGINS and (form == "asked" or runs_on or not run.answers)

    def _task(self, run: Run, at: int, tree: Tree) -> Task:
        """The task of an island: its clause, and whose it is."""
        form = tree.children[0].name
        start, end = self._clause(run, at, form)
        task = Task(start, end, form, run.item)
        owner, first = tree.find("owner"), at
        if form == "left_open":
            owner, first = self._doer(run, at)
        if owner is not None:
            self._own(task, run, owner, first)
        elif form == "promising" and run.said is not None:
            task.owner, task.derived = run.said.speaker, run.said.speaker is not None
        return task

    def _own(self, task: Task, run: Run, owner: Tree, first: int) -> None:
        """Set whose a task is."""
        words = [run.tokens[first + leaf.start] for leaf in owner.leaves(*_OWNERS)]
        task.owner_words = (words[0].start, words[-1].end)
        task.owner = self._person(words[0])

    def _clause(self, run: Run, at: int, form: str) -> Span:
        """The part of a run-on in which an island stands."""
        bullets = [t.start for t in run.tokens[at:] if t.type == "BULLET"]
        end = bullets[0] if bullets else run.end
        end = run.start + len(self._text.masked[run.start : end].rstrip())
        if run.decided or form == "promising":
            return run.start, end
        if run.before(at) == "COMMA" and form in ("willing", "taken_on", "telegraphic") and run.is_spliced(at):
            return run.tokens[at].start, end
        if run.before(at) == "LPAR" and form == "telegraphic":
            return run.tokens[at].start, next((t.start for t in run.tokens[at:] if t.type == "RPAR"), end)
        if form == "left_open" and run.types[since := run.since(at)] in ("IT", "THIS"):
            return run.tokens[since].start, end
        cuts = [i for i in range(at) if run.types[i] in CUTS and self._is_spaced(run.tokens[i])]
        return (run.tokens[cuts[-1] + 1].start if cuts else run.start), end

    def _tokens_before(self, run: Run, at: int) -> int | None:
        """Where the part of a run-on ends that stands before an island."""
        cut = run.tokens[at - 1].start if at else None
        return None if cut is None else run.start + len(self._text.masked[run.start : cut].rstrip())

    def _sets_date(self, item: int | None) -> bool:
        """`Date of next meeting – to be arranged`: the meeting is, and nobody's task."""
        title = self._text.layout.items[item].title if item is not None else ""
        return any(t.type == "DATING" for t in self._lexer.read(title, 0, len(title)))

    def _doer(self, run: Run, at: int) -> tuple[Tree | None, int]:
        """Who does what is left open: to be put up by the Clerk; to be put up (Clerk)."""
        for k in range(at, len(run.types)):
            tree = self._islands.match(run.types, k) if run.types[k] in ("BY", "LPAR") else None
            if tree is not None and (run.types[k] == "BY" or run.types[k + tree.end :] in ([], ["DOT"])):
                return tree.find("owner"), k
        return None, at

    def _is_spaced(self, token: Token) -> bool:
        """A dash between words, not within one."""
        return token.type != "DASH" or self._text.masked[token.start - 1].isspace()

    def _person(self, token: Token) -> Person | None:
        if token.type in ("NAMED", "TEAM", "UNTITLED"):
            return owner(self._text, (token.start, token.end), self._named)
        value = token.value
        return self._text.registry.resolve(value[0], recent=[]) if isinstance(value, tuple) and value else None


@functools.lru_cache(maxsize=16)
def _signs(words: Lexer) -> tuple[frozenset[str], Signs]:
    """The first words of what gives a task, and the same as signs."""
    firsts = words.listed(*_SIGNS)
    return firsts, frozenset(filter(None, map(phrase, firsts)))
