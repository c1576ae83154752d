"""The roll: who is listed, with which status, office and name."""

from __future__ import annotations

import pytest

from minutes_cli import Attendee, parse


def roll(text: str) -> dict[str | None, Attendee]:
    """The attendees by name."""
    return {a.name: a for a in parse(text + "\n\n1. Drains\n\nThe Council considered the drains.\n").attendees}


def statuses(text: str) -> dict[str | None, str]:
    """The status of each by name."""
    return {name: a.status for name, a in roll(text).items()}


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Present:", "present"),
        ("MEMBERS PRESENT:", "present"),
        ("Sederunt:", "present"),
        ("In attendance:", "in_attendance"),
        ("Officers in attendance:", "in_attendance"),
        ("Also present:", "in_attendance"),
        ("Apologies:", "apologies"),
        ("Absent:", "absent"),
    ],
)
def test_the_heading_of_a_roll_gives_the_status(heading: str, status: str) -> None:
    assert statuses(f"{heading} Mrs Ada Quill and Mr Bob Thrale") == {
        "Ada Quill": status,
        "Bob Thrale": status,
    }


def test_one_title_goes_with_many_surnames() -> None:
    found = roll("Present: Councillors Quill, Thrale (J), Thrale (M) and Ward")
    assert [(a.prefix, name) for name, a in found.items()] == [
        ("Councillor", "Quill"),
        ("Councillor", "J Thrale"),
        ("Councillor", "M Thrale"),
        ("Councillor", "Ward"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Ada Quill (Clerk to the Board)",
        "Present: Ada Quill, Clerk to the Board",
        "Present: Ada Quill - Clerk to the Board",
        "Present: Clerk to the Board, Ada Quill",
        "Present: Clerk to the Board (Ms Ada Quill), Engineer (Mr B. Thrale)",
    ],
)
def test_an_office_stands_before_or_behind_its_holder(text: str) -> None:
    assert roll(text)["Ada Quill"].role == "Clerk to the Board"


def test_a_plural_behind_names_is_the_office_of_all() -> None:
    found = roll("Present: Miss Ada Quill and Mr Bob Thrale, Councillors, and Mrs Cleo Marsh, Clerk")
    assert {n: a.role for n, a in found.items()} == {
        "Ada Quill": "Councillor",
        "Bob Thrale": "Councillor",
        "Cleo Marsh": "Clerk",
    }


def test_the_public_is_counted_as_nobody() -> None:
    names = list(roll("Present: Cllr Mrs A Quill, Mr B Thrale (Clerk) and 16 members of the public."))
    assert names == ["A Quill", "B Thrale"]


def test_names_stand_in_columns() -> None:
    text = "Present: Cllrs. Ada Quill (in the Chair)        Bob Thrale\n"
    text += "                Cleo Marsh             Dan Orde"
    assert list(roll(text)) == ["Ada Quill", "Bob Thrale", "Cleo Marsh", "Dan Orde"]


def test_headings_stand_side_by_side() -> None:
    text = (
        "        Present:                          Apologies:\n"
        "     Mr A Quill (Chairman)               Mrs C Marsh\n"
        "     Mrs B Thrale                        Mr D Orde\n"
    )
    assert statuses(text) == {
        "A Quill": "present",
        "B Thrale": "present",
        "C Marsh": "apologies",
        "D Orde": "apologies",
    }


def test_a_substitute_stands_for_somebody() -> None:
    found = parse("Present: Councillors A Quill and B Thrale (substitute for Cllr C Marsh)\n\n1. Drains\n")
    people = {a.name: a for a in found.attendees}
    assert people["B Thrale"].status == "substitute"
    assert people["B Thrale"].substitute_for == people["C Marsh"].id
    assert people["C Marsh"].status == "apologies"


def test_initials_in_brackets_stand_for_the_person_ever_after() -> None:
    text = "Present: Ada Quill (AQ), Bob Thrale (BT)\n\n1. Drains\n\n"
    text += "AQ asked whether the drain was clear. BT replied that it was.\n"
    found = parse(text)
    people = {a.id: a.name for a in found.attendees}
    assert [people[q.speaker or ""] for q in found.questions] == ["Ada Quill"]
    assert [people[r.speaker or ""] for r in found.responses] == ["Bob Thrale"]


