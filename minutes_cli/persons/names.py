"""Who is named: tokens of persons, offices and collectives, in place of the words that make them up."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from minutes_cli import kept
from minutes_cli.engine.grammar import Patch, table
from minutes_cli.engine.island import Islands, Tree
from minutes_cli.engine.tokens import Lexer, Token
from minutes_cli.persons.bare import FINITE
from minutes_cli.persons.titles import PLURALS, PREFIXES, RANKS, fold_prefix

_NAMING = frozenset({"CAP", "INITIALS", "POSTNOM"})  # what a known name, or its initials, may begin with
_BEHIND = frozenset({"CAP", "INITIALS", "POSTNOM", "COMMA", "MOD", "HEAD", "ORG"})  # before letters behind a name
_PAST = frozenset({"ex", "former", "late", "previous"})
_PLAIN = frozenset({"MODLC", "HEADOF", "FORMER"})  # words as any other where no office follows
_TOKEN = {"name": "NAME", "names": "NAMES", "office": "OFFICE", "office_lc": "OFFICE_LC"}
_COUNT = kept.compile(r"\d{1,3}(?:st|nd|rd|th)?")  # Section 151 Officer
_WHO = {"who": "WHO", "whos": "WHOS", "anon": "ANON", "group": "GROUP", "staff": "STAFF"}


class Ref(msgspec.Struct, frozen=True, gc=False):
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


class Known(dict[str, str]):
    """Names without a title, and initials that stand for one, each with the full name."""

    @functools.cached_property
    def firsts(self) -> frozenset[str]:
        """The first word of each."""
        return frozenset(name.split(" ", 1)[0] for name in self)


class Namer:
    """Finds names, offices and collectives among tokens, by names.lark and who.lark."""

    def __init__(self, patches: tuple[Patch, ...] = ()) -> None:
        self.lexer = Lexer(table("words", patches))
        self._names = Islands(table("names", patches), longest=48)
        self._who = Islands(table("who", patches), longest=32)
        self._begin = self._names.starts
        self._persons = self._who.starts

    def read(self, text: str, run: list[Token], known: Known) -> list[Token]:
        """The tokens with persons in place: WHO, WHOS (value: the Refs), ANON and GROUP."""
        return self._collapse_who(text, self._collapse_names(text, list(_titled(text, run)), known))

    def _collapse_names(self, text: str, run: list[Token], known: Known) -> list[Token]:
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

    def _known(self, text: str, run: list[Token], types: list[str], known: Known) -> dict[int, int]:
        """Where known names stand that no title goes before: their first token and the place after the last."""
        firsts = known.firsts
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


def _titled(text: str, run: list[Token]) -> Iterator[Token]:
    """The tokens, letters behind a name that stand before one a title: `CC Storey advised`, `MP Ash said`."""
    for at, token in enumerate(run):
        letters = token.type == "POSTNOM" and at + 1 < len(run) and run[at + 1].type == "CAP"
        if letters and "/" in text[run[at + 1].start : run[at + 1].end]:  # MSP Ash/Birch: moved, seconded, passed
            letters = False
        if letters and (not at or run[at - 1].type not in _BEHIND):
            yield Token("TITLE", token.start, token.end, token.value)
        else:
            yield token


def _unit(run: list[Token], at: int) -> int:
    """The end of a department between an office and its verb: `The Officer, Property Services advised`; else 0."""
    end = at + 1
    while end < len(run) and end - at < 8 and run[end].type in ("CAP", "MOD", "ORG", "COLL", "AND"):
        end += 1
    words = [t.type for t in run[at + 1 : end]]
    unit = bool({"MOD", "ORG", "COLL"} & set(words)) and words[-1] != "AND"
    if not unit or run[at].type != "COMMA":
        return 0
    verb = end + 1 if end < len(run) and run[end].type == "ADV" else end
    return end if verb < len(run) and run[verb].type in FINITE | {"AGREEV"} else 0


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
    """`the Councillor` is who spoke before; a rank, or a seat such as `the County Councillor`, tells who it is."""
    if run[-1].type != "TITLE" or any(t.type == "MOD" for t in run):
        return False
    title = text[run[-1].start : run[-1].end]
    return title not in RANKS and (" " not in title or title.endswith("ember"))


def _past(ref: Ref, word: str) -> str | None:
    """An office held no longer: none of somebody named, and not this meeting's where only it is given."""
    return None if ref.name or ref.role is None else f"{word} {ref.role}"


def _phrase(text: str, run: list[Token]) -> str:
    return " ".join(text[t.start : t.end] for t in run)


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
    both = " ".join(w for w in (prefix, fold_prefix(titles)) if w) or None
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
    if tail and tail[0].type != "NUMBER":  # else where one lives
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
