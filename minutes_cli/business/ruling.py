"""Rulings: sentences of the discussion that decide, such as `The Committee noted the report.`"""

from __future__ import annotations

import msgspec

from minutes_cli.business.participle import Participles, inflect
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Lexer, Token
from minutes_cli.speech.sentences import Sentence

_DECIDES = frozenset({"AGREEV", "RESOLVEV", "SAYV", "DONEV", "VERBED", "VERBIRR", "CAP", "WORD", "MOVEV", "SECONDV"})
_WORDS = (
    "CONSENT",
    "AGREED",
    "RESOLVED",
    "NOTED",
    "RULED",
    "ELECTED",
    "AUTHORISED",
    "GAVE",
    "SUPPORTED",
    "RECOMMENDED",
    "RECEIVED",
)
_RULING = ("RULED", "NOTED", "ELECTED", "AUTHORISED", "SUPPORTED", "RECOMMENDED")
_RECORDS = ("account", "minute")  # signed, they are settled
_PAID = ("cheque", "invoice", "payment")
_CUTS = frozenset({"DASH", "SEMI"})
_NAMING = frozenset(
    ("THE", "A", "CAP", "BODY", "OF", "AND", "WORD", "INITIALS", "POSS", "LPAR", "RPAR", "COMMA", "DOT")
)
_TELLING = frozenset({"SAID", "THAT", "HAD"})
_FINITE = frozenset({"HAD", "IS", "MAY", "SHOULD", "TOBE"})
_BASES = frozenset(  # as an order: write, which makes written
    ("VERB", "BOUGHT", "BROUGHT", "BUILT", "CUT", "DRAWN", "FOUND", "GIVEN", "HELD", "KEPT", "LED", "LET", "MADE")
) | {"MET", "PAID", "PUT", "SEEN", "SENT", "SET", "SOUGHT", "SPENT", "SUBMITTED", "TAKEN", "UNDERTAKEN", "WRITTEN"}
_SUBJECTS = frozenset({"ALL", "BODY", "CAP", "INITIALS", "RPAR", "WORD"})  # how they may end
_OBJECTS = frozenset({"A", "ALL", "CAP", "MATTER", "NUMBER", "OF", "PAPER", "THE", "THIS", "TO", "WITH", "WORD"})
_ABSENCE = frozenset({"as", "since", "there", "with"})  # There being no other nominations Councillor A was elected
_NAMED = 8  # tokens within which a sentence names the body that acts
_LONG = 200  # tokens of a sentence that are looked at


class Ruling(msgspec.Struct, frozen=True, gc=False):
    """A clause that decides: half-open offsets, the rule that read it, its participle.

    `alone` where nobody speaks in the sentence.
    """

    start: int
    end: int
    rule: str
    verb: str
    alone: bool