def test_a_name_of_the_roll_is_known_in_the_text() -> None:
    text = "Present: Ada Quill, Bob Thrale\n\n1. Drains\n\nAda Quill explained that the drain was clear.\n"
    found = parse(text)
    assert [s.speaker_text for s in found.statements] == ["Ada Quill"]


def test_a_list_under_apologies_is_of_those_who_sent_them() -> None:
    text = "Present: Councillor A Quill\n\n1. Apologies\n\nCllrs. Bob Thrale and Cleo Marsh.\n"
    text += "\n2. Drains\n\nNone.\n"
    people = {a.name: a.status for a in parse(text).attendees}
    assert people == {"A Quill": "present", "Bob Thrale": "apologies", "Cleo Marsh": "apologies"}


def test_a_field_names_the_holder_of_an_office() -> None:
    assert roll("Chairman: Ada Quill\n\nPresent: Ada Quill, Bob Thrale")["Ada Quill"].role == "Chairman"


def test_names_may_be_marked_one_by_one() -> None:
    text = "1. Roll Call\n\n- Ada Quill: YES\n- Bob Thrale: YES\n- Cleo Marsh: NO\n\n2. Drains\n\nNone.\n"
    people = {a.name: a.status for a in parse(text).attendees}
    assert people == {"Ada Quill": "present", "Bob Thrale": "present", "Cleo Marsh": "absent"}


@pytest.mark.parametrize(
    "line",
    [
        "1. Present: Cllr A Quill - Chairman, Mrs Thrale, B. Osgood and three members of the public.",
        "1\\. **Those Attending:** Cllr A Quill (Chairman), Mrs Thrale, B. Osgood, 7 Members of the Public",
        "Those attending Cllr A Quill (Chairman), Mrs Thrale, B. Osgood",
        "Present – Cllr A Quill (Chairman), Mrs Thrale, B. Osgood. 2 members of the public",
        "PRESENT (three Councillors):- Cllr A Quill (Chairman), Mrs Thrale, B. Osgood.",
        "PRESENT (3 Councillors): - Cllr A Quill (Chairman), Mrs Thrale and B. Osgood. The Chair opened it.",
        "Minutes of the meeting held in the Hall Present– Cllr A Quill - Chairman, Mrs Thrale, B. Osgood",
    ],
)
def test_a_roll_is_read_behind_its_heading(line: str) -> None:
    found = parse(f"Minutes of Nettleby Parish Council\n\n{line}\n\n2. Apologies: None\n\n3. Bins\n\nNothing new.\n")
    assert [(a.name, a.status) for a in found.attendees] == [
        ("A Quill", "present"),
        ("Thrale", "present"),
        ("B. Osgood", "present"),
    ]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "Cllr Ann Quill Chair Cllr Ben Thrale Vice Chair Cllr Cora Osgood Dee Rudd Parish Clerk",
            [
                ("Ann Quill", "Chair"),
                ("Ben Thrale", "Vice Chair"),
                ("Cora Osgood", None),
                ("Dee Rudd", "Parish Clerk"),
            ],
        ),
        (
            "Chairman Mrs A Quill Vice Chair Mr B Thrale Councillors C Osgood D Rudd County Councillor E Vy",
            [
                ("A Quill", "Chairman"),
                ("B Thrale", "Vice Chair"),
                ("C Osgood", None),
                ("D Rudd", None),
                ("E Vy", "County Councillor"),
            ],
        ),
        (
            "Mrs. A Quill Mr. B Thrale Ms C Osgood (Borough Council) Mr. D Rudd (Water Agency)",
            [
                ("A Quill", None),
                ("B Thrale", None),
                ("C Osgood", "Borough Council"),
                ("D Rudd", "Water Agency"),
            ],
        ),
        ("Chairman A Quill Clerk B Thrale", [("A Quill", "Chairman"), ("B Thrale", "Clerk")]),
        (
            "Cllr A Quill, Cllr B Thrale, Clerk: Mrs C Osgood",
            [("A Quill", None), ("B Thrale", None), ("C Osgood", "Clerk")],
        ),
        (
            "Cllr A Quill, Cllr B Thrale. Clerk – Cora Osgood",
            [("A Quill", None), ("B Thrale", None), ("Cora Osgood", "Clerk")],
        ),
    ],
)
def test_persons_of_a_roll_without_commas_are_told_apart(line: str, people: list[tuple[str, str | None]]) -> None:
    found = parse(f"Minutes of Nettleby Parish Council\n\nPresent: {line}\n\n1. Bins\n\nNothing new.\n")
    assert [(a.name, a.role) for a in found.attendees] == people


