"""Motions and amendments: who moved, who seconded, what became of them, and where their wording stands."""

from __future__ import annotations

import pytest
from duck_pond import named, read

import minutes_cli


def moved(*paragraphs: str) -> list[tuple[str | None, str | None, str | None]]:
    """The mover's name, the seconder's name and the outcome of each motion."""
    minutes = read(*paragraphs)
    names = named(minutes)
    return [(names.get(m.moved_by), names.get(m.seconded_by), m.outcome) for m in minutes.motions]


BOTH = [
    "It was moved by Councillor Wren, seconded by Councillor Finch, that the pond be dredged.",
    "It was proposed by Councillor Wren and seconded by Councillor Finch that the pond be dredged.",
    "It was moved by Councillor Wren and duly seconded by Councillor Finch that the pond be dredged.",
    "Councillor Wren moved and Councillor Finch seconded that the pond be dredged.",
    "Councillor Wren moved, and Councillor Finch seconded, that the pond be dredged.",
    "Councillor Wren proposed that the pond be dredged. Councillor Finch seconded this.",
    "Councillor Wren proposed that the pond be dredged. This was seconded by Councillor Finch.",
    "Councillor Wren proposed that the pond be dredged, seconded by Councillor Finch.",
    "Councillor Wren moved the recommendations in the report. Councillor Finch seconded.",
    "Cllr Wren proposed acceptance of the quotation, seconded by Cllr Finch",
    "On the proposal of Councillor Wren, seconded by Councillor Finch, the pond will be dredged.",
    "On a motion by Councillor Wren, seconded by Councillor Finch, the pond will be dredged.",
    "Moved by Councillor Wren, seconded by Councillor Finch that the pond be dredged.",
    "Motion moved by Councillor Wren and seconded by Councillor Finch.",
    "A proposal was made by Cllr Wren to dredge the pond. The proposal was seconded by Cllr Finch.",
    "Councillor Wren made the motion to dredge the pond. Councillor Finch seconded the motion.",
    "The accounts were moved as correct by Councillor Wren and Councillor Finch.",
    "These were moved as correct by Councillor Wren, seconded by Councillor Finch.",
    "The pond was dredged (proposed Cllr Wren, seconded Cllr Finch).",
    "The minutes were proposed for approval by Cllr Wren, seconded by Cllr Finch.",
    "Proposed: Cllr Wren. Seconded: Cllr Finch.",
    "Proposed – Cllr Wren Seconded – Cllr Finch",
    "Proposed by Cllr Wren and seconded by Cllr Finch",
    "Proposer: Cllr Wren. Seconder: Cllr Finch.",
    "Prop Cllr Wren 2nd Cllr Finch",
    "Cllr Wren proposed, Cllr Finch seconded.",
    "Councillor Wren, seconded by Councillor Finch, moved that the pond be dredged.",
    "Motion by Director Wren, second by Director Finch, to dredge the pond.",
    "MOVED Cr Wren SECONDED Cr Finch",
    "Having been proposed by Councillor Wren and seconded by Councillor Finch it was agreed.",
    "It was resolved to dredge the pond. Proposed Cllr Wren, seconded Cllr Finch.",
    "Councillor Wren spoke first. She moved the report, which was seconded by Councillor Finch.",
    "Councillor Wren thanked all. He proposed approval, and Councillor Finch seconded the proposal.",
    "M/S Wren/Finch to dredge the pond.",
    "MSC (Wren/Finch) to dredge the pond.",
    "MSP: Wren / Finch to dredge the pond.",
    "M/S/C Wren, 2nd Finch, to dredge the pond.",
    "Motion: Wren Second: Finch",
    "1st: Cllr Wren 2nd: Cllr Finch",
    "Motion to dredge the pond by Councillor Wren, seconded by Councillor Finch.",
    "Motion to dredge the pond made by Councillor Wren and seconded by Councillor Finch.",
    "Moved by Councillor Wren and supported by Councillor Finch to dredge the pond.",
    "Motion by Wren, support by Finch, to dredge the pond.",
    "Councillor Wren motioned to dredge the pond, seconded by Councillor Finch.",
    "Councillor Wren presented the report and moved the recommendations, which were seconded by Councillor Finch.",
    "A motion to dredge the pond was invited. So moved by Councillor Wren, second by Councillor Finch.",
    "M/S/C Wren / Finch that the pond be dredged.",
    "Moved/Seconded: Wren/Finch that the pond be dredged.",
    "The report was moved and seconded by Councillors Wren and Finch.",
    "Amendment by Councillor Wren, seconded by Councillor Finch, to drain the pond.",
    "It was moved (Councillor Wren) and seconded (Councillor Finch) that the pond be dredged.",
    "Cllr Coot was proposed as Chair by Cllr Wren and seconded by Cllr Finch.",
    "The motion was proposed by Councillor Wren. Councillor Finch seconded it.",
    "Resolved: to dredge the pond. (Prop. Cllr Wren; Sec. Cllr Finch)",
]


