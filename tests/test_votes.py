"""Votes: counts in every wording, rolls of names, tables, and what they decided."""

from __future__ import annotations

import pytest
from duck_pond import MOTION, named, read

from minutes_cli import Minutes, Vote


def counts(vote: Vote) -> tuple[int | None, int | None, int | None]:
    """For, against and abstaining."""
    return vote.for_, vote.against, vote.abstain


COUNTS = [
    ("The motion was carried by 22 votes to one.", (22, 1, None)),
    ("The motion was carried by 7 votes to 2, with 1 abstention.", (7, 2, 1)),
    ("The motion was lost, four Members voting for it and six against.", (4, 6, None)),
    ("At the vote six members were in favour and nine against, with two abstentions.", (6, 9, 2)),
    ("Upon a vote being taken there were 19 votes for and 17 against.", (19, 17, None)),
    ("On being put to the vote there were 8 votes in favour and 3 votes against.", (8, 3, None)),
    ("A vote was taken: For 8, Against 1, Abstentions 1.", (8, 1, 1)),
    ("Voting: For: 8 Against: 1 Abstain: 0", (8, 1, 0)),
    ("The motion was carried 7-0.", (7, 0, None)),
    ("MOTION CARRIED 4-0-1", (4, 0, 1)),
    ("Vote: 7/3/1. Motion carried.", (7, 3, 1)),
    ("The motion was carried by a vote of 7-2.", (7, 2, None)),
    ("Motion Passed (12 to 1)", (12, 1, None)),
    ("The motion passed with 13 in favor and 2 opposed.", (13, 2, None)),
    ("Carried by 2 votes to 1.", (2, 1, None)),
    ("Five in favour, one against.", (5, 1, None)),
    ("Members voted 6-3 in favour of dredging.", (6, 3, None)),
    ("CARRIED 7/0", (7, 0, None)),
    ("Six were in favour, one against and two abstained.", (6, 1, 2)),
    ("This was approved by 7 votes, 1 abstention.", (7, None, 1)),
    ("This was agreed with one abstention.", (None, None, 1)),
    ("The vote was carried by three to two.", (3, 2, None)),
    ("For – 5 Against – 2", (5, 2, None)),
    ("There were 2 votes for and 2 votes against; the Chairman used a casting vote.", (2, 2, None)),
    ("On a show of hands the motion was declared lost, 2 Members voting for, 8 against and one abstaining.",
     (2, 8, 1)),
    ("The motion was carried by a majority of 7 to 3.", (7, 3, None)),
    ("The motion was carried by a vote of 7 to 3.", (7, 3, None)),
    ("There voted for the motion 7, against 3.", (7, 3, None)),
    ("Votes for: 7 Votes against: 3 Abstentions: 1", (7, 3, 1)),
    ("Those in favour: 7 Those against: 3 Abstentions: 1", (7, 3, 1)),
    ("The vote was tied at 4 votes each.", (4, 4, None)),
    ("The motion was tied 4-4 and failed.", (4, 4, None)),
    ("Motion carries 4-1.", (4, 1, None)),
    ("Motion carried, 4 ayes, 1 nay.", (4, 1, None)),
    ("Ayes: 4. Noes: 1. Abstentions: 0.", (4, 1, 0)),
    ("Vote: 4 yes, 1 no. Passed.", (4, 1, None)),
    ("Vote on the grant: three +1s. Motion passes with 1 abstention.", (3, None, 1)),
    ("The motion was lost, three Members having voted for and four against.", (3, 4, None)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "tally"), COUNTS)
def test_counts_are_read_in_digits_and_words(sentence: str, tally: tuple[int | None, ...]) -> None:
    minutes = read(MOTION, sentence)
    assert [counts(v) for v in minutes.votes] == [tally]
    assert minutes.votes[0].motion == minutes.motions[0].id


NAMES = [
    "Those voting for were Councillors Wren and Finch. Those voting against were Councillors Coot and Rook.",
    "Voting For: Cllrs Wren, Finch; Voting Against: Cllrs Coot, Rook",
    "AYES: Wren, Finch NOES: Coot, Rook",
    "Wren – For\nFinch – For\nCoot – Against\nRook – Against",
    "Roll call: Wren, aye; Finch, aye; Coot, nay; Rook, nay.",
    "Recorded vote:\nYea: Wren, Finch\nNay: Coot, Rook",
    "Yes: Wren, Finch\nNo: Coot, Rook",
    "Roll call: Wren aye, Finch aye, Coot nay, Rook nay.",
    "The vote was taken with Directors Wren, Finch voting aye and Directors Coot, Rook voting nay.",
]


