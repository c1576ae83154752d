"""Who is named: tokens of persons, offices and collectives, in place of the words that make them up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.island import Islands, Tree
from minutes_cli.engine.tokens import Lexer, Token

_CAPITALS = frozenset({"CAP", "INITIALS", "PARTICLE"})
_NAMING = frozenset({"CAP", "INITIALS", "POSTNOM"})  # what a known name, or its initials, may begin with
_ENDS = frozenset({"AND", "COMMA", "DOT", "QMARK", "SEMI"})
_PAST = frozenset({"ex", "former", "late", "previous"})
_PLAIN = frozenset({"MODLC", "HEADOF", "FORMER"})  # words as any other where no office follows
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
_DOING = _SPEECH | {"VERBED", "PRESENTV", "VERBIRR", "AGREEV"}
_OFFICE_WORDS = frozenset({"CAP", "MOD", "COLL", "ORG", "OF", "FOR", "THE", "AND", "COMMA", "MEMBER", "HEAD"})
_TOKEN = {"name": "NAME", "names": "NAMES", "office": "OFFICE", "office_lc": "OFFICE_LC"}
_COUNT = re.compile(r"\d{1,3}(?:st|nd|rd|th)?")  # Section 151 Officer
_WHO = {"who": "WHO", "whos": "WHOS", "anon": "ANON", "group": "GROUP", "staff": "STAFF"}
PREFIXES = {"cllr": "Councillor", "cllr.": "Councillor", "cllrs": "Councillor", "councillors": "Councillor"}
PREFIXES |= {
    "clr": "Councillor",
    "cclr": "Councillor",
    "clrs": "Councillor",
    "cllrs.": "Councillor",
    "ccllr": "Councillor",
}
RANKS = frozenset(  # titles that tell who is meant where no name follows
    [
        "A/Superintendent",
        "Acting Superintendent",
        "Archdeacon",
        "Canon",
        "Captain",
        "Chief Inspector",
        "Chief Superintendent",
        "Colonel",
        "Commander",
        "Detective Inspector",
        "Detective Sergeant",
        "Detective Superintendent",
        "Imam",
        "Pastor",
        "Professor",
        "Rabbi",
        "Reverend",
        "Sergeant",
        "Superintendent",
    ]
)
PLURALS = {
    "comhairleoirí": "Councillor",
    "council members": "Council Member",
    "messrs": "Mr",
    "messrs.": "Mr",
    "aldermen": "Alderman",
    "drs": "Dr",
    "misses": "Miss",
    "members": None,
}


@dataclass(frozen=True, slots=True)
class Ref:
    """One naming of a person: what its words say, and where (offsets in the text)."""

    start: int
    end: int
    prefix: str | None = None
    name: str | None = None
    suffix: str | None = None
    role: str | None = None
    organization: str | None = None
    vague: bool = False  # a small-letter office, `the officer`: whoever holds it here

    @property
    def surname(self) -> str:
        """The last word of the name, folded; '' where there is none."""
        return self.name.split()[-1].casefold() if self.name else ""


class Namer:
    """Finds names, offices and collectives among tokens, by names.lark and who.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        self.lexer = Lexer(table("words", patches))
        self._names = Islands(table("names", patches), longest=48)
        self._who = Islands(table("who", patches), longest=32)
        self._begin = self._names.starts
        self._persons = self._who.starts

    def bare_names(self, text: str, runs: list[list[Token]]) -> frozenset[str]:
        """Names without a title that the text gives away: by a titled namesake, a verb of speech or an office beside.

        A capitalised word that the text also writes small is no part of one.
        """
        small = {
            text[t.start : t.end].rstrip(".")
            for run in runs
            for t in run
            if t.type in ("WORD", "VERBED", "MODLC", "FORMER")
        }
        titled = {surname for run in runs for surname in self._surnames(text, run)}
        found: set[str] = set()
        for run in runs:
            at = 0
            while at < len(run):
                end = self._capitals(run, at)
                if end - at == 1 and (self._of_office(text, run, at, small) or self._alone(text, run, at, small)):
                    found.add(text[run[at].start : run[at].end])
                if end - at >= 2:
                    words = [text[t.start : t.end] for t in run[at:end]]
                    if self._person(run, at, end, words, small, titled):
                        found.add(" ".join(words))
                at = max(end, at + 1)
        return frozenset(found)

    def given_names(self, text: str, runs: list[list[Token]], full: Iterable[str]) -> dict[str, str]:
        """Given names and initials that stand by themselves (`Hannah stressed`, `CF said`), with the full names."""
        owners: dict[str, set[str]] = {}
        for name in full:
            words = name.split()
            if len(words) > 1:
                owners.setdefault("".join(word[0] for word in words), set()).add(name)
            if len(words) > 1 and len(words[0]) > 2:
                owners.setdefault(words[0], set()).add(name)
        alone = {given: names.pop() for given, names in owners.items() if len(names) == 1}
        found: dict[str, str] = {}
        for run in runs:
            for at, token in enumerate(run[:-1]):
                if token.type not in ("CAP", "POSTNOM", "TITLE") or run[at + 1].type not in _DOING:
                    continue
                given = text[token.start : token.end]
                if given in alone and (at == 0 or run[at - 1].type in ("DOT", "COMMA", "AND", "DASH", "QMARK")):
                    found[given] = alone[given]
        return found

    @staticmethod
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

    @staticmethod
    def _capitals(run: list[Token], at: int) -> int:
        """The end of a stretch of two to four words of a name, or `at`."""
        if run[at].type != "CAP" or (
            at and run[at - 1].type in ("CAP", "TITLE", "TITLES", "ORG", "INITIALS", "NUMBER")
        ):
            return at
        end = at + 1
        while end < len(run) and end - at < 5 and run[end].type in _CAPITALS:
            end += 1
        if end - at > 4 or run[end - 1].type != "CAP":
            return at
        return end

    @staticmethod
    def _of_office(text: str, run: list[Token], at: int, small: set[str]) -> bool:
        """A surname between an office and a verb: `Director Halvorsen noted`."""
        if not at or run[at - 1].type != "HEAD" or at + 1 >= len(run) or run[at + 1].type not in _DOING:
            return False
        word = text[run[at].start : run[at].end]
        return len(word) > 2 and word.lower() not in small and not word.isupper()

    @staticmethod
    def _alone(text: str, run: list[Token], at: int, small: set[str]) -> bool:
        """One word with what its bearer is behind it: `Vanessa, a student, asked`."""
        after = [t.type for t in run[at + 1 : at + 5]]
        if after[:2] != ["COMMA", "A"] or "ANONHEAD" not in after[2:4] or (at and run[at - 1].type not in _ENDS):
            return False
        word = text[run[at].start : run[at].end]
        return len(word) > 2 and word.lower() not in small and not word.isupper()

    @staticmethod
    def _person(run: list[Token], at: int, end: int, words: list[str], small: set[str], titled: set[str]) -> bool:
        if any(len(w) > 1 and (w.lower() in small or (w.isupper() and len(w) > 3)) for w in words):
            return False
        before = run[at - 1].type if at else ""
        if before in ("THE", "POSS", "OF") or (before == "MOD" and words[-1] not in titled):
            return False
        after = run[end].type if end < len(run) else ""
        if after in ("ORG", "COLL", "HEAD", "NUMBER"):
            return False
        if words[-1] not in titled and before == "AND" and _office_before(run, at - 1):
            return False
        if after == "FROM" and before in ("", "DOT"):
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
        if after in ("COMMA", "LPAR") and second in ("MOD", "CAP", "A", "THE"):
            return any(t.type in ("HEAD", "HEADLC", "MEMBER", "ANONHEAD") for t in run[end + 2 : end + 5])
        if before == "LPAR" and after == "RPAR":
            return any(t.type == "HEAD" for t in run[max(at - 9, 0) : at - 1])
        return before in ("HEAD", "HEADLC") or (before == "COMMA" and _office_before(run, at - 1))

    def read(self, text: str, run: list[Token], known: Mapping[str, str]) -> list[Token]:
        """The tokens with persons in place: WHO, WHOS (value: the Refs), ANON and GROUP.

        `known` are names without a title, and initials that stand for one, each with the full name.
        """
        return self._collapse_who(text, self._collapse_names(text, run, known))

    def _collapse_names(self, text: str, run: list[Token], known: Mapping[str, str]) -> list[Token]:
        types = [t.type for t in run]
        places = self._known(text, run, types, known)
        for begin, stop in places.items():
            for inside in range(begin, stop):
                types[inside] = "KNOWN"  # no office may reach into a name
        for at, token in enumerate(run):
            titled = at and types[at - 1] == "TITLE"  # PC 1714 Brack
            if token.type == "NUMBER" and not titled and not _COUNT.fullmatch(text, token.start, token.end):
                types[at] = "KNOWN"  # nor be counted in pounds
        out, at = [], 0
        while at < len(run):
            end = places.get(at)
            if end:
                span = Token("NAME", run[at].start, run[end - 1].end)
                span.value = Ref(span.start, span.end, name=known[_phrase(text, run[at:end])])
                out.append(span)
                at = end
                continue
            tree = self._names.match(types, at) if types[at] in self._begin else None
            if tree is None:
                word = run[at]
                out.append(Token("WORD", word.start, word.end) if word.type in _PLAIN else word)
                at += 1
                continue
            out.append(self._name_token(text, run, at, tree))
            at += tree.end
        return out

    def _known(self, text: str, run: list[Token], types: list[str], known: Mapping[str, str]) -> dict[int, int]:
        """Where known names stand that no title goes before: their first token and the place after the last."""
        firsts = {name.split(" ", 1)[0] for name in known}
        found: dict[int, int] = {}
        at = 0
        while at < len(run):
            if types[at] in ("TITLE", "TITLES") and (tree := self._names.match(types, at)) is not None:
                at += tree.end
                continue
            if types[at] in _NAMING and text[run[at].start : run[at].end] in firsts:
                for width in range(min(4, len(run) - at), 0, -1):
                    if _phrase(text, run[at : at + width]) in known:
                        found[at] = at + width
                        break
            at = found.get(at, at + 1)
        return found

    def _name_token(self, text: str, run: list[Token], at: int, tree: Tree) -> Token:
        kind = tree.children[0].name
        token = Token(_TOKEN[kind], run[at].start, run[at + tree.end - 1].end)
        if kind == "name":
            token.value = _ref(text, run, at, tree)
        elif kind == "names":
            token.value = _refs(text, run, at, tree)
        else:
            token.value = " ".join(text[token.start : token.end].split())
        return token

    def _collapse_who(self, text: str, run: list[Token]) -> list[Token]:
        types = [t.type for t in run]
        out, at = [], 0
        while at < len(run):
            tree = self._who.match(types, at) if types[at] in self._persons else None
            if tree is None:
                out.append(run[at])
                at += 1
                continue
            kind = tree.children[0].name
            if kind == "who" and (cut := _begins_next(run, at, tree.end) or _another(text, run, at, tree.end)):
                tree = self._who.match(types[at : at + cut])
                assert tree is not None
            stop = _unit(run, at + tree.end) if kind == "who" and types[at + tree.end - 1] == "OFFICE" else 0
            token = Token(_WHO[kind], run[at].start, run[max(at + tree.end, stop) - 1].end)
            if kind == "who" and _is_again(text, run[at : at + tree.end]):
                token.type = "PRON"
            elif kind == "who":
                ref = _person(text, run[at : at + tree.end])
                before = text[run[at - 1].start : run[at - 1].end] if at else ""
                if stop:
                    unit = " ".join(text[run[at + tree.end + 1].start : token.end].split())
                    ref = replace(ref, end=token.end, role=f"{ref.role}, {unit}")
                token.value = (replace(ref, role=_past(ref, before)) if before.lower() in _PAST else ref,)
            elif kind == "anon" and run[at].type == "THE" and run[at + 1].type == "MEMBER":
                token.type = "PRON"  # `the Member` again: the one who spoke
            elif kind == "whos":
                token.value = run[at].value
            out.append(token)
            at = max(at + tree.end, stop)
        return out