@pytest.mark.parametrize("paragraph", BOTH)
def test_mover_and_seconder_are_found_in_every_wording(paragraph: str) -> None:
    assert [row[:2] for row in moved(paragraph)] == [("Wren", "Finch")]


NOBODY = [
    "By motion duly made and seconded, the pond will be dredged.",
    "It was moved, seconded and carried that the pond be dredged.",
    "A motion to dredge the pond was proposed and seconded.",
]


@pytest.mark.parametrize("paragraph", NOBODY)
def test_a_motion_may_be_moved_by_nobody_in_particular(paragraph: str) -> None:
    assert [row[:2] for row in moved(paragraph)] == [(None, None)]


NONE = [
    "Councillor Wren moved to another seat.",
    "The Chair moved this item up the agenda.",
    "Councillor Wren proposed to speak to the farmer.",
    "The plans proposed by the developer were discussed.",
    "The Clerk had moved the bench.",
    "The 2nd Report of the Pond Committee was read.",
    "Proposed Changes to the Pond",
    "Councillor Wren asked whether the ducks could be moved by hand.",
    "At the last meeting it had been moved by Councillor Wren that the pond be drained.",
    "Councillor Wren said that the motion passed in May had been forgotten.",
]


@pytest.mark.parametrize("paragraph", NONE)
def test_what_only_sounds_like_a_motion_is_none(paragraph: str) -> None:
    assert moved(paragraph) == []


OUTCOMES = [
    ("The motion was put to the vote and carried.", "carried"),
    ("On being put to the vote the motion was CARRIED.", "carried"),
    ("The Chairman declared the motion carried.", "carried"),
    ("Carried.", "carried"),
    ("All in favour.", "carried"),
    ("CARRIED unanimously", "carried"),
    ("This was unanimously agreed.", "carried"),
    ("Motion Passed", "carried"),
    ("The motion was lost.", "lost"),
    ("The proposal therefore fell.", "lost"),
    ("The motion was not carried.", "lost"),
    ("The vote was defeated.", "lost"),
    ("The motion was declared to be LOST.", "lost"),
    ("The motion was defeated by 5 votes to 4.", "lost"),
    ("The motion was withdrawn.", "withdrawn"),
    ("Councillor Gull spoke at length.", None),
]


@pytest.mark.parametrize(("sentence", "outcome"), OUTCOMES)
def test_the_outcome_is_told_after_the_motion(sentence: str, outcome: str | None) -> None:
    motion = "It was moved by Councillor Wren, seconded by Councillor Finch, that the pond be dredged."
    assert moved(motion, sentence) == [("Wren", "Finch", outcome)]


SAME = [
    "It was moved by Councillor Wren, seconded by Councillor Finch and carried that the pond be dredged.",
    "It was moved by Cllr Wren, seconded by Cllr Finch and unanimously agreed that the pond be dredged.",
    "It was proposed by Cllr Wren, seconded by Cllr Finch, that the pond be dredged, and this was agreed.",
    "Cllr Wren proposed that the pond be dredged; Cllr Finch seconded; carried.",
    "Cllr Wren proposed that the pond be dredged, seconded by Cllr Finch, all in favour.",
    "Cllr Wren proposed dredging the pond. Seconded Cllr Finch, all agreed.",
]