@pytest.mark.parametrize("words", NAMES)
def test_a_side_has_names_in_every_wording(words: str) -> None:
    (vote,) = read(MOTION, words).votes
    assert [voter.vote for voter in vote.voters] == ["for", "for", "against", "against"]


def test_who_abstains_in_a_roll_call_is_one_of_its_voters() -> None:
    (vote,) = read(MOTION, "Wren: Aye\nFinch: No\nCoot: Abstain\nMotion tied 1-1-1.").votes
    assert [voter.vote for voter in vote.voters] == ["for", "against", "abstain"]
    assert counts(vote) == (1, 1, 1)


def test_that_nobody_abstained_goes_on_with_the_vote() -> None:
    words = "Those voting in favour were Councillors Wren and Finch. There were no abstentions."
    (vote,) = read(MOTION, words).votes
    assert counts(vote) == (None, None, 0)


def test_names_alone_tell_the_outcome() -> None:
    words = "Councillors Wren and Finch voted for and Councillor Coot voted against."
    (motion,) = read(MOTION, words).motions
    assert motion.outcome == "carried"


UNANIMOUS = [
    "The motion was carried unanimously.",
    "CARRIED unanimously",
    "Unanimously agreed.",
    "All in favour",
    "All were in favour.",
    "Ayes all. Motion carried.",
    "A voice vote was taken. All ayes.",
    "The motion was carried nem con.",
    "Voting: unanimous",
    "The vote was unanimous.",
]


@pytest.mark.parametrize("sentence", UNANIMOUS)
def test_a_unanimous_vote_invents_no_numbers_and_no_names(sentence: str) -> None:
    (vote,) = read(MOTION, sentence).votes
    assert counts(vote) == (None, None, None)
    assert (vote.unanimous, vote.voters, vote.outcome) == (True, (), "carried")


