"""Actions: tasks of labels, of sentences and of decisions, whose they are and when they are due."""

from __future__ import annotations

import pytest

import minutes_cli

PAGE = """Oldquay Parish Council
Minutes of the meeting held on Monday 4 March 2024

Present: Cllr Ann Poole (Chair), Cllr Tom Tooley
In attendance: Sue Hart (Clerk)

1. Apologies
There were none.

2. The quay
{}

3. Close
The meeting closed at 9 pm.
"""


def tasks(words: str) -> list[tuple[str | None, str | None]]:
    """The owner's words and the due words of each task."""
    return [(row.owner_text, row.due_text) for row in minutes_cli.parse(PAGE.format(words)).actions]


@pytest.mark.parametrize(
    ("words", "owner", "due"),
    [
        ("ACTION: Clerk to write to the owner by 31 May.", "Clerk", "by 31 May"),
        ("Clerk to chase the plumber.", "Clerk", None),
        (
            "The Clerk was asked to obtain quotes before the next meeting.",
            "The Clerk",
            "before the next meeting",
        ),
        (
            "Cllr Tooley will liaise with the school within five working days.",
            "Cllr Tooley",
            "within five working days",
        ),
        ("It was agreed that Cllr Tooley would meet the tenant next week.", "Cllr Tooley", "next week"),
        ("Councillors were asked to send ideas to the Clerk.", "Councillors", None),
        ("The tap drips – the Clerk will contact the plumber.", "the Clerk", None),
        ("The bin was full when the lorry came on Friday – the Clerk to write to the depot.", "the Clerk", None),
        ("Cllr Poole queried the rota, Cllr Tooley will survey the moorings.", "Cllr Tooley", None),
        ("It was agreed by Cllr Tooley to supply the dates.", "Cllr Tooley", None),
        ("It was resolved that the Clerk be asked to write to the depot.", "the Clerk", None),
        ("Cllr Tooley plus the Clerk will meet the bank.", "Cllr Tooley plus the Clerk", None),
        ("The Council directed the Clerk to obtain quotes.", "the Clerk", None),
        ("The Clerk was tasked with finding a plumber.", "The Clerk", None),
        ("Clerk instructed to write to the depot.", "Clerk", None),
        ("Cllr Tooley to be asked to mend the gate.", "Cllr Tooley", None),
        ("Cllr Tooley has agreed to paint the railings.", "Cllr Tooley", None),
        ("Posters to be put up by the Clerk.", "the Clerk", None),
        ("Chair/Clerk to review the policy.", "Chair/Clerk", None),
        ("Tom to inspect the steps.", "Tom", None),
        ("Highways need contacting again.", None, None),
        ("Cllr Tooley took an action to circulate the chart.", "Cllr Tooley", None),
        ("It was remitted to the Clerk to write to the depot.", "the Clerk", None),
    ],
)
def test_a_task_has_its_owner_and_its_date(words: str, owner: str, due: str | None) -> None:
    assert tasks(words) == [(owner, due)]


@pytest.mark.parametrize(
    "words",
    [
        "ACTION: None",
        "The county will mend the road in June.",
        "Cllr Tooley said that the school would close.",
        "It was agreed that the bench should stay.",
        "Cllr Tooley would like to see more boats.",
        "It was agreed that changes could be made later.",
        "To approve the payments to be made.",
        "There are three places that will be monitored.",
        "The trustees will then meet.",
        "The Council was asked to consider a new crane.",
        "Members were asked to note the report.",
    ],
)
def test_what_nobody_is_given_is_no_task(words: str) -> None:
    assert tasks(words) == []


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by 5 May 2025", "2025-05-05"),
        ("by 12 April", "2024-04-12"),
        ("by 12 January", "2025-01-12"),
        ("by the end of March", None),
    ],
)
def test_a_full_date_is_given_as_one(words: str, due: str | None) -> None:
    found = minutes_cli.parse(PAGE.format(f"ACTION: Clerk to write to the owner {words}.")).actions
    assert [row.due for row in found] == [due]


def test_an_owner_is_a_person_of_the_roll() -> None:
    found = minutes_cli.parse(PAGE.format("ACTION: Clerk to write to the owner."))
    names = {row.id: row.name for row in found.attendees}
    assert [names[row.owner or ""] for row in found.actions] == ["Sue Hart"]


