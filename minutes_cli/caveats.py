"""What the reader should know of a result: the warnings, each with a stable code and the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from minutes_cli.drafts import Text
from minutes_cli.limits import MOST_TOKENS
from minutes_cli.model import Warning
from minutes_cli.persons.person import Person


def caveats(text: Text, line: Callable[[int], int]) -> Iterable[Warning]:
    """The warnings of a text in its order; `line` gives the line of an offset."""
    found = [*_nothing(text), *_unanswered(text), *_ambiguous(text), *_cut_off(text), *_endless(text), *_dated(text)]
    for code, message, start, end in sorted(found, key=lambda row: (row[2], row[0])):
        yield Warning(code=code, message=message, start=start, end=end, line=line(start))


Caveat = tuple[str, str, int, int]


def _nothing(text: Text) -> Iterable[Caveat]:
    """Where nobody is named and nothing is said or decided."""
    named = any(person.active and person.name for person in text.registry.persons)
    if named or any((text.said, text.motions, text.votes, text.decisions, text.tasks, text.declarations)):
        return
    words = text.layout.text.strip()
    if not words:
        return
    start = text.layout.text.find(words)
    message = "nobody is named here and nothing is said or decided; this may be an agenda or a notice, and no minutes"
    yield ("no-minutes", message, start, start + len(words.splitlines()[0]))


def _unanswered(text: Text) -> Iterable[Caveat]:
    for row in text.said:
        if row.kind == "question" and not row.answered:
            yield (
                "unanswered-question",
                "no answer to this question was found; it may be given in writing or later in the text",
                row.start,
                row.end,
            )


def _ambiguous(text: Text) -> Iterable[Caveat]:
    for ref, persons in text.registry.ambiguous:
        words = " ".join(text.layout.text[ref.start : ref.end].split())
        who = " or ".join(_called(p) for p in persons[:3])
        yield ("ambiguous-person", f"{words} could be {who}; nobody was chosen", ref.start, ref.end)


def _cut_off(text: Text) -> Iterable[Caveat]:
    if text.layout.cut_off:
        end = len(text.layout.text.rstrip())
        start = max(end - 40, 0)
        yield ("cut-off", "the text breaks off here; what follows in the minutes is not in this result", start, end)


def _endless(text: Text) -> Iterable[Caveat]:
    for sentence in (s for found in text.sentences.values() for s in found if s.stop - s.at > MOST_TOKENS):
        start = sentence.tokens[MOST_TOKENS].start
        told = f"a sentence has more than {MOST_TOKENS:,} words; who speaks in it was not read from here on"
        yield ("long-sentence", told, start, sentence.end)


def _dated(text: Text) -> Iterable[Caveat]:
    if text.heading.concluded is not None:
        told = (
            f"the year of this day is not printed here; {text.heading.date} is concluded from other dates of the text"
        )
        yield ("concluded-year", told, *text.heading.concluded)


def _called(person: Person) -> str:
    return " ".join(w for w in (person.prefix, person.name or person.role) if w)
