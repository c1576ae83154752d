"""Presence: what the roll and the prose say of each person, given to the persons of the registry."""

from __future__ import annotations

from collections import Counter

from minutes_cli import kept
from minutes_cli.drafts import Text
from minutes_cli.persons.entries import Entry
from minutes_cli.persons.names import Ref

_CHAIRS = "Chairman|Chairperson|Chairwoman|Convener|Convenor|Cathaoirleach"
_SIGNS = frozenset((word.lower(),) for word in (*_CHAIRS.split("|"), "Chair"))
_CHAIR = kept.compile(
    rf"(?<!took the )(?<!in the )(?<!through the )(?<!by the )\b(?:{_CHAIRS}|(?<=the )Chair)\b(?! of\b)"
)
_CHAIR_OF = kept.compile(rf"(?:{_CHAIRS}|Chair) (?:of|to) the (?:\w+ )?(?:Board|Committee|Council|Forum|Panel)$")
_CHAIR_AND = kept.compile(rf"(?:{_CHAIRS}|Chair)(?:,| and| &| ?/| -) ")  # Chair, Parent Governor
_RANK = ("mentioned", "apologies", "absent", "in_attendance", "present", "substitute")


def seat(text: Text) -> None:
    """Give those in the chair the office by which the text calls them."""
    found = (_CHAIR.match(text.masked, at) for at in text.places.of(_SIGNS))
    called = Counter(match[0] for match in found if match is not None)
    word = called.most_common(1)[0][0] if called else "Chair"
    for entry in text.roll:
        if entry.in_chair:
            if entry.role in (None, "Councillor", "Chair", *_CHAIRS.split("|")):
                entry.role = word
            return
    present = [e for e in text.roll if e.status == "present" and e.role]
    if not any(_CHAIR.fullmatch(e.role or "") for e in present):
        chairs = [e for e in present if _CHAIR_OF.match(e.role or "") or _CHAIR_AND.match(e.role or "")]
        if len(chairs) == 1:
            chairs[0].in_chair, chairs[0].called = True, (chairs[0].role or "").split()[0].rstrip(",/")


def refs(text: Text) -> list[Ref]:
    """The namings of the roll, for the registry."""
    return [ref for entry in text.roll for ref in (entry.ref, entry.stands_for) if ref is not None]


def settle(text: Text) -> None:
    """Give the persons of the registry what the roll says of them."""
    claimed: dict[int, Entry] = {}
    for entry in text.roll:
        _give(text, entry, claimed)


def _give(text: Text, entry: Entry, claimed: dict[int, Entry]) -> None:
    person = text.registry.resolve(entry.ref, recent=[])
    if person is None or entry.status is None:
        return
    first = claimed.get(id(person))
    if first is not None and _are_two(first, entry):
        if entry.status == "in_attendance":  # what was taken for one has the names of both
            person.name, person.prefix = first.name, first.prefix
            text.registry.appoint(person, first.role)
        person = text.registry.add(entry.ref)
    claimed.setdefault(id(person), entry)
    person.active = True
    if _RANK.index(entry.status) > _RANK.index(person.status):
        person.status = entry.status
    text.registry.appoint(person, entry.role if entry.called else person.role or entry.role)
    person.arrived = person.arrived or entry.arrived
    person.left = entry.left or person.left
    if entry.stands_for is not None:
        person.substitute_for = text.registry.resolve(entry.stands_for, recent=[])
        if person.substitute_for is not None:
            person.substitute_for.active = True
            if person.substitute_for.status == "mentioned":
                person.substitute_for.status = "apologies"


def _are_two(first: Entry | None, second: Entry) -> bool:
    """Whether entries of one surname are two: one with a title, one with a given name, one of them away."""
    if first is None or first.status == second.status or not {first.status, second.status} >= {"present"}:
        return False
    if first.status == "present" and second.status == "in_attendance" and second.role and second.prefix:
        member = (first.prefix or "").startswith("Councillor")  # Councillor Cole, and Ms A Cole, Staff Officer
        return member and not second.prefix.startswith("Councillor")
    if {first.status, second.status} - {"present", "apologies", "absent"}:
        return False
    return (first.prefix is None) != (second.prefix is None) and (" " in (first.name or "")) != (
        " " in (second.name or "")
    )