NONE = [
    "The ducks had been counted: six for the pond and four for the lake.",
    "Councillor Wren said that the parish had resolved by nine votes to nil to oppose it.",
    "Dredging would last for three weeks.",
    "Councillor Wren said that he was against it.",
    "All agreed that ducks were pleasant.",
    "The score was 4-2 at half time.",
    "The Board noted that residents had voted against it in the past.",
    "Bench transfer – no update.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_numbers_and_sides_that_count_no_votes_are_none(sentence: str) -> None:
    assert read(sentence).votes == ()


def roll(minutes: Minutes) -> list[tuple[str, str]]:
    """Each voter of the only vote, and the choice."""
    names = named(minutes)
    (vote,) = minutes.votes
    return [(names[v.attendee] or "", v.vote) for v in vote.voters]


SIDES = [("Wren", "for"), ("Finch", "for"), ("Gull", "against")]
ROLLS = [
    ("FOR: Councillors Wren and Finch – 2", "AGAINST: Councillor Gull – 1"),
    ("For the motion (2): Councillors Wren and Finch.", "Against the motion (1): Councillor Gull."),
    ("Councillors Wren and Finch voted FOR the motion (2);", "Councillor Gull voted AGAINST the motion (1)."),
    ("For the Proposal", "Cllrs Wren and Finch.", "(2)", "Against the Proposal", "Cllr Gull.", "(1)"),
    ("In favour (2): Cllrs Wren and Finch", "Against (1): Cllr Gull"),
    ("For the motion (2) - Councillors Wren and Finch.", "Against the motion (1) - Councillor Gull."),
    ("Ayes: 2 (Wren, Finch)", "Noes: 1 (Gull)"),
    ("Yea (2): Wren, Finch", "Nay (1): Gull"),
    ("AYES: 2 - Wren, Finch", "NAYS: 1 - Gull"),
]


@pytest.mark.parametrize("lines", ROLLS)
def test_a_roll_over_several_lines_is_one_vote_with_its_voters(lines: tuple[str, ...]) -> None:
    minutes = read(MOTION, "The vote was recorded as follows:", *lines)
    assert roll(minutes) == SIDES
    assert counts(minutes.votes[0])[:2] == (2, 1)


def test_a_roll_in_brackets_counts_and_names() -> None:
    minutes = read(MOTION, "MOTION CARRIED 2-1 [AYES: Wren, Finch; NOES: Gull; ABSENT: None].")
    assert roll(minutes) == SIDES


def test_a_roll_call_without_numbers_has_voters_only() -> None:
    minutes = read(MOTION, "Motion carried with these votes: Wren – aye, Finch – aye and Gull – nay.")
    assert roll(minutes) == SIDES
    assert counts(minutes.votes[0]) == (None, None, None)


def test_a_table_of_votes_is_read_by_its_columns() -> None:
    minutes = read(
        "> Moved by A. Wren",
        "> Seconded by B. Finch",
        "That the pond BE DREDGED.",
        "> Vote:\n> |Yeas:|Nays:|\n> |-|-|\n> |A. Wren|C. Gull|\n> |B. Finch||",
        "> **Motion Passed (2 to 1)**",
    )
    (vote,) = minutes.votes
    assert counts(vote) == (2, 1, None)
    assert sorted(v.vote for v in vote.voters) == ["against", "for", "for"]
    assert minutes.motions[0].outcome == "carried"


def test_the_counts_tell_the_outcome_where_no_word_does() -> None:
    minutes = read(MOTION, "For – 2 Against – 5")
    assert [m.outcome for m in minutes.motions] == ["lost"]


def test_a_decision_with_one_voice_is_a_vote_on_it() -> None:
    minutes = read("UNANIMOUSLY RESOLVED that the pond be dredged.")
    (vote,), (resolution,) = minutes.votes, minutes.resolutions
    assert (vote.unanimous, vote.resolution) == (True, resolution.id)
    assert vote.text == "UNANIMOUSLY RESOLVED that the pond be dredged."


def test_recorded_dissent_names_the_voter() -> None:
    minutes = read(MOTION, "The motion was carried by 6 votes to 1. Councillor Gull voted against.")
    assert roll(minutes) == [("Gull", "against")]


def test_a_vote_is_no_statement() -> None:
    minutes = read(MOTION, "Cllr Gull voted against the motion.", "The motion was carried by 6 votes to 1.")
    assert minutes.statements == ()


def test_a_division_of_motion_against_amendment_counts_the_side_put_last() -> None:
    (vote,) = read(
        "On a roll call vote Members voted as follows:",
        "For the Motion – Councillors Wren and Finch (2)",
        "For the Amendment – Councillor Gull (1)",
    ).votes
    assert counts(vote) == (1, 2, None)
    assert [v.vote for v in vote.voters] == ["against", "against", "for"]


def test_a_long_run_of_votes_is_read_in_linear_time() -> None:
    minutes = read(*(f"The motion was carried by {n % 90 + 2} votes to 1." for n in range(400)))
    assert len(minutes.votes) == 400


@pytest.mark.parametrize(
    "told",
    [
        "On a vote Councillor Wren received 7 votes and Councillor Finch 4.",
        "Councillor Finch received four votes and Councillor Wren received seven votes.",
    ],
)
def test_a_contested_election_counts_the_votes_for_the_winner(told: str) -> None:
    minutes = read(f"{told} Councillor Wren was declared elected.")
    assert [counts(v) for v in minutes.votes] == [(7, None, None)]
    assert [r.decision for r in minutes.resolutions] == ["elected"]


def test_names_may_follow_voting_yes_and_voting_no() -> None:
    minutes = read(MOTION, "Voting yes: Wren, Mole. Voting no: Finch. Motion carried.")
    assert [(v.text, v.vote) for v in minutes.votes[0].voters] == [
        ("Wren", "for"),
        ("Mole", "for"),
        ("Finch", "against"),
    ]


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("The motion was carried, with Councillor Gull dissenting.", "against"),
        ("Motion carried with Councillor Gull opposed.", "against"),
        ("Motion carried with Councillor Gull voting no.", "against"),
        ("Vote: 4-1 (Councillor Gull abstaining).", "abstain"),
        ("Carried. Opposed: Councillor Gull", "against"),
    ],
)
def test_who_was_not_for_it_may_be_named_behind_the_result(words: str, side: str) -> None:
    minutes = read(MOTION, words)
    assert roll(minutes) == [("Gull", side)]
    assert minutes.votes[0].motion == minutes.motions[0].id


def test_a_roll_goes_on_over_those_who_were_absent_to_its_result() -> None:
    (vote,) = read(MOTION, "Ayes: Wren, Finch. Nays: None. Absent: Gull. Motion carried.").votes
    assert vote.text.endswith("Motion carried.")
    assert [voter.vote for voter in vote.voters] == ["for", "for", "absent"]


def test_a_plus_one_is_a_vote_for_it() -> None:
    assert [v.vote for v in read("Vote: dredge the pond. Wren +1, Finch +1, Gull +1.").votes[0].voters] == ["for"] * 3


def test_what_is_decided_with_one_voice_behind_a_divided_vote_is_a_vote_of_its_own() -> None:
    votes = read(MOTION, "Motion carried, Councillor Gull voting no. The Council unanimously adopted the plan.").votes
    assert [vote.unanimous for vote in votes] == [False, True]
