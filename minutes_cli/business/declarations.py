"""Declarations of interest: who declared what, in prose, in lists and in tables."""

from __future__ import annotations

import msgspec

from minutes_cli.drafts import Declared, Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Token, lexer
from minutes_cli.layout.layout import Block
from minutes_cli.persons.names import Ref
from minutes_cli.persons.person import Person
from minutes_cli.speech.recutting import recut
from minutes_cli.speech.sentences import split

_ROLES = frozenset({"discussion", "declaration", "roll"})
_SIGNS = ("interest", "dpi", "declar", "disclos")
_TOLD_IN = frozenset({"THAT", "HAD"})  # before the subject: somebody tells of what was declared elsewhere
_KNOWN = 12  # the rows before that may be of the same sentence
_STAKES = frozenset({"INTEREST", "DPI", "DECLARATIONS"})


class _State(msgspec.Struct):
    """Where in the text the reading is."""

    item: int | None = -1
    section: bool = False  # the item is that of the declarations
    listed: bool = False  # `The following declared an interest:` leads in those to come
    last: Person | None = None


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the interests declared; who declares takes part, and the words are no speech."""
    _Reader(text, patches).read()


class _Reader:
    """Reads one text."""

    def __init__(self, text: Text, patches: tuple[Patch, ...]) -> None:
        """Make the tables, under patches."""
        self._text = text
        self._lexer = lexer("declaring", patches)
        self._islands = islands("declaration", patches, longest=48)
        self._state = _State()

    def read(self) -> None:
        """Every block in which an interest may be declared."""
        for index, block in enumerate(self._text.layout.blocks):
            if block.item != self._state.item:
                title = self._text.layout.items[block.item].title if block.item is not None else ""
                self._state = _State(block.item, "interest" in title.lower())
            if block.role not in _ROLES or index not in self._text.tokens:
                self._state.listed = False
                continue
            words = self._text.masked[block.body : block.end].lower()
            if self._state.section or self._state.listed or any(sign in words for sign in _SIGNS):
                self._block(index, block)

    def _block(self, index: int, block: Block) -> None:
        run = recut(self._text, self._text.tokens[index], block.body, block.end, self._lexer)
        for at, tokens in enumerate(split(self._text.layout.clean, run)):
            self._sentence(block, tokens, first=at == 0)

    def _sentence(self, block: Block, run: list[Token], *, first: bool) -> None:
        types = [t.type for t in run]
        found = False
        before: set[str] = set()  # the types of the tokens before an island
        for at, kind in enumerate(types):
            tree = self._islands.match(types, at) if kind in self._islands.starts else None
            form = tree.children[0].name if tree is not None else ""
            if form == "listing":
                self._state.listed = found = True
                self._take(run)
            elif tree is not None and form != "entry" and _is_this_meeting(form, before):
                found |= self._told(block, run, at, tree)
            before.add(kind)
        if found or (self._state.listed and "WHO" in types[:2] and self._entries(block, run, types)):
            return
        self._state.listed = False
        if self._state.section and first and types[:1] in (["WHO"], ["OTHER"]):
            self._row(block, run, types)

    def _told(self, block: Block, run: list[Token], at: int, tree: Tree) -> bool:
        """A sentence in which somebody declares: an entry for each who does."""
        stake = tree.find("stake")
        if stake is not None and any(self._none(t) for t in run[at + stake.start : at + stake.end]):
            return False
        who = tree.find("declarant")
        assert who is not None
        persons = self._declarants(run, at, who)
        if not persons:
            return False
        words = run[at : at + tree.end] if stake is not None else run
        known = [d.person for d in self._text.declarations[-_KNOWN:] if d.start == run[0].start]
        for person in (p for p in persons if p is None or p not in known):
            self._add(block, run[0].start, run[-1].end, tree.children[0].name, person, words)
        self._take(run)
        return True

    def _none(self, token: Token) -> bool:
        return self._text.masked[token.start : token.end].lower() in ("no", "any", "nil", "none")

    def _declarants(self, run: list[Token], at: int, who: Tree) -> list[Person | None]:
        """Those who declare; None for one of two who could be meant."""
        persons: list[Person | None] = []
        for leaf in who.leaves("WHO", "WHOS", "HE"):
            value = run[at + leaf.start].value
            if leaf.name == "HE":
                persons += [self._state.last] if self._state.last else []
                continue
            for ref in value if isinstance(value, tuple) else ():
                persons.append(self._person(ref))
        return persons

    def _person(self, ref: Ref) -> Person | None:
        person = self._text.registry.resolve(ref, recent=[])
        if person is not None:
            person.active = True
            self._state.last = person
        return person

    def _entries(self, block: Block, run: list[Token], types: list[str]) -> bool:
        """Those of a list that `The following declared an interest` leads in: Councillor A (Rugby Club)."""
        trees = ((i, self._islands.match(types, i)) for i, kind in enumerate(types) if kind == "WHO")
        begins = [i for i, tree in trees if tree is not None and tree.children[0].name == "entry"]
        begins = [i for i in begins if i < 2 or types[i + 1] == "LPAR"]
        for at, stop in zip(begins, [*begins[1:], len(run)], strict=False):
            value = run[at].value
            person = self._person(value[0]) if isinstance(value, tuple) else None
            self._add(block, run[at].start, run[stop - 1].end, "entry", person, run[at:stop])
        if begins:
            self._take(run)
        return bool(begins)

    def _row(self, block: Block, run: list[Token], types: list[str]) -> None:
        """A line or a row of the declarations' item: Councillor A – Minute 7 – Non-pecuniary: a plot."""
        tree = self._islands.match(types, 0)
        says = {"NUMBER", "PECUNIARY", "NONPECUNIARY", "KIND", "DPI", "INTEREST"} & set(types)
        if tree is None or tree.children[0].name != "entry" or not says:
            return
        value = next(t.value for t in run if t.type == "WHO")
        person = self._person(value[0]) if isinstance(value, tuple) else None
        self._add(block, block.body, block.end, "entry", person, run)
        self._text.taken.append((block.body, block.end))

    def _add(self, block: Block, start: int, end: int, rule: str, person: Person | None, words: list[Token]) -> None:
        kinds = {t.type for t in words}
        row = Declared(start, end, rule, block.item, person)
        if "NONPECUNIARY" in kinds:
            row.interest = "non-pecuniary"
        elif kinds & {"PECUNIARY", "DPI"}:
            row.interest = "pecuniary"
        self._text.declarations.append(row)

    def _take(self, run: list[Token]) -> None:
        self._text.taken.append((run[0].start, run[-1].end))


def _is_this_meeting(form: str, before: set[str]) -> bool:
    """Whether the words before an island leave it a declaration: `An interest … was declared by`."""
    return bool(before & _STAKES) if form == "done_by" else not before & _TOLD_IN