def test_offices_before_a_plural_are_persons_without_a_name() -> None:
    found = parse("Nettleby\n\nPRESENT. Chairman, V.Chairman & Messrs Quill, Thrale and Rudd\n\n1. Bins\n\nNo.\n")
    assert [(a.name, a.role) for a in found.attendees] == [
        (None, "Chairman"),
        (None, "V.Chairman"),
        ("Quill", None),
        ("Thrale", None),
        ("Rudd", None),
    ]


def test_initials_behind_a_name_are_no_part_of_it() -> None:
    found = parse("Nettleby Council\n\nPresent: Ann Quill AQ, Ben Thrale BT\n\n1. Bins\n\nAQ asked when. BT spoke.\n")
    assert [a.name for a in found.attendees] == ["Ann Quill", "Ben Thrale"]


@pytest.mark.parametrize(
    "words",
    [
        "There were present Mrs A Quill in the chair, Messrs B Thrale and C Osgood.",
        "Directors present were Quill, Thrale and Osgood. The weather was fine.",
        "The meeting was attended by Parish Councillors Mr A Quill (Chairman), Mrs B Thrale, Ms C Osgood.",
        "1. Welcome: those present: Ann Quill, Ben Thrale, Cora Osgood (Secretary)",
        "I LATHAIR: Cllr. A Quill, Presiding\nCouncillors: B Thrale, C Osgood",
        "Governors present:\nAnn Quill (AQ) - Chair\nBen Thrale (BT)\nCora Osgood",
        "Presennol / Present: Cllr A Quill, Cllr B Thrale, Cllr C Osgood",
    ],
)
def test_words_that_tell_who_is_there_make_a_roll(words: str) -> None:
    text = f"Nettleby Council\n\nMinutes of the meeting held on 7.2.11\n\n{words}\n\n2. Bins\n\nNothing.\n"
    here = [a for a in parse(text).attendees if a.status == "present"]
    assert [(a.name or "").split()[-1] for a in here] == ["Quill", "Thrale", "Osgood"]


def test_those_also_present_are_in_attendance() -> None:
    found = statuses("Directors present were Quill, Thrale and Rudd. Also present were Clerk Ann Moss and Mr B Hay.")
    assert found == {
        "Quill": "present",
        "Thrale": "present",
        "Rudd": "present",
        "Ann Moss": "in_attendance",
        "B Hay": "in_attendance",
    }


def test_the_clerk_behind_a_name_is_another_person() -> None:
    found = roll("Present: Quill, Thrale, Rudd and the Clerk")
    assert [(a.name, a.role) for a in found.values()][-2:] == [("Rudd", None), (None, "Clerk")]


def test_regrets_are_apologies() -> None:
    assert statuses("Present: Mayor Ann Quill, CAO/Clerk Ben Thrale\nRegrets: Councillor C Rudd") == {
        "Ann Quill": "present",
        "Ben Thrale": "present",
        "C Rudd": "apologies",
    }


def test_an_office_behind_the_initials_is_their_bearers() -> None:
    found = roll("Present: Clare Cann (CC) - Chair, Tom Fay (TF), Lorna Hart (LH) Chair of Finance, Paula Kay (PK)")
    assert {name: a.role for name, a in found.items()} == {
        "Clare Cann": "Chair",
        "Tom Fay": None,
        "Lorna Hart": "Chair of Finance",
        "Paula Kay": None,
    }


def test_an_office_behind_a_dash_is_not_also_of_the_next() -> None:
    found = roll("Minutes held in the Hall\n\nPresent – Mrs A Quill – Chairman, Mrs B Thrale, Mr C Rudd")
    assert {name: a.role for name, a in found.items()} == {
        "A Quill": "Chairman",
        "B Thrale": None,
        "C Rudd": None,
    }


