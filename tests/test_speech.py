"""Speech: who asks, who answers and who says something, in wordings of many clerks."""

from __future__ import annotations

import pytest

from minutes_cli import Minutes, parse


def page(*paragraphs: str) -> Minutes:
    return parse("\n\n".join(["Agenda item", "The footbridge", "Minutes:", *paragraphs, ""]))


def speakers(minutes: Minutes, rows: str) -> list[str | None]:
    """Who speaks in the rows of a list: the name, else the office."""
    who = {a.id: a.name or a.role for a in minutes.attendees}
    return [who.get(row.speaker or "") for row in getattr(minutes, rows)]


@pytest.mark.parametrize(
    "words",
    [
        "had a question on the handrail",
        "sought to understand the delay",
        "wanted to understand why it was shut",
        "was interested to know who had shut it",
        "was unclear why it was shut",
        "made an enquiry about the handrail",
        "put it to the Bridge Manager that it was unsafe",
        "invited the Bridge Manager to comment on the delay",
        "enquired of the Bridge Manager how long it would be shut",
        "pressed for a date",
        "asked for the rationale for the works",
        "asked for a breakdown of the cost",
        "went on to ask what it had cost",
    ],
)
def test_a_question_has_many_wordings(words: str) -> None:
    minutes = page(f"Councillor Ardern {words}. The Bridge Manager said that he would look.")
    assert speakers(minutes, "questions") == ["Ardern"]
    assert speakers(minutes, "responses") == ["Bridge Manager"]
    assert minutes.responses[0].answers == (minutes.questions[0].id,)


@pytest.mark.parametrize(
    "office",
    [
        "The interim head of highways",
        "The housing project officer",
        "The solicitor to the Council",
        "The Council's engineer",
        "The Assistant Director – Roads & Bridges",
        "The s151 Officer",
        "The DPO",
        "The Friends representative, Ms Coe",
    ],
)
def test_an_office_has_many_forms(office: str) -> None:
    minutes = page(f"Councillor Ardern asked when it would open. {office} replied that it would be in May.")
    assert speakers(minutes, "responses") != [None]
    assert len(minutes.responses) == 1


def test_a_rank_tells_whose_it_is() -> None:
    minutes = page(
        "Chief Inspector Ida Moss gave an overview.",
        "Councillor Ardern asked about thefts. The Chief Inspector said that there were four.",
    )
    assert speakers(minutes, "responses") == ["Ida Moss"]


def test_letters_stand_for_an_office() -> None:
    minutes = page(
        "Mr Noel Pike, Data Protection Officer, spoke to his paper.",
        "Councillor Ardern asked how many there were. The DPO said nineteen.",
    )
    assert speakers(minutes, "responses") == ["Noel Pike"]


def test_an_office_that_is_no_longer_held_is_nobody_s() -> None:
    minutes = page(
        "The Mayor spoke of the former Mayor, Hal Coe, who had died.",
        "The Mayor said that he would be missed.",
    )
    assert speakers(minutes, "statements")[-1] != "Hal Coe"


def test_praise_answers_nothing() -> None:
    minutes = page(
        "Councillor Ardern asked if it was safe. The Bridge Manager said that it was. "
        "The Leader thanked the volunteers."
    )
    assert speakers(minutes, "statements") == ["Leader"]


def test_a_second_officer_adds_to_the_answer() -> None:
    minutes = page(
        "Councillor Ardern asked if it was safe. The Bridge Manager said that it was and the Clerk added "
        "that it had been tested."
    )
    assert speakers(minutes, "responses") == ["Bridge Manager", "Clerk"]


def test_an_answer_may_be_somebody_s_own() -> None:
    minutes = page("Councillor Ardern asked if it was safe. Mr Pike's response was that it had been tested.")
    assert speakers(minutes, "responses") == ["Pike"]


def test_an_answer_tells_of_its_question() -> None:
    minutes = page("Mr Pike answered a question about the handrail from Councillor Ardern.")
    assert speakers(minutes, "questions") == ["Ardern"]
    assert minutes.questions[0].text == "a question about the handrail from Councillor Ardern"
    assert speakers(minutes, "responses") == ["Pike"]


def test_when_pressed_goes_on_with_the_question_before() -> None:
    minutes = page("Councillor Ardern asked when it would open. When pressed, the Bridge Manager said May.")
    assert speakers(minutes, "questions") == ["Ardern"]
    assert minutes.responses[0].answers == (minutes.questions[0].id,)


