"""Motions and amendments: who moved, who seconded, what became of them."""

from __future__ import annotations

from minutes_cli.business.floor import Floor
from minutes_cli.business.moving import MOVING, after, is_moving, is_strange, labels, seconding
from minutes_cli.business.passages import SECONDING, Found, Passage
from minutes_cli.business.proposal import Wording
from minutes_cli.drafts import Moved, Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.persons.person import Person

_OPEN = 12  # motions of an item that are kept open at a time
_SUBJECT = 6  # tokens of what was approved
_PAUSES = ("COMMA", "SEMI", "DASH", "COLON", "DOT", "RPAR", "AND")


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the motions of a text."""
    motions = Motions(text, patches)
    motions.read()
    text.motions += motions.found


class Motions:
    """Reads the passages of a text in turn; what is open is a motion whose outcome is not told yet."""

    def __init__(self, text: Text, patches: tuple[Patch, ...]) -> None:
        """`patches` are those of the dialect and of the user."""
        self._text = text
        self._floor = Floor(text, patches)
        self._wording = Wording(text, self._floor)
        self._item: int | None = -1
        self._open: list[Moved] = []
        self._touched = -1  # the passage that moved or seconded last
        self._behind = False  # the passage before did
        self.found: list[Moved] = []

    def read(self) -> None:
        """Read them all."""
        passages = self._floor.passages()
        rows = [self._floor.acts(p) for p in passages]
        for number, (passage, found) in enumerate(zip(passages, rows, strict=True)):
            if passage.block.item != self._item:
                self._item, self._open = passage.block.item, []
            soon = seconding([f for at in after(passages, number) for f in rows[at]])
            self._behind = number > 0 and passages[number - 1].start == self._touched
            for at, island in enumerate(found):
                self._take(passage, found, at, island, soon)

    def _take(self, passage: Passage, found: list[Found], at: int, island: Found, soon: bool) -> None:
        if not labels(passage, found, at) or is_strange(self._floor, passage, island):
            return
        if island.name in MOVING:
            if is_moving(self._floor, passage, found, at, soon):
                self._move(passage, found, at)
        elif island.name == "supported" and self._touched != passage.start:
            return  # Councillor A spoke, supported by Councillor B
        elif island.name in SECONDING:
            self._second(passage, island)
        elif island.name in ("result", "alone"):
            self._settle(passage, island)

    # ---- moving

    def _move(self, passage: Passage, found: list[Found], at: int) -> None:
        island = found[at]
        start, end = self._wording.find(passage, found, at)
        if not any(char.isalnum() for char in self._text.layout.clean[start:end]):
            return
        motion = Moved(start, end, island.name, passage.block.item, moved_at=passage.tokens[island.at].start)
        motion.amendment = self._is_amendment(passage, island)
        motion.mover, motion.mover_words = self._who(passage, island, "mover")
        if self._is_reference(passage, island) and any(
            m.mover is motion.mover and m.item == motion.item for m in self.found[-_OPEN:]
        ):
            return
        if island.tree.leaf("MADE"):
            self._text.taken.append((passage.start, passage.end))  # made the motion: no speech
        motion.backed = True if island.name in ("both", "bracketed", "unnamed") else None
        if island.name in ("both", "bracketed"):
            motion.seconder, motion.seconder_words = self._who(passage, island, "seconder")
        if motion.amendment:
            motion.amends = next((m for m in reversed(self._open) if not m.amendment), None)
        if self._is_carried(passage, island):
            motion.outcome, motion.settled_at = "carried", passage.start
        self.found.append(motion)
        self._open = [*self._open[-_OPEN:], motion]
        self._touched = passage.start

    def _is_carried(self, passage: Passage, island: Found) -> bool:
        """Whether the letters before the names tell the outcome too: M/S/C, MSP."""
        letters = island.tree.leaf("MOVED_SECONDED")
        if letters is None:
            return False
        token = passage.tokens[island.at + letters.start]
        return self._text.layout.clean[token.start : token.end].upper().strip("MS/&") != ""

    @staticmethod
    def _is_reference(passage: Passage, island: Found) -> bool:
        """`In moving the motion Councillor X said`, `the amendment proposed by X`: may be moved already."""
        before = passage.tokens[island.at - 1].type if island.at > 1 else ""
        return island.tree.leaf("PROPOSING") is not None or before in ("MOTION", "AMENDMENT")

    def _is_amendment(self, passage: Passage, island: Found) -> bool:
        types = passage.types()
        stop = next((i for i in range(island.end, len(types)) if types[i] in ("THAT", "QUOTE")), len(types))
        return "AMENDMENT" in types[: max(stop, island.end)] or (
            passage.first and self._wording.is_headed(passage.index)
        )

    def _who(self, passage: Passage, island: Found, part: str) -> tuple[Person | None, tuple[int, int] | None]:
        """The person of an island, and the place of the words that name them."""
        if island.name == "went_on":
            token = next(t for t in passage.tokens if t.type == "WHO")
            return self._floor.named([token])[0], (token.start, token.end)
        tree = island.tree.find(part) or island.tree.find("surname") or island.tree.find("who")
        couple = island.tree.find("couple")
        if couple is not None:  # moved and seconded by Councillors A and B
            token = passage.tokens[island.at + couple.start]
            persons = self._floor.named([token])
            return persons[0 if part == "mover" else -1], (token.start, token.end)
        if part == "mover" and island.tree.find("pronoun"):
            place = passage.tokens[island.at]
            return self._floor.speaker(passage), (place.start, place.end)
        if tree is None:
            return None, None
        tokens = passage.tokens[island.at + tree.start : island.at + tree.end]
        return self._floor.named(tokens)[0], (tokens[0].start, tokens[-1].end)

    # ---- seconding

    def _second(self, passage: Passage, island: Found) -> None:
        motion = next((m for m in reversed(self._open) if m.backed is None), None) or self._noticed(passage)
        if motion is None:
            return
        motion.backed = island.name != "unseconded"
        self._touched = passage.start
        if island.name in ("seconded", "supported"):
            motion.seconder, motion.seconder_words = self._who(passage, island, "seconder")
        elif island.name == "unseconded" and not passage.has("LOST"):
            self._open.remove(motion)

    def _noticed(self, passage: Passage) -> Moved | None:
        """The notice of motion above, which nobody is said to have moved: by whom the item's title names."""
        span = self._wording.notice(passage.index) if "MOTION" in passage.types()[:2] else None
        if span is None:
            return None
        motion = Moved(*span, "notice", passage.block.item, moved_at=passage.start)
        named = self._floor.titled(passage.block.item)
        if len(named) == 1:
            motion.mover, motion.mover_words = named[0]
        self.found.append(motion)
        self._open = [*self._open[-_OPEN:], motion]
        return motion

    # ---- outcome

    def _settle(self, passage: Passage, island: Found) -> None:
        motion = self._meant(passage, island) or self._nameless(passage, island)
        if motion is None:
            return
        kind = "lost" if island.tree.find("lost") else "withdrawn" if island.tree.find("withdrawn") else "carried"
        motion.outcome, motion.settled_at = kind, passage.start
        self._open.remove(motion)
        if motion.amends is not None and kind == "carried":
            motion.amends.overtaken = True

    def _nameless(self, passage: Passage, island: Found) -> Moved | None:
        """`Motion Passed` below a decision, `Carried` below a title: nobody is said to have moved it."""
        if self._open or passage.block.role != "vote" or island.at or not passage.index:
            return None
        span = self._wording.nameless(passage)
        if span is None:
            return None
        motion = Moved(*span, "nameless", passage.block.item, moved_at=span[0])
        self.found.append(motion)
        self._open.append(motion)
        return motion

    def _meant(self, passage: Passage, island: Found) -> Moved | None:
        """The motion whose outcome is told."""
        types = passage.types()
        if not self._open or island.tree.leaf("HAD"):
            return None
        if island.tree.leaf("BE") and not island.tree.leaf("WAS", "DECLARED"):
            return None  # proposed the Minutes be adopted
        last = self._open[-1]
        here = self._touched == passage.start
        if island.name == "alone":
            return last if self._stands_alone(passage, island, here) else None
        leaf = island.tree.leaf("MOTION", "AMENDMENT", "VOTES", "IT")
        subject = leaf.name if leaf else ""
        if island.tree.leaf("RESULT"):
            return last
        if subject == "IT" and types[island.at - 1] == "COMMA" and not here:  # 9 for the motion, which was carried
            subject = next((t for t in types[island.at - 1 :: -1] if t in ("AMENDMENT", "MOTION")), "IT")
        if not subject and types[island.at] in ("AND", "COMMA") and "THAT" not in types[: island.at]:
            # the motion was put to the vote and carried
            subject = next((t for t in types[: island.at] if t in ("AMENDMENT", "MOTION") and not here), "")
        if subject == "AMENDMENT":
            return next((m for m in reversed(self._open) if m.amendment), last)
        if subject == "MOTION" and passage.block.role != "vote" and "procedural" not in self._words(passage, island):
            motion = next((m for m in reversed(self._open) if not m.amendment), last)
            return None if motion.overtaken else motion  # the motion as amended
        if subject in ("MOTION", "VOTES"):
            return last
        after = types[island.end : island.end + 1]
        if types[island.at] in ("WAS", "MATTER"):  # the minutes were adopted on the proposal of
            own = "THAT" not in types[: island.at] or bool({"MOTION", "AMENDMENT"} & set(types[:2]))
            if self._behind and island.at < _SUBJECT and types[island.end :] in ([], ["DOT"]):
                return last  # Mr A moved the budget, Mr B seconded. The budget was approved.
            return last if here and own else None
        if here and passage.tokens[island.at].start > last.moved_at:
            return last
        return (
            last
            if island.tree.leaf("AND") is None and after not in (["THAT"], ["TO"]) and passage.first is False
            else None
        )

    @staticmethod
    def _stands_alone(passage: Passage, island: Found, here: bool) -> bool:
        """`Carried.` after a motion, `seconded by Councillor X; carried`."""
        types = passage.types()
        if island.at == 0 or passage.block.kind == "table_row":
            return len(types) <= 4 or passage.has("VOTES", "UNANIMOUS", "SCORE", "ALLFOR")
        ends = types[island.end : island.end + 1]
        return here and types[island.at - 1] in _PAUSES and (not ends or ends[0] in (*_PAUSES, "BY", "UNANIMOUS"))

    def _words(self, passage: Passage, island: Found) -> str:
        token = passage.tokens[island.at]
        return self._text.layout.clean[token.start : token.end].lower()
