"""Who is who: the namings of a text gathered into persons, and each naming resolved to one of them.

`C Vane, Strategic Manager, Safeguarding` and a later `the Strategic Manager` are one; `Councillor R Thirsk` and
`Councillor D Thirsk` are two. Where two could be meant, the one speaking last or first named here is taken only if
the words allow no other; else nobody is.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from minutes_cli.persons.names import Ref
from minutes_cli.persons.offices import Offices
from minutes_cli.persons.person import CHAIRS, Person, fold, office_of, words_of
from minutes_cli.persons.titles import RANKS

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


def _length(name: str | None) -> tuple[int, int]:
    """How full a name is: words, then letters."""
    return len(words_of(name)), len(name or "")


def _initials(name: str) -> list[str]:
    """First letters of the given names."""
    given = fold(name).replace(".", ". ").split()[:-1]
    return [w[0] for w in given if w[0].isalpha()]


def _given(name: str) -> list[str]:
    return [w.strip(".") for w in fold(name).split()[:-1]]


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
    words = office_of(role)
    return 0 < len(words) < 3 and words[-1] in (*CHAIRS, "clerk")


def _is_taken(seats: dict[tuple[str, ...], str], ref: Ref) -> bool:
    """Whether the roll has another in that seat."""
    return seats.get(office_of(ref.role), ref.surname) != ref.surname


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
        seats = {office_of(r.role): r.surname for r in listed if r.name and _is_seat(r.role)}
        refs = [replace(r, role=None) if r.name and _is_taken(seats, r) else r for r in refs] + list(listed)
        named = [r for r in refs if r.name]
        for ref in sorted(named, key=lambda r: (not _initials(r.name or ""), r.start)):
            self._gather_name(ref)
        for ref in sorted(
            (r for r in refs if not r.name and r.role and not r.vague), key=lambda r: -len(office_of(r.role))
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
            self._by_surname.setdefault(fold(ref.surname), []).append(person)
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
        pool = self._by_surname.get(fold(ref.surname), [])
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
        if ref.role and len(office_of(ref.role)) > len(office_of(person.role)):
            self.appoint(person, ref.role)

    def _office_holders(self, ref: Ref) -> list[Person]:
        """Persons whose office the words can mean, the closest kind of match only."""
        want = office_of(ref.role)
        if not want:
            return []
        exact = self._offices.exact(want)
        if exact:
            return exact
        if want[-1] in CHAIRS and len(want) == 1:
            chairs = [person for word in CHAIRS for person in self._offices.exact((word,))]
            begun = self._offices.begun(want)
            return chairs or (begun if len(begun) == 1 else [p for p in begun if p.status in _HERE])
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
            p
            for p in self.persons
            if len(office_of(p.role)) > 1 and "".join(w[0] for w in office_of(p.role)) == want[0]
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
        want = office_of(ref.role)
        if want and want[-1] == "officer" and len(want) == 1:
            officers = [p for p in reversed(recent) if p.role and not p.is_member and not p.is_chair]
            return officers[:1]
        held = self._office_holders(ref)
        return held or ([self.add(ref)] if want and want[-1] not in ("mover", "seconder", "proposer") else [])
