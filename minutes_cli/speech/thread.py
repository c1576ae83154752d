"""The thread of an exchange: who has spoken, which questions wait, what the next words may go on with."""

from __future__ import annotations

from minutes_cli.drafts import Said, Span, Task
from minutes_cli.persons.names import Ref
from minutes_cli.persons.people import Registry
from minutes_cli.persons.person import Person
from minutes_cli.speech.sentences import Act
from minutes_cli.speech.turns import Turn

Speakers = tuple[Person | None, tuple[Person, ...], bool]  # the first, the others, whether concluded


class Thread:
    """What an exchange has come to, in one item; `said` and `tasks` are all that was found in the text so far."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.said: list[Said] = []
        self.tasks: list[Task] = []
        self.reporter: Person | None = None  # whose report the paragraph belongs to, by the heading above it
        self.point = False  # the paragraph is a point of a list that nobody has led in
        self.begin(None)

    def begin(self, item: int | None) -> None:
        """A new item: nobody has spoken yet."""
        self.item = item
        self.recent: list[Person] = []  # who spoke, the latest last
        self.put: tuple[Person | None, Person | None] = (
            None,
            None,
        )  # asker and addressee that a heading names
        self.stop()

    def stop(self) -> None:
        """A heading, a decision or a vote stands between: nothing goes on over it."""
        self.open: list[Said] = []  # questions of the exchange in progress
        self.current: Said | None = None  # the row that a sentence without a subject goes on with
        self.request: Said | None = None  # a request that the next turn may agree to
        self.asker: Person | None = None
        self.answerer: Person | None = None

    @property
    def waiting(self) -> list[Said]:
        """The questions that nobody has answered."""
        return [q for q in self.open if not q.answered]

    @property
    def latest(self) -> Person | None:
        """Who spoke last."""
        return self.recent[-1] if self.recent else None

    def persons(self, refs: tuple[Ref, ...]) -> Speakers:
        """The persons that namings mean; they take part."""
        found = [p for p in (self._registry.resolve(r, recent=self.recent) for r in refs) if p is not None]
        for person in found:
            person.active = True
        return (found[0] if found else None), tuple(found[1:]), bool(refs) and refs[0].vague

    def speakers(self, turn: Turn, *, asking: bool = False) -> Speakers:
        """Who speaks in a turn; for a pronoun, who spoke before, or who asked before where it asks."""
        head = turn.head
        if head is None:
            return None, (), False
        if head.deed == "was_told" and head.by:
            return self.persons(head.by)
        if head.refs:
            return self.persons(head.refs)
        if head.subject != "PRON":
            return None, (), False
        current = self.current
        if asking and (current is None or current.kind == "response"):
            return self.asker or self.latest, (), True
        return (current.speaker if current is not None else self.latest), (), True

    def remember(self, person: Person | None) -> None:
        """Somebody has spoken."""
        if person is None:
            return
        person.active = True
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)

    def say(self, kind: str, place: Span, rule: str, who: Speakers, *, words: Span | None = None) -> Said:
        """Add a row."""
        speaker, others, derived = who
        row = Said(kind, *place, rule, self.item, speaker, others, words, derived)
        self.remember(speaker)
        for other in others:
            other.active = True
        self.said.append(row)
        return row

    def settle(self, row: Said, questions: list[Said]) -> None:
        """A row answers questions; all that were open are answered."""
        row.answers = questions
        for question in self.open:
            question.answered = True

    def task(self, place: Span, turn: Turn, owner: Person | None) -> Task:
        """Add a task that somebody takes on in a turn."""
        head = turn.head
        task = Task(*place, head.deed if head else "promise", self.item, owner)
        if head is not None and head.subject not in ("PRON", "IT"):
            task.owner_words = named_at(head)
        task.derived = head is not None and head.subject == "PRON"
        if owner is not None:
            owner.active = True
        self.tasks.append(task)
        return task


def named_at(act: Act) -> Span | None:
    """Where an act names its subject."""
    return (act.subject_start, act.subject_end) if act.subject_end else None
