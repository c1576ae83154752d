"""Paragraphs to sentences, each with the acts that the sentence grammar reads in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.island import Islands, Leaf, Tree
from minutes_cli.engine.shelf import Run
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.quoting import STOP
from minutes_cli.limits import MOST_TOKENS
from minutes_cli.persons.names import Ref

_SUBJECTS = ("WHO", "WHOS", "ANON", "GROUP", "STAFF", "PRON", "THEY", "IT")
_MARKS = frozenset({"NUMBER", "DOT", "OTHER", "RPAR", "LPAR", "QMARK", "DASH"})  # a number before the first word
_BEGINNERS = frozenset({"WHO", "WHOS", "ANON", "GROUP", "STAFF", "PRON", "THEY", "IT", "THE"})
_BEFORE_LEAD = frozenset(
    {"COMMA", "ADV", "AND", "BUT", "SEMI", "COLON", "DASH", "INREPLY", "RPAR", "LPAR", "DOT", "ASIDE"}
)
_OWN = {"own_view": "said", "own_answer": "replied", "own_question": "asked"}  # her answer was that
_OWN |= {"asked_after": "asked", "replied_after": "replied", "said_after": "said"}  # asked Mr Poe
_OWN |= {"according": "said", "was_thanked": "thanked"}
_BY_LAST = frozenset({"was_thanked", "answered_by"})  # who is named last does it
_OPENING = frozenset({"LPAR", "QUOTE", "DASH", "NUMBER"})


class Act(msgspec.Struct, frozen=True, gc=False):
    """One island of a sentence: its form (clause, joined, passive, lead …), its deed, and who is its subject.

    `at` and `end_at` count tokens of the sentence, `start` and `end` characters of the text.
    """

    form: str
    deed: str
    tree: Tree
    at: int
    end_at: int
    start: int
    end: int
    subject: str = ""  # the type of the subject's token
    refs: tuple[Ref, ...] = ()
    subject_start: int = 0
    subject_end: int = 0
    by: tuple[Ref, ...] = ()  # who did it, where the subject is whom it was done to: `was asked by`
    target: tuple[Ref, ...] = ()  # whom a question was put to


class Sentence(msgspec.Struct, gc=False):
    """A sentence: half-open offsets, its tokens (a stretch of a run) and acts; `first` where it begins a paragraph."""

    start: int
    end: int
    run: Run
    at: int
    stop: int
    acts: list[Act] = msgspec.field(default_factory=list)
    first: bool = False
    asks: bool = False  # ends with a question mark
    block: int = -1
    taken: bool = False  # a decision, a vote or the like: nobody's speech

    @property
    def tokens(self) -> list[Token]:
        """Its tokens."""
        return self.run.all()[self.at : self.stop]

    def types(self) -> list[str]:
        """The types of its tokens."""
        return [t.type for t in self.tokens]


def sentence_of(start: int, end: int, tokens: list[Token], block: int = -1) -> Sentence:
    """A sentence of tokens that are no stretch of a block's."""
    return Sentence(start, end, Run(tokens), 0, len(tokens), block=block)


class SentenceReader:
    """Splits runs of tokens into sentences and finds their acts, by sentence.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        self._islands = Islands(table("sentence", patches))
        self._begin = self._islands.starts

    def read(self, text: str, run: Run, begin: int, end: int, block: int) -> list[Sentence]:
        """The sentences of a stretch of a block's tokens, in which persons are already in place."""
        found = []
        for tokens in split(text, run.all()[begin:end]):
            named = len(tokens) > 3 and _names_asker(tokens, len(tokens) - 3)
            last = "QMARK" if named else next((t.type for t in reversed(tokens) if t.type != "RPAR"), "")
            stop = begin + len(tokens)
            sentence = Sentence(tokens[0].start, tokens[-1].end, run, begin, stop, block=block)
            begin = stop
            sentence.asks = last == "QMARK" and text[sentence.end - 1] != "!"
            sentence.acts = list(self._acts(text, sentence))
            found.append(sentence)
        if found:
            found[0].first = True
        return found

    def _acts(self, text: str, sentence: Sentence) -> Iterator[Act]:
        tokens, types = sentence.tokens, sentence.types()
        at = 0
        while at < min(len(types), MOST_TOKENS):
            tree = self._islands.match(types, at) if types[at] in self._begin else None
            if tree is None or _misplaced(types, at, tree):
                at += 1
                continue
            act = _act(tokens, at, tree)
            if act.form == "reply" and tree.leaf("REPLYCAP", "COLON", "DASH") is None and len(tokens) > 1:
                at += 1  # no head: Reply to the letter
                continue
            if act.form == "joined" and _is_infinitive(text, tokens, act):
                at += tree.end
                continue
            yield act
            if act.form == "clause" and act.deed not in ("was_asked", "was_tasked") and act.end_at - act.at > 3:
                yield from self._inserted(tokens, types, act)
            at += tree.end

    def _inserted(self, tokens: list[Token], types: list[str], act: Act) -> Iterator[Act]:
        """A lead-in between a speaker and the verb: `Ms Pell, replying to a question from …, stated`."""
        for at in range(act.at + 1, act.end_at):
            if types[at] in ("LEAD", "ASKV", "QWORD"):
                tree = self._islands.match(types, at)
                if tree is not None and tree.children[0].name == "lead" and not _only_at_start(tree):
                    yield _act(tokens, at, tree)
                    return


