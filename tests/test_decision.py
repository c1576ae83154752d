"""Decisions: their participles, and the sentences of a discussion that decide."""

from __future__ import annotations

import pytest

import minutes_cli

PAGE = "Agenda item\n\nFerry crossing\n\nMinutes:\n\nThe Panel considered a report.\n\n{}\n"


def decisions(words: str) -> list[tuple[str | None, str]]:
    """The participle and the words of each decision on a page."""
    found = minutes_cli.parse(PAGE.format(words)).resolutions
    return [(row.decision, " ".join(row.text.split())) for row in found]


@pytest.mark.parametrize(
    ("words", "participle"),
    [
        ("RESOLVED: That the report be noted.", "noted"),
        ("RESOLVED: That the slipway be now closed.", "closed"),
        ("RESOLVED: To receive the accounts.", "received"),
        ("RESOLVED to defer the bid.", "deferred"),
        ("RESOLVED: The slipway to be cleared by the harbour master.", "cleared"),
        ("RESOLVED: That the by-law be read a second time.", "read"),
        ("RESOLVED: To write to the ferry company.", "written"),
        ("RESOLVED: That the Clerk write to the owner asking for the slip to be cleared.", "resolved"),
        ("RESOLVED: That the Council, having read the report, approves the scheme.", "approved"),
        ("RESOLVED: That the Council: (a) receives the report; and (b) adopts the plan.", "received"),
        ("BE IT RESOLVED THAT Council receive Report 7; AND THAT the slip be closed.", "received"),
        ("RESOLVED: That, subject to the grant, to purchase a winch.", "purchased"),
        ("RESOLVED: That the Panel reluctantly endorse the closure.", "endorsed"),
        ("RESOLVED: That the Clerk should ask whether more could be made of the quay.", "resolved"),
        ("RESOLVED: That those berths that may be let be withdrawn.", "withdrawn"),
        ("RESOLVED: That the draft, which was amended in May, BE ADOPTED.", "adopted"),
        ("RESOLVED: That the minutes were a true record.", "confirmed"),
        ("RESOLVED: That Council be RECOMMENDED to approve the toll.", "recommended"),
        ("RECOMMENDED to Council that the toll be raised.", "recommended"),
        ("AGREED: That the Chair write to the Minister.", "agreed"),
        ("RESOLVED: That the following actions be taken: the quay BE REPAIRED.", "repaired"),
        ("Decision: Approved as submitted.", "approved"),
    ],
)
def test_the_participle_carries_the_first_clause(words: str, participle: str) -> None:
    assert [decision for decision, _ in decisions(words)] == [participle]


@pytest.mark.parametrize(
    ("words", "participle"),
    [
        ("The report was noted.", "noted"),
        ("The Panel noted the report.", "noted"),
        ("The Panel received and noted the report.", "received"),
        ("The Panel agreed the timetable.", "agreed"),
        ("Members agreed to support the bid.", "agreed"),
        ("Members resolved to suspend the service.", "suspended"),
        ("The Board voted 5-0 to accept the tender.", "accepted"),
        ("The council voted unanimously to close the slip.", "closed"),
        ("The board resolved by six votes to one to close the slip.", "closed"),
        ("The Panel gave its permission to moor there.", "granted"),
        ("The minutes of the meeting held on 3 May were agreed as a correct record and signed.", "agreed"),
        ("The accounts had been circulated and were approved.", "approved"),
        ("It was agreed that the harbour master would supply the figures.", "agreed"),
        ("It was resolved to request a survey.", "requested"),
        ("Consideration of the matter was deferred to the next meeting.", "deferred"),
        ("Mrs Poole was elected Chair for the year.", "elected"),
        ("Agreed.", "agreed"),
        ("Approved as submitted.", "approved"),
    ],
)
def test_a_sentence_of_the_discussion_decides(words: str, participle: str) -> None:
    assert decisions(words) == [(participle, words)]


