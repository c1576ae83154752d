"""Meetings of one matter: minutes in which no line, or one line, heads an item."""

from __future__ import annotations

import pytest

from minutes_cli import Minutes, parse

ROLL = """MINUTES OF SPECIAL MEETING OF LING TOWN COUNCIL HELD IN THE HALL ON MONDAY, 4TH MAY, 2020, AT 6 P.M.{purpose}

PRESENT IN THE CHAIR: Councillor A. Quill, Mayor.

OFFICIALS IN ATTENDANCE:

Town Clerk (Ms. B. Thrale), Town Surveyor (Mr. C. Orde).
"""
TALK = """
Councillor Quill said that the old bridge had stood for a hundred years and that nobody wished to see it fall now.

This concluded the Meeting.
"""


def read(purpose: str = "", opening: str = "") -> Minutes:
    return parse(ROLL.format(purpose=purpose) + f"\n{opening}\n" + TALK)


def titles(minutes: Minutes) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in minutes.items]


@pytest.mark.parametrize(
    ("opening", "matter"),
    [
        (
            "The Mayor stated that the Special Meeting had been called to discuss the repair of the bridge.",
            "to discuss the repair of the bridge",
        ),
        (
            "The Mayor thanked everybody, explaining that it was being held in order to pass a Vote of Sympathy for "
            "Mr. D. Ives, who had passed away.",
            "to pass a Vote of Sympathy for Mr. D. Ives",
        ),
        (
            "The Mayor explained that the purpose of this special meeting was to set the precept; he was brief.",
            "to set the precept",
        ),
        (
            "The Mayor said that he had been asked to call this Extraordinary Meeting to consider the lease, as set "
            "out in the notice.",
            "to consider the lease",
        ),
        ("The Mayor welcomed all to the meeting to elect a Deputy Mayor.", "to elect a Deputy Mayor"),
    ],
)
def test_what_a_meeting_was_called_for_is_its_item(opening: str, matter: str) -> None:
    minutes = read(opening=opening)
    assert titles(minutes) == [(None, matter)]
    assert minutes.items[0].text == matter
    assert {statement.item for statement in minutes.statements} == {"i1"}


@pytest.mark.parametrize(
    ("purpose", "matter"),
    [
        (" TO CONSIDER THE BRIDGE PLAN 2020-2026.", "TO CONSIDER THE BRIDGE PLAN 2020-2026"),
        ("\n\nIN ORDER TO PASS A VOTE OF SYMPATHY ON THE DEATH OF\n\nMR. D. IVES", None),
    ],
)
def test_the_heading_may_say_what_a_meeting_is_for(purpose: str, matter: str | None) -> None:
    minutes = read(purpose, "The Mayor welcomed everyone to the meeting.")
    assert titles(minutes) == [(None, matter or "TO PASS A VOTE OF SYMPATHY ON THE DEATH OF MR. D. IVES")]


@pytest.mark.parametrize(
    "opening",
    [
        "The Mayor stated that the meeting had been called to consider the following items.",
        "The Mayor welcomed everyone. He had been to see the bridge.",
        "The Mayor thanked everybody who had come to discuss the bridge.",
    ],
)
def test_a_meeting_whose_matter_is_not_told_has_no_item(opening: str) -> None:
    assert titles(read(opening=opening)) == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Repair of the Old Bridge", (None, "Repair of the Old Bridge")),
        ("4. Repair of the Old Bridge", ("4", "Repair of the Old Bridge")),
        ("DRAFT BRIDGE PLAN 2020-2026:", (None, "DRAFT BRIDGE PLAN 2020-2026")),
    ],
)
def test_a_title_below_the_roll_is_the_item(line: str, title: tuple[str | None, str]) -> None:
    assert titles(read(opening=line)) == [title]


def test_names_in_a_roll_head_nothing() -> None:
    roll = ROLL.format(purpose="").replace(
        "Town Surveyor (Mr. C. Orde).", "\n\nTown Surveyor (Mr. C. Orde)\n\nMiss D. Ives"
    )
    assert parse(roll + TALK).items == ()


def test_the_sentence_behind_a_spaced_roll_is_none_of_it() -> None:
    spaced = "\n\n".join(
        [
            "MINUTES OF PROCEEDINGS AT SPECIAL MEETING OF LING TOWN COUNCIL HELD IN THE TOWN HALL",
            "ON MONDAY, 4TH MAY, 2020, AT 6 P.M.",
            "MEMBERS PRESENT:",
            "Councillors Quill, Thrale, Orde, Ives, Marl, Fenn, Garth, Holm, Keld, Lund, Moss, Nab,",
            "Oxley, Pike, Rigg, Scar, Thorn, Wath and Yews.",
            "OFFICIALS IN ATTENDANCE:",
            "Town Clerk (Ms. B. Thrale), Town Surveyor and Deputy Town Clerk (Mr. C. Orde), Meetings",
            "Administrator and Officer for the Records and Papers of the Council (Miss D. Penhaligon).",
            "The Mayor thanked the Members for attending the Special Meeting in order to pass a Vote",
            "of Sympathy for a former Mayor, who had passed away. Deep sympathy was expressed to his",
            "wife and to his sons and daughters, and to all the other members of his large family on",
            "their loss. The Mayor said that he had been the best of friends to the people of Ling.",
        ]
    )
    assert titles(parse(spaced)) == [(None, "to pass a Vote of Sympathy for a former Mayor")]


def test_the_bar_of_a_scan_makes_no_table_of_a_heading() -> None:
    minutes = parse(
        "Present: Councillor A Quill\n\n1. Election of Ma | of the Town\n\nThe Clerk asked for names.\n\n"
        "2. Election of Deputy Mayor\n\nThe Mayor asked for names.\n"
    )
    assert [item.number for item in minutes.items] == ["1", "2"]


def test_the_few_titles_of_every_agenda_are_headings_below_a_roll() -> None:
    minutes = parse(
        "Ling Parish Council\n\nPresent: Mr A Quill, Mrs B Thrale\n\nMinutes of the last meeting: Mr Quill proposed "
        "acceptance.\n\nThe drain had been mended.\n\nMatters arising:\n\nThe lamp was out.\n"
    )
    assert titles(minutes) == [(None, "Minutes of the last meeting"), (None, "Matters arising")]
