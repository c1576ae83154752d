"""A layout read: its paragraphs to sentences, its sentences to persons and acts, those to records."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence

from minutes_cli.business import actions, decision, declarations, motions, votes
from minutes_cli.drafts import Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.shelf import Picked, Shelf
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Block, Layout, Span
from minutes_cli.layout.quoting import mask
from minutes_cli.meeting.dates import DateReader
from minutes_cli.meeting.heading import HeadingReader
from minutes_cli.model import Minutes, Source
from minutes_cli.persons import bare, presence
from minutes_cli.persons.attendance import AttendanceReader
from minutes_cli.persons.called import known
from minutes_cli.persons.names import Known, Namer, Ref
from minutes_cli.persons.roll import Roll
from minutes_cli.records import Recorder
from minutes_cli.speech.conversation import Conversation
from minutes_cli.speech.recutting import NAMING
from minutes_cli.speech.reporter import Reporters
from minutes_cli.speech.sentences import Act, Sentence, SentenceReader
from minutes_cli.speech.turns import REPORTS

SPOKEN = frozenset({"discussion", "declaration", "vote", "close"})
LISTING = ("front", "roll")  # where a sentence may stand among the names: `The Chairman welcomed everyone.`
_OPENING = frozenset({"ADV", "INSERT", "LEAD", "WORD", "INREPLY"})  # At the outset, Councillor Ash welcomed
NAMED = SPOKEN | {"roll", "action", "resolution", "title", "front", "reason"}


class Reader:
    """The stages behind the layout, for one set of patches."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        self._namer = Namer(patches)
        self._dates = DateReader(patches)
        self._roll = Roll(patches)
        self._attendance = AttendanceReader(patches, dates=self._dates)
        self._sentences = SentenceReader(patches)
        self._reporters = Reporters(self._namer, patches)
        self._heading = HeadingReader(patches, dates=self._dates)
        self._patches = patches

    def read(self, layout: Layout, source: Source) -> Minutes:
        """The records of a text."""
        masked, quotes = mask(layout.clean)
        text = Text(layout, masked, quotes)
        text.roll = self._roll.read(layout, masked, text.places)
        self._lex(text)
        self._attendance.read(text)
        presence.seat(text)
        text.registry.gather(_refs(text), listed=presence.refs(text))
        presence.settle(text)
        decision.read(text, self._patches)
        motions.read(text, self._patches)
        votes.read(text, self._patches)
        declarations.read(text, self._patches)
        talk = Conversation(text.registry)
        _converse(text, talk)
        text.said, text.tasks = talk.said, talk.tasks
        self._heading.read(text)
        actions.read(text, self._patches)
        return Recorder(text).record(source)

    def _lex(self, text: Text) -> None:
        """Tokens of every block that may name somebody, sentences of those in which somebody speaks."""
        raw = Shelf()
        cut = dict(self._cut(text, raw))
        names = self._names(text, raw, cut)
        for index, numbers in cut.items():
            block = text.layout.blocks[index]
            tokens: list[Token] = []
            stretches: list[Span] = []
            for number in numbers:
                begin = len(tokens)
                tokens += self._namer.read(text.masked, raw.pop(number), names)
                stretches.append((begin, len(tokens)))
            run = text.tokens.put(index, tokens)
            text.named += [t for t in tokens if isinstance(t.value, tuple) or t.type in NAMING]
            text.sentences[index] = found = []
            if _is_spoken(text.layout, block) or block.role in ("title", *LISTING):
                for begin, end in stretches:
                    found += self._sentences.read(text.masked, run, begin, end, index)
        text.reporters = self._reporters.read(text, names)

    def _cut(self, text: Text, raw: Shelf) -> Iterator[tuple[int, list[int]]]:
        """Put the stretches that may be read on a shelf, cut into words; each block with the numbers of its own."""
        decided = _decided(text.layout)
        for index, block in enumerate(text.layout.blocks):
            if block.role in NAMED or not text.layout.items:
                spans = [(block.body, block.end)]
                if _is_spoken(text.layout, block):
                    spans = _undecided(decided.get(index, ()), block, self._first(text, block))
                first = len(raw)
                for number, (start, end) in enumerate(spans, first):
                    raw.put(number, self._namer.lexer.read(text.masked, start, end))
                yield index, list(range(first, len(raw)))

    def _names(self, text: Text, raw: Shelf, cut: Mapping[int, list[int]]) -> Known:
        """The names that stand without a title, with the full ones."""
        blocks = text.layout.blocks
        said = [number for index, numbers in cut.items() if blocks[index].role != "title" for number in numbers]
        untitled = bare.bare_names(text.masked, Picked(raw, said))  # a title's capitals tell nothing
        full = [entry.ref.name for entry in text.roll if entry.ref.name]
        names = Known((name, name) for name in untitled)
        names.update(bare.given_names(text.masked, Picked(raw, list(raw)), {*full, *untitled}))
        names.update(known(text.roll, text.masked))
        return names

    def _first(self, text: Text, block: Block) -> int:
        """Where the words of a block begin that may be read: a label that heads an answer is one of them."""
        if block.kind == "label":
            return block.start
        if block.marker and block.marker[0].isalpha():
            tokens = self._namer.lexer.read(text.masked, block.start, block.body)
            if tokens and tokens[0].type in ("REPLYCAP", "REPLYN"):
                return block.start
        return block.body


