"""A text all in capitals is read as one with small letters, and printed as it is."""

from __future__ import annotations

import pytest

from minutes_cli import parse

TEXT = """LING PARISH COUNCIL
MINUTES OF THE MEETING HELD ON MONDAY 6TH MAY 2019 IN THE VILLAGE HALL AT 7.30PM

PRESENT: CLLRS ADA COLE (CHAIRMAN), BEN O'DELL AND MRS C REED
IN ATTENDANCE: DAN FOX (CLERK)
APOLOGIES: CLLR E GRAY

12/1 MATTERS ARISING - THE CLERK REPORTED THAT THE BENCH HAD BEEN MENDED.

12/2 THE VILLAGE HALL

CLLR O'DELL ASKED WHETHER THE ROOF HAD BEEN LOOKED AT. THE CLERK REPLIED THAT A BUILDER WAS TO COME IN
JUNE. CLLR REED THANKED THE CLERK FOR HIS WORK AND SAID THAT DAN FOX WAS ALWAYS THERE WHEN HE WAS NEEDED.

IT WAS PROPOSED BY CLLR REED AND SECONDED BY CLLR O'DELL THAT THE ROOF BE MENDED. CARRIED.

RESOLVED:
(A) THAT THE COST BE SHARED.
(B) THAT THE CLERK WRITE TO THE HALL COMMITTEE.
"""


def test_those_on_the_roll_keep_their_capitals_and_their_places() -> None:
    people = {p.name: p for p in parse(TEXT).attendees}

    assert {name: p.status for name, p in people.items()} == {
        "ADA COLE": "present",
        "BEN O'DELL": "present",
        "C REED": "present",
        "DAN FOX": "in_attendance",
        "E GRAY": "apologies",
    }
    assert (people["ADA COLE"].role, people["DAN FOX"].role) == ("CHAIRMAN", "CLERK")
    assert people["BEN O'DELL"].prefix == "Councillor"


def test_what_is_asked_answered_and_said_is_heard() -> None:
    minutes = parse(TEXT)
    names = {p.id: p.name for p in minutes.attendees}

    assert [(names[q.speaker or ""], q.text) for q in minutes.questions] == [
        ("BEN O'DELL", "CLLR O'DELL ASKED WHETHER THE ROOF HAD BEEN LOOKED AT.")
    ]
    assert [(names[r.speaker or ""], list(r.answers)) for r in minutes.responses] == [("DAN FOX", ["q1"])]
    assert [names[s.speaker or ""] for s in minutes.statements] == ["DAN FOX", "C REED"]


def test_motions_decisions_and_items_are_found() -> None:
    minutes = parse(TEXT)
    names = {p.id: p.name for p in minutes.attendees}

    assert [(i.number, i.title) for i in minutes.items] == [
        ("12/1", "MATTERS ARISING"),
        ("12/2", "THE VILLAGE HALL"),
    ]
    assert [(names[m.moved_by or ""], names[m.seconded_by or ""]) for m in minutes.motions] == [
        ("C REED", "BEN O'DELL")
    ]
    assert [clause.label for clause in minutes.resolutions[-1].clauses] == ["(a)", "(b)"]


def test_the_meeting_is_told() -> None:
    meeting = parse(TEXT).meeting

    assert (meeting.organization, meeting.date, meeting.start_time) == ("Ling Parish Council", "2019-05-06", "19:30")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("MR REED", "REED"),  # a name that looks like a verb
        ("COUNCILLOR J K BROOK", "J K BROOK"),
        ("REVD JOHN MCKAY", "JOHN MCKAY"),
        ("THE CHIEF INSPECTOR", None),
    ],
)
def test_a_title_tells_a_name(words: str, name: str | None) -> None:
    text = f"4. THE ROAD\n\n{words} ASKED WHETHER THE ROAD WAS SAFE AND WHO HAD LOOKED AT IT SINCE THE FLOOD.\n"

    minutes = parse(text)

    speakers = [p.name for p in minutes.attendees if p.id == minutes.questions[0].speaker]
    assert speakers == [name]


def test_a_text_with_small_letters_is_left_as_it_is() -> None:
    text = "PRESENT: CLLR ADA COLE\n\n1. THE ROAD\n\nCllr Cole asked whether the LING ROAD was safe.\n"

    assert [p.name for p in parse(text).attendees] == ["ADA COLE"]
    assert parse(text).items[0].title == "THE ROAD"
