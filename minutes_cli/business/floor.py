"""The floor: what is moved and voted at a meeting, sentence by sentence, in the words of motions and votes.

The persons of a sentence stay the tokens that they are; what stands between is cut by the `voting` lexicon.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator

from msgspec.structs import replace

from minutes_cli import kept
from minutes_cli.business.passages import MOVING, Found, Passage, islands
from minutes_cli.drafts import Span, Text
from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.island import Islands
from minutes_cli.engine.lexicon import literals
from minutes_cli.engine.places import Signs
from minutes_cli.engine.tokens import Lexer, Token
from minutes_cli.layout.layout import Block
from minutes_cli.persons.letters import are_letters, lettered
from minutes_cli.persons.names import Ref
from minutes_cli.persons.person import Person
from minutes_cli.persons.titles import PREFIXES
from minutes_cli.speech.sentences import split

HEARD = frozenset({"discussion", "declaration", "vote", "close", "resolution", "action", "front"})
_PERSONS = ("WHO", "WHOS")
_BACK = 3  # blocks in which the speaker may stand whom a pronoun means
_SHORT = 40  # characters of a block that is heard whatever it says
_GLUED = kept.compile(r"(Councillor|Cllr)\.?\s?(?=[A-ZÀ-Þ])")
_SIGNS = frozenset(
    [
        "MOVED",
        "MOVED_SECONDED",
        "MOVER",
        "SECONDED",
        "SECONDER",
        "MOTION",
        "AMENDMENT",
        "CARRIED",
        "LOST",
        "WITHDRAWN",
        "AGAINST",
        "ABSTAIN",
        "VOTES",
        "VOTED",
        "UNANIMOUS",
        "ALLFOR",
        "MAJORITY",
        "PLUS_ONE",
    ]
)  # terminals without whose words nothing is moved or voted


class Floor:
    """The passages of a text, and the persons whom their tokens name."""

    def __init__(self, text: Text, patches: tuple[Patch, ...] = ()) -> None:
        """`patches` are those of the dialect and of the user."""
        self._text = text
        self._lexer, self._signs, self._shape = _words(patches)
        self._grammar = _motion(patches)
        self._blocks: dict[int, list[Passage]] = {}
        self._moves: dict[int, bool] = {}

    def passages(self) -> list[Passage]:
        """Every sentence of the blocks in which something may be moved or voted, in the order of the text."""
        text = self._text
        if not text.passages:
            heard = [i for i, block in enumerate(text.layout.blocks) if self._heard(block)]
            text.passages = [p for index in heard for p in self.block(index)]
        return text.passages

    def acts(self, passage: Passage) -> list[Found]:
        """What is moved, seconded and settled in a passage."""
        if passage.acts is None:
            passage.acts = islands(self._grammar, passage)
        return passage.acts

    def _heard(self, block: Block) -> bool:
        if block.role == "vote" or (block.role in HEARD and block.end - block.body <= _SHORT):
            return True  # a word such as `Agreed` may be all that is told of a motion
        if block.role not in HEARD:
            return False
        return self._text.places.has(self._signs, block.start, block.end) or bool(
            self._shape.search(self._text.masked, block.start, block.end)
        )

    def block(self, index: int) -> list[Passage]:
        """The sentences of one block, the label of a decision included; cut once, for many ask for them."""
        known = self._blocks.get(index)
        if known is None:
            block = self._text.layout.blocks[index]
            start = block.start if block.role == "resolution" and block.kind != "list_item" else block.body
            runs = list(split(self._text.layout.clean, self._run(index, start, block.end)))
            known = [Passage(index, block, run, at == 0, at == len(runs) - 1) for at, run in enumerate(runs)]
            self._blocks[index] = known
        return known

    def types(self, index: int) -> Iterator[str]:
        """The types of the tokens of one block."""
        return (token.type for passage in self.block(index) for token in passage.tokens)

    def moves(self, index: int) -> bool:
        """Whether something is moved in a block, and not only seconded."""
        known = self._moves.get(index)
        if known is None:
            known = any(found.name in MOVING for p in self.block(index) for found in self.acts(p))
            self._moves[index] = known
        return known

    def _run(self, index: int, start: int, end: int) -> list[Token]:
        """The tokens of a stretch: persons as they are, all else by the voting lexicon."""
        run: list[Token] = []
        at = start
        for token in self._text.tokens.get(index, []):
            if token.type in _PERSONS and at <= token.start < end:
                run += self._lexer.read(self._text.masked, at, token.start)
                run.append(token)
                at = token.end
        return run + self._lexer.read(self._text.masked, at, end)

    def named(self, tokens: list[Token]) -> tuple[Person | None, ...]:
        """The persons of one name's tokens: a WHO or WHOS, or bare words where only a name can stand."""
        value = tokens[0].value
        if not isinstance(value, tuple):
            return (self._person(self._bare(tokens)),)
        if len(tokens) > 1 and len(value) == 1 and value[0].name is None:  # Director Corwin
            rank = value[0].role
            name = self._bare(tokens[1:])
            title = rank if rank and " " not in rank else None
            return (self._person(replace(name, start=tokens[0].start, prefix=title)),)
        return tuple(self._person(ref) for ref in value)

    def word(self, token: Token) -> str:
        """The words of a token, in small letters."""
        return self._text.layout.clean[token.start : token.end].lower()

    def knows(self, tokens: list[Token]) -> bool:
        """Whether a name is that of somebody named elsewhere: `Ash` of `(Ash/Birch)`."""
        if isinstance(tokens[0].value, tuple):
            return True
        registry, ref = self._text.registry, self._bare(tokens)
        known = len(registry.ambiguous)
        person = lettered(registry.persons, ref.name or "") if are_letters(ref.name or "") else None
        found = person or registry.resolve(ref, recent=[])
        del registry.ambiguous[known:]
        return found is not None

    def titled(self, item: int | None) -> list[tuple[Person, Span]]:
        """The persons whom the title of an item names, with the places of their names."""
        if item is None:
            return []
        blocks = self._text.layout.blocks
        index = bisect.bisect_left(blocks, self._text.layout.items[item].start, key=lambda block: block.start)
        tokens = self._text.tokens.get(index, []) if index < len(blocks) and blocks[index].role == "title" else []
        named = [(self.named([t]), (t.start, t.end)) for t in tokens if t.type in _PERSONS]
        return [(person, place) for persons, place in named for person in persons if person is not None]

    def speaker(self, passage: Passage) -> Person | None:
        """Who spoke last before a passage: whom its `She` means."""
        for index in range(passage.index, max(-1, passage.index - _BACK), -1):
            if self._text.layout.blocks[index].item != passage.block.item:
                return None
            for sentence in reversed(self._text.sentences.get(index, [])):
                named = [act for act in sentence.acts if act.subject == "WHO"] if sentence.end <= passage.start else []
                if named:
                    return self._person(named[-1].refs[0]) if len(named[-1].refs) == 1 else None
        return None

    def _bare(self, tokens: list[Token]) -> Ref:
        start, end = tokens[0].start, tokens[-1].end
        words = " ".join(self._text.layout.clean[start:end].split())
        glued = _GLUED.match(words)  # CouncillorEgan, Cllr.Dorgan
        prefix = PREFIXES.get(glued[1].lower(), glued[1]) if glued else None
        return Ref(start, end, prefix=prefix, name=words[glued.end() :] if glued else words)

    def _person(self, ref: Ref) -> Person | None:
        registry = self._text.registry
        name = ref.name or ""
        person = lettered(registry.persons, name) if are_letters(name) else None
        if (person is None and any(c.isalpha() for c in name)) or ref.role:
            known = len(registry.ambiguous)
            person = registry.resolve(ref, recent=[])
            if person is None and len(registry.ambiguous) == known and name and not name.isupper():
                registry.gather([ref])
                person = registry.resolve(ref, recent=[])
        if person is not None:
            person.active = True
        return person


@functools.lru_cache(maxsize=8)
def _motion(patches: tuple[Patch, ...]) -> Islands:
    return Islands(table("motion", patches), longest=24)


@functools.lru_cache(maxsize=8)
def _words(patches: tuple[Patch, ...]) -> tuple[Lexer, Signs, re.Pattern[str]]:
    """The lexer, and what a block must hold to be read: a word of the telling terminals, or one of their shapes."""
    words = table("voting", patches)
    signs = [t for t in words.terminals if t.name in _SIGNS]
    shapes = [t.pattern for t in signs if literals(t.pattern) is None]
    lexer = Lexer(words)
    listed = lexer.signs(*(t.name for t in signs if t.pattern not in shapes))
    return lexer, listed, kept.compile(rf"(?<!\w)(?:{'|'.join(shapes or ['(?!)'])})(?!\w)", re.IGNORECASE)
