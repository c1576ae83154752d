"""What a sentence tells of a vote: counts and names by their side, and whether all were of one mind."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from minutes_cli.business.passages import Found, Passage, islands
from minutes_cli.engine.island import Islands, Leaf, Tree
from minutes_cli.engine.tokens import Token
from minutes_cli.layout.layout import Span

SIDES = ("for", "against", "abstain", "absent")
_FIGURES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_NUMBERS = {word: value for value, word in enumerate(_FIGURES)} | {"nil": 0, "none": 0, "no": 0, "thirty": 30}
_DECIDED = ("CARRIED", "AGREED", "LOST", "VOTES", "VOTED", "MOTION")
_SETTLED = ("CARRIED", "AGREED", "LOST", "TIED")
_PUNCTUATION = ("COMMA", "COLON", "SEMI", "DASH", "LPAR", "RPAR", "AND", "DOT", "BAR")
_NAMES = frozenset({"WHO", "WHOS", "CAP", "INITIALS", "COMMA", "AND", "DOT", "LPAR", "RPAR"})
_SHORT = 8  # tokens of a passage that counts one side only
_NEAR = 3  # tokens between `unanimously` and what was so decided


class Ballot(msgspec.Struct, gc=False):
    """What one passage tells of a vote; `names` are the tokens of each name with its side."""

    start: int
    end: int
    counts: dict[str, int] = msgspec.field(default_factory=dict)
    names: list[tuple[list[Token], str]] = msgspec.field(default_factory=list)
    heading: str | None = None  # the side whose names stand below
    unanimous: bool = False
    named: bool = False  # a roll, not a sentence that counts
    about: str | None = None  # whether those for it are for the motion or for the amendment
    between: bool = False  # it tells of both
    plain: bool = False  # a name and `yes`, which may answer anything
    contested: bool = False  # candidates, each with the votes for them
    idle: bool = False  # it tells only how many were not there

    def turn(self) -> None:
        """Those for the motion are against the amendment, which is put last."""
        if "for" in self.counts:
            self.counts["against"] = self.counts.pop("for")
        self.names = [(name, "against" if side == "for" else side) for name, side in self.names]

    def __bool__(self) -> bool:
        """Whether it tells anything."""
        return bool(self.counts or self.names or self.heading or self.unanimous)


class Ballots:
    """Reads the ballots of passages, by tally.lark."""

    def __init__(self, grammar: Islands, clean: str, knows: Callable[[list[Token]], bool]) -> None:
        """`grammar` is tally.lark, `clean` the text that offsets count, `knows` tells whether a name is somebody's."""
        self._knows = knows
        self._grammar = grammar
        self._clean = clean

    def read(self, passage: Passage, *, going: bool = False) -> Ballot:
        """What a passage tells; an empty ballot where it tells of no vote. `going` where a vote goes on."""
        ballot = Ballot(passage.start, passage.end)
        types = passage.types()
        rows = [f for f in islands(self._grammar, passage) if self._tells(passage, types, f, going=going)]
        for found in rows:
            self._add(ballot, passage, found)
        goes_on = going and (0 in ballot.counts.values() or ballot.named or bool(ballot.counts and _fills(rows, types)))
        if not (goes_on or self._is_vote(ballot, passage, types, rows)):
            ballot = Ballot(passage.start, passage.end, idle=ballot.idle)
        ballot.unanimous = _unanimous(types)
        if ballot.unanimous and not rows:
            ballot.start = passage.tokens[_own_clause(types)].start
        first = rows[0].at if rows else 0
        if ballot.heading:
            ballot.start = passage.tokens[first].start
        if ballot.names and first and types[first - 1] == "COLON" and not passage.has(*_SETTLED):
            ballot.start = passage.tokens[first].start
        return ballot

    def line(self, passage: Passage) -> Ballot:
        """What a passage counts that says no more than `Ayes: 3.`, which another such must go on with."""
        ballot = Ballot(passage.start, passage.end)
        short = len(passage.tokens) <= _SHORT and passage.has("COUNT", "COUNTED", "NO")
        rows = islands(self._grammar, passage) if short else []
        if _alone(passage, rows):
            self._add(ballot, passage, rows[0])
        return ballot if ballot.counts else Ballot(passage.start, passage.end)

    def tail(self, passage: Passage, side: str | None) -> Ballot:
        """The names or the number that stand alone below the heading of a side."""
        ballot = Ballot(passage.start, passage.end)
        types = passage.types()
        if side is None:
            return ballot
        if [t for t in types if t != "DOT"] == ["LPAR", "COUNT", "RPAR"] or types == ["COUNT"]:
            token = next(t for t in passage.tokens if t.type == "COUNT")
            ballot.counts[side] = self._value(token)
            return ballot
        tokens = passage.tokens
        if types[-3:] == ["LPAR", "COUNT", "RPAR"]:
            ballot.counts[side], tokens = self._value(tokens[-2]), tokens[:-3]
        if tokens and {t.type for t in tokens} <= _NAMES and types[0] in ("WHO", "WHOS", "CAP", "INITIALS"):
            ballot.names = [(name, side) for name in _split(tokens)]
        else:
            ballot.counts = {}
        return ballot

    # ---- islands

    def _tells(self, passage: Passage, types: list[str], found: Found, *, going: bool) -> bool:
        """Whether an island counts votes: `for three weeks` does not, nor `had resolved by nine votes`."""
        before = types[found.at - 1] if found.at else ""
        if found.name == "heading" and not found.tree.leaf("MOTION", "AMENDMENT"):
            return found.at == 0 and found.end == len(types)
        if found.name in ("roll", "heading") and types[found.at] in ("FOR", "AGAINST", "ABSTAIN", "ABSENT"):
            about = before == "VOTED" and found.tree.leaf("MOTION", "AMENDMENT") is not None
            first = passage.tokens[found.at]
            capitals = self._clean[first.start : first.end].isupper()
            return about or capitals or before in ("", *_PUNCTUATION, "QUOTE", "OTHER", "COUNT", "COUNTED")
        if found.name == "ballot":
            after = types[found.end] if found.end < len(types) else ""
            if not found.tree.leaf("DASH", "COLON", "COMMA") and self._words(passage, found).endswith("agree"):
                return False  # Members agree
            stands = before in ("", *_PUNCTUATION) or self._begins_line(passage, found.at)
            return stands and (after in ("", *_PUNCTUATION) or self._begins_line(passage, found.end))
        if found.name == "roll" and types[found.at] in ("AYE", "NAY", "NO"):
            return self._is_line(passage, found, going=going)
        if found.name == "count" and found.tree.find("no"):
            return types[found.end : found.end + 1] in ([], *([t] for t in (*_PUNCTUATION, "VOTES")))
        if found.name == "roll" and types[found.at] in ("WITH", "LPAR"):
            return self._is_dissent(passage, types, found)
        if found.name == "roll" and before in ("THE", "NOT"):
            return False  # even though the Board voted against it
        return "HAD" not in types[max(0, found.at - 3) : found.at]

    def _is_line(self, passage: Passage, found: Found, *, going: bool) -> bool:
        """Whether `Yea: Ash, Birch` begins a line, or is one of several, and where that is not clear names persons."""
        before = passage.tokens[found.at - 1].type if found.at else ""
        names = found.tree.find("names")
        begins = before in ("", *_PUNCTUATION) or self._begins_line(passage, found.at)
        if names is None or found.tree.find("no") is None or going or passage.has("AYE"):
            return begins
        return begins and all(self._knows(name) for name in self._names(passage, found, names))  # No: Ash

    def _is_dissent(self, passage: Passage, types: list[str], found: Found) -> bool:
        """Whether those named behind what was decided were not for it: passed, with Councillor A opposed."""
        after = types[found.end] if found.end < len(types) else ""
        names = found.tree.find("names")
        side = found.tree.leaf("AGAINST", "ABSTAIN")
        if side is None or names is None or after not in ("", *_PUNCTUATION):
            return False
        before = set(types[: found.at]) if found.at else {"VOTES"}  # (Ash abstained)
        return bool(before & {"VOTES", "VOTED", "UNANIMOUS", *_SETTLED}) and all(
            self._knows(name) for name in self._names(passage, found, names)
        )

    def _add(self, ballot: Ballot, passage: Passage, found: Found) -> None:
        numbers = [self._number(passage, found, n) for n in found.tree.all("number")]
        sides = [s.children[0].name for s in found.tree.all("side")]
        tree = found.tree.children[0]
        if found.name == "pair":
            score = found.tree.find("score")
            values = numbers if score is None else self._score(passage, found, score)
            values = values * 2 if found.tree.leaf("EACH") else values
            ballot.counts.update(zip(SIDES, values, strict=False))
        elif found.name == "ballot" and isinstance(tree, Tree):
            side = sides[0] if sides else "for" if found.tree.leaf("AYE", "PLUS_ONE") else "against"
            bare = found.tree.leaf("DASH", "COLON", "COMMA") is None and found.tree.leaf("PLUS_ONE") is None
            ballot.plain = bare or self._words(passage, found).endswith(("yes", "no", "for", "against"))
            ballot.names += [(name, side) for name in self._names(passage, found, tree)]
            ballot.named = True
        elif found.name == "polled":
            ballot.contested = True
            ballot.counts["for"] = max(numbers[-1], ballot.counts.get("for", 0))
        elif found.name in ("count", "roll", "heading"):
            side = sides[-1] if sides else "abstain"  # Councillor X abstained
            nay = found.tree.leaf("NAY") or found.tree.find("no")
            side = "for" if found.tree.leaf("AYE", "PLUS_ONE") else "against" if nay else side
            about = _about(passage, found) if side == "for" else None
            if about is not None and ballot.about not in (None, about):
                ballot.turn()
                ballot.between = True
            ballot.about = about or ballot.about
            ballot.idle = ballot.idle or side == "absent"
            if numbers and side != "absent":
                ballot.counts.setdefault(side, numbers[-1])
            names = found.tree.find("names")
            if names is not None:
                ballot.names += [(name, side) for name in self._names(passage, found, names)]
                ballot.named = True
            if found.name == "heading":
                ballot.heading = side

    def _names(self, passage: Passage, found: Found, tree: Tree) -> list[list[Token]]:
        """The tokens of each name below a tree."""
        rows = []
        for child in tree.children:
            if isinstance(child, Leaf) and child.name == "WHOS":
                rows.append(passage.tokens[found.at + child.start : found.at + child.end])
            elif isinstance(child, Tree) and child.name in ("bare", "who"):
                tokens = passage.tokens[found.at + child.start : found.at + child.end]
                if self._clean[tokens[0].start : tokens[-1].end].lower() not in _NUMBERS:
                    rows.append(tokens)
        return rows

    def _words(self, passage: Passage, found: Found) -> str:
        return self._clean[passage.tokens[found.at].start : passage.tokens[found.end - 1].end].lower()

    def _begins_line(self, passage: Passage, at: int) -> bool:
        """Whether a token of a passage is the first of its line."""
        before = self._clean[passage.tokens[at - 1].end : passage.tokens[at].start] if at else "\n"
        return "\n" in before

    def _number(self, passage: Passage, found: Found, tree: Tree) -> int:
        return self._value(passage.tokens[found.at + tree.start])

    def _value(self, token: Token) -> int:
        word = self._clean[token.start : token.end].lower()
        return int(word) if word.isdigit() else _NUMBERS.get(word, 0)

    def _score(self, passage: Passage, found: Found, tree: Tree) -> list[int]:
        token = passage.tokens[found.at + tree.start]
        words = "".join(c if c.isdigit() else " " for c in self._clean[token.start : token.end])
        return [int(w) for w in words.split()]

    @staticmethod
    def _is_vote(ballot: Ballot, passage: Passage, types: list[str], rows: list[Found]) -> bool:
        """Whether what was found makes a vote: numbers alone may count anything."""
        if not ballot:
            return False
        if passage.block.role == "vote" or ballot.heading:
            return True
        if ballot.contested:
            return passage.has("VOTES")
        if ballot.named:
            return any(side != "absent" for _, side in ballot.names)
        if any(f.name == "pair" for f in rows):
            return any(t in ("VOTES", "VOTED", "MOTION", "AMENDMENT", *_SETTLED) for t in types)
        if len(ballot.counts) > 1:
            return (
                _fills(rows, types)
                or any(f.tree.leaf("VOTES", "MEMBERS", "VOTED", "ABSTAIN") for f in rows)
                or passage.has("VOTES", "VOTED", *_SETTLED)
            )
        if len(rows) == 1 and rows[0].tree.leaf("VOTES", "VOTED") and rows[0].end - rows[0].at >= len(types) - 1:
            return True  # Votes for the amendment: 4
        if passage.has("VOTES") and any(f.tree.leaf("PLUS_ONE") for f in rows):
            return True  # Vote: three +1s
        told = any(t in ("VOTES", "VOTED", "MOTION", *_SETTLED) for t in types)
        return told and ("abstain" in ballot.counts or ("against" in ballot.counts and passage.has(*_SETTLED)))


