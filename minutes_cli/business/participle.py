"""The participle of a decision: `noted` of `That the report be noted`, `received` of `to receive it`."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Token, lexer

_OPENING = frozenset({"QUOTE", "COLON", "DASH", "THAT", "COMMA", "SEMI", "DOT", "LPAR", "RPAR", "NUMBER"})
_PRINTED = frozenset({"NOTED", "APPROVED", "RECEIVED", "ADOPTED", "DEFERRED", "REFUSED", "GRANTED"})
_AGREED = frozenset({"AGREED", "AGREE", "AGREES"})
_WRITTEN_OUT = frozenset(
    {"AGREED", "AUTHORISED", "ELECTED", "NOTED", "PARTICIPLE", "RECEIVED", "RESOLVED", "RULED", "SAID"}
    | {"DEEMED", "PROPOSED", "RECOMMENDED", "SHOUTED", "SUPPORTED", "VERBED"}
)
_BY_ENDING = frozenset({"VERB", "WORD", "MATTER", "PAPER", "CONSENT"})  # grant, request, report are nouns too
_NOUNS = frozenset({"ACCEPTED", "ADJOURNED", "ADOPTED", "CONSENT", "DEFERRED", "DENIED"})  # moved adoption of it
_HOW = frozenset({"ADV", "BY", "COMMA", "DASH", "LPAR", "NUMBER", "RPAR", "TO", "WORD"})  # voted 5-0 to
_PASSING = {"told": ("held",), "state": ("held", "made", "moved", "proposed", "put", "seconded")}  # a motion was made
_NAMED = frozenset({"CAP", "COMMA", "INITIALS", "RPAR"})  # seconded by Mr A to dredge it
_LEADS = frozenset({"COMMA", "RPAR", "COLON", "SEMI"})  # Subject to the grant, to purchase a mower
_SOON = 12  # tokens behind who moved it within which it is told what was moved
_WIDEST = 4000  # characters of a clause that are looked at


class Participles:
    """Finds the participle that carries a clause, by decision.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        """Make the tables, under patches."""
        self.lexer = lexer("deciding", patches)
        self._islands = islands("decision", patches, longest=16)

    def first(self, text: str, clauses: Sequence[tuple[int, int]], mark: str | None) -> str:
        """The participle of the first clause that has one; `mark` is the decision's label in capitals."""
        label = (mark or "").upper()
        if label in _PRINTED:
            return label.lower()
        for start, end in clauses:
            found = self.clause(text, start, end)
            if found is None:
                continue
            form, verb = found
            if form == "onward" or (
                label.startswith("RECOMMEND") and not (form == "passive" and verb in ("noted", "received"))
            ):
                return "recommended"
            if label in _AGREED and form == "infinitive":
                return "agreed"
            return verb
        if label.startswith("RECOMMEND"):
            return "recommended"
        return {"AGREED": "agreed", "AGREE": "agreed", "ORDERED": "ordered"}.get(label, "resolved")

    def clause(self, text: str, start: int, end: int) -> tuple[str, str] | None:
        """The form and the participle of one clause; None where no deciding verb carries it."""
        tokens = self.lexer.read(text, start, min(end, start + _WIDEST))
        types = [t.type for t in tokens]
        at, bare = 0, True
        while at < len(types) and types[at] in _OPENING:
            bare = bare and types[at] != "THAT"
            at += 1
        if types[at : at + 2] in (["MATTER", "COLON"], ["MOTION", "COLON"]):
            at += 2
        if types[at : at + 1] and types[at] in _NOUNS and types[at + 1 : at + 2] == ["OF"]:
            return "done", "approved" if types[at] == "CONSENT" else types[at].lower()
        found: list[tuple[str, str, bool]] = []
        stated = False  # what somebody should or may do is stated: a later `should be` is no decision
        for place in range(at, len(types)):
            tree = self._islands.match(types, place)
            form = tree.children[0].name if tree is not None else ""
            if tree is not None and self._carries(types, place, form, first=place == at, bare=bare, stated=stated):
                verb, shouted = self._verb(text, tokens, place, tree)
                if verb in _PASSING.get(form, ()):
                    continue
                found.append(("infinitive" if form == "order" and types[place] == "TO" else form, verb, shouted))
                if form == "onward":
                    break
            stated = stated or types[place] in ("SHOULD", "MAY", "TOBE")
        return _strongest(found)

    def infinitive(self, text: str, start: int, end: int) -> str | None:
        """The participle of the first `to` with a verb behind it: moved and carried to continue the item."""
        tokens = self.lexer.read(text, start, min(end, start + _WIDEST))
        for at, token in enumerate(tokens[:_SOON]):
            if token.type == "AGREED":
                return "agreed"
            if token.type in _NOUNS and [t.type for t in tokens[at + 1 : at + 2]] == ["OF"]:
                return "approved" if token.type == "CONSENT" else token.type.lower()
            tree = self._islands.match([t.type for t in tokens[at : at + 4]]) if token.type == "TO" else None
            deed = tree.find("deed") if tree is not None else None
            if deed is not None:
                verb = tokens[at + deed.children[0].start]
                named = at > 0 and tokens[at - 1].type in _NAMED
                if verb.type not in ("WORD", "MATTER", "PAPER", "CONSENT") or (verb.type == "WORD" and named):
                    return inflect(verb.type, text[verb.start : verb.end])
        return None

    @staticmethod
    def _carries(types: list[str], at: int, form: str, *, first: bool, bare: bool, stated: bool) -> bool:
        """Whether an island can carry its clause where it stands."""
        before = types[at - 1] if at else ""
        if form == "done":
            return first and bare and types[at] != "RESOLVED" and types[at + 1 : at + 2] != ["BY"]
        if form == "order" and types[at] == "TO":
            moved = "BY" in types[:2] and types[at + 1] == "VERB"  # Moved by Director A … to adopt
            return (first and bare) or before in _LEADS or moved or _resolved(types, at)
        if form == "order":
            return (first and bare) or types[at] in ("PROPOSED", "MOTION")
        if form == "onward":
            return first
        if form == "told":
            return bare and not stated and types[at + 1] != "RESOLVED"
        if form == "wished":
            return (not bare or types[0] == "THAT") and not stated and not {"IS", "BE"} & set(types[:at])
        if form == "passive":
            return _unadverbed(types, at) not in ("MAY", "SHOULD", "TO", "TOBE")
        return form not in ("modal", "state") or not stated

    @staticmethod
    def _verb(text: str, tokens: list[Token], at: int, tree: Tree) -> tuple[str, bool]:
        """The participle of an island, and whether it is printed in capitals."""
        for name in ("participle", "decided", "deed", "first", "decides", "done"):
            found = tree.find(name)
            if found is not None and found.children:
                token = tokens[at + found.children[0].start]
                word = text[token.start : token.end]
                return inflect(token.type, word), word.isupper()
        return ("confirmed" if tree.find("record") else "recommended"), False


