"""The meeting as a whole: whose it is, when and where it was, and who was in the chair."""

from __future__ import annotations

import pytest

from minutes_cli import parse

BODY = "\n\nPresent: Councillors A Quill (Chairman) and B Thrale\n\n1. Drains\n\nThe drains were considered.\n"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Drains Committee - Tuesday, 14th March, 2023 6.30 pm", "2023-03-14"),
        ("MINUTES OF MEETING HELD ON TUESDAY, 13TH JUNE, 2017 AT 9.00 A.M.", "2017-06-13"),
        ("Minutes of the Meeting - 7.2.11", "2011-02-07"),
        ("Date: 27 August 2024", "2024-08-27"),
        ("Minutes of the meeting held on April 29th 2009 in the Hall", "2009-04-29"),
        ("Date of next meeting: 4 May 2024", None),
        (
            f"{' ' * 70}PAPER B\n{' ' * 70}Regular Meeting\n{' ' * 70}Approved Minutes\n{' ' * 70}May 2, 2013",
            "2013-05-02",
        ),
        ("Minutes of the meeting held on 14™ May, 2014", "2014-05-14"),
        ('MINUTES OF MEETING HELD ON WEDNESDAY, 6"\nMAY, 2015', "2015-05-06"),
        ("Meeting held on 7°” MAY, 2014", "2014-05-07"),
        ('MEETING HELD ON WEDNESDAY, 2"? MARCH, 2016', "2016-03-02"),
        ("MINUTES OF MEETING HELD IN THE HALL,\n\nON MONDAY, 24TH\n\nNOVEMBER, 2014", "2014-11-24"),
        ("**Meeting held on the 17th** **February, 2021**", "2021-02-17"),
        (
            "Ling Council DATE: Thursday 3rd December 2020 PLACE: The Hall PRESENT: " + "A Quill, B Thrale, " * 12,
            "2020-12-03",
        ),
        ("Wednesday 9th of May 2018 Present: " + "Mrs A Quill (Ling Council), " * 9, "2018-05-09"),
        ("Minutes\n\nPage 4\n\nMay 2, 2013", "2013-05-02"),
        ("MINUTES OF MEETING HELD ON WEDNESDAY, 1+t FEBRUARY, 2017", "2017-02-01"),
        ("MEETING HELD ON THURSDAY 8th DECEMEBER 2005 IN THE HALL", "2005-12-08"),
        ("**MEETING HELD REMOTELY ON WEDNESDAY, 15th** **FEBRUARY,**\n\n**2021 at 2PM.**", "2021-02-15"),
        ("Held in the school on 17th Jan 2002\n\nHeld in the school on 17th Jan 2002", "2002-01-17"),
        ("# Draft\n\n# Minutes of Ling Council\n\n# held in the Hall\n\n# on Wednesday 8 February 2012", "2012-02-08"),
        (
            f"{'Clerk 01234 567890 ' * 12}LING COUNCIL Draft Minutes Subject to Approval at the next Meeting Ordinary "
            "Meeting of the Council Wednesday 7 March 2018 at 7.00 pm Ling Hall Attendance: Cllr A Quill",
            "2018-03-07",
        ),
        ("Minutes of the meeting held on 4 May 7.30pm", None),
        ('---\ntitle: "Ling Council meeting held on 11th March 2004"\ndate: "2004-04-01"\n---', "2004-03-11"),
        ('---\ntitle: "Ling Council meeting in March"\ndate: "2004-04-01"\n---', None),
    ],
)
def test_a_date_is_read_in_every_form(line: str, date: str | None) -> None:
    assert parse(line + BODY).meeting.date == date