@pytest.mark.parametrize(
    "words",
    [
        "The Panel noted that tolls had fallen.",
        "Noted.",
        "It was agreed that the crossing was slow.",
        "Members agreed that it would help.",
        "The Panel received the report of the harbour master.",
        "Mr Tooley said that the report was noted in March.",
        "The budget had been approved.",
        "The scheme was approved by Cabinet in March.",
        "The Panel noted the following points:",
        "He hoped to resolve the dispute.",
        "The letter said “That the toll be abolished.”",
    ],
)
def test_what_only_tells_of_something_decides_nothing(words: str) -> None:
    assert decisions(words) == []


def test_a_clause_of_a_run_on_is_the_decision() -> None:
    words = "A letter about the slip had come - the letter was noted; a copy went to the school."
    assert decisions(words) == [("noted", "the letter was noted")]


def test_a_list_belongs_to_the_sentence_that_leads_it_in() -> None:
    found = minutes_cli.parse(PAGE.format("Members agreed to:\n\n- close the quay\n\n- sell the boat")).resolutions
    assert [clause.text for clause in found[0].clauses] == ["close the quay", "sell the boat"]


def test_a_sentence_that_decides_is_no_speech() -> None:
    page = minutes_cli.parse(PAGE.format("Mrs Poole was elected Chair for the year."))
    assert page.statements == ()


def test_planning_responses_are_decisions() -> None:
    rows = "22/0071 New porch, 4 Quay Street      No objection"
    page = f"1. Planning applications\n\n{rows}\n\n2. Dates\n\nNone.\n"
    found = minutes_cli.parse(page).resolutions
    assert [(row.decision, row.text) for row in found] == [("resolved", "No objection")]


RULED = [
    ("The Sub-Committee determined to grant the licence.", "granted"),
    ("The Committee determined that the licence be revoked.", "revoked"),
    ("The accounts were received.", "received"),
    ("Councillor Ash was deemed elected.", "elected"),
    ("There being no other nominations, Councillor Ash was duly elected Chairman.", "elected"),
    ("All were elected unopposed.", "elected"),
    ("Members unanimously supported the proposal.", "supported"),
    ("The Panel recommended to Cabinet that the quay be closed.", "recommended"),
    ("The item was deferred.", "deferred"),
    ("The application was refused by 5 votes to 3.", "refused"),
    ("The minutes were taken as read and signed by the Chairman.", "signed"),
]


@pytest.mark.parametrize(("words", "participle"), RULED)
def test_a_sentence_that_decides_is_a_decision(words: str, participle: str) -> None:
    assert decisions(words) == [(participle, words)]


@pytest.mark.parametrize(
    "words",
    [
        "Apologies were received.",
        "A letter was received from the harbour master.",
        "Councillor Ash was elected in 2019.",
        "The cheques were signed.",
        "Members signed their forms.",
        "Generally speaking, Members supported the proposal.",
        "Applications Refused",
        "RESOLVED accordingly.",
    ],
)
def test_what_only_tells_decides_nothing(words: str) -> None:
    assert decisions(words) == []


def test_a_run_in_list_is_one_decision() -> None:
    words = "It was agreed that: a) the quay be closed; b) the ferry be sold; and c) the matter be reviewed."
    assert decisions(words) == [("agreed", words)]


def test_a_lone_to_above_a_list_is_no_part_of_the_decision() -> None:
    words = "The Panel RESOLVED to:\n\ni. note the report; and\nii. close the quay."
    assert decisions(words) == [("noted", "note the report; and ii. close the quay.")]


def test_a_decision_may_be_the_quotation_that_its_sentence_leads_in() -> None:
    lead = "On the proposal of Councillor Ash, seconded by Councillor Elm, it was resolved:-"
    assert decisions(lead + '\n\n"That the minutes be taken as read, adopted and signed."') == [
        ("adopted", "That the minutes be taken as read, adopted and signed.")
    ]


def test_a_response_to_an_application_may_stand_behind_a_dash() -> None:
    page = "1. Planning applications\n\n22/0071 New porch – Object – too tall.\n\n2. Dates\n\nNone.\n"
    found = minutes_cli.parse(page).resolutions
    assert [(row.decision, row.text) for row in found] == [("objected", "Object – too tall.")]


