"""Carried motions: which decision each became, and the decisions that no resolution prints."""

from __future__ import annotations

from minutes_cli.drafts import Decided, Moved, Text
from minutes_cli.nearness import Nearness
from minutes_cli.participle import Participles


def link(text: Text, participles: Participles) -> None:
    """Let each decision point at the motion that it carries; a motion carried without one is a decision."""
    taken: set[int] = set()
    motions = Nearness(text.motions, item=lambda m: m.item, place=lambda m: m.moved_at)
    for decided in sorted(text.decisions, key=lambda d: d.start):
        motion = _carried_by(motions.about(decided.item, decided.start), decided, taken)
        if motion is not None:
            taken.add(id(motion))
            decided.motion = motion
            if motion.outcome is None and not motion.overtaken:
                motion.outcome, motion.settled_at = "carried", decided.start
    for motion in text.motions:
        if motion.outcome == "carried" and id(motion) not in taken and motion.rule != "nameless":
            span = (motion.start, motion.end)
            verb = participles.first(text.layout.clean, [span], None)
            named = motion.mover_words or span
            if verb == "resolved" and motion.start <= motion.moved_at:
                verb = (
                    participles.infinitive(text.layout.clean, min(named[1], motion.end), motion.end) or verb
                )
            text.decisions.append(Decided(*span, "carried_motion", motion.item, verb, motion=motion))


def _carried_by(near: list[Moved], decided: Decided, taken: set[int]) -> Moved | None:
    """The motion moved or settled last before a decision, if that may have become it."""
    pool = [m for m in near if m.backed is not False]
    over = [m for m in pool if m.start < decided.end and decided.start < m.end]
    before = [m for m in pool if m.moved_at < decided.start and m.outcome in (None, "carried")]
    before = [m for m in before if m.outcome or m.backed]
    if (
        decided.layout is None and decided.rule != "bare"
    ):  # a sentence of the discussion decides on its own, or is the motion's own sentence
        before = [m for m in before if m.outcome is None]
    if over or not before:
        return next((m for m in over if id(m) not in taken and m.outcome in (None, "carried")), None)
    last = max(
        before, key=lambda m: m.settled_at if m.settled_at and m.settled_at < decided.start else m.moved_at
    )
    return None if id(last) in taken else last
