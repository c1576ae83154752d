"""Who is who: the namings of a text gathered into persons, and each naming resolved to one of them.

`C Vane, Strategic Manager, Safeguarding` and a later `the Strategic Manager` are one; `Councillor R Thirsk` and
`Councillor D Thirsk` are two. Where two could be meant, the one speaking last or first named here is taken only if
the words allow no other; else nobody is.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from minutes_cli.persons.names import RANKS, Ref

_SMALL = frozenset({"of", "and", "for", "the", "to", "a", "an", "in"})
_CHAIRS = ("cathaoirleach", "chair", "chairman", "chairperson", "chairwoman", "convener", "convenor")
_GENDERED = {
    "Mr": "m",
    "Mrs": "f",
    "Ms": "f",
    "Miss": "f",
    "Sir": "m",
    "Dame": "f",
    "Lady": "f",
    "Madam": "f",
}
_RANKS = {
    "Sgt": "Sergeant",
    "PS": "Sergeant",
    "Supt": "Superintendent",
    "Capt": "Captain",
    "Prof": "Professor",
}
_RANKS |= {"Rev": "Reverend", "Revd": "Reverend", "Rev'd": "Reverend"}
_PAST = ("ex ", "former ", "late ", "previous ")
_HERE = ("present", "in_attendance", "substitute")
_MEMBERS = ("Councillor", "Alderman", "Councilmember", "Councilor")


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
        words = _office(self.role)
        return bool(words) and words[-1] in _CHAIRS and len(words) == 1

    @property
    def presides(self) -> bool:
        """Holds the chair or may take it: what they say orders the meeting rather than answers."""
        words = _office(self.role)
        return bool(words) and len(words) <= 2 and words[-1].removeprefix("vice-") in (*_CHAIRS, "mayor", "provost")


@functools.lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _words(text: str | None) -> list[str]:
    return re.findall(r"[a-z0-9'-]+", _fold(text or ""))


def _length(name: str | None) -> tuple[int, int]:
    """How full a name is: words, then letters."""
    return len(_words(name)), len(name or "")


@functools.lru_cache(maxsize=20_000)
def _office(role: str | None) -> tuple[str, ...]:
    """The words of an office that tell it from others."""
    return tuple(w for w in _words(role) if w not in _SMALL)


@functools.lru_cache(maxsize=20_000)
def _core(role: str) -> tuple[str, ...]:
    """The words of an office before `of`, `for` or a comma: `Strategic Manager` of a longer title."""
    return _office(re.split(r"\s(?:of|for|to)\s|,|/|\s[-–—]\s|\(", role)[0])


def _initials(name: str) -> list[str]:
    """First letters of the given names."""
    given = _fold(name).replace(".", ". ").split()[:-1]
    return [w[0] for w in given if w[0].isalpha()]


def _given(name: str) -> list[str]:
    return [w.strip(".") for w in _fold(name).split()[:-1]]


def same_given(a: str, b: str) -> bool:
    """Whether two names of one surname can be one person's: given names or initials that do not clash."""
    first, second = _initials(a), _initials(b)
    if not first or not second:
        return True
    if any(x != y for x, y in zip(first, second, strict=False)):
        return False
    full_a, full_b = (_given(a) or [""])[0], (_given(b) or [""])[0]
    return full_a.startswith(full_b) or full_b.startswith(full_a)  # as an initial does, too


def _titles_clash(a: str | None, b: str | None) -> bool:
    """Mr and Mrs are two; Councillor goes with any."""
    one = {_GENDERED[w] for w in (a or "").split() if w in _GENDERED}
    two = {_GENDERED[w] for w in (b or "").split() if w in _GENDERED}
    return bool(one and two and not one & two)


def _is_seat(role: str | None) -> bool:
    """An office of which a meeting has one: `The Chairman, Cllr Ash and the Clerk` are three if the roll has them."""
    words = _office(role)
    return 0 < len(words) < 3 and words[-1] in (*_CHAIRS, "clerk")


