"""What holds for the reading of any text whatever, written once for all tests that give it texts."""

from __future__ import annotations

import bisect
import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema

from minutes_cli import Minutes, from_json, json_schema, to_json

Node = dict[str, Any]  # an object of JSON

ROWS = (
    "items",
    "questions",
    "responses",
    "statements",
    "motions",
    "votes",
    "resolutions",
    "actions",
    "declarations",
    "documents",
)
REFERENCES = {  # field: the list that it points into
    "addressee": "attendees",
    "amends": "motions",
    "answers": "questions",
    "attendee": "attendees",
    "chair": "attendees",
    "co_speakers": "attendees",
    "item": "items",
    "motion": "motions",
    "moved_by": "attendees",
    "owner": "attendees",
    "parent": "items",
    "resolution": "resolutions",
    "seconded_by": "attendees",
    "speaker": "attendees",
    "substitute_for": "attendees",
}
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def check(text: str, minutes: Minutes) -> bytes:
    """Assert all of it of a text and its reading; the JSON as it is written."""
    data = to_json(minutes)
    tree: Node = json.loads(data)
    found = [*gaps(text, tree["blocks"]), *faults(text, tree), *unresolved(tree)]
    found += [error.message for error in _validator().iter_errors(tree)]
    if to_json(from_json(data)) != data:
        found.append("JSON, records and JSON again give other bytes")
    if tree["source"]["characters"] != len(text):
        found.append("the source has another number of characters")
    assert not found, found[:9]
    return data


@functools.cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema())


def gaps(text: str, blocks: Iterable[Node]) -> list[str]:
    """Where blocks overlap, are empty, or leave out anything but white space."""
    found, at = [], 0
    for block in [*blocks, {"start": len(text), "end": len(text) + 1}]:
        start, end = block["start"], block["end"]
        if not at <= start < end:
            found.append(f"block {start}-{end} after {at}")
        elif between := text[at:start].strip():
            found.append(f"no block has {between[:40]!r} at {at}-{start}")
        at = end
    return found


def faults(text: str, tree: Node) -> list[str]:
    """Rows that do not stand where they say, or not in the order of the text."""
    breaks = [match.end() for match in _BREAK.finditer(text)]
    found = [_fault(text, breaks, node) for node in _nodes(tree) if "start" in node]
    for name in (*ROWS, "blocks"):
        starts = [row["start"] for row in tree[name]]
        found.append(f"{name} are not in the order of the text" if starts != sorted(starts) else "")
    for item in tree["items"]:
        inside = item["end"] <= item["section_end"] <= len(text)
        found.append("" if inside else f"item {item['id']} ends at {item['section_end']}")
    return [fault for fault in found if fault]


def _fault(text: str, breaks: list[int], node: Node) -> str:
    start, end = node["start"], node["end"]
    if not 0 <= start < end <= len(text):
        return f"{node.get('id')}: offsets {start}-{end} of a text of {len(text)}"
    if node.get("text", text[start:end]) != text[start:end]:
        return f"{node.get('id')}: {node['text'][:40]!r} is not at {start}-{end}"
    line = bisect.bisect_right(breaks, start) + 1
    return "" if node["line"] == line else f"{node.get('id')}: line {node['line']} should be {line}"


def unresolved(tree: Node) -> list[str]:
    """Ids that are given twice, and references to none."""
    lists = {name: [row["id"] for row in tree[name]] for name in ("attendees", *ROWS)}
    every = Counter(found for ids in lists.values() for found in ids)
    wrong = [f"{found} is given twice" for found, count in every.items() if count > 1]
    known = {name: set(ids) for name, ids in lists.items()}
    for node in _nodes(tree):
        for field, target in REFERENCES.items():
            value = node.get(field)
            pointers = value if isinstance(value, list) else [value]
            lost = [p for p in pointers if not _resolves(p, known[target])]
            wrong += [f"{field} {p!r} is in no row of {target}" for p in lost]
    return wrong


def _resolves(pointer: object, known: set[str]) -> bool:
    return pointer is None or isinstance(pointer, dict) or pointer in known


def _nodes(value: object) -> Iterator[Node]:
    """Every object of a piece of JSON, at any depth."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)
