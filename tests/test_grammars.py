"""Grammars: cases of what they accept, each with its tree; and that all compile under every dialect.

A file of `grammar_cases/` holds cases of the grammar that it is named after: a title between two lines of
`===`, a line of minutes (in the document grammar a row of segment types), `---`, and the trees of the islands
in it, one a line. `pytest tests/test_grammars.py --rewrite-goldens` writes the trees anew; read the change,
then commit it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_cli.engine import parts, patches
from minutes_cli.engine.grammar import table
from minutes_cli.engine.island import Islands, Leaf, Tree
from minutes_cli.engine.tables import Table
from minutes_cli.engine.tokens import Lexer
from minutes_cli.layout import structure
from minutes_cli.persons.bare import bare_names
from minutes_cli.persons.names import Known, Namer

FOLDER = Path(__file__).parent / "grammar_cases"
DIALECTS = sorted((Path(__file__).parent.parent / "grammars" / "dialects").glob("*.lark"))
FILES = sorted(FOLDER.glob("*.txt"))
_CASE = re.compile(r"^===\n([^\n]+)\n===\n(.*?)\n---\n(.*?)\n*(?=^===\n[^\n]+\n===\n|\Z)", re.MULTILINE | re.DOTALL)

UNTRIED: dict[str, set[str]] = {  # rules that no case exercises; it may only shrink
    "decision": set(),
    "document": set(),
    "motion": set(),
    "names": set(),
    "ruling": set(),
    "sentence": set(),
    "tally": set(),
    "task": set(),
    "who": set(),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A case: what it shows, a line of minutes, and the trees in it."""

    part: str
    title: str
    line: str
    trees: str


def cases(path: Path) -> list[Case]:
    found = _CASE.findall(path.read_text("utf-8"))
    return [Case(path.stem, title, line.strip(), trees.strip()) for title, line, trees in found]


CASES = [case for path in FILES for case in cases(path)]


@functools.cache
def islands(part: str) -> Islands:
    return Islands(table(part))


@functools.cache
def namer() -> Namer:
    return Namer()


def found(part: str, types: Sequence[str]) -> list[tuple[int, Tree]]:
    """The islands of a row of types, each the longest from where it begins, with that place."""
    at, trees = 0, []
    while at < len(types):
        tree = islands(part).match(types, at)
        if tree is not None:
            trees.append((at, tree))
        at += tree.end if tree is not None else 1
    return trees


def words(line: str) -> list[str]:
    return [token.type for token in Lexer(table("words")).read(line, 0, len(line))]


def persons(line: str) -> list[str]:
    """The types of a line in which names and offices are one token each."""
    types = words(line)
    for at, tree in reversed(found("names", types)):
        types[at : at + tree.end] = [tree.children[0].name.upper()]
    return types


def spoken(line: str) -> list[str]:
    """The types of a line in which persons are one token each."""
    run = namer().lexer.read(line, 0, len(line))
    known = Known((name, name) for name in bare_names(line, [run]))
    return [token.type for token in namer().read(line, run, known)]


def reworded(part: str, line: str) -> list[str]:
    """The types of a line in which persons are one token each; all else is cut by a grammar's own words."""
    run = namer().lexer.read(line, 0, len(line))
    lexer = Lexer(table(parts.FED_BY[part]))
    types, at = [], 0
    for token in namer().read(line, run, Known((name, name) for name in bare_names(line, [run]))):
        if token.type in ("WHO", "WHOS", "GROUP" if part == "task" else "WHO") and token.start >= at:
            types += [t.type for t in lexer.read(line, at, token.start)] + [token.type]
            at = token.end
    return types + [t.type for t in lexer.read(line, at, len(line))]


def own(part: str, line: str) -> list[str]:
    """The types of a line by a grammar's own words."""
    return [token.type for token in Lexer(table(parts.FED_BY[part])).read(line, 0, len(line))]


TYPES: dict[str, Callable[[str], list[str]]] = {
    "decision": functools.partial(own, "decision"),
    "motion": functools.partial(reworded, "motion"),
    "names": words,
    "ruling": functools.partial(own, "ruling"),
    "sentence": spoken,
    "tally": functools.partial(reworded, "tally"),
    "task": functools.partial(reworded, "task"),
    "who": persons,
}


