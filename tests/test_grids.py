"""Tables and lists of attendance: a row a person, with a mark that tells who was there."""

from __future__ import annotations

import pytest

from minutes_cli import Attendee, parse

BUSINESS = "\n\n1. Drains\n\nThe Council considered the drains.\n\n2. Lamps\n\nNoted.\n\n3. Roads\n\nNoted.\n"


def people(roll: str) -> dict[str | None, Attendee]:
    """The attendees by name."""
    return {a.name: a for a in parse(roll + BUSINESS).attendees}


def statuses(roll: str) -> dict[str | None, str]:
    """The status of each by name."""
    return {name: a.status for name, a in people(roll).items()}


THREE = {"Ada Quill": "present", "Bob Thrale": "apologies", "Cleo Marsh": "absent"}


@pytest.mark.parametrize(
    "key",
    [
        "P = present, A = apologies, X = absent",
        "Key: P – Present; A – Apologies; X – Absent",
        "(P) Present, (A) Apologies, (X) Absent",
        "Present (P), Apologies (A), Absent (X)",
        "P: present  A: sent apologies  X: did not attend",
    ],
)
def test_a_key_above_or_below_says_what_marks_mean(key: str) -> None:
    table = "| Name | Attendance |\n|---|---|\n| Ada Quill | P |\n| Bob Thrale | A |\n| Cleo Marsh | X |"
    assert statuses(f"{key}\n\n{table}") == THREE
    assert statuses(f"{table}\n\n{key}") == THREE


@pytest.mark.parametrize(
    ("here", "away"),
    [("P", "A"), ("✓", "x"), ("Y", "N"), ("Yes", "No"), ("1", "0"), ("✓", ""), ("x", ""), ("Present", "Absent")],
)
def test_marks_are_read_without_a_key(here: str, away: str) -> None:
    table = f"| Councillor | Ward | Present |\n|---|---|---|\n| Ada Quill | North | {here} |\n"
    table += f"| Bob Thrale | South | {away} |\n| Cleo Marsh | South | {here} |"
    assert statuses(table) == {"Ada Quill": "present", "Bob Thrale": "absent", "Cleo Marsh": "present"}


def test_a_late_member_is_present_and_one_sent_in_place_of_another_a_substitute() -> None:
    table = "Members    | P/A\nMrs A Quill | L\nMr B Thrale | S\nDr C Marsh | AP"
    assert statuses(table) == {"A Quill": "present", "B Thrale": "substitute", "C Marsh": "apologies"}


def test_a_mark_stands_in_the_column_of_its_status() -> None:
    table = "| No | Name | Present | Apologies | Absent |\n|--|--|--|--|--|\n"
    table += "| 1 | Ada Quill | ✓ | | |\n| 2 | Bob Thrale | | ✓ | |\n| 3 | Cleo Marsh | | | ✓ |"
    assert statuses(table) == THREE


def test_columns_are_parted_by_gaps() -> None:
    table = "                    Present   Excused   Absent\nAda Quill              X\n"
    table += "Bob Thrale                       X\nCleo Marsh                                X"
    assert statuses("Roll Call\n" + table) == THREE


@pytest.mark.parametrize("heading", ["Jan\tFeb\tMarch", "9/1/23\t13/2/23\t13/3/23", "9 Jan\t13 Feb\t13 Mar"])
def test_of_several_meetings_this_one_counts(heading: str) -> None:
    head = "Fen Parish Council\n\nMinutes of the meeting held on 13 February 2023\n\n"
    table = f"Name\t{heading}\nAda Quill\tP\tP\tA\nBob Thrale\tP\tA\tP\nCleo Marsh\tA\tP\tP"
    assert statuses(head + table) == {"Ada Quill": "present", "Bob Thrale": "absent", "Cleo Marsh": "present"}


def test_of_several_meetings_the_last_that_was_held_counts_where_none_is_dated() -> None:
    table = "| Member | Jan | Feb | Mar |\n|---|---|---|---|\n| Ada Quill | P | A | |\n| Bob Thrale | A | P | |"
    assert statuses(table) == {"Ada Quill": "absent", "Bob Thrale": "present"}