def _refs(text: Text) -> list[Ref]:
    rolls = [(block.start, block.end) for block in text.layout.blocks if block.role == "roll"]
    listed = sorted((entry.start, entry.end) for entry in text.roll)  # who is named as the roll has it
    reporters = [ref for ref in text.reporters.values() if ref is not None and ref.name]
    return reporters + [
        ref
        for token in text.named
        if isinstance(token.value, tuple) and not _overlaps(rolls, token) and not _overlaps(listed, token)
        for ref in token.value
    ]


def _overlaps(places: list[tuple[int, int]], token: Token) -> bool:
    """Whether a token lies in one of the places, or a part of it."""
    at = bisect.bisect_left(places, (token.end, token.end)) - 1
    return at >= 0 and places[at][1] > token.start


def _is_spoken(layout: Layout, block: Block) -> bool:
    """Whether somebody may speak in a block; of a page without a heading, the front is all that there is."""
    return block.role in SPOKEN or (block.role == "front" and not layout.items)


def _decided(layout: Layout) -> dict[int, list[tuple[int, int]]]:
    """Where the decisions stand that reach into a block, by its place among the blocks."""
    starts = [block.start for block in layout.blocks]
    found: dict[int, list[tuple[int, int]]] = {}
    for drafted in layout.decisions:
        first = drafted.label[0] if drafted.label else drafted.start
        begun = max(bisect.bisect_right(starts, first) - 1, 0)
        for index in range(begun, bisect.bisect_left(starts, drafted.end)):
            found.setdefault(index, []).append((first, drafted.end))
    return found


def _undecided(decided: Sequence[tuple[int, int]], block: Block, at: int) -> list[tuple[int, int]]:
    """The stretches of a block outside its decisions: the words before `RESOLVED` are discussion."""
    spans = []
    for first, end in decided:
        if end <= block.body or first >= block.end:
            continue
        if first > at:
            spans.append((at, first))
        at = max(at, end)
    if at < block.end:
        spans.append((at, block.end))
    return spans


def _converse(text: Text, talk: Conversation) -> None:
    """Run the exchange over the blocks, item by item."""
    item: int | None = -1
    whose, headed = None, item  # who reports in an item, and those below it
    for index, block in enumerate(text.layout.blocks):
        if block.item != item:
            item = block.item
            whose = whose if _is_within(text.layout, item, headed) else None
            talk.begin(item)
            put = next(
                (
                    a
                    for s in text.sentences.get(index, [])
                    for a in s.acts
                    if a.form == "put" and a.tree.leaf("QN", "ASKV")
                ),
                None,
            )
            if put is not None and block.role == "title":
                talk.title(put)
        if index in text.reporters:
            ref = text.reporters[index]
            whose, headed = (text.registry.resolve(ref, recent=[]) if ref is not None else None), item
        if block.role == "quotation":
            talk.quotation(block.body, block.end)
            continue
        if not _is_spoken(text.layout, block):
            if block.role in LISTING:
                talk.paragraph(_reports(text.sentences.get(index, [])), group=block.group, marker=None)
                continue
            if block.role not in ("boilerplate", "document"):
                talk.stop()
            continue
        sentences = text.sentences.get(index, [])
        for sentence in sentences:
            sentence.taken = text.is_taken(sentence.start, sentence.end)
        talk.reporter = whose if block.role == "discussion" else None
        talk.paragraph(
            sentences, group=block.group, marker=(block.marker or "-") if block.kind == "list_item" else None
        )
        for sentence in sentences:
            _authors(text, sentence)


def _is_within(layout: Layout, inner: int | None, item: int | None) -> bool:
    """Whether an item is another or stands below it."""
    while inner is not None and inner != item:
        inner = layout.items[inner].parent
    return inner == item


def _reports(sentences: list[Sentence]) -> list[Sentence]:
    """Whole sentences in which one person says something, as they may stand in a roll; `He also` goes on with one."""
    found: list[Sentence] = []
    for sentence in sentences:
        act = next((a for a in sentence.acts if a.form == "clause"), None)
        if act is None or sentence.tokens[-1].type != "DOT" or not _opens(sentence, act):
            continue
        deeds = {act.deed, *(a.deed for a in sentence.acts if a.form == "joined")}
        told = bool(deeds & {*REPORTS, "spoke", "thanked"})
        if told and (act.subject == "WHO" or (act.subject == "PRON" and found)):
            found.append(sentence)
    return found


def _opens(sentence: Sentence, act: Act) -> bool:
    """Whether an act begins its sentence, or only an adverbial stands before it: At the outset of the meeting."""
    before = sentence.types()[: act.at]
    if not before or {"WHO", "WHOS", "DOT"} & set(before):
        return not before
    return before[:2] == ["CAP", "THE"] or (before[-1] == "COMMA" and before[0] in _OPENING)


def _authors(text: Text, sentence: Sentence) -> None:
    """Whose report is considered takes part."""
    for act in sentence.acts:
        if act.form != "authored":
            continue
        for leaf in act.tree.leaves("WHO"):
            value = sentence.tokens[act.at + leaf.start].value
            for ref in value if isinstance(value, tuple) and not value[0].vague else ():
                person = text.registry.resolve(ref, recent=[])
                if person is not None:
                    person.active = True