def _is_infinitive(text: str, tokens: list[Token], act: Act) -> bool:
    """Whether `and ask` goes on with an infinitive: agreed to write and ask whether, will call and ask."""
    return any(t.type == "ASKV" and text[t.start : t.end] == "ask" for t in tokens[act.at : act.end_at])


def _misplaced(types: list[str], at: int, tree: Tree) -> bool:
    """Whether an island that belongs at the start of a sentence, or after a comma, stands elsewhere."""
    if at < 8 and all(t in _MARKS for t in types[:at]):
        return False
    return _only_at_start(tree) or (tree.children[0].name == "lead" and types[at - 1] not in _BEFORE_LEAD)


def _only_at_start(tree: Tree) -> bool:
    """`Asked whether …` and `To a question from …` are lead-ins only where the sentence begins with them."""
    if tree.find("lead_asked") is not None:
        return tree.leaf("BY") is None
    top = tree.children[0]
    if top.name in ("first", "reply"):
        return tree.leaf("I", "COLON", "DASH") is None
    if top.name == "clause":
        return tree.find("said_colon") is not None
    return top.name == "lead" and tree.leaf("TO", "LEAD") is not None and tree.leaf("TO", "LEAD").name == "TO"  # type: ignore[union-attr]


def _act(tokens: list[Token], at: int, tree: Tree) -> Act:
    top = tree.children[0]
    assert isinstance(top, Tree)
    deed = next((c.name for c in reversed(top.children) if isinstance(c, Tree) and c.name != "subject"), top.name)
    whom = tree.all("subject")
    if deed in _BY_LAST:
        whom.reverse()
    deed = _OWN.get(deed, deed)
    leaves = whom[0].leaves(*_SUBJECTS) if whom else []
    if top.name == "lead" and not leaves:
        leaves = tree.leaves("WHO", "ANON", "GROUP", "POSSPRON")
    refs = named(tokens, at, leaves)
    by = named(tokens, at, whom[1].leaves(*_SUBJECTS)) if len(whom) > 1 else ()
    asked = tree.find("asked") or tree.find("requested")
    target = named(tokens, at, asked.leaves("WHO", "WHOS")) if asked else ()
    kind = "WHO" if refs else (leaves[0].name if leaves else "")
    start = tokens[at + leaves[0].start].start if leaves else 0
    end = tokens[at + leaves[-1].start].end if leaves else 0
    return Act(
        top.name, deed, tree, at, at + tree.end, tokens[at].start, tokens[at + tree.end - 1].end,
        kind, refs, start, end, by, target,
    )  # fmt: skip


def named(tokens: list[Token], at: int, leaves: list[Leaf]) -> tuple[Ref, ...]:
    """The persons whom tokens of an act name."""
    refs: list[Ref] = []
    for leaf in leaves:
        value = tokens[at + leaf.start].value
        if isinstance(value, tuple):
            refs.extend(value)
    return tuple(refs)


def split(text: str, run: list[Token]) -> Iterator[list[Token]]:
    """Cut a paragraph's tokens after each full stop or question mark that a new sentence follows."""
    begin = 0
    for at, token in enumerate(run):
        ends = token.type in ("DOT", "QMARK") or (token.type == "QUOTE" and _closes(text, token))
        if token.type in ("INITIALS", "ABBREVIATION") and at + 1 < len(run) and text[token.end - 1] == ".":
            ends = run[at + 1].type in _BEGINNERS  # supported Option C. Councillor X said
        if not ends or at + 1 >= len(run):
            continue
        stop = at + 1
        if _names_asker(run, stop):  # … was this an error? (Councillor X) It was not.
            stop += 3
        while stop < len(run) and run[stop].type == "RPAR" and run[stop].start == run[stop - 1].end:
            stop += 1
        if stop < len(run) and run[stop].start > run[stop - 1].end and _begins(text, run[stop]) and stop > begin:
            yield run[begin:stop]
            begin = stop
    if begin < len(run):
        yield run[begin:]


def _names_asker(run: list[Token], at: int) -> bool:
    """(Councillor X) behind a question mark."""
    return run[at - 1].type == "QMARK" and [t.type for t in run[at : at + 3]] == ["LPAR", "WHO", "RPAR"]


def _closes(text: str, token: Token) -> bool:
    """A quotation that ends with a full stop or question mark inside its marks ends the sentence."""
    return text[token.end - 1] == STOP


def _begins(text: str, token: Token) -> bool:
    first = text[token.start]
    return first.isupper() or token.type in _OPENING or first in "“‘\"'["
