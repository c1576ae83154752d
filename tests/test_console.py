"""What `minutes show` prints."""

from __future__ import annotations

import io
import re
from textwrap import dedent
from typing import TypedDict

import msgspec
import pytest
from rich.cells import cell_len

from minutes_cli.model import (
    Action,
    Attendee,
    Clause,
    Declaration,
    Document,
    Item,
    Meeting,
    Minutes,
    Motion,
    Question,
    Resolution,
    Response,
    Source,
    Statement,
    Vote,
    Voter,
    Warning,
)
from minutes_cli.page.console import MEASURE, show
from minutes_cli.page.outline import LISTS, ItemError, ListError


class At(TypedDict):
    id: str
    start: int
    end: int
    line: int
    rule: str


class In(At):
    item: str | None
    text: str


def at(name: str, line: int) -> At:
    """The place of a row: every line of the made-up sources has a thousand characters."""
    return {"id": name, "start": line * 1000, "end": line * 1000 + 999, "line": line, "rule": "test"}


def within(name: str, line: int, text: str, item: str | None = "i1") -> In:
    return {**at(name, line), "item": item, "text": text}


def heading(name: str, line: int, title: str, number: str | None = None, parent: str | None = None) -> Item:
    place = at(name, line)
    return Item(**place, text=title, title=title, number=number, parent=parent, section_end=line * 1000 + 9000)


SOURCE = Source(name="item5.txt", sha256="0" * 64, encoding="utf-8", characters=99)
REED = Attendee(id="a1", name="Reed", prefix="Councillor", role="Chair", kind="member", status="present")
OKORO = Attendee(id="a2", name="B Okoro", prefix="Councillor", kind="member", status="present")
PIKE = Attendee(id="a3", name="V Pike", role="Head of Parks, Trees and Play", kind="officer")
CLERK = Attendee(id="a4", role="Town Clerk", kind="officer", status="in_attendance")
PEOPLE = (REED, OKORO, PIKE, CLERK)
ASKED = Question(
    **within("q1", 12, "Councillor Okoro asked when the gate would be mended."),
    speaker="a2",
    speaker_text="Councillor Okoro",
)
TOLD = Response(
    **within("r1", 12, "The Head of Parks said that it would be in May."),
    speaker="a3",
    speaker_text="Head of Parks",
    answers=("q1",),
)
NOTED = Resolution(**within("d1", 20, "That the report be noted."), decision="noted")
SMALL = Minutes(
    source=SOURCE,
    meeting=Meeting(
        organization="Elm Town Council",
        body="Parks Committee",
        date="2024-02-29",
        start_time="19:00",
        end_time="20:15",
        venue="Elm Hall",
        chair="a1",
    ),
    attendees=PEOPLE,
    items=(heading("i1", 10, "The Park Gate", "5"), heading("i2", 30, "Any Other Business", "6")),
    questions=(ASKED,),
    responses=(TOLD,),
    resolutions=(NOTED,),
)


def page(minutes: Minutes, width: int = 60, *, only: frozenset[str] = frozenset(), item: str | None = None) -> str:
    out = io.StringIO()
    show(minutes, only=only, item=item, width=width, file=out)
    return out.getvalue()


def body(minutes: Minutes, width: int = 60) -> str:
    """The page below its frame and the attendance."""
    return page(minutes, width).split("\n\n", 2)[2]


def one_item(**lists: tuple[object, ...]) -> Minutes:
    """The people of SMALL and one item that has the rows given."""
    return msgspec.structs.replace(
        Minutes(source=SOURCE, attendees=PEOPLE, items=(heading("i1", 10, "The Park Gate", "5"),)), **lists
    )