def _is_seat(run: list[Token], at: int) -> bool:
    """`County Councillor` with no name behind it: the office of who stands before it."""
    while at < len(run) and run[at].type == "MOD":
        at += 1
    return at + 1 < len(run) and run[at].type == "TITLE" and run[at + 1].type in ("COMMA", "RPAR", "DOT")


def _unit(run: list[Token], at: int) -> int:
    """The end of a department between an office and its verb: `The Officer, Property Services advised`; else 0."""
    end = at + 1
    while end < len(run) and end - at < 8 and run[end].type in ("CAP", "MOD", "ORG", "AND"):
        end += 1
    words = [t.type for t in run[at + 1 : end]]
    if run[at : at + 1] == [] or run[at].type != "COMMA" or not {"MOD", "ORG"} & set(words) or words[-1] == "AND":
        return 0
    verb = end + 1 if end < len(run) and run[end].type == "ADV" else end
    return end if verb < len(run) and run[verb].type in FINITE | {"AGREEV"} else 0


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


def _another(text: str, run: list[Token], at: int, end: int) -> int:
    """`a question from Councillor Ferris, the Manager confirmed`: the office is another's, who speaks."""
    if at and run[at - 1].type == "LEAD":  # in answer to Councillor Ferris, the Manager
        pass
    elif at < 2 or run[at - 1].type not in ("FROM", "BY", "OF") or run[at - 2].type == "AUTHORED":
        return 0
    if at > 1 and run[at - 1].type == "OF" and text[run[at - 2].start : run[at - 2].end] != "absence":
        return 0
    after = at + end
    if after < len(run) and run[after].type == "LPAR":  # the Head of Audit (Petra Hale-Morton) stated
        after = next((i + 1 for i in range(after, min(after + 8, len(run))) if run[i].type == "RPAR"), after)
    if after < len(run) and run[after].type in FINITE:
        return next((i for i in range(1, end) if run[at + i].type == "COMMA"), 0)
    return 0


