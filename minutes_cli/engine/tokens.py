"""Words to tokens: a lexer whose patterns come from the terminals of the `words` grammar.

Words that the terminals list stand in a lexicon by first word; the other terminals, which describe a shape
(a capitalised word, initials, a number), are one expression. So a text is cut once, by shape, and each
word is then looked up. Words of the lists come before shapes; of two lists the one of higher priority wins,
and the longest phrase wins over both.

Words recur, so what a word and the signs beside it were cut into is remembered, and only moved to its place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from minutes_cli import kept
from minutes_cli.engine.grammar import Patch, Table, table
from minutes_cli.engine.lexicon import Lexicon, Phrase
from minutes_cli.engine.places import Signs
from minutes_cli.engine.places import phrase as as_sign

DOTTED = frozenset({"CAP", "WORD", "VERBED"})  # shapes whose last full stop may end the sentence

# What is cut by itself: words with figures, and signs, stay together (`7 - 0`, `7 th`), any other word is alone.
# The blanks behind a word are part of it, for a shape may look at them; so the chunks of a text leave nothing out.
# The first branch has nothing that the others have not: it takes the plain words at once.
_CHUNK = kept.compile(r"[A-Za-z]++[.,]?\s++|(?:\S*\d\S*\s*|[^\w\s]+(?:\s+|$))+(?:(?i:st|nd|rd|th)\b\S*\s*)?|\S+\s*|\s+")
_WHOLE = kept.compile(r".+", re.DOTALL)  # where a shape reaches over the blank between words
_WIDEST = 40  # characters of a chunk that is remembered
_MEMORY = 20_000  # chunks that are remembered


class Token(msgspec.Struct, gc=False):
    """A token: its type, its offsets in the text, and what later stages found in it (a reading of names)."""

    type: str
    start: int
    end: int
    value: object = None


Longer = dict[str, list[Phrase]]  # the phrases that may begin at a word, by the next word, folded
Cut = tuple[int, int, str, Longer | None]  # offsets, type, phrases
Chunk = tuple[str, int, int, tuple[Cut, ...] | None]  # type and end of its one token, its length; more than one: all
Shaped = tuple[int, int, str, str]  # offsets, word, shape


class Shapes:
    """The shapes of several tables that have the same ones, and what words of them were met."""

    def __init__(self, pattern: str, names: tuple[str, ...]) -> None:
        """One expression with a group for each shape."""
        self._names = names
        self._shape = kept.compile(pattern).finditer
        self._known: dict[str, list[Shaped]] = {}

    def cut(self, chunk: str) -> list[Shaped]:
        """A chunk cut by shape."""
        found = self._known.get(chunk)
        if found is None:
            found = self.parts(chunk, 0, len(chunk))
            if len(chunk) <= _WIDEST:
                if len(self._known) >= _MEMORY:
                    self._known.clear()
                self._known[chunk] = found
        return found

    def parts(self, text: str, start: int, end: int) -> list[Shaped]:
        """A stretch cut by shape, offsets counted from `start`."""
        names = self._names
        matches = self._shape(text, start, end)
        return [(m.start() - start, m.end() - start, m[0], names[(m.lastindex or 1) - 1]) for m in matches]


@functools.lru_cache(maxsize=64)
def _shapes(pattern: str, names: tuple[str, ...]) -> Shapes:
    return Shapes(pattern, names)


class _Known(dict[str, Chunk]):
    """What the chunks met so far were cut into; a new one is cut when it is asked for."""

    def __init__(self, cut: Callable[[str], Chunk]) -> None:
        super().__init__()
        self._cut = cut

    def __missing__(self, chunk: str) -> Chunk:
        made = self._cut(chunk)
        if len(chunk) <= _WIDEST:
            if len(self) >= _MEMORY:
                self.clear()
            self[chunk] = made
        return made


class Lists:
    """The words and shapes of a table, and what they made of the chunks met so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._shapes = _shapes(lexicon.shape, lexicon.shapes)
        self.chunk = _WHOLE if lexicon.reaches else _CHUNK
        self.known = _Known(self._chunk)

    def _chunk(self, chunk: str) -> Chunk:
        shaped = self._shapes.cut(chunk)
        if len(shaped) == 1 and shaped[0][2][-1] != ".":  # a plain word, as most are
            cuts: tuple[Cut, ...] = (self._listed(*shaped[0]),)
        else:
            cuts = tuple(self._cuts(shaped))
        if len(cuts) == 1 and cuts[0][0] == 0 and cuts[0][3] is None:
            return cuts[0][2], cuts[0][1], len(chunk), None
        return "", 0, len(chunk), cuts

    def cut(self, text: str, start: int, end: int) -> Iterator[Cut]:
        """Cut a stretch, offsets counted from `start`."""
        return self._cuts(self._shapes.parts(text, start, end))

    def _cuts(self, shaped: Iterable[Shaped]) -> Iterator[Cut]:
        """Words of the lists get their types; only a listed abbreviation keeps its full stop."""
        for first, last, word, name in shaped:
            if word[-1] == "." and len(word) > 1:
                ends = name in DOTTED or (name == "NUMBER" and "." not in word[:-1])  # at 11am. The
                if ends and word not in self.lexicon.dotted:
                    yield self._listed(first, last - 1, word[:-1], name)
                    yield self._listed(last - 1, last, ".", "DOT")
                    continue
            yield self._listed(first, last, word, name)

    def _listed(self, first: int, last: int, word: str, shape: str) -> Cut:
        """The cut of one word: its type is that of the list which has it, else its shape."""
        small = word.lower()
        exact = self.lexicon.beginning(word)
        folded = exact if small == word else self.lexicon.beginning(small)
        if not exact and not folded:
            return first, last, shape, None
        phrases = [p for p in exact if not p.fold] + [p for p in folded if p.fold]
        longer: Longer = {}
        for phrase in sorted(phrases, key=lambda p: -len(p.words)):
            if len(phrase.words) == 1:
                shape = phrase.type
                break
            longer.setdefault(phrase.words[1].lower(), []).append(phrase)
        return first, last, shape, longer or None


