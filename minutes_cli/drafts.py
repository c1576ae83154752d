"""Rows on their way: what the stages behind the layout find, before ids are given and persons are counted."""

from __future__ import annotations

import bisect
import functools
import itertools
import sys

import msgspec

from minutes_cli.business.passages import Passage
from minutes_cli.engine.places import Places
from minutes_cli.engine.shelf import Shelf
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import ClauseDraft, DecisionDraft, Layout
from minutes_cli.persons.entries import Entry
from minutes_cli.persons.names import Ref
from minutes_cli.persons.people import Registry
from minutes_cli.persons.person import Person
from minutes_cli.speech.sentences import Sentence

Span = tuple[int, int]


class Said(msgspec.Struct, eq=False):
    """A question, a response or a statement."""

    kind: str
    start: int
    end: int
    rule: str
    item: int | None
    speaker: Person | None = None
    others: tuple[Person, ...] = ()
    words: Span | None = None  # where the speaker is named
    derived: bool = False
    reported: bool = False
    addressee: Person | None = None
    answers: list[Said] = msgspec.field(default_factory=list)
    answered: bool = False
    quoted: bool = False  # its words stand in a quotation set apart
    act: str = "statement"


class Task(msgspec.Struct, eq=False):
    """An action."""

    start: int
    end: int
    rule: str
    item: int | None
    owner: Person | None = None
    owner_words: Span | None = None
    due_words: Span | None = None
    due: str | None = None
    lead: Span | None = None  # what leads in the list that it stands in
    derived: bool = False


class Moved(msgspec.Struct, eq=False):
    """A motion or an amendment."""

    start: int
    end: int
    rule: str
    item: int | None
    mover: Person | None = None
    seconder: Person | None = None
    mover_words: Span | None = None
    seconder_words: Span | None = None
    outcome: str | None = None
    amends: Moved | None = None
    amendment: bool = False
    elects: bool = False  # the election that it led to is its resolution
    overtaken: bool = False  # by an amendment that was carried
    backed: bool | None = None  # False where the text says that nobody seconded
    moved_at: int = 0  # where the moving is reported; the wording may stand elsewhere
    settled_at: int | None = None  # where the outcome is told


class Tallied(msgspec.Struct, eq=False):
    """A vote; `voters` are the person (None where two could be meant), the words and the choice."""

    start: int
    end: int
    rule: str
    item: int | None
    motion: Moved | None = None
    decision: Decided | None = None
    counts: tuple[int | None, int | None, int | None] = (None, None, None)  # for, against, abstaining
    unanimous: bool = False
    about: str | None = None  # set against each other, what those for it are for
    outcome: str | None = None
    voters: list[tuple[Person | None, Span, str]] = msgspec.field(default_factory=list)


class Decided(msgspec.Struct, eq=False):
    """A resolution: of the layout, or a sentence of the discussion that decides."""

    start: int
    end: int
    rule: str
    item: int | None
    decision: str | None = None
    clauses: tuple[ClauseDraft, ...] = ()
    motion: Moved | None = None
    layout: DecisionDraft | None = None


class Declared(msgspec.Struct, eq=False):
    """An interest declared by one person."""

    start: int
    end: int
    rule: str
    item: int | None
    person: Person | None = None
    interest: str | None = None


class Heading(msgspec.Struct):
    """What the text says of the meeting as a whole."""

    organization: str | None = None
    body: str | None = None
    title: str | None = None
    date: str | None = None
    concluded: Span | None = None  # the day of a date whose year is told elsewhere
    start_time: str | None = None
    end_time: str | None = None
    venue: str | None = None
    chair: Person | None = None


class Text(msgspec.Struct, dict=True):
    """A text and all that was found in it: what one stage leaves for the next.

    `tokens` and `sentences` go by the index of the block; persons are already tokens in them (WHO, WHOS, ANON, GROUP).
    """

    layout: Layout
    masked: str
    quotes: tuple[Span, ...]
    tokens: Shelf = msgspec.field(default_factory=Shelf)
    named: list[Token] = msgspec.field(default_factory=list)  # the tokens that name somebody or a body
    sentences: dict[int, list[Sentence]] = msgspec.field(default_factory=dict)
    passages: list[Passage] = msgspec.field(default_factory=list)  # sentences in the words of motions and votes
    reporters: dict[int, Ref | None] = msgspec.field(default_factory=dict)  # whose report stands under a block
    roll: list[Entry] = msgspec.field(default_factory=list)
    registry: Registry = msgspec.field(default_factory=Registry)
    heading: Heading = msgspec.field(default_factory=Heading)
    said: list[Said] = msgspec.field(default_factory=list)
    tasks: list[Task] = msgspec.field(default_factory=list)
    motions: list[Moved] = msgspec.field(default_factory=list)
    votes: list[Tallied] = msgspec.field(default_factory=list)
    decisions: list[Decided] = msgspec.field(default_factory=list)
    declarations: list[Declared] = msgspec.field(default_factory=list)
    # stretches that are no speech: rolls, votes, decisions in prose
    taken: list[Span] = msgspec.field(default_factory=list)
    _merged: list[Span] = msgspec.field(default_factory=list)
    _reach: list[int] = msgspec.field(default_factory=list)  # how far the stretches up to each reach

    @functools.cached_property
    def places(self) -> Places:
        """Where its words stand."""
        return Places(self.masked)

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a stretch lies within one that an earlier stage has read."""
        if len(self._merged) != len(self.taken):
            self._merged = sorted(self.taken)
            self._reach = list(itertools.accumulate((last for _, last in self._merged), max))
        place = bisect.bisect_right(self._merged, (start, sys.maxsize))
        return place > 0 and self._reach[place - 1] >= end