def test_the_date_of_minutes_that_are_approved_is_another_meetings() -> None:
    approved = "The minutes of the meeting held on 16 December 2020 were read and agreed as a true record."
    assert parse(f"Ling Council\n\nMeeting held on 17 February\n\n{approved}\n{BODY}").meeting.date == "2021-02-17"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ('---\ntitle: "Ling"\ndate: "2006-08-01"\n---\n\nMeeting held on Thursday 13th July in the Hall', "2006-07-13"),
        ('---\ntitle: "Ling"\ndate: "2005-02-01"\n---\n\nMeeting held on Wednesday 15th December', "2004-12-15"),
        ('---\ntitle: "Ling"\ndate: "2006-08-01"\n---\n\nMeeting held on Friday 13th July in the Hall', None),
        (
            '---\ntitle: "Ling"\ndate: "2008-04-01"\n---\n\nMinutes of the 13th March meeting of Ling Council',
            "2008-03-13",
        ),
        ('---\ntitle: "Ling"\ndate: "2008-04-01"\n---\n\nMinutes of the March meeting of Ling Council', None),
        (
            "[File](https://ling.example/Minutes%20-%2019th%20October%202022.pdf)\n\nMeeting held on the 19th October",
            "2022-10-19",
        ),
        (
            "Meeting held on 17 February.|The minutes of the meeting held on 16 December 2020 were agreed.",
            "2021-02-17",
        ),
        ("Meeting held on Tuesday 2 March.|Accounts of 1 May 2019 and of 7 May 2021 were shown.", "2021-03-02"),
        ("Meeting held on 2 March.|Accounts of 1 May 2019 and of 7 May 2021 were shown.", None),
        ("Meeting held on 2 March.|The next meeting will be on 6 April.", None),
    ],
)
def test_the_year_of_a_day_is_concluded_from_the_rest_of_the_text(text: str, date: str | None) -> None:
    head, _, evidence = text.partition("|")
    minutes = parse(f"{head}{BODY}\n2. Papers\n\n{evidence}\n")
    assert minutes.meeting.date == date
    concluded = [warning for warning in minutes.warnings if warning.code == "concluded-year"]
    assert len(concluded) == (date is not None)


def test_the_date_of_an_earlier_meeting_is_not_this_ones() -> None:
    assert parse("1. Minutes\n\nThe minutes of the meeting held on 4 May 2023 were approved.\n").meeting.date is None


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Drains Committee - Tuesday, 14th March, 2023 6.30 pm", "18:30"),
        ("Commenced at: 1835", "18:35"),
        ("The meeting opened at 13.15hrs.", "13:15"),
        ("The meeting was called to order at 1:01 PM.", "13:01"),
        ("A meeting was held in the Hall on 4 May 2023 at 12 noon", "12:00"),
    ],
)
def test_the_opening_has_its_time(line: str, time: str) -> None:
    assert parse(line + BODY).meeting.start_time == time


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("The meeting closed at 8.41 pm.", "20:41"),
        ("There being no further business the meeting ended at 21.05.", "21:05"),
        ("At 7:47 p.m., there being no further business, the meeting was adjourned.", "19:47"),
        ("The Committee adjourned at 7.20pm and resumed at 7.26pm.", None),
    ],
)
def test_the_close_has_its_time(line: str, time: str | None) -> None:
    assert parse("Drains Committee" + BODY + "\n" + line + "\n").meeting.end_time == time


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Venue: Council Chamber, Mill Street. View directions", "Council Chamber, Mill Street"),
        (
            "A meeting was held in the Village Hall, West Ling on Tuesday, 2 April 2024",
            "Village Hall, West Ling",
        ),
        ("MINUTES OF A MEETING HELD AT THE CHURCH ON 2ND APRIL 2024", "Church"),
    ],
)
def test_the_venue_is_read(line: str, venue: str) -> None:
    assert parse(line + BODY).meeting.venue == venue


def test_council_and_committee_are_told_apart() -> None:
    meeting = parse("LING-ON-SEA TOWN COUNCIL\n\nMinutes of the Drains and Culverts Committee" + BODY).meeting
    assert (meeting.organization, meeting.body) == (
        "Ling-on-Sea Town Council",
        "Drains and Culverts Committee",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Present: Councillors A Quill (Chairman) and B Thrale\n\n1. Drains\n\nNothing was said.\n",
        "Present: Councillors A Quill (in the Chair) and B Thrale\n\n1. Drains\n\nNothing was said.\n",
        "PRESENT IN THE CHAIR: Councillor A Quill\n\nMEMBERS PRESENT: Cllr B Thrale\n\n1. Bins\n\nNo.\n",
        "Present: Councillors A Quill and B Thrale\n\n1. Welcome\n\nCouncillor A Quill took the Chair.\n",
    ],
)
def test_the_one_in_the_chair_is_found(text: str) -> None:
    found = parse(text)
    assert [a.name for a in found.attendees if a.id == found.meeting.chair] == ["A Quill"]


