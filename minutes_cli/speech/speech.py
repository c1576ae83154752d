"""What kind of speech a turn is, as far as its words alone tell."""

from __future__ import annotations

from minutes_cli.engine.tokens import Token
from minutes_cli.persons.bare import FINITE
from minutes_cli.persons.names import Ref
from minutes_cli.speech.sentences import Act, Sentence
from minutes_cli.speech.turns import REPORTS, Turn

ASKING = frozenset({"asked", "it_asked", "was_asked", "sought", "sought_arose", "was_keen", "there"})
REPLYING = frozenset(
    {
        "replied",
        "said",
        "it_said",
        "it_given",
        "view",
        "agreed",
        "undertaken",
        "was_told",
        "promised",
        "given",
        "said_colon",
    }
)
PROCEDURE = frozenset({"motion", "seconded", "declared", "conduct", "it_moved", "it_agreed"})
_AUXILIARY = frozenset({"BE", "WOULD", "WILL", "VERBIRR", "HAD"})
_MEANING = frozenset({"DONEV", "VERBED"})  # this stood for, it depended on
_WORD = frozenset({"YES", "NO"})  # `No.` by itself may be read as the short form of number
_PAUSES: tuple[list[str], ...] = ([], ["COMMA"], ["DASH"], ["DOT"], ["SEMI"])
_UNFINISHED = frozenset({"DOT", "QMARK", "SEMI", "COLON", "QUOTE", "RPAR", "DASH", "COMMA"})
_STANDING = frozenset({"had_done", "was", "will", "would"})  # what a body is or has done, outside the meeting
_ABOUT = frozenset({"AUTHORED", "COMMENTN", "QN", "NO"})  # A suggestion was made; there was no report
_OPENING = 4  # tokens at the start of a sentence
_HEADING = 15  # tokens at most of a heading that no layout tells from a paragraph


def answers_itself(turn: Turn) -> bool:
    """In response to a question from X, Y confirmed: question and answer in one sentence."""
    lead = turn.lead
    if lead is None or lead.deed not in ("lead_question", "lead_asked"):
        return False
    return not (turn.deeds & ASKING and lead.deed == "lead_question")


def is_pressed(turn: Turn) -> bool:
    """`When asked, X said`, `When pressed, X said`: an answer to what was asked before."""
    lead = turn.lead
    if lead is None or lead.deed != "lead_asked" or lead.subject:
        return False
    after = turn.sentence.tokens[lead.end_at : lead.end_at + 1]
    return bool(after) and after[0].type == "COMMA"


def is_reported(turn: Turn) -> bool:
    """`Mr Tate answered a question about the roof`: what was asked is told by the answer."""
    head = turn.head
    if head is not None and head.form == "answered_by":
        return True
    asked = head.tree.find("replied") if head is not None else None
    if head is None or asked is None or asked.find("question") is None:
        return False
    after = turn.sentence.tokens[head.end_at : head.end_at + 1]
    return asked.leaf("LEAD", "INSERT", "OF", "QWORD", "FROM", "BY") is not None or bool(
        after and after[0].type in ("LEAD", "QWORD", "OF")
    )


def is_question(turn: Turn) -> bool:
    """Somebody asks, in a way that tells what."""
    if turn.head is not None and turn.head.tree.leaf("HAD") is not None and turn.head.tree.leaf("SEEKV") is not None:
        return False  # had sought advice, of somebody who is not here
    if turn.deeds & ASKING and not is_idle(turn):
        return True
    return turn.asks and "said_colon" in turn.deeds


def is_idle(turn: Turn) -> bool:
    """`Members asked questions.` and `the following questions were asked:` tell of no question."""
    head = turn.head
    if head is None or turn.subject == "WHO" or not turn.deeds & {"asked", "sought", "there"}:
        return False
    act = next((a for a in reversed(turn.acts) if a.deed in ("asked", "sought", "there")), head)
    if act.tree.leaf("QN") is None or turn.lead is not None:
        return False
    left = [t.type for t in turn.sentence.tokens[act.end_at :]]
    if left[:1] == ["COMMA"]:
        return True  # … posed questions, which Ms Tate answered
    return not any(t in ("QWORD", "LEAD", "COLON") for t in left) or left[-1:] == ["COLON"]