@pytest.mark.parametrize("paragraph", SAME)
def test_the_outcome_may_stand_in_the_same_sentence(paragraph: str) -> None:
    assert moved(paragraph) == [("Wren", "Finch", "carried")]


def test_a_motion_without_a_seconder_is_not_carried_by_what_follows() -> None:
    paragraphs = (
        "Councillor Wren moved that the pond be drained. There was no seconder.",
        "It was then moved by Councillor Gull, seconded by Councillor Finch and",
        "RESOLVED – That the pond be dredged.",
    )
    assert moved(*paragraphs) == [("Wren", None, None), ("Gull", "Finch", "carried")]


def test_an_amendment_points_at_its_motion_and_falls_alone() -> None:
    minutes = read(
        "It was moved by Councillor Wren and seconded by Councillor Finch that the pond be dredged.",
        "An amendment was moved by Councillor Gull and seconded by Councillor Heron that it be drained.",
        "On being put to the vote the amendment was lost, four Members voting for it and six against.",
        "The substantive motion was put to the vote and was CARRIED by 7 votes to 3.",
    )
    first, second = minutes.motions
    assert (first.outcome, second.outcome, second.amends) == ("carried", "lost", first.id)
    assert [(v.motion, v.for_, v.against) for v in minutes.votes] == [(second.id, 4, 6), (first.id, 7, 3)]


def test_a_resolution_points_at_its_motion_and_carries_it() -> None:
    minutes = read(
        "It was moved by Councillor Wren, seconded by Councillor Finch and",
        "RESOLVED – That the pond be dredged.",
    )
    (motion,), (resolution,) = minutes.motions, minutes.resolutions
    assert (motion.outcome, resolution.motion, motion.text) == ("carried", motion.id, resolution.text)


def test_a_carried_motion_without_a_resolution_is_one() -> None:
    minutes = read("Cllr Wren moved, and Cllr Finch seconded, that the question be now put. The motion was carried.")
    (resolution,) = minutes.resolutions
    assert (resolution.rule, resolution.text) == ("carried_motion", minutes.motions[0].text)


WORDINGS = [
    ("Moved by Cllr Wren, seconded by Cllr Finch, that the pond be dredged.", "that the pond be dredged."),
    ("It was moved by Cllr Wren and seconded by Cllr Finch that the pond be dredged, and this was agreed.",
     "that the pond be dredged"),
    ("Cllr Wren proposed that the pond be dredged, seconded by Cllr Finch.", "that the pond be dredged"),
    ("Cllr Wren moved, seconded by Cllr Finch, “That the pond be dredged.”", "That the pond be dredged."),
    ("Cllr Wren moved to dredge the pond. Seconded by Cllr Finch.", "Cllr Wren moved to dredge the pond."),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "wording"), WORDINGS)
def test_the_span_is_the_wording_else_the_sentence(paragraph: str, wording: str) -> None:
    assert [m.text for m in read(paragraph).motions] == [wording]


def test_a_wording_set_off_below_its_lead_in_is_the_span() -> None:
    minutes = read(
        "Councillor Wren moved and Councillor Finch seconded the following motion:",
        "“This Council:\n\n1. loves its pond; and\n\n2. resolves to dredge it.”",
        "Councillor Gull spoke against it.",
    )
    (motion,) = minutes.motions
    assert motion.text.startswith("This Council")
    assert motion.text.endswith("to dredge it.")


def test_mover_and_seconder_on_lines_of_their_own_belong_to_the_quotation_below() -> None:
    minutes = read(
        "Proposed by Councillor Wren;",
        "Seconded by Councillor Finch;",
        "And Resolved:",
        "“That the pond be dredged before the\nnext fair.”",
    )
    (motion,) = minutes.motions
    assert motion.text == "That the pond be dredged before the\nnext fair."
    assert (motion.moved_by_text, motion.seconded_by_text) == ("Councillor Wren", "Councillor Finch")
    assert motion.outcome == "carried"


def test_a_notice_above_its_movers_is_the_wording() -> None:
    minutes = read(
        "I will move at the next Meeting that the pond be dredged.",
        "The motion was proposed by Councillor Wren and seconded by Councillor Finch.",
        "REPLY: The pond is dredged each year.",
    )
    assert [m.text for m in minutes.motions] == ["I will move at the next Meeting that the pond be dredged."]


