"""Grammars, lexicons and patches made into tables; the one module that builds Lark parsers.

A grammar is the text of its files, with a dialect's and the user's patches appended. Its tables are kept in
the user's cache folder, so that Lark is imported only when a grammar has changed.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

import msgspec

from minutes_cli import faults
from minutes_cli.errors import GrammarError

FORMAT = 3  # of the remembered tables; raised when they change shape
PARTS: dict[str, tuple[str, ...]] = {
    "words": ("words.lark", "lexicon/people.lark", "lexicon/verbs.lark", "lexicon/phrases.lark"),
    "names": ("names.lark",),
    "who": ("who.lark",),
    "sentence": ("sentence.lark",),
    "document": ("document.lark", "lexicon/labels.lark"),
    "roll_words": ("words.lark", "lexicon/people.lark", "lexicon/roll.lark"),
    "roll": ("roll.lark",),
    "attendance": ("attendance.lark",),
    "date_words": ("date_words.lark", "lexicon/dates.lark"),
    "date": ("date.lark",),
    "heading": ("heading.lark",),
    "deciding": ("words.lark", "lexicon/deciding.lark"),
    "decision": ("decision.lark",),
    "ruling": ("ruling.lark",),
    "declaring": ("words.lark", "lexicon/declaring.lark"),
    "declaration": ("declaration.lark",),
    "tasking": ("words.lark", "lexicon/tasking.lark"),
    "task": ("task.lark",),
    "dating": ("words.lark", "lexicon/due.lark"),
    "due": ("due.lark",),
    "voting": ("voting.lark", "lexicon/voting.lark"),
    "motion": ("motion.lark",),
    "tally": ("tally.lark",),
}
FED_BY = {  # whose terminals the tokens of a grammar are
    "names": "words",
    "who": "words",
    "sentence": "words",
    "roll": "roll_words",
    "attendance": "roll_words",
    "date": "date_words",
    "heading": "date_words",
    "decision": "deciding",
    "ruling": "deciding",
    "declaration": "declaring",
    "task": "tasking",
    "due": "dating",
    "motion": "voting",
    "tally": "voting",
}


class Terminal(msgspec.Struct, frozen=True):
    """A terminal: its name, priority and pattern (a regular expression)."""

    name: str
    priority: int
    pattern: str


class Rule(msgspec.Struct, frozen=True):
    """A rule of a table: what it makes, of how many parts, and how it shows in the tree."""

    origin: str
    size: int
    name: str
    inline: bool  # its children take its place: `_rule`, and the lists that Lark makes of `x+`
    unwrap: bool  # `?rule`: an only child takes its place


class Table(msgspec.Struct, frozen=True, eq=False):
    """A grammar as LALR tables; an action is a state to shift to, or -1 - the rule to reduce by."""

    name: str
    terminals: tuple[Terminal, ...]
    rules: tuple[Rule, ...]
    states: tuple[dict[str, int], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One `%extend` or `%override` of a patch: the name it changes, its text and place.

    `part` is the grammar it is for, where a line `// grammar: PART` above it says so.
    """

    name: str
    text: str
    origin: str
    line: int
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Patch:
    """A checked patch, by statements."""

    origin: str
    statements: tuple[Statement, ...] = ()


NO_PATCH = Patch("")
_HEAD = re.compile(r"%(extend|override)\s+([A-Za-z_]\w*)(?:\.-?\d+)?\s*:")
_FOR = re.compile(r"//\s*grammar:\s*(\S+)\s*$")


def read_file(name: str) -> str:
    """The text of one file of the grammars folder; FileNotFoundError where there is none."""
    return resources.files("minutes_cli.grammars").joinpath(name).read_text(encoding="utf-8")


