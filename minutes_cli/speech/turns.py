"""Sentences to turns: who speaks in which part of a sentence, and what kind of speech it is."""

from __future__ import annotations

import msgspec

from minutes_cli.persons.bare import FINITE
from minutes_cli.speech.sentences import Act, Sentence

REPORTS = frozenset(
    [
        "asked",
        "requested",
        "replied",
        "said",
        "invited",
        "agreed",
        "undertaken",
        "motion",
        "seconded",
        "declared",
        "conduct",
        "it_asked",
        "it_said",
        "it_given",
        "view",
        "it_moved",
        "it_agreed",
        "was_asked",
        "was_told",
        "sought",
    ]
)
_BEFORE_SUBJECT = frozenset(
    {
        "",
        "COMMA",
        "DASH",
        "COLON",
        "ADV",
        "AND",
        "BUT",
        "SEMI",
        "INREPLY",
        "RPAR",
        "QUOTE",
        "RELPRON",
        "ASIDE",
        "DOT",
        "QMARK",
    }
)
_GOES_ON = frozenset({"COMMA", "AND", "SEMI", "DASH", "BUT"})
_OWN_WORDS = frozenset({"replied", "said", "requested", "agreed", "undertaken", "thanked"})
_QUIET = frozenset({"done", "was", "was_told", "had_done"})
_NEVER_BEFORE = frozenset({"OF", "BY", "FROM", "TO", "FOR", "THAT", "QWORD", "POSS", "WHO_", "INSERT", "LEAD", "LPAR"})
ASKS = frozenset({"asked", "requested", "was_asked", "it_asked", "sought"})
_FINITE = FINITE | {"AGREEV", "ECHOV", "RESOLVEV"}
_TELLING = frozenset({"replied", "said", "it_said", "it_given"})
_PROMISING = frozenset({"agreed", "undertaken", "promised"})
_OF_ITS_OWN = frozenset({"inverted", "according", "answered_by"})  # a whole report, whatever stands before it
_SPLITTERS = frozenset({"RELPRON", "SEMI", "AND", "BUT", "DASH"})


class Turn(msgspec.Struct, gc=False):
    """A stretch of a sentence in which one subject speaks or is spoken of."""

    sentence: Sentence
    start: int
    end: int
    head: Act | None = None
    lead: Act | None = None
    acts: list[Act] = msgspec.field(default_factory=list)
    deeds: set[str] = msgspec.field(default_factory=set)
    begins: bool = False  # a paragraph
    whole: bool = True  # the turn is a whole sentence
    asks: bool = False  # a direct question
    self_asked: bool = False  # `…, and she asked`: by whoever was speaking

    @property
    def subject(self) -> str:
        """The type of the subject: WHO, PRON, ANON, GROUP, or '' where there is none."""
        return self.head.subject if self.head else ""


def turns(sentence: Sentence) -> list[Turn]:
    """The turns of a sentence; most have one."""
    turn = Turn(sentence, sentence.start, sentence.end, begins=sentence.first, asks=sentence.asks)
    found = [turn]
    types = sentence.types()
    for act in sentence.acts:
        before = types[act.at - 1] if act.at else ""
        if act.form in ("clause", "passive"):
            if turn.head is None:
                if _may_begin(act, before, types):
                    turn.head = act
                    turn.deeds.add(act.deed)
            elif turn.head.deed == "said_colon" and before == "COLON" and act.subject == "WHO":
                turn.head = act  # Tree Warden: Mr Poe reported
                turn.deeds = {act.deed}
            elif _takes_over(act, before, turn):
                turn.head, turn.deeds = act, {act.deed}
            elif _breaks(act, before, types, turn):
                cut = act.at - 1
                turn.end = sentence.tokens[_last_word(types, cut)].end
                begin = cut if before == "RELPRON" else act.at
                turn = Turn(
                    sentence,
                    sentence.tokens[begin].start,
                    sentence.end,
                    head=act,
                    whole=False,
                    asks=sentence.asks,
                )
                found[-1].whole = False
                found[-1].asks = False
                turn.deeds.add(act.deed)
                found.append(turn)
            elif act.subject in ("PRON", "THEY") and act.deed in ("asked", "requested") and before in _BEFORE_SUBJECT:
                turn.self_asked = True
                turn.deeds.add(act.deed)  # … by its last bus, and she asked who had promised it
            elif act.subject == "PRON" and act.deed in _TELLING and before in _GOES_ON and not turn.deeds & REPORTS:
                turn.deeds.add(act.deed)  # the Sergeant was welcomed, she reported two thefts
        elif act.form == "joined" and turn.head is not None:
            turn.deeds.add(act.deed)
        elif act.form == "told" and turn.deeds & ASKS:
            turn.end = sentence.tokens[_last_word(types, act.at + 1)].end
            turn.whole = turn.asks = False
            begin = next(i for i in range(act.at, act.end_at) if types[i] == "BE")
            turn = Turn(sentence, sentence.tokens[begin].start, sentence.end, head=act, whole=False)
            turn.deeds.add("was_told")
            found.append(turn)
        elif act.form == "aside" and act.refs and (turn.head is None or turn.head.subject != "WHO"):
            turn.head = act
            turn.deeds = {"said"}
        elif act.form == "done_by" and turn.head is None and act.refs:
            turn.head = act
            turn.deeds.add("said")
        elif act.form in _OF_ITS_OWN and turn.head is None and act.subject:
            turn.head = act
            turn.deeds.add(act.deed)
        elif act.form == "lead" and turn.lead is None and (turn.head is None or act.at < turn.head.end_at):
            turn.lead = act
        elif act.form.startswith(("moved", "seconded")):
            turn.deeds.add(act.form)
        turn.acts.append(act)
    return found