def test_members_in_attendance_are_present_where_no_others_are() -> None:
    assert statuses("In attendance: Cllr A Quill (Chair), Cllr B Thrale\nAlso in attendance: Mr C Rudd") == {
        "A Quill": "present",
        "B Thrale": "present",
        "C Rudd": "in_attendance",
    }


def test_a_name_by_which_one_is_called_is_a_part_of_the_name() -> None:
    found = roll("Present:\n- Ada (Addie) Quill\n- Bob Thrale (Fen Water)\n")
    assert {n: a.role for n, a in found.items()} == {"Ada (Addie) Quill": None, "Bob Thrale": "Fen Water"}


@pytest.mark.parametrize("line", ["Minutes: Owen Platt", "Minute taker: Owen Platt", "Minutes taken by: Mr Owen Platt"])
def test_who_took_the_minutes_took_part(line: str) -> None:
    assert statuses(f"Present: Ada Quill, Bob Thrale\n\n{line}")["Owen Platt"] == "mentioned"


@pytest.mark.parametrize("words", ["Minutes: None.", "Minutes:\n\nAda Quill asked.", "Minutes: Noted"])
def test_words_behind_the_label_of_minutes_are_no_name(words: str) -> None:
    assert "Noted" not in [a.name for a in parse(f"1. Drains\n\n{words}\n").attendees]


def test_a_roll_has_groups_below_its_chair() -> None:
    text = "IN THE CHAIR:\n\nCouncillor A. Quill\n\nCOUNCILLORS:\n\nB. Thrale, C. Marsh\n\nPOLICE NOMINATIONS:\n\n"
    text += "Chief Superintendent (Mr. D. Orde), Superintendent (Ms. E. Pring)\n\nCOMMUNITY\n\nDr. F. Stow\n\n"
    text += "OFFICIALS:\n\nChief Executive (Dr. G. Holt)\n\nAPOLOGIES:\n\nCouncillor H. Ross\n"
    found = roll(text)
    assert [name for name, a in found.items() if a.status == "present"] == [
        "A. Quill",
        "B. Thrale",
        "C. Marsh",
        "D. Orde",
        "E. Pring",
        "F. Stow",
    ]
    assert (found["G. Holt"].status, found["H. Ross"].status) == ("in_attendance", "apologies")
    assert found["D. Orde"].role == "Chief Superintendent"


def test_an_office_goes_on_up_to_the_next_title() -> None:
    text = "In attendance: Mr A Quill, Administrative Officer, Housing Support Ms B Thrale, Staff Officer, Roads"
    assert {n: a.role for n, a in roll(text).items()} == {
        "A Quill": "Administrative Officer, Housing Support",
        "B Thrale": "Staff Officer, Roads",
    }


def test_a_member_and_an_officer_of_one_surname_are_two() -> None:
    text = "Present: Councillors Quill and Thrale\n\nIn attendance: Clerk (Mr B. Orde), Staff Officer (Ms. A. Quill)"
    found = roll(text)
    assert (found["Quill"].status, found["Quill"].role) == ("present", None)
    assert (found["A. Quill"].status, found["A. Quill"].role) == ("in_attendance", "Staff Officer")


def test_an_ampersand_joins_a_count_to_the_last_name() -> None:
    found = roll("Present: Cllr A Quill, Cllr B Thrale & 3 members of the public")
    assert {n: a.role for n, a in found.items()} == {"A Quill": None, "B Thrale": None}