def test_the_body_named_above_its_meeting_is_no_item() -> None:
    found = parse(
        "Thorley Hall Management Committee\n\nMinutes of the meeting held on 7.2.11\n\n"
        "Present: Mrs A Quill\n\n1. Bins\n\nNothing new.\n"
    )
    assert "Thorley Hall Management Committee" not in [item.title for item in found.items]
    assert (found.meeting.body, found.meeting.date) == ("Thorley Hall Management Committee", "2011-02-07")


def test_a_company_is_an_organization() -> None:
    found = parse("ACME WIDGETS LIMITED\n\nMinutes of a meeting of the directors held on 4 May 2021\n")
    assert found.meeting.organization == "Acme Widgets Limited"


def test_the_meeting_that_will_approve_the_minutes_is_another() -> None:
    found = parse(
        "NETTLEBY COUNCIL Draft (until approved at the next meeting) Minutes of the Ordinary Meeting "
        "Wednesday 4 July 2018 at 7.00 pm Nettleby Hall\n\nPresent: Mrs A Quill\n\n1. Bins\n\nNothing new.\n"
    )
    assert found.meeting.date == "2018-07-04"


def test_the_kind_of_a_council_may_stand_below_its_place() -> None:
    found = parse("MINUTES OF A SPECIAL MEETING OF THORLEY\n\nCITY AND COUNTY COUNCIL HELD ON 4 MAY 2021\n" + BODY)
    assert found.meeting.organization == "Thorley City and County Council"


def test_bodies_that_are_spoken_of_do_not_hold_the_meeting() -> None:
    found = parse(
        "Minutes of the Drains Committee of Ling Town Council held on 4 May 2021\n\n"
        "Present: Councillors A Quill and B Thrale\n\n"
        "Officials: Chief Executive (Mr C Moss)\n\n"
        "The Mayor stated that the Mill History Society had written.\n\nThe Mill History Society asked for a grant.\n"
    )
    assert (found.meeting.organization, found.meeting.body) == ("Ling Town Council", "Drains Committee")


def test_the_outset_of_a_meeting_is_no_venue() -> None:
    found = parse("Minutes of the meeting held on 4 May 2021\n\nAt the outset of the meeting Mr Ash spoke." + BODY)
    assert found.meeting.venue is None


@pytest.mark.parametrize(
    ("lines", "organization", "body"),
    [
        ("Swan Lane Residents' Association\n\nMinutes of the meeting", "Swan Lane Residents' Association", None),
        ("STUDENTS’ UNION\n\nMinutes of the Executive Committee", "Students' Union", "Executive Committee"),
        (
            "Minutes of the Board of Directors of the Cedar Valley Water District",
            "Cedar Valley Water District",
            "Board of Directors",
        ),
        (
            "FENLAND NHS FOUNDATION TRUST\n\nCOUNCIL OF GOVERNORS",
            "Fenland NHS Foundation Trust",
            "Council of Governors",
        ),
        (
            "ST FEN'S PRIMARY SCHOOL\n\nMinutes of the Full Governing Body",
            "St Fen's Primary School",
            "Full Governing Body",
        ),
        (
            "Fen Parish Council\n\nMinutes of a meeting held at Ling Primary School on 4 May 2024",
            "Fen Parish Council",
            None,
        ),
    ],
)
def test_institutions_of_every_kind_are_named(lines: str, organization: str, body: str | None) -> None:
    meeting = parse(lines + BODY).meeting
    assert (meeting.organization, meeting.body) == (organization, body)


@pytest.mark.parametrize("way", ["public", "private session", "person"])
def test_how_a_meeting_was_held_is_no_venue(way: str) -> None:
    meeting = parse(
        f"Fen Parish Council\n\nMinutes of the meeting held in {way} on 4 May 2024 at Fen House{BODY}"
    ).meeting
    assert (meeting.venue, meeting.date) == ("Fen House", "2024-05-04")


@pytest.mark.parametrize("day", ["l0th May 2024", "1Oth May 2024", "10th May 2O24", "I0th May 20l9"])
def test_letters_that_a_scan_made_of_figures_are_figures(day: str) -> None:
    year = "2019" if day.endswith("9") else "2024"
    assert parse(f"Minutes of the meeting held on {day}{BODY}").meeting.date == f"{year}-05-10"