def test_points_of_a_list_of_questions_ask() -> None:
    minutes = page(
        "Members' questions included:",
        "•  Whether it could be lit. Members heard that it could.\n•  How long it was. It was forty foot.",
    )
    assert speakers(minutes, "questions") == [None, None]
    assert [row.answers for row in minutes.responses] == [(row.id,) for row in minutes.questions]


def test_an_invitation_from_the_chair_says_nothing() -> None:
    assert page("The Chair invited Mr Pike to speak.").statements == ()


def test_the_reply_stands_in_the_next_paragraph() -> None:
    minutes = page(
        "Question 1: Councillor Ardern to the Leader",
        "When will it open?",
        "The Leader replied as follows:",
        "The works take six weeks.",
    )
    assert speakers(minutes, "questions") == ["Ardern"]
    assert minutes.responses[0].text.endswith("six weeks.")


@pytest.mark.parametrize("insert", [", a local resident,", ", on behalf of the Friends,", ", resident,"])
def test_who_somebody_is_may_stand_between_name_and_verb(insert: str) -> None:
    assert speakers(page(f"Mrs Coe{insert} spoke of the handrail."), "statements") == ["Coe"]


def test_the_present_tense_reports_too() -> None:
    minutes = page("Ms Coe discusses the plans. Mr Pike asks whether they are final. Ms Coe confirms they are.")
    assert speakers(minutes, "questions") == ["Pike"]
    assert speakers(minutes, "responses") == ["Coe"]


def test_a_question_in_one_point_of_a_list_does_not_go_on_over_the_next() -> None:
    found = parse(
        "1. Matters arising\n\na) Bins. The Chairman asked if anyone would help, and no one did.\n\n"
        "b) Lamp - this has been mended.\n\nc) Stile - this has gone.\n\n2. Next\n\nNone.\n"
    )
    assert ["Lamp" in q.text for q in found.questions] == [False]


def test_a_question_as_handed_in_is_all_that_stands_before_the_reply() -> None:
    found = parse(
        "Members Present: Councillors Ash, Birch and Cole.\n\n"
        "4. Question submitted by Councillor Ash\n\n"
        "I will ask at the next Meeting for that Ling County Council will mend the rail. Surveys have been done. "
        "This has been discussed before.\n\nREPLY:\n\nThe Council will do so this year.\n\n5. Next\n\nNone.\n"
    )
    assert [q.text.endswith("This has been discussed before.") for q in found.questions] == [True]
    assert [r.text for r in found.responses] == ["The Council will do so this year."]


def test_what_is_said_at_the_outset_stands_behind_the_roll() -> None:
    found = parse(
        "Present: Cllr A Quill (Chairman), Cllr B Thrale\n\n"
        "At the outset of the Meeting Councillor Thrale thanked the wardens for keeping the lanes clear.\n\n"
        "1. Minutes\n\nNone.\n\n2. Bins\n\nNone.\n"
    )
    assert [s.speaker_text for s in found.statements] == ["Councillor Thrale"]


def test_points_that_were_run_together_are_read_apart() -> None:
    found = parse(
        "Present: Cllr A Quill (Chairman), Mrs P Yarrow (Clerk)\n\n1. Report\n\n"
        "The lamp by the green has been reported to the county for the third time. • The chairman asked whether "
        "the stile had been mended. • The hedge along the lane to the school has been cut by the farmer who owns it "
        "this year, as was agreed. "
        "• The pond has been cleared of weed by the volunteers who meet there each month.\n\n2. Next\n\nNone.\n"
    )
    assert [q.text for q in found.questions] == ["The chairman asked whether the stile had been mended."]


def test_who_agrees_to_write_and_ask_asks_nothing_yet() -> None:
    found = parse(
        "Present: Cllr A Quill (Chairman), Mrs P Yarrow (Clerk)\n\n1. Report\n\n"
        "The Clerk agreed to write to the builder and ask for an update.\n\n2. Next\n\nNone.\n"
    )
    assert (len(found.questions), len(found.actions)) == (0, 1)


PARISH = "Brook Parish Council\n\nMinutes of the meeting held on 4 May 2021\n\n"
ROLL = "Present: Cllr A Ash (Chairman), Cllr B Birch, Cllr C Cole, Mrs D Dale (Clerk)\n\n"