def test_a_line_of_business_ends_a_roll() -> None:
    text = "In attendance: Cllr Ada Quill, Bob Thrale\n\nApologies: Cllr Cleo Marsh\n\n"
    text += "Welcome by the Chair - Cllr Ada Quill"
    assert roll(text)["Ada Quill"].status != "apologies"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Present: Dr Ann Quill (Vice-Chancellor, in the Chair), Bob Thrale", {"Ann Quill": "Vice-Chancellor"}),
        (
            "Present: Mr A Quill (from item 4), Mrs B Thrale (Clerk) for items 1-3",
            {"A Quill": None, "B Thrale": "Clerk"},
        ),
        ("Present: C.Cllr A Quill, D.Cllr B Thrale", {"A Quill": None, "B Thrale": None}),
        ("Present:\nAnn Quill\nBob Thrale of Fen & Marsh LLP\n", {"Bob Thrale": None}),
        ("In attendance: The Deputy Clerk, Miss A Quill", {"A Quill": "Deputy Clerk"}),
    ],
)
def test_what_stands_beside_a_name_is_its_office_or_none(text: str, expected: dict[str, str | None]) -> None:
    found = roll(text)
    assert {n: a.role for n, a in found.items() if n in expected} == expected


def test_who_comes_from_elsewhere_is_of_that_body() -> None:
    assert roll("Present:\nAnn Quill\nBob Thrale of Fen & Marsh LLP\n")["Bob Thrale"].organization == "Fen & Marsh LLP"


@pytest.mark.parametrize("role", ["Chair, Parent Governor", "Chairman and Treasurer", "Chair / Director"])
def test_who_chairs_may_hold_another_office(role: str) -> None:
    found = parse(
        f"Present:\nAnn Quill (AQ) - {role}\nBob Thrale (BT) - Member\n\n1. Drains\n\nNone.\n\n2. Lamps\n\nNo.\n"
    )
    assert [a.name for a in found.attendees if a.id == found.meeting.chair] == ["Ann Quill"]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Council Members Present:", "present"),
        ("Commissioners absent:", "absent"),
        ("Excused:", "apologies"),
        ("Absent without apology:", "absent"),
    ],
)
def test_members_of_every_kind_have_a_roll(heading: str, status: str) -> None:
    assert statuses(f"Present: Cole Ash\n\n{heading} Ann Quill, Bob Thrale")["Bob Thrale"] == status


def test_a_field_under_a_heading_is_of_its_list() -> None:
    text = "PRESENT:\nCathaoirleach: Cllr. P. Quill\nComhairleoirí: M. Thrale, S. Orde\n"
    found = roll(text)
    assert {n: a.status for n, a in found.items()} == dict.fromkeys(("P. Quill", "M. Thrale", "S. Orde"), "present")
    assert found["M. Thrale"].prefix == "Councillor"


def test_an_office_before_a_colon_is_of_who_follows_it() -> None:
    found = parse(
        "Present: Pam Bullen (PB), Claire Dann (CD) - Chair and Pam Wicker (PW) Clerk: Helen Marr\n\n"
        "1. Bins\n\nNone.\n\n2. Lamps\n\nNone.\n"
    )
    assert [(a.name, a.role) for a in found.attendees] == [
        ("Pam Bullen", None),
        ("Claire Dann", "Chair"),
        ("Pam Wicker", None),
        ("Helen Marr", "Clerk"),
    ]


def test_a_line_in_capitals_below_names_that_are_not_is_none() -> None:
    text = "Members present:\nAda Quill\nBob Thrale\nCleo Marsh\n\nAbsent\nDan Orde\n\nAGENDA MATTERS\n"
    assert list(roll(text)) == ["Ada Quill", "Bob Thrale", "Cleo Marsh", "Dan Orde"]


@pytest.mark.parametrize(
    ("group", "status"),
    [
        ("Board Members", "present"),
        ("Trustees", "present"),
        ("Staff", "in_attendance"),
        ("Officials", "in_attendance"),
        ("Public", "in_attendance"),
        ("Via Zoom", "in_attendance"),
    ],
)
def test_a_group_ahead_of_the_business_is_a_heading(group: str, status: str) -> None:
    found = statuses(
        f"Ling Select Board\nMinutes of the meeting of 8 January 2024\n\n{group}: Ada Quill, Bob Thrale; Cara Orde\n"
    )
    assert found == dict.fromkeys(("Ada Quill", "Bob Thrale", "Cara Orde"), status)


def test_a_group_before_a_sentence_is_no_heading() -> None:
    assert statuses("Ling Select Board\n\nPublic: Mr Bob Thrale asked that the gate be shut.\n") == {
        "Bob Thrale": "mentioned"
    }