class Rulings:
    """Finds sentences that decide, by ruling.lark."""

    def __init__(self, patches: tuple[Patch, ...], participles: Participles) -> None:
        """Share the lexer of the participles."""
        self._participles = participles
        self._lexer: Lexer = participles.lexer
        self._islands = islands("ruling", patches, longest=64)
        self._begin = self._islands.starts
        self._deciding = self._lexer.listed(*_WORDS)
        self.signs = self._lexer.signs(*_WORDS)

    def read(self, text: str, sentence: Sentence) -> Ruling | None:
        """How a sentence decides; None where it does not."""
        words = (text[t.start : t.end].lower() for t in sentence.tokens if t.type in _DECIDES)
        if not any(word in self._deciding for word in words):
            return None
        tokens = self._lexer.read(text, sentence.start, sentence.end)[:_LONG]
        tokens.append(Token("DOT", sentence.end, sentence.end))
        types = [t.type for t in tokens]
        told = False  # somebody reports: what follows is his, but for `and it was agreed`
        clause = 0
        for at, kind in enumerate(types):
            clause = at if at and _cuts(text, tokens[at - 1]) else clause
            tree = self._islands.match(types, at) if kind in self._begin else None
            if tree is not None and not (told and not _resumes(types, at, tree)):
                verb = self._ruled(text, tokens, types, at, tree, clause)
                if verb is not None:
                    leads = "COLON" in types[at + tree.end - 1 : at + tree.end + 1]
                    semi = next((t.start for t in tokens[at:] if t.type == "SEMI"), sentence.end)
                    stop = sentence.end if leads else semi  # agreed that: (a) …; and (b) …
                    form = tree.children[0].name
                    begin = _behind_label(types, at) if form.startswith("label_") else clause
                    return Ruling(tokens[begin].start, stop, form, verb, alone=not told)
            told = told or kind in _TELLING
        return None

    def _ruled(self, text: str, tokens: list[Token], types: list[str], at: int, tree: Tree, clause: int) -> str | None:
        form = tree.children[0].name
        if form.startswith("label_"):
            return self._labelled(text, tokens, at, tree, clause)
        if form == "conditional_ruled":
            return self._word(text, tokens, at, tree, "settled") if at == clause == 0 else None
        if form == "bare":
            whole = at == clause and at + tree.end >= len(types) - 1
            return self._word(text, tokens, at, tree, "settled") if whole else None
        if form == "matter_ruled":
            return self._matter(text, tokens, at, tree) if at == clause or _sums_up(types, at) else None
        if form == "joined_ruled":
            finite = next((i for i, kind in enumerate(types) if kind in _FINITE), 0)
            return self._word(text, tokens, at, tree, "settled") if _names_matter(types[:finite]) else None
        if form == "person_ruled":
            opening = text[tokens[clause].start : tokens[clause].end].lower()
            name = _last_name(types[clause:at]) if opening in _ABSENCE else types[clause:at]
            free = _names_only(name) and "PROPOSED" not in types[:at]
            return self._word(text, tokens, at, tree, "office") if free else None
        if form == "declared_ruled":
            return self._word(text, tokens, at, tree, "elected")
        if form == "which_ruled":
            return self._word(text, tokens, at, tree, "settled", "noted") if _names_matter(types[:at]) else None
        if tree.find("noted") and types[at + tree.end] == "COLON":
            return None  # noted the following points: information
        if form == "joined_body":
            named = "BODY" in types[clause : clause + _NAMED] and not _FINITE & set(types[clause:at])
            verb = "noted" if tree.find("noted") or self._binding(text, tokens, at + tree.end, tree) else None
            return (verb if tree.find("noted") else verb and "agreed") if named else None
        if form.startswith("body_") and not _leads(types[clause:at]):
            return None
        if form == "body_ruled" and tree.leaf("ELECTED") and types[at + tree.end - 1] == "TO":
            return None  # a list of Members appointed to a committee
        if tree.find("supported") and not set(types[clause:at]) <= {"THE", "ADV"}:
            return None  # in talk: generally speaking, Members supported
        rest = at + tree.end
        if form.endswith("_agreed"):
            return "agreed" if self._binding(text, tokens, rest, tree) else None
        if form.endswith("_resolved"):
            deed = tree.find("deed")
            if deed is not None:
                return self._word(text, tokens, at, tree, "deed")
            found = self._participles.clause(text, tokens[rest - 1].start, tokens[-1].end)
            return found[1] if found else "resolved"
        if tree.leaf("GAVE"):
            return "granted"
        first = tree.leaf("RECEIVED") or tree.leaf(*_RULING)
        assert first is not None
        verb = inflect(first.name, text[tokens[at + first.start].start : tokens[at + first.start].end])
        return verb if verb != "signed" else None  # Members signed their forms

    def _labelled(self, text: str, tokens: list[Token], at: int, tree: Tree, clause: int) -> str | None:
        """The participle of `Agreed that …`, `Resolved to …` at the start of a sentence, behind a colon or a dash."""
        if at != clause and tokens[at - 1].type != "COLON":
            return None
        if tree.children[0].name == "label_agreed":
            return "agreed" if self._binding(text, tokens, at + tree.end, tree) else None
        return self._participles.first(text, [(tokens[at + tree.end - 1].start, tokens[-1].end)], None)

    @staticmethod
    def _word(text: str, tokens: list[Token], at: int, tree: Tree, *names: str) -> str:
        """The participle of the first rule of these names."""
        found = next(rule for rule in map(tree.find, names) if rule is not None)
        deed = found.leaf("ELECTED") or found.children[0]
        token = tokens[at + deed.start]
        return inflect(token.type, text[token.start : token.end])

    def _matter(self, text: str, tokens: list[Token], at: int, tree: Tree) -> str | None:
        """What a body decides on must be the subject; `this was agreed` may be a motion's end."""
        if tree.find("given"):
            return self._given(text, tokens, at, tree)
        if tokens[at + tree.end - 1].type == "OF" and tree.leaf("CONSENT") is None:
            return None  # the heading Applications approved for
        if tree.find("received") and (tokens[at].type != "THE" or tree.leaf("MATTER", "PAPER") is None):
            return None  # a letter was received
        deed = tree.find("settled") or tree.find("noted")
        if deed and tree.leaf("IS") is None and text[tokens[at + deed.start].start].isupper():
            return None  # the heading Applications Approved
        words = text[tokens[at].start : tokens[at + tree.end - 1].end].lower()
        if words.rstrip(".").endswith("signed") and not any(word in words for word in _RECORDS):
            return None  # the cheques were signed
        if "signed" in words and any(word in words for word in _PAID):
            return None
        consent = tree.leaf("CONSENT") is not None and tokens[at + tree.end - 1].type != "DOT"  # granted: by whom?
        consent = consent and tree.leaf("NUMBER") is None and "planning" not in words  # what an authority did
        moved = any(t.type == "PROPOSED" for t in tokens[:at])
        if tree.leaf("MATTER", "PAPER") is None and not consent and (moved or tree.leaf("THIS") is None):
            return None
        return self._word(text, tokens, at, tree, "settled", "noted", "received")

    def _given(self, text: str, tokens: list[Token], at: int, tree: Tree) -> str | None:
        """`approved` of `Approval was given for it`."""
        consent = tree.leaf("CONSENT")
        if consent is None or self._word(text, tokens, at, tree, "given") != "given":
            return None
        token = tokens[at + consent.start]
        approval = text[token.start : token.end].lower() == "approval"
        ends = tokens[at + tree.end - 1].type == "DOT" and not approval  # permission was given: by whom?
        return None if ends else "approved" if approval else "granted"

    @staticmethod
    def _binding(text: str, tokens: list[Token], at: int, tree: Tree) -> bool:
        """Whether `agreed that …` says what is to be, not what somebody thinks."""
        types = [t.type for t in tokens]
        for place in range(at, len(types) - 1):
            if place > at and tree.leaf("THAT") is not None and _is_subjunctive(text, tokens, at, place):
                return True
            if types[place] in ("BE", "RECORD") or (place == at and types[place] == "COLON"):
                return True
            if types[place] == "SHOULD":
                after = types[place + 1]
                return after not in ("OPINION", "DOT") and not (after == "BE" and types[place + 2] == "WORD")
            if types[place] in ("IS", "HAD") and tree.leaf("THAT") is None and types[at - 1] != "TO":
                return False
        return tree.leaf("THAT") is None


