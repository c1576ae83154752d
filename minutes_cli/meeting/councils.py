"""Councils: whose meeting it is, by the names of councils and committees in its heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from minutes_cli.drafts import Heading
from minutes_cli.engine.island import Islands, Tree
from minutes_cli.engine.tokens import Token

_SMALL = frozenset({"and", "of", "the", "for", "in", "on", "upon", "with", "by", "cum", "le", "la", "under", "de"})
_VOWELS = frozenset("aeiouyáéíóúŵŷw")
_ACRONYM = range(2, 6)  # letters of one
_SHORT = frozenset({"st", "mr", "mrs", "dr", "ltd", "mt", "ft", "th", "nd", "rd"})
_CAPITALS = 0.8  # of the letters of words that are in capitals; scanning spoils some
_SHARED = 2  # words that a name in capitals and its longer form have in common


def name(text: str, tokens: list[Token], roll: int, islands: Islands, heading: Heading, place: tuple[int, int]) -> None:
    """Set the council or company, and its committee or board, as the heading names them.

    Names before `roll`, the place of the first list of persons, come first: behind it other bodies are spoken of.
    `place` are the first token that tells where the meeting was held and the one behind the last: a school in which
    others meet is not theirs.
    """
    names = list(_names(text, tokens, islands, place))

    def of(kind: str) -> list[str]:
        own = [(at, words) for at, found, words in names if found == kind]
        return [words for at, words in own if at < roll] or [words for _, words in own]

    heading.organization = _best(text, of("organization"))
    heading.body = _best(text, of("body") or of("gathering"))


def _names(text: str, tokens: list[Token], islands: Islands, place: tuple[int, int]) -> Iterator[tuple[int, str, str]]:
    """Each name with its place and kind."""
    types = [t.type for t in tokens]
    done = 0
    for at in range(len(tokens)):
        tree = islands.match(["NAMING", *types[at : at + 64]]) if at >= done else None
        if tree is None or not isinstance(tree.children[-1], Tree):
            continue
        kind, end = tree.children[-1].name, at + tree.end - 1
        if kind == "body":
            end = _before_council(types, at, end, islands)
        after = types[end] if end < len(types) else ""
        alone = tree.end == 2 and " " not in text[tokens[at].start : tokens[at].end]
        if after == "BUILDING" or (alone and not _stands(types, at, end)):
            continue
        if types[at : at + 2] == ["KIND", "OF"] and at and types[at - 1] != "BREAK":
            continue  # the Mayor of the City of Ling
        if place[0] <= at < place[1] and tree.leaf("HOUSE") is not None:
            continue
        done = end
        inside = [t for t in tokens[at:end] if t.type != "BREAK" and (t.type != "SORT" or kind == "gathering")]
        yield tokens[at].start, kind, " ".join(text[t.start : t.end] for t in inside).replace(" - ", "-")


def _stands(types: list[str], at: int, end: int) -> bool:
    """Whether one word names a body by where it stands: Board meeting   meeting of the Board   a line of its own."""
    before, after = types[at - 1] if at else "BREAK", types[end] if end < len(types) else "BREAK"
    return (
        after in ("DASH", "MEETING")
        or types[max(at - 3, 0) : at] == ["MEETING", "OF", "THE"]
        or (types[at] == "BODY" and before == after == "BREAK")
    )


def _before_council(types: list[str], at: int, end: int, islands: Islands) -> int:
    """Where the name of a body ends: the Mills Committee of Ling Town Council is the Mills Committee."""
    for of in range(at + 1, end):
        if types[of] == "OF" and types[of - 1] == "BODY":
            council = islands.match(["NAMING", *types[of + 1 : of + 65]])
            if council is not None and council.find("organization") is not None:
                return of
    return end


def _best(text: str, names: list[str]) -> str | None:
    """The name met most, the first of several; where that is in capitals, another that spells it out."""
    if not names:
        return None
    count = Counter(n.casefold() for n in names)
    best = max(names, key=lambda n: (count[n.casefold()], -names.index(n)))
    if best.isupper():
        words = set(best.casefold().split()) - _SMALL
        longer = (
            n for n in names if len(n.split()) > len(best.split()) and len(words & set(n.casefold().split())) >= _SHARED
        )
        best = next(longer, best)
    return cased(text, best)


def cased(text: str, words: str) -> str:
    """Words in capitals as the text writes them elsewhere, or each with a capital; others as they are."""
    if not _is_loud(words):
        return words
    pattern = re.compile(r"\s+".join(re.escape(w) for w in words.split()), re.IGNORECASE)
    written = next((m[0] for m in pattern.finditer(text) if not _is_loud(m[0])), None)
    if written:
        return " ".join(written.split())
    return " ".join(w if w in _SMALL and i else _capital(w) for i, w in enumerate(words.lower().split()))


def _is_loud(words: str) -> bool:
    return sum(c.isupper() for c in words) >= _CAPITALS * sum(c.isalpha() for c in words)


def _capital(word: str) -> str:
    """A word with a capital; one that no vowel makes a word, in capitals: NHS."""
    if len(word) in _ACRONYM and word.isalpha() and not set(word) & _VOWELS and word not in _SHORT:
        return word.upper()
    return "-".join(p if p in _SMALL and i else p[:1].upper() + p[1:] for i, p in enumerate(word.split("-")))
