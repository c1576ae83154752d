"""Offices: who holds which."""

from __future__ import annotations

from minutes_cli.persons.person import Person, core_of, office_of


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
            words, core = office_of(role), core_of(role)
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