def _begins_next(run: list[Token], at: int, end: int) -> int:
    """`Dr Ash, Business Manager Tess Hull`: the office is of the one named behind it; how many tokens are before."""
    if at + end >= len(run) or run[at + end].type != "NAME" or run[at + end - 1].type != "OFFICE" or end < 3:
        return 0
    return end - 2 if run[at + end - 2].type == "COMMA" and run[at].type == "NAME" else 0


def _is_again(text: str, run: list[Token]) -> bool:
    """`the Councillor` is who spoke before; `the Chief Inspector` bears a rank that tells who it is."""
    return run[-1].type == "TITLE" and text[run[-1].start : run[-1].end] not in RANKS


def _past(ref: Ref, word: str) -> str | None:
    """An office held no longer: none of somebody named, and not this meeting's where only it is given."""
    return None if ref.name or ref.role is None else f"{word} {ref.role}"


def _phrase(text: str, run: list[Token]) -> str:
    return " ".join(text[t.start : t.end] for t in run)


def _fold_prefix(words: list[str]) -> str | None:
    return " ".join(PREFIXES.get(w.lower(), w.rstrip(".") if w.lower() != "rev'd" else w) for w in words) or None


def _ref(text: str, run: list[Token], at: int, tree: Tree, prefix: str | None = None) -> Ref:
    """The Ref of a name (or of one entry of several), from the tokens its tree covers."""
    aside = tree.find("aside")
    inside = set(range(aside.start, aside.end)) if aside else set()
    titles: list[str] = []
    names: list[str] = []
    suffix: list[str] = []
    for place in range(tree.start, tree.end):
        token = run[at + place]
        word = text[token.start : token.end]
        if place in inside or token.type in ("COMMA", "NUMBER"):
            continue
        if token.type == "TITLE" and not names:
            titles.append(word)
        elif token.type == "POSTNOM":
            suffix.append(word)
        else:
            names.append(word)
    if aside:  # Loxton (Hester): the given name follows
        token = run[at + aside.start + 1]
        names.insert(0, text[token.start : token.end])
    start, end = run[at + tree.start].start, run[at + tree.end - 1].end
    both = " ".join(w for w in (prefix, _fold_prefix(titles)) if w) or None
    return Ref(start, end, prefix=both, name=" ".join(names) or None, suffix=" ".join(suffix) or None)