def _is_subjunctive(text: str, tokens: list[Token], begin: int, at: int) -> bool:
    """Whether a verb tells what somebody is to do: agreed that the Clerk write to the county."""
    token, before, after = tokens[at], tokens[at - 1].type, tokens[at + 1].type
    word = text[token.start : token.end].lower()
    subject = text[tokens[at - 1].start : tokens[at - 1].end]
    if subject.islower() and subject.endswith("s"):
        return False  # agreed that dogs run on the green: what is, for all one can tell
    if token.type not in _BASES or word.endswith("s"):
        return False
    rest = [t.type for t in tokens[at:]]
    clause = rest[: next((i for i, kind in enumerate(rest) if kind in ("SEMI", "DOT", "WHICH")), len(rest))]
    stated = _FINITE & {*(t.type for t in tokens[begin:at]), *clause}
    return before in _SUBJECTS and after in _OBJECTS and not stated


def _behind_label(types: list[str], at: int) -> int:
    """Where the words begin behind `Agreed:`, `Unanimously resolved`."""
    while types[at] in ("ADV", "AGREED", "RESOLVED", "COLON"):
        at += 1
    return at


def _cuts(text: str, token: Token) -> bool:
    """A semicolon, or a dash between words, begins a clause."""
    return token.type == "SEMI" or (token.type == "DASH" and text[token.start - 1].isspace())


def _resumes(types: list[str], at: int, tree: Tree) -> bool:
    """Whether the minutes go on in their own words behind what somebody told: …, and it was agreed."""
    form = tree.children[0].name
    if form == "matter_ruled" and _sums_up(types, at):
        return True
    if form == "joined_ruled":
        return "SAID" not in types[:at] and "THAT" not in types[:at]
    if not form.startswith("it_"):
        return types[at - 1] in _CUTS
    before = at - 1
    while before > 0 and types[before] == "ADV":
        before -= 1
    if types[before] in ("AND", "SEMI", "DASH"):
        return True
    told = max(i for i, kind in enumerate(types[:at]) if kind in _TELLING)
    return types[before] == "COMMA" and (types[told] == "HAD" or bool(_FINITE & set(types[told:before])))


def _sums_up(types: list[str], at: int) -> bool:
    """`…, and this was agreed`."""
    return types[at] == "THIS" and types[at - 1] in ("AND", "COMMA", "SEMI") and at > 1


def _names_only(before: list[str]) -> bool:
    """Whether the words before `was elected` end with a name: There being no others, Councillor A."""
    if not before or set(before) <= _NAMING:
        return bool(before)
    joins = [i for i, kind in enumerate(before) if kind in ("COMMA", "AND")]
    named = before[joins[-1] + 1 :] if joins else before
    return bool(named) and named[0] in ("ALL", "CAP", "INITIALS") and set(named[1:]) <= _NAMING


def _last_name(before: list[str]) -> list[str]:
    """The name that words end with."""
    at = len(before)
    while at and before[at - 1] in ("CAP", "INITIALS", "DOT"):
        at -= 1
    return before[at:]


def _names_matter(before: list[str]) -> bool:
    return "MATTER" in before or "PAPER" in before


def _leads(before: list[str]) -> bool:
    """Whether the words before a body only name it or lead in to it."""
    stop = max((i for i, kind in enumerate(before) if kind in ("COMMA", "SEMI", "DASH", "COLON")), default=-1)
    return all(kind in _NAMING for kind in before[stop + 1 :])
