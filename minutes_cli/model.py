"""The records that parsing gives; the JSON of a text is these, field by field.

Offsets (`start`, `end`) are half-open and count Unicode code points in the decoded text as given; `line`
counts from 1, and so does `page` where the source has pages; `text` is the slice of the source at its offsets.
Meanings follow the contract of schema version 1.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA_VERSION = "1"

Basis = Literal["stated", "derived"]
Kind = Literal["member", "officer", "public", "other", "unknown"]
Status = Literal["present", "in_attendance", "apologies", "absent", "substitute", "mentioned"]
Outcome = Literal["carried", "lost", "withdrawn"]
Choice = Literal["for", "against", "abstain", "absent", "present"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all records: frozen, by keyword only."""


class Source(Record, frozen=True, kw_only=True):
    """The text that was read: its name, digest of its bytes, encoding and length in characters.

    `format` is what the text was taken from: `text`, `markdown`, `html`, `pdf` or `docx`.
    """

    name: str | None = None
    sha256: str
    encoding: str
    format: str = "text"
    characters: int
    dialect: str | None = None
    cut_off: bool = False


class Meeting(Record, frozen=True, kw_only=True):
    """What the text says of the meeting as a whole; `date` is ISO 8601, times are `HH:MM`, `chair` an attendee's id."""

    organization: str | None = None
    body: str | None = None
    title: str | None = None
    date: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    venue: str | None = None
    chair: str | None = None


class Mention(Record, frozen=True, kw_only=True):
    """One place where a person is named."""

    start: int
    end: int
    line: int
    page: int | None = None


class Attendee(Record, frozen=True, kw_only=True):
    """A person taking part in the meeting or absent from it, under all the forms in which the text names them."""

    id: str
    name: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    role: str | None = None
    kind: Kind = "unknown"
    organization: str | None = None
    party: str | None = None
    ward: str | None = None
    status: Status = "mentioned"
    substitute_for: str | None = None
    arrived: str | None = None
    left: str | None = None
    mentions: tuple[Mention, ...] = ()


class Place(Record, frozen=True, kw_only=True):
    """Base of every row that stands for a stretch of the text."""

    id: str
    start: int
    end: int
    line: int
    page: int | None = None
    text: str
    rule: str
    basis: Basis = "stated"


class Item(Place, frozen=True, kw_only=True):
    """An agenda item: `start` to `end` is its heading, `section_end` the end of all that belongs to it."""

    number: str | None = None
    title: str
    purpose: str | None = None
    parent: str | None = None
    section_end: int


class Row(Place, frozen=True, kw_only=True):
    """Base of every row that belongs to an agenda item (its id) or to none."""

    item: str | None = None


class Spoken(Row, frozen=True, kw_only=True):
    """Base of speech: `speaker` is an attendee's id, None where the text names nobody; `speaker_text` its words."""

    speaker: str | None = None
    speaker_text: str | None = None
    co_speakers: tuple[str, ...] = ()


class Question(Spoken, frozen=True, kw_only=True):
    """A question; `reported` where the text gives only that it was asked."""

    addressee: str | None = None
    reported: bool = False


class Response(Spoken, frozen=True, kw_only=True):
    """An answer to the questions whose ids `answers` lists."""

    answers: tuple[str, ...] = ()


class Statement(Spoken, frozen=True, kw_only=True):
    """Any other reported speech of one identified individual."""

    kind: str = "statement"


class Motion(Row, frozen=True, kw_only=True):
    """A proposal moved for decision, or an amendment to one (`amends` is the motion's id)."""

    moved_by: str | None = None
    seconded_by: str | None = None
    moved_by_text: str | None = None
    seconded_by_text: str | None = None
    outcome: Outcome | None = None
    amends: str | None = None


class Voter(Record, frozen=True, kw_only=True):
    """One person's recorded vote."""

    attendee: str | None = None
    text: str
    vote: Choice


class Vote(Row, frozen=True, kw_only=True):
    """A count or a roll call, with the motion and the resolution it belongs to; counts are those printed."""

    motion: str | None = None
    resolution: str | None = None
    for_: int | None = msgspec.field(name="for", default=None)
    against: int | None = None
    abstain: int | None = None
    unanimous: bool = False
    outcome: Outcome | None = None
    voters: tuple[Voter, ...] = ()


class Clause(Record, frozen=True, kw_only=True):
    """One clause of a resolution and those below it."""

    label: str | None = None
    text: str
    start: int
    end: int
    line: int
    page: int | None = None
    clauses: tuple[Clause, ...] = ()


class Resolution(Row, frozen=True, kw_only=True):
    """What the body decided; `decision` is the participle that carries the first clause."""

    decision: str | None = None
    motion: str | None = None
    clauses: tuple[Clause, ...] = ()


class Action(Row, frozen=True, kw_only=True):
    """A task to be done after the meeting; `due` is ISO 8601 where the words give a date."""

    owner: str | None = None
    owner_text: str | None = None
    due: str | None = None
    due_text: str | None = None


class Declaration(Row, frozen=True, kw_only=True):
    """An interest declared by one person."""

    attendee: str | None = None
    interest: Literal["pecuniary", "non-pecuniary"] | None = None


class Document(Row, frozen=True, kw_only=True):
    """An attached or listed document; a kilobyte is 1024 bytes."""

    title: str
    format: str | None = None
    size_bytes: int | None = None
    url: str | None = None


class Block(Record, frozen=True, kw_only=True):
    """A stretch of the layout; the blocks tile the text, with nothing but white space between them."""

    kind: str
    start: int
    end: int
    line: int
    page: int | None = None


class Warning(Record, frozen=True, kw_only=True):
    """Trouble with the text: a stable code, a sentence and the place."""

    code: str
    message: str
    start: int
    end: int
    line: int
    page: int | None = None


class Minutes(Record, frozen=True, kw_only=True):
    """Everything that was read in one text."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    meeting: Meeting = Meeting()
    attendees: tuple[Attendee, ...] = ()
    items: tuple[Item, ...] = ()
    questions: tuple[Question, ...] = ()
    responses: tuple[Response, ...] = ()
    statements: tuple[Statement, ...] = ()
    motions: tuple[Motion, ...] = ()
    votes: tuple[Vote, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actions: tuple[Action, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    documents: tuple[Document, ...] = ()
    blocks: tuple[Block, ...] = ()
    warnings: tuple[Warning, ...] = ()
