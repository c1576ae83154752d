"""Votes: counts, roll calls and what they decided."""

from __future__ import annotations

import functools
import itertools

from minutes_cli.business import carriage, voting
from minutes_cli.business.ballots import Ballot, Ballots, span
from minutes_cli.business.floor import Floor
from minutes_cli.business.participle import Participles
from minutes_cli.business.passages import MOVING, Passage
from minutes_cli.drafts import Tallied, Text
from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.island import Islands
from minutes_cli.nearness import Nearness

_COUNTS = ("for", "against", "abstain")
_SIDE = {
    "FOR": "for",
    "AGAINST": "against",
    "ABSTAIN": "abstain",
    "ABSENT": "absent",
    "AYE": "for",
    "NAY": "against",
}
_HEADS = (["THE", "MOTION"], ["THE", "AMENDMENT"])
_HEADER = frozenset({"BAR", "COLON", *_SIDE})


@functools.lru_cache(maxsize=8)
def _grammar(patches: tuple[Patch, ...]) -> Islands:
    return Islands(table("tally", patches), longest=160)


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the votes of a text; what only tells of them is taken and no speech."""
    votes = Votes(text, patches)
    votes.read()
    text.votes += votes.found
    voting.link(text, votes.found)
    carriage.link(text, Participles(patches))
    voting.decide(text)


class Votes:
    """Reads the passages of a text; a vote stays open while what follows goes on with it."""

    def __init__(self, text: Text, patches: tuple[Patch, ...]) -> None:
        """`patches` are those of the dialect and of the user."""
        self._text = text
        self._floor = Floor(text, patches)
        self._ballots = Ballots(_grammar(patches), text.layout.clean, self._floor.knows)
        self._decisions = Nearness(text.decisions, item=lambda d: d.item, place=lambda d: d.start)
        self._vote: Tallied | None = None  # goes on
        self._last: Tallied | None = None  # of this item
        self._called = False  # the passage before speaks of a vote
        self._about: str | None = None  # what those for it are for: the motion or the amendment
        self._side: str | None = None
        self._columns: list[str | None] = []
        self._lines = False  # the vote stands in lines of its own, which its result ends
        self.found: list[Tallied] = []

    def read(self) -> None:
        """Read them all."""
        passages = self._passages()
        for passage, following in itertools.zip_longest(passages, passages[1:]):
            assert passage is not None
            if self._last is not None and passage.block.item != self._last.item:
                self._close()
                self._last = None
            if passage.has("BAR") and (passage.block.role == "vote" or self._columns):
                self._row(passage)
            else:
                self._sentence(passage, following)

    def _passages(self) -> list[Passage]:
        """The passages of the floor, and the blocks of names that stand between the lines of a vote."""
        found, blocks = self._floor.passages(), self._text.layout.blocks
        heard = {p.index for p in found}
        groups = {blocks[i].group for i in heard if blocks[i].role == "vote"}
        extra = [i for i, b in enumerate(blocks) if b.group in groups and i not in heard and b.role == "discussion"]
        more = [p for index in extra for p in self._floor.block(index)]
        return sorted(found + more, key=lambda p: p.start)

    # ---- sentences and lines

    def _sentence(self, passage: Passage, following: Passage | None = None) -> None:
        ballot = self._ballots.tail(passage, self._side) if self._vote else None
        ballot = ballot or self._ballots.read(passage, going=self._vote is not None)
        if not ballot and following is not None and self._ballots.line(following):
            ballot = self._ballots.line(passage) or ballot  # Ayes: 3. Noes: 0.
        moves = {f.name for f in self._floor.acts(passage)}
        if moves & MOVING:
            self._close()
            self._last = None
        called, self._called = self._called, passage.has("VOTES", "VOTED", "MOTION", "AMENDMENT", "SECONDED")
        if ballot.plain and self._vote is None and not (called or self._called):
            ballot = Ballot(passage.start, passage.end)
        if ballot:
            self._add(passage, ballot)
        elif self._vote is not None and ballot.idle:
            self._vote.end = passage.end
        elif self._vote is not None and moves & {"result", "alone"}:
            ends = "result" in moves or passage.block.role == "vote"
            self._vote.end = passage.end if self._lines and ends else self._vote.end
            self._take(passage)
            self._close()
        else:
            self._close()

    def _add(self, passage: Passage, ballot: Ballot) -> None:
        told = ballot.counts or ballot.names or ballot.heading
        line = passage.block.role == "vote" and passage.types()[0] in ("VOTES", "VOTED")
        declared = passage.has("MOTION", "AMENDMENT", "VOTES")
        if not told and self._last is not None and declared and not line:
            self._last.unanimous = not self._last.counts[1]  # the chair declares what the count has shown
            return
        vote = self._vote
        if vote is not None and not told and ballot.unanimous and _divided(vote):
            vote = None  # what follows was decided by itself
        if vote is None or line or (self._clashes(vote, ballot) and not self._turns(ballot)):
            vote = self._open(passage, ballot)
        if self._turns(ballot):
            ayes, noes, abstentions = vote.counts
            vote.counts = (None, ayes if noes is None else noes, abstentions)
            vote.voters = [(p, w, "against" if side == "for" else side) for p, w, side in vote.voters]
            vote.about = ballot.about
        elif ballot.between:
            vote.about = ballot.about
        self._about = ballot.about or self._about
        vote.end = max(vote.end, ballot.end)
        if ballot.contested:
            ballot.counts["for"] = max(ballot.counts["for"], vote.counts[0] or 0)
        vote.counts = tuple(  # type: ignore[assignment]
            ballot.counts.get(side, known) for side, known in zip(_COUNTS, vote.counts, strict=True)
        )
        vote.unanimous = vote.unanimous or ballot.unanimous
        for tokens, side in ballot.names:
            self._voter(vote, tokens, side)
        self._lines = self._lines or passage.block.role == "vote" or bool(ballot.names)
        self._side = ballot.heading or (self._side if not ballot.counts else None)
        self._take(passage)

    @staticmethod
    def _clashes(vote: Tallied, ballot: Ballot) -> bool:
        """Whether a ballot counts again what the vote has counted, and finds another number."""
        known = dict(zip(_COUNTS, vote.counts, strict=True))
        return not ballot.contested and any(
            known.get(side) not in (None, number) for side, number in ballot.counts.items()
        )

    def _turns(self, ballot: Ballot) -> bool:
        """Whether the amendment is put against the motion: those for the one are against the other."""
        return ballot.about is not None and self._about not in (None, ballot.about)

    def _open(self, passage: Passage, ballot: Ballot) -> Tallied:
        start, end = ballot.start, ballot.end
        if ballot.unanimous and not ballot.counts and passage.block.role != "vote" and start == passage.start:
            start, end = self._whole(passage)
        vote = Tallied(start, end, "vote", passage.block.item)
        self._vote = self._last = vote
        self._side, self._columns, self._lines, self._about = None, [], False, None
        self.found.append(vote)
        return vote

    def _whole(self, passage: Passage) -> tuple[int, int]:
        """The sentence of a decision with one voice: from the words that run into it to its end."""
        start, end = passage.start, passage.end
        for decided in self._decisions.about(passage.block.item, passage.start):
            label = decided.layout.label if decided.layout else None
            if label and label[0] < passage.end and passage.start <= label[0]:
                end = max(end, decided.end)
                before = list(self._floor.block(passage.index - 1)) if passage.first and passage.index else []
                if before and before[-1].tokens[-1].type in ("AND", "BE", "WAS", "COMMA"):
                    start = before[-1].start
        return start, end

    def _voter(self, vote: Tallied, tokens: list, side: str) -> None:  # type: ignore[type-arg]
        for person in self._floor.named(tokens):
            vote.voters.append((person, span(tokens), side))

    def _take(self, passage: Passage) -> None:
        self._text.taken.append((passage.start, passage.end))

    def _close(self) -> None:
        self._vote, self._side, self._columns = None, None, []

    # ---- tables

    def _row(self, passage: Passage) -> None:
        """A row of a table of votes: the sides at its head, below them the names."""
        types = passage.types()
        cells = self._cells(passage)
        if set(types) <= _HEADER and set(types) & set(_SIDE):
            vote = self._open(passage, Ballot(passage.start, passage.end))
            self._lines = True
            self._columns = [next((_SIDE[t.type] for t in cell if t.type in _SIDE), None) for cell in cells]
            vote.end = passage.end
        elif self._vote is not None and self._columns:
            for side, cell in zip(self._columns, cells, strict=False):
                if side and cell:
                    self._voter(self._vote, cell, side)
            self._vote.end = passage.end
        else:
            self._sentence(passage)

    @staticmethod
    def _cells(passage: Passage) -> list[list]:  # type: ignore[type-arg]
        cells: list[list] = [[]]  # type: ignore[type-arg]
        for token in passage.tokens:
            if token.type == "BAR":
                cells.append([])
            else:
                cells[-1].append(token)
        return cells[1:] if passage.tokens[0].type == "BAR" else cells


def _divided(vote: Tallied) -> bool:
    """Whether somebody was not for it."""
    return any(vote.counts[1:]) or any(side in ("against", "abstain") for _, _, side in vote.voters)