def lines(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_a_whole_page_at_sixty_columns() -> None:
    assert page(SMALL) == lines(
        """
        ╭──────────────────────────────────────────────────────────╮
        │ Parks Committee                                          │
        │ Elm Town Council                                         │
        │ Thursday 29 February 2024, 19:00 to 20:15                │
        │ Elm Hall                                                 │
        │ Chair: Councillor Reed                                   │
        │ 2 items · 1 question · 1 answer · 1 resolution           │
        ╰────────────────────────────────────────────── item5.txt ─╯

          Present           Councillor Reed   Chair
                            Councillor B Okoro
          In attendance     Town Clerk
          Also taking part  V Pike            Head of Parks, Trees
                                              and Play

        5  The Park Gate                                          10

          Question   Councillor Okoro asked when the gate         12
                     would be mended.
          ↳ Answer   V Pike (the Head of Parks) said that it      12
                     would be in May.

        ┃ Resolved   noted                                        20
        ┃            That the report be noted.

        6  Any Other Business                                     30
        """
    )


def test_an_empty_meeting_is_headed_by_its_source() -> None:
    assert page(Minutes(source=SOURCE), 30) == lines(
        """
        ╭────────────────────────────╮
        │ item5.txt                  │
        ╰────────────────────────────╯

          Nothing found.
        """
    )


def test_what_a_meeting_lacks_is_not_printed() -> None:
    shown = page(Minutes(source=SOURCE, meeting=Meeting(body="Board", end_time="21:00")), 40)
    assert [line.strip("│ ") for line in shown.splitlines()[1:3]] == ["Board", "closed at 21:00"]


def test_a_date_that_is_none_stays_as_it_is() -> None:
    assert "│ May " in page(Minutes(source=SOURCE, meeting=Meeting(body="Board", date="May")), 40)


def test_people_stand_under_their_status_with_what_is_known_of_them() -> None:
    people = (
        REED,
        Attendee(id="a5", name="Ash", prefix="Mr", status="apologies"),
        Attendee(id="a6", name="Birch", status="absent", party="Labour", ward="North"),
        Attendee(id="a7", name="Cole", status="substitute", substitute_for="a5", arrived="19:20"),
        Attendee(id="a8", status="mentioned"),
    )
    shown = page(Minutes(source=SOURCE, attendees=people), only=frozenset({"attendees"}))
    assert shown.split("╯\n\n")[1].splitlines() == [
        "  Present           Councillor Reed   Chair",
        "  Apologies         Mr Ash",
        "  Absent            Birch             Labour, North",
        "  Substitutes       Cole              for Mr Ash, arrived",
        "                                      19:20",
        "  Also taking part  unnamed",
    ]


def test_where_nobody_is_listed_the_people_are_taking_part() -> None:
    assert "  Taking part  " in page(Minutes(source=SOURCE, attendees=(PIKE,)))


def test_an_unanswered_question_is_marked() -> None:
    assert body(one_item(questions=(ASKED,))) == lines(
        """
        5  The Park Gate                                          10

          Question   Councillor Okoro asked when the gate         12
                     would be mended.
          ↳          unanswered
        """
    )


def test_an_answer_to_two_questions_stands_under_the_later() -> None:
    second = Question(**within("q2", 13, "A resident asked who would pay."), speaker_text="A resident")
    both = msgspec.structs.replace(TOLD, answers=("q1", "q2"), line=14, start=14000)
    assert body(one_item(questions=(ASKED, second), responses=(both,))) == lines(
        """
        5  The Park Gate                                          10

          Question   Councillor Okoro asked when the gate         12
                     would be mended.
          ↳ Answer   V Pike under a later question                14

          Question   A resident asked who would pay.              13
          ↳ Answer   V Pike (the Head of Parks) said that it      14
                     would be in May.
        """
    )


def test_an_answer_to_no_question_stands_alone() -> None:
    shown = body(one_item(responses=(msgspec.structs.replace(TOLD, answers=()),)))
    assert "\n  Answer     V Pike (the Head of Parks) said" in shown


@pytest.mark.parametrize(
    ("text", "speaker", "words", "shown"),
    [
        ("Cllr Reed agreed.", "a1", "Cllr Reed", "Cllr Reed agreed."),
        ("Cllr Reed agreed.", "a1", None, "Cllr Reed agreed."),
        ("On trees, Councillor Reed agreed.", "a1", "Councillor Reed", "On trees, Councillor Reed agreed."),
        ("He agreed.", "a1", "He", "Councillor Reed agreed."),
        ("The Chair agreed.", "a1", "The Chair", "Councillor Reed (the Chair) agreed."),
        ("The Town Clerk agreed.", "a4", "Town Clerk", "The Town Clerk agreed."),
        ("The Clerk agreed.", "a4", "The Clerk", "Town Clerk (the Clerk) agreed."),
        ("The Head of Parks, Trees and Play agreed.", "a3", PIKE.role, "V Pike agreed."),
        ("As agreed.", "a3", None, "V Pike: As agreed."),
        ("Mr A Pike’s view was heard.", "a3", None, "V Pike: Mr A Pike’s view was heard."),
        ("Somebody agreed.", None, "Somebody", "Somebody agreed."),
        ("It was agreed.", None, None, "It was agreed."),
    ],
)
def test_a_speaker_is_named_once(text: str, speaker: str | None, words: str | None, shown: str) -> None:
    said = Statement(**within("s1", 12, text), speaker=speaker, speaker_text=words)
    assert f"  Statement  {shown}  " in body(one_item(statements=(said,)), 80)


def test_all_who_speak_as_one_are_named() -> None:
    asked = msgspec.structs.replace(
        ASKED, text="It was asked by both.", speaker="a1", speaker_text=None, co_speakers=("a2",)
    )
    together = msgspec.structs.replace(asked, text="Councillors Reed and Okoro asked.")
    together = msgspec.structs.replace(together, speaker_text="Councillors Reed and Okoro")
    assert "Councillor Reed and Councillor B Okoro: It was asked" in body(one_item(questions=(asked,)), 80)
    assert "Question   Councillors Reed and Okoro asked." in body(one_item(questions=(together,)), 80)


def test_a_statement_is_one_line_and_an_answer_six() -> None:
    words = "The Head of Parks " + "said so again " * 60
    said = Statement(**within("s1", 15, words), speaker="a3", speaker_text="The Head of Parks")
    told = msgspec.structs.replace(TOLD, text=words)
    shown = body(one_item(questions=(ASKED,), responses=(told,), statements=(said,)))
    assert shown.count("…") == 2
    assert len(shown.split("Answer")[1].split("\n\n")[0].splitlines()) == 6
    assert shown.endswith("  Statement  V Pike (the Head of Parks) said so …         15\n")


def test_what_is_asked_for_is_printed_in_full() -> None:
    words = "The Head of Parks " + "said so again " * 60
    said = Statement(**within("s1", 15, words), speaker="a3", speaker_text="The Head of Parks")
    minutes = one_item(questions=(ASKED,), responses=(msgspec.structs.replace(TOLD, text=words),), statements=(said,))
    assert "…" not in page(minutes, only=frozenset({"statements"}))
    assert page(minutes, item="5").count("…") == 1  # the statement


def test_a_motion_has_its_mover_seconder_outcome_tally_and_voters() -> None:
    voters = (
        Voter(attendee="a1", text="Reed", vote="for"),
        Voter(attendee="a2", text="Okoro", vote="for"),
        Voter(text="Mr Ash", vote="against"),
    )
    motion = Motion(**within("m1", 12, "That the gate be mended."), moved_by="a1", seconded_by="a2", outcome="carried")
    vote = Vote(**within("v1", 13, "The vote was 2 to 1."), motion="m1", for_=2, against=1, voters=voters)
    change = Motion(**within("m2", 14, "Add: soon."), moved_by_text="Mr Ash", outcome="lost", amends="m1")
    assert body(one_item(motions=(motion, change), votes=(vote,))) == lines(
        """
        5  The Park Gate                                          10

          Motion     carried, 2 for, 1 against                    12
                     moved by Councillor Reed,
                     seconded by Councillor B Okoro
                     That the gate be mended.
          ↳ Vote     For      Councillor Reed,                    13
                              Councillor B Okoro
                     Against  Mr Ash

          Amendment  lost                                         14
                     moved by Mr Ash
                     Add: soon.
        """
    )


def test_the_wording_of_a_motion_is_not_repeated_before_its_resolution() -> None:
    motion = Motion(**within("m1", 20, NOTED.text), moved_by="a1", outcome="carried")
    assert body(one_item(motions=(motion,), resolutions=(NOTED,))) == lines(
        """
        5  The Park Gate                                          10

          Motion     carried                                      20
                     moved by Councillor Reed

        ┃ Resolved   noted                                        20
        ┃            That the report be noted.
        """
    )
    assert NOTED.text in page(one_item(motions=(motion,), resolutions=(NOTED,)), only=frozenset({"motions"}))


def test_votes_without_a_motion_stand_alone_or_with_their_resolution() -> None:
    alone = Vote(**within("v1", 12, "All were in favour."), unanimous=True, outcome="carried")
    on = Vote(**within("v2", 21, "Four for."), resolution="d1", for_=4, abstain=1)
    shown = body(one_item(resolutions=(NOTED,), votes=(alone, on)))
    assert "  Vote       carried, unanimously   " in shown
    assert "┃ Resolved   noted  4 for, 1 abstaining " in shown


def test_the_names_of_a_roll_are_counted_where_no_number_is_printed() -> None:
    voters = (Voter(text="Ash", vote="for"), Voter(text="Elm", vote="present"))
    shown = body(one_item(votes=(Vote(**within("v1", 12, "Roll call"), voters=voters),)))
    assert "Vote       1 for, 0 against" in shown
    assert "Not voting  Elm" in shown


def test_the_clauses_of_a_resolution_are_a_tree() -> None:
    text = "That (a) the gate (i) be mended; (ii) be painted; (b) thanks be given."

    def clause(label: str, words: str, *below: Clause) -> Clause:
        start = 20000 + text.index(words)
        return Clause(label=label, text=words, start=start, end=start + len(words), line=21, clauses=below)

    first = clause(
        "(a)",
        "the gate (i) be mended; (ii) be painted;",
        clause("(i)", "be mended;"),
        clause("(ii)", "be painted;"),
    )
    decided = Resolution(
        **within("d1", 20, text), decision="approved", clauses=(first, clause("(b)", "thanks be given."))
    )
    assert body(one_item(resolutions=(decided,))) == lines(
        """
        5  The Park Gate                                          10

        ┃ Resolved   approved                                     20
        ┃            That
        ┃            ├─ (a) the gate                              21
        ┃            │  ├─ (i) be mended;                         21
        ┃            │  └─ (ii) be painted;                       21
        ┃            └─ (b) thanks be given.                      21
        """
    )


def test_actions_declarations_and_documents_are_a_row_each() -> None:
    minutes = one_item(
        declarations=(
            Declaration(**within("c1", 11, "Councillor Reed lives nearby."), attendee="a1", interest="pecuniary"),
        ),
        actions=(
            Action(**within("t1", 14, "to mend the gate"), owner="a3", due="2024-05-01", due_text="1 May"),
            Action(**within("t2", 15, "to be told"), owner_text="Residents", due_text="soon"),
            Action(**within("t3", 16, "Clerk to write."), owner="a4", owner_text="Clerk"),
        ),
        documents=(
            Document(**within("f1", 17, "Gate plan"), title="Gate plan", format="PDF", size_bytes=373760),
            Document(**within("f2", 18, "Map"), title="Map", size_bytes=3 << 20),
        ),
    )
    assert body(minutes, 80) == lines(
        """
        5  The Park Gate                                                              10

          Declared   pecuniary interest · Councillor Reed lives nearby.               11
          Action     by 1 May 2024 · V Pike: to mend the gate                         14
          Action     soon · Residents: to be told                                     15
          Action     Town Clerk (Clerk) to write.                                     16
          Document   Gate plan  PDF, 365 KB                                           17
          Document   Map  3.0 MB                                                      18
        """
    )


def test_rows_of_no_item_have_headings_of_their_own() -> None:
    before = Statement(**within("s1", 5, "Councillor Reed spoke."), speaker="a1", speaker_text="Councillor Reed")
    between = Statement(**within("s2", 25, "Councillor Reed sang."), speaker="a1", speaker_text="Councillor Reed")
    loose = [msgspec.structs.replace(row, item=None) for row in (before, between)]
    assert body(msgspec.structs.replace(SMALL, questions=(), responses=(), statements=tuple(loose))) == lines(
        """
        Before the first item

          Statement  Councillor Reed spoke.                        5

        5  The Park Gate                                          10

        ┃ Resolved   noted                                        20
        ┃            That the report be noted.

        Outside the items

          Statement  Councillor Reed sang.                        25

        6  Any Other Business                                     30
        """
    )


def test_without_items_the_rows_need_no_heading() -> None:
    minutes = Minutes(source=SOURCE, attendees=PEOPLE, resolutions=(NOTED,))
    assert body(minutes).startswith("\n┃ Resolved   noted")


def test_warnings_end_the_page() -> None:
    warning = Warning(code="unanswered-question", message="Nobody answers this.", start=0, end=1, line=12)
    assert page(msgspec.structs.replace(SMALL, warnings=(warning,)), 80).endswith(
        lines(
            """

            Warnings
              unanswered-question  Nobody answers this.                                   12
            """
        )
    )


def test_only_the_lists_asked_for_are_printed() -> None:
    shown = page(SMALL, only=frozenset({"resolutions"})).split("╯\n\n")[1]
    assert shown == lines(
        """
        5  The Park Gate                                          10

        ┃ Resolved   noted                                        20
        ┃            That the report be noted.
        """
    )
    assert page(SMALL, only=frozenset({"items"})).split("╯\n\n")[1] == lines(
        """
        5  The Park Gate                                          10
        6  Any Other Business                                     30
        """
    )


def test_a_question_asked_for_alone_is_not_taken_as_unanswered() -> None:
    shown = page(SMALL, only=frozenset({"questions"}))
    assert "Councillor Okoro asked" in shown
    assert "unanswered" not in shown
    assert "Answer" not in shown


def test_only_what_is_not_there_says_so() -> None:
    assert page(SMALL, only=frozenset({"motions", "votes"})).endswith("╯\n\n  No motions or votes.\n")


def test_every_list_can_be_asked_for() -> None:
    for name in LISTS:
        assert page(SMALL, only=frozenset({name}))


def test_a_list_that_is_none_is_an_error() -> None:
    with pytest.raises(ListError, match=r"^no list is called 'votres'; the lists are attendees, items, "):
        page(SMALL, only=frozenset({"votres"}))


@pytest.mark.parametrize("item", ["6", "6.", " 6 ", "i2"])
def test_an_item_is_found_by_number_or_id(item: str) -> None:
    assert page(SMALL, item=item).split("╯\n\n")[1] == lines(
        """
        6  Any Other Business                                     30
        """
    )


def test_an_item_brings_those_below_it() -> None:
    items = (*SMALL.items, heading("i3", 40, "Letters", "6.1", parent="i2"), heading("i4", 50, "End", "7"))
    shown = page(msgspec.structs.replace(SMALL, items=items), item="6")
    assert "Letters" in shown
    assert "End" not in shown
    assert "Gate" not in shown


def test_an_unknown_item_is_an_error_that_names_the_others() -> None:
    with pytest.raises(ItemError, match=r"^no item '9' in these minutes; there are 5, 6$"):
        page(SMALL, item="9")
    with pytest.raises(ItemError, match=r"^no item '9' in these minutes; they have none$"):
        page(Minutes(source=SOURCE), item="9")


def test_what_looks_like_markup_is_printed_as_it_is() -> None:
    text = "[bold]Ayes[/bold] [AYES: 3] :smile: \\[red] [/]"
    title = heading("i1", 10, text, "[5]")
    minutes = Minutes(
        source=msgspec.structs.replace(SOURCE, name="[red].txt"),
        items=(title,),
        resolutions=(Resolution(**within("d1", 20, text), decision="[b]"),),
    )
    shown = page(minutes, 100)
    assert shown.count(text) == 2
    assert "[5]  [bold]" in shown
    assert "Resolved   [b]" in shown
    assert "│ [red].txt" in shown


def test_no_control_character_reaches_the_terminal() -> None:
    text = "a\x1b[31mb\x07c\r\nd\x00e\x9bf\u202eg\u2028h\xadi\u200bj\udc80k"
    minutes = Minutes(
        source=msgspec.structs.replace(SOURCE, name=f"{text}.txt"),
        attendees=(Attendee(id="a1", name=text, role=text, status="present"),),
        items=(heading("i1", 10, text, text),),
        statements=(Statement(**within("s1", 12, text), speaker="a1", speaker_text=text),),
        warnings=(Warning(code="x", message=text, start=0, end=1, line=1),),
    )
    shown = page(minutes, 100)
    assert "a [31mb c d e fg hijk" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\udc80\xad]", shown)