def in_first_person(act: Act) -> bool:
    """`I will ask`; or `will ask` at the start, its pronoun lost in scanning."""
    return act.form == "first" or (act.form == "promise" and act.at == 0 and act.tree.leaf("ASKV") is not None)


def is_marker(turn: Turn) -> bool:
    """`(Councillor Rahimi)` by itself, behind a question."""
    types = turn.sentence.types()
    return turn.whole and len(types) <= 4 and types[:2] == ["LPAR", "WHO"] and types[-1] in ("RPAR", "DOT")


def named_behind(turn: Turn) -> tuple[Ref, ...] | None:
    """Who is named in brackets at the end of a question: the asker."""
    tokens = turn.sentence.tokens
    value = tokens[-2].value if len(tokens) > 2 and tokens[-1].type == "RPAR" else None
    return value if isinstance(value, tuple) else None


def named_ahead(turn: Turn) -> tuple[Ref, ...] | None:
    """Who is named before a question: `Question: Councillor Bell - has it been paid?`."""
    types = turn.sentence.types()
    at = (
        2 if types[:2] in (["QN", "COLON"], ["INITIALS", "LPAR"], ["QN", "LPAR"]) else 0
    )  # Q (Councillor Bell): Who pays?
    value = turn.sentence.tokens[at].value if types[at : at + 1] == ["WHO"] else None
    return value if isinstance(value, tuple) and types[at + 1 : at + 2] in (["DASH"], ["COLON"], ["RPAR"]) else None


def speaks(turn: Turn) -> bool:
    """Whether what somebody does is speech: any verb is but for what people do without a word."""
    head = turn.head
    if head is None:
        return False
    if turn.deeds & REPORTS or head.deed == "felt" or "thanked" in turn.deeds:
        return True
    if head.deed == "said_colon":
        return head.at == 0 and _is_told(turn.sentence.tokens[head.end_at :])
    spoke = head.tree.find("spoke")
    return spoke is not None and spoke.leaf("HAD") is None


def _is_told(words: list[Token]) -> bool:
    """Whether the words behind `Councillor Bell:` are a sentence, not a title or a list."""
    return words[-1:] != [] and words[-1].type in ("DOT", "QMARK") and any(t.type in FINITE for t in words)


def may_report(turn: Turn) -> bool:
    """Whether a sentence tells something, and not of the report itself: `The report had been circulated.`"""
    types = turn.sentence.types()
    about = bool(_ABOUT & set(types[: _OPENING + 2])) or types[0] in ("AND", "BUT", "WHOS")
    about = about or any(deed.startswith(("moved", "seconded")) for deed in turn.deeds)
    whole = types[-1] == "DOT" and len(types) > 2 * _OPENING
    return not about and (whole or (len(types) > _OPENING and any(t in FINITE for t in types)))


def is_of_the_meeting(turn: Turn) -> bool:
    """What the body does at the meeting, or nobody in particular: `Members discussed`, `it was noted`."""
    head = turn.head
    if head is None or head.form != "clause":
        return head is not None
    return head.deed not in _STANDING and head.tree.leaf("HAD") is None


def is_standing(turn: Turn) -> bool:
    """What a body had done, as somebody tells it: `The Council had met ten times.`"""
    head = turn.head
    return head is not None and head.form == "clause" and head.subject == "GROUP" and head.tree.leaf("HAD") is not None


def takes_on(turn: Turn) -> bool:
    """Somebody undertakes to do something."""
    head = turn.head
    if turn.deeds & {"undertaken", "promised"}:
        return True
    if head is None:
        return False
    if head.deed == "agreed":
        after = turn.sentence.tokens[head.end_at : head.end_at + 1]
        return head.tree.leaf("TO") is not None and not (after and after[0].type == "BE")
    return head.deed == "will" and head.subject == "WHO" and head.tree.leaf("BE", "NOT", "STATEV") is None


def tells(turn: Turn) -> bool:
    """Officers said, it was explained, Members were advised or heard: an answer that names nobody."""
    head = turn.head
    if head is None:
        return False
    if head.form == "told" or head.subject == "STAFF":
        return True
    if head.subject in ("GROUP", "ANON"):
        telling = head.deed == "was_told" or head.tree.leaf("HEARDV", "TELLV") is not None
        return telling or "replied" in turn.deeds
    return head.form == "passive" and head.deed in ("it_said", "it_given")