def test_a_wording_in_one_voice_runs_over_several_paragraphs() -> None:
    minutes = read(
        "Councillor Wren moved and Councillor Finch seconded the following motion:",
        "This Council notes that its pond is low.",
        "This Council resolves to dredge it.",
        "Councillor Gull said that it was deep enough.",
    )
    (motion,) = minutes.motions
    assert motion.text == "This Council notes that its pond is low.\n\nThis Council resolves to dredge it."
    assert [s.text for s in minutes.statements] == ["Councillor Gull said that it was deep enough."]


def test_a_wording_in_the_agenda_is_that_of_the_motion_moved_below_it() -> None:
    minutes = minutes_cli.parse(
        "Agenda item\n\nNotice of Motion\n\nTo consider the following motion:\n\n"
        "“This Council loves its pond.”\n\n"
        "Minutes:\n\nCouncillor Wren moved the motion"
        ", which was seconded by Councillor Finch.\n"
    )
    assert [m.text for m in minutes.motions] == ["This Council loves its pond."]


def test_a_quoted_motion_of_an_earlier_meeting_is_none_of_this_one() -> None:
    assert moved(
        "The Clerk read out the minute: “It was moved by Councillor Wren, seconded by Councillor Finch, "
        "that the pond be drained. The motion was lost.”"
    ) == []  # fmt: skip


def test_a_motion_already_moved_is_only_spoken_of() -> None:
    assert moved(
        "It was moved by Councillor Wren, seconded by Councillor Finch, that the pond be dredged.",
        "In moving the motion Councillor Wren said that ducks need water.",
        "A vote was taken on the motion proposed by Councillor Wren and seconded by Councillor Finch.",
    ) == [("Wren", "Finch", None)]  # fmt: skip


def test_the_one_proposed_is_not_the_seconder() -> None:
    assert moved("Cllr Wren proposed Cllr Gull seconded by Cllr Finch.") == [("Wren", "Finch", None)]


@pytest.mark.parametrize(
    ("present", "letters"),
    [
        ("Cllr Paula Wren", "PW"),
        ("Cllr P. Wren", "P.W."),
        ("Cllr Paula Wren-Dabb", "PWD"),
        ("Cllr Paula Wren-Dabb", "PW"),
        ("Cllr PJ Wren", "PJW"),
        ("Cllr Paula van Wren", "PVW"),
        ("Cllr Paula van Wren", "PW"),
        ("Cllr Paula O'Wren", "PO"),
    ],
)
def test_letters_mean_the_only_person_whose_names_begin_with_them(present: str, letters: str) -> None:
    minutes = minutes_cli.parse(
        f"Duckwell Parish Council\n\nPresent: {present} (Chair), Cllr Roy Finch, Cllr Ada Gull\n\n"
        f"1. Pond\n\nThe pond will be dredged. Proposed {letters}, seconded RF.\n"
    )
    (motion,), names = minutes.motions, named(minutes)
    assert (names[motion.moved_by], names[motion.seconded_by]) == (present.removeprefix("Cllr "), "Roy Finch")


def test_reporting_a_motion_is_no_statement() -> None:
    minutes = read("It was moved by Councillor Wren, seconded by Councillor Finch, that the pond be dredged.")
    assert minutes.statements == ()
    assert [a.name for a in minutes.attendees] == ["Wren", "Finch"]


AGAINST_EACH_OTHER = [
    "On a vote being taken, 5 voted for the amendment and 9 for the motion, which was accordingly carried.",
    "Votes for the motion: 9\nVotes for the amendment: 5",
    "On a division, 9 Members voted for the motion and 5 for the amendment.",
]


@pytest.mark.parametrize("words", AGAINST_EACH_OTHER)
def test_a_vote_between_motion_and_amendment_settles_both(words: str) -> None:
    motion = "Councillor Wren, seconded by Councillor Finch, moved that the pond be dredged."
    amendment = "Councillor Coot, seconded by Councillor Rook, moved as an amendment that it be drained."
    assert [row[2] for row in moved(motion, amendment, words)] == ["carried", "lost"]