@functools.lru_cache(maxsize=64)
def _lists(table: Table) -> Lists:
    assert table.lexicon is not None
    return Lists(table.lexicon)


class Lexer:
    """Cuts a stretch of text into tokens."""

    def __init__(self, words: Table) -> None:
        """Cut by the terminals of a table."""
        self._lists = _lists(words)

    def listed(self, *names: str) -> frozenset[str]:
        """The first words, folded, of the lists of these names."""
        return frozenset(phrase.words[0].lower() for phrase in self._lists.lexicon.phrases(names))

    def signs(self, *names: str) -> Signs:
        """The phrases of the lists of these names: a stretch with none of them has no such token."""
        if not self._lists.lexicon.types.issuperset(names):
            return None  # what describes a shape
        found = frozenset(as_sign(" ".join(row.words)) for row in self._lists.lexicon.phrases(names))
        return None if () in found else found

    def read(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of `text[start:end]`; offsets in them are those of the text."""
        lists = self._lists
        tokens: list[Token] = []
        begun: list[tuple[int, Longer]] = []
        at = start
        if start and start < end and not text[start - 1].isspace():
            at = self._glued(text, start, end, tokens, begun)
        for name, last, width, cuts in map(lists.known.__getitem__, lists.chunk.findall(text, at, end)):
            if cuts is None:
                tokens.append(Token(name, at, at + last))
            else:
                _add(cuts, at, tokens, begun)
            at += width
        return _joined(text, tokens, begun) if begun else tokens

    def _glued(self, text: str, start: int, end: int, tokens: list[Token], begun: list[tuple[int, Longer]]) -> int:
        """Cut what goes on with the word before the stretch, for a shape may look back; the place after it."""
        chunk = self._lists.chunk.match(text, start, end)
        stop = chunk.end() if chunk else start
        _add(self._lists.cut(text, start, stop), start, tokens, begun)
        return stop


def _add(cuts: Iterable[Cut], at: int, tokens: list[Token], begun: list[tuple[int, Longer]]) -> None:
    """Add the tokens of a chunk that begins at a place, and where phrases may begin."""
    for first, last, name, longer in cuts:
        if longer is not None:
            begun.append((len(tokens), longer))
        tokens.append(Token(name, at + first, at + last))


def _joined(text: str, tokens: list[Token], begun: list[tuple[int, Longer]]) -> list[Token]:
    """The tokens with each phrase that stands in them made one."""
    out: list[Token] = []
    done = 0
    for at, longer in begun:
        if at < done or at + 1 == len(tokens):
            continue
        second = tokens[at + 1]
        for phrase in longer.get(text[second.start : second.end].lower(), ()):
            if _stands(phrase, text, tokens, at):
                out += tokens[done:at]
                done = at + len(phrase.words)
                out.append(Token(phrase.type, tokens[at].start, tokens[done - 1].end))
                break
    return out + tokens[done:] if done else tokens


def _stands(phrase: Phrase, text: str, tokens: list[Token], at: int) -> bool:
    """Whether the words of a phrase are those of the tokens from a given one on."""
    if at + len(phrase.words) > len(tokens):
        return False
    for token, want in zip(tokens[at : at + len(phrase.words)], phrase.words, strict=True):
        word = text[token.start : token.end]
        if (word.lower() if phrase.fold else word) != want:
            return False
    return True


@functools.lru_cache(maxsize=64)
def lexer(words: str, patches: tuple[Patch, ...] = ()) -> Lexer:
    """The lexer of a grammar of words under patches, made once."""
    return Lexer(table(words, patches))