def parish(*paragraphs: str, roll: str = ROLL) -> Minutes:
    return parse(PARISH + roll + "1. Matters arising\n\n" + "\n\n".join(paragraphs) + "\n")


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Cllr Birch had advised that the noticeboard was broken.", "B Birch"),
        ("Mr Poe was thanked by the Chairman for his work.", "A Ash"),
        ("Mr Poe was congratulated by Cllr Birch on his award.", "B Birch"),
        ("Concerns were raised by Cllr Cole over speeding on Mill Lane.", "C Cole"),
        ("Thanks were given to Mr Poe by the Chairman.", "A Ash"),
        ("According to the Clerk, three quotations had been obtained.", "D Dale"),
        ("Mrs Fane on behalf of the trustees thanked everyone for their help.", "Fane"),
        ("Cllr Cole – reported that the bridge was shut.", "C Cole"),
        ("In answer to Cllr Cole, the Clerk said that it cost £40.", "D Dale"),
        ("DD reported that the bridge was shut.", "D Dale"),
        ("Mr Smith of 4 Mill Lane complained about the hedge.", "Smith"),
    ],
)
def test_a_statement_has_many_wordings(words: str, speaker: str) -> None:
    minutes = parish(words)
    assert [s.text for s in minutes.statements] == [words]
    assert speakers(minutes, "statements") == [speaker]


@pytest.mark.parametrize("words", ["A question from Cllr Birch about the cost", "Cllr Birch's question about the cost"])
def test_a_question_may_be_reported_by_who_answered_it(words: str) -> None:
    minutes = parish(f"{words} was answered by the Clerk, who said that it was £40.")
    assert [q.text for q in minutes.questions] == [words]
    assert speakers(minutes, "questions") == ["B Birch"]
    assert speakers(minutes, "responses") == ["D Dale"]


def test_the_speaker_may_stand_behind_the_quotation() -> None:
    minutes = parish('"When will the road be mended?" asked Mr Poe. "In June," replied Cllr Birch.')
    assert speakers(minutes, "questions") == ["Poe"]
    assert speakers(minutes, "responses") == ["B Birch"]


def test_words_of_an_office_that_two_hold_are_kept_without_a_speaker() -> None:
    roll = "Present: Cllr A Ash\n\nIn attendance: Ms P Roe (Senior Engineer), Mr Q Sand (Senior Engineer)\n\n"
    minutes = parish("The Senior Engineer stated that the bridge was shut.", roll=roll)
    assert [(s.speaker, s.speaker_text) for s in minutes.statements] == [(None, "The Senior Engineer")]


def test_an_office_is_held_by_who_is_at_the_meeting() -> None:
    roll = "Present: Cllr A Ash\n\nIn attendance: Ms P Roe (Town Clerk)\n\nApologies: Mr Q Sand (Town Clerk)\n\n"
    assert speakers(parish("The Town Clerk said that it was shut.", roll=roll), "statements") == ["P Roe"]


def test_a_list_of_persons_gives_nobody_the_office_before() -> None:
    minutes = parish("The Chairman, Cllr Birch and Mr Poe had met.", "The Chairman said that the bridge was shut.")
    assert speakers(minutes, "statements") == ["A Ash"]
    assert [a.role for a in minutes.attendees if a.name == "B Birch"] == [None]


def test_who_speaks_before_the_first_item_is_heard() -> None:
    roll = ROLL + "At the outset of the meeting, Cllr Ash welcomed everyone. She also thanked the volunteers.\n\n"
    assert [s.text for s in parish("Nothing.", roll=roll).statements] == [
        "At the outset of the meeting, Cllr Ash welcomed everyone. She also thanked the volunteers."
    ]


@pytest.mark.parametrize("words", ["bought a strimmer", "mended the gate", "had agreed to help", "inspected the pump"])
def test_what_is_done_without_a_word_is_no_statement(words: str) -> None:
    assert parish(f"Cllr Birch {words}.").statements == ()


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The Lettings Officer, Property Services advised that it was let.", "Lettings Officer, Property Services"),
        ("Cllr Ash opened the meeting by welcoming everyone.", "A Ash"),
        ("The Chairman thanked Mr Poe for the presentation and opened the floor to questions.", "A Ash"),
        ("Cllr Birch said that the hedge was overgrown and proposed that it be cut.", "B Birch"),
        ("Cllr Birch had concerns about the path.", "B Birch"),
        ("The Acting Superintendent outlined the plans for the district.", "Acting Superintendent"),
        ("The Clerk provided an overview of the accounts.", "D Dale"),
        ("Tree Warden: Mr Poe reported that two ash trees had been felled.", "Poe"),
        ("Jane Roe (County Councillor) reported that the budget was tight.", "Jane Roe"),
        ("The bus shelter was brought up by Cllr Cole.", "C Cole"),
    ],
)
def test_a_statement_is_one_whatever_else_its_sentence_does(words: str, speaker: str) -> None:
    minutes = parish(words)
    assert [s.text for s in minutes.statements] == [words]
    assert speakers(minutes, "statements") == [speaker]