@pytest.mark.parametrize(
    "talk",
    [
        "Councillor Poole thanked the harbour master.",
        "The Harbour Master reported that the winch had been greased.",
        "Mr Poole (Harbour Users) said that it was overdue.",
        "Cllr Poole noted that the toll had not risen for years.",
        "A member of the public asked when the ferry would run.",
        "In reply to a question from Mr Poole, the Clerk said that the quay was safe.",
    ],
)
def test_talk_behind_a_decision_in_its_paragraph_is_no_part_of_it(talk: str) -> None:
    assert decisions(f"RESOLVED: That the winch be bought. {talk}") == [("bought", "That the winch be bought.")]


@pytest.mark.parametrize("more", ["The harbour master will order it.", "That Mr. Poole be thanked by the Panel."])
def test_a_sentence_in_which_nobody_speaks_stays_in_the_decision(more: str) -> None:
    assert decisions(f"RESOLVED: That the winch be bought. {more}") == [("bought", f"That the winch be bought. {more}")]


@pytest.mark.parametrize(
    "how",
    [", on a show of hands,", ", by 5 votes to 2,", ", with one abstention,", " on the proposal of Councillor Poole"],
)
def test_how_a_decision_was_taken_is_no_part_of_it(how: str) -> None:
    assert decisions(f"RESOLVED{how} that the winch be bought.") == [("bought", "that the winch be bought.")]


@pytest.mark.parametrize(
    ("lead", "participle"),
    [
        ("The following motions were agreed:", "agreed"),
        ("The following resolution was unanimously passed:", "bought"),
        ("After a debate, the following proposals were approved:", "approved"),
        ("The Panel took the following decisions:", "bought"),
        ("Members agreed the following points:", "agreed"),
        ("It was agreed as follows:", "agreed"),
    ],
)
def test_a_lead_in_and_its_list_are_one_decision(lead: str, participle: str) -> None:
    found = decisions(f"{lead}\n\n(a) That the winch be bought.\n(b) That the quay be swept.")
    assert [decision for decision, _ in found] == [participle]
    assert found[0][1].endswith("(a) That the winch be bought. (b) That the quay be swept.")


def test_heads_below_a_lead_in_number_the_clauses_of_one_decision() -> None:
    first, second = "Motion 1\n\n“That the winch be bought.”", "Motion 2\n\n“That the quay be swept.”"
    words = f"The following motions were agreed:\n\n{first}\n\n{second}"
    assert len(decisions(words)) == 1


def test_comments_in_a_list_are_no_decision() -> None:
    assert decisions("The following comments were made:\n\n- The quay was cold.\n- The winch was old.") == []


@pytest.mark.parametrize(
    ("row", "participle", "words"),
    [
        ("A barn at Hill Farm. Deferred for a site visit.", "deferred", "Deferred for a site visit."),
        ("The Mill: No objections subject to slates.", "resolved", "No objections subject to slates."),
        ("The Old Forge – Neutral", "resolved", "Neutral"),
        ("The Inn. Council objects: overlooking.", "objected", "Council objects: overlooking."),
        ("New barn. The Parish Council supports the application.", "supported", None),
        ("New barn. Councillors had no objections.", "resolved", "Councillors had no objections."),
        ("New barn. Recommend refusal on highway grounds.", "recommended", "Recommend refusal on highway grounds."),
    ],
)
def test_a_response_stands_behind_the_application(row: str, participle: str, words: str | None) -> None:
    text = f"1. Apologies\n\nNone.\n\n2. Planning applications\n\n24/00123/FUL – {row}\n\n3. Hedges\n\nThey grew.\n"
    found = [(r.decision, r.text) for r in minutes_cli.parse(text).resolutions]
    assert found == [(participle, words or "The Parish Council supports the application.")]


def test_the_end_of_a_page_does_not_part_a_label_from_its_decision() -> None:
    assert decisions("RESOLVED:\n\nPage 3 of 7\n\nThat the winch be bought.") == [
        ("bought", "That the winch be bought.")
    ]


