"""The entries of a page: how each kind of row is drawn, with the rows beneath it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from minutes_cli.model import (
    Action,
    Attendee,
    Clause,
    Declaration,
    Document,
    Motion,
    Question,
    Resolution,
    Response,
    Row,
    Spoken,
    Statement,
    Vote,
)
from minutes_cli.page.columns import INDENT, LABEL, Cut, Flow, Hung, barred, line
from minutes_cli.page.outline import Entry
from minutes_cli.page.wording import day, fold, name, roll, size, tally
from minutes_cli.speech.attribution import naming, opening

_LONG = 24  # the words for a speaker beyond which little of a one-line statement would be seen
_PRONOUNS = ("he", "she", "they", "who")
_OUTCOMES = {"carried": "green", "lost": "red", "withdrawn": "magenta"}
_LINES: Mapping[type[Row], int] = {
    Question: 6,
    Response: 6,
    Statement: 1,
    Motion: 4,
    Vote: 1,
    Resolution: 6,
    Action: 3,
    Declaration: 3,
    Document: 2,
}
"""After how many lines the words of a row are cut when it is not printed in full."""


class Entries:
    """Draws entries; `people` are those of the minutes by id, `full` the kinds of row that are never cut."""

    def __init__(self, people: Mapping[str, Attendee], full: frozenset[type[Row]] = frozenset()) -> None:
        """Draw with the names of `people`."""
        self.people = people
        self.full = full

    def draw(self, entry: Entry) -> Iterator[RenderableType]:
        """The lines of an entry."""
        match entry.row:
            case Question():
                yield from self._question(entry, entry.row)
            case Response():
                yield line(Text("Answer", style="cyan"), self._speech(entry.row), entry.row.line)
            case Statement():
                yield line(Text("Statement", style="dim"), self._speech(entry.row), entry.row.line)
            case Motion():
                yield from self._motion(entry, entry.row)
            case Resolution():
                yield barred(Group(*self._resolution(entry, entry.row)), "green")
            case Vote():
                yield from self._vote(entry.row)
            case Action():
                yield line(Text("Action", style="bold magenta"), self._action(entry.row), entry.row.line)
            case Declaration():
                yield line(Text("Declared", style="magenta"), self._declaration(entry.row), entry.row.line)
            case Document():
                yield line(Text("Document", style="dim"), self._document(entry.row), entry.row.line)

    def _cut(self, row: Row, text: Text) -> Cut:
        return Cut(text, None if type(row) in self.full else _LINES[type(row)])

    def _called(self, who: str | None, words: str | None = None) -> str:
        """The name of a person by id, else the words of the text for them."""
        return name(self.people[who]) if who is not None and who in self.people else fold(words)

    def _speech(self, row: Spoken) -> Cut:
        said = self._led(row.text, row.speaker, row.speaker_text, row.co_speakers, brief=isinstance(row, Statement))
        return self._cut(row, said)

    def _led(
        self,
        said: str,
        who: str | None,
        words: str | None = None,
        others: tuple[str, ...] = (),
        *,
        brief: bool = False,
    ) -> Text:
        """A text with those whose it is in bold: where it names them plainly, else before it.

        A name put in place of other words has these beside it, save a pronoun and, if `brief`, long ones.
        """
        text, called = fold(said), fold(words)
        names = [self._called(who, words), *(self._called(other) for other in others)]
        speaker = " and ".join(n for n in names if n)
        if not speaker:
            return Text(text)
        people = [self.people[one] for one in (who or "", *others) if one in self.people]
        if place := naming(text, called, people):
            start, end = place
            return Text(text[:start]).append(text[start:end], style="bold").append(text[end:])
        if not others and (end := opening(text, called)):
            untold = (brief and end > _LONG) or called.casefold() in _PRONOUNS
            beside = "" if untold else f" ({_within(text[:end])})"
            return Text().append(speaker, style="bold").append(beside, style="dim").append(text[end:])
        return Text().append(speaker, style="bold").append(f": {text}")

    def _question(self, entry: Entry, row: Question) -> Iterator[RenderableType]:
        yield line(Text("Question", style="bold cyan"), self._speech(row), row.line)
        label = Text("↳ ", style="dim").append("Answer", style="not dim cyan")
        for answer in entry.below:
            if isinstance(answer, Spoken):
                yield line(label, self._speech(answer), answer.line)
        for other in entry.elsewhere:
            who = self._called(other.speaker, other.speaker_text)
            said = Text().append(f"{who} " if who else "", style="bold")
            said.append("under a later question", style="dim")
            yield line(label, said, other.line)
        if not entry.answered:
            yield line(Text("↳ ", style="dim"), Text("unanswered", style="red"))

    def _motion(self, entry: Entry, row: Motion) -> Iterator[RenderableType]:
        """Who moved and seconded, the outcome and the tally, then the words, then who voted how."""
        votes = [vote for vote in entry.below if isinstance(vote, Vote)]
        persons = (
            ("moved by ", self._called(row.moved_by, row.moved_by_text)),
            ("seconded by ", self._called(row.seconded_by, row.seconded_by_text)),
        )
        head: list[RenderableType] = []
        if outcome := _outcome(row.outcome, votes[0] if len(votes) == 1 else None):
            head.append(outcome)
        if movers := [Text(role).append(who, style="bold") for role, who in persons if who]:
            head.append(Flow(movers, ", "))
        words = [] if entry.repeated else [self._cut(row, Text(fold(row.text)))]
        label = Text("Amendment" if row.amends else "Motion", style="magenta")
        yield line(label, Group(*head, *words), row.line)
        yield from self._beneath(votes)

    def _beneath(self, votes: list[Vote]) -> Iterator[RenderableType]:
        """The votes under what was voted on; a lone one's tally stands above already."""
        for vote in votes:
            lines: list[RenderableType] = [_outcome(vote.outcome, vote)] if len(votes) > 1 else []
            lines += self._rolls(vote)
            if lines:
                yield line(Text("↳ ", style="dim").append("Vote", style="not dim magenta"), Group(*lines), vote.line)

    def _rolls(self, vote: Vote) -> list[RenderableType]:
        voted = tuple(roll(vote, self.people))
        wide = max((len(heading) for heading, _ in voted), default=0) + 2
        return [
            Hung(Text(heading.ljust(wide), style="dim"), Text(" " * wide), Flow(map(Text, names), ", "))
            for heading, names in voted
        ]

    def _vote(self, row: Vote) -> Iterator[RenderableType]:
        outcome = _outcome(row.outcome, row)
        head = [outcome] if outcome else []
        words = self._cut(row, Text(fold(row.text), style="dim" if head else ""))
        yield line(Text("Vote", style="magenta"), Group(*head, words, *self._rolls(row)), row.line)

    def _resolution(self, entry: Entry, row: Resolution) -> Iterator[RenderableType]:
        """The decision, then the words, or what stands before the first clause and the clauses as a tree."""
        votes = [vote for vote in entry.below if isinstance(vote, Vote)]
        head = Text(fold(row.decision), style="bold green")
        if len(votes) == 1:
            outcome = _outcome(votes[0].outcome, votes[0])
            head.append("  " if head and outcome else "", style="not bold").append_text(outcome)
        text = _preamble(row) if row.clauses else fold(row.text)
        words = [self._cut(row, Text(text))] if text else []
        label = Text("Resolved", style="bold green")
        yield _inner(label, Group(*([head] if head else []), *words), row.line)
        yield from self._clauses(row, row.clauses, "")
        yield from self._beneath(votes)

    def _clauses(self, row: Resolution, clauses: tuple[Clause, ...], guides: str) -> Iterator[RenderableType]:
        for clause in clauses:
            last = clause is clauses[-1]
            label = f"{fold(clause.label)} " if clause.label else ""
            first = Text().append(guides + ("└─ " if last else "├─ "), style="green").append(label, style="bold")
            rest = Text().append(guides + ("   " if last else "│  "), style="green").append(" " * len(label))
            text = Text(_own_words(clause))
            yield _inner("", Hung(first, rest, self._cut(row, text)), clause.line)
            yield from self._clauses(row, clause.clauses, guides + ("   " if last else "│  "))

    def _action(self, row: Action) -> Cut:
        """Who is to do what by when; a date stands before the words, so that no cut takes it away."""
        due = f"by {day(row.due)}" if row.due else fold(row.due_text)
        said = self._led(row.text, row.owner, row.owner_text)
        if due:
            said = Text().append(due, style="magenta").append(" · ").append_text(said)
        return self._cut(row, said)

    def _declaration(self, row: Declaration) -> Cut:
        said = self._led(row.text, row.attendee)
        if row.interest and row.interest not in said.plain.casefold():
            said = Text().append(f"{row.interest} interest", style="magenta").append(" · ").append_text(said)
        return self._cut(row, said)

    def _document(self, row: Document) -> Cut:
        about = [fold(row.format), "" if row.size_bytes is None else size(row.size_bytes), fold(row.url)]
        beside = ", ".join(p for p in about if p)
        return self._cut(row, Text(fold(row.title)).append(f"  {beside}" if beside else "", style="dim"))


