"""The lexicon: every word that it lists is read as its list says, in one list only, in order.

The checks are made from the lists themselves, so that a word added to them is tried at once.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from minutes_cli.engine import parts
from minutes_cli.engine.grammar import table
from minutes_cli.engine.lexicon import literals
from minutes_cli.engine.tokens import Lexer

FOLDER = Path(__file__).parent.parent / "grammars"
FILES = sorted((FOLDER / "lexicon").glob("*.lark"))
FED = sorted(set(parts.FED_BY.values()))  # the grammars whose terminals are words
_LIST = re.compile(r"^(_?[A-Z]\w*)(?:\.-?\d+)?: ?((?:.|\n[ \t]*\|)*)", re.MULTILINE)
_ENTRY = re.compile(r'"([^"]*)"i?(?: /.*/i?)?|/.*/i?|_?[A-Z]\w*(?: /.*/i?)?|\(.*')

# Words that another list of their grammar has first. The set may only shrink: a new word has one home. (The
# answers to planning applications are read by pattern, outside sentences; their words may be verbs as well.)
TAKEN: dict[str, set[str]] = {
    "deciding": {"FAVOURED Support", "FAVOURED Supported", "OPPOSED Object", "OPPOSED Objected"},
}


def lists(path: Path) -> list[tuple[str, list[str]]]:
    """The terminals of a file that list words, with their alternatives as they stand."""
    found = [(m[1], re.split(r"\n[ \t]*\|[ \t]*", m[2])) for m in _LIST.finditer(path.read_text("utf-8"))]
    return [(name, entries) for name, entries in found if any(entry.startswith('"') for entry in entries)]


LISTS = [(f"{path.stem}: {name}", entries) for path in FILES for name, entries in lists(path)]


def listed(part: str) -> list[tuple[str, str, bool]]:
    """The words of a grammar: the terminal, the word, and whether case does not matter."""
    return [(t.name, word, fold) for t in table(part).terminals for word, fold in literals(t.pattern) or ()]


def writings(word: str, fold: bool) -> list[str]:
    """The ways in which a listed word may be written."""
    return [word, word.capitalize(), word.title(), word.upper()] if fold else [word]


def read(lexer: Lexer, word: str) -> list[str]:
    return [token.type for token in lexer.read(word, 0, len(word))]


def unread(part: str) -> set[str]:
    """The words that are read as their list says in none of their writings."""
    lexer = Lexer(table(part))
    return {
        f"{name} {word}"
        for name, word, fold in listed(part)
        if all(read(lexer, written) != [name.removesuffix("_LIST")] for written in writings(word, fold))
    }


def test_there_are_lists() -> None:
    assert len(FILES) >= 5
    assert len(LISTS) > 100
    assert sum(len(listed(part)) for part in FED) > 2000


@pytest.mark.parametrize("part", FED)
def test_every_word_is_read_as_its_list_says(part: str) -> None:
    assert unread(part) - TAKEN.get(part, set()) == set()


@pytest.mark.parametrize("part", FED)
def test_no_word_stands_in_two_lists(part: str) -> None:
    taken = {entry.split(" ", 1)[1] for entry in TAKEN.get(part, set())}
    counted = Counter((word, fold) for _, word, fold in listed(part))
    assert {word for (word, _), count in counted.items() if count > 1} - taken == set()


def test_the_first_grammar_has_no_word_that_another_list_takes() -> None:
    assert "words" not in TAKEN


@pytest.mark.parametrize(("name", "entries"), LISTS, ids=[name for name, _ in LISTS])
def test_a_list_has_one_alternative_a_line(name: str, entries: list[str]) -> None:
    assert [entry for entry in entries if not _ENTRY.fullmatch(entry)] == []


@pytest.mark.parametrize(("name", "entries"), LISTS, ids=[name for name, _ in LISTS])
def test_a_list_is_sorted_as_people_sort(name: str, entries: list[str]) -> None:
    plain = [entry for entry in entries if entry.startswith('"')]
    words = [entry.split('"')[1] for entry in plain]
    assert words == sorted(words, key=lambda word: (word.casefold(), word))
    assert len(set(plain)) == len(plain)