def test_who_speaks_on_after_a_list_of_headings_is_the_presenter() -> None:
    minutes = parish(
        "The Senior Officer, Economic Development gave a presentation under these headings:",
        "• Works.",
        "• Cost.",
        "He stated that it would open in May.",
    )
    assert speakers(minutes, "statements") == ["Senior Officer, Economic Development"]


def test_an_unnamed_resident_who_speaks_again_is_not_the_officer_who_answered() -> None:
    minutes = parish("A resident asked when it would open. The Clerk said in May. The resident asked why it was shut.")
    assert speakers(minutes, "questions") == [None, None]


COUNCIL = """Oldquay Parish Council
Minutes of the meeting held on Monday 4 March 2024

Present: Cllr A Ash (Chairman), Cllr B Birch, Mrs D Dale (Clerk), County Councillor R Hale

1. Apologies
There were none.

2. {}
{}

3. Close
The meeting closed at 9 pm.
"""


def reported(title: str, *lines: str) -> list[tuple[str | None, str]]:
    """Who makes which statement under a title."""
    minutes = parse(COUNCIL.format(title, "\n\n".join(lines)))
    return list(zip(speakers(minutes, "statements"), (s.text for s in minutes.statements), strict=True))


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Chairman's Report", "A Ash"),
        ("CHAIRMAN'S REPORT", "A Ash"),
        ("Chairman’s Announcements:", "A Ash"),
        ("To receive the Clerk's report and correspondence", "D Dale"),
        ("Clerk Update", "D Dale"),
        ("COUNTY COUNCILLOR'S REPORT", "R Hale"),
        ("Report from Cllr Birch", "B Birch"),
        ("Footpaths report (Cllr B Birch)", "B Birch"),
        ("Highways update - Cllr Birch", "B Birch"),
    ],
)
def test_what_stands_under_the_heading_of_a_report_is_said_by_whose_it_is(title: str, speaker: str) -> None:
    words = "The new lamp in Mill Lane has been lit. Potholes continue to be filled."
    assert reported(title, words) == [(speaker, words)]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("To consider the Clerk's report", "The new lamp in Mill Lane has been lit."),
        ("Officer Reports", "The new lamp in Mill Lane has been lit."),
        ("Clerk's Report", "The report had been circulated before the meeting."),
        ("Clerk's Report", "None."),
        ("Clerk's Report", "Members discussed the lamp in Mill Lane at length."),
        ("Clerk's Report", "A suggestion was made that the lamp be painted green."),
        ("Clerk's Report", "Acceptance of the accounts was proposed by Cllr Birch, seconded by Cllr Ash and carried."),
        ("Councillor Vacancy", "Two letters have come and both are welcome to apply."),
    ],
)
def test_not_all_that_stands_under_a_report_is_told_by_the_reporter(title: str, line: str) -> None:
    assert reported(title, line) == []


def test_a_report_is_one_statement_and_each_point_of_a_list_one() -> None:
    first, second = "The lamp in Mill Lane has been lit.", "The hedge in Church Road has been cut."
    assert reported("Clerk's Report", first, second) == [("D Dale", f"{first}\n\n{second}")]
    assert reported("Clerk's Report", f"- {first}", f"- {second}") == [("D Dale", first), ("D Dale", second)]


def test_another_speaker_under_the_heading_of_a_report_speaks_for_himself() -> None:
    told, added = "The lamp in Mill Lane has been lit.", "Cllr Birch said that it was too bright."
    assert reported("Clerk's Report", told, added) == [("D Dale", told), ("B Birch", added)]