def is_short(turn: Turn) -> bool:
    """`He was not.`"""
    types = turn.sentence.types()
    if types[:1] == ["DASH"]:
        return True
    return len(types) > 2 and types[1] in _AUXILIARY and (len(types) <= 5 or types[2] in ("COMMA", "NOT"))


def is_bare_answer(turn: Turn) -> bool:
    """`It was not.`  `They were, from October.`  `This was given.`  `No, it was not.`  `Yes.`"""
    types = turn.sentence.types()
    start = 1 if types[:1] == ["DASH"] else 0
    if types[start:] == ["ABBREVIATION"] or (types[start] in _WORD and types[start + 1 : start + 2] in _PAUSES):
        return True
    if len(types) <= start + 1 or types[start + 1] not in _AUXILIARY | _MEANING:
        return False
    if types[start + 2 : start + 3] == ["TO"]:  # This is to be followed up.
        return False
    return types[start] in ("IT", "PRON", "THEY", "THIS", "NO")


def is_heading(sentences: list[Sentence]) -> bool:
    """A short paragraph that no full stop ends, and in which nobody does anything."""
    if len(sentences) != 1 or sentences[0].acts or len(sentences[0].tokens) > _HEADING:
        return False
    return sentences[0].tokens[-1].type not in _UNFINISHED


def leads_on(sentences: list[Sentence]) -> bool:
    """Whether a paragraph ends with a colon: what follows belongs to it."""
    return bool(sentences) and sentences[-1].tokens[-1].type in ("COLON", "DASH")


def is_labelled(sentence: Sentence) -> bool:
    """`Question: …`"""
    types = [t.type for t in sentence.tokens[:3]]
    return types[:1] == ["QN"] and "COLON" in types


def is_about_questions(sentence: Sentence) -> bool:
    """`Members' questions included:` names nobody who asks, and leads in what was asked."""
    types = sentence.types()
    return "QN" in types and not any(t in ("WHO", "WHOS", "REPLYN", "COMMENTN") for t in types)


def heads(sentence: Sentence) -> Act | None:
    """The head of a formal question or answer that a sentence begins with: `Question 1 from X:`, `REPLY:`."""
    first = sentence.acts[0] if sentence.acts else None
    if first is None or first.form not in ("put", "reply") or first.at:
        return None
    if (
        first.form == "put" and first.tree.leaf("QN", "ASKV", "REPLYV") is None
    ):  # Councillor X to the Leader: that alone
        return first if all(t.type in ("COLON", "DASH") for t in sentence.tokens[first.end_at :]) else None
    return first


def interrupts(sentences: list[Sentence]) -> bool:
    """Whether a paragraph behind a headed answer is another's: a member speaks, or Members do."""
    lone = len(sentences) == 1 and sentences[0].asks  # the next question of a list
    if lone or is_labelled(sentences[0]) or any(in_first_person(a) for a in sentences[0].acts):
        return True
    acts = [a for a in sentences[0].acts if a.form in ("clause", "passive", "put", "reply", "moved_by")]
    if not acts:
        return False
    if acts[0].form != "clause" or acts[0].subject in ("WHO", "ANON"):
        return True
    return acts[0].tree.leaf("GROUP") is not None and acts[0].deed in REPORTS


def topic(turn: Turn, lead: Act) -> tuple[int, int]:
    """The place of the words that report a question: from `a question` to the comma before the main clause."""
    tokens, head = turn.sentence.tokens, turn.head
    question = lead.tree.find("question")
    first = lead.at + (question.start if question else 0)
    last = len(tokens)
    if head is None:
        last = next((i for i in range(lead.end_at, len(tokens)) if tokens[i].type == "COMMA"), last)
    elif head.at < lead.at < head.end_at:  # between the speaker and the verb
        last = max((i for i in range(head.at, head.end_at) if tokens[i].type in ("COMMA", "RPAR")), default=last)
    elif head.at >= lead.end_at:
        last = max((i for i in range(lead.end_at, head.at) if tokens[i].type == "COMMA"), default=head.at)
    while last > lead.end_at and tokens[last - 1].type in ("COMMA", "DOT", "COLON", "DASH"):
        last -= 1
    return tokens[first].start, tokens[max(last, first + 1) - 1].end