def test_a_motion_as_amended_is_not_the_motion_first_moved() -> None:
    rows = moved(
        "Councillor Wren, seconded by Councillor Finch, moved that the pond be dredged.",
        "Councillor Coot, seconded by Councillor Rook, moved an amendment that it be drained.",
        "The amendment was carried. The motion as amended was then put and was carried.",
    )
    assert [row[2] for row in rows] == [None, "carried"]


def wordings(*paragraphs: str) -> list[str]:
    """The words of each motion."""
    return [" ".join(motion.text.split()) for motion in read(*paragraphs).motions]


def test_a_wording_ends_before_the_vote_upon_it() -> None:
    words = "Councillor Wren proposed that Option C be supported, and on a show of hands this was carried."
    assert wordings(words) == ["that Option C be supported"]


def test_a_wording_includes_the_list_that_it_leads_in() -> None:
    lead = "Moved by Councillor Wren, seconded by Councillor Finch, that the following be approved:"
    (wording,) = wordings(lead, "(a) the dredging; and\n(b) the ducks.", "Carried")
    assert wording.endswith("(b) the ducks.")


def test_a_decision_is_the_wording_of_who_moved_it_behind_it() -> None:
    words = "The minutes of 11 April were approved. Proposed Cllr Wren, seconded Cllr Finch, all agreed."
    minutes = read(words)
    assert [m.text for m in minutes.motions] == ["The minutes of 11 April were approved."]
    assert [(r.decision, r.motion) for r in minutes.resolutions] == [("approved", minutes.motions[0].id)]


def test_the_words_of_a_decision_run_into_are_those_of_the_motion() -> None:
    lead = "It was moved by Councillor Wren, seconded by Councillor Finch and unanimously"
    assert wordings(lead, "RESOLVED: That the pond be dredged.") == ["That the pond be dredged."]


def test_who_makes_a_motion_makes_no_statement_by_it() -> None:
    assert not read("Ms Wren made a motion to adopt the policy; Mr Finch seconded.").statements


def test_an_election_carries_the_nomination_that_names_who_was_elected() -> None:
    rows = moved(
        "Councillor Wren nominated Councillor Coot. Councillor Finch seconded the nomination.",
        "Councillor Rook was nominated by Councillor Crane and seconded by Councillor Teal.",
        "Councillor Coot was duly elected Chairman.",
    )
    assert [row[2] for row in rows] == ["carried", None]


def test_the_participle_of_a_carried_motion_is_that_of_what_was_moved_to_be_done() -> None:
    lead = "It was moved by Councillor Wren, seconded by Councillor Finch and "
    words = ["carried to adopt the plan.", "agreed to adopt the plan."]
    assert [read(lead + rest).resolutions[0].decision for rest in words] == ["adopted", "agreed"]


def test_an_amendment_spoken_of_by_its_mover_is_not_moved_again() -> None:
    words = "A vote was taken on the amendment by Councillor Wren, seconded by Councillor Finch."
    assert moved(words) == []


def test_a_notice_that_is_only_seconded_is_moved_by_whom_the_title_names() -> None:
    found = minutes_cli.parse(
        "Members Present: Councillors Ash, Birch and Cole.\n\n"
        "7. Notice of Motion submitted by Councillor Ash\n\n"
        "I will move at the next Meeting that a shelter be built. People get wet.\n\n"
        "The Motion was seconded by Councillor Birch.\n\nREPLY:\n\nWe will look into it.\n\n"
        "8. Notice of Motion submitted by Councillor Cole\n\n"
        "I will move at the next Meeting that the lane be mended.\n\n"
        "The Motion was seconded by Councillor Birch.\n\n--- Page 3 ---\n\nREPLY:\n\nIt will.\n"
    )
    names = {a.id: a.name for a in found.attendees}
    assert [(names.get(m.moved_by or ""), names.get(m.seconded_by or "")) for m in found.motions] == [
        ("Ash", "Birch"),
        ("Cole", "Birch"),
    ]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("The Chair declared the proposal to dredge the pond as defeated.", "lost"),
        ("The Mayor declared the motion as carried.", "carried"),
        ("The Mayor declared the motion to be lost.", "lost"),
        ("Disposition: Carried", "carried"),
        ("Result: Lost", "lost"),
    ],
)
def test_the_result_may_be_declared_or_stand_behind_a_label(told: str, outcome: str) -> None:
    moving = "It was moved by Councillor Wren, seconded by Councillor Finch, that the pond be dredged."
    assert moved(moving, told) == [("Wren", "Finch", outcome)]