def test_the_next_line_within_an_item_ends_a_report_headed_by_a_line() -> None:
    lines = ("Clerk's Report", "The lamp in Mill Lane has been lit.", "Allotments", "Three plots are free this year.")
    assert reported("Reports", *lines) == [("D Dale", lines[1])]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Sgt Poe was welcomed to the meeting, she reported two thefts.", "Poe"),
        ("Members discussed the lamp and the Clerk explained that it was new.", "D Dale"),
        ("Cllr Birch took the Chair and welcomed everyone to the meeting.", "B Birch"),
        ("Ann Roe of Quay Trust gave an update on the crane.", "Ann Roe"),
        ("The County Councillor reported that the budget was tight.", "R Hale"),
        ("Cllr Birch in proposing the motion stated that it was unsafe.", "B Birch"),
        ("In support of the motion Cllr Birch highlighted the cost.", "B Birch"),
        ("The Director of Travel / Environment explained the plan.", "Director of Travel / Environment"),
        (
            "The Chief Officer, Oldquay Development Committee stated that it was law.",
            "Chief Officer, Oldquay Development Committee",
        ),
    ],
)
def test_a_statement_need_not_begin_its_sentence(words: str, speaker: str) -> None:
    assert reported("The quay", words) == [(speaker, words)]


@pytest.mark.parametrize(
    "words", ["Cllr Birch was informed that the grant had come.", "Mrs Ash is said to be arranging the fair."]
)
def test_who_is_told_something_says_nothing(words: str) -> None:
    assert reported("The quay", words) == []


def test_a_list_that_a_speaker_leads_in_is_his_though_it_names_him_again_or_asks() -> None:
    points = ("- Lamps - Cllr Birch said that two were out.", "- Verges", "- How are they paid for?")
    lead = "Cllr Birch reported on the following items:"
    assert reported("The quay", lead, *points) == [("B Birch", "\n\n".join((lead, *points)))]


@pytest.mark.parametrize(
    "words",
    [
        "A question was received from Mr Ardern concerning the handrail.",
        "A question was asked by Mr Ardern about the handrail.",
        "Questions had been submitted by Mr Ardern regarding the handrail.",
    ],
)
def test_a_question_in_the_passive_is_of_whom_it_names(words: str) -> None:
    minutes = page(words + " The Bridge Manager replied that it was sound.")
    assert speakers(minutes, "questions") == ["Ardern"]
    assert speakers(minutes, "responses") == ["Bridge Manager"]


def test_who_is_asked_answers_in_the_same_sentence() -> None:
    minutes = page("The Chair asked PC Ardern whether the gate was shut and he confirmed that it was.")
    assert speakers(minutes, "questions") == ["Chair"]
    assert [(r.text, list(r.answers)) for r in minutes.responses] == [("he confirmed that it was.", ["q1"])]
    assert speakers(minutes, "responses") == ["Ardern"]


def test_whom_somebody_asked_to_do_a_thing_is_given_a_task() -> None:
    minutes = page("PC Ardern was asked by Mr Bellis to watch the gate.")
    assert speakers(minutes, "questions") == []
    assert [a.text for a in minutes.actions] == ["PC Ardern was asked by Mr Bellis to watch the gate."]


def test_advice_that_had_been_sought_is_no_question() -> None:
    minutes = page("The Chairman had sought advice from the Bridge Manager and asked members to note it.")
    assert minutes.questions == ()


def test_a_line_that_leads_in_a_question_is_a_part_of_it() -> None:
    minutes = page(
        "Councillor Ardern asked the following question of the Mayor:",
        "What did the handrail cost?",
        "The Mayor replied that it had cost £40.",
    )
    assert [q.text.split()[-1] for q in minutes.questions] == ["cost?"]
    assert speakers(minutes, "questions") == ["Ardern"]
    assert [list(r.answers) for r in minutes.responses] == [["q1"]]


def test_a_label_and_a_name_go_before_a_question() -> None:
    minutes = page("Question: Councillor Ardern - has the handrail been painted? Answer: Yes, in May.")
    assert speakers(minutes, "questions") == ["Ardern"]


def test_who_begins_an_answer_under_its_label_gives_it() -> None:
    minutes = page("Q1 Why was the bridge shut?", "Response: The Bridge Manager advised that it was unsafe.")
    assert speakers(minutes, "responses") == ["Bridge Manager"]


def test_a_reply_that_stands_under_a_bare_head_ends_at_the_next_head() -> None:
    minutes = page(
        "Question 1 from Councillor Ardern to Councillor Bellis",
        "How many bridges are shut?",
        "Reply",
        "There are two.",
        "Supplementary question",
        "Councillor Ardern asked when they would open.",
    )
    assert speakers(minutes, "questions") == ["Ardern", "Ardern"]
    assert [(r.text, list(r.answers)) for r in minutes.responses] == [("There are two.", ["q1"])]


