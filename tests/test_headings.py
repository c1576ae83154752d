"""What heads an item: in front matter, tables, lists, sentences and run-together lines, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_cli import parse
from minutes_cli.engine.patterns import patterns
from minutes_cli.layout import layout


def items(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in layout.read(text).items]


def heads(text: str) -> list[str]:
    found = layout.read(text)
    return [found.clean[b.start : b.end].strip() for b in found.blocks if b.kind == "heading"]


def test_front_matter_of_a_publishing_system_is_no_business() -> None:
    text = (
        '---\ntitle: "Minutes of the March meeting"\ndate: "2021-04-01"\ncategories:\n  - "village"\n---\n\n'
        "Present: Mrs Ash, Mr Birch\n\n1. Apologies\n\nNone.\n\n2. Hedges\n\nThey had grown.\n\n"
        "3. Bridge\n\nIt was shut.\n"
    )
    assert items(text) == [("1", "Apologies"), ("2", "Hedges"), ("3", "Bridge")]
    assert layout.read(text).blocks[1].role == "front"


def test_titles_before_colons_are_headings_and_minutes_is_one_of_them() -> None:
    text = (
        "Ashby Parish Council\n\nPresent: Mrs Ash, Mr Birch and four others.\n\n"
        "Minutes: It was agreed that they be signed.\n\n"
        "Matters Arising: The seat had been mended by the school.\n\n"
        "Payments: The bill of the printer was paid.\n\nCorrespondence: None\n"
    )
    assert [title for _, title in items(text)] == ["Minutes", "Matters Arising", "Payments", "Correspondence"]


def test_a_numbered_roll_is_no_item() -> None:
    text = (
        "1. Present: Mrs Ash, Mr Birch\n\n2. Apologies: Mr Cole\n\n3. Minutes: They were signed.\n\n4. Planning: None\n"
    )
    assert items(text) == [("2", "Apologies"), ("3", "Minutes"), ("4", "Planning")]


def test_bold_words_at_the_start_of_a_numbered_line_are_its_title() -> None:
    text = "".join(
        f"{k}. **{title}.** The Chair spoke of it at length.\n\n"
        for k, title in enumerate(["Apologies", "Allotments and the Pond", "Green", "Lamps"], start=1)
    )
    assert [title for _, title in items(text)] == ["Apologies", "Allotments and the Pond", "Green", "Lamps"]


def test_items_in_a_table_of_a_web_page_are_read() -> None:
    cells = [("1.", "Apologies"), ("2.", "Hedges"), ("3.", "Any other business")]
    rows = "".join(
        f'<tr><td width="9">{number}</td><td><b>{title}</b> It was discussed.</td></tr>' for number, title in cells
    )
    text = f'Minutes\n\n<table border="0"><tbody>{rows}</tbody></table>\n\nThe end.\n'
    assert items(text) == [("1", "Apologies"), ("2", "Hedges"), ("3", "Any other business")]


def test_numbered_parts_with_titles_are_items_and_sentences_are_none() -> None:
    text = (
        "4. Reports\n\n4.1 Chair's Report\n\nThe pond was full.\n\n4.2 Clerk's Report\n\nIt had come.\n\n"
        "5. Lamps\n\n5.1 The lamp in Mill Lane had been out for a week and nobody had mended it.\n\n"
        "5.2 The lamp at the bridge was to be painted before the summer.\n\n6. Closing\n\nThere was none.\n"
    )
    assert [number for number, _ in items(text)] == ["4", "4.1", "4.2", "5", "6"]


def test_the_upper_items_of_numbered_parts_are_kept() -> None:
    text = "".join(
        f"{k}. {title}\n\n{k}.1 {title} of the year\n\nIt was told.\n\n{k}.2 {title} to be\n\nIt was so.\n\n"
        for k, title in enumerate(["Events", "Repairs", "Purchases", "Visits"], start=1)
    )
    assert len(items(text)) == 12


def test_a_minute_number_heads_an_item_whatever_it_says() -> None:
    text = (
        "40/22 Apologies\n\nNone.\n\n41/22 Hedges\n\nThey had grown.\n\n"
        "42/22 To Approve Repairs, Paint and Timber The list was read and agreed by all who were there.\n\n"
        "43/22 Bridge\n\nIt was shut.\n\n44/22 Close\n\nThere was none.\n"
    )
    assert items(text)[2] == ("42/22", "To Approve Repairs, Paint and Timber")


def test_a_title_stops_before_the_first_of_its_parts() -> None:
    text = (
        "1. Apologies\n\nNone.\n\n2. Reports 2.1 Chair's Report The pond was full.\n\n"
        "3. Lamps a) Mill Lane was dark.\n\n4. Close\n\nNone.\n"
    )
    assert [title for _, title in items(text)] == ["Apologies", "Reports", "Lamps", "Close"]


def test_years_at_the_start_of_wrapped_lines_are_no_numbers_of_items() -> None:
    text = "The budget was set in the spring of\n2017 Budget day was late\nand it was in\n2018 Adopted again\n"
    assert [number for number, _ in items(text) if number] == []


def test_a_page_of_questions_has_no_item_for_each() -> None:
    text = (
        "Answers from the meeting\n\n1. Question from Mrs Ash to the Leader\n\nWhen does the pond open?\n\n"
        "In May.\n\n2. Question from Mr Birch to the Leader\n\nWho owns the hedge?\n\nNobody does.\n"
    )
    assert items(text) == [(None, "Answers from the meeting")]


def test_lines_that_group_items_are_headings_and_no_items() -> None:
    text = (
        "1. Apologies\n\nNone were received.\n\n2. Hedges\n\nThey had grown.\n\nNOTICES OF MOTION\n\n"
        "3. Motion of Mrs Ash\n\nIt was withdrawn.\n\n4. Close\n\nThere was none.\n"
    )
    assert "NOTICES OF MOTION" in heads(text)
    assert len(items(text)) == 4


@pytest.mark.parametrize("label", ["Minutes:", "Cofnodion:", "Cofnodion / Minutes:"])
def test_labels_in_two_tongues_open_the_minutes(label: str) -> None:
    text = f"Eitem ar yr agenda / Agenda item\n\nHedges / Gwrychoedd\n\n{label}\n\nThe report was read.\n"
    assert items(text) == [(None, "Hedges / Gwrychoedd")]


LINES = st.text(st.sampled_from("AaRr1.(iv)\u2022*: -|é\u0416TtoResolved"), min_size=1, max_size=30)


@given(line=LINES)
def test_the_patterns_tried_by_first_character_are_all_that_match(line: str) -> None:
    find = patterns()
    for name, match in ((n, p.match) for n, p in find.one.items() if n in ("DECISION", "ROLL", "THAT", "VOTE")):
        found = match(line)
        if found is not None and found.end():
            assert find.kind(line, 0, len(line)) is not None, name


def test_a_short_meeting_has_a_heading_though_it_is_numbered_alone() -> None:
    roll = "MINUTES OF SPECIAL MEETING OF LING COUNCIL\n\nPresent: Councillors A Quill and B Thrale\n\n"
    body = "1. Draft Budget 2016\n\nThe Head of Finance outlined the figures and the Members thanked her.\n\n"
    assert [item.title for item in parse(roll + body).items] == ["Draft Budget 2016"]
    text = "1. The Head of Finance outlined the figures.\n\nThe Members thanked her.\n\n"
    assert parse(roll + text).items == ()


def test_titles_that_end_in_a_full_stop_are_headings_where_agendas_have_them() -> None:
    roll = "Minutes of Ling Council\n\nPresent: A Quill, B Thrale\n\n"
    parts = (
        "Matters Arising. There were none to be considered.",
        "Correspondence. Two letters had been received from the residents.",
        "Finance Report. The cheques were signed by the Clerk.",
    )
    told = "Village Drains. The drains had been cleared by the contractor."
    text = roll + "\n\n".join([*parts, told]) + "\n"
    assert [item.title for item in parse(text).items] == [
        "Matters Arising",
        "Correspondence",
        "Finance Report",
        "Village Drains",
    ]
    assert parse(roll + "\n\n".join([told] * 4) + "\n").items == ()


def test_three_titles_with_a_colon_are_headings_where_agendas_have_them() -> None:
    roll = "Minutes of Ling Council\n\nPresent: A Quill, B Thrale\n\n"
    text = (
        roll + "Matters Arising: There were none.\n\nCorrespondence: Two letters.\n\nDrains: The drains were cleared.\n"
    )
    assert [item.title for item in parse(text).items] == ["Matters Arising", "Correspondence", "Drains"]


def test_a_minute_number_heads_an_item_whatever_words_it_has() -> None:
    items = parse(
        "Minutes\n\n70/19 Interests There were none.\n\n71/19 Minutes They were agreed.\n\n"
        "72/19 Cllr Ada Cole (Ling) and Cllr Ned Marsh (Thorley), if in attendance\n\nCllr Ada Cole spoke.\n\n"
        "73/19 Adjourn The meeting was adjourned.\n"
    ).items
    assert [item.number for item in items] == ["70/19", "71/19", "72/19", "73/19"]


def test_one_minute_number_that_is_missing_is_found_in_mid_line() -> None:
    talk = "The lamp by the green had gone out and the contractor was called to see to it that week. " * 3
    items = parse(
        f"Minutes\n\n70/19 Interests There were none.\n\n71/19 Lamps {talk}72/19 Local Plan The Chair said that it had "
        "come.\n\n73/19 Adjourn The meeting was adjourned.\n"
    ).items
    assert [item.number for item in items] == ["70/19", "71/19", "72/19", "73/19"]


@pytest.mark.parametrize("part", ["Amendment", "Vote", "Recorded vote", "Substantive motion", "Resolution No. 24-114"])
@pytest.mark.parametrize("mark", ["{}", "**{}**", "### {}"])
def test_a_part_of_a_debate_heads_no_item(part: str, mark: str) -> None:
    rows = [("Budget", "It was read."), (part, "For: 3"), ("Parks", "They were wet."), ("Hedges", "They grew.")]
    text = "\n\n".join(f"{mark.format(title)}\n\n{words}" for title, words in rows)
    assert part not in [title for _, title in items(f"Council\n\nPresent: Mrs Ash\n\n{text}\n")]


def test_minutes_below_a_roll_are_an_item_and_make_no_page_of_one() -> None:
    text = (
        "DRAFT\n\nMinutes of Ling Council held on 19 December 2012\n\nThose Attending: A Quill, B Thrale\n\n"
        "Apologies: C Nunn\n\nMinutes:\n\nThe minutes were accepted by those who were there.\n\n"
        "Matters Arising: There were no matters to report.\n\nDrains:\n\nThe drains had been cleared of leaves.\n"
    )
    minutes = parse(text)
    assert [item.title for item in minutes.items] == ["Minutes", "Matters Arising", "Drains"]
    assert minutes.meeting.date == "2012-12-19"


def test_a_number_with_strokes_behind_item_is_the_number() -> None:
    titles = ("Highways", "Cemetery", "Correspondence", "Finance")
    text = "\n\n".join(f"Item 15/06/{n} {title}:\n\nIt was heard." for n, title in enumerate(titles, start=3))
    assert items(f"Council\n\nPresent: Mrs Ash\n\n{text}\n") == [
        ("15/06/3", "Highways"),
        ("15/06/4", "Cemetery"),
        ("15/06/5", "Correspondence"),
        ("15/06/6", "Finance"),
    ]


def test_a_year_at_the_start_of_a_broken_line_numbers_nothing() -> None:
    lines = [
        "Resolved:",
        "That the approval of the Council be given to the plan under Section 37 of the Road Act",
        "2001 (as amended), and that the plan be put before all of those who live beside it for",
        "their comments, which are to be in the hands of the clerk of works at the depot by the",
        "end of the month of March, so that works can begin on the bridge before the hay is in.",
        "Thanks were given to all of those who had come to the meeting and to the clerk as well,",
        "who had opened the hall.",
    ]
    found = layout.read("1. Roads\n\n" + "\n".join(lines) + "\n")
    assert [block.marker for block in found.blocks if block.kind == "list_item"] == []


def test_a_long_title_heads_an_item_where_its_number_is_the_one_missing() -> None:
    long = "Use of phones, recording of the meeting and invitations for the public to speak at it. Nobody did."
    words = [
        "Apologies for absence. None.",
        "Interests. None.",
        long,
        "Minutes. Agreed.",
        "Lamps. None.",
        "Bins. None.",
    ]
    text = "".join(f"{n}. {each}\n\n" for n, each in enumerate(words, start=1))
    assert [item.number for item in parse("Present: Cllr A Quill\n\n" + text).items] == ["1", "2", "3", "4", "5", "6"]


def test_one_number_in_mid_line_between_those_of_lines_heads_an_item() -> None:
    talk = "The lamp by the green had gone out and the contractor was called to see to it that week. " * 4
    text = (
        "Present: Cllr A Quill\n\n1. Apologies for absence. None.\n\n"
        f"2. Interests. {talk}3. Finance. The books were shown.\n\n"
        "4. Minutes. They were agreed.\n\n5. Bins. None.\n"
    )
    assert [item.number for item in parse(text).items] == ["1", "2", "3", "4", "5"]


def test_titles_with_one_word_behind_them_are_headings() -> None:
    text = "1. Apologies for absence. None.\n\n2. Interests. None.\n\n3. Minutes. Agreed.\n\n4. Lamps. Noted.\n"
    assert [item.title for item in parse("Present: Cllr A Quill\n\n" + text).items][1:3] == ["Interests", "Minutes"]


def test_a_title_of_two_parts_and_a_colon_is_one_title() -> None:
    minutes = parse(
        "Present: Mr A Quill\n\nMatters arising:\n\nThe lamp was out.\n\nThe Green - Repairs of the Wall:\n\nThe wall "
        "was down.\n\nAny other business:\n\nMr Quill asked about the pond.\n"
    )
    assert [item.title for item in minutes.items] == [
        "Matters arising",
        "The Green - Repairs of the Wall",
        "Any other business",
    ]


def test_a_title_that_breaks_off_before_minutes_makes_no_page_of_an_item() -> None:
    minutes = parse(
        "Minutes of Ling Council\n\n1. Apologies\n\nNone.\n\n2. To Approve the Finance Committee Meeting\nMinutes:\n\n"
        "Mr Quill asked about the accounts.\n\n3. Lamps\n\nThe lamp was out.\n"
    )
    assert [item.number for item in minutes.items] == ["1", "2", "3"]


def test_numbers_in_the_cells_of_one_line_head_items_however_far_apart() -> None:
    row = '<tr><td width="57"><b>{}.</b></td><td valign="top" width="567">{}</td></tr>'
    said = "The Clerk reported that the lamp was out and that the pond was dry."
    cells = [f"<b>{title}</b><div></div>{said}" for title in ("Apologies", "Lamps", "Pond")]
    table = "".join(row.format(number, cell) for number, cell in enumerate(cells, 1))
    minutes = parse(f"Ling Council\n\nPresent: Mr A Quill\n\n<table><tbody>{table}</tbody></table>\n")
    assert [(item.number, item.title) for item in minutes.items] == [("1", "Apologies"), ("2", "Lamps"), ("3", "Pond")]
