"""What the layout of a text shows: blocks, items, decisions, documents and labelled actions."""

from __future__ import annotations

import random
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_cli.engine import dialect
from minutes_cli.engine.grammar import table
from minutes_cli.errors import DialectError
from minutes_cli.layout import layout
from minutes_cli.layout.cleaning import clean
from minutes_cli.layout.continuing import follows
from minutes_cli.layout.decisions import clause_tree
from minutes_cli.layout.numbering import bare_number, roman
from minutes_cli.layout.structure import places

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))

PAGE = """Agenda item

14. Hedges in Mill Lane PDF 120 KB

To consider the height of the hedges.

Additional documents:

• Plan of the lane, item 14. PDF 2 MB

Minutes:

The Committee considered the report of the Surveyor.

Councillor Ash asked who owned the hedge. The Surveyor said that nobody did.

RESOLVED:

(a) That the report be noted; and

(b) That the hedge be cut.

Reasons: It has grown.

Supporting documents:
"""


def numbers(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in layout.read(text).items]


def decided(text: str) -> list[str]:
    found = layout.read(text)
    return [" ".join(found.clean[d.start : d.end].split()) for d in found.decisions]


def roles(text: str) -> list[tuple[str, str]]:
    found = layout.read(text)
    return [(b.role, " ".join(found.clean[b.body : b.end].split())) for b in found.blocks]


def tiles(found: layout.Layout) -> None:
    at = 0
    for block in found.blocks:
        assert at <= block.start <= block.body <= block.end
        assert not found.text[at : block.start].strip()
        at = block.end
    assert not found.text[at:].strip()
    assert len(found.clean) == len(found.text)


# ---- cleaning


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4\\. Hedges", "4.  Hedges"),
        ("**Bold** word", "  Bold   word"),
        ("a\xa0b\tc", "a b c"),
        ("a&nbsp;b", "a      b"),
        ("24^th^ May", "24th   May"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("> quoted", "  quoted"),
        ("[Plan](http://x.y/z)", " Plan               "),
        ("3. ## Hedges", "3.    Hedges"),
        ("cut by then. _Clerk_", "cut by then.  Clerk "),
        ("page\x0cend", "page\nend"),
        ("it’s – “so”", "it's - “so”"),
    ],
)
def test_cleaning_replaces_each_character_by_one(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(alphabet="ab*_\\#>|[]()&;^ \n\r\t\x0c\xa01.", max_size=80))
def test_cleaning_keeps_the_length(text: str) -> None:
    assert len(clean(text)) == len(text)


def test_a_bar_that_stands_for_a_word_is_read_as_it() -> None:
    assert layout.read("HEDGES\n\n| will cut the hedge.\n").clean == "HEDGES\n\nI will cut the hedge.\n"


# ---- the grammar


def test_any_sequence_of_segments_is_accepted() -> None:
    grammar = table("document")
    types = sorted({name for state in grammar.states.all() for name in state if name.isupper()})
    chance = random.Random(7)
    for _ in range(400):
        row = [chance.choice(types) for _ in range(chance.randrange(40))]
        assert len(places(grammar, row)) == len(row)


@pytest.mark.parametrize("name", dialect.names())
def test_the_grammar_builds_with_every_dialect(name: str) -> None:
    assert table("document", (dialect.load(name).patch,)).states.all()


# ---- items


