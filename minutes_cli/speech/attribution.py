"""The place where a text names the person whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes_cli.model import Attendee
from minutes_cli.page.wording import name

_NEAR = 60  # a name that starts within so many characters is seen at once
_ARTICLE = re.compile(r"(?:the|an?) $", re.IGNORECASE)
_FORENAMES = r"(?:[A-Z][\w.’'-]* ){0,4}"


def naming(text: str, words: str, people: Sequence[Attendee]) -> tuple[int, int] | None:
    """Where near its start a folded text names all of the people, by surname or full office; None if nowhere.

    `words` are those that the text has for them, if known. The article before them is taken in.
    """
    at = text.find(words) if words else -1
    if 0 <= at < _NEAR and all(_is_named(person, words) for person in people):
        article = _ARTICLE.search(text[:at])
        return (article.start() if article else at), at + len(words)
    if len(people) == 1 and people[0].name:
        return _surname(text, people[0].name)
    return None


def opening(text: str, words: str) -> int:
    """How many characters the words take at the start of a folded text, article included; 0 if not there."""
    found = re.match(rf"(?:the |an? )?{re.escape(words)}(?!\w)", text, re.IGNORECASE) if words else None
    return found.end() if found else 0


def _is_named(person: Attendee, words: str) -> bool:
    said = words.replace("’", "'").split()
    if person.name:
        return person.name.replace("’", "'").split()[-1] in said
    return opening(" ".join(said), name(person).replace("’", "'")) > 0


def _surname(text: str, known: str) -> tuple[int, int] | None:
    """The place of a name at the start: title, forenames or initials that may be this person's, surname."""
    found = re.match(rf"{_FORENAMES}{re.escape(known.split()[-1])}(?!\w)", text)
    if found is None:
        return None
    initials = [word[0] for word in found[0].split()[:-1] if len(word.rstrip(".")) == 1]
    own = {word[0] for word in known.split()}
    return found.span() if len(own) == 1 or own.issuperset(initials) else None