def test_white_space_in_the_words_is_folded() -> None:
    said = Statement(**within("s1", 12, "Councillor\u00a0Reed\r\n\t spoke."), speaker="a1")
    assert "Councillor Reed spoke." in body(one_item(statements=(said,)))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(minutes: Minutes) -> str:
    out = Terminal()
    show(minutes, width=80, file=out)
    return out.getvalue()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return monkeypatch


def test_a_terminal_gets_its_own_sixteen_colours(terminal: pytest.MonkeyPatch) -> None:
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", on_terminal(SMALL)) for code in found.split(";")}
    assert codes <= {"0", "1", "2", "3", "31", "32", "35", "36", "39"}
    assert {"1", "2", "32", "36"} <= codes


def test_no_color_takes_the_colours_away(terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("NO_COLOR", "1")
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", on_terminal(SMALL)) for code in found.split(";")}
    assert codes <= {"0", "1", "2", "3"}


def test_a_pipe_gets_plain_text_without_trailing_spaces(terminal: pytest.MonkeyPatch) -> None:
    shown = page(SMALL)
    assert "\x1b" not in shown
    assert not re.search(r"[ \t]$", shown, re.MULTILINE)
    words = re.sub(r"\x1b\[[\d;]*m", "", on_terminal(SMALL))
    assert [line.rstrip() for line in words.splitlines()] == page(SMALL, 80).splitlines()


def test_without_a_file_the_page_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    show(SMALL, width=60)
    assert capsys.readouterr().out == page(SMALL)


def test_a_file_of_few_characters_gets_what_it_can_hold() -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="ascii", newline="") as out:
        show(one_item(questions=(ASKED,), resolutions=(NOTED,)), width=60, file=out)
        out.flush()
        shown = raw.getvalue().decode("ascii")
    assert "  > " in shown
    assert "| Resolved   noted" in shown
    assert "?" not in shown


LONG = msgspec.structs.replace(
    SMALL,
    attendees=(
        *PEOPLE,
        Attendee(id="a9", name="N" * 50, role="Officer " * 20),
        Attendee(id="a10", name="M" * 200),
    ),
    items=(heading("i1", 10, "Gate " * 50, "C 10/034/2020-21"), heading("i2", 30, "会議" * 90)),
    questions=(
        msgspec.structs.replace(ASKED, text="x" * 500),
        msgspec.structs.replace(ASKED, id="q3", text="议" * 400),
    ),
    votes=(Vote(**within("v1", 40, "w " * 200), voters=(Voter(text="V" * 300, vote="for"),) * 3),),
    warnings=(Warning(code="c" * 150, message="m" * 150, start=0, end=1, line=12345678),),
)


@pytest.mark.parametrize("width", [1, 10, 20, 40, 80, 108, 160])
@pytest.mark.parametrize("item", [None, "i1"])
def test_no_line_is_wider_than_asked(width: int, item: str | None) -> None:
    assert max(cell_len(line) for line in page(LONG, width, item=item).splitlines()) <= min(width, MEASURE)


def test_a_wide_terminal_does_not_get_longer_lines() -> None:
    assert page(LONG, 160) == page(LONG, 500)