def test_a_page_has_its_number_its_title_and_its_purpose() -> None:
    found = layout.read(PAGE)
    (item,) = found.items
    assert (item.number, item.title) == ("14", "Hedges in Mill Lane")
    assert item.purpose is not None
    assert found.text[slice(*item.purpose)] == "To consider the height of the hedges."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Agenda item\n\nHedges and Ditches\n\nMinutes:\n\nNone.\n", [(None, "Hedges and Ditches")]),
        ("7\n\nHedges pdf icon PDF 9 KB\n\nMinutes:\n\nIt was cut.\n", [("7", "Hedges")]),
        ("HEDGES AND DITCHES\nThe Surveyor spoke of hedges.\n", [(None, "HEDGES AND DITCHES")]),
        ("# 1. Hedges\n\nCut.\n\n# 2. Ditches\n\nDug.\n\n# 3. Walls\n\nBuilt.\n" + "Fine.\n\n" * 9,
         [("1", "Hedges"), ("2", "Ditches"), ("3", "Walls")]),
        ("Present: A Ash\n\n1. Hedges\nThey were cut.\n\n2. Ditches\nThey were dug.\n\n3. Walls\nNo walls.\n",
         [("1", "Hedges"), ("2", "Ditches"), ("3", "Walls")]),
        ("Present: A Ash\n\n12/106 HEDGES - They were cut.\n\n12/107 DITCHES - They were dug.\n",
         [("12/106", "HEDGES"), ("12/107", "DITCHES")]),
        ("Present: A Ash\n\n50/17 Hedges\n\nCut now.\n\n51/17 Ditches\n\nDug now.\n\n52/17 Walls\n\nUp.\n",
         [("50/17", "Hedges"), ("51/17", "Ditches"), ("52/17", "Walls")]),
        ("Present: A Ash\n\n**1.**\n\n**Hedges**\n\nCut.\n\n**2.**\n\n**Ditches**\n\nDug.\n",
         [("1", "Hedges"), ("2", "Ditches")]),
        ("No. | Item |\n---|---|\n3. | Hedges Members are asked to look. Minutes: None. |\n"
         "4. | Ditches PDF 9 KB To dig. Minutes: Dug. |\n", [("3", "Hedges"), ("4", "Ditches")]),
        ("Roll Call\nPresent:\nA Ash\n\nHedges (A)\nCut.\n\nDitches (B-1)\nDug.\n\nWalls (B-2)\nBuilt.\n",
         [("A", "Hedges"), ("B-1", "Ditches"), ("B-2", "Walls")]),
    ],
)  # fmt: skip
def test_headings_are_found_in_every_form(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert numbers(text) == expected


def test_numbered_sentences_and_lists_inside_an_item_are_no_items() -> None:
    text = PAGE.replace(
        "The Committee considered",
        "1. The Clerk spoke of hedges.\n\n2. Councillor Birch spoke of ditches.\n\nThe Committee considered",
    )
    assert numbers(text) == [("14", "Hedges in Mill Lane")]


def test_a_list_that_starts_anew_below_a_heading_is_no_row_of_headings() -> None:
    text = "Present: A Ash\n\n1. Letters\n\n" + "".join(f"{k}. Letter {k}\n" for k in range(1, 9))
    text += "\n2. Hedges\n\nThe hedges were cut.\n\n3. Ditches\n\nThe ditches were dug.\n"
    assert numbers(text) == [("1", "Letters"), ("2", "Hedges"), ("3", "Ditches")]


def test_items_run_together_on_one_line_are_cut_apart() -> None:
    line = "Present: A Ash and others who came in from the rain. 1. Hedges. They were all cut in May by the men. "
    line += "2. Ditches. They were dug in June by the women of the village. 3. Walls. None was built this year at all. "
    line += "4. Gates. All of them were painted green in the summer."
    assert [number for number, _ in numbers(line)] == ["1", "2", "3", "4"]


def test_a_sub_item_has_its_upper_item_as_parent() -> None:
    text = "# 1. Hedges\n\nx\n\n## 1.1. North\n\nCut it.\n\n# 2. Ditches\n\nDig it.\n" + "More.\n\n" * 9
    assert [item.parent for item in layout.read(text).items] == [None, 0, None]


# ---- decisions


@pytest.mark.parametrize(
    "mark",
    [
        "RESOLVED: ",
        "RESOLVED - ",
        "RESOLVED – ",
        "Resolved:- ",
        "RESOLVED (unanimously) ",
        "UNANIMOUSLY RESOLVED ",
        "It was RESOLVED: ",
        "And Resolved:\n\n",
        "RESOLVED\n\n",
        "AGREED:\n",
        "Decision:\n\n",
        "Resolved (7:2) - ",
        "RECOMMENDED to Council: ",
        "it was therefore RESOLVED ",
    ],
)
def test_a_mark_of_every_spelling_is_kept_out_of_the_decision(mark: str) -> None:
    text = f"Agenda item\n\nHedges\n\nMinutes:\n\nThe Clerk spoke.\n\n{mark}That the hedge be cut.\n"
    assert [d.removeprefix("to Council: ") for d in decided(text)] == ["That the hedge be cut."]


def test_a_decision_inside_a_paragraph_starts_behind_its_mark() -> None:
    text = "Agenda item\n\nHedges\n\nMinutes:\n\nIt was moved, seconded and RESOLVED that the hedge be cut. All left.\n"
    found = layout.read(text)
    (decision,) = found.decisions
    assert decision.label is not None
    assert found.text[slice(*decision.label)] == "RESOLVED"
    assert found.text[decision.start : decision.end] == "that the hedge be cut."


def test_a_quoted_decision_of_old_is_none_of_this_meeting() -> None:
    text = "Agenda item\n\nHedges\n\nMinutes:\n\nShe read “RESOLVED that the hedge be cut” from the book.\n"
    assert decided(text) == []


def test_an_unmarked_clause_at_the_end_is_a_decision() -> None:
    assert decided("HEDGES\n\nThe Clerk spoke.\n\nThat the hedge be cut.\n") == ["That the hedge be cut."]
    assert decided("HEDGES\n\nThe Clerk spoke.\n\n(a) That it be cut;\n\n(b) That it be burnt.\n") == [
        "That it be cut; (b) That it be burnt."
    ]


def test_what_an_agenda_proposes_is_not_decided() -> None:
    text = "Agenda item\n\nHedges\n\nTo consider this motion: That the hedge be cut.\n\nMinutes:\n\nNobody came.\n"
    assert decided(text) == []
    assert ("purpose", "To consider this motion: That the hedge be cut.") in roles(text)


def test_a_point_after_a_decision_is_no_clause_of_it() -> None:
    text = "Agenda item\n\nPlans\n\nMinutes:\n\n(a) A barn.\n\nRESOLVED that it be refused.\n\n(b) A shed.\n"
    assert decided(text) == ["that it be refused."]


def test_clauses_make_a_tree_by_their_labels() -> None:
    rows = [(label, k, k + 1) for k, label in enumerate(["(a)", "(i)", "(ii)", "(b)", "1.", "(c)"])]
    tree = clause_tree(rows)
    assert [(c.label, [b.label for b in c.clauses]) for c in tree] == [
        ("(a)", ["(i)", "(ii)"]),
        ("(b)", ["1."]),
        ("(c)", []),
    ]


def test_a_motion_that_was_carried_is_decided_and_one_that_fell_is_not() -> None:
    text = "# 1. Hedges\n\n> Moved by A. Ash\n\nThat the hedges BE CUT down now.\n\n> **Motion Passed (3 to 0)**\n\n"
    text += "# 2. Walls\n\n> Moved by A. Ash\n\nThat the walls BE BUILT up now.\n\n> **Motion Failed (0 to 3)**\n\n"
    text += "# 3. Gates\n\nNone.\n" + "More.\n\n" * 6
    assert decided(text) == ["That the hedges BE CUT down now."]


# ---- documents and actions


def test_documents_have_title_format_and_size_in_bytes() -> None:
    found = layout.read(PAGE)
    assert [(d.title, d.format, d.size) for d in found.documents] == [
        ("Hedges in Mill Lane", "PDF", 120 * 1024),
        ("Plan of the lane", "PDF", 2 * 1024 * 1024),
    ]


def test_a_document_broken_over_lines_is_one() -> None:
    text = "Agenda item\n\nHedges\n\nMinutes:\n\nx\n\nSupporting documents:\n\n· Plan,\nitem 6\nPDF 9 KB\n"
    assert [(d.title, d.size) for d in layout.read(text).documents] == [("Plan", 9216)]


@pytest.mark.parametrize(
    ("line", "owner", "task"),
    [
        ("ACTION: Clerk to cut the hedge.", "Clerk", "Clerk to cut the hedge."),
        ("It is tall. (Action: Ann Ash)", "Ann Ash", "It is tall."),
        ("ACTION: The hedge to be cut. (Surveyor)", "The hedge", "The hedge to be cut. (Surveyor)"),
    ],
)
def test_a_labelled_action_names_its_owner_where_it_says(line: str, owner: str, task: str) -> None:
    found = layout.read(f"Agenda item\n\nHedges\n\nMinutes:\n\n{line}\n")
    (action,) = found.actions
    assert found.text[slice(*action.text)].strip() == task
    assert action.owner is not None
    assert found.text[slice(*action.owner)] == owner


def test_a_row_of_a_table_of_actions_is_one_unless_it_is_done() -> None:
    text = "# 1. Hedges\n\nx\n\n# 2. Tasks\n\n| Action | Who | By |\n|---|---|---|\n| Cut the hedge | AB | May |\n"
    text += "| Dig | CD | Done |\n\n# 3. Walls\n\nNone.\n" + "More.\n\n" * 6
    found = layout.read(text)
    assert [(found.text[slice(*a.text)], a.owner and found.text[slice(*a.owner)]) for a in found.actions] == [
        ("Cut the hedge", "AB")
    ]


def test_names_in_the_margin_own_the_sentence_beside_them() -> None:
    lines = [
        f"     The {what} was seen by the men. It is to be cut before the end of the summer.".ljust(90) + "AB"
        for what in ("hedge", "ditch", "wall", "gate")
    ]
    found = layout.read("1. Land\n\n" + "\n\n".join(lines) + "\n\n2. Walls\n\nNo walls.\n")
    assert len(found.actions) == 4
    assert {found.text[slice(*a.owner)] for a in found.actions if a.owner} == {"AB"}
    assert all("AB" not in found.clean[b.start : b.end] for b in found.blocks)


# ---- lines


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    words = "The hedge in the lane had grown so tall that nobody who came by could see over it at all any more " * 3
    lines = [words[k : k + 66].strip() for k in range(0, len(words), 66)]
    found = layout.read("HEDGES\n\n" + "\n".join(lines) + ".\n")
    assert [b.kind for b in found.blocks] == ["heading", "paragraph"]


def test_a_page_break_does_not_cut_a_sentence_in_two() -> None:
    words = "the hedge had grown so tall that nobody who came by could see over it and so on and on " * 4
    lines = textwrap.wrap(f"It was said that {words}until it was cut.", 70)
    half = len(lines) // 2
    page = "\n".join([*lines[:half], "", "---", "2", "", *lines[half:]])
    found = layout.read(f"Agenda item\n\nHedges\n\nMinutes:\n\n{page}\n")
    assert [b.kind for b in found.blocks][-1:] == ["paragraph"]
    assert len(found.furniture) == 3
    assert "---" not in found.clean


def test_a_text_that_breaks_off_in_an_item_is_cut_off() -> None:
    body = "The Surveyor explained at some length that the hedge had been planted by the last owner and tha"
    assert layout.read(f"Agenda item\n\nHedges\n\n{body}").cut_off
    assert not layout.read(PAGE).cut_off


def test_a_paragraph_inside_a_quotation_is_marked() -> None:
    text = "Agenda item\n\nHedges\n\nMinutes:\n\nAnn asked:\n\n“Who cut it?\n\nAnd why?”\n\nBen said that he had.\n"
    assert [role for role, _ in roles(text)][-4:] == ["discussion", "quotation", "quotation", "discussion"]


def test_a_paragraph_and_the_list_that_it_leads_in_share_a_group() -> None:
    found = layout.read("HEDGES\n\nThese were said:\n\n- one thing here\n\n- another thing here\n\nThen all left.\n")
    groups = [b.group for b in found.blocks]
    assert groups[1] == groups[2] == groups[3] != groups[4]


# ---- dialects


def test_dialects_are_told_by_their_signs() -> None:
    assert dialect.detect(clean(PAGE)) == "moderngov"
    assert dialect.detect("Minutes of the Parish Council\nThe Clerk reported on the precept.") == "parish"
    assert dialect.detect("An Cathaoirleach spoke.\nREPLY: It was cut.") == "ireland"
    assert dialect.detect("Nothing to see here.") is None


def test_an_unknown_dialect_is_named_with_those_there_are() -> None:
    with pytest.raises(DialectError, match="no dialect is called moon; there are board, county, ireland"):
        dialect.load("moon")


@pytest.mark.parametrize("name", dialect.names())
def test_a_dialect_says_what_it_is_for_and_how_it_is_told(name: str) -> None:
    one = dialect.load(name)
    assert one.about
    assert one.signs
    assert one.patch.statements


# ---- numbers


def test_numbers_are_read_with_their_signs_off() -> None:
    marks = ("4.", "(4)", "5(b)", "Item 3:", "12/106", "C 14/062", "IV.")
    assert [bare_number(m) for m in marks] == ["4", "4", "5(b)", "3", "12/106", "C 14/062", "IV"]
    assert [roman(r) for r in ("iv", "XII", "ix", "q")] == [4, 12, 9, 0]
    assert follows("(a)", "(b)")
    assert follows("3.", "4.")
    assert follows("iii)", "iv)")
    assert not follows("(a)", "(c)")


# ---- any text


WORDS = [
    "Agenda item",
    "Minutes:",
    "RESOLVED",
    "RESOLVED that it be cut.",
    "That it be cut.",
    "1.",
    "2. Hedges",
    "(a)",
    "(b) That it be.",
    "Decision:",
    "Supporting documents:",
    "· Plan, item 2 PDF 9 KB",
    "Present: A Ash",
    "---",
    "| a | b |",
    "|---|---|",
    "Moved by A. Ash",
    "Motion Passed",
    "The Clerk said so.",
    "",
    "",
    "“Who",
    "when?”",
    "Signed: ____",
    "# Hedges",
    "Action: Clerk to cut it",
    "Page 2 of 3",
    "12/3 HEDGES - cut",
    "For (3)",
    "(3)",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_shuffle_of_lines_is_tiled_by_its_blocks(lines: list[str]) -> None:
    tiles(layout.read("\n".join(lines)))


@given(st.text(alphabet="abAB .:;|#*_>-–()[]“”1234\n\r\t\x0c\xa0\u2028\\&", max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_tiled_by_its_blocks(text: str) -> None:
    tiles(layout.read(text))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_tiled_and_have_items(path: Path) -> None:
    found = layout.read(path.read_text("utf-8"))
    tiles(found)
    assert found.items


@pytest.mark.parametrize(
    "piece",
    [
        "1. \n",
        "- x\n",
        "| a | b |\n",
        "Agenda item\n",
        "RESOLVED that x\n(a) y\n",
        "“a\n",
        "Title\nMinutes:\nx\n",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def cost(count: int) -> float:
        times = []
        for _ in range(3):
            begun = time.process_time()
            layout.read(piece * count)
            times.append(time.process_time() - begun)
        return min(times)

    cost(10)
    assert cost(6000) < 5 * cost(3000) + 0.05


def test_minute_numbers_that_head_lines_are_not_sought_in_mid_line() -> None:
    long = "The clerk said that none were given at all by anybody who was there on the night, as far as could be told, "
    long += "and that the others would be along in a while. 1. Parking and other matters were put off until the autumn."
    text = f"Brook Parish Council\n\n73/19 Apologies\n\n{long}\n\n74/19 Minutes\n\nNone.\n\n75/19 Plans\n\nNone.\n"
    assert [item.number for item in layout.read(text).items] == ["73/19", "74/19", "75/19"]
