"""The participle of a decision: `noted` of `That the report be noted`, `received` of `to receive it`."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_cli.grammar import Patch, table
from minutes_cli.island import Islands, Tree
from minutes_cli.tokens import Lexer, Token

_OPENING = frozenset({"QUOTE", "COLON", "DASH", "THAT", "COMMA", "SEMI", "DOT", "LPAR", "RPAR", "NUMBER"})
_PRINTED = frozenset({"NOTED", "APPROVED", "RECEIVED", "ADOPTED", "DEFERRED", "REFUSED", "GRANTED"})
_AGREED = frozenset({"AGREED", "AGREE", "AGREES"})
_WRITTEN_OUT = frozenset("PARTICIPLE RULED AGREED RESOLVED NOTED RECEIVED VERBED SHOUTED".split())
_BY_ENDING = frozenset({"VERB", "WORD", "MATTER", "PAPER"})  # grant, request, report are nouns too
_WIDEST = 4000  # characters of a clause that are looked at


class Participles:
    """Finds the participle that carries a clause, by decision.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        self.lexer = Lexer(table("deciding", patches))
        self._islands = Islands(table("decision", patches), longest=16)

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
            if form == "onward" or (label.startswith("RECOMMEND") and verb not in ("noted", "received")):
                return "recommended"
            if label in _AGREED and form == "infinitive":
                return "agreed"
            return verb
        if label.startswith("RECOMMEND"):
            return "recommended"
        return "agreed" if label in _AGREED else "resolved"

    def clause(self, text: str, start: int, end: int) -> tuple[str, str] | None:
        """The form and the participle of one clause; None where no deciding verb carries it."""
        tokens = self.lexer.read(text, start, min(end, start + _WIDEST))
        types = [t.type for t in tokens]
        at, bare = 0, True
        while at < len(types) and types[at] in _OPENING:
            bare = bare and types[at] != "THAT"
            at += 1
        later: tuple[str, str] | None = None
        for place in range(at, len(types)):
            tree = self._islands.match(types, place)
            if tree is None:
                continue
            form = tree.children[0].name
            verb = self._verb(text, tokens, place, tree)
            if form in ("order", "done", "onward"):
                if place == at and (bare or form == "onward"):
                    return ("infinitive" if types[place] == "TO" else form), verb
            elif form in ("passive", "active"):
                return form, verb
            else:
                later = later or (form, verb)
        return later

    def _verb(self, text: str, tokens: list[Token], at: int, tree: Tree) -> str:
        for name in ("participle", "decided", "deed", "first", "decides", "done"):
            found = tree.find(name)
            if found is not None and found.children:
                token = tokens[at + found.children[0].start]
                return inflect(token.type, text[token.start : token.end])
        return "recommended"


def inflect(kind: str, word: str) -> str:
    """The participle of a word of a type: itself, its stem with -ed, or the type's own name."""
    word = word.lower().rstrip(".")
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
