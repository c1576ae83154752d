"""Carried motions: which decision each became, and the decisions that no resolution prints."""

from __future__ import annotations

from minutes_cli.business.participle import Participles
from minutes_cli.drafts import Decided, Moved, Text
from minutes_cli.engine.tokens import Token
from minutes_cli.nearness import Nearness
from minutes_cli.spans import Spans

_SPACES = 3  # between a sentence and the next
_LABEL = 14  # characters before a mover's name, or behind a seconder's, that say no more than `Proposed by`
_UNMARKED = frozenset({"decision_inside", "decision_that"})


def link(text: Text, participles: Participles) -> None:
    """Let each decision point at the motion that it carries; a motion carried without one is a decision."""
    taken: set[int] = set()
    motions = Nearness(text.motions, item=lambda m: m.item, place=lambda m: m.moved_at)
    named = Spans(t for t in text.named if isinstance(t.value, tuple))
    for decided in sorted(text.decisions, key=lambda d: d.start):
        near = motions.about(decided.item, decided.start)
        if decided.decision == "elected":
            near = _nominations(text, decided, near, named)
        motion = _carried_by(near, decided, taken)
        if motion is not None:
            taken.add(id(motion))
            decided.motion = motion
            if motion.outcome is None and not motion.overtaken:
                motion.outcome, motion.settled_at = "carried", decided.start
    _drop_lost(text)
    for motion in text.motions:
        if motion.outcome == "carried" and id(motion) not in taken and motion.rule != "nameless" and not motion.elects:
            span = (motion.start, motion.end)
            verb = participles.first(text.layout.clean, [span], None)
            if verb == "resolved" and motion.start <= motion.moved_at:
                behind = min((motion.mover_words or span)[1], motion.end)
                verb = participles.infinitive(text.layout.clean, behind, motion.end) or verb
            text.decisions.append(Decided(*span, "carried_motion", motion.item, verb, motion=motion))


def _drop_lost(text: Text) -> None:
    """Take away what only looked like a decision: the words of a motion that was lost."""
    lost = Spans(motion for motion in text.motions if motion.outcome == "lost")
    text.decisions[:] = [
        d for d in text.decisions if d.rule not in _UNMARKED or lost.holding(d.start, d.end) is None or d.motion
    ]


def _nominations(text: Text, decided: Decided, near: list[Moved], named: Spans[Token]) -> list[Moved]:
    """Of the motions near an election those that name who was elected; all, where it names nobody."""
    values = [t.value for t in named.near(decided.start, decided.end) if isinstance(t.value, tuple)]
    names = [ref.name for refs in values for ref in refs if ref.name]
    if not names:
        for motion in near:
            if motion.backed and motion.outcome is None and motion.moved_at < decided.start:
                motion.outcome, motion.settled_at, motion.elects = "carried", decided.start, True
        return near
    surnames = {name.split()[-1] for name in names}
    others = [m for m in near if not any(name in text.layout.clean[m.start : m.end] for name in surnames)]
    return [m for m in near if m not in others] or ([] if _contested(others, decided) else near)


def _contested(near: list[Moved], decided: Decided) -> bool:
    """Whether more than one motion may be what somebody was elected by."""
    return sum(1 for m in near if m.moved_at < decided.start and m.outcome is None) > 1


def _is_next(motion: Moved, decided: Decided) -> bool:
    """Whether the decision is the next sentence: Mr A moved the budget, Mr B seconded. The budget was approved."""
    told = (motion.seconder_words or motion.mover_words or (0, 0))[1]
    return motion.settled_at == decided.start and decided.start - told <= _LABEL


def _is_bare(motion: Moved, decided: Decided) -> bool:
    """`Proposed A, seconded B, all in favour.` just before the decision: what was moved is told there."""
    mover = motion.mover_words or (motion.end, motion.end)
    return 0 <= decided.start - motion.end <= _SPACES and mover[0] - motion.start <= _LABEL


def _carried_by(near: list[Moved], decided: Decided, taken: set[int]) -> Moved | None:
    """The motion moved or settled last before a decision, if that may have become it."""
    pool = [m for m in near if m.backed is not False]
    over = [m for m in pool if m.start < decided.end and decided.start < m.end]
    before = [m for m in pool if m.moved_at < decided.start and m.outcome in (None, "carried")]
    before = [m for m in before if m.outcome or m.backed]
    if (
        decided.layout is None and decided.rule != "bare"
    ):  # a sentence of the discussion decides on its own, or is the motion's own sentence
        before = [m for m in before if m.outcome is None or _is_next(m, decided) or _is_bare(m, decided)]
    if over or not before:
        return next((m for m in over if id(m) not in taken and m.outcome in (None, "carried")), None)
    last = max(before, key=lambda m: m.settled_at if m.settled_at and m.settled_at < decided.start else m.moved_at)
    return None if id(last) in taken else last