def show(tree: Tree | Leaf) -> str:
    if isinstance(tree, Leaf):
        return tree.name
    return f"({' '.join([tree.name, *map(show, tree.children)])})"


def outline(types: Sequence[str], node: structure.Node | int) -> str:
    """A tree of the document grammar."""
    if isinstance(node, int):
        return types[node]
    return f"({' '.join([node.name, *(outline(types, child) for child in node.children)])})"


def trees(case: Case) -> str:
    """What a grammar makes of the line of a case."""
    if case.part == "document":
        types = case.line.split()
        return outline(types, structure.parse(table("document"), types))
    every = [child for _, tree in found(case.part, TYPES[case.part](case.line)) for child in tree.children]
    return "\n".join(map(show, every))


def exercised(case: Case) -> set[str]:
    """The rules by which a case is read, with those that do not show in its trees."""
    if case.part == "document":
        return rules(table("document"), case.line.split())
    types = TYPES[case.part](case.line)
    rows = (types[at : at + tree.end] for at, tree in found(case.part, types))
    return set().union(*(rules(table(case.part), row) for row in rows))


def rules(made: Table, types: Iterable[str]) -> set[str]:
    """The names of the rules that the tables of a grammar reduce by, for a row of types that it accepts."""
    states, used = [made.start], set()
    for kind in [*types, "$END"]:
        while (action := made.states[states[-1]][kind]) < 0:
            rule = made.rules[-1 - action]
            used |= {rule.origin, rule.name}
            del states[len(states) - rule.size :]
            states.append(made.states[states[-1]][rule.origin])
            if kind == "$END" and states[-1] == made.end:
                return used
        states.append(action)
    return used


def test_there_are_cases() -> None:
    assert {path.stem for path in FILES} == set(UNTRIED)
    assert len(CASES) >= 60
    for path in FILES:
        assert len(cases(path)) == path.read_text("utf-8").count("\n---\n"), f"{path.name} holds half a case"


def test_no_two_cases_have_the_same_title() -> None:
    titles = [(case.part, case.title) for case in CASES]
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_trees_are_rewritten_when_asked_for(path: Path, rewrite: bool) -> None:
    if rewrite:
        made = [f"===\n{case.title}\n===\n{case.line}\n---\n{trees(case)}\n" for case in cases(path)]
        path.write_text("\n".join(made), "utf-8", newline="\n")


@pytest.mark.parametrize("case", CASES, ids=[f"{case.part}: {case.title}" for case in CASES])
def test_a_line_gives_its_tree(case: Case, rewrite: bool) -> None:
    assert rewrite or trees(case) == case.trees


@pytest.mark.parametrize("part", UNTRIED)
def test_every_rule_has_a_case(part: str) -> None:
    every = {name for rule in table(part).rules for name in (rule.origin, rule.name)}
    own = {name for name in every if not name.startswith("__") and name.lower() == name}
    tried = set().union(*(exercised(case) for case in CASES if case.part == part))
    assert own - tried == UNTRIED[part]


@pytest.fixture
def unremembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No tables of an earlier run."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.mark.usefixtures("unremembered")
@pytest.mark.parametrize("part", parts.PARTS)
def test_a_grammar_compiles_in_strict_mode(part: str) -> None:
    assert table.__wrapped__(part).states.all()


def test_there_are_dialects() -> None:
    assert len(DIALECTS) >= 7


@pytest.mark.usefixtures("unremembered")
@pytest.mark.parametrize("path", DIALECTS, ids=[path.stem for path in DIALECTS])
def test_a_grammar_compiles_in_strict_mode_under_a_dialect(path: Path) -> None:
    patch = patches.read_patch(path)
    for part in parts.PARTS:
        assert table(part, (patch,)).states.all()


def typed() -> list[str]:
    """The types of segments: the tokens that the document grammar reads."""
    return sorted({name for state in table("document").states.all() for name in state if name.isupper()} - {"$END"})


@settings(derandomize=True, deadline=None, database=None, max_examples=200)
@given(st.lists(st.sampled_from(typed()), max_size=60))
def test_any_row_of_segments_has_a_tree_that_keeps_them_all(types: list[str]) -> None:
    def places(node: structure.Node | int) -> list[int]:
        if isinstance(node, int):
            return [node]
        return [at for child in node.children for at in places(child)]

    assert places(structure.parse(table("document"), types)) == list(range(len(types)))