@pytest.mark.parametrize(
    ("sentence", "decisions"),
    [
        ("It was agreed that the Clerk write to the county.", ["agreed"]),
        ("It was agreed that Cllr Thrale lead on the clean-up.", ["agreed"]),
        ("It was agreed that the Council purchase a new bench.", ["agreed"]),
        ("It was agreed that the request was reasonable.", []),
        ("It was agreed that the plan to support the hall was good.", []),
        ("Members agreed that residents need support with bins.", []),
        ("Members agreed that dogs run on the green.", []),
    ],
)
def test_what_somebody_is_to_do_is_agreed_and_what_is_so_is_not(sentence: str, decisions: list[str]) -> None:
    found = minutes_cli.parse(
        f"Present: Cllr A Quill (Chairman), Cllr B Thrale\n\n1. Report\n\nThe lamp is out.\n\n{sentence}\n\n2. Next\n"
        "\nNone.\n"
    )
    assert [r.decision for r in found.resolutions] == decisions


@pytest.mark.parametrize(
    ("words", "participle"),
    [
        ("It was resolved, with one abstention, to purchase the winch.", "purchased"),
        ("The Panel resolved, by five votes to two, that the quay be repaired.", "repaired"),
        ("The Panel, after consideration, unanimously agreed to repair the quay.", "agreed"),
        ("The Panel voted to donate £50 to the lifeboat.", "donated"),
        ("Governors approved the timetable.", "approved"),
        ("The Governing Body unanimously ratified the budget.", "ratified"),
        ("There being no other nominations Cllr. Poole was deemed elected.", "elected"),
        ("Mrs Poole was elected unanimously as Chair.", "elected"),
        ("The following were elected en bloc: Chair – J Poole; Treasurer – P Quay.", "elected"),
        ("Payments of £1,204.50 as listed were approved.", "approved"),
        ("Decision: The Panel decided to grant the licence.", "granted"),
        ("The Panel:\n\n• RECEIVED the report; and\n• ENDORSED the plan.", "received"),
    ],
)
def test_a_body_decides_in_the_words_of_its_house(words: str, participle: str) -> None:
    assert [decision for decision, _ in decisions(words)] == [participle]


def test_the_chair_may_declare_who_was_appointed() -> None:
    words = "As there were no others, the Chair declared Councillors Poole and Quay appointed to the trust."
    assert decisions(words) == [("appointed", words)]


def test_a_list_of_members_appointed_is_no_decision() -> None:
    assert decisions("Circulated, list of Members appointed to the trust at the first meeting of the Panel.") == []


@pytest.mark.parametrize(
    ("words", "decided"),
    [
        ("Two quotes were seen. Resolved that the winch be bought.", ("bought", "that the winch be bought.")),
        ("Winch: Resolved that the winch be bought.", ("bought", "that the winch be bought.")),
        ("Two quotes were seen. Resolved to buy the winch.", ("bought", "to buy the winch.")),
        ("Two quotes were seen – resolved to buy the winch.", ("bought", "to buy the winch.")),
        ("Two quotes were seen. Agreed that the winch be bought.", ("agreed", "that the winch be bought.")),
        ("Two quotes were seen. Agreed: harbour master to buy it.", ("agreed", "harbour master to buy it.")),
        ("Two quotes were seen. Agreed by all.", ("agreed", "Agreed by all.")),
        ("Approval was given for the payments listed.", ("approved", "Approval was given for the payments listed.")),
        ("Permission was refused for the mast.", ("refused", "Permission was refused for the mast.")),
        ("PERMITTED, subject to the conditions.", ("permitted", "PERMITTED, subject to the conditions.")),
        ("One payment of £11.50 was agreed for payment.", ("agreed", "One payment of £11.50 was agreed for payment.")),
        ("The contract was awarded to Poole Ltd.", ("awarded", "The contract was awarded to Poole Ltd.")),
        ("VOTED: To approve the licence.", ("approved", "To approve the licence.")),
    ],
)
def test_a_label_within_a_paragraph_and_a_consent_decide(words: str, decided: tuple[str, str]) -> None:
    assert decisions(words) == [decided]


