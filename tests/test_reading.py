"""Readings: short minutes, each with the rows that are read in it.

A file of `reading_cases/` holds cases: a title between two lines of `===`, the paragraphs of minutes, `---`, and the
rows. `exchange.txt` has those of speech and tasks, `votes.txt` those of motions, votes and resolutions, both behind the
same roll (`ROLL`); `persons.txt` has who is who, behind rolls of its own. `pytest tests/test_reading.py
--rewrite-goldens` writes the rows anew; read the change, then commit it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from minutes_cli import Minutes, Question, Response, Statement, parse

FOLDER = Path(__file__).parent / "reading_cases"
_CASE = re.compile(r"^===\n([^\n]+)\n===\n(.*?)\n---\n(.*?)\n*(?=^===\n[^\n]+\n===\n|\Z)", re.MULTILINE | re.DOTALL)
TITLE = "Brook Parish Council\n\nMinutes of the meeting held on 4 May 2021\n\n"
ROLL = (
    "Present: Cllr A Ash (Chairman), Cllr B Birch, Cllr C Cole, Cllr E Elm\n\n"
    "In attendance: Mrs D Dale (Clerk), Mr F Firth (Bridge Manager), Ms G Gorse (Head of Parks)\n\n"
    "1. Matters arising\n\n"
)
HEADS = {"exchange": TITLE + ROLL, "persons": TITLE, "votes": TITLE + ROLL}


def cases(part: str) -> list[tuple[str, str, str]]:
    """Title, text and rows of each case of a file."""
    return _CASE.findall((FOLDER / f"{part}.txt").read_text("utf-8"))


CASES = [(part, *case) for part in HEADS for case in cases(part)]


def rows(part: str, text: str) -> str:
    """What is read, a row a line, in the order of the text."""
    minutes = parse(f"{HEADS[part]}{text}\n")
    found = {"exchange": said, "persons": met, "votes": voted}[part](minutes)
    return "\n".join(row for _, row in sorted(found))


def said(minutes: Minutes, *, full: bool = False) -> list[tuple[int, str]]:
    """Questions (* reported) with whom they are put to, responses with what they answer, statements, actions."""
    names = named(minutes, full=full)
    found = []
    for q in minutes.questions:
        whom = f" @{names[q.addressee]}" if q.addressee else ""
        found.append((q.start, f"{q.id}{'*' * q.reported}{mark(q.basis)} {who(names, q)}{whom}: {line(q.text)}"))
    for r in minutes.responses:
        answers = ",".join(r.answers) or "-"
        found.append((r.start, f"{r.id}{mark(r.basis)} {who(names, r)} > {answers}: {line(r.text)}"))
    for s in minutes.statements:
        found.append((s.start, f"{s.id}{mark(s.basis)} {who(names, s)}: {line(s.text)}"))
    for t in minutes.actions:
        words = f" [{t.owner_text}]" if t.owner_text else ""
        found.append((t.start, f"{t.id}{mark(t.basis)} {names[t.owner]}{words}: {line(t.text)}"))
    return found


def met(minutes: Minutes) -> list[tuple[int, str]]:
    """Who is met, as what; and who speaks."""
    found = []
    for a in minutes.attendees:
        form = [a.prefix, a.name, a.suffix and f", {a.suffix}", a.role and f"({a.role})", a.organization]
        found.append((a.mentions[0].start, f"{' '.join(filter(None, form))}: {a.status}, {len(a.mentions)}"))
    return found + said(minutes, full=True)


def voted(minutes: Minutes) -> list[tuple[int, str]]:
    """Motions with mover and seconder, votes with their counts, voters and what they are on, resolutions."""
    names = named(minutes)
    found = []
    for m in minutes.motions:
        on = f" > {m.amends}" if m.amends else ""
        by = f"{names[m.moved_by]}/{names[m.seconded_by]}"
        found.append((m.start, f"{m.id}{on} {by} {m.outcome or 'open'}: {line(m.text)}"))
    for v in minutes.votes:
        counts = "-".join("?" if n is None else str(n) for n in (v.for_, v.against, v.abstain))
        voters = "".join(f" {names[x.attendee]}={x.vote}" for x in v.voters)
        on = f"{v.motion or '-'},{v.resolution or '-'}"
        found.append(
            (v.start, f"{v.id} > {on} {counts}{'!' * v.unanimous}{voters} {v.outcome or 'open'}: {line(v.text)}")
        )
    for d in minutes.resolutions:
        found.append((d.start, f"{d.id} > {d.motion or '-'} {d.decision}: {line(d.text)}"))
    return found


def named(minutes: Minutes, *, full: bool = False) -> dict[str | None, str]:
    """Each person's name or office, of which the last word tells enough where no two have it."""
    names: dict[str | None, str] = {None: "-"}
    for a in minutes.attendees:
        words = (a.name or a.role or "").split()
        names[a.id] = " ".join(words if full else words[-1:])
    return names


def who(names: dict[str | None, str], row: Question | Response | Statement) -> str:
    return "+".join(names[person] for person in (row.speaker, *row.co_speakers))


def mark(basis: str) -> str:
    """Whether it was concluded."""
    return "~" if basis == "derived" else ""


def line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("part", HEADS)
def test_a_file_of_cases_has_some_each_once(part: str, rewrite: bool) -> None:
    found = cases(part)
    if rewrite:
        whole = "\n\n".join(f"===\n{title}\n===\n{text}\n---\n{rows(part, text)}" for title, text, _ in found)
        (FOLDER / f"{part}.txt").write_text(f"{whole}\n", "utf-8", newline="\n")
    titles = [title for title, _, _ in found]
    assert len(titles) > 10
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(("part", "text", "told"), [(c[0], c[2], c[3]) for c in CASES], ids=[c[1] for c in CASES])
def test_short_minutes_are_read_row_by_row(part: str, text: str, told: str) -> None:
    assert rows(part, text) == told