def _strongest(found: list[tuple[str, str, bool]]) -> tuple[str, str] | None:
    """Of the verbs of a clause the one in capitals, else the first that says what is to be."""
    if not found:
        return None
    form, verb, _ = found[0]
    if form in ("onward", "infinitive", "order", "done") and not (form == "infinitive" and verb == "amended"):
        return form, verb
    strong = [row for row in found if row[2] and row[0] == "passive"]
    strong = strong or [row for row in found if row[0] in ("passive", "active", "told", "onward")] or found
    return strong[0][:2] if strong[0][0] != "wished" else None


def _resolved(types: list[str], at: int) -> bool:
    """Whether a body has resolved before a `to`: decided to, voted 5-0 to, resolved by 5 votes to 2 to."""
    for kind in reversed(types[max(0, at - _SOON) : at]):
        if kind == "RESOLVED":
            return True
        if kind not in _HOW:
            return False
    return False


def _unadverbed(types: list[str], at: int) -> str:
    """The type of the token before a place, adverbs left out."""
    at -= 1
    while at >= 0 and types[at] == "ADV":
        at -= 1
    return types[at] if at >= 0 else ""


def inflect(kind: str, word: str) -> str:
    """The participle of a word of a type: itself, its stem with -ed, or the type's own name."""
    word = word.lower().rstrip(".")
    if kind == "AGREED":
        return "agreed"  # agreed for, agreed in principle
    if kind in _WRITTEN_OUT:
        return word
    if kind not in _BY_ENDING:
        return kind.lower()
    if word.endswith("s") and not word.endswith(("ss", "us")):
        word = word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
        word = word[:-2] + "y" if word.endswith("ie") else word
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return word[:-1] + "ied"
    return word + "ed"
