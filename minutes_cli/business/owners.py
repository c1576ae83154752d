"""Owners: whom the words of a label, a margin or a telegram name: `AB`, `Umar`, `Chair/Clerk`."""

from __future__ import annotations

from minutes_cli import kept
from minutes_cli.drafts import Span, Text
from minutes_cli.engine.island import Tree
from minutes_cli.engine.tokens import Token
from minutes_cli.persons.letters import are_letters, lettered
from minutes_cli.persons.names import Ref
from minutes_cli.persons.person import Person
from minutes_cli.spans import Spans

_NEXT = kept.compile(r"(?:(?<!\s)\s+)?(?:[/&+,]|\b(?:and|plus|with)\b)\s*")  # between two owners
_PERSONAL = ("WHO", "WHOS", "TEAM", "NAMED", "UNTITLED")
_TITLE = kept.compile(r"(?:Cllrs?|Councillors?|Mrs?|Ms|Miss|Dr)\b[ .]*(?=\S)")  # Cllr. O. Ash
_SHORTEST = 3  # letters of a name that stands alone


def owner(text: Text, place: Span, named: Spans[Token]) -> Person | None:
    """The person whom the words of a place name; of several, the first."""
    # Of a margin nothing is left in the cleaned text.
    token = named.beginning(*place)
    first = token is not None and not text.masked[place[0] : token.start].strip("Tthe ")
    if token is not None and first and isinstance(token.value, tuple) and token.value:
        return text.registry.resolve(token.value[0], recent=[])
    words = " ".join((text.layout.clean[slice(*place)].strip() or text.layout.text[slice(*place)]).split())
    for name in dict.fromkeys((words, _NEXT.split(words)[0])):
        person = one_named(text, name) or text.registry.resolve(Ref(*place, role=name), recent=[])
        titled = _TITLE.match(name)
        if person is None and titled:
            person = text.registry.resolve(Ref(*place, name=name[titled.end() :]), recent=[])
        if person is not None:
            return person
    return None


def active(person: Person | None) -> Person | None:
    """The person, who now has a part in the meeting."""
    if person is not None:
        person.active = True
    return person


def one_named(text: Text, words: str) -> Person | None:
    """The only person who has these initials, this first name or this surname."""
    named = [p for p in text.registry.persons if p.name]
    if are_letters(words):
        return lettered(named, words)
    if len(words) < _SHORTEST or not words.isalpha() or not words.istitle():
        return None
    full = [(p, (p.name or "").split()) for p in named]
    return _only([p for p, names in full if len(names) > 1 and words in (names[0], names[-1])])


def _only(found: list[Person]) -> Person | None:
    return found[0] if len(found) == 1 else None


def is_due(owner: Tree, tree: Tree) -> bool:
    """Whether it is a task of theirs: a body asks itself nothing, and does but what is said to be done."""
    personal = owner.leaf(*_PERSONAL) is not None
    if tree.children[0].name in ("asked", "directed"):
        return personal or owner.leaf("BODY") is None
    if tree.children[0].name == "taken_on":
        return personal or tree.leaf("DOING") is not None
    return personal or tree.leaf("DOING", "DECIDING", "CONTACTING", "TO") is not None
