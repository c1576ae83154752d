"""Structure: what the document grammar makes of a row of units: items, their parts, and what each part is made of.

The parser is driven by the grammar's LALR tables and takes time in proportion to the number of units: lists grow in
place instead of being copied at every step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes_cli.grammar import Table

END = "$END"


@dataclass(slots=True)
class Node:
    """What a rule accepted: its name and its children, rules and tokens by their place."""

    name: str
    children: list[Node | int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: the index of its item, the label of its part, its element and the element's number."""

    item: int | None
    part: str
    element: str
    group: int


class _Inline(list["Node | int"]):
    """Children on their way to the rule that takes them in."""


def parse(table: Table, types: Sequence[str]) -> Node:
    """The tree of a row of types; every row of the grammar's types has one."""
    actions, rules = table.states, table.rules
    states = [table.start]
    values: list[Node | int | _Inline] = []
    for at, name in enumerate([*types, END]):
        while True:
            action = actions[states[-1]][name]
            if action >= 0:
                states.append(action)
                values.append(at)
                break
            rule = rules[-1 - action]
            cut = len(values) - rule.size
            made = _reduce(rule.name, rule.inline, rule.unwrap, values[cut:])
            del values[cut:], states[cut + 1 :]
            values.append(made)
            states.append(actions[states[-1]][rule.origin])
            if name == END and states[-1] == table.end:
                break
    top = values[0]
    return top if isinstance(top, Node) else Node("start", [top] if isinstance(top, int) else list(top))


def _reduce(name: str, inline: bool, unwrap: bool, parts: list[Node | int | _Inline]) -> Node | int | _Inline:
    if parts and isinstance(parts[0], _Inline):
        children = parts[0]  # grown in place: it belongs to nobody else
        rest = parts[1:]
    else:
        children, rest = _Inline(), parts
    for part in rest:
        if isinstance(part, _Inline):
            children.extend(part)
        else:
            children.append(part)
    if inline:
        return children
    if unwrap and len(children) == 1:
        return children[0]
    return Node(name, list(children))


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
