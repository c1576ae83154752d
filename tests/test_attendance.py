"""Attendance as sentences report it: apologies, substitutes, comings and goings."""

from __future__ import annotations

import pytest

from minutes_cli import Minutes, parse


def minutes(sentence: str, title: str = "Apologies for Absence") -> Minutes:
    """The minutes of one item."""
    return parse(f"5. {title}\n\nMinutes:\n\n{sentence}\n")


def statuses(sentence: str, title: str = "Apologies for Absence") -> dict[str | None, str]:
    """The status of each by name."""
    return {a.name: a.status for a in minutes(sentence, title).attendees}


@pytest.mark.parametrize(
    "sentence",
    [
        "Apologies for absence were received from Councillor A Quill.",
        "An apology was also received from Councillor A Quill.",
        "Apologies for her inability to attend were received from Councillor A Quill.",
        "Councillor A Quill sent her apologies.",
        "Councillor A Quill had tendered apologies.",
    ],
)
def test_apologies_are_received_or_sent(sentence: str) -> None:
    found = minutes(sentence)
    assert [(a.name, a.status) for a in found.attendees] == [("A Quill", "apologies")]
    assert found.statements == ()


@pytest.mark.parametrize(
    "words",
    [
        "Councillor A Quill (substitute: Councillor B Thrale)",
        "Councillor A Quill (Councillor B Thrale substituting)",
        "Councillor A Quill, for whom Councillor B Thrale attended as substitute",
        "Councillor A Quill for whom Councillor B Thrale was substituting",
        "Councillor A Quill, who was substituted by Councillor B Thrale",
    ],
)
def test_a_substitute_is_named_with_the_apology(words: str) -> None:
    found = minutes(f"Apologies were received from {words}.")
    people = {a.name: a for a in found.attendees}
    assert people["A Quill"].status == "apologies"
    assert people["B Thrale"].status == "substitute"
    assert people["B Thrale"].substitute_for == people["A Quill"].id


def test_one_may_attend_for_another() -> None:
    assert statuses("Councillor A Quill attended as a substitute for Councillor B Thrale.") == {
        "A Quill": "substitute",
        "B Thrale": "apologies",
    }
    assert statuses("Councillor A Quill for Councillor B Thrale.", "Substitutes")["A Quill"] == "substitute"


def test_apologies_for_lateness_are_no_absence() -> None:
    sentence = "Apologies were received from Councillor A Quill and, for lateness, from Councillor B Thrale."
    assert statuses(sentence) == {"A Quill": "apologies", "B Thrale": "mentioned"}


def test_one_may_be_absent_without_apology() -> None:
    assert statuses("Dr Ada Quill was absent without apology.") == {"Ada Quill": "absent"}


def test_absence_from_a_vote_is_none_from_the_meeting() -> None:
    assert "absent" not in statuses("Councillors A Quill and B Thrale were not present for this vote.").values()


@pytest.mark.parametrize(
    ("sentence", "arrived", "left"),
    [
        ("Councillor A Quill left the meeting at 11.10 a.m.", None, "11:10"),
        ("Councillor A Quill joined the meeting at 6.50pm.", "18:50", None),
        ("7.35pm Councillor A Quill arrived.", "19:35", None),
    ],
)
def test_comings_and_goings_have_their_time(sentence: str, arrived: str | None, left: str | None) -> None:
    found = minutes(sentence)
    assert [(a.name, a.arrived, a.left) for a in found.attendees] == [("A Quill", arrived, left)]
    assert found.statements == ()


def test_leaving_the_room_is_no_leaving_of_the_meeting() -> None:
    found = minutes("Councillor A Quill left the room at 7.10pm and asked that this be noted.")
    assert [a.left for a in found.attendees] == [None]


def test_the_opening_may_tell_in_a_sentence_who_is_there() -> None:
    found = minutes("Councillors A Quill and B Thrale were present. In attendance was Mr C Marsh.", "Welcome")
    assert {a.name: a.status for a in found.attendees} == {
        "A Quill": "present",
        "B Thrale": "present",
        "C Marsh": "in_attendance",
    }


def test_what_stands_in_place_of_a_thing_substitutes_for_nobody() -> None:
    found = parse(
        "Present: Cllr A Quill (Chairman) and Cllr B Thrale\n\n1. Lanes\n\nMr D Kerr asked for Stone Pillars in place "
        "of the fence.\n\n2. Green\n\nCllr Thrale replaced the sign.\n"
    )
    assert [a.status for a in found.attendees if a.status == "substitute"] == []
    assert "Stone Pillars" not in [a.name for a in found.attendees]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cllr E Nunn attended in place of Cllr F Pratt.",
        "Cllr F Pratt was replaced by Cllr E Nunn.",
        "Cllr E Nunn was replacing Cllr F Pratt.",
    ],
)
def test_who_stands_in_place_of_a_member_is_a_substitute(sentence: str) -> None:
    found = parse(f"Present: Cllr A Quill (Chairman) and Cllr B Thrale\n\n{sentence}\n\n1. Lanes\n\nNo.\n")
    names = {a.id: a.name for a in found.attendees}
    assert [(a.name, names[a.substitute_for or a.id]) for a in found.attendees if a.status == "substitute"] == [
        ("E Nunn", "F Pratt")
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Director Quill was absent", "absent"),
        ("Commissioner Quill was not present", "absent"),
        ("Vice President Ada Quill was excused", "apologies"),
        ("Councillors A Quill and B Thrale were excused", "apologies"),
    ],
)
def test_an_office_and_a_surname_name_who_is_away(words: str, status: str) -> None:
    found = statuses(f"{words}.", "Roll Call")
    assert [s for name, s in found.items() if (name or "").endswith("Quill")] == [status]


def test_who_is_excused_from_an_item_is_not_away() -> None:
    assert statuses("Councillor A Quill was excused from the vote.", "Drains").get("A Quill") != "apologies"


def test_a_couple_sends_apologies() -> None:
    found = statuses("Apologies were received from: Colin and Jean Quill, Dr. Mary Thrale and Ken Orde.")
    assert found == dict.fromkeys(("Colin Quill", "Jean Quill", "Mary Thrale", "Ken Orde"), "apologies")