def test_a_numbered_resolution_has_the_wording_below_who_moved_it() -> None:
    rows = "Resolution 2024-{}\nMoved by: Wren\nSeconded by: Finch\n{}\n{}"
    minutes = read(
        rows.format(114, "BE IT RESOLVED THAT Council dredge the pond.", "Defeated"),
        rows.format(115, "That the duck house be painted.", "Carried"),
    )
    found = [(" ".join(m.text.split()), m.outcome) for m in minutes.motions]
    assert found == [
        ("BE IT RESOLVED THAT Council dredge the pond.", "lost"),
        ("That the duck house be painted.", "carried"),
    ]
    assert [r.text for r in minutes.resolutions] == ["That the duck house be painted."]


def test_who_moved_may_stand_before_the_decision() -> None:
    minutes = read("Proposed Cllr Wren, seconded Cllr Finch, all in favour. The minutes were signed as a true record.")
    assert [(r.decision, r.motion) for r in minutes.resolutions] == [("signed", minutes.motions[0].id)]


@pytest.mark.parametrize("label", ["Motion/Second: Wren/Finch", "Mover/Seconder: Wren/Finch"])
def test_mover_and_seconder_share_a_label(label: str) -> None:
    assert moved(label, "Motion carried.") == [("Wren", "Finch", "carried")]


def test_a_result_that_recurs_at_the_ends_of_pages_is_no_running_head() -> None:
    page = "Proposed – Cllr Wren Seconded – Cllr Finch\n\n'That the pond be dredged'\n\nAll in favour\n\nPage {}\n\n"
    minutes = read(page.format(18), page.format(19), "It rained.")
    assert [m.outcome for m in minutes.motions] == ["carried", "carried"]
    assert [v.unanimous for v in minutes.votes] == [True, True]


def test_a_quotation_whose_marks_are_printed_alike_ends() -> None:
    first = "Cllr Wren proposed that the sign say “Mind the “ducks“ here“, seconded by Cllr Finch. Carried"
    assert len(moved(first, "Cllr Wren proposed that the pond be dredged, seconded by Cllr Finch. Carried")) == 2


def test_a_motion_of_no_change_may_be_declared_defeated_by_its_mover_s_name() -> None:
    first = "Councillor Wren proposed no change in the toll. This proposal was seconded by Councillor Finch."
    told = "The Mayor declared the proposal from Councillor Wren defeated."
    assert moved(first, told) == [("Wren", "Finch", "lost")]


ROLL = "Duckwell Board\n\nPresent: Director Ann Wren, Director Roy Finch, Director Ada Gull\n\n1. Pond\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Wren moved, Finch seconded, to dredge the pond.",
        "MOTION: Wren moved to dredge the pond. SECOND: Finch.",
        "Motion to dredge the pond (Wren/Finch) - passes.",
        "The accounts were approved (Wren, 2nd Finch).",
        "AW moved to dredge the pond and RF seconded.",
    ],
)
def test_a_surname_or_letters_may_move_where_somebody_has_them(sentence: str) -> None:
    minutes = minutes_cli.parse(ROLL + sentence + "\n")
    names = named(minutes)
    assert [(names[m.moved_by], names[m.seconded_by]) for m in minutes.motions] == [("Ann Wren", "Roy Finch")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Residents moved, and ducks seconded, to the far bank.",
        "The report was approved (Yes/No).",
        "Motion to accept the report by the Treasurer.",
        "Wren spoke of the pond, supported by Finch.",
        "Wren moved to the far bank.",
    ],
)
def test_what_names_nobody_or_moves_nothing_is_no_motion(sentence: str) -> None:
    assert minutes_cli.parse(ROLL + sentence + "\n").motions == ()