def _is_taken(seats: dict[tuple[str, ...], str], ref: Ref) -> bool:
    """Whether the roll has another in that seat."""
    return seats.get(_office(ref.role), ref.surname) != ref.surname


class Offices:
    """Who holds which office, by its words and by the words that it begins or ends with."""

    def __init__(self) -> None:
        """Nobody holds any."""
        self._exact: dict[tuple[str, ...], list[Person]] = {}
        self._begun: dict[tuple[str, ...], list[Person]] = {}
        self._ending: dict[tuple[str, ...], list[Person]] = {}

    def hold(self, person: Person, before: str | None) -> None:
        """Enter a person's office, and take out the one held before."""
        for role in (before, person.role):
            if not role:
                continue
            words, core = _office(role), _core(role)
            rows = [self._exact.setdefault(words, [])]
            rows += [self._begun.setdefault(words[:n], []) for n in range(1, len(words) + 1)]
            rows += [self._ending.setdefault(core[-n:], []) for n in range(1, len(core))]
            for row in rows:
                if role is before and person in row:
                    row.remove(person)
                elif role is not before:
                    row.append(person)

    def exact(self, words: tuple[str, ...]) -> list[Person]:
        """The holders of the very office."""
        return sorted(self._exact.get(words, ()), key=lambda p: p.order)

    def begun(self, words: tuple[str, ...]) -> list[Person]:
        """The holders of an office that begins with the words."""
        return sorted(self._begun.get(words, ()), key=lambda p: p.order)

    def ending(self, words: tuple[str, ...]) -> list[Person]:
        """The holders of an office whose core ends with the words, but has more."""
        return sorted(self._ending.get(words, ()), key=lambda p: p.order)