@pytest.mark.parametrize(
    ("sentence", "chair"),
    [
        ("In the absence of the Chairman, Cllr Thrale presided.", "B Thrale"),
        ("Cllr Thrale was duly elected as Chairman for the year and took the chair.", "B Thrale"),
        ("Apologies were received from the Chairman, Cllr Orde. Cllr Thrale took the chair.", "B Thrale"),
    ],
)
def test_who_takes_the_chair_in_prose_is_in_it(sentence: str, chair: str) -> None:
    found = parse(f"Present: Councillors A Quill and B Thrale\n\n1. Chair\n\n{sentence}\n\n2. Lamps\n\nNoted.\n")
    assert [a.name for a in found.attendees if a.id == found.meeting.chair] == [chair]


def test_a_name_goes_on_in_the_next_line() -> None:
    text = "MINUTES OF MEETING OF LING CITY AND\n\nCOUNTY COUNCIL HELD IN\n\nFEN HALL, LING, ON FRIDAY, 3RD MAY, 2024"
    meeting = parse(text + BODY).meeting
    assert (meeting.organization, meeting.venue) == ("Ling City and County Council", "Fen Hall, Ling")


@pytest.mark.parametrize(
    ("lines", "organization", "body"),
    [
        ("Kinlaggan & District Community Council", "Kinlaggan & District Community Council", None),
        ("UNIVERSITY OF FEN NORTH\n\nSENATE", "University of Fen North", "Senate"),
        ("FEN HOMES LIMITED\n\nMINUTES OF A MEETING OF THE BOARD\nHeld on 4 May 2024", "Fen Homes Limited", "Board"),
    ],
)
def test_a_body_may_have_one_word(lines: str, organization: str, body: str | None) -> None:
    meeting = parse(lines + BODY).meeting
    assert (meeting.organization, meeting.body) == (organization, body)


def test_of_a_range_of_times_the_first_is_the_start() -> None:
    meeting = parse("Minutes of the Fen Board held on 4 May 2024, 10.00-13.00, Fen House" + BODY).meeting
    assert meeting.start_time == "10:00"


def test_a_heading_that_the_layout_took_for_an_item_still_tells_of_the_meeting() -> None:
    text = (
        "Shire of Fen\n\nORDINARY MEETING\n\nMINUTES\n\n27 February 2025\n\nHeld in the Council Chambers at 4.00pm\n\n"
    )
    meeting = parse(text + "10. Closure\n\nThe President declared the meeting closed at 5.26pm\n").meeting
    assert (meeting.organization, meeting.date, meeting.start_time) == ("Shire of Fen", "2025-02-27", "16:00")


def test_the_city_of_somewhere_is_whose_meeting_it_is_at_the_start_of_a_line_only() -> None:
    assert parse("CITY OF FEN GROVE\nCOUNCIL MINUTES" + BODY).meeting.organization == "City of Fen Grove"
    assert parse("Minutes\nOpened by the Mayor of the City of Fen" + BODY).meeting.organization is None


@pytest.mark.parametrize("close", ["Meeting closed 9pm", "The meeting closed 9.00pm"])
def test_a_close_needs_no_at(close: str) -> None:
    assert parse("Fen Parish Council" + BODY + f"\n2. Close\n\n{close}\n").meeting.end_time == "21:00"


def test_the_chair_may_stand_behind_a_field() -> None:
    text = "Minutes of the Trustees\n\nHeld: 6 Feb 2025 | Chaired by: Bob Thrale\n\n1. Drains\n\nNone.\n\n2. Roofs\n"
    minutes = parse(text)
    assert minutes.meeting.date == "2025-02-06"
    assert [a.name for a in minutes.attendees if a.id == minutes.meeting.chair] == ["Bob Thrale"]


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Minutes of a meeting held on Monday 3rd November at 7.30pm at Ling Village Hall", "Ling Village Hall"),
        ("Minutes of the Council held on Thursday 13th July in Ling School at 8.00 p.m.", "Ling School"),
    ],
)
def test_a_venue_stands_behind_a_day_without_its_year(line: str, venue: str) -> None:
    assert parse(line + BODY).meeting.venue == venue


def test_the_name_of_a_body_goes_on_in_a_line_that_begins_with_of() -> None:
    meeting = parse("MINUTES OF MEETING OF THE MUNICIPAL DISTRICT\nOF LING-MARSH HELD ON 4 MAY 2021" + BODY).meeting
    assert meeting.body == "Municipal District of Ling-Marsh"
