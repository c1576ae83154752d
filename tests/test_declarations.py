"""Declarations of interest: who declared which, in prose, lists and tables."""

from __future__ import annotations

import pytest

import minutes_cli

PAGE = "Agenda item\n\nDeclarations of interest\n\nMinutes:\n\n{}\n"


def declared(words: str) -> list[tuple[str | None, str | None]]:
    """The name and the interest of each who declared."""
    found = minutes_cli.parse(PAGE.format(words))
    names = {row.id: row.name for row in found.attendees}
    return [(names.get(row.attendee or ""), row.interest) for row in found.declarations]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Councillor Poole declared a non-pecuniary interest in item 4.", [("Poole", "non-pecuniary")]),
        ("Councillor Poole disclosed a personal and prejudicial interest in item 4.", [("Poole", None)]),
        ("Councillor Poole declared a DPI in item 4 and left the room.", [("Poole", "pecuniary")]),
        ("Councillors Poole and Tooley each declared an interest.", [("Poole", None), ("Tooley", None)]),
        ("An interest in item 4 was declared by Councillor Poole.", [("Poole", None)]),
        ("Mr Poole advised that he had a pecuniary interest in item 4.", [("Poole", "pecuniary")]),
        ("Councillor Poole – Minute 9 (Moorings) – Non-pecuniary: owns a boat", [("Poole", "non-pecuniary")]),
        ("| Councillor Poole | 9 | Pecuniary | Owns a boat |", [("Poole", "pecuniary")]),
    ],
)
def test_an_interest_is_declared(words: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert declared(words) == expected


def test_those_named_below_a_lead_in_each_declare() -> None:
    words = "The following declared an interest:\n\nCouncillor Poole (Boat Club)\n\nCouncillor Tooley (Angling Club)"
    assert declared(words) == [("Poole", None), ("Tooley", None)]


@pytest.mark.parametrize(
    "words",
    [
        "None were declared.",
        "There were no declarations of interest.",
        "The Chair reminded Members to declare any interest.",
        "Councillor Poole asked whether she should declare an interest.",
        "Councillor Poole declared the meeting open.",
        "Councillor Poole declared no interest.",
    ],
)
def test_nothing_is_declared(words: str) -> None:
    assert declared(words) == []


def test_a_declaration_is_no_statement() -> None:
    found = minutes_cli.parse(PAGE.format("Councillor Poole declared an interest in item 4."))
    assert found.statements == ()


def test_an_interest_may_be_personal_but_not_prejudicial() -> None:
    words = "Councillor Wren declared that she had a personal but not prejudicial interest in Item 5."
    page = minutes_cli.parse(f"Agenda item\n\nThe Duck Pond\n\nMinutes:\n\n{words}\n")
    assert [row.text for row in page.declarations] == [words]