class Registry:
    """The persons of a text; `gather` all namings first, then `resolve` each."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._offices = Offices()
        self.ambiguous: list[tuple[Ref, list[Person]]] = []

    def gather(self, refs: list[Ref], *, listed: Sequence[Ref] = ()) -> None:
        """Make the persons: those with given names first, then surnames, then offices, each in the order met.

        `listed` are the namings of a roll; no sentence gives a chair or clerk that the roll has to another.
        """
        seats = {_office(r.role): r.surname for r in listed if r.name and _is_seat(r.role)}
        refs = [replace(r, role=None) if r.name and _is_taken(seats, r) else r for r in refs] + list(listed)
        named = [r for r in refs if r.name]
        for ref in sorted(named, key=lambda r: (not _initials(r.name or ""), r.start)):
            self._gather_name(ref)
        for ref in sorted(
            (r for r in refs if not r.name and r.role and not r.vague), key=lambda r: -len(_office(r.role))
        ):
            if not self._office_holders(ref):
                self.add(ref)
        for person in self.persons:
            person.order = min((s for s, _ in person.spans), default=person.order)
        self.persons.sort(key=lambda p: p.order)

    def add(self, ref: Ref) -> Person:
        """A person more, as one naming has them."""
        person = Person(ref.start, ref.prefix, ref.name, ref.suffix, ref.role, ref.organization)
        person.spans.add((ref.start, ref.end))
        self.persons.append(person)
        if ref.name:
            self._by_surname.setdefault(_fold(ref.surname), []).append(person)
        self._offices.hold(person, None)
        return person

    def appoint(self, person: Person, role: str | None) -> None:
        """Give a person an office in place of the one held."""
        if role != person.role:
            before, person.role = person.role, role
            self._offices.hold(person, before)

    def _gather_name(self, ref: Ref) -> None:
        found = self._namesakes(ref)
        if not found:
            self.add(ref)
        elif len(found) == 1:
            self._merge(found[0], ref)

    def _namesakes(self, ref: Ref) -> list[Person]:
        pool = self._by_surname.get(_fold(ref.surname), [])
        fits = [p for p in pool if same_given(p.name or "", ref.name or "") and not _titles_clash(p.prefix, ref.prefix)]
        if len(fits) > 1 and ref.prefix:
            exact = [p for p in fits if p.prefix == ref.prefix and _given(p.name or "") == _given(ref.name or "")]
            close = [p for p in fits if set((p.prefix or "").split()) == set(ref.prefix.split())]
            if exact:
                return exact[:1]
            if len(close) == 1 and " " in ref.prefix:
                return close
        return fits

    def _merge(self, person: Person, ref: Ref) -> None:
        person.spans.add((ref.start, ref.end))
        if _length(ref.name) > _length(person.name):
            person.name = ref.name
        if ref.prefix and len(ref.prefix) > len(person.prefix or ""):
            person.prefix = ref.prefix
        person.suffix = person.suffix or ref.suffix
        person.organization = person.organization or ref.organization
        if ref.role and len(_office(ref.role)) > len(_office(person.role)):
            self.appoint(person, ref.role)

    def _office_holders(self, ref: Ref) -> list[Person]:
        """Persons whose office the words can mean, the closest kind of match only."""
        want = _office(ref.role)
        if not want:
            return []
        exact = self._offices.exact(want)
        if exact:
            return exact
        if want[-1] in _CHAIRS and len(want) == 1:
            chairs = [person for word in _CHAIRS for person in self._offices.exact((word,))]
            return chairs or [p for p in self._offices.begun(want) if p.status in _HERE]
        begun = self._offices.begun(want)
        if begun:
            council = self._offices.exact((*want, "council"))
            return council if len(begun) > 1 and council else begun
        return self._offices.ending(want) or self._ranked(ref.role or "") or self._short(want)

    def _short(self, want: tuple[str, ...]) -> list[Person]:
        """`the DPO`: whose office begins its words with those letters."""
        if len(want) != 1 or len(want[0]) < 3:
            return []
        return [
            p for p in self.persons if len(_office(p.role)) > 1 and "".join(w[0] for w in _office(p.role)) == want[0]
        ]

    def _ranked(self, rank: str) -> list[Person]:
        """`the Chief Inspector`: whose title that is."""
        if rank not in RANKS:
            return []
        titles = [(p, (p.prefix or "").rstrip(".")) for p in self.persons]
        return [p for p, title in titles if title.endswith(rank) or _RANKS.get(title) == rank]

    def resolve(self, ref: Ref, *, recent: list[Person]) -> Person | None:
        """The person a naming means, None where two could be; `recent` lists who spoke before, the latest last."""
        if ref.name:
            found = self._namesakes(ref)
        elif ref.vague:
            found = self._vague(ref, recent)
        else:
            found = self._office_holders(ref)
        if len(found) > 1:
            found = self._closest(ref, found, recent)
        if len(found) != 1:
            if found:
                self.ambiguous.append((ref, found))
            return None
        found[0].spans.add((ref.start, ref.end))
        return found[0]

    def _closest(self, ref: Ref, found: list[Person], recent: list[Person]) -> list[Person]:
        """Of several, the one who spoke last in this item, else the only one at the meeting, or met so far."""
        for person in reversed(recent):
            if person in found:
                return [person]
        now = [p for p in found if not (p.role or "").startswith(_PAST)] or found
        here = [p for p in now if p.status in _HERE] or now
        met = [p for p in here if any(start < ref.start for start, _ in p.spans)]
        return met if len(met) == 1 else here

    def _vague(self, ref: Ref, recent: list[Person]) -> list[Person]:
        """`the officer`: the last who spoke and holds an office of that kind; `the chairman` as if capitalised."""
        want = _office(ref.role)
        if want and want[-1] == "officer" and len(want) == 1:
            officers = [p for p in reversed(recent) if p.role and not p.is_member and not p.is_chair]
            return officers[:1]
        held = self._office_holders(ref)
        return held or ([self.add(ref)] if want and want[-1] not in ("mover", "seconder", "proposer") else [])