def test_a_table_tells_office_body_and_initials() -> None:
    table = "| Name | Role | Organisation | Initials | Status |\n|---|---|---|---|---|\n"
    table += "| Ada Quill | Chair | Fen Water | AQ | Present |\n| Bob Thrale | Treasurer | Marsh Ltd | BT | Apologies |"
    found = people(table)
    assert [(a.role, a.organization, a.status) for a in found.values()] == [
        ("Chair", "Fen Water", "present"),
        ("Treasurer", "Marsh Ltd", "apologies"),
    ]


def test_an_office_stands_beside_the_name_under_the_heading_of_a_roll() -> None:
    text = "**Members present**\n\n| Name | Title |\n|---|---|\n| Ada Quill | Non-Executive Director |\n\n"
    text += "**In attendance**\n\n| Bob Thrale | Company Secretary |\n|---|---|\n"
    assert [(a.name, a.role, a.status) for a in people(text).values()] == [
        ("Ada Quill", "Non-Executive Director", "present"),
        ("Bob Thrale", "Company Secretary", "in_attendance"),
    ]


def test_dots_lead_to_an_office() -> None:
    assert people("PRESENT\nAda Quill .......... Chair\nBob Thrale ..... Treasurer")["Ada Quill"].role == "Chair"


def test_names_stand_in_the_column_of_their_status() -> None:
    table = "| Present | Apologies |\n|---|---|\n| Ada Quill | Bob Thrale |\n| Cleo Marsh | |"
    assert statuses(table) == {"Ada Quill": "present", "Bob Thrale": "apologies", "Cleo Marsh": "present"}


def test_a_label_stands_beside_its_names() -> None:
    table = "| Present: | Ada Quill (Chair), Cleo Marsh |\n|---|---|\n| Apologies: | Bob Thrale |"
    assert statuses(table) == {"Ada Quill": "present", "Cleo Marsh": "present", "Bob Thrale": "apologies"}


def test_a_name_may_begin_with_the_surname() -> None:
    table = "| Name | Attendance |\n|---|---|\n| Quill, Ada | P |\n| Thrale, Mr B. | A |"
    assert statuses(table) == {"Ada Quill": "present", "B. Thrale": "absent"}


def test_a_row_alone_heads_those_who_attend() -> None:
    table = "| Name | Attendance |\n|---|---|\n| Ada Quill | Present |\n| In attendance | |\n| Bob Thrale | Present |"
    assert statuses(table) == {"Ada Quill": "present", "Bob Thrale": "in_attendance"}


@pytest.mark.parametrize(
    "lines",
    [
        "- [x] Ada Quill (Chair)\n- [ ] Bob Thrale\n- [X] Cleo Marsh",
        "☑ Ada Quill, Chair\n☐ Bob Thrale\n☑ Cleo Marsh",
        "+ Ada Quill, Chair\n- Bob Thrale\n+ Cleo Marsh",
        '- Ada Quill (Chair) +\n- Bob Thrale\n- Cleo Marsh +\n\n"+" indicates attending',
        "*Ada Quill, Chair\nBob Thrale\n*Cleo Marsh\n\n* denotes those present",
        "* Red Ltd - Ada Quill (Chair) +\n* Blue - Bob Thrale / Cleo Marsh +\n\n+ = attended",
        "Ada Quill (P), Bob Thrale (A), Cleo Marsh (P)\n\nP = present, A = absent",
    ],
)
def test_a_sign_beside_a_name_tells_who_is_there(lines: str) -> None:
    assert statuses(f"Members\n\n{lines}") == {"Ada Quill": "present", "Bob Thrale": "absent", "Cleo Marsh": "present"}


def test_a_table_of_the_business_is_no_roll() -> None:
    text = "Present: Ada Quill" + BUSINESS + "\n4. Training\n\n| Member | Course | Attended |\n|---|---|---|\n"
    text += "| Ada Quill | Planning | Yes |\n| Hal Ross | Finance | No |\n"
    assert [a.name for a in parse(text).attendees] == ["Ada Quill"]


def test_a_list_under_a_heading_keeps_its_status_where_its_bullets_are_signs() -> None:
    assert statuses("Apologies:\n\n- Ada Quill\n- Bob Thrale") == {"Ada Quill": "apologies", "Bob Thrale": "apologies"}