def test_surnames_of_the_roll_ask_and_answer_without_a_title() -> None:
    roll = "Present: Mayor Ardern, Council Members Bellis, Corrin and Dagg\n\n"
    minutes = parse(roll + "1. The footbridge\n\nBellis asked when it would open. Corrin said in May.\n\n2. Close\n")
    assert speakers(minutes, "questions") == ["Bellis"]
    assert speakers(minutes, "responses") == ["Corrin"]


def test_what_is_clarified_in_a_list_answers_the_question_before_it() -> None:
    minutes = page("In response to queries from Members, the following was clarified:", "• Plans were on show.")
    assert [r.answers for r in minutes.responses] == [(minutes.questions[0].id,)]
    assert minutes.responses[0].text.endswith("on show.")


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("CC Storey advised that the budget was tight.", "Storey"),
        ("The applicant, Erin Walsh, described the shed.", "Erin Walsh"),
        ("Ms Dee Roe, Quay Chamber commented that trade was slow.", "Dee Roe"),
    ],
)
def test_a_speaker_has_letters_an_office_or_a_body_beside_the_name(words: str, speaker: str) -> None:
    assert reported("The quay", words) == [(speaker, words)]


def test_each_point_of_a_list_that_nobody_leads_in_is_a_statement_of_its_own() -> None:
    points = ("a) Lamps - the Clerk advised that two were out.", "b) Verges - the Clerk informed Members of the rota.")
    assert reported("The quay", *points) == [("D Dale", points[0][3:]), ("D Dale", points[1][3:])]


def test_who_presents_his_report_goes_on_with_it_in_the_next_paragraph() -> None:
    lines = ("The Clerk took Members through the key points.", "Attendance is up and two tenants have joined.")
    assert reported("Clerk's Report", *lines) == [("D Dale", "\n\n".join(lines))]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The Chairman, in response, explained that it was new.", "A Ash"),
        ("Members heard from Cllr Birch that the lamp was out.", "B Birch"),
        ("Cllr Birch gave her report. The Parish Council had met ten times.", "B Birch"),
    ],
)
def test_a_statement_is_heard_through_the_body_too(words: str, speaker: str) -> None:
    assert reported("The quay", words) == [(speaker, words)]


def test_a_pronoun_under_the_heading_of_a_report_is_the_reporter_and_his_list_is_one() -> None:
    lines = ("The report had been circulated.", "He highlighted the following:", "- potholes", "- Schools remain full.")
    assert reported("County Councillor's report", *lines) == [("R Hale", "\n\n".join(lines[1:]))]


def test_the_chairman_of_the_council_is_the_chairman_where_no_other_is() -> None:
    minutes = parse(
        COUNCIL.replace("(Chairman)", "(Chairman of the Parish Council)").format("Quay", "The Chairman spoke.")
    )
    assert speakers(minutes, "statements") == ["A Ash"]


def test_fields_tell_who_asks_and_who_answers() -> None:
    minutes = page(
        "Asked by: Councillor Ardern",
        "Answered by: Councillor Bellis",
        "Question: When will the bridge open?",
        "Answer: In May.",
    )
    assert speakers(minutes, "questions") == ["Ardern"]
    assert [list(r.answers) for r in minutes.responses] == [["q1"]]


def test_who_is_to_ask_is_given_no_task() -> None:
    minutes = page("Councillor Ardern to ask Councillor Bellis:", "When will the bridge open?")
    assert minutes.actions == ()


@pytest.mark.parametrize(
    "words",
    [
        "Councillor Ardern wanted clarification regarding the handrail.",
        "Q (Councillor Ardern): Who paid for the handrail?",
        "Ann Ardern, Mill Street, asked who had paid for the handrail.",
    ],
)
def test_a_question_is_asked_in_these_ways_too(words: str) -> None:
    minutes = page(words + " The Bridge Manager said that the Council had.")
    assert [(name or "").split()[-1] for name in speakers(minutes, "questions")] == ["Ardern"]


def test_a_reply_may_stand_behind_a_dash() -> None:
    minutes = page("Councillor Ardern - Is the bridge open? Reply - No.")
    assert [(r.text, list(r.answers)) for r in minutes.responses] == [("No.", ["q1"])]


def test_what_is_asked_to_be_done_is_no_question_in_any_dialect() -> None:
    words = "Mr Poe expressed concern about the shade and asked that the top storey be set back."
    minutes = parse(COUNCIL.format("The quay", words), dialect="northamerica")
    assert (minutes.questions, [s.text for s in minutes.statements]) == ((), [words])