def test_officers_by_themselves_under_a_roll_are_in_attendance() -> None:
    text = "Present:\nCouncillor Ada Quill\nCouncillor Bob Thrale\n\nOfficers:\nCara Orde, Head of Drains\n"
    assert statuses(text)["Cara Orde"] == "in_attendance"


def test_a_title_of_her_own_does_not_end_the_title_of_many() -> None:
    found = roll("Present: Cllrs A Quill, Mrs B Thrale, C Orde and D Vane\n")
    assert [a.prefix for a in found.values()] == ["Councillor", "Councillor Mrs", "Councillor", "Councillor"]


def test_an_office_before_a_surname_ends_the_names_before_it() -> None:
    found = roll("Present: Commissioners Quill, Thrale, Vice Chair Orde and Chair Vane\n")
    assert {n: a.role for n, a in found.items()} == {
        "Quill": None,
        "Thrale": None,
        "Orde": "Vice Chair",
        "Vane": "Chair",
    }


def test_a_title_behind_a_name_is_an_office() -> None:
    found = roll("Staff Present: Dr. Ada Quill, Superintendent; Bob Thrale, Bursar\n")
    assert {n: a.role for n, a in found.items()} == {"Ada Quill": "Superintendent", "Bob Thrale": "Bursar"}


@pytest.mark.parametrize("office", ["Deputy Chief", "Battalion Chief", "Fire Marshal", "Police Chief"])
def test_a_rank_before_a_surname_names_an_officer(office: str) -> None:
    minutes = parse(f"4. Fires\n\n{office} Quill reported two fires.\n")
    assert [(a.name, a.role) for a in minutes.attendees] == [("Quill", office)]


def test_a_roll_behind_the_holders_of_offices_is_read() -> None:
    found = statuses("Chairman: Mrs A Quill   Clerk: Mr B Thrale   Present: Mr C Orde, Mrs D Vane and Miss E Cray\n")
    assert [name for name, status in found.items() if status == "present"] == ["C Orde", "D Vane", "E Cray"]


def test_officers_in_the_line_of_their_heading_are_in_attendance() -> None:
    found = statuses("PRESENT: Councillors A Quill and B Thrale\nOFFICERS: Treasurer, Mr C Orde\n")
    assert found["C Orde"] == "in_attendance"


def test_staff_in_a_line_below_the_absent_are_not_absent() -> None:
    found = statuses(
        "Present: Council Members Quill and Thrale. Absent: none\nStaff: City Manager Orde, City Attorney Vane\n"
    )
    assert (found["Orde"], found["Vane"]) == ("in_attendance", "in_attendance")


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        ("Clinical Lead, Ling ICB (Vice-Chair)", "Clinical Lead, Ling ICB"),
        ("Healthwatch Ling", "Healthwatch Ling"),
        ("Head of Drains", "Head of Drains"),
    ],
)
def test_what_stands_behind_a_dash_is_of_the_person_before_it(behind: str, role: str) -> None:
    found = roll(f"Present:\nDr Ada Quill - {behind}\nBob Thrale - Director of Drains\n")
    assert {n: a.role for n, a in found.items()} == {"Ada Quill": role, "Bob Thrale": "Director of Drains"}


def test_members_grouped_by_party_are_listed_without_it() -> None:
    found = roll("Present:\nLabour: Councillors Quill and Thrale\nLiberal Democrat: Councillor Orde\n")
    assert {n: a.prefix for n, a in found.items()} == dict.fromkeys(("Quill", "Thrale", "Orde"), "Councillor")


def test_a_substitute_is_listed_with_whom_they_stand_for() -> None:
    found = roll("Present: Councillors Quill and Thrale\nSubstitute: Councillor Orde for Councillor Vane\n")
    assert (found["Orde"].status, found["Orde"].substitute_for) == ("substitute", found["Vane"].id)
    assert found["Vane"].status == "apologies"


def test_handles_are_no_names() -> None:
    found = statuses("Attendees:\n- @aquill (Ada Quill)\n- @thrale - Bob Thrale\n- Cara Orde (@orde), Ling Ltd\n")
    assert found == dict.fromkeys(("Ada Quill", "Bob Thrale", "Cara Orde"), "present")


