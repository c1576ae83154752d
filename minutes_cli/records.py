"""Drafts to records: ids given, offsets to lines, every row with its words."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import Any

from minutes_cli import kept
from minutes_cli.caveats import caveats
from minutes_cli.drafts import Said, Text
from minutes_cli.layout.casing import is_loud
from minutes_cli.layout.layout import ClauseDraft
from minutes_cli.model import (
    Action,
    Attendee,
    Block,
    Clause,
    Declaration,
    Document,
    Item,
    Kind,
    Meeting,
    Mention,
    Minutes,
    Motion,
    Question,
    Resolution,
    Response,
    Source,
    Statement,
    Vote,
    Voter,
)
from minutes_cli.persons.person import Person

KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("public", frozenset({"resident", "petitioner", "applicant", "objector", "agent", "questioner"})),
    (
        "member",
        frozenset(
            [
                *("alderman", "cathaoirleach", "chair", "chairman", "chairperson", "convener", "councillor", "leader"),
                *("mayor", "member", "provost"),
            ]
        ),
    ),
    ("officer", frozenset({"officer", "director", "manager", "clerk", "solicitor", "engineer", "treasurer", "head"})),
    ("other", frozenset({"constable", "inspector", "representative", "governor", "auditor"})),
)

_BREAK = kept.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")  # the end of a line of the text as given


class Recorder:
    """Makes the records of one text."""

    def __init__(self, found: Text) -> None:
        self._found = found
        self._layout = found.layout
        self._text = found.layout.text
        self._loud = is_loud(found.layout.text)
        self._breaks = [match.end() - 1 for match in _BREAK.finditer(found.layout.text)]
        self._ids: dict[int, str] = {}  # of drafts, by identity

    def record(self, source: Source) -> Minutes:
        """The result, its rows in the order of the text."""
        found = self._found
        said = sorted(found.said, key=lambda s: (s.start, s.end))
        questions = self._number("q", [s for s in said if s.kind == "question"])
        responses = self._number("r", [s for s in said if s.kind == "response"])
        statements = self._number("s", [s for s in said if s.kind == "statement"])
        self._number("m", found.motions)
        self._number("v", found.votes)
        self._number("d", found.decisions)
        self._number("t", found.tasks)
        self._number("c", found.declarations)
        people = tuple(self._people())
        return Minutes(
            source=source,
            meeting=self._meeting(),
            attendees=people,
            items=tuple(self._items()),
            questions=tuple(self._question(s) for s in questions),
            responses=tuple(self._response(s) for s in responses),
            statements=tuple(
                Statement(id=self._ids[id(s)], kind=s.act, **self._spoken(s))  # type: ignore[arg-type]
                for s in statements
            ),
            motions=tuple(self._motions()),
            votes=tuple(self._votes()),
            resolutions=tuple(self._resolutions()),
            actions=tuple(self._actions()),
            declarations=tuple(self._declarations()),
            documents=tuple(self._documents()),
            blocks=tuple(
                Block(kind=b.kind, start=b.start, end=b.end, line=self.line(b.start)) for b in self._layout.blocks
            ),
            warnings=tuple(caveats(found, self.line)),
        )

    def _number(self, letter: str, drafts: list[Any]) -> list[Any]:
        """Sort drafts by place and give each its id."""
        drafts.sort(key=lambda d: (d.start, d.end))
        for number, draft in enumerate(drafts, 1):
            self._ids[id(draft)] = f"{letter}{number}"
        return drafts

    def _id(self, draft: object) -> str | None:
        return None if draft is None else self._ids.get(id(draft))

    def _meeting(self) -> Meeting:
        heading = self._found.heading
        return Meeting(
            organization=heading.organization,
            body=heading.body,
            title=self._as_written(heading.title),
            date=heading.date,
            start_time=heading.start_time,
            end_time=heading.end_time,
            venue=self._as_written(heading.venue),
            chair=_who(heading.chair),
        )

    def line(self, at: int) -> int:
        """The line, from 1, of an offset."""
        return bisect.bisect_left(self._breaks, at) + 1

    def _place(self, start: int, end: int) -> dict[str, object]:
        while end > start and self._text[end - 1].isspace():
            end -= 1
        while start < end and self._text[start].isspace():
            start += 1
        return {"start": start, "end": end, "line": self.line(start), "text": self._text[start:end]}

    @staticmethod
    def _item(index: int | None) -> str | None:
        return None if index is None else f"i{index + 1}"

    def _people(self) -> Iterable[Attendee]:
        kept = [p for p in self._found.registry.persons if p.active]
        for number, person in enumerate(kept, 1):
            person.id = f"a{number}"
        for person in kept:
            yield Attendee(
                id=person.id,
                name=self._as_written(person.name),
                prefix=person.prefix,
                suffix=self._as_written(person.suffix),
                role=self._as_written(person.role),
                kind=_kind(person),
                organization=self._as_written(person.organization),
                status=person.status,  # type: ignore[arg-type]
                substitute_for=_who(person.substitute_for),
                arrived=person.arrived,
                left=person.left,
                mentions=tuple(Mention(start=a, end=b, line=self.line(a)) for a, b in sorted(person.spans)),
            )

    def _items(self) -> Iterable[Item]:
        for number, draft in enumerate(self._layout.items, 1):
            purpose = self._text[slice(*draft.purpose)].strip() if draft.purpose else None
            yield Item(
                id=f"i{number}",
                number=draft.number,
                title=self._as_written(draft.title) or "",
                purpose=purpose or None,
                parent=self._item(draft.parent),
                section_end=draft.section_end,
                rule=draft.rule,
                **self._place(draft.start, draft.end),  # type: ignore[arg-type]
            )

    def _spoken(self, said: Said) -> dict[str, object]:
        return {
            **self._place(said.start, said.end),
            "rule": said.rule,
            "basis": "derived" if said.derived else "stated",
            "item": self._item(said.item),
            "speaker": _who(said.speaker),
            "speaker_text": self._words(said.words),
            "co_speakers": tuple(p.id for p in said.others if p.active),
        }

    def _question(self, said: Said) -> Question:
        addressee = _who(said.addressee)
        return Question(id=self._ids[id(said)], addressee=addressee, reported=said.reported, **self._spoken(said))  # type: ignore[arg-type]

    def _response(self, said: Said) -> Response:
        answers = tuple(self._ids[id(q)] for q in said.answers)
        return Response(id=self._ids[id(said)], answers=answers, **self._spoken(said))  # type: ignore[arg-type]

    def _clause(self, draft: ClauseDraft) -> Clause:
        return Clause(
            label=draft.label,
            clauses=tuple(self._clause(c) for c in draft.clauses),
            **self._place(draft.start, draft.end),  # type: ignore[arg-type]
        )

    def _motions(self) -> Iterable[Motion]:
        for draft in self._found.motions:
            yield Motion(
                id=self._ids[id(draft)],
                moved_by=_who(draft.mover),
                seconded_by=_who(draft.seconder),
                moved_by_text=self._words(draft.mover_words),
                seconded_by_text=self._words(draft.seconder_words),
                outcome=draft.outcome,  # type: ignore[arg-type]
                amends=self._id(draft.amends),
                **self._row(draft),  # type: ignore[arg-type]
            )

    def _votes(self) -> Iterable[Vote]:
        for draft in self._found.votes:
            yield Vote(
                id=self._ids[id(draft)],
                motion=self._id(draft.motion),
                resolution=self._id(draft.decision),
                for_=draft.counts[0],
                against=draft.counts[1],
                abstain=draft.counts[2],
                unanimous=draft.unanimous,
                outcome=draft.outcome,  # type: ignore[arg-type]
                voters=tuple(
                    Voter(attendee=_who(person), text=self._words(words) or "", vote=choice)  # type: ignore[arg-type]
                    for person, words, choice in draft.voters
                ),
                **self._row(draft),  # type: ignore[arg-type]
            )

    def _resolutions(self) -> Iterable[Resolution]:
        for draft in self._found.decisions:
            yield Resolution(
                id=self._ids[id(draft)],
                decision=draft.decision,
                motion=self._id(draft.motion),
                clauses=tuple(self._clause(c) for c in draft.clauses),
                **self._row(draft),  # type: ignore[arg-type]
            )

    def _actions(self) -> Iterable[Action]:
        for task in self._found.tasks:
            yield Action(
                id=self._ids[id(task)],
                owner=_who(task.owner),
                owner_text=self._words(task.owner_words),
                due=task.due,
                due_text=self._words(task.due_words),
                basis="derived" if task.derived else "stated",
                **self._row(task),  # type: ignore[arg-type]
            )

    def _declarations(self) -> Iterable[Declaration]:
        for draft in self._found.declarations:
            yield Declaration(
                id=self._ids[id(draft)],
                attendee=_who(draft.person),
                interest=draft.interest,  # type: ignore[arg-type]
                **self._row(draft),  # type: ignore[arg-type]
            )

    def _as_written(self, words: str | None) -> str | None:
        """Words of the text in its own capitals: one all in capitals was read as if it had small letters."""
        return words.upper() if words is not None and self._loud else words

    def _row(self, draft: Any) -> dict[str, object]:
        return {**self._place(draft.start, draft.end), "rule": draft.rule, "item": self._item(draft.item)}

    def _words(self, place: tuple[int, int] | None) -> str | None:
        return (self._text[place[0] : place[1]] or None) if place else None

    def _documents(self) -> Iterable[Document]:
        for number, draft in enumerate(self._layout.documents, 1):
            yield Document(
                id=f"f{number}",
                title=self._as_written(draft.title) or "",
                format=draft.format,
                size_bytes=draft.size,
                item=self._item(draft.item),
                rule="document",
                **self._place(draft.start, draft.end),  # type: ignore[arg-type]
            )


def _kind(person: Person) -> Kind:
    """Whether a member of the body, an officer or another: by title first, then by the words of the office."""
    if person.is_member:
        return "member"
    words = set((person.role or "").lower().replace("-", " ").split())
    for kind, marks in KINDS:
        if words & marks:
            return kind
    if person.role:
        return "officer"
    return "other" if person.organization else "unknown"


def _who(person: Person | None) -> str | None:
    return person.id or None if person is not None else None
