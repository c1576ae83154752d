"""The patches of grammars/README.md do what is said under them.

`pytest tests/test_lesson.py --rewrite-goldens` writes what they do anew; read the change, then commit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from minutes_cli import Attendee, Minutes, parse
from minutes_cli.engine import parts

README = Path(__file__).parent.parent / "grammars" / "README.md"
TEXT = README.read_text("utf-8")
LISTS = ("items", "questions", "responses", "statements", "motions", "votes", "resolutions", "actions")
_LESSON = re.compile(
    r"^##+ ([^\n]*)\n(?:(?!^##).)*?^```lark\n(.*?)^```\n\n```text\n(.*?)^```\n\n```diff\n(.*?)^```$",
    re.M | re.S,
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A patch, minutes to try it on, and what it changes in their reading."""

    title: str
    patch: str
    minutes: str
    change: str


LESSONS = [Lesson(*found) for found in _LESSON.findall(TEXT)]


def person(attendee: Attendee) -> str:
    name = " ".join(filter(None, (attendee.prefix, attendee.name)))
    return f"attendees: {', '.join(filter(None, (name, attendee.role)))} ({attendee.status})"


def rows(minutes: Minutes) -> list[str]:
    """What was read, a row a line."""
    found = [person(attendee) for attendee in minutes.attendees]
    for name in LISTS:
        found += [f"{name}: {' '.join(row.text.split())}" for row in getattr(minutes, name)]
    return found


def change(lesson: Lesson, folder: Path) -> str:
    """The rows that a patch takes away and those that it adds."""
    path = folder / "ours.lark"
    path.write_text(lesson.patch, "utf-8")
    before, after = rows(parse(lesson.minutes)), rows(parse(lesson.minutes, grammar=path))
    lines = [f"- {row}\n" for row in before if row not in after]
    return "".join(lines + [f"+ {row}\n" for row in after if row not in before])


def test_there_is_a_lesson_for_each_thing_that_a_clerk_can_add() -> None:
    titles = [lesson.title for lesson in LESSONS]
    assert titles[:3] == ["Add a verb", "Add a label", "Add an office"]
    assert titles[3].startswith("A lesson")
    assert TEXT.count("```lark") == len(LESSONS)


@pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.title for lesson in LESSONS])
def test_a_lesson_changes_what_it_says(lesson: Lesson, tmp_path: Path, rewrite: bool) -> None:
    made = change(lesson, tmp_path)
    if rewrite:
        text = README.read_text("utf-8")
        at = text.index(lesson.patch)
        first = text.index("```diff\n", at) + len("```diff\n")
        README.write_text(text[:first] + made + text[text.index("```", first) :], "utf-8", newline="\n")
        return
    assert made == lesson.change
    assert "+ " in made


def test_a_dialect_is_taught_from_nothing_in_under_twenty_lines() -> None:
    assert len(LESSONS[-1].patch.splitlines()) < 20


def test_the_readme_names_every_file_of_the_grammars() -> None:
    folder = README.parent
    names = [path.name for path in folder.rglob("*.lark") if path.parent.name != "dialects"]
    assert [name for name in sorted(names) if name not in TEXT] == []


def test_the_readme_names_no_terminal_that_there_is_not() -> None:
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.S)
    known = set().union(*(parts.defined(part) for part in parts.PARTS))
    made = {"NAME", "OFFICE", "WHO", "ANON", "GROUP", "PARTS", "FILE", "PATTERN"}  # of rules; of nothing
    named = set(re.findall(r"`(_?[A-Z][A-Z_]+)`", prose))
    assert named - known - made == set()