def test_brackets_do_not_end_a_list_of_apologies() -> None:
    text = "Apologies were received from Ada Quill (NHS Ling), Bob Thrale (Ling Hospitals) and Councillor Orde."
    assert statuses(text) == dict.fromkeys(("Ada Quill", "Bob Thrale", "Orde"), "apologies")


@pytest.mark.parametrize(
    "words", ["Ada Quill, 14 Elm Street,", "Ada Quill (14 Elm Street)", "Ada Quill of Mill Lane", "Resident Ada Quill"]
)
def test_where_one_lives_names_one(words: str) -> None:
    minutes = parse(f"4. Drains\n\n{words} asked if the drain would be dug.\n")
    assert [(a.name, a.id) for a in minutes.attendees] == [("Ada Quill", minutes.questions[0].speaker)]


@pytest.mark.parametrize(
    ("words", "arrived", "left"),
    [
        ("arrived 7.20pm", "19:20", None),
        ("(arrived at 7.20)", "19:20", None),
        ("- left at 8.15pm", None, "20:15"),
        ("(from 7.20pm)", "19:20", None),
    ],
)
def test_a_roll_tells_who_came_and_went(words: str, arrived: str | None, left: str | None) -> None:
    found = roll(f"Present: Cllr Ada Quill, Cllr Bob Thrale {words}, Cllr Cara Orde\n")
    assert [(a.arrived, a.left) for a in found.values()] == [(None, None), (arrived, left), (None, None)]


def test_who_came_and_went_again_has_both_times() -> None:
    minutes = parse("1. Drains\n\nCllr Ada Quill joined at 7.45pm and left at 9pm.\n")
    assert [(a.arrived, a.left) for a in minutes.attendees] == [("19:45", "21:00")]


def test_a_sentence_below_a_roll_is_no_entry_of_it() -> None:
    found = roll("Apologies: Mr B Thrale (lateness)\nStaff: Ms A Quill\nMr Thrale joined the meeting at 10.12am.\n")
    assert (found["B Thrale"].status, found["B Thrale"].arrived) == ("apologies", "10:12")


def test_names_may_stand_behind_their_surnames() -> None:
    found = roll("Members present: Quill, A.; Thrale, B. (Chair); Orde, C.\n")
    assert {n: a.role for n, a in found.items()} == {"A. Quill": None, "B. Thrale": "Chair", "C. Orde": None}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("P & J Grice", ["P Grice", "J Grice"]),
        ("Tom and Ann Lowe", ["Tom Lowe", "Ann Lowe"]),
        ("Mr and Mrs Hart", ["Hart", "Hart"]),
    ],
)
def test_a_couple_is_two_persons(words: str, names: list[str]) -> None:
    minutes = parse(
        f"Present: Ada Quill, Bob Thrale, {words}\n\n1. Drains\n\nThe drains were considered.\n\n2. Close\n"
    )
    assert [a.name for a in minutes.attendees] == ["Ada Quill", "Bob Thrale", *names]


def test_groups_with_a_dash_are_no_offices() -> None:
    found = roll(
        "Present: Office bearers - A Quill (Chair). Members - B Thrale, C Orde. Police - PC D Vane. Public - 7.\n"
    )
    assert {n: a.role for n, a in found.items()} == {
        "A Quill": "Chair",
        "B Thrale": None,
        "C Orde": None,
        "D Vane": None,
    }


@pytest.mark.parametrize("gap", [" - ", "      "])
def test_a_heading_may_be_set_apart_without_a_colon(gap: str) -> None:
    text = f"Ling Parents' Association\n\nAttendees{gap}Ada Q, Bob T, Cara O\nApologies{gap}Dan V\n"
    assert statuses(text) == {"Ada Q": "present", "Bob T": "present", "Cara O": "present", "Dan V": "apologies"}


def test_attendance_heads_members_and_staff_alike() -> None:
    found = statuses("Attendance:\nTrustees: Ada Quill (Chair), Bob Thrale\nStaff: Cara Orde (Director)\n")
    assert found == {"Ada Quill": "present", "Bob Thrale": "present", "Cara Orde": "in_attendance"}


