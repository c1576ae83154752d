"""Structure: what the document grammar makes of a row of units.

Items, their parts, and what each part is made of.

The parser is driven by the grammar's LALR tables and takes time in proportion to the number of units: lists
grow in place instead of being copied at every step.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from minutes_cli.engine.grammar import Table

END = "$END"


class Node(msgspec.Struct, gc=False):
    """What a rule accepted: its name and its children, rules and tokens by their place."""

    name: str
    children: list[Node | int]


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a unit stands: the index of its item, the label of its part.

    Its element and the element's number.
    """

    item: int | None
    part: str
    element: str
    group: int


class _Inline(list["Node | int"]):
    """Children on their way to the rule that takes them in."""

    __slots__ = ()


def parse(table: Table, types: Sequence[str]) -> Node:
    """The tree of a row of types; every row of the grammar's types has one."""
    actions = table.states
    rules = [(rule.origin, rule.size, rule.name, rule.inline, rule.unwrap) for rule in table.rules]
    states = [table.start]
    values: list[Node | int | _Inline] = []
    for at, kind in enumerate([*types, END]):
        action = actions[states[-1]][kind]
        while action < 0:
            origin, size, name, inline, unwrap = rules[-1 - action]
            if size:
                made = _reduce(name, inline, unwrap, values[-size:])
                del values[-size:], states[-size:]
            else:
                made = _Inline() if inline else Node(name, [])
            values.append(made)
            target = actions[states[-1]][origin]
            states.append(target)
            if kind == END and target == table.end:
                return made if isinstance(made, Node) else Node("start", [])
            action = actions[target][kind]
        states.append(action)
        values.append(at)
    return Node("start", [])


def _reduce(name: str, inline: bool, unwrap: bool, parts: list[Node | int | _Inline]) -> Node | int | _Inline:
    """What a rule makes of its parts; a list grows in place, for it belongs to nobody else."""
    first = parts[0]
    if inline and isinstance(first, _Inline):
        for part in parts[1:]:
            if isinstance(part, _Inline):
                first.extend(part)
            else:
                first.append(part)
        return first
    children: list[Node | int] = []
    for part in parts:
        if isinstance(part, _Inline):
            children += part
        else:
            children.append(part)
    if inline:
        return _Inline(children)
    if unwrap and len(children) == 1:
        return children[0]
    return Node(name, children)


def places(table: Table, types: Sequence[str]) -> list[Place]:
    """Where each unit of a row stands."""
    found: list[Place] = [Place(None, "", "", 0)] * len(types)
    group, item = 0, None
    for section in parse(table, types).children:
        if not isinstance(section, Node):
            continue
        if section.name == "item":
            item = 0 if item is None else item + 1
        part = "front" if section.name == "front" else ""
        for element, inside in _elements(section, part, types):
            group += 1
            name = element.name if isinstance(element, Node) else "heading" if types[element] == "HEADING" else "rest"
            for at in _tokens(element):
                found[at] = Place(item, inside, name, group)
    return found


def _elements(section: Node, part: str, types: Sequence[str]) -> list[tuple[Node | int, str]]:
    """The elements of a section with the label of the part that each belongs to."""
    rows: list[tuple[Node | int, str]] = []
    for child in section.children:
        if isinstance(child, Node) and child.name == "part":
            first = child.children[0]
            label = types[first].lower() if isinstance(first, int) else ""
            rows += [(inner, label) for inner in child.children]
        else:
            rows.append((child, part))
    return rows


def _tokens(element: Node | int) -> list[int]:
    """The places of the tokens of an element, in order."""
    if isinstance(element, int):
        return [element]
    return [at for child in element.children for at in _tokens(child)]