@pytest.mark.parametrize(
    "words",
    [
        "Agreed that the ferry was slow.",
        "The lease was signed.",
        "Mr Poole said that permission was granted in March.",
        "Permission was granted.",
        "Under reference 2/99/0243 permission was granted for the mast.",
        "The county council agreed to close the road. It was cold.",
    ],
)
def test_what_another_decided_or_thought_is_no_decision(words: str) -> None:
    assert decisions(words) == []


@pytest.mark.parametrize(
    "tail",
    [
        "Proposed by Cllr Poole, seconded by Cllr Quay. All in favour.",
        "Moved: Poole. Seconded: Quay. Carried.",
        "Carried unanimously.",
        "Voting: 3 for, 0 against.",
        "All were in favour.",
    ],
)
def test_who_moved_and_how_they_voted_is_no_part_of_a_decision(tail: str) -> None:
    assert decisions(f"RESOLVED that the winch be bought. {tail}") == [("bought", "that the winch be bought.")]


def test_a_number_may_stand_behind_the_label_of_a_decision() -> None:
    words = "RESOLVED (Moved: Cllr Poole / Seconded: Cllr Quay) CC/2023/55\nThat the winch be bought."
    assert decisions(words) == [("bought", "That the winch be bought.")]


def test_the_next_application_behind_a_vote_is_no_clause() -> None:
    words = (
        "(a) 23/01 – a mast\nDecision: APPROVED subject to conditions\nVoting: For 5; Against 0\n\n(b) 23/02 – a shed\n"
    )
    assert [text for _, text in decisions(words + "REFUSED, subject to appeal.")] == [
        "APPROVED subject to conditions",
        "REFUSED, subject to appeal.",
    ]


@pytest.mark.parametrize(
    "mover", [" (proposed by Cllr Poole, seconded by Cllr Quay)", ", prop Cllr Poole, sec Cllr Quay"]
)
@pytest.mark.parametrize("deed", ["Mr Winch was elected Chair", "The accounts were approved", "Accounts approved"])
def test_who_moved_it_may_stand_behind_what_was_decided(deed: str, mover: str) -> None:
    page = minutes_cli.parse(PAGE.format(f"{deed}{mover}."))
    (motion,), (resolution,) = page.motions, page.resolutions
    assert (resolution.motion, motion.outcome) == (motion.id, "carried")


CONDITIONS = [
    "That permission be GRANTED subject to the following conditions:\n\nConditions\n\n1. Begin soon.\n\n2. Use oak.",
    "That permission be granted, subject to conditions.\n\nConditions:\n\n1. Begin soon.\n2. Use oak.",
    "That permission be granted subject to conditions.\n\n1. Begin soon.\n2. Use oak.",
    "That permission be refused for the reasons set out below.\n\n- It is high.\n- It is wide.",
]


@pytest.mark.parametrize("words", CONDITIONS)
def test_conditions_and_reasons_in_a_list_are_part_of_a_decision(words: str) -> None:
    (found,) = decisions(f"RESOLVED: {words}\n\nThe Chair thanked the officers.")
    assert found[1] == " ".join(words.split())


def test_reasons_for_conditions_are_part_of_them() -> None:
    words = "Conditions\n\n1. Begin soon.\n\nReasons for conditions\n\n1. The Act."
    (found,) = decisions(f"RESOLVED: That permission be GRANTED subject to conditions:\n\n{words}")
    assert found[1].endswith("1. The Act.")


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    words = "RESOLVED: “That the winch be bought.\n\nThe Chair thanked the harbour master.\n\nMr Poole asked when."
    assert decisions(words) == [("bought", "That the winch be bought.")]


def test_and_this_was_agreed_decides_what_was_suggested() -> None:
    words = "Mr Poole suggested that the winch be bought, and this was agreed."
    assert decisions(words) == [("agreed", words)]