def test_the_clerk_below_those_present_is_in_attendance() -> None:
    found = statuses("Present: Cllr A Quill, Cllr B Thrale\nClerk: Mrs C Orde\nMembers of the public: 3\nQuestions\n")
    assert found == {"A Quill": "present", "B Thrale": "present", "C Orde": "in_attendance"}


def test_apologies_may_be_a_sentence_behind_their_heading() -> None:
    found = statuses("Apologies for absence: were received from Cllr Quill and Cllr Miss Thrale.\n")
    assert found == {"Quill": "apologies", "Thrale": "apologies"}


def test_the_title_of_many_goes_on_in_the_next_line() -> None:
    found = roll("Present:\nCouncillors Quill, Thrale,\nOrde and Vane\n")
    assert [a.prefix for a in found.values()] == ["Councillor"] * 4


def test_a_title_of_another_tongue_does_not_end_the_names_of_councillors() -> None:
    found = roll("Present: Councillors Quill, Thrale, Cmhlr Ó Dea, Orde and Vane\n")
    assert [a.prefix for a in found.values()] == ["Councillor", "Councillor", "Cmhlr", "Councillor", "Councillor"]


def test_a_sub_committee_stands_in_for_nobody() -> None:
    assert statuses("JOINT DRAINS SUB COMMITTEE:\nPresent: Mrs A Quill and Mr B Thrale\n") == {
        "A Quill": "present",
        "B Thrale": "present",
    }


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        (
            "Apologies for their inability to attend the Meeting were received from\n\nCouncillors Cole (M) and Dale.",
            ["M Cole", "Dale"],
        ),
        ("An apology was received from Mr E Firth.", ["E Firth"]),
        ("Apologies received from Cllr Mrs M Gale, Cllr H Ives and the Police.", ["M Gale", "H Ives"]),
    ],
)
def test_those_from_whom_apologies_came_are_not_there_though_the_roll_goes_on(line: str, absent: list[str]) -> None:
    present = "MEMBERS PRESENT:\n\nCouncillors Ash, Birch and Cmhlr. \u00d3 Broin."
    roll = f"{present}\n\n{line}\n\nOFFICIALS IN ATTENDANCE:\n\nClerk (Ms J Kell).\n"
    people = parse(f"Ling Council\n\n{roll}\n1. Lamps\n\nThe lamp was out.\n").attendees
    assert [p.name for p in people if p.status == "apologies"] == absent
    assert [p.name for p in people if p.status == "present"] == ["Ash", "Birch", "\u00d3 Broin"]


def test_two_offices_with_articles_are_two_persons() -> None:
    roll = (
        "Present: Councillor A Ash\n\nApologies were received from the Town Clerk and the Engineer, West and South.\n"
    )
    people = parse(f"Ling Council\n\n{roll}\n1. Lamps\n\nThe lamp was out.\n").attendees
    assert [p.role for p in people if p.status == "apologies"] == [
        "Town Clerk",
        "Engineer, West and South",
    ]


def test_a_councillor_of_another_council_is_a_member_and_no_officer() -> None:
    people = parse("Present: A Ash (District Councillor), B Birch (Clerk)\n\n1. Lamps\n\nThe lamp was out.\n").attendees
    assert [(p.name, p.kind) for p in people] == [("A Ash", "member"), ("B Birch", "officer")]


def test_names_behind_their_surnames_may_bear_marks() -> None:
    listed = "Quill, Ada - Present\nThrale, Bob - Excused\nOrde, Cara - Present via Zoom\nVane, Dan - Absent\n"
    found = statuses("Ling Water Board\nMinutes of the meeting held on 4 May 2024\n\n" + listed)
    assert found == {"Ada Quill": "present", "Bob Thrale": "apologies", "Cara Orde": "present", "Dan Vane": "absent"}


def test_a_group_without_a_colon_does_not_end_a_roll() -> None:
    text = (
        "Present:\nVoting members\nAda Quill - Chair\nNon-voting members\nBob Thrale - Bursar\n\nObservers\nCara Orde\n"
    )
    assert statuses(text) == {"Ada Quill": "present", "Bob Thrale": "present", "Cara Orde": "in_attendance"}
