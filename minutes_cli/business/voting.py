"""Voting: which motion and which decision each vote is about, and what the counts tell of them."""

from __future__ import annotations

from minutes_cli.drafts import Moved, Tallied, Text
from minutes_cli.nearness import Nearness
from minutes_cli.spans import Spans

_SOON = 400  # characters behind a vote in which its result may be told
_LABEL = 60  # characters behind a vote before which its resolution begins: RESOLVED, and a blank line


def link(text: Text, votes: list[Tallied]) -> None:
    """Each vote to its motion; where nothing tells a motion's outcome, the counts do."""
    motions = Nearness(text.motions, item=lambda m: m.item, place=lambda m: m.moved_at)
    voted: set[int] = set()
    decisions = Spans(text.decisions)
    for vote in votes:
        near = motions.about(vote.item, vote.start)
        vote.motion = motion = _voted(near, vote)
        if motion is None and decisions.beginning(vote.start, vote.end) is None:
            vote.motion = motion = _told_late(near, vote, voted)
        voted.add(id(motion))
        if motion is not None and vote.about is not None:
            _settle_both(vote, near)
        if motion is None or motion.outcome is not None:
            continue
        ayes, noes = _sides(vote)
        if vote.unanimous or ayes != noes:
            motion.outcome = "carried" if vote.unanimous or ayes > noes else "lost"
            motion.settled_at = vote.end


def _settle_both(vote: Tallied, near: list[Moved]) -> None:
    """The outcome of a motion and of its amendment that a vote has set against each other."""
    amendment = next((m for m in reversed(near) if m.amends is not None and m.moved_at < vote.end), None)
    ayes, noes = _sides(vote)
    if amendment is None or amendment.amends is None or ayes == noes:
        return
    motion = amendment.amends
    won = (ayes > noes) == (vote.about == "AMENDMENT")
    amendment.outcome, motion.outcome = ("carried", "lost") if won else ("lost", "carried")
    amendment.settled_at = motion.settled_at = vote.end
    vote.motion = amendment if vote.about == "AMENDMENT" else motion


def _sides(vote: Tallied) -> tuple[int, int]:
    """How many were for and against, by the counts or by the names; equal where one of them is not told."""
    ayes, noes = vote.counts[:2]
    if ayes is None and noes is None:
        sides = [side for _, _, side in vote.voters]
        ayes, noes = (sides.count(side) or None for side in ("for", "against"))
    if ayes is not None and noes is None and vote.counts[2] is not None:
        noes = 0  # 3 for, 1 abstention
    return (ayes, noes) if ayes is not None and noes is not None else (0, 0)


def _voted(near: list[Moved], vote: Tallied) -> Moved | None:
    """The last motion moved before the vote and not settled before it."""
    before = [m for m in near if m.moved_at < vote.end]
    done = [m.moved_at for m in before if not m.amendment and m.settled_at is not None and m.settled_at < vote.start]
    last = max(done, default=-1)  # motions left open before one that is settled are not voted on now
    open_ = [m for m in before if m.settled_at is None and m.moved_at > last]
    pool = [m for m in before if m in open_ or (m.settled_at is not None and m.settled_at >= vote.start)]
    settled = [m for m in pool if m.settled_at is not None and m.settled_at <= vote.end + _SOON]
    if settled:
        return min(settled, key=lambda m: m.settled_at or 0)
    return pool[-1] if pool else None


def _told_late(near: list[Moved], vote: Tallied, voted: set[int]) -> Moved | None:
    """`The motion was carried. Opposed: Councillor A`: the motion just settled, if no other vote is on it."""
    settled = [m for m in near if m.settled_at is not None and vote.start - _SOON < m.settled_at <= vote.start]
    last = max(settled, key=lambda m: m.settled_at or 0, default=None)
    return last if last is not None and id(last) not in voted else None


def decide(text: Text) -> None:
    """Let each vote point at the decision that it took."""
    became = {id(d.motion): d for d in text.decisions if d.motion is not None}
    decisions = Nearness(text.decisions, item=lambda d: d.item, place=lambda d: d.start)
    for vote in text.votes:
        if vote.motion is not None:
            vote.outcome = vote.motion.outcome
            vote.decision = became.get(id(vote.motion))
            continue
        pool = decisions.about(vote.item, vote.start)
        over = [d for d in pool if d.start < vote.end and vote.start < d.end]
        before = [d for d in pool if d.end <= vote.start]
        after = [d for d in pool if vote.end <= d.start < vote.end + _LABEL]
        vote.decision = next(iter([*over, *reversed(before), *after]), None)
