"""The wording of a motion: the clause, quotation or set-off text proposed, or the sentence that moves it."""

from __future__ import annotations

import bisect
from itertools import dropwhile, islice

from minutes_cli.business.floor import Floor
from minutes_cli.business.passages import SECONDING, Found, Passage, closing
from minutes_cli.drafts import Text
from minutes_cli.layout.layout import Block, Span
from minutes_cli.nearness import Nearness

_MARKS = "\"'“”‘’ "
_STOPS = ("COMMA", "SEMI", "COLON", "DOT", "DASH", "AND", "BAR", "LPAR", "RPAR")
_TOLD = frozenset({"AGREED", "ALLFOR", "CARRIED", "SCORE", "UNANIMOUS", "VOTES", "VOTED"})  # how it was voted
_PURPOSE = 40  # blocks between the wording that an agenda gives and the minute of its moving
_BACK = 6  # blocks between a notice of motion and who moved it
_REACH = 8  # tokens between the moving and a `that` of its own


class Wording:
    """Finds where the wording of a motion stands."""

    def __init__(self, text: Text, floor: Floor) -> None:
        """`floor` cuts a block into passages."""
        self._text = text
        self._floor = floor
        self._blocks = text.layout.blocks
        self._decisions = Nearness(text.decisions, item=lambda d: d.item, place=lambda d: d.start)

    def find(self, passage: Passage, found: list[Found], at: int) -> Span:
        """The wording of what is moved in a passage by the islands from `at` on."""
        last = at
        if found[at].name == "bracketed":
            return self._bracketed(passage, found[at])
        while last + 1 < len(found) and found[last + 1].name in SECONDING:
            last += 1
        after, types = found[last].end, passage.types()
        if found[at].tree.leaf("PROPOSING"):
            return self.notice(passage.index) or (passage.start, passage.start)
        if types[after : after + 1] == ["TO"] and types[-1] == "COLON" and passage.last:
            return self._trim(passage.start, self._list(passage))  # moved to approve it on these conditions:
        if found[at].tree.leaf("MOVED_SECONDED") and types[after : after + 1] == ["TO"]:
            return self._trim(passage.start, passage.end)
        clause = self._clause(passage, found, found[at].end)
        if clause is not None:
            return clause
        if "QUOTE" in types[after : after + _REACH]:
            quote = types.index("QUOTE", after)
            if "TO" not in types[after:quote]:
                return self._trim(passage.tokens[quote].start, passage.tokens[quote].end)
        inside = "LPAR" in types[: found[at].at] or (_is_label(found, types) and not passage.first)
        if passage.block.role == "resolution" and inside:
            return self._resolved(passage, found[at])
        if _is_label(found, types) and not passage.first:
            said = self._before(passage)
            if said is not None:
                return said
        labelled = passage.block.kind == "motion" or _is_label(found, types)
        below = self._below(passage, types, after, labelled) or self._above(passage, found[at], labelled)
        spoken = "MOTION" in types[found[at].at : found[at].end + 3] and found[at].tree.leaf("MADE") is None
        if below is None and spoken and "TO" not in types[after : after + 1]:
            below = self.notice(passage.index) or self._purpose(passage.index)  # Councillor X moved the motion
        return below or self._trim(passage.start, passage.end)

    def _bracketed(self, passage: Passage, island: Found) -> Span:
        """The words before `(Ash/Birch)`: of its sentence, else the sentence before."""
        if island.at:
            return self._trim(passage.start, passage.tokens[island.at - 1].end)
        said = [p for p in self._floor.block(passage.index) if p.end <= passage.start]
        return self._trim(said[-1].start, said[-1].end) if said else (passage.start, passage.end)

    def _resolved(self, passage: Passage, island: Found) -> Span:
        """The words of a decision before `(Proposed by …)` in it."""
        start = max(passage.block.body, passage.block.start)
        decided = self._decision(passage.block)
        start = decided[0] if decided and decided[0] < passage.start else start
        end = passage.tokens[island.at - 1].start if island.at else passage.start
        return self._trim(start, max(end, start + 1))

    def _before(self, passage: Passage) -> Span | None:
        """The sentence before `Proposed by A, seconded by B`: a decision, or a proposal's bare words."""
        block = self._floor.block(passage.index)
        said = block[bisect.bisect_left(block, passage.start, key=lambda p: p.start) - 1]
        so = self._text.layout.clean[passage.start : passage.start + 3].lower() == "so "
        if so or said.tokens[0].type in ("MOTION", "THAT", "TO"):
            return self._trim(said.start, said.end)
        for decided in self._decisions.about(passage.block.item, passage.start):
            if said.start <= decided.start and decided.end <= said.end + 1:
                return decided.start, decided.end
        return None

    def is_headed(self, index: int) -> bool:
        """Whether a block stands below the heading `Amendment`."""
        types = self._floor.types(index - 1) if index else iter(())
        return list(islice((t for t in types if t not in ("COLON", "COUNT", "DOT")), 2)) == ["AMENDMENT"]

    def nameless(self, passage: Passage) -> Span | None:
        """What `Motion Passed` below a decision speaks of, or `Carried` below a title and `Resolution`."""
        near = self._blocks[passage.index - 1]
        if passage.types()[0] == "MOTION":
            return self._decision(near)
        types = list(islice(self._floor.types(passage.index - 1), 2))
        label = types in (["MOTION"], ["AMENDMENT"]) or _marks(near)
        title = self._blocks[passage.index - 2] if label and passage.index > 1 else None
        return (title.body, title.end) if title and title.role == "discussion" else None

    def _clause(self, passage: Passage, found: list[Found], after: int) -> Span | None:
        """From `that` to the end of the sentence, or to the words that tell what became of it."""
        types = passage.types()
        if types[after : after + 1] in (["TO"], ["MOTION"]) and "SECONDED" not in types[after:]:
            return None
        later = [f.end for f in found if f.name in ("seconded", "supported", "backed", "result") and f.at >= after]
        begins = [i for i in range(after, len(types)) if types[i] == "THAT"]
        for at in begins:
            if at - max([after, *(e for e in later if e <= at)]) > _REACH:
                break
            ends = (closing(f, types) for f in found if f.at > at + 2)
            stop = min((end for end in ends if end is not None and end > at + 2), default=len(types))
            while stop > at and types[stop - 1] in ("AND", "COMMA", "SEMI", "DASH", "IT", "BE", "WAS", "ADV"):
                stop -= 1
            if stop - at > 2 and stop == len(types) and types[-1] == "COLON" and passage.last:
                return self._trim(passage.tokens[at].start, self._list(passage))
            if stop - at > 2:
                return self._trim(passage.tokens[at].start, passage.tokens[stop - 1].end)
        return None

    def _list(self, passage: Passage) -> int:
        """Where the list ends that a passage leads in."""
        last = passage.index
        while last + 1 < len(self._blocks) and self._blocks[last + 1].kind == "list_item":
            last += 1
        return max(passage.end, self._blocks[last].end)

    def _below(self, passage: Passage, types: list[str], after: int, labelled: bool) -> Span | None:
        """The text set off below a lead-in, or the decision that the sentence runs into."""
        if not passage.last:
            return None
        index = self._next(passage.index, labelled)
        if index is None:
            return None
        block = self._blocks[index]
        runs_on = types[-1] in ("AND", "COLON", "SEMI", "COMMA", "DASH", "UNANIMOUS") or (types[-2:] == ["IT", "WAS"])
        if not (labelled or runs_on):
            return None
        quoted = self._quotation(block)
        if quoted is not None:
            return quoted
        if block.role == "resolution":
            return self._decision(block)
        if block.role == "quotation":
            return self._while(index, lambda b: b.role == "quotation")
        if (types[-1] == "COLON" and after < len(types)) or (labelled and self._sets_off(index)):
            span = self._set_off(index)
            self._text.taken.append(span)  # it is moved, not said
            return span
        return None

    def _set_off(self, index: int) -> Span:
        """A group of blocks and those that go on in its voice: `This Council notes`."""
        last = index
        for at in range(index + 1, len(self._blocks)):
            block = self._blocks[at]
            above = self._blocks[last]
            led = block.item == above.item and self._text.layout.clean[above.body : above.end].rstrip().endswith(":")
            if (
                block.role == "vote"
                or self._reports(at)
                or not (block.group == above.group or led or self._goes_on(at, self._blocks[index]))
            ):
                break
            last = at
        return self._trim(self._blocks[index].body, self._blocks[last].end)

    def _goes_on(self, at: int, first: Block) -> bool:
        block = self._blocks[at]
        if block.item != first.item or block.role not in ("discussion", "quotation"):
            return False
        return self._voice(at) == "VOICE"

    def _voice(self, index: int) -> str:
        """The type of a block's first word, a quotation mark left out."""
        return next((t.type for p in self._floor.block(index) for t in p.tokens if t.type != "OTHER"), "")

    def _reports(self, index: int) -> bool:
        """Whether a block begins by telling who seconded it, or what became of it."""
        passage = next(iter(self._floor.block(index)), None)
        found = self._floor.acts(passage) if passage is not None else []
        return bool(found) and found[0].at <= 1 and found[0].name in (*SECONDING, "result")

    def _sets_off(self, index: int) -> bool:
        """Whether a block below `Moved by …` begins as a wording does."""
        block = self._blocks[index]
        if self._voice(index) == "VOICE":
            return True
        words = self._text.layout.clean[block.body : block.end].lower().lstrip(_MARKS).split(None, 3)[:3]
        return words[:1] in (["that"], ["to"]) or words[:2] == ["motion", "to"]

    def _above(self, passage: Passage, island: Found, labelled: bool) -> Span | None:
        """The wording before a label such as `Prop CR`, or before `The motion was proposed by`."""
        labels = island.tree.leaf("MOVER", "COLON", "BAR") is not None
        if labels and island.at > 3:
            stop = island.at - 1 if passage.tokens[island.at - 1].type in ("LPAR", "DASH", "COMMA") else island.at
            return self._trim(passage.start, passage.tokens[stop - 1].end)
        whole = island.at <= 1 and (labels or labelled)
        if not whole and passage.tokens[island.at].type not in ("MOTION", "AMENDMENT"):
            return None
        notice = self.notice(passage.index)
        if notice is not None or not whole:
            return notice
        if island.tree.leaf("BAR"):
            return self._while(passage.index, lambda b: b.kind in ("table_row", "boilerplate"))
        block = self._blocks[passage.index - 1] if passage.index else None
        if block is None or block.item != passage.block.item:
            return None
        decided = self._decision(block)
        if decided is not None or block.role == "resolution":
            return decided
        if block.role == "discussion" and block.kind in ("paragraph", "list_item"):
            return self._trim(self._behind_label(passage.index - 1), block.end)
        return None

    def _behind_label(self, index: int) -> int:
        """Where the words of a block begin behind `Motion:`."""
        tokens = [t for p in self._floor.block(index) for t in p.tokens[:3]][:3]
        labelled = [t.type for t in tokens[:2]] == ["MOTION", "COLON"] and len(tokens) > 2
        return tokens[2].start if labelled else self._blocks[index].body

    def notice(self, index: int) -> Span | None:
        """The text above that begins `I will move` or `That`, or a quotation of its own."""
        item, last = self._blocks[index].item, index - 1
        for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
            block = self._blocks[at]
            if block.role == "boilerplate":
                continue
            if block.item != item or block.role not in ("discussion", "quotation"):
                return None
            whole = block.kind == "motion" or self._voice(at) == "ON"  # On the proposal of Councillor A
            if whole and self._floor.moves(at):
                return None
            if block.kind in ("label", "motion"):
                last = at - 1  # the reply to a notice is none of it, nor who seconded it
                continue
            words = (t.type for p in self._floor.block(at) for t in p.tokens[:4])
            types = list(islice(dropwhile("OTHER".__eq__, words), 3))  # a mark that is never closed is none
            if types[:1] in (["NOTICE"], ["THAT"]) or block.role == "quotation":
                return self._trim(block.body, self._blocks[last].end)
            if types[:1] == ["QUOTE"] or types[:3] == ["MOTION", "COLON", "QUOTE"]:
                quote = self._quote(block.body)
                return self._trim(*quote) if quote else None
        return None

    def _purpose(self, index: int) -> Span | None:
        """The wording that the agenda gives above the minutes of an item."""
        item = self._blocks[index].item
        first = index
        while first and self._blocks[first - 1].item == item and index - first < _PURPOSE:
            first -= 1
        told = [i for i in range(first, index) if self._blocks[i].role == "purpose"]
        for at in told:
            start = next((p.tokens[0].type for p in self._floor.block(at)), "")
            if start in ("VOICE", "THAT", "NOTICE", "QUOTE"):
                return self._trim(self._blocks[at].body, self._blocks[told[-1]].end)
        return None

    def _next(self, index: int, labelled: bool) -> int | None:
        """The next block that may hold a wording; one that names the seconder is passed over."""
        for at in range(index + 1, min(index + 9, len(self._blocks))):
            block = self._blocks[at]
            if block.kind == "boilerplate" or (labelled and (block.kind == "motion" or self._quotes_below(at))):
                continue
            if block.item != self._blocks[index].item or block.role in ("title", "vote"):
                return None
            return at
        return None

    def _quotes_below(self, index: int) -> bool:
        """Whether a label such as `And Resolved:` stands over a quotation."""
        if self._blocks[index].kind != "label":
            return False
        below = next((b for b in self._blocks[index + 1 : index + 5] if b.kind != "boilerplate"), None)
        return below is not None and self._quotation(below) is not None

    def _decision(self, block: Block) -> Span | None:
        for decision in reversed(self._decisions.about(block.item, block.start)):
            label = decision.layout.label if decision.layout else None
            first = label[0] if label else decision.start
            if first < block.end and decision.end > block.start:
                return decision.start, decision.end
        return None

    def _quotation(self, block: Block) -> Span | None:
        """The quotation that a block begins with."""
        quote = self._quote(block.body)
        return self._trim(*quote) if quote is not None and quote[0] - block.body < 3 else None

    def _quote(self, at: int) -> Span | None:
        """The first quotation that begins at a place or behind it."""
        quotes = self._text.quotes
        place = bisect.bisect_left(quotes, (at, at))
        return quotes[place] if place < len(quotes) else None

    def _while(self, index: int, holds: object) -> Span:
        assert callable(holds)
        last = index
        while last + 1 < len(self._blocks) and holds(self._blocks[last + 1]):
            last += 1
        return self._trim(self._blocks[index].body, self._blocks[last].end)

    def _trim(self, start: int, end: int) -> Span:
        """Without quotation marks and spaces around."""
        words = self._text.layout.clean[start:end]
        left = len(words) - len(words.lstrip(_MARKS))
        right = len(words) - len(words.rstrip(_MARKS + "\n\t|"))
        return (start + left, end - right) if left + right < len(words) else (start, end)


def _is_label(found: list[Found], types: list[str]) -> bool:
    """Whether a passage says no more than `Proposed - Cllr A Seconded - Cllr B`."""
    if not found or types[found[0].at] not in ("MOVED", "MOVER", "SECONDED"):
        return False
    inside = {place for f in found for place in range(f.at, f.end)}
    return all(place in inside or types[place] in _STOPS or types[place] in _TOLD for place in range(len(types)))


def _marks(block: Block) -> bool:
    """Whether a block is no more than the mark `Resolution` or `Amendment`."""
    return (block.marker or "").strip(" :").lower() in ("resolution", "amendment")