@pytest.mark.parametrize(
    ("words", "name"),
    [("Chair/Clerk to review the policy.", "Ann Poole"), ("TT to sweep the steps.", "Tom Tooley")],
)
def test_initials_and_offices_mean_persons_of_the_roll(words: str, name: str) -> None:
    found = minutes_cli.parse(PAGE.format(words))
    names = {row.id: row.name for row in found.attendees}
    assert [names[row.owner or ""] for row in found.actions] == [name]


def test_each_part_of_a_run_on_is_a_task_of_its_own() -> None:
    found = minutes_cli.parse(PAGE.format("The tap drips - Clerk to call a plumber; Cllr Tooley to turn it off."))
    assert [row.text for row in found.actions] == ["Clerk to call a plumber", "Cllr Tooley to turn it off."]


@pytest.mark.parametrize(
    ("words", "task", "owner"),
    [
        ("The tap drips. Action: TT", "The tap drips.", "TT"),
        ("The tap drips.\nACTION: TT/SH", "The tap drips.", "TT/SH"),
        ("The tap drips. [Action: Clerk]", "The tap drips.", "Clerk"),
        ("The tap drips. (Action – Tom)", "The tap drips.", "Tom"),
        ("Action point 3: Clerk to order salt.", "Clerk to order salt.", "Clerk"),
        ("(Clerk to order salt)", "Clerk to order salt", "Clerk"),
        ("Next steps: Tom will draft a poster.", "Next steps: Tom will draft a poster.", "Tom"),
    ],
)
def test_a_label_may_stand_in_many_ways(words: str, task: str, owner: str) -> None:
    found = minutes_cli.parse(PAGE.format(words)).actions
    assert [(row.text, row.owner_text) for row in found] == [(task, owner)]


@pytest.mark.parametrize(
    "words",
    [
        "Action: none required",
        "No further action required.",
        "Clerk to chase the bank - done.",
        "Actions:\n- Clerk to chase the bank (completed)",
        "Background: Cllr Tooley will report on the moorings.",
        "The Council noted the payments to be made.",
    ],
)
def test_what_is_done_or_was_written_before_is_no_task(words: str) -> None:
    assert tasks(words) == []


def test_a_date_that_is_to_be_arranged_is_no_task() -> None:
    page = PAGE.replace("2. The quay", "2. Date of next meeting")
    assert minutes_cli.parse(page.format("To be arranged.")).actions == ()


def test_a_comma_between_two_sentences_parts_the_task_from_what_is_told() -> None:
    words = "The hedge is too high, this will be reported to the owner."
    assert [row.text for row in minutes_cli.parse(PAGE.format(words)).actions] == [
        "this will be reported to the owner."
    ]


def test_an_undertaking_is_no_statement() -> None:
    assert minutes_cli.parse(PAGE.format("Cllr Tooley will liaise with the school.")).statements == ()


def test_each_clause_of_a_run_in_list_is_a_task_of_its_own() -> None:
    words = "It was agreed that: a) the Clerk would write; and b) Cllr Tooley would visit the quay."
    assert [owner for owner, _ in tasks(words)] == ["the Clerk", "Cllr Tooley"]


def test_a_first_name_means_the_only_person_who_has_it() -> None:
    page = PAGE.format("Action items:\n\n- Sue: circulate the accounts\n- Tom to ask the harbour master")
    minutes = minutes_cli.parse(page)
    names = {a.id: a.name for a in minutes.attendees}
    assert [names.get(row.owner or "") for row in minutes.actions] == ["Sue Hart", "Tom Tooley"]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("Bus shelter – clerk to contact the owner.", "clerk"),
        ("Verges – chairman is to contact the Borough Council.", "chairman"),
        ("It was agreed for the Clerk to write to the owner.", "the Clerk"),
        ("The Clerk needs to chase the insurer.", "The Clerk"),
        ("Members discussed the crane and Cllr Tooley undertook to speak to the dealer.", "Cllr Tooley"),
        ("Cllr Tooley agreed to obtain a price.", "Cllr Tooley"),
    ],
)
def test_a_task_is_given_in_telegrams_and_undertakings(words: str, owner: str) -> None:
    assert tasks(words) == [(owner, None)]