def read_patch(path: Path | str) -> Patch:
    """A user's patch from its file; GrammarError where it cannot be read or holds anything but patches."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise GrammarError(f"{path}: cannot read the grammar: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise GrammarError(f"{path}: the grammar is not UTF-8 text") from problem
    return parse_patch(text, str(path))


def parse_patch(text: str, origin: str) -> Patch:
    """Split a patch into statements; GrammarError names the line that is none."""
    found: list[tuple[str, int, str | None, list[str]]] = []
    overridden: set[tuple[str | None, str]] = set()
    part = None
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{origin}, line {number}"
        if not line.strip() or line.lstrip().startswith("//"):
            part = _meant(line, where) or part
            if found:
                found[-1][3].append("")
        elif head := _HEAD.match(line):
            if head[1] == "override" and (part, head[2]) in overridden:
                raise GrammarError(f"{where}: {head[2]} is overridden twice")
            if head[1] == "override":
                overridden.add((part, head[2]))
            found.append((head[2], number, part, [line]))
        elif found and line[0] in " \t|":
            found[-1][3].append(line)
        else:
            said = f"expected %extend NAME: or %override NAME:, found {line.strip()[:40]!r}"
            raise GrammarError(f"{where}: {said}")
    rows = ((name, "\n".join(lines), origin, at, meant) for name, at, meant, lines in found)
    return Patch(origin, tuple(Statement(*row) for row in rows))


def _meant(line: str, where: str) -> str | None:
    """The grammar that a comment `// grammar: PART` names for what follows; None for any other comment."""
    said = _FOR.match(line)
    if said and said[1] not in PARTS:
        raise GrammarError(f"{where}: no grammar is called {said[1]}; there are {', '.join(sorted(PARTS))}")
    return said[1] if said else None


@functools.cache
def source(part: str) -> str:
    """The text of a grammar before any patch."""
    return "\n".join(read_file(name) for name in PARTS[part])


@functools.cache
def defined(part: str) -> frozenset[str]:
    """Names of the rules and terminals that a grammar defines."""
    return frozenset(re.findall(r"^[?!]*([A-Za-z_]\w*)(?:\.-?\d+)?\s*:", source(part), re.M))


def route(patch: Patch) -> dict[str, list[Statement]]:
    """The statements of a patch by the grammars that have the name; GrammarError for a name that none has."""
    routed: dict[str, list[Statement]] = {}
    for statement in patch.statements:
        owners = _owners(statement.name, statement.part)
        if not owners:
            raise GrammarError(f"{statement.origin}, line {statement.line}: {_unknown(statement)}")
        for part in owners:
            routed.setdefault(part, []).append(statement)
    return routed


@functools.cache
def _owners(name: str, meant: str | None) -> tuple[str, ...]:
    """The grammar that is meant, or the first that has a name, and all that share the file it stands in."""
    first = next((part for part in ([meant] if meant else PARTS) if name in defined(part)), None)
    if first is None:
        return ()
    defines = re.compile(rf"^[?!]*{name}(?:\.-?\d+)?\s*:", re.M).search
    homes = {file for file in PARTS[first] if defines(read_file(file))}
    return tuple(part for part, files in PARTS.items() if homes & set(files))


def _unknown(statement: Statement) -> str:
    import difflib  # only needed for an error

    name, parts = statement.name, [statement.part] if statement.part else PARTS
    known = sorted(set().union(*(defined(part) for part in parts)))
    near = difflib.get_close_matches(name, known, 3)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; the grammars folder lists the names"
    within = f" in the grammar {statement.part}" if statement.part else ""
    return f"no rule or terminal is called {name}{within}{hint}"


def check(patch: Patch, before: tuple[Patch, ...] = ()) -> None:
    """Compile every grammar that a patch touches, behind those before it; GrammarError names the line at fault."""
    for part in route(patch):
        table(part, (*before, patch))


@functools.lru_cache(maxsize=512)
def table(part: str, patches: tuple[Patch, ...] = ()) -> Table:
    """The tables of a grammar under patches, from the cache folder or made anew.

    Patches that leave the grammar as it is give the very tables that it has without them.
    """
    parts = {part, FED_BY.get(part, part)}
    touching = tuple(patch for patch in patches if parts & route(patch).keys())
    if touching != patches:
        return table(part, touching)
    statements = [s for patch in patches for s in route(patch).get(part, ())]
    text = "\n".join([source(part), *(s.text for s in statements)])
    words = table(FED_BY[part], patches) if part in FED_BY else None
    key = _key(part, text, words)
    known = _recall(key)
    if known is None:
        known = _compile(part, text, words, statements)
        _remember(key, known)
    return known


def _key(part: str, text: str, words: Table | None) -> str:
    names = ",".join(t.name for t in words.terminals) if words else ""
    parts = (str(FORMAT), part, text, names, metadata.version("lark"), sys.version)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "minutes-parser"


def _recall(key: str) -> Table | None:
    try:
        return msgspec.msgpack.decode((_folder() / f"{key}.tables").read_bytes(), type=Table)
    except (OSError, RuntimeError, msgspec.MsgspecError):  # RuntimeError: no home folder
        return None


def _remember(key: str, made: Table) -> None:
    """Keep tables for the next start; a folder that cannot be written costs only time."""
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as out:
            out.write(msgspec.msgpack.encode(made))
        os.replace(out.name, folder / f"{key}.tables")
    except (OSError, RuntimeError):
        return


def _compile(part: str, text: str, words: Table | None, statements: list[Statement]) -> Table:
    from lark.exceptions import LarkError  # late: start-up without Lark where tables are remembered

    try:
        return _build(part, text, words)
    except (LarkError, re.error) as problem:
        _trace(part, words, statements)
        raise GrammarError(f"grammar {part}: {faults.told(str(problem))}") from problem


def _trace(part: str, words: Table | None, statements: list[Statement]) -> None:
    """Raise GrammarError for the first statement of the patches with which the grammar no longer compiles."""
    from lark.exceptions import LarkError

    text = source(part)
    for statement in statements:
        first = text.count("\n") + 2  # the line at which the statement begins
        text += "\n" + statement.text
        try:
            _build(part, text, words)
        except (LarkError, re.error) as problem:
            inside = max((faults.line(str(problem)) or first) - first, 0)
            at = statement.line + min(inside, statement.text.rstrip().count("\n"))
            where = f"{statement.origin}, line {at}"
            raise GrammarError(f"{where}: {statement.name}: {faults.told(str(problem))}") from problem


def _build(part: str, text: str, words: Table | None) -> Table:
    """Tables through Lark, in strict mode: a conflict is an error, never settled in silence."""
    from lark import Lark
    from lark.grammar import Rule as LarkRule
    from lark.lexer import Lexer, TerminalDef

    class Fed(Lexer):
        """Stands where Lark wants a lexer; the tokens come from elsewhere."""

        def __init__(self, conf: object) -> None: ...

        def lex(self, *_: object) -> Iterator[object]:  # type: ignore[override]  # never called
            return iter(())

    if part in FED_BY.values():
        names = re.findall(r"^([A-Z]\w*)(?:\.-?\d+)?\s*:", text, re.M)
        text += "\nstart: " + " | ".join(dict.fromkeys(names)) + "\n"
    if words:
        declared = set(re.findall(r"\w+", " ".join(re.findall(r"^%declare(.*)", text, re.M))))
        text += "\n%declare " + " ".join(t.name for t in words.terminals if t.name not in declared) + "\n"
    lark = Lark(text, parser="lalr", lexer=Fed, strict=True, maybe_placeholders=False)
    data, memo = lark.memo_serialize([TerminalDef, LarkRule])
    for terminal in lark.terminals:
        re.compile(terminal.pattern.to_regexp())
    return _table(part, data["parser"]["parser"], memo, lark.terminals)


def _table(part: str, data: dict[str, object], memo: dict[int, object], terminals: list[object]) -> Table:
    """Lark's serialised tables, turned into ours."""
    plain = msgspec.convert(data, type=_LarkTables)
    order = {key: i for i, key in enumerate(sorted(plain.states))}
    rules, place = [], {}
    for key, entry in memo.items():
        if isinstance(entry, dict) and entry["__type__"] == "Rule":
            place[key] = len(rules)
            rules.append(_rule(entry))
    states: list[dict[str, int]] = []
    for key in order:
        row = {}
        for token, (_, target) in plain.states[key].items():
            reduce = isinstance(target, dict)
            row[plain.tokens[token]] = -1 - place[target["@"]] if reduce else order[target]
        states.append(row)
    return Table(
        name=part,
        terminals=tuple(Terminal(t.name, t.priority, t.pattern.to_regexp()) for t in terminals),  # type: ignore[attr-defined]
        rules=tuple(rules),
        states=tuple(states),
        start=order[plain.start_states["start"]],
        end=order[plain.end_states["start"]],
    )


class _LarkTables(msgspec.Struct):
    """The part of Lark's serialised parser that is read here."""

    tokens: dict[int, str]
    states: dict[int, dict[int, tuple[int, int | dict[str, int]]]]
    start_states: dict[str, int]
    end_states: dict[str, int]


def _rule(entry: dict[str, dict[str, str]]) -> Rule:
    origin, alias = str(entry["origin"]["name"]), entry["alias"]
    inline = origin.startswith("_") and not alias
    unwrap = bool(entry["options"]["expand1"]) and not alias
    return Rule(origin, len(entry["expansion"]), str(alias or origin), inline, unwrap)