def _fills(rows: list[Found], types: list[str]) -> bool:
    """Whether there is nothing else: Five in favour, one against."""
    inside = {place for f in rows for place in range(f.at, f.end)}
    return all(place in inside or types[place] in _PUNCTUATION for place in range(len(types)))


def _alone(passage: Passage, rows: list[Found]) -> bool:
    """Whether a passage says no more than `Ayes: 3.`"""
    if len(rows) != 1 or rows[0].name != "roll" or rows[0].tree.leaf("COLON", "DASH") is None or rows[0].at:
        return False
    return bool(rows[0].tree.all("number")) and all(t == "DOT" for t in passage.types()[rows[0].end :])


def _unanimous(types: list[str]) -> bool:
    """Whether something was decided with one voice."""
    if "ALLFOR" in types:
        return True
    for at, name in enumerate(types):
        if name == "UNANIMOUS":
            near = types[max(0, at - _NEAR) : at + _NEAR + 1]
            if (any(t in _DECIDED for t in near) and "HAD" not in near) or len(types) <= 3:
                return True
    return False


def _about(passage: Passage, found: Found) -> str | None:
    """Which of the two those are for who vote `for the motion` or `for the amendment`."""
    leaf = found.tree.leaf("MOTION", "AMENDMENT")
    if leaf is not None:
        return leaf.name
    after = [t.type for t in passage.tokens[found.end : found.end + 2]]
    return next((t for t in after if t in ("MOTION", "AMENDMENT")), None)


def _own_clause(types: list[str]) -> int:
    """Where the clause of `unanimously` begins that a dash or semicolon joins to what was proposed."""
    at = next(i for i, name in enumerate(types) if name in ("UNANIMOUS", "ALLFOR"))
    joins = [i for i in range(at) if types[i] in ("DASH", "SEMI") and types[i + 1] in ("IT", "UNANIMOUS")]
    return joins[-1] + 1 if joins else 0


def _split(tokens: list[Token]) -> list[list[Token]]:
    """Names in a run of nothing else, apart."""
    rows: list[list[Token]] = [[]]
    for token in tokens:
        if token.type in ("COMMA", "AND", "DOT", "LPAR", "RPAR"):
            rows.append([])
        elif token.type in ("WHO", "WHOS"):
            rows += [[token], []]
        else:
            rows[-1].append(token)
    return [row for row in rows if row]


def span(tokens: list[Token]) -> Span:
    """From the first token to the last."""
    return tokens[0].start, tokens[-1].end
