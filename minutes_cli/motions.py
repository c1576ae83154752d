"""Motions and amendments: who moved, who seconded, what became of them."""

from __future__ import annotations

import functools

from minutes_cli.drafts import Decided, Moved, Text
from minutes_cli.floor import Floor, Found, Passage, islands
from minutes_cli.grammar import Patch, table
from minutes_cli.island import Islands, Tree
from minutes_cli.participle import Participles
from minutes_cli.people import Person
from minutes_cli.proposal import Wording

_SECONDING = frozenset({"seconded", "backed", "unseconded"})
_NEAR = 2  # passages after a moving in which its seconding may stand
_OPENING = frozenset({"BE", "ADV", "COMMA", "COLON", "DASH", "LPAR", "SEMI", "BAR", "DOT", "QUOTE"})


@functools.lru_cache(maxsize=8)
def _grammar(patches: tuple[Patch, ...]) -> Islands:
    return Islands(table("motion", patches), longest=24)


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the motions of a text, and the decisions that carried ones make."""
    motions = Motions(text, patches)
    motions.read()
    text.motions += motions.found
    _decide(text, Participles(patches))


class Motions:
    """Reads the passages of a text, one after the other; what is open is a motion whose outcome is not told yet."""

    def __init__(self, text: Text, patches: tuple[Patch, ...]) -> None:
        self._text = text
        self._floor = Floor(text, patches)
        self._wording = Wording(text)
        self._grammar = _grammar(patches)
        self._item: int | None = -1
        self._open: list[Moved] = []
        self.found: list[Moved] = []

    def read(self) -> None:
        """Read them all."""
        passages = self._floor.passages()
        rows = [islands(self._grammar, p) for p in passages]
        for number, (passage, found) in enumerate(zip(passages, rows, strict=True)):
            if passage.block.item != self._item:
                self._item, self._open = passage.block.item, []
            soon = [f for row in rows[number + 1 : number + 1 + _NEAR] for f in row]
            for at, island in enumerate(found):
                self._take(passage, found, at, island, soon)

    def _take(self, passage: Passage, found: list[Found], at: int, island: Found, soon: list[Found]) -> None:
        if island.name in ("moved", "both", "unnamed"):
            if self._is_moving(passage, found, at, soon):
                self._move(passage, found, at)
        elif island.name in _SECONDING:
            self._second(passage, island)
        elif island.name in ("result", "alone"):
            self._settle(passage, island)

    # ---- moving

    @staticmethod
    def _is_moving(passage: Passage, found: list[Found], at: int, soon: list[Found]) -> bool:
        """Whether a motion is moved: `proposed` may be a mere suggestion, `moved` a change of place."""
        island, types = found[at], passage.types()
        later = found[at + 1 :]
        if island.name != "moved" or any(f.name in _SECONDING for f in later):
            return True
        if island.tree.leaf("MADE", "MOTION", "AMENDMENT"):
            return True
        if types[island.at] != "WHO":
            return island.at == 0 or types[island.at - 1] in _OPENING
        follows = types[island.end : island.end + 4]
        word = passage.tokens[island.end - 1]
        if any(f.name in _SECONDING for f in soon) and follows[:1] != ["BY"]:
            return True
        moves = word.end - word.start == len("moved")
        return moves and (
            follows[:1] in (["THAT"], ["QUOTE"], ["COLON"]) or "MOTION" in follows or "AMENDMENT" in follows
        )

    def _move(self, passage: Passage, found: list[Found], at: int) -> None:
        island = found[at]
        start, end = self._wording.find(passage, found, at)
        motion = Moved(start, end, island.name, passage.block.item, moved_at=passage.tokens[island.at].start)
        motion.amendment = self._is_amendment(passage, island)
        motion.mover, motion.mover_words = self._who(passage, island, "mover")
        motion.backed = True if island.name in ("both", "unnamed") else None
        if island.name == "both":
            motion.seconder, motion.seconder_words = self._who(passage, island, "seconder")
        if motion.amendment:
            motion.amends = next((m for m in reversed(self._open) if not m.amendment), None)
        self.found.append(motion)
        self._open.append(motion)

    def _is_amendment(self, passage: Passage, island: Found) -> bool:
        types = passage.types()
        stop = next((i for i in range(island.end, len(types)) if types[i] in ("THAT", "QUOTE")), len(types))
        return "AMENDMENT" in types[: max(stop, island.end)]

    def _who(
        self, passage: Passage, island: Found, part: str
    ) -> tuple[Person | None, tuple[int, int] | None]:
        """The person of an island, and the place of the words that name them."""
        tree = island.tree.find(part)
        leaf = None if tree else island.tree.leaf("WHO")
        if tree is None and leaf is None:
            return None, None
        first = island.at + (tree.start if isinstance(tree, Tree) else leaf.start if leaf else 0)
        last = island.at + (tree.end if isinstance(tree, Tree) else leaf.end if leaf else 0)
        tokens = passage.tokens[first:last]
        return self._floor.named(tokens)[0], (tokens[0].start, tokens[-1].end)

    # ---- seconding

    def _second(self, passage: Passage, island: Found) -> None:
        waiting = [m for m in self._open if m.backed is None]
        if not waiting:
            return
        motion = waiting[-1]
        motion.backed = island.name != "unseconded"
        if island.name == "seconded":
            motion.seconder, motion.seconder_words = self._who(passage, island, "seconder")
        elif island.name == "unseconded":
            self._open.remove(motion)

    # ---- outcome

    def _settle(self, passage: Passage, island: Found) -> None:
        motion = self._meant(passage, island)
        if motion is None:
            return
        kind = (
            "lost"
            if island.tree.find("lost")
            else "withdrawn"
            if island.tree.find("withdrawn")
            else "carried"
        )
        motion.outcome, motion.settled_at = kind, passage.start
        self._open.remove(motion)

    def _meant(self, passage: Passage, island: Found) -> Moved | None:
        """The motion whose outcome is told."""
        types = passage.types()
        if not self._open or island.tree.leaf("HAD"):
            return None
        last = self._open[-1]
        here = passage.start <= last.moved_at < passage.end
        if island.name == "alone":
            short = len(types) <= 4 or passage.has("VOTES", "UNANIMOUS", "SCORE")
            return last if island.at == 0 and short else None
        subject = types[island.at]
        if subject == "AMENDMENT":
            return next((m for m in reversed(self._open) if m.amendment), last)
        if subject == "MOTION" and "procedural" not in self._words(passage, island):
            return next((m for m in reversed(self._open) if not m.amendment), last)
        if subject in ("MOTION", "VOTES"):
            return last
        after = types[island.end : island.end + 1]
        if here and passage.tokens[island.at].start > last.moved_at:
            return last
        return (
            last
            if island.tree.leaf("AND") is None and after not in (["THAT"], ["TO"]) and passage.first is False
            else None
        )

    def _words(self, passage: Passage, island: Found) -> str:
        token = passage.tokens[island.at]
        return self._text.layout.clean[token.start : token.end].lower()


# ---- motions and decisions


def _decide(text: Text, participles: Participles) -> None:
    """Let each decision point at the motion that it carries; a carried motion without one is a decision itself."""
    taken: set[int] = set()
    for decided in sorted(text.decisions, key=lambda d: d.start):
        motion = _carried_by(text, decided, taken)
        if motion is not None:
            taken.add(id(motion))
            decided.motion = motion
            if motion.outcome is None:
                motion.outcome, motion.settled_at = "carried", decided.start
    for motion in text.motions:
        if motion.outcome == "carried" and id(motion) not in taken:
            span = (motion.start, motion.end)
            verb = participles.first(text.layout.clean, [span], None)
            text.decisions.append(Decided(*span, "carried_motion", motion.item, verb, motion=motion))


def _carried_by(text: Text, decided: Decided, taken: set[int]) -> Moved | None:
    """The last motion before a decision that may have become it."""
    for motion in reversed(text.motions):
        if motion.item != decided.item or id(motion) in taken:
            continue
        overlaps = motion.start < decided.end and decided.start < motion.end
        if motion.moved_at > decided.start and not overlaps:
            continue
        if motion.outcome == "carried" or overlaps:
            return motion
        if motion.outcome is None and motion.backed:
            return motion
    return None