def _inner(label: Text | str, words: RenderableType, number: int) -> RenderableType:
    """A line to the right of a bar, whose label so needs no space before it."""
    return line(label, words, number, before=LABEL - INDENT, indent=0)


def _within(words: str) -> str:
    """The words as they are in the middle of a sentence."""
    return f"the {words[4:]}" if words.startswith("The ") else words


def _outcome(outcome: str | None, vote: Vote | None) -> Text:
    """An outcome with the tally of the vote that gave it."""
    said = outcome or (vote.outcome if vote else None)
    text = Text(said or "", style=f"bold {_OUTCOMES[said]}" if said else "")
    counted = tally(vote) if vote else ""
    return text.append((", " if said and counted else "") + counted, style="not bold")


def _preamble(row: Resolution) -> str:
    """The words of a resolution before its first clause, without that clause's label."""
    before = fold(row.text[: max(0, row.clauses[0].start - row.start)])
    label = fold(row.clauses[0].label)
    return before.removesuffix(label).rstrip() if label else before


def _own_words(clause: Clause) -> str:
    """The words of a clause before those below it, without any label of its own or of the first below."""
    end = clause.clauses[0].start - clause.start if clause.clauses else len(clause.text)
    words = fold(clause.text[: max(0, end)])
    if label := fold(clause.label):
        words = words.removeprefix(label).lstrip()
    if clause.clauses and (label := fold(clause.clauses[0].label)):
        words = words.removesuffix(label).rstrip()
    return words
