"""A person, under all the forms met, and the words of the office held."""

from __future__ import annotations

import functools
import unicodedata

import msgspec

from minutes_cli import kept
from minutes_cli.persons.titles import COUNCILLORS

_SMALL = frozenset({"of", "and", "for", "the", "to", "a", "an", "in"})
_WORD = kept.compile(r"[a-z0-9'-]+")
_END = kept.compile(r"\s(?:of|for|to)\s|,|/|\s[-–—]\s|\(")  # of the core of an office
CHAIRS = ("cathaoirleach", "chair", "chairman", "chairperson", "chairwoman", "convener", "convenor")
_MEMBERS = frozenset({"Alderman", "Councillor", "Councilmember", "Councilor"}) | COUNCILLORS


class Person(msgspec.Struct, eq=False):
    """One person, under all the forms met."""

    order: int
    prefix: str | None = None
    name: str | None = None
    suffix: str | None = None
    role: str | None = None
    organization: str | None = None
    active: bool = False  # takes part: speaks, is asked, moves, is given a task …
    status: str = "mentioned"
    substitute_for: Person | None = None
    arrived: str | None = None
    left: str | None = None
    id: str = ""
    spans: set[tuple[int, int]] = msgspec.field(default_factory=set)

    @property
    def is_member(self) -> bool:
        """Bears a councillor's title."""
        return bool(self.prefix) and self.prefix.split()[0] in _MEMBERS  # type: ignore[union-attr]

    @property
    def is_chair(self) -> bool:
        """Holds the chair of the meeting."""
        words = office_of(self.role)
        return bool(words) and words[-1] in CHAIRS and len(words) == 1

    @property
    def presides(self) -> bool:
        """Holds the chair or may take it: what they say orders the meeting rather than answers."""
        words = office_of(self.role)
        return bool(words) and len(words) <= 2 and words[-1].removeprefix("vice-") in (*CHAIRS, "mayor", "provost")


@functools.lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Words without accents, and in small letters."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words_of(text: str | None) -> list[str]:
    """The words of a name or an office, folded."""
    return _WORD.findall(fold(text or ""))


@functools.lru_cache(maxsize=20_000)
def office_of(role: str | None) -> tuple[str, ...]:
    """The words of an office that tell it from others."""
    return tuple("councillor" if w == "cllr" else w for w in words_of(role) if w not in _SMALL)


@functools.lru_cache(maxsize=20_000)
def core_of(role: str) -> tuple[str, ...]:
    """The words of an office before `of`, `for` or a comma: `Strategic Manager` of a longer title."""
    return office_of(_END.split(role)[0])