def test_conditions_may_stand_between_a_motion_and_its_seconder() -> None:
    lines = "Director Wren moved to dredge the pond on these conditions:\n\n- Ducks are moved.\n- Reeds are cut."
    (motion,) = read(lines, "Seconded by Director Finch. Motion carried.").motions
    assert motion.text.startswith("Director Wren moved to")
    assert motion.text.endswith("Reeds are cut.")
    assert (motion.seconded_by_text, motion.outcome) == ("Director Finch", "carried")


def test_the_next_sentence_may_tell_that_what_was_moved_was_approved() -> None:
    minutes = read(
        "Councillor Wren proposed that the budget be adopted, Councillor Finch seconded. The budget was approved."
    )
    assert [m.outcome for m in minutes.motions] == ["carried"]
    assert [(r.text, r.motion) for r in minutes.resolutions] == [("The budget was approved.", minutes.motions[0].id)]


def test_letters_tell_that_a_motion_was_carried_too() -> None:
    outcomes = [
        read(f"{words} Wren/Finch to dredge the pond.").motions[0].outcome for words in ("M/S", "M/S/C", "MSC:")
    ]
    assert outcomes == [None, "carried", "carried"]


@pytest.mark.parametrize("words", ["died for lack of a second", "failed for want of a seconder"])
def test_a_motion_that_nobody_seconds_is_lost(words: str) -> None:
    assert moved(f"Councillor Wren moved that the pond be dredged. The motion {words}.") == [("Wren", None, "lost")]


@pytest.mark.parametrize(
    ("motion", "participle"),
    [
        ("On the proposal of Cllr Wren, seconded by Cllr Finch, the minutes of the meeting held on 4 May were adopted.",
         "adopted"),
        ("On a motion by Cllr Wren, seconded by Cllr Finch, the Board voted 5-0 to accept the audit.", "accepted"),
        ("A motion was made by Cllr Wren and seconded by Cllr Finch to dredge the pond. Carried.", "dredged"),
        ("Cllr Wren moved approval of the survey, seconded by Cllr Finch. Carried.", "approved"),
        ("Cllr Wren moved adoption of the plan, seconded by Cllr Finch. Carried.", "adopted"),
        ("Cllr Wren moved for deferral of the plan, seconded by Cllr Finch. Carried.", "deferred"),
    ],
)  # fmt: skip
def test_what_was_moved_and_carried_has_its_own_participle(motion: str, participle: str) -> None:
    assert [r.decision for r in read(motion).resolutions] == [participle]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Proposed by Cllr Wren,", "Seconded by Cllr Finch; and resolved:", '"That the pond be dredged.'),
        ("Proposed by Cllr Wren, seconded by Cllr Finch", '"That the pond be dredged."'),
        ("Cllr Wren moved the following motion:", "“That the pond be dredged.", "Cllr Finch seconded the motion."),
        ("Motion: That the pond be dredged.", "Proposed: Cllr Wren", "Seconded: Cllr Finch"),
        ("That the pond be dredged.", "Prop: Cllr Wren Sec: Cllr Finch Vote: Unan."),
    ],
)
def test_a_wording_ends_before_what_is_told_of_it(paragraphs: tuple[str, ...]) -> None:
    (motion,) = read(*paragraphs).motions
    assert (motion.text.rstrip("."), motion.seconded_by_text) == ("That the pond be dredged", "Cllr Finch")


def test_a_wording_ends_before_the_words_that_nobody_seconded_it() -> None:
    (motion,) = read("Cllr Wren moved that the pond be dredged; there was no seconder so the motion fell.").motions
    assert (motion.text, motion.outcome) == ("that the pond be dredged", "lost")


def test_a_wording_above_belongs_to_the_first_who_moved_below_it() -> None:
    below = "On the proposal of Councillor {}, seconded by Councillor Finch, the Recommendation was agreed."
    minutes = read("“That the pond be dredged.", below.format("Wren"), "“That the reeds be cut.", below.format("Gull"))
    assert [m.text for m in minutes.motions] == ["That the pond be dredged.", "That the reeds be cut."]
