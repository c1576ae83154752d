"""The person whose report stands under a heading: `Chairman's Report`, `Operations Report (Chief Birch)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from minutes_cli import kept
from minutes_cli.drafts import Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.island import Tree, islands
from minutes_cli.engine.tokens import Token
from minutes_cli.persons.names import Known, Namer, Ref
from minutes_cli.speech.sentences import Sentence
from minutes_cli.speech.speech import is_heading

_SHOUTED = kept.compile(r"\b[A-Z]{4,}(?:['’]S)?\b")  # a word that a heading in capitals prints
_LONGEST = 24  # tokens of a heading that are looked at
_WIDEST = 160  # characters of one
_LEAD = 6  # tokens at most before whose report it is: `To receive and note the`
_WEIGHED = frozenset({"approve", "consider", "discuss", "review"})  # To consider the Clerk's report: others speak
_REPORTS = ("AUTHORED", "ANNOUNCEN", "COMMENTN")
_SIGNS = frozenset({"COLON", "DOT", "OTHER", "DASH"})


class Reporters:
    """Reads headings, by reporter.lark."""

    def __init__(self, namer: Namer, patches: tuple[Patch, ...] = ()) -> None:
        """Take what finds names."""
        self._namer = namer
        self._islands = islands("reporter", patches, longest=8)

    def read(self, text: Text, known: Known) -> dict[int, Ref | None]:
        """Who reports under which block; None under a heading that ends what a line within the item had headed."""
        found: dict[int, Ref | None] = {}
        among, lone = False, False  # the item is one of reports; the block before is a name and no more
        within = False  # the report is headed by a line within the item, and the next such line ends it
        for index, block in enumerate(text.layout.blocks):
            titled = block.kind == "heading" and block.role == "title"
            if titled:
                among = any(t.type in _REPORTS for t in text.tokens.get(index, []))
            elif block.role != "discussion" or not _is_heading(text.sentences.get(index, [])):
                lone = lone and block.role == "boilerplate"
                continue
            if block.end - block.body > _WIDEST:
                continue
            ref, alone = self._heading(text.masked[block.body : block.end], block.body, known, among=among)
            listed = alone and (lone or block.kind == "list_item")
            if ref is not None and not listed and _is_sure(text, ref, alone=alone, titled=titled, among=among):
                found[index] = ref
                within = not titled and not (alone and among and ref.name)
            elif within and not listed:
                found[index], within = None, False
            lone = alone
        return found

    def _heading(self, heading: str, start: int, known: Known, *, among: bool) -> tuple[Ref | None, bool]:
        """Who reports under a heading that begins at `start`, and whether it is a name and no more.

        `among` says that it stands under one of reports.
        """
        heading = _SHOUTED.sub(lambda word: word[0].capitalize(), heading)  # CHAIRMAN'S REPORT
        run = self._namer.lexer.read(heading, 0, len(heading))
        if len(run) > _LONGEST:
            return None, False
        tokens = self._namer.read(heading, run, known)
        while tokens and tokens[-1].type in _SIGNS:
            tokens.pop()
        trees = dict(self._trees(tokens))
        alone = 0 in trees and trees[0].children[0].name == "alone" and trees[0].end == len(tokens)
        found = _named(heading, tokens, 0, trees[0]) if alone else _reporter(heading, tokens, trees, among=among)
        return (replace(found, start=start + found.start, end=start + found.end) if found else None), alone

    def _trees(self, tokens: list[Token]) -> Iterator[tuple[int, Tree]]:
        types = [t.type for t in tokens]
        for at, kind in enumerate(types):
            tree = self._islands.match(types, at) if kind in self._islands.starts else None
            if tree is not None:
                yield at, tree


def _is_heading(sentences: list[Sentence]) -> bool:
    """Whether a paragraph is a heading; one may end with a name in brackets."""
    bracketed = len(sentences) == 1 and not sentences[0].acts and sentences[0].types()[-2:] == ["WHO", "RPAR"]
    return bracketed or is_heading(sentences)


def _is_sure(text: Text, ref: Ref, *, alone: bool, titled: bool, among: bool) -> bool:
    """Whether it is a person indeed: `Councillor Vacancy` is none, and `Dukes Head` a house."""
    if ref.name and any(entry.ref.name == ref.name for entry in text.roll):
        return True
    if alone and titled:
        return bool(ref.name) and any(entry.ref.surname == ref.surname for entry in text.roll)
    return bool(ref.prefix) or (among if alone and not ref.name else bool(ref.role))


def _reporter(heading: str, tokens: list[Token], trees: Mapping[int, Tree], *, among: bool) -> Ref | None:
    owned = [at for at, tree in trees.items() if _owns(heading, tokens, at, tree)]
    behind = [at for at, tree in trees.items() if tree.children[0].name == "behind" and at + tree.end == len(tokens)]
    if behind and (among or owned or any(t.type in _REPORTS for t in tokens)):
        owned = behind
    return _named(heading, tokens, owned[0], trees[owned[0]]) if len(owned) == 1 else None


def _owns(heading: str, tokens: list[Token], at: int, tree: Tree) -> bool:
    """Whether whose report it is begins the heading, but for `To receive the`."""
    if tree.children[0].name != "owned" or at > _LEAD:
        return False
    before = {heading[t.start : t.end].lower() for t in tokens[:at]}
    last = tokens[at + tree.end - 1]
    several = tree.leaf("POSS", "FROM") is None and heading[last.start : last.end].lower().endswith("s")
    return not several and not before & _WEIGHED  # officer reports: of many


def _named(heading: str, tokens: list[Token], at: int, tree: Tree) -> Ref | None:
    """The naming in an island; of a bare title, the office that it is."""
    leaf = tree.leaf("WHO") or tree.leaf("TITLE")
    assert leaf is not None
    token = tokens[at + leaf.start]
    if isinstance(token.value, tuple):
        ref = token.value[0]
        return ref if isinstance(ref, Ref) else None
    return Ref(token.start, token.end, role=heading[token.start : token.end])