def _refs(text: str, run: list[Token], at: int, tree: Tree) -> tuple[Ref, ...]:
    plural = text[run[at].start : run[at].end]
    prefix = PREFIXES.get(plural.lower(), PLURALS.get(plural.lower(), plural.rstrip("s")))
    found = []
    for entry in tree.all("entry"):
        ref = _ref(text, run, at, entry, prefix)
        if prefix == "Councillor" or ref.prefix is None or " " not in ref.prefix:
            found.append(ref)
        else:
            found.append(replace(ref, prefix=ref.prefix.split(" ", 1)[1]))
    return tuple(found)


def _person(text: str, run: list[Token]) -> Ref:
    """The Ref of a `who`: a name, an office, or both."""
    name = next((t.value for t in run if t.type == "NAME"), None)
    offices = [t for t in run if t.type in ("OFFICE", "OFFICE_LC")]
    office = offices[0] if offices else None
    start, end = run[0].start, run[-1].end
    organization, role = None, None
    last = max((i for i, t in enumerate(run) if t.type in ("NAME", "OFFICE", "OFFICE_LC")), default=0)
    tail = [t for t in run[last + 1 :] if t.type not in ("COMMA", "LPAR", "RPAR", "FROM", "OF", "THE")]
    if tail:
        organization = " ".join(text[tail[0].start : tail[-1].end].split())
    if office is not None:
        stop = tail[-1].end if tail and run[last] is office else offices[-1].end
        role = re.sub(r"\s+", " ", text[office.start : stop])
    seat = [t for t in run if t.type in ("TITLE", "MOD")]
    if office is None and any(t.type == "TITLE" for t in seat):  # the Chief Inspector; Jane Roe, County Councillor
        role, organization = " ".join(text[seat[0].start : seat[-1].end].split()), None
    if name is None and office is None:
        return Ref(start, end, role=role)
    vague = name is None and office is not None and office.type == "OFFICE_LC"
    if not isinstance(name, Ref):
        return Ref(start, end, role=role, organization=organization, vague=vague)
    return replace(name, start=start, end=end, role=role, organization=organization)