def _may_begin(act: Act, before: str, types: list[str]) -> bool:
    """Whether a clause is the sentence's own, not one inside what was said."""
    if act.deed == "was_told" and types[act.end_at : act.end_at + 1] == ["TO"] and act.at:
        return False  # … and the tenant had been told to open a window
    if before in _BEFORE_SUBJECT:
        return True
    if before in _NEVER_BEFORE:
        return False
    if act.deed in REPORTS:
        return True
    return act.subject == "WHO" and not any(t in _FINITE for t in types[: act.at])


def _takes_over(act: Act, before: str, turn: Turn) -> bool:
    """Whether somebody says something behind what is nobody's speech: Members discussed it and the Clerk said."""
    head = turn.head
    if head is None or act.deed not in _OWN_WORDS or act.subject != "WHO" or before not in _GOES_ON:
        return False
    if turn.deeds & ASKS or (turn.lead is not None and turn.lead.deed == "lead_question"):
        return False
    return not head.refs or (head.deed in _QUIET and not head.by)


def _breaks(act: Act, before: str, types: list[str], turn: Turn) -> bool:
    """Whether a clause with a subject of its own is another's turn, not part of what was said."""
    if before == "RELPRON":
        return act.deed in REPORTS
    asked = bool(turn.deeds & ASKS)
    if asked and act.deed in _TELLING:
        if before == "COMMA" and act.subject == "WHO":
            return True  # … asked when it would open, Mr Smith replied that it would be in May
        if before in ("DASH", "SEMI") or (before in ("AND", "COMMA") and act.form == "passive"):
            return True
        if before in ("AND", "COMMA") and act.subject == "PRON" and _answers(act, turn):
            return True
    if before == "AND" and act.subject == "WHO" and act.tree.leaf("ADDEDV") is not None:
        return True  # … said that there were two, and the Clerk added that both were new
    if before == "AND" and act.subject == "WHO" and act.deed in _PROMISING and turn.deeds & _PROMISING:
        return True  # … agreed to write to the county, and the Clerk agreed to write to the bank
    if before == "BUT" and act.subject == "WHO" and act.deed in _TELLING and turn.deeds & _TELLING:
        return True  # … said that it was dear, but Mr Smith said that it was cheap
    if before not in _SPLITTERS or (act.subject in ("PRON", "") and act.form == "clause"):
        return False
    if act.deed not in REPORTS and before != "SEMI":
        return False
    if before == "SEMI" or (before == "DASH" and act.subject == "WHO"):
        return True
    return asked and act.form == "clause"


def _answers(act: Act, turn: Turn) -> bool:
    """`X asked PC Hay whether it worked and he confirmed that it did`: who was asked answers."""
    asked = turn.head is not None and bool(turn.head.target or turn.head.deed == "was_asked")
    return asked and act.tree.leaf("REPLYV", "TELLV") is not None


def _last_word(types: list[str], cut: int) -> int:
    """The last token of a turn that ends before the token at `cut`, its commas left out."""
    at = cut - 1
    while at > 0 and types[at] in ("COMMA", "AND", "SEMI", "DASH"):
        at -= 1
    return at