@pytest.mark.parametrize(
    "closing", ["This action was completed.", "Done.", "Completed.", "This has been actioned.", "Action complete."]
)
def test_the_next_sentence_may_close_a_task(closing: str) -> None:
    assert tasks(f"The Clerk was asked to write to the owner. {closing}") == []
    assert tasks("The Clerk was asked to write to the owner. Ongoing.") == [("The Clerk", None)]


def test_money_that_is_to_be_provided_is_nobodys_task() -> None:
    assert tasks("It was agreed that funding of £500 be provided for the quay.") == []


def test_what_one_says_and_another_is_asked_to_do_are_both_told() -> None:
    words = "The Chair reported that the list was being compiled and Councillors were requested to supply a photograph."
    minutes = minutes_cli.parse(PAGE.format(words))
    assert [row.owner_text for row in minutes.actions] == ["Councillors"]
    assert [row.text for row in minutes.statements] == [words]


def test_what_another_undertakes_in_a_paragraph_of_his_own_accepts_no_request() -> None:
    words = "The Chair requested that the plan be sent out.\n\nCllr Tooley offered to attend the launch."
    assert tasks(words) == [("Cllr Tooley", None)]


def test_an_answer_behind_its_label_gives_nobody_a_task() -> None:
    assert tasks("Question 1 from Mr Poe:\n\nWhen will it open?\n\nREPLY: The letter will be sent in May.") == []


def test_a_plan_that_somebody_reports_is_no_task_and_what_he_will_send_is_one() -> None:
    assert tasks("Cllr Tooley reported that the crane had failed. The crane will be mended.") == []
    assert tasks("Cllr Tooley reported that the crane had failed. The bill will be circulated.") == [(None, None)]
    assert tasks("The hall was discussed and it was agreed to contact the owner to ask if it was free.") == [
        (None, None)
    ]


def test_what_a_body_is_happy_with_is_no_task() -> None:
    assert tasks("The Parish Council is happy to endorse the planting of trees.") == []


def test_what_is_left_for_the_next_meeting_is_a_task_behind_an_answer_too() -> None:
    words = "Cllr Poole asked if it was dear. Cllr Tooley replied that it was. To be discussed at the next meeting."
    assert tasks(words) == [(None, "at the next meeting")]


def test_the_points_of_an_agreement_are_tasks_of_whom_they_name_in_brackets_and_due_as_its_lead_says() -> None:
    words = (
        "It was agreed that the following items would be arranged for the next meeting:\n\n"
        "- The owner would be invited to attend.\n- Update on the moorings (Cllr Tooley).\n"
        "- Rota to be drafted (Clerk)."
    )
    assert tasks(words) == [
        (None, "for the next meeting"),
        ("Cllr Tooley", "for the next meeting"),
        ("Clerk", "for the next meeting"),
    ]


def test_owners_in_the_margin_have_titles_initials_and_company() -> None:
    lines = [
        ("The lamp in Mill Lane was out and would be reported to the county again.", "Cllr. T. Tooley"),
        ("The hedge in Church Road was overgrown and the owner had been told of it.", "Cllr. A. Poole/Clerk"),
        ("A letter of thanks from the school had been received and was read aloud.", "Cllrs. A. Poole & T. Tooley"),
    ]
    assert [owner for owner, _ in tasks("\n".join(f"{words:<85}{owner}" for words, owner in lines))] == [
        owner for _, owner in lines
    ]


def test_what_is_left_with_somebody_is_a_task_and_no_statement() -> None:
    assert tasks("The crane was discussed and left as it was. This was left with the Clerk.") == [("the Clerk", None)]
    minutes = minutes_cli.parse(PAGE.format("The Clerk confirmed that she would chase the bank."))
    assert (len(minutes.actions), len(minutes.statements)) == (1, 0)


def test_what_another_takes_on_behind_a_report_is_a_task_beside_it() -> None:
    words = "The Clerk advised that the crane needs checks and Cllr Tooley agreed to take this on."
    minutes = minutes_cli.parse(PAGE.format(words))
    assert [row.owner_text for row in minutes.actions] == ["Cllr Tooley"]
    assert [row.text for row in minutes.statements] == [words]
