"""Bare names: who is named without a title, told by a titled namesake, a verb of speech or an office beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutes_cli.engine.tokens import Token

_CAPITALS = frozenset({"CAP", "INITIALS", "PARTICLE"})
_SPEECH = frozenset(
    [
        "ASKV",
        "QUERYV",
        "SEEKV",
        "REQV",
        "PRESSV",
        "WANTV",
        "RAISEV",
        "REPLYV",
        "SAYV",
        "TELLV",
        "ADDEDV",
        "MOVEV",
        "PROPOSEV",
        "SECONDV",
        "DECLAREV",
        "UNDERTAKEV",
        "THANKV",
        "INVITEV",
    ]
)
FINITE = _SPEECH | {"VERBED", "VERBIRR", "HAD", "BE", "WOULD", "WILL", "DONEV", "PRESENTV", "HEARDV"}
_OFFICE_WORDS = frozenset({"CAP", "MOD", "COLL", "ORG", "OF", "FOR", "THE", "AND", "COMMA", "MEMBER", "HEAD"})
_BEGUN = frozenset({"DOT", "QMARK", "COLON", "SEMI"})
_ENDS = frozenset({"AND", "COMMA", "DOT", "QMARK", "SEMI"})
_PLACE = frozenset({"CAP", "MOD", "ORG", "NUMBER"})
_WIDE = 8  # tokens of where one lives
_DOING = _SPEECH | {"VERBED", "PRESENTV", "VERBIRR", "AGREEV"}
_SMALL = frozenset({"WORD", "VERBED", "MODLC", "FORMER"})


def bare_names(text: str, runs: Iterable[list[Token]]) -> frozenset[str]:
    """Names without a title that the text gives away: by a titled namesake, a verb of speech or an office beside.

    A capitalised word that the text also writes small is no part of one.
    """
    small: set[str] = set()
    titled: set[str] = set()
    for run in runs:
        small.update(text[t.start : t.end].rstrip(".") for t in run if t.type in _SMALL)
        titled.update(_surnames(text, run))
    found: set[str] = set()
    for run in runs:
        at = 0
        while at < len(run):
            end = _capitals(run, at)
            if end - at == 1 and (_of_office(text, run, at, small) or _alone(text, run, at, small)):
                found.add(text[run[at].start : run[at].end])
            if end - at >= 2:
                words = [text[t.start : t.end] for t in run[at:end]]
                if _person(run, at, end, words, small, titled):
                    found.add(" ".join(words))
            at = max(end, at + 1)
    return frozenset(found)


def given_names(text: str, runs: Iterable[list[Token]], full: Iterable[str]) -> dict[str, str]:
    """Given names, surnames and initials that stand alone (`Hannah stressed`, `CF said`), with the full names."""
    owners: dict[str, set[str]] = {}
    surnames: dict[str, set[str]] = {}
    for name in full:
        words = name.split()
        if len(words) > 1:
            owners.setdefault("".join(word[0] for word in words), set()).add(name)
        if len(words) > 1 and len(words[0]) > 2:
            owners.setdefault(words[0], set()).add(name)
        if words[-1:] != words[:1] or len(words) == 1:
            surnames.setdefault(words[-1], set()).add(name)
    alone = {given: names.pop() for given, names in owners.items() if len(names) == 1}
    family = {last: names.pop() for last, names in surnames.items() if len(names) == 1 and last not in owners}
    found: dict[str, str] = {}
    for run in runs if alone or family else ():
        for at, token in enumerate(run[:-1]):
            if token.type not in ("CAP", "POSTNOM", "TITLE") or run[at + 1].type not in _DOING:
                continue
            given = text[token.start : token.end]
            if given in family and run[at + 1].type in _SPEECH and (at == 0 or run[at - 1].type in _BEGUN):
                found[given] = family[given]
            if given in alone and (at == 0 or run[at - 1].type in ("DOT", "COMMA", "AND", "DASH", "QMARK")):
                found[given] = alone[given]
    return found


def _surnames(text: str, run: list[Token]) -> Iterator[str]:
    """The last words of the names that a title begins."""
    title = None
    for at, token in enumerate(run):
        if token.type == "TITLE" and title is None:
            title = at
        ends = at + 1 == len(run) or run[at + 1].type not in ("CAP", "INITIALS", "TITLE", "A", "I")
        if ends and title is not None:
            if at > title:
                yield text[token.start : token.end]
            title = None


def _capitals(run: list[Token], at: int) -> int:
    """The end of a stretch of two to four words of a name, or `at`."""
    if run[at].type != "CAP" or (at and run[at - 1].type in ("CAP", "TITLE", "TITLES", "ORG", "INITIALS", "NUMBER")):
        return at
    end = at + 1
    while end < len(run) and end - at < 5 and run[end].type in _CAPITALS:
        end += 1
    if end - at > 4 or run[end - 1].type != "CAP":
        return at
    return end


def _of_office(text: str, run: list[Token], at: int, small: set[str]) -> bool:
    """A surname between an office and a verb: `Director Halvorsen noted`."""
    if not at or run[at - 1].type != "HEAD" or at + 1 >= len(run) or run[at + 1].type not in _DOING:
        return False
    word = text[run[at].start : run[at].end]
    return len(word) > 2 and word.lower() not in small and not word.isupper()


def _alone(text: str, run: list[Token], at: int, small: set[str]) -> bool:
    """One word with what its bearer is behind it: `Vanessa, a student, asked`."""
    after = [t.type for t in run[at + 1 : at + 5]]
    if after[:2] != ["COMMA", "A"] or "ANONHEAD" not in after[2:4] or (at and run[at - 1].type not in _ENDS):
        return False
    word = text[run[at].start : run[at].end]
    return len(word) > 2 and word.lower() not in small and not word.isupper()


def _person(run: list[Token], at: int, end: int, words: list[str], small: set[str], titled: set[str]) -> bool:
    if any(len(w) > 1 and (w.lower() in small or (w.isupper() and len(w) > 3)) for w in words):
        return False
    before = run[at - 1].type if at else ""
    if before in ("THE", "POSS", "OF") or (before == "MOD" and words[-1] not in titled):
        return False
    after = run[end].type if end < len(run) else ""
    if after in ("ORG", "COLL", "HEAD", "NUMBER"):
        return False
    if before == "COMMA" and after in _DOING and _titled_before(run, at - 1):  # Ms Dee Roe, Quay Chamber asked
        return False
    if words[-1] not in titled and before == "AND" and _office_before(run, at - 1):
        return False
    if after == "FROM" and before in ("", "DOT"):
        return True
    if after == "OF" and before in ("", "DOT") and _speaks_for(run, end + 1):
        return True
    if before in ("INSERT", "LEAD") and before:  # at Mill Lane: a place
        return False
    if words[-1] in titled or after in _SPEECH:
        return True
    second = run[end + 1].type if end + 1 < len(run) else ""
    if after in ("COMMA", "LPAR") and second in ("HEAD", "HEADLC", "ANONHEAD", "BEHALF"):
        return True
    if after in ("COMMA", "LPAR") and _is_seat(run, end + 1):
        return True
    if _beside_place(run, end) in _SPEECH:
        return True
    if after in ("COMMA", "LPAR") and second in ("MOD", "CAP", "A", "THE"):
        return any(t.type in ("HEAD", "HEADLC", "MEMBER", "ANONHEAD") for t in run[end + 2 : end + 5])
    if before == "LPAR" and after == "RPAR":
        return any(t.type == "HEAD" for t in run[max(at - 9, 0) : at - 1])
    if before == "COMMA" and after == "COMMA" and [t.type for t in run[max(at - 3, 0) : at - 1]][:1] == ["THE"]:
        return run[at - 2].type in ("HEADLC", "ANONHEAD")  # the applicant, Ann Roe, said
    return before in ("HEAD", "HEADLC", "ANONHEAD") or (before == "COMMA" and _office_before(run, at - 1))


def _beside_place(run: list[Token], end: int) -> str:
    """The type of the token behind where one lives: Ada Cole, 14 Elm Street, asked   Ben Ash of Mill Lane said."""
    after = run[end].type if end < len(run) else ""
    at = end + 1
    while at < len(run) and at - end < _WIDE and run[at].type in _PLACE:
        at += 1
    close = {"COMMA": "COMMA", "LPAR": "RPAR"}.get(after)
    if at == end + 1 or at >= len(run) or after not in ("COMMA", "LPAR", "OF"):
        return ""
    if after == "COMMA" and run[end + 1].type != "NUMBER" and run[at - 1].type != "ORG":
        return ""
    if close is None:
        return run[at].type
    return run[at + 1].type if run[at].type == close and at + 1 < len(run) else ""


def _office_before(run: list[Token], comma: int) -> bool:
    """Whether an office stands before a comma: `The Mayor of the Borough, Edmund Harte`."""
    at = comma
    while at and comma - at < 14 and run[at - 1].type in _OFFICE_WORDS:
        at -= 1
    while at < comma and run[at].type in ("COMMA", "AND", "OF", "FOR"):
        at += 1
    if run[at].type not in ("THE", "HEAD", "MOD"):
        return False  # begins with a name: what follows its office is an organisation
    return any(t.type in ("HEAD", "MEMBER") for t in run[at:comma])


def _speaks_for(run: list[Token], at: int) -> bool:
    """Whether a body stands at a place and a verb of speech behind it: Ann Roe of the Quay Trust reported."""
    at += run[at : at + 1] != [] and run[at].type == "THE"
    end = at
    while end < len(run) and end - at < 6 and run[end].type in ("CAP", "MOD", "ORG", "COLL", "AND", "OF"):
        end += 1
    return at < end < len(run) and run[end].type in _DOING


def _titled_before(run: list[Token], comma: int) -> bool:
    """Whether a name with a title or initials ends at a comma: what stands behind it is where its bearer comes from."""
    at = comma
    while at and comma - at < 4 and run[at - 1].type in _CAPITALS:
        at -= 1
    if any(token.type == "INITIALS" for token in run[at:comma]):
        return True
    return at < comma and at > 0 and run[at - 1].type == "TITLE"


def _is_seat(run: list[Token], at: int) -> bool:
    """`County Councillor` with no name behind it: the office of who stands before it."""
    while at < len(run) and run[at].type == "MOD":
        at += 1
    return at + 1 < len(run) and run[at].type == "TITLE" and run[at + 1].type in ("COMMA", "RPAR", "DOT")
